from datetime import date

import pytest
from django.db.models import QuerySet

from tests.classification.ratings import rate, rate_2018
from tests.conftest import District
from vungmanh.classification.models import MemberResult
from vungmanh.foundation.actors import Actor
from vungmanh.journal.models import Entry
from vungmanh.journal.undoing import undo
from vungmanh.members import listing
from vungmanh.members.actions import transfer_members
from vungmanh.members.models import Headcount, Listing, Membership, StandingPeriod
from vungmanh.organizations.actions import rename_organization
from vungmanh.organizations.models import Placement, path_step
from vungmanh.reports.verification import verify


def raw(model: type) -> QuerySet:  # type: ignore[type-arg]
    """Rows behind the back of the actions, as somebody with the database's password would change them."""
    return QuerySet(model)


def problems() -> list[str]:
    found = verify()
    assert found.ok == (not found.problems)
    return list(found.record_problems)


def test_what_actions_wrote_holds_together(district: District) -> None:
    rate_2018(district)
    found = verify()
    assert found.problems == ()
    assert {name: count for name, count in found.counts.items() if count} == {
        "memberresult": 7,
        "organizationresult": 6,
        "yearlydecision": 1,
        "member": 9,
        "membership": 9,
        "particulars": 9,
        "postheld": 5,
        "standingperiod": 9,
        "organization": 7,
        "placement": 7,
    }


def test_an_empty_installation_holds_together(listed: None) -> None:
    found = verify()
    assert found.problems == ()
    assert set(found.counts.values()) == {0}


def test_the_hash_is_the_same_before_a_change_and_after_its_undo(district: District, operator: Actor) -> None:
    rate(district, 2018, members={"dv-01": "good"})
    before = verify()
    cell = district.organizations["dong-xa-2"].pk
    changes = (
        lambda: rate(district, 2018, members={"dv-01": "excellent"}),
        lambda: transfer_members(by=operator, transfers=[(district.members["dv-01"], cell, date(2019, 5, 1))]),
        lambda: rename_organization(
            by=operator, on=date(2019, 5, 1), organization=district.organizations["tay-xa-1"], name="Chi bộ Tây Nhất"
        ),
    )
    for change in changes:
        change()
        assert verify().state != before.state
        entry = Entry.objects.order_by("pk").last()
        assert entry is not None
        undo(entry, by=operator)
        listing.rebuild()
        after = verify()
        assert (after.state, after.counts, after.problems) == (before.state, before.counts, ())


def test_the_hash_does_not_know_ids_entries_or_withdrawn_rows(district: District, operator: Actor) -> None:
    rate(district, 2018, {"dong-xa-1": "good"}, {"dv-01": "good", "dv-02": "completed"})
    before = verify()
    entry = Entry.objects.order_by("pk").last()
    assert entry is not None
    undo(entry, by=operator)
    rate(district, 2018, members={"dv-02": "completed"})
    rate(district, 2018, members={"dv-01": "good"})
    rate(district, 2018, {"dong-xa-1": "good"})
    assert MemberResult.objects.count() == 4
    assert verify().state == before.state


def test_the_hash_knows_every_column_of_the_record(district: District) -> None:
    rate_2018(district)
    seen = {verify().state}
    for model, values in (
        (MemberResult, {"reason": "Lý do khác"}),
        (MemberResult, {"rulebook_version": "000000000000"}),
        (Placement, {"decision_number": "77-QĐ/HU"}),
        (Membership, {"leaving": "died"}),
        (StandingPeriod, {"starts_on": date(2009, 12, 31)}),
    ):
        raw(model).filter(pk=raw(model).order_by("pk")[0].pk).update(**values)
        seen.add(verify().state)
    assert len(seen) == 6


