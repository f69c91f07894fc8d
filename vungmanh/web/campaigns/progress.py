"""The steps of one subject as a line of steps: done, now, by when, and what comes next."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from vungmanh.campaigns.models import Treatment
from vungmanh.campaigns.progress import DECISION, NAMES, PROPOSAL, REVIEW, SELF_REVIEW, STEPS
from vungmanh.campaigns.review.dossier import Dossier
from vungmanh.foundation.dates import written


@dataclass(frozen=True, slots=True)
class StepShown:
    """One step: `state` is the class of the line («ok», «now» or nothing)."""

    code: str
    name: Any
    state: str
    words: str


def steps_of(dossier: Dossier, today: date) -> list[StepShown]:
    """The steps that the subject takes, in their order."""
    done = {
        SELF_REVIEW: dossier.review and dossier.review.handed_in_on,
        REVIEW: dossier.held and dossier.held.held_on,
        PROPOSAL: dossier.proposal and dossier.proposal.proposed_on,
        DECISION: dossier.ruling and dossier.ruling.decided_on,
    }
    rated = dossier.terms.treatment == Treatment.RATED
    codes = [code for code in STEPS if rated or code in (SELF_REVIEW, REVIEW)]
    now = next((code for code in codes if not done[code]), None)
    return [
        StepShown(
            code, NAMES[code], _state(code, now, done[code]), _words(done[code], dossier.deadlines.get(code), today)
        )
        for code in codes
    ]


def _state(code: str, now: str | None, done: date | None) -> str:
    return "ok" if done else "now" if code == now else ""


def _words(done: date | None, due: date | None, today: date) -> str:
    if done:
        return _("xong ngày {day}").format(day=written(done))
    if due is None:
        return _("chưa đặt thời hạn")
    if due < today:
        return _("hạn {day}, quá {days} ngày").format(day=written(due), days=(today - due).days)
    return _("hạn {day}").format(day=written(due))
