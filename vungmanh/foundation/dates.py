"""Dates as people write them: dd/mm/yyyy."""

import re
from datetime import date, timedelta

_WRITTEN = re.compile(r"(\d{1,2})\s*[/.-]\s*(\d{1,2})\s*[/.-]\s*(\d{4})")


def written(day: date | None) -> str:
    """`day` as dd/mm/yyyy; an empty text for None."""
    return "" if day is None else f"{day.day:02}/{day.month:02}/{day.year:04}"


def parsed(text: str) -> date:
    """The day written as dd/mm/yyyy or yyyy-mm-dd.

    Raises ValueError for anything else, 31/02/2015 too.
    """
    text = text.strip()
    match = _WRITTEN.fullmatch(text)
    if match is None:
        return date.fromisoformat(text)
    day, month, year = map(int, match.groups())
    return date(year, month, day)


def year_end(year: int) -> date:
    """The last day of `year`, the day as of which the year is reported."""
    return date(year, 12, 31)


def months_between(earlier: date, later: date) -> int:
    """Whole months from `earlier` to `later`; a month is whole on the same day of the month."""
    months = (later.year - earlier.year) * 12 + later.month - earlier.month
    return months - 1 if later.day < earlier.day else months


def day_before(day: date) -> date:
    """The day before `day`: the last day of a span that ends, half-open, on `day`."""
    return day - timedelta(days=1)
