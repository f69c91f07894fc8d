"""What somebody with the database's password changes behind the back of the program is found and named."""

from datetime import date

import pytest
from django.db import connection

from tests.conftest import TODAY, District
from vungmanh.foundation.actors import Actor
from vungmanh.journal import chain
from vungmanh.journal.anchors import Anchor
from vungmanh.journal.events import UNDONE
from vungmanh.journal.models import Entry, Head, Seal
from vungmanh.journal.undoing import undo
from vungmanh.journal.writing import act, note, together
from vungmanh.members.actions import correct_particulars, transfer_members
from vungmanh.members.queries import particulars_of
from vungmanh.organizations.actions import rename_organization


def raw(sql: str, *values: object) -> int:
    """Change the database as somebody with its password would; how many rows."""
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        return cursor.rowcount


@pytest.fixture
def entries(district: District, operator: Actor) -> list[int]:
    """The numbers of all entries: three from founding the district, then three that change names."""
    for number in range(3):
        organization = district.organizations["kho-bac"]
        rename_organization(by=operator, on=date(2016 + number, 1, 1), organization=organization, name=f"KB {number}")
    assert list(chain.problems()) == []
    return list(Entry.objects.order_by("pk").values_list("pk", flat=True))


def found() -> list[str]:
    return list(chain.problems())


def named(number: int) -> str:
    """How a sentence names an entry of a change of name."""
    entry = Entry.objects.get(pk=number)
    day = entry.recorded_at.astimezone(tz=None)
    return f"{number} (Đổi tên {entry.details['name']} thành {entry.details['new_name']}, {day:%d/%m/%Y})"


def test_every_entry_has_its_link_in_the_order_in_which_it_was_written(entries: list[int]) -> None:
    assert list(Seal.objects.order_by("number").values_list("entry_id", flat=True)) == entries
    assert chain.head() == Anchor(len(entries), Seal.objects.get(number=len(entries)).digest)


def test_an_altered_entry_is_named(entries: list[int]) -> None:
    raw("UPDATE journal_entry SET actor = 'Kẻ khác' WHERE id = %s", entries[4])
    assert found() == [f"Mục nhật ký {named(entries[4])} đã bị sửa (mắt xích số 5)."]


def test_a_deleted_entry_is_named(entries: list[int]) -> None:
    raw("DELETE FROM journal_entry WHERE id = %s", entries[3])
    assert found() == [f"Mục nhật ký số {entries[3]} đã bị xóa (mắt xích số 4)."]


def test_the_newest_entries_deleted_with_their_links_are_missed(entries: list[int]) -> None:
    raw("DELETE FROM organizations_placement WHERE recorded_by = %s", entries[5])
    raw("UPDATE organizations_placement SET withdrawn_by = NULL WHERE withdrawn_by = %s", entries[5])
    raw("DELETE FROM journal_entry WHERE id = %s", entries[5])
    raw("DELETE FROM journal_seal WHERE number = 6")
    assert found() == ["Mắt xích số 6 đã bị xóa."]


def test_even_with_the_head_turned_back_an_anchor_tells(entries: list[int]) -> None:
    anchor = chain.head()
    test_the_newest_entries_deleted_with_their_links_are_missed(entries)
    raw("UPDATE journal_head SET number = 5, digest = %s", Seal.objects.get(number=5).digest)
    assert found() == []
    assert list(chain.problems([anchor])) == [
        f"Nhật ký không còn khớp với mốc đã ghi lại {anchor}: từ đầu đến mốc đó đã có mục bị sửa hoặc xóa."
    ]


def test_an_anchor_noted_earlier_holds_and_may_be_shortened(entries: list[int], operator: Actor) -> None:
    anchor = chain.head()
    note(UNDONE, by=operator)
    short = Anchor.read(str(anchor)[:20])
    assert list(chain.problems([Anchor(0, "0" * 64), anchor, short])) == []
    other = Anchor(anchor.number, "f" * 64)
    assert len(list(chain.problems([other]))) == 1


@pytest.mark.parametrize("text", ["", "12", "12:abc", "x:0123456789ab", "12:0123456789xy", f"1:{'0' * 65}"])
def test_an_anchor_is_a_number_and_a_digest(text: str) -> None:
    with pytest.raises(ValueError, match=f"^{text}$"):
        Anchor.read(text)


def test_two_entries_swapped_are_both_named(entries: list[int]) -> None:
    first, second = entries[3:5]
    for old, new in ((first, 0), (second, first), (0, second)):
        raw("UPDATE journal_entry SET id = %s WHERE id = %s", new, old)
    assert [sentence[: sentence.index(" (")] for sentence in found()] == [
        f"Mục nhật ký {first}",
        f"Mục nhật ký {second}",
    ]


def test_an_inserted_entry_is_named(entries: list[int]) -> None:
    inserted = Entry.objects.create(event="organizations.renamed", details={"name": "A", "new_name": "B"})
    assert found() == [f"Mục nhật ký {named(inserted.pk)} được chèn từ bên ngoài, không có trong chuỗi."]


