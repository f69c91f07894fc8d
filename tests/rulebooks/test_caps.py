"""Caps: exact, rounded down, honest about shares that were not seen."""

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vungmanh.rulebooks import shelf
from vungmanh.rulebooks.facts import Subject
from vungmanh.rulebooks.verdicts import Verdict

[CAP] = shelf.book_for(2018).caps(Subject.MEMBER)

SHARES = st.decimals(Decimal("0.01"), 1, places=3)
COUNTS = st.fixed_dictionaries({code: st.integers(0, 10**7) for code in ("excellent", "good", "completed")})


@given(SHARES, COUNTS, st.sampled_from(CAP.bases))
def test_allowed_is_the_largest_whole_number_within_the_share(
    share: Decimal, counts: dict[str, int], base: tuple[str, ...]
) -> None:
    cap = replace(CAP, share=share)
    in_base = sum(counts[code] for code in base)
    allowed = cap.allowed(counts, base)
    assert allowed is not None
    assert allowed <= Fraction(share) * in_base < allowed + 1


@given(COUNTS)
def test_verdict_agrees_with_what_is_allowed(counts: dict[str, int]) -> None:
    allowed = CAP.allowed(counts)
    assert allowed is not None
    within = counts["excellent"] <= allowed
    assert CAP.verdict(counts) is (Verdict.MET if within else Verdict.NOT_MET)


def test_a_share_that_binary_floats_miss() -> None:
    assert replace(CAP, share=Decimal("0.29")).allowed({"good": 100}) == 29  # floor(0.29 * 100) is 28 in floats


def test_a_share_not_seen_is_not_a_missing_limit() -> None:
    unseen = replace(CAP, share=None)
    assert unseen.allowed({"good": 100}) is None
    assert unseen.verdict({"good": 100, "excellent": 0}) is Verdict.CANNOT_TELL


def test_absent_categories_count_as_none() -> None:
    assert CAP.allowed({}) == 0


def test_a_base_that_is_not_offered_is_refused() -> None:
    with pytest.raises(ValueError, match=r"excellent-members.*no base \(completed\).*good; excellent, good"):
        CAP.allowed({"completed": 5}, ("completed",))


def test_negative_counts_are_refused() -> None:
    with pytest.raises(ValueError, match="negative"):
        CAP.allowed({"good": -1})


def test_groups_are_those_within_which_the_share_is_taken() -> None:
    groups = [shelf.book_for(2023).caps(subject)[0].group_code for subject in Subject]
    assert groups == ["grassroots_organization", "similar_organizations", "similar_collectives"]


@pytest.mark.parametrize(("rounding", "allowed"), [("down", 0), ("nearest", 1), ("up", 1)])
def test_a_local_frame_may_round_otherwise(rounding: str, allowed: int) -> None:
    assert replace(CAP, rounding=rounding).allowed({"good": 4}) == allowed
    assert replace(CAP, rounding=rounding).allowed({"good": 5}) == 1
