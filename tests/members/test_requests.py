"""Requests for correction: asked by the member, answered once by somebody else, carried out by the same action."""

from datetime import date

import pytest

from tests.conftest import TODAY, District
from tests.record import dump
from vungmanh.accounts.queries import as_plain_member
from vungmanh.foundation.actors import Actor
from vungmanh.foundation.refusals import Refusal
from vungmanh.journal.models import Entry
from vungmanh.journal.undoing import undo
from vungmanh.members.actions import correct_particulars
from vungmanh.members.models import CorrectionRequest, RequestState
from vungmanh.members.queries import particulars_of
from vungmanh.members.requests import (
    accept_correction,
    answer_to,
    ask_correction,
    compared,
    decline_correction,
    requests_of,
    waiting_requests,
    withdraw_correction,
)
from vungmanh.organizations.models import Placement


def ask(
    district: District, field: str = "joined_on", wanted: str = "03/02/2008", **changes: object
) -> CorrectionRequest:
    member = district.members["dv-02"]
    asked = {
        "by": as_plain_member(member), "on": TODAY, "member": member, "field": field, "wanted": wanted,
        "why": "theo quyết định kết nạp", "made_from": particulars_of(member).pk, "place": None,
    }  # fmt: skip
    return ask_correction(**asked | changes)


def waiting(district: District) -> list[int]:
    places = Placement.objects.on(TODAY).values("organization_id")
    return [one.pk for one in waiting_requests(places, on=TODAY)]


def refused_with(code: str, attempt: object) -> None:
    before = dump()
    with pytest.raises(Refusal) as refused:
        attempt()  # type: ignore[operator]
    assert (refused.value.code, bool(refused.value.remedy), dump()) == (code, True, before)


def test_an_accepted_request_is_carried_out_in_one_entry(district: District, operator: Actor) -> None:
    asked = ask(district)
    assert waiting(district) == [asked.pk]
    present = particulars_of(asked.member).pk
    accept_correction(by=operator, on=TODAY, request=asked, present=present)
    assert particulars_of(asked.member).joined_on == date(2008, 2, 3)
    accepted, carried_out = Entry.objects.order_by("-pk")[:2][::-1]
    assert (accepted.event, accepted.details["asked_in"]) == ("members.correction_accepted", asked.recorded_by)
    assert (carried_out.event, carried_out.part_of) == ("members.corrected", accepted.pk)
    assert waiting(district) == []
    undo(accepted, by=operator)
    assert (particulars_of(asked.member).joined_on, waiting(district)) == (date(2009, 1, 1), [asked.pk])


def test_before_and_after_stand_side_by_side(district: District, operator: Actor) -> None:
    asked = ask(district)
    correct_particulars(by=operator, corrections=[(particulars_of(asked.member), {"joined_on": date(2008, 5, 5)})])
    found = compared(asked)
    assert (found.seen, found.present, found.wanted) == ("01/01/2009", "05/05/2008", "03/02/2008")
    assert found.changed_meanwhile


def test_what_was_changed_since_the_decider_looked_is_told(district: District, operator: Actor) -> None:
    asked = ask(district)
    seen = particulars_of(asked.member)
    correct_particulars(by=operator, corrections=[(seen, {"other_name": "Hà"})])
    refused_with(
        "members.changed_since_seen",
        lambda: accept_correction(by=operator, on=TODAY, request=asked, present=seen.pk),
    )


def test_nobody_decides_the_own_request(district: District) -> None:
    asked = ask(district)
    oneself = as_plain_member(asked.member)
    present = particulars_of(asked.member).pk
    refused_with("members.own_request", lambda: accept_correction(by=oneself, on=TODAY, request=asked, present=present))
    refused_with(
        "members.own_request", lambda: decline_correction(by=oneself, on=TODAY, request=asked, words="không đúng đâu")
    )


def test_a_request_is_answered_once(district: District, operator: Actor) -> None:
    asked = ask(district)
    decline_correction(by=operator, on=TODAY, request=asked, words="Quyết định ghi ngày khác.")
    present = particulars_of(asked.member).pk
    refused_with(
        "members.request_answered", lambda: accept_correction(by=operator, on=TODAY, request=asked, present=present)
    )
    refused_with(
        "members.request_answered",
        lambda: withdraw_correction(by=as_plain_member(asked.member), on=TODAY, request=asked),
    )
    answer = answer_to(asked)
    assert answer is not None
    assert (answer.state, answer.words) == (RequestState.DECLINED, "Quyết định ghi ngày khác.")


def test_a_withdrawn_request_may_be_asked_again(district: District) -> None:
    asked = ask(district)
    refused_with("members.asked_already", lambda: ask(district))
    withdraw_correction(by=as_plain_member(asked.member), on=TODAY, request=asked)
    again = ask(district)
    assert [one.pk for one in requests_of(asked.member)] == [again.pk, asked.pk]


@pytest.mark.parametrize(
    ("field", "wanted", "code"),
    [
        ("joined_on", "31/02/2008", "members.value_misread"),
        ("citizen_id", "12345", "members.value_misread"),
        ("gender", "khác", "members.value_misread"),
        ("full_name", " ", "members.value_misread"),
        ("religion", "x" * 41, "members.value_misread"),
        ("joined_on", "01/01/2009", "members.asked_for_the_same"),
        ("name_key", "a", "members.unknown_field"),
    ],
)
def test_what_cannot_be_written_is_refused_when_asked(district: District, field: str, wanted: str, code: str) -> None:
    with pytest.raises(Refusal) as refused:
        ask(district, field, wanted)
    assert refused.value.code == code


def test_a_request_is_for_oneself_and_says_why(district: District) -> None:
    other = as_plain_member(district.members["dv-01"])
    refused_with("members.not_ones_own", lambda: ask(district, by=other))
    refused_with("members.request_without_why", lambda: ask(district, why=" "))


def test_a_request_about_something_else_needs_words_and_changes_nothing(district: District, operator: Actor) -> None:
    asked = ask(district, "", "Chức vụ của tôi kết thúc từ 2018")
    before, present = particulars_of(asked.member), particulars_of(asked.member).pk
    refused_with(
        "members.request_without_words",
        lambda: accept_correction(by=operator, on=TODAY, request=asked, present=present),
    )
    accept_correction(by=operator, on=TODAY, request=asked, present=present, words="Đã kết thúc chức vụ.")
    assert particulars_of(asked.member) == before


def test_a_declined_request_says_why(district: District, operator: Actor) -> None:
    asked = ask(district)
    refused_with(
        "members.decline_without_reason",
        lambda: decline_correction(by=operator, on=TODAY, request=asked, words="không"),
    )


def test_the_journal_and_the_repr_hold_nothing_of_what_was_asked(district: District, operator: Actor) -> None:
    asked = ask(district, "religion", "ZQreligion")
    accept_correction(by=operator, on=TODAY, request=asked, present=particulars_of(asked.member).pk)
    assert particulars_of(asked.member).religion == "ZQreligion"
    told = repr([*Entry.objects.values_list("details", "capacity"), asked, particulars_of(asked.member)])
    assert "ZQ" not in told