def test_a_tampered_list_is_found(district: District) -> None:
    row = Listing.objects.get(member=district.members["dv-01"])
    Listing.objects.filter(pk=row.pk).update(full_name="Nguyễn Văn Khác")
    assert problems() == ["Danh sách đảng viên lưu sẵn lệch 2 dòng so với dữ liệu gốc."]
    listing.rebuild()
    assert problems() == []


def test_a_member_missing_from_the_list_is_found(district: District) -> None:
    Listing.objects.filter(member=district.members["dv-01"]).delete()
    assert problems() == [
        "Danh sách đảng viên lưu sẵn lệch 1 dòng so với dữ liệu gốc.",
        "Số đảng viên lưu sẵn theo tổ chức cơ sở không khớp với danh sách.",
    ]


def test_a_wrong_headcount_is_found(district: District) -> None:
    Headcount.objects.filter(grassroots=district.organizations["kho-bac"]).update(members=3)
    assert problems() == ["Số đảng viên lưu sẵn theo tổ chức cơ sở không khớp với danh sách."]


def test_overlapping_spans_are_found(district: District) -> None:
    standing = raw(StandingPeriod).get(member=district.members["dv-01"])
    standing.pk = None
    standing.starts_on, standing.ends_on = date(2009, 6, 1), date(2010, 1, 2)
    raw(StandingPeriod).bulk_create([standing])
    [found] = problems()
    assert found == (
        "standingperiod: hai khoảng thời gian chồng lên nhau từ ngày 01/01/2010 "
        f"(member {district.members['dv-01'].pk})."
    )


def test_spans_that_only_touch_are_no_problem(district: District) -> None:
    standing = raw(StandingPeriod).get(member=district.members["dv-01"])
    standing.pk = None
    standing.starts_on, standing.ends_on = date(2009, 6, 1), date(2010, 1, 1)
    raw(StandingPeriod).bulk_create([standing])
    assert problems() == []


@pytest.mark.parametrize("change", ["path", "parent", "depth", "superior's end"])
def test_a_crooked_place_in_the_tree_is_found(district: District, change: str) -> None:
    cell, other = district.organizations["dong-xa-1"].pk, district.organizations["tay-xa"].pk
    placements = raw(Placement)
    match change:
        case "path":
            path = path_step(district.organizations["yen-thu"].pk) + path_step(other) + path_step(cell)
            placements.filter(organization=cell).update(path=path)
        case "parent":
            placements.filter(organization=cell).update(parent=other)
        case "depth":
            placements.filter(organization=cell).update(depth=2)
        case _:
            placements.filter(organization__code="dong-xa").update(ends_on=date(2019, 1, 1))
    found = [problem for problem in problems() if problem.startswith("Vị trí")]
    assert found[0] == "Vị trí của “Chi bộ thôn Đông 1” từ ngày 01/01/2005 không khớp với tổ chức cấp trên."


def test_a_membership_where_no_organization_stands_is_found(district: District) -> None:
    raw(Placement).filter(organization__code="kho-bac").update(ends_on=date(2019, 1, 1))
    found = [problem for problem in problems() if problem.startswith("Đảng viên")]
    assert found == [
        f"Đảng viên {code}: sinh hoạt từ ngày 01/01/2010 tại “kho-bac” khi nơi này không tồn tại."
        for code in ("dv-08", "dv-09")
    ]


@pytest.mark.parametrize("stamp", ["recorded_by", "withdrawn_by"])
def test_a_row_that_no_entry_of_the_journal_wrote_is_found(district: District, stamp: str) -> None:
    rate(district, 2018, members={"dv-01": "good"})
    raw(MemberResult).update(**{stamp: 987654})
    assert problems() == [f"1 dòng của memberresult không có mục nhật ký ({stamp})."]


def test_a_renamed_organization_keeps_its_subordinates_straight(district: District, operator: Actor) -> None:
    rename_organization(
        by=operator, on=date(2019, 5, 1), organization=district.organizations["dong-xa"], name="Đảng bộ xã Đông"
    )
    assert problems() == []
