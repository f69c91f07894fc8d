"""When somebody was born: a day, or only a year, which is all that is known of many old members.

The record keeps a day in `birth_date` or a year in `birth_year`, never both: who has a day has its year with it.
"""

import re
from datetime import date
from typing import Any

from vungmanh.foundation.dates import parsed, written

Birth = date | int | None
"""A day, a year where no more is known, or nothing."""
FIRST_YEAR, LAST_YEAR = 1880, 2100
"""Nobody in the record was born in other years."""

_YEAR = re.compile(r"[0-9]{4}")


def birth_fields(born: Birth) -> dict[str, Any]:
    """The two fields as the record keeps them."""
    year = born if isinstance(born, int) else None
    return {"birth_date": None if isinstance(born, int) else born, "birth_year": year}


def birth_said(born: Birth) -> str:
    """«05/09/1950», «1950», or nothing."""
    return str(born) if isinstance(born, int) else written(born)


def birth_read(text: str) -> Birth:
    """The day or year that was typed; nothing for an empty text. Raises ValueError for anything else."""
    text = text.strip()
    if not text:
        return None
    born = int(text) if _YEAR.fullmatch(text) else parsed(text)
    if not FIRST_YEAR <= year_of(born) <= LAST_YEAR:
        raise ValueError(f"no year of birth: {text!r}")
    return born


def year_of(born: date | int) -> int:
    """The year, known either way."""
    return born if isinstance(born, int) else born.year
