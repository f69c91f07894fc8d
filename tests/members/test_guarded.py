"""Looking at guarded particulars: only for a purpose and a reason, and never without a note."""

from dataclasses import replace

import pytest

from tests.conftest import District
from vungmanh.accounts.queries import as_plain_member
from vungmanh.foundation.actors import Actor
from vungmanh.foundation.refusals import Refusal
from vungmanh.journal.models import Entry
from vungmanh.members.actions import correct_particulars
from vungmanh.members.events import GUARDED_OFTEN, GUARDED_SEEN
from vungmanh.members.field_names import NAMES
from vungmanh.members.guarded import Purpose, reveal, views_of
from vungmanh.members.models import CorrectionRequest, Guarded, Membership, Particulars, RequestAnswer
from vungmanh.members.queries import particulars_of

ORDINARY = {
    "full_name", "other_name", "gender", "birth_date", "birth_year", "official_id", "card_number", "card_issued_by",
    "card_issued_on", "card_number_85", "joined_on", "official_on",
}  # fmt: skip
"""Particulars that somebody decided to be no guarded ones: docs/personal-data.md says why."""
DERIVED = {"id", "recorded_by", "withdrawn_by", "member", "name_key", "search_key", "written_key"}
LOOK = {"purpose": Purpose.DATABASE, "reason": "đối chiếu theo công văn 12", "place": None}


def office(district: District) -> Actor:
    return replace(as_plain_member(district.members["dv-08"]), login_id=8)


def test_every_particular_is_either_guarded_or_known_to_be_ordinary() -> None:
    fields = {field.name for field in Particulars._meta.get_fields() if field.name not in DERIVED}
    assert fields == ORDINARY | set(Particulars.GUARDED)
    assert ORDINARY & set(Particulars.GUARDED) == set()
    assert set(NAMES) == fields - {"birth_year"}  # which stands under the birth date


@pytest.mark.parametrize("model", [Particulars, Membership, CorrectionRequest, RequestAnswer])
def test_what_is_marked_is_a_field_and_has_a_group(model: type) -> None:
    fields = {field.name for field in model._meta.get_fields()}  # type: ignore[attr-defined]
    assert set(model.GUARDED) - fields == set()  # type: ignore[attr-defined]
    assert set(model.GUARDED.values()) - set(Guarded) == set()  # type: ignore[attr-defined]


def test_a_group_is_opened_with_a_note_that_holds_no_value(district: District, operator: Actor) -> None:
    member = district.members["dv-02"]
    correct_particulars(by=operator, corrections=[(particulars_of(member), {"ethnicity": "Dao-X", "religion": "R-X"})])
    opened = reveal(by=office(district), member=member, groups=["origin"], **LOOK)
    assert [(one.group, one.facts) for one in opened] == [(Guarded.ORIGIN, [("Dân tộc", "Dao-X"), ("Tôn giáo", "R-X")])]
    entry = views_of(member).get()
    assert entry.details == {
        "fields": "Dân tộc, tôn giáo",
        "purpose": "Đối chiếu, làm sạch cơ sở dữ liệu đảng viên",
        "reason": "đối chiếu theo công văn 12",
        "groups": ["origin"],
    }
    assert (entry.actor, entry.subject_id) == ("Phạm Thị Bích", member.pk)


@pytest.mark.parametrize(
    ("groups", "reason", "code"),
    [
        (["origin"], "   xem    ", "members.no_reason_to_look"),
        ([], "đối chiếu theo công văn 12", "members.nothing_to_open"),
        (["request", "everything"], "đối chiếu theo công văn 12", "members.nothing_to_open"),
    ],
)
def test_without_a_reason_or_a_group_nothing_is_opened(
    district: District, groups: list[str], reason: str, code: str
) -> None:
    with pytest.raises(Refusal) as refused:
        reveal(by=office(district), member=district.members["dv-02"], groups=groups, **LOOK | {"reason": reason})
    assert (refused.value.code, bool(refused.value.remedy)) == (code, True)
    assert not Entry.objects.filter(event=GUARDED_SEEN.code).exists()


def test_many_looks_by_one_login_are_told_once_for_each_limit(district: District, settings: object) -> None:
    settings.GUARDED_VIEWS_A_DAY = 3  # type: ignore[attr-defined]
    for _each in range(7):
        reveal(by=office(district), member=district.members["dv-02"], groups=["papers"], **LOOK)
    told = Entry.objects.filter(event=GUARDED_OFTEN.code).order_by("pk").values_list("details", flat=True)
    assert list(told) == [{"count": 3}, {"count": 6}]
