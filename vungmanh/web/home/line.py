"""One thing that waits, as the page «Hôm nay» shows it."""

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from vungmanh.foundation.dates import written

URGENT, SOON, NOTE = "r", "", "g"
"""Colours of the dot: needs a decision, comes up, for information."""

MOST = 6
"""Things of one kind that are named one by one; the others are counted."""


@dataclass(frozen=True, slots=True)
class Waiting:
    """One thing to do."""

    words: str
    detail: str
    address: str
    due: str = ""
    colour: str = SOON


def due_in_words(day: date | None, today: date) -> str:
    """By when a step is to be done, or that its day has passed; empty without a day."""
    if day is None:
        return ""
    return (_("quá hạn {day}") if day < today else _("hạn {day}")).format(day=written(day))
