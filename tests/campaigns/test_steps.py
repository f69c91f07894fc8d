"""From the self-review to the decision: each step in its order, success and refusal from the same set-up."""

from dataclasses import replace
from datetime import date

import pytest

from tests.campaigns.conftest import BEST, DECISION, MEETING, OPENED, Year
from vungmanh.campaigns.deciding.decisions import Decided, decide
from vungmanh.campaigns.deciding.rerating import re_rate
from vungmanh.campaigns.levels import check_levels
from vungmanh.campaigns.models import Closing, Draft, Opinion, OpinionKind, Proposal, SubjectKind, Terms, Treatment
from vungmanh.campaigns.progress import steps
from vungmanh.campaigns.rating.proposing import Proposed, propose
from vungmanh.campaigns.review.correcting import correct_opinion, withdraw_opinion
from vungmanh.campaigns.review.opinions import NewOpinion, enter_facts, give_opinion
from vungmanh.campaigns.review.reviewing import Written, hand_in, save_draft
from vungmanh.campaigns.running.closing import close_campaign
from vungmanh.classification.models import MemberResult, OrganizationResult
from vungmanh.foundation.decisions import Decision
from vungmanh.foundation.refusals import Refusal
from vungmanh.journal.models import Entry
from vungmanh.rulebooks import shelf
from vungmanh.rulebooks.rulebook import Subject


def refused(code: str):  # type: ignore[no-untyped-def]
    return _Refused(code)


class _Refused:
    """Expects a refusal with this code."""

    def __init__(self, code: str) -> None:
        self.code = code
        self.expected = pytest.raises(Refusal)

    def __enter__(self) -> None:
        self.caught = self.expected.__enter__()

    def __exit__(self, *raised: object) -> bool:
        handled = bool(self.expected.__exit__(*raised))  # type: ignore[arg-type]
        assert self.caught.value.code == self.code
        return handled


def ready(year: Year, *codes: str) -> list[Terms]:
    """The collective and the members of dong-xa-1 reviewed; the terms of these members."""
    year.hold([year.body("dong-xa-1", SubjectKind.COLLECTIVE), *(year.member(code) for code in codes)])
    return [year.member(code) for code in codes]


def test_what_is_typed_is_kept_and_two_machines_do_not_overwrite_each_other(year: Year) -> None:
    subject = year.member("dv-02").subject
    first = save_draft(subject=subject, content={"results": "Đã"}, edition=0)
    second = save_draft(subject=subject, content={"results": "Đã làm"}, edition=first)
    with refused("campaigns.draft_elsewhere"):
        save_draft(subject=subject, content={"results": "Khác"}, edition=first)
    assert (second, Draft.objects.get(subject=subject).content) == (2, {"results": "Đã làm"})


def test_a_self_review_replaces_the_one_before_until_the_review(year: Year) -> None:
    terms = year.member("dv-01")
    save_draft(subject=terms.subject, content={"results": "Đã làm"}, edition=0)
    year.write(terms, "excellent")
    year.write(terms, "good")
    assert [one.claimed for one in terms.subject.self_reviews.filter(withdrawn_by=None)] == ["good"]
    assert not Draft.objects.filter(subject=terms.subject).exists()
    ready(year, "dv-01")
    with refused("campaigns.reviewed_already"):
        year.write(terms)


@pytest.mark.parametrize(
    ("written", "code"),
    [
        (Written({"results": " "}), "campaigns.nothing_written"),
        (Written({"results": "Đã làm"}, claimed="clean_and_strong"), "campaigns.unknown_category"),
        (Written({"results": "Đã làm"}, {"tasks": "superb"}), "campaigns.unknown_level"),
        (Written({"results": "Đã làm"}, {"luck": "good"}), "campaigns.unknown_criterion"),
        (Written({"results": "Đã làm"}, signs={"D1": "không"}), "campaigns.unknown_sign"),
    ],
)
def test_a_self_review_says_nothing_that_the_year_does_not_know(year: Year, written: Written, code: str) -> None:
    terms = year.member("dv-02")
    with refused(code):
        hand_in(by=year.by, subject=terms.subject, terms=terms, written=written, on=OPENED)
    assert not terms.subject.self_reviews.exists()


def test_who_is_exempt_hands_in_nothing(year: Year) -> None:
    with refused("campaigns.not_due"):
        year.write(year.member("dv-05"))


def test_the_collective_comes_before_persons_and_the_head_before_others(year: Year) -> None:
    collective = year.body("dong-xa-1", SubjectKind.COLLECTIVE)
    with refused("campaigns.out_of_order"):
        year.hold([year.member("dv-02")])
    year.hold([collective, year.member("dv-01")])
    year.hold([year.member("dv-02"), year.member("dv-03")])


