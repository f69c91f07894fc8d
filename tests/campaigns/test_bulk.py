"""Steps for many subjects at once: the same checks, all or none, one entry of the journal."""

from datetime import date

import pytest

from tests.campaigns.conftest import DECISION, MEETING, OPENED, Year
from vungmanh.campaigns.deciding.not_rated import note_not_rated
from vungmanh.campaigns.models import EnteredFact, Opinion, OpinionKind, SelfReview
from vungmanh.campaigns.review.bulk import Entered, Handed, enter_facts_of_all, give_opinions, hand_in_all
from vungmanh.campaigns.review.opinions import NewOpinion
from vungmanh.campaigns.review.reviewing import Written
from vungmanh.campaigns.running.actions import list_anew
from vungmanh.classification.models import MemberResult, Status
from vungmanh.foundation.refusals import Refusal
from vungmanh.journal.models import Entry
from vungmanh.members.actions import NewMember, enrol_members
from vungmanh.members.models import Standing

WRITTEN = Written({"results": "Hoàn thành các việc được giao."}, {"tasks": "good", "others": "good"}, "good")


def hand_in(year: Year, *codes: str, written: Written = WRITTEN) -> None:
    """Hand in the same words for several members."""
    place = year.district.organizations["dong-xa"].pk
    handed = [Handed(year.member(code), written) for code in codes]
    hand_in_all(by=year.by, campaign=year.campaign, place=place, handed=handed, on=OPENED)


def test_many_self_reviews_are_one_entry_and_replace_those_before(year: Year) -> None:
    hand_in(year, "dv-01", "dv-02")
    hand_in(year, "dv-01", written=Written(WRITTEN.parts, claimed="excellent"))
    claims = SelfReview.objects.effective().order_by("subject__member__code")
    assert list(claims.values_list("subject__member__code", "claimed")) == [("dv-01", "excellent"), ("dv-02", "good")]
    entries = Entry.objects.filter(event="campaigns.all_handed_in").order_by("pk")
    assert [one.details["count"] for one in entries] == [2, 1]


def test_one_who_may_not_hand_in_keeps_all_others_from_it(year: Year) -> None:
    with pytest.raises(Refusal) as refused:
        hand_in(year, "dv-01", "dv-05")
    assert (refused.value.code, SelfReview.objects.count()) == ("campaigns.not_due", 0)


def test_many_opinions_come_in_their_time_too(year: Year) -> None:
    said = [
        NewOpinion(year.member(code), OpinionKind.RESIDENCE, "Chi ủy nơi cư trú", "Chấp hành tốt.")
        for code in ("dv-01", "dv-08")
    ]
    place = year.district.organizations["yen-thu"].pk
    give_opinions(by=year.by, campaign=year.campaign, place=place, opinions=said, on=OPENED)
    year.hold([year.member("dv-08")])
    with pytest.raises(Refusal) as refused:
        give_opinions(by=year.by, campaign=year.campaign, place=place, opinions=said, on=MEETING)
    assert (refused.value.code, Opinion.objects.count()) == ("campaigns.comment_too_late", 2)


def test_facts_of_many_replace_those_of_the_same_name_only(year: Year) -> None:
    place, terms = year.district.organizations["dong-xa"].pk, year.member("dv-02")
    for values in ({"disciplined": True, "tasks_done_share": "0.4"}, {"disciplined": False}):
        entered = [Entered(terms, values, "Sổ chi bộ")]
        enter_facts_of_all(by=year.by, campaign=year.campaign, place=place, entered=entered)
    standing = EnteredFact.objects.effective().order_by("name").values_list("name", "value")
    assert list(standing) == [("disciplined", False), ("tasks_done_share", "0.4")]


def test_who_only_reviews_is_noted_with_the_decision_and_the_rated_are_not(year: Year) -> None:
    home = year.district.organizations["dong-xa"]
    new = NewMember(
        code="dv-10", organization_id=year.district.organizations["dong-xa-2"].pk, starts_on=date(2019, 9, 1),
        standing=Standing.PROBATIONARY, particulars={"full_name": "Vi Văn Mới", "joined_on": date(2019, 9, 1)},
    )  # fmt: skip
    [newcomer] = enrol_members(by=year.by, new=[new])
    list_anew(by=year.by, campaign=year.campaign, root=year.district.placement("yen-thu", date(2019, 12, 31)))
    year.district.members["dv-10"] = newcomer
    note_not_rated(
        by=year.by, campaign=year.campaign, body=home.pk, decision=DECISION, terms=[year.member("dv-10")]
    )  # fmt: skip
    [result] = MemberResult.objects.effective()
    assert (result.member, result.status, result.reason) == (newcomer, Status.REVIEWED, "Kết nạp chưa đủ 6 tháng")
    with pytest.raises(Refusal) as refused:
        note_not_rated(
            by=year.by, campaign=year.campaign, body=home.pk, decision=DECISION, terms=[year.member("dv-01")]
        )  # fmt: skip
    assert refused.value.code == "campaigns.is_rated"
