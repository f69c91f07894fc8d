"""A decided result is contested and answered; rating anew by the competent body or one above it."""

from datetime import date

import pytest

from tests.campaigns.conftest import DECISION, MEETING, Year
from tests.campaigns.test_steps import refused
from vungmanh.accounts.queries import as_plain_member
from vungmanh.campaigns.deciding.contesting import Anew, answer, answer_to, contest, contest_about, waiting_contests
from vungmanh.campaigns.deciding.decisions import Decided, decide
from vungmanh.campaigns.deciding.rerating import re_rate
from vungmanh.campaigns.models import Contest, Ruling, SubjectKind, Terms
from vungmanh.campaigns.rating.proposing import Proposed, propose
from vungmanh.classification.models import CollectiveResult, MemberResult
from vungmanh.foundation.actors import Actor
from vungmanh.foundation.decisions import Decision

ANSWER = Decision("33-CV/ĐU", date(2020, 2, 3))
WHY = "Tôi đã hoàn thành các việc được giao trước thời hạn."
WORDS = "Đảng ủy đã xem xét lại và kết luận như sau."


@pytest.fixture
def decided(year: Year) -> Year:
    """The collective of dong-xa-1 and dv-02 are decided «good» by the commune."""
    both = [year.body("dong-xa-1", SubjectKind.COLLECTIVE), year.member("dv-02")]
    year.hold([both[0], year.member("dv-01"), both[1]])
    propose(by=year.by, campaign=year.campaign, proposed=[Proposed(one, "good") for one in both], on=MEETING)
    decide(by=year.by, campaign=year.campaign, body=commune(year), decision=DECISION, decided=list(map(Decided, both)))
    return year


def commune(year: Year) -> int:
    return year.district.organizations["dong-xa"].pk


def oneself(year: Year, code: str) -> Actor:
    return as_plain_member(year.district.members[code])


def contested(year: Year) -> tuple[Terms, Contest]:
    terms = year.member("dv-02")
    return terms, contest(by=oneself(year, "dv-02"), terms=terms, why=WHY, on=date(2020, 1, 10), wanted="excellent")


def test_a_collective_has_a_result_of_its_own(decided: Year) -> None:
    results = CollectiveResult.objects.effective().values_list("organization__code", "year", "category", "version")
    assert list(results) == [("dong-xa-1", 2019, "good", 1)]
    re_rate(
        by=decided.by, campaign=decided.campaign, body=commune(decided), decision=ANSWER, category="completed",
        terms=decided.body("dong-xa-1", SubjectKind.COLLECTIVE), ground="found_wanting_later", reason=WORDS,
    )  # fmt: skip
    assert [one.version for one in CollectiveResult.objects.effective()] == [2]


def test_a_result_is_contested_by_the_member_once_and_waits_for_the_body_that_decided(decided: Year) -> None:
    terms = decided.member("dv-02")
    with refused("campaigns.not_ones_own"):
        contest(by=oneself(decided, "dv-01"), terms=terms, why=WHY, on=MEETING)
    with refused("campaigns.reason_missing"):
        contest(by=oneself(decided, "dv-02"), terms=terms, why="không", on=MEETING)
    with refused("campaigns.nothing_to_contest"):
        contest(by=oneself(decided, "dv-01"), terms=decided.member("dv-01"), why=WHY, on=MEETING)
    _terms, asked = contested(decided)
    with refused("campaigns.contested_already"):
        contested(decided)
    assert list(waiting_contests([commune(decided)])) == [asked]
    assert not waiting_contests([decided.district.organizations["yen-thu"].pk])