def test_a_review_is_recorded_once_and_who_is_only_reviewed_is_not_rated(year: Year) -> None:
    [terms] = ready(year, "dv-01")
    with refused("campaigns.held_already"):
        year.hold([year.member("dv-02"), terms])
    year.hold([year.member("dv-02")])
    terms.treatment = Treatment.REVIEWED
    with refused("campaigns.not_rated"):
        propose(by=year.by, campaign=year.campaign, proposed=[Proposed(terms, "good")], on=MEETING)


def test_an_opinion_entered_by_mistake_is_corrected_or_withdrawn_until_the_decision(year: Year) -> None:
    terms = year.member("dv-01")
    hint = {"kind": OpinionKind.SUPERIOR_HINT, "said_by": "Đảng ủy xã", "on": OPENED}
    wrong = give_opinion(by=year.by, terms=terms, words="Làm rõ chỉ tiêu 2018.", **hint)
    year.write(terms)  # a hint could not be given any more, but its slip of the pen can be mended
    said = NewOpinion(terms, OpinionKind.SUPERIOR_HINT, "Đảng ủy xã", "Làm rõ chỉ tiêu 2019.")
    with refused("campaigns.opinion_empty"):
        correct_opinion(by=year.by, opinion=wrong, corrected=replace(said, words=" "), on=OPENED)
    right = correct_opinion(by=year.by, opinion=wrong, corrected=said, on=OPENED)
    with refused("journal.changed_meanwhile"):
        correct_opinion(by=year.by, opinion=wrong, corrected=said, on=OPENED)
    assert [(one.pk, one.words) for one in Opinion.objects.effective()] == [(right.pk, "Làm rõ chỉ tiêu 2019.")]
    other = give_opinion(
        by=year.by, terms=terms, kind=OpinionKind.CRITICISM, said_by="Chi bộ", on=OPENED, words="Nhầm."
    )
    with refused("campaigns.reason_missing"):
        withdraw_opinion(by=year.by, opinion=other, terms=terms, reason="sai")
    withdraw_opinion(by=year.by, opinion=other, terms=terms, reason="Ghi nhầm sang đồng chí khác.")
    assert [one.pk for one in Opinion.objects.effective()] == [right.pk]
    assert {"campaigns.opinion_corrected", "campaigns.opinion_withdrawn"} <= set(
        Entry.objects.values_list("event", flat=True)
    )
    ready(year, "dv-01")
    propose(by=year.by, campaign=year.campaign, proposed=[Proposed(terms, "good")], on=MEETING)
    commune = year.district.organizations["dong-xa"].pk
    with refused("campaigns.nothing_to_re_rate"):
        re_rate(by=year.by, campaign=year.campaign, body=commune, decision=DECISION, terms=terms, category="completed",
                ground="found_wanting_later", reason="Phát hiện vi phạm sau khi xếp loại.")  # fmt: skip
    decide(by=year.by, campaign=year.campaign, body=commune, decision=DECISION, decided=[Decided(terms)])
    with refused("campaigns.decided_already"):
        withdraw_opinion(by=year.by, opinion=right, terms=terms, reason="Ghi nhầm sang đồng chí khác.")


@pytest.mark.parametrize("points", ["31", "-1", "nhiều"])
def test_points_stay_within_the_frame_of_the_year(points: str) -> None:
    book = shelf.book_for(2025)
    with refused("campaigns.points_beyond"):
        check_levels(book, Subject.MEMBER, {"common": points})
    assert check_levels(book, Subject.MEMBER, {"common": "29,5"}) == {"common": "29.5"}


def test_opinions_come_in_their_time(year: Year) -> None:
    terms = year.member("dv-02")
    give_opinion(
        by=year.by, terms=terms, kind=OpinionKind.SUPERIOR_HINT, said_by="Đảng ủy xã", on=OPENED,
        words="Làm rõ chỉ tiêu.",
    )  # fmt: skip
    year.write(terms)
    with refused("campaigns.hint_too_late"):
        give_opinion(
            by=year.by, terms=terms, kind=OpinionKind.SUPERIOR_HINT, said_by="Đảng ủy", on=OPENED, words="Thêm.",
        )  # fmt: skip
    residence = {"kind": OpinionKind.RESIDENCE, "said_by": "Chi ủy thôn Đông 1", "on": OPENED}
    give_opinion(by=year.by, terms=terms, document_number="03-NX", **residence)
    ready(year, "dv-01", "dv-02")
    with refused("campaigns.comment_too_late"):
        give_opinion(by=year.by, terms=terms, document_number="04-NX", **residence)
    with refused("campaigns.opinion_empty"):
        give_opinion(by=year.by, terms=terms, kind=OpinionKind.CRITICISM, said_by="Chi bộ", on=MEETING)