def test_an_entry_altered_together_with_its_link_breaks_the_next(entries: list[int]) -> None:
    raw("UPDATE journal_entry SET actor = 'Kẻ khác' WHERE id = %s", entries[3])
    link = Seal.objects.get(number=4)
    link.content = chain.content_of(Entry.objects.get(pk=entries[3]))
    link.digest = chain.digest_of(link, 4, Seal.objects.get(number=3).digest)
    link.save()
    assert found() == [f"Mắt xích số 5 (mục nhật ký số {entries[4]}) hoặc mắt xích ngay trước đã bị sửa."]


def test_an_unknown_kind_of_entry_is_named_by_its_code(entries: list[int]) -> None:
    raw("UPDATE journal_entry SET event = 'no.such' WHERE id = %s", entries[4])
    assert found()[0].startswith(f"Mục nhật ký {entries[4]} (no.such, ")


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE organizations_placement SET name = 'Tên khác' WHERE recorded_by = %s AND ends_on IS NULL",
        "UPDATE organizations_placement SET parent_id = NULL WHERE recorded_by = %s AND ends_on IS NULL",
        "DELETE FROM organizations_placement WHERE recorded_by = %s",
    ],
)
def test_rows_that_are_not_as_the_entry_wrote_them_are_found(entries: list[int], change: str) -> None:
    assert raw(change, entries[5]) > 0
    sentence = f"Các dòng organizations.placement thuộc mục nhật ký {named(entries[5])} không còn như khi ghi: "
    assert found() == [sentence + "có dòng bị sửa, thêm hoặc xóa."]


def test_a_row_hidden_behind_an_entry_is_found(entries: list[int]) -> None:
    raw("UPDATE members_membership SET withdrawn_by = %s", entries[5])
    sentence = f"Các dòng members.membership thuộc mục nhật ký {named(entries[5])} không còn như khi ghi: "
    assert found() == [sentence + "có dòng bị sửa, thêm hoặc xóa."]


def test_after_an_undo_the_chain_holds(district: District, operator: Actor) -> None:
    rename_organization(by=operator, on=TODAY, organization=district.organizations["kho-bac"], name="A")
    undo(Entry.objects.latest("pk"), by=operator)
    assert found() == []


def test_an_action_with_parts_undone_keeps_the_chain(district: District, operator: Actor) -> None:
    with act(UNDONE, by=operator) as whole:
        for day, name in ((date(2017, 1, 1), "A"), (date(2018, 1, 1), "B")):
            rename_organization(by=operator, on=day, organization=district.organizations["kho-bac"], name=name)
    Entry.objects.filter(pk=whole.entry.pk).update(event="organizations.founded_many")
    undo(Entry.objects.get(pk=whole.entry.pk), by=operator)
    Entry.objects.filter(pk=whole.entry.pk).update(event=UNDONE.code)
    assert [sentence for sentence in found() if "hoàn tác" not in sentence] == []


def test_a_row_hidden_behind_an_undone_entry_is_found(district: District, operator: Actor) -> None:
    rename_organization(by=operator, on=TODAY, organization=district.organizations["kho-bac"], name="A")
    undone = Entry.objects.latest("pk")
    undo(undone, by=operator)
    raw(
        "UPDATE members_membership SET withdrawn_by = %s WHERE id = (SELECT MIN(id) FROM members_membership)", undone.pk
    )
    assert len(found()) == 1


@pytest.mark.parametrize("change", ["undone_by = NULL", "undone_by = 1"])
def test_a_mark_of_undo_that_was_changed_is_found(district: District, operator: Actor, change: str) -> None:
    rename_organization(by=operator, on=TODAY, organization=district.organizations["kho-bac"], name="A")
    undone = Entry.objects.latest("pk")
    undoing = undo(undone, by=operator)
    raw(f"UPDATE journal_entry SET {change} WHERE id = %s", undone.pk)
    sentence = f"Mục nhật ký số {undone.pk} và lần hoàn tác số {undoing.pk} không khớp nhau."
    assert sentence in found()


def test_entries_sealed_before_rows_were_covered_are_checked_without_them(entries: list[int]) -> None:
    raw("DELETE FROM journal_seal")
    raw("DELETE FROM journal_head")
    migration = __import__("vungmanh.journal.migrations.0002_seals", fromlist=["seal_what_stands"])
    from django.apps import apps

    migration.seal_what_stands(apps, None)
    raw("UPDATE organizations_placement SET name = 'Tên khác' WHERE recorded_by = %s", entries[5])
    assert found() == []
    raw("UPDATE journal_entry SET actor = 'Kẻ khác' WHERE id = %s", entries[5])
    assert found() == [f"Mục nhật ký {named(entries[5])} đã bị sửa (mắt xích số 6)."]


def test_details_added_during_the_action_are_sealed(listed: None, operator: Actor) -> None:
    with act(UNDONE, by=operator) as action:
        action.keep(rows=3)
    assert found() == []
    assert Head.objects.get().number == 1


def test_actions_together_are_sealed_once_all_is_written(district: District, operator: Actor) -> None:
    before = chain.head().number
    with together():
        correct_particulars(
            by=operator, corrections=[(particulars_of(district.members["dv-01"]), {"card_number": "9"})]
        )
        assert chain.head().number == before
        place = district.organizations["tay-xa-1"].pk
        transfer_members(by=operator, transfers=[(district.members["dv-01"], place, TODAY)])
        assert chain.head().number == before
    assert chain.head().number == before + 2
    assert found() == []
