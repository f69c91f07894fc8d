"""Meters of caps while a campaign runs: the same base, rounding and groups as of the finished year."""

from collections import Counter
from fractions import Fraction
from types import SimpleNamespace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as some

from tests.campaigns.conftest import OPENED, Year
from vungmanh.campaigns.models import SubjectKind
from vungmanh.campaigns.naming import name_of
from vungmanh.campaigns.rating.meters import Candidate, meters, ranked, what_if
from vungmanh.campaigns.rating.proposing import Proposed, propose
from vungmanh.campaigns.review.reviewing import Written, hand_in
from vungmanh.classification.actions import Rating, record_results
from vungmanh.classification.caps import CapFinding, findings, readings_of
from vungmanh.classification.populations import Counted
from vungmanh.rulebooks import shelf
from vungmanh.rulebooks.rulebook import Subject
from vungmanh.rulebooks.verdicts import Verdict

YEARS = (2015, 2018, 2019, 2023, 2025)
WHY = "Tập thể cấp ủy thống nhất đề xuất."


def candidate(number: int, category: str) -> Candidate:
    terms: Any = SimpleNamespace(subject_id=number)
    return Candidate(terms, f"Đ{number}", category, None, None)


@given(
    year=some.sampled_from(YEARS),
    marks=some.lists(some.integers(-1, 3), max_size=60),
    ticks=some.sets(some.integers(0, 59)),
)
def test_trying_counts_like_the_rulebook(year: int, marks: list[int], ticks: set[int]) -> None:
    """Property: whatever is ticked, the meter says what the year's cap says of the counts that follow."""
    book = shelf.book_for(year)
    codes = [one.code for one in book.categories(Subject.MEMBER)]
    for cap in book.caps(Subject.MEMBER):
        group = [candidate(number, codes[mark] if mark >= 0 else "") for number, mark in enumerate(marks)]
        start = Counter(one.category for one in group if one.category)
        placement: Any = None
        finding = CapFinding(placement, Counted.MEMBERS, cap, year, start, readings_of(cap, start), "")
        tried = what_if(finding, group, ticks, codes[1])
        after = [
            codes[0] if number in ticks else codes[max(mark, 1)] if mark >= 0 else ""
            for number, mark in enumerate(marks)
        ]
        counts = Counter(code for code in after if code)
        assert tried.counts == counts
        assert tried.given == sum(code == cap.category for code in after)
        assert [one.base_count for one in tried.readings] == [cap.base_count(counts, base) for base in cap.bases]
        assert tried.allowed == cap.allowed(counts)
        assert tried.exceeds is (cap.verdict(counts) is Verdict.NOT_MET)


@pytest.fixture
def proposed(year: Year) -> Year:
    """Đông Xá: two proposed excellent, one good; two have given levels."""
    for code, level in (("dv-01", "good"), ("dv-02", "excellent")):
        levels = {"tasks": level, "others": "excellent"}
        written = Written({"results": "Hoàn thành các việc được giao."}, levels, "excellent")
        terms = year.member(code)
        hand_in(by=year.by, subject=terms.subject, terms=terms, written=written, on=OPENED)
    chosen = {"dv-01": "excellent", "dv-02": "excellent", "dv-04": "good"}
    rows = [Proposed(year.member(code), category, WHY) for code, category in chosen.items()]
    propose(by=year.by, campaign=year.campaign, proposed=rows, on=OPENED)
    return year


def test_the_meter_of_proposals_is_the_check_of_the_same_results(proposed: Year) -> None:
    district = proposed.district
    before = meters(proposed.campaign, district.placement("yen-thu"))
    record_results(
        by=proposed.by,
        year=2019,
        members=[
            Rating(district.members["dv-01"].pk, "excellent"),
            Rating(district.members["dv-02"].pk, "excellent"),
            Rating(district.members["dv-04"].pk, "good"),
        ],
    )
    after = findings(district.placement("yen-thu"), year=2019)
    assert [(one.placement.pk, one.counted, one.cap.code, one.counts, one.readings) for one in before] == [
        (one.placement.pk, one.counted, one.cap.code, one.counts, one.readings) for one in after
    ]
    assert [one.exceeds for one in before if one.counted is Counted.MEMBERS] == [True]


def test_collectives_have_a_meter_and_after_the_decision_the_same_cap(year: Year) -> None:
    district = year.district
    terms = year.body("dong-xa-1", SubjectKind.COLLECTIVE)
    propose(by=year.by, campaign=year.campaign, proposed=[Proposed(terms, "excellent", WHY)], on=OPENED)
    (before,) = meters(year.campaign, district.placement("dong-xa"))
    ids = [district.organizations[code].pk for code in ("dong-xa-1", "dong-xa")]
    for number in (2019, 2023):  # the cap of 2019 was not seen, that of 2023 is 20 %
        record_results(by=year.by, year=number, collectives=[Rating(id_, "excellent") for id_ in ids])
    assert (before.counted, before.cap.code, before.counts) == (
        Counted.COLLECTIVES, "excellent-collectives", {"excellent": 1},
    )  # fmt: skip
    assert [one.name for one in ranked(year.campaign, before)] == [name_of(year.campaign, terms)]
    found = {number: findings(district.placement("yen-thu"), year=number) for number in (2019, 2023)}
    assert [(one.placement.name, one.counts, one.allowed, one.exceeds) for one in found[2019]] == [
        ("Đảng bộ huyện Yên Thử", {"excellent": 1}, None, False), ("Đảng bộ xã Đông Xá", {"excellent": 1}, None, False),
    ]  # fmt: skip
    assert [(one.counted, one.allowed, one.exceeds) for one in found[2023]] == [(Counted.COLLECTIVES, 0, True)] * 2


def test_the_order_rests_on_levels_then_votes_then_nothing(proposed: Year) -> None:
    (finding,) = [
        one for one in meters(proposed.campaign, proposed.district.placement("dong-xa")) if one.counted == "members"
    ]
    found = ranked(proposed.campaign, finding)
    assert [(one.name, one.place) for one in found[:2]] == [("Trần Văn Hà", 1), ("Nhữ Thị Hân", 2)]
    assert {one.place for one in found[2:]} == {3}
    assert found[0].levels == (Fraction(2), Fraction(0), Fraction(0), Fraction(0))