def test_without_facts_a_proposal_follows_the_claim_and_with_them_the_ceiling(year: Year) -> None:
    terms = year.member("dv-02")
    year.write(terms, "good")
    [open_] = propose(by=year.by, campaign=year.campaign, proposed=[Proposed(terms)], on=MEETING)
    assert (open_.category, open_.ceiling, open_.verdict) == ("good", "excellent", "cannot_tell")
    enter_facts(by=year.by, terms=terms, values={"disciplined": True}, source="QĐ 05-QĐ/UBKT")
    [ruled] = propose(by=year.by, campaign=year.campaign, proposed=[Proposed(terms)], on=MEETING)
    assert (ruled.category, ruled.ceiling, ruled.facts["disciplined"]) == ("not_completed", "not_completed", True)
    assert Proposal.objects.effective().filter(subject=terms.subject).count() == 1


def test_beyond_the_ceiling_only_with_a_reason(year: Year) -> None:
    terms = year.member("dv-02")
    enter_facts(by=year.by, terms=terms, values={"disciplined": True}, source="QĐ 05-QĐ/UBKT")
    with refused("campaigns.beyond_ceiling"):
        propose(by=year.by, campaign=year.campaign, proposed=[Proposed(terms, "good")], on=MEETING)
    why = "Quyết định kỷ luật đã được hủy ngày 02/12/2019."
    [given] = propose(by=year.by, campaign=year.campaign, proposed=[Proposed(terms, "good", why)], on=MEETING)
    assert (given.category, given.reason) == ("good", why)


@pytest.mark.parametrize(
    ("values", "code"),
    [
        ({"standing": "full"}, "campaigns.unknown_fact"),
        ({"has_government": True}, "campaigns.unknown_fact"),
        ({"luck": 3}, "campaigns.unknown_fact"),
        ({"disciplined": "maybe"}, "campaigns.wrong_fact"),
        ({"tasks_done_share": "150"}, "campaigns.wrong_fact"),
    ],
)
def test_facts_that_the_rules_do_not_ask_for_are_refused(year: Year, values: dict[str, object], code: str) -> None:
    with refused(code):
        enter_facts(by=year.by, terms=year.member("dv-02"), values=values, source="sổ")


def test_levels_close_the_rule(year: Year) -> None:
    terms = year.member("dv-02")
    closing = {
        "outstanding_results_recognized": True, "is_public_employee": False, "disciplined": False,
        "decline_concluded": False, "tasks_done_share": "1", "is_leader": False,
        "sick_leave_months": "0",
    }  # fmt: skip
    enter_facts(by=year.by, terms=terms, values=closing, source="Chi ủy")
    [met] = propose(by=year.by, campaign=year.campaign, proposed=[Proposed(terms, "good", levels=BEST)], on=MEETING)
    assert (met.ceiling, met.verdict) == ("excellent", "met")
    lower = {"tasks": "good", "others": "average"}
    [held] = propose(by=year.by, campaign=year.campaign, proposed=[Proposed(terms, "good", levels=lower)], on=MEETING)
    assert (held.ceiling, held.verdict) == ("good", "met")


def test_only_a_decision_writes_results_and_only_the_competent_body_decides(year: Year) -> None:
    terms = ready(year, "dv-01", "dv-02")
    commune, district = (year.district.organizations[code].pk for code in ("dong-xa", "yen-thu"))
    every = [Decided(one) for one in terms]
    with refused("campaigns.no_proposal"):
        decide(by=year.by, campaign=year.campaign, body=commune, decision=DECISION, decided=every)
    propose(by=year.by, campaign=year.campaign, proposed=[Proposed(one, "good") for one in terms], on=MEETING)
    assert not MemberResult.objects.exists()
    with refused("campaigns.not_competent"):
        decide(by=year.by, campaign=year.campaign, body=district, decision=DECISION, decided=every)
    elsewhere = year.member("dv-01")
    elsewhere.decided_by_id = None  # the deciding body is outside the installation: whose campaign it is records it
    with refused("campaigns.not_competent"):
        decide(
            by=year.by, campaign=year.campaign, body=commune, decision=DECISION, decided=[Decided(elsewhere)]
        )  # fmt: skip
    with refused("campaigns.reason_missing"):
        decide(
            by=year.by, campaign=year.campaign, body=commune, decision=DECISION,
            decided=[Decided(terms[0], "excellent")],
        )  # fmt: skip
    decide(by=year.by, campaign=year.campaign, body=commune, decision=DECISION, decided=every)
    with refused("campaigns.decided_already"):
        propose(by=year.by, campaign=year.campaign, proposed=[Proposed(terms[0], "completed")], on=MEETING)
    results = MemberResult.objects.effective().filter(year=2019)
    assert {(one.member_id, one.category, one.version) for one in results} == {
        (one.subject.member_id, "good", 1) for one in terms
    }
    with refused("campaigns.decided_already"):
        decide(by=year.by, campaign=year.campaign, body=commune, decision=DECISION, decided=every)


