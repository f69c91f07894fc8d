"""One thing that waits, as the page «Hôm nay» shows it."""

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from vungmanh.foundation.dates import written

URGENT, SOON, NOTE, NONE = "r", "", "g", "n"
"""Colours of the dot: needs a decision, comes up, for information, may be left."""

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
    """By when a step is to be done, or how long its day has passed; empty without a day."""
    if day is None:
        return ""
    if (late := (today - day).days) > 0:
        return ngettext("quá hạn {n} ngày", "quá hạn {n} ngày", late).format(n=late)
    return _("hạn {day}").format(day=written(day))
