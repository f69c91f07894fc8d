"""The party format is chosen by the day, and honest about what was not seen."""

from datetime import date

import pytest

from vungmanh.documents.party_format import BLANK, party_format
from vungmanh.rulebooks.errors import UnknownParameter


@pytest.mark.parametrize(
    ("day", "book"),
    [
        (date(2015, 12, 31), "documents-2018"),
        (date(2018, 4, 3), "documents-2018"),
        (date(2026, 5, 26), "documents-2018"),
        (date(2026, 5, 27), "documents-2026"),
    ],
)
def test_the_day_chooses_the_guidance(day: date, book: str) -> None:
    assert party_format(day).book.code == book


def test_a_value_not_seen_comes_from_the_nearest_guidance_that_has_it() -> None:
    before, after = party_format(date(2019, 1, 1)), party_format(date(2026, 6, 1))
    assert before.book.parameter("line_spacing").value.is_ is None
    assert (before.size("line_spacing"), after.size("line_spacing")) == (18, 18)
    assert after.book.parameter("party_name_size").value.is_ is None
    assert after.size("party_name_size") == 15


def test_numbers_and_days_are_written_with_their_zeros() -> None:
    look = party_format(date(2026, 6, 1))
    assert [look.number(each) for each in ("5", "05", "12", "")] == ["05", "05", "12", BLANK]
    assert look.day(date(2026, 6, 5)) == ("05", "6", "2026")
    assert look.day(date(2026, 2, 15)) == ("15", "02", "2026")
    assert look.day(None) == (BLANK, BLANK, BLANK)


def test_a_value_that_nobody_declares_is_unknown() -> None:
    with pytest.raises(UnknownParameter):
        party_format(date(2019, 1, 1)).value("colour_of_ink")