def test_nobody_is_rated_without_a_review(year: Year) -> None:
    terms = year.member("dv-04")
    propose(by=year.by, campaign=year.campaign, proposed=[Proposed(terms, "good")], on=MEETING)
    deciding = {"by": year.by, "campaign": year.campaign, "body": year.district.organizations["dong-xa"].pk}
    with refused("campaigns.not_reviewed"):
        decide(decision=DECISION, decided=[Decided(terms)], **deciding)  # type: ignore[arg-type]


def test_nobody_is_decided_on_a_day_before_the_review(year: Year) -> None:
    [terms] = ready(year, "dv-01")
    propose(by=year.by, campaign=year.campaign, proposed=[Proposed(terms, "good")], on=MEETING)
    deciding = {"by": year.by, "campaign": year.campaign, "body": year.district.organizations["dong-xa"].pk}
    with refused("campaigns.day_too_early"):
        early = Decision("21-QĐ/ĐU", date(2019, 1, 6))
        decide(decision=early, decided=[Decided(terms)], **deciding)  # type: ignore[arg-type]
    [ruling] = decide(decision=DECISION, decided=[Decided(terms)], **deciding)  # type: ignore[arg-type]
    assert ruling.decided_on == DECISION.decided_on


def test_members_are_rated_before_their_cell(year: Year) -> None:
    members = ready(year, "dv-01", "dv-02", "dv-03")
    cell, commune = year.body("dong-xa-1"), year.district.organizations["dong-xa"].pk
    year.hold([cell])
    proposed = [Proposed(one, "good") for one in [cell, *members]]
    propose(by=year.by, campaign=year.campaign, proposed=proposed, on=MEETING)
    with refused("campaigns.out_of_order"):
        decide(by=year.by, campaign=year.campaign, body=commune, decision=DECISION, decided=[Decided(cell)])
    decide(by=year.by, campaign=year.campaign, body=commune, decision=DECISION, decided=[Decided(m) for m in members])
    decide(by=year.by, campaign=year.campaign, body=commune, decision=DECISION, decided=[Decided(cell)])
    assert [one.category for one in OrganizationResult.objects.effective()] == ["good"]


def test_a_re_rating_is_a_new_version_with_its_ground(year: Year) -> None:
    [terms] = ready(year, "dv-01")
    commune = year.district.organizations["dong-xa"].pk
    propose(by=year.by, campaign=year.campaign, proposed=[Proposed(terms, "good")], on=MEETING)
    decide(by=year.by, campaign=year.campaign, body=commune, decision=DECISION, decided=[Decided(terms)])
    later = Decision("40-QĐ/ĐU", date(2020, 6, 1))
    anew = {"by": year.by, "campaign": year.campaign, "body": commune, "decision": later, "terms": terms}
    with refused("campaigns.unknown_ground"):
        re_rate(**anew, category="completed", ground="luck", reason="Phát hiện vi phạm sau khi xếp loại.")
    with refused("campaigns.reason_missing"):
        re_rate(**anew, category="completed", ground="found_wanting_later", reason="vì")
    re_rate(**anew, category="completed", ground="found_wanting_later", reason="Phát hiện vi phạm sau khi xếp loại.")
    [result] = MemberResult.objects.effective()
    assert (result.category, result.version, result.decision.number) == ("completed", 2, "40-QĐ/ĐU")


def test_progress_counts_who_has_to_and_who_has(year: Year) -> None:
    root = year.district.placement("yen-thu", date(2019, 12, 31))
    before = {step.code: (step.done, step.total) for step in steps(year.campaign, root)}
    assert before == {"self_review": (0, 16), "review": (0, 16), "proposal": (0, 16), "decision": (0, 16)}
    ready(year, "dv-01")
    cell = year.district.placement("dong-xa-1", date(2019, 12, 31))
    assert {step.code: (step.done, step.total) for step in steps(year.campaign, cell)}["review"] == (2, 5)


def test_a_campaign_is_not_closed_while_something_is_open(year: Year) -> None:
    root = year.district.placement("yen-thu", date(2019, 12, 31))
    with refused("campaigns.still_open"):
        close_campaign(by=year.by, campaign=year.campaign, root=root, on=MEETING)
    assert not Closing.objects.exists()
