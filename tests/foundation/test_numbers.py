"""Shares and numbers as people write them."""

from decimal import Decimal
from fractions import Fraction
from math import floor

from hypothesis import given
from hypothesis import strategies as st

from vungmanh.foundation.numbers import grouped, percent


def test_shares_of_the_report() -> None:
    assert percent(12, 55) == Decimal("21.82")
    assert percent(32, 8690) == Decimal("0.37")
    assert percent(30, 40) == Decimal("75.00")


def test_a_half_is_rounded_up() -> None:
    assert percent(1, 800) == Decimal("0.13")
    assert percent(3, 800) == Decimal("0.38")
    assert percent(1, 8000) == Decimal("0.01")


def test_there_is_no_share_of_nothing() -> None:
    assert percent(0, 0) is None


@given(st.integers(0, 10**7), st.integers(1, 10**7))
def test_shares_are_exact(part: int, whole: int) -> None:
    hundredths = floor(Fraction(part * 10_000, whole) + Fraction(1, 2))
    assert percent(part, whole) == Decimal(hundredths) / 100


def test_numbers_are_grouped_as_the_language_does() -> None:
    assert grouped(9141, "vi") == "9.141"
    assert grouped(9141, "en") == "9,141"
    assert grouped(Decimal("1234.50"), "vi") == "1.234,50"
