"""Dates as people write them."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vungmanh.foundation.dates import day_before, months_between, parsed, written, year_end

days = st.dates(date(1900, 1, 1), date(2100, 12, 31))


@pytest.mark.parametrize("text", ["3/2/2015", "03/02/2015", " 03-02-2015 ", "3.2.2015", "3 / 2 / 2015", "2015-02-03"])
def test_a_day_is_read_however_it_is_written(text: str) -> None:
    assert parsed(text) == date(2015, 2, 3)


@pytest.mark.parametrize(
    "text",
    ["31/02/2015", "29/2/2015", "0/1/2015", "1/13/2015", "2015", "3/2/15", "", "20150203", "2015-W05-2", "42000"],
)
def test_what_is_no_day_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r".+"):
        parsed(text)


@given(days)
def test_a_written_day_reads_as_the_same_day(day: date) -> None:
    assert parsed(written(day)) == day
    assert parsed(day.isoformat()) == day


def test_no_day_is_written_as_nothing() -> None:
    assert written(None) == ""


@given(days, days)
def test_months_between_are_whole_months(one: date, other: date) -> None:
    earlier, later = sorted([one, other])
    months = months_between(earlier, later)
    assert months >= 0
    assert timedelta(days=28 * months) <= later - earlier < timedelta(days=31 * (months + 1))


def test_a_month_is_whole_on_its_own_day() -> None:
    assert months_between(date(2018, 7, 1), date(2018, 12, 31)) == 5
    assert months_between(date(2018, 7, 1), date(2019, 1, 1)) == 6


def test_the_year_is_reported_as_of_its_last_day() -> None:
    assert year_end(2018) == date(2018, 12, 31)
    assert day_before(date(2019, 1, 1)) == date(2018, 12, 31)
