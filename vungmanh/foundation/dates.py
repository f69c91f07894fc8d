"""Dates as people write them: dd/mm/yyyy."""

import re
from datetime import date, timedelta

_WRITTEN = re.compile(r"([0-9]{1,2})\s*[/.-]\s*([0-9]{1,2})\s*[/.-]\s*([0-9]{4})")
_ISO = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})")


def written(day: date | None) -> str:
    """`day` as dd/mm/yyyy; an empty text for None."""
    return "" if day is None else f"{day.day:02}/{day.month:02}/{day.year:04}"


def parsed(text: str) -> date:
    """The day written as dd/mm/yyyy or yyyy-mm-dd.

    Raises ValueError for anything else, 31/02/2015 too.
    """
    text = text.strip()
    if iso := _ISO.fullmatch(text):
        return date(*map(int, iso.groups()))
    if match := _WRITTEN.fullmatch(text):
        day, month, year = map(int, match.groups())
        return date(year, month, day)
    raise ValueError(f"not a date: {text!r}")


def year_start(year: int) -> date:
    """The first day of `year`."""
    return date(year, 1, 1)


def year_end(year: int) -> date:
    """The last day of `year`, the day as of which the year is reported."""
    return date(year, 12, 31)


def last_complete_year(day: date) -> int:
    """The last year that is over on the day; on 31 December the year itself."""
    return day.year if (day.month, day.day) == (12, 31) else day.year - 1


def months_between(earlier: date, later: date) -> int:
    """Whole months from `earlier` to `later`; a month is whole on the same day of the month."""
    months = (later.year - earlier.year) * 12 + later.month - earlier.month
    return months - 1 if later.day < earlier.day else months


def day_before(day: date) -> date:
    """The day before `day`: the last day of a span that ends, half-open, on `day`."""
    return day - timedelta(days=1)


def years_before(day: date, years: int) -> date:
    """The same day `years` earlier; 28 February where there is no 29th."""
    return date(day.year - years, day.month, 28 if (day.month, day.day) == (2, 29) else day.day)