def test_an_answer_keeps_the_result(decided: Year) -> None:
    terms, asked = contested(decided)
    given = {"contested": asked, "terms": terms, "body": commune(decided)}
    with refused("campaigns.own_result"):
        answer(by=oneself(decided, "dv-02"), decision=ANSWER, words=WORDS, **given)  # type: ignore[arg-type]
    with refused("campaigns.decision_unnamed"):
        answer(by=decided.by, decision=Decision("", None), words=WORDS, **given)  # type: ignore[arg-type]
    answer(by=decided.by, decision=ANSWER, words=WORDS, **given)  # type: ignore[arg-type]
    with refused("campaigns.contest_answered"):
        answer(by=decided.by, decision=ANSWER, words=WORDS, **given)  # type: ignore[arg-type]
    with refused("campaigns.unknown_ground"):  # found not right, it is no ground
        re_rate(
            by=decided.by, campaign=decided.campaign, body=commune(decided), decision=ANSWER, terms=terms,
            category="excellent", ground="contest", reason=WORDS,
        )  # fmt: skip
    kept = answer_to(asked)
    assert kept is not None
    assert (kept.outcome, kept.document_number) == ("kept", "33-CV/ĐU")
    assert [one.version for one in MemberResult.objects.effective()] == [1]
    assert not waiting_contests([commune(decided)])


def test_an_answer_that_rates_anew_writes_both_or_nothing(decided: Year) -> None:
    terms, asked = contested(decided)
    given = {"by": decided.by, "contested": asked, "terms": terms, "body": commune(decided), "decision": ANSWER}
    with refused("campaigns.unknown_ground"):
        answer(words=WORDS, anew=Anew("excellent", "luck", WORDS), **given)  # type: ignore[arg-type]
    early = given | {"decision": Decision("33-CV/ĐU", date(2020, 1, 9))}
    with refused("campaigns.day_too_early"):
        answer(words=WORDS, anew=Anew("excellent", "contest", WORDS), **early)  # type: ignore[arg-type]
    assert answer_to(asked) is None
    answer(words=WORDS, anew=Anew("excellent", "contest", WORDS), **given)  # type: ignore[arg-type]
    [result] = MemberResult.objects.effective()
    assert (result.category, result.version, result.decision.number) == ("excellent", 2, "33-CV/ĐU")
    again = contest(by=oneself(decided, "dv-02"), terms=terms, why=WHY, on=date(2020, 3, 1))
    assert contest_about(terms.subject_id) == again


def test_only_the_deciding_body_or_one_above_it_rates_anew_and_only_to_another_category(decided: Year) -> None:
    bodies = {code: one.pk for code, one in decided.district.organizations.items()}
    anew = {"by": decided.by, "campaign": decided.campaign, "decision": ANSWER, "terms": decided.member("dv-02")}
    anew |= {"ground": "found_wanting_later", "reason": WORDS}
    with refused("campaigns.unknown_ground"):  # nobody contested it
        re_rate(body=bodies["yen-thu"], category="completed", **{**anew, "ground": "contest"})  # type: ignore[arg-type]
    with refused("campaigns.own_result"):
        oneself_acting = anew | {"by": oneself(decided, "dv-02")}
        re_rate(body=bodies["yen-thu"], category="completed", **oneself_acting)  # type: ignore[arg-type]
    with refused("campaigns.day_too_early"):
        before = anew | {"decision": Decision("33-CV/ĐU", date(2020, 1, 5))}
        re_rate(body=bodies["yen-thu"], category="completed", **before)  # type: ignore[arg-type]
    with refused("campaigns.not_competent"):
        re_rate(body=bodies["tay-xa"], category="completed", **anew)  # type: ignore[arg-type]
    with refused("campaigns.same_category"):
        re_rate(body=bodies["yen-thu"], category="good", **anew)  # type: ignore[arg-type]
    with refused("campaigns.unknown_category"):
        re_rate(body=bodies["yen-thu"], category="weak", **anew)  # type: ignore[arg-type]
    re_rate(body=bodies["yen-thu"], category="completed", **anew)  # type: ignore[arg-type]
    assert list(Ruling.objects.effective().filter(subject=decided.member("dv-02").subject).values_list("rerates")) == [
        ("found_wanting_later",)
    ]
