"""The record that a review was held: not without a reason where nothing was handed in, corrected until the decision."""

from datetime import date

from tests.campaigns.conftest import DECISION, MEETING, Year
from tests.campaigns.test_steps import refused
from vungmanh.campaigns.deciding.decisions import Decided, decide
from vungmanh.campaigns.models import Held, SubjectKind
from vungmanh.campaigns.progress import SELF_REVIEW, open_in, steps
from vungmanh.campaigns.rating.proposing import Proposed, propose
from vungmanh.campaigns.review.held import correct_review, withdraw_review
from vungmanh.campaigns.review.reviewing import hold_reviews
from vungmanh.campaigns.running.following import Following
from vungmanh.campaigns.subjects import terms_in
from vungmanh.journal.models import Entry

WHY = "Chi bộ nghe báo cáo bằng lời."


def test_who_handed_in_nothing_is_reviewed_only_for_a_reason_and_then_owes_nothing(year: Year) -> None:
    collective = year.body("dong-xa-1", SubjectKind.COLLECTIVE)
    wrote, owes = year.member("dv-01"), year.member("dv-02")
    year.write(wrote)
    review = {"by": year.by, "campaign": year.campaign, "terms": [collective, wrote, owes], "on": MEETING}
    with refused("campaigns.held_without_self_review"):
        hold_reviews(**review)
    hold_reviews(**review, reason=WHY)
    found = dict(Held.objects.effective().values_list("subject_id", "reason"))
    assert found == {collective.subject_id: WHY, wrote.subject_id: "", owes.subject_id: WHY}
    cell = year.district.placement("dong-xa-1", date(2019, 12, 31))
    every = terms_in(year.campaign, places=[cell.organization_id])
    assert not open_in(every.filter(subject__in=found), SELF_REVIEW).exists()
    followed = Following(year.campaign, cell, on=MEETING).steps
    assert [(one.code, one.done) for one in followed] == [(one.code, one.done) for one in steps(year.campaign, cell)]


def test_a_wrong_record_is_corrected_or_withdrawn_until_the_decision(year: Year) -> None:
    terms = year.member("dv-01")
    year.write(terms)
    year.hold([year.body("dong-xa-1", SubjectKind.COLLECTIVE), terms])

    def held() -> Held:
        return Held.objects.effective().get(subject=terms.subject)

    day = date(2019, 12, 11)
    correct_review(by=year.by, held=held(), terms=terms, held_on=day, minutes="05-BB/CB")
    assert (held().held_on, held().minutes) == (day, "05-BB/CB")
    with refused("campaigns.reason_missing"):
        withdraw_review(by=year.by, held=held(), terms=terms, reason="nhầm")
    withdraw_review(by=year.by, held=held(), terms=terms, reason="Ghi nhầm người chưa kiểm điểm.")
    assert not Held.objects.effective().filter(subject=terms.subject).exists()
    told = Entry.objects.order_by("pk").values_list("event", flat=True)
    assert list(told)[-2:] == ["campaigns.review_corrected", "campaigns.review_withdrawn"]
    year.hold([terms])
    propose(by=year.by, campaign=year.campaign, proposed=[Proposed(terms, "good")], on=MEETING)
    commune = year.district.organizations["dong-xa"].pk
    decide(by=year.by, campaign=year.campaign, body=commune, decision=DECISION, decided=[Decided(terms)])
    with refused("campaigns.decided_already"):
        correct_review(by=year.by, held=held(), terms=terms, held_on=MEETING)
    with refused("campaigns.decided_already"):
        withdraw_review(by=year.by, held=held(), terms=terms, reason="Ghi nhầm người chưa kiểm điểm.")
