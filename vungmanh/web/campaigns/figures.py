"""How a campaign is shown: steps, organizations, reasons, each figure with the address of its list."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.http import urlencode
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from vungmanh.campaigns.models import SubjectKind, Treatment
from vungmanh.campaigns.progress import NAMES, Step
from vungmanh.campaigns.reasons import Reason, reason_of, told_as
from vungmanh.campaigns.running.following import Below, Following
from vungmanh.rulebooks.rulebook import Rulebook
from vungmanh.web import bars

_DONE, _LEFT = 3, 0
"""Colours of the parts of a bar."""


@dataclass(frozen=True, slots=True)
class StepShown:
    """One step: its figures with their lists, its bar, its day."""

    name: str
    done: int
    total: int
    open: int
    due_on: date | None
    is_late: bool
    is_done: bool
    bar: SafeString
    all: str
    left: str


@dataclass(frozen=True, slots=True)
class Line:
    """One organization directly below."""

    name: str
    code: str
    subjects: int
    steps: list[StepShown]
    late: int
    all: str


@dataclass(frozen=True, slots=True)
class Figure:
    """A number with its words and its list."""

    words: str
    number: int
    address: str
    reason: Reason | None = None


def list_of(year: int, scope: str, **filters: str) -> str:
    """The address of the list of subjects of an organization."""
    return reverse("list", args=["campaign"]) + "?" + urlencode({"scope": scope, "year": year, **filters})


def step_shown(step: Step, base: str, *, on: date, height: int = 10) -> StepShown:
    """One step of an organization; `base` is the address of the list of its subjects."""
    parts = [bars.Part(_("đã xong"), step.done, _DONE), bars.Part(_("chưa xong"), step.open, _LEFT)]
    return StepShown(
        name=str(NAMES[step.code]),
        done=step.done,
        total=step.total,
        open=step.open,
        due_on=step.due_on,
        is_late=bool(step.open and step.due_on and step.due_on < on),
        is_done=not step.open,
        bar=bars.stacked(parts, height=height),
        all=f"{base}&asked={step.code}",
        left=f"{base}&open={step.code}",
    )


def steps_shown(following: Following) -> list[StepShown]:
    """The steps of the scope."""
    base = list_of(following.campaign.year, following.placement.organization.code)
    return [step_shown(step, base, on=following.on) for step in following.steps]


def lines_shown(following: Following) -> list[Line]:
    """The organizations directly below, what is late first."""
    return [_line(following, below) for below in following.children]


def _line(following: Following, below: Below) -> Line:
    base = list_of(following.campaign.year, below.stand.code)
    steps = [step_shown(step, base, on=following.on, height=6) for step in below.steps]
    return Line(below.stand.name, below.stand.code, below.subjects, steps, below.late, base)


def treatments_shown(following: Following) -> list[Figure]:
    """How many are rated, reviewed only, or out."""
    year, scope = following.campaign.year, following.placement.organization.code
    return [
        Figure(str(label), following.treatments[code], list_of(year, scope, treatment=code))
        for code, label in Treatment.choices
    ]


def reasons_shown(
    book: Rulebook, reasons: Mapping[tuple[str, str, str], int], *, year: int, scope: str
) -> list[Figure]:
    """Why somebody is not rated, the most frequent first; reasons that are not told apart are one."""
    figures: Counter[tuple[str, str, str]] = Counter()
    for (treatment, kind, code), number in reasons.items():
        figures[treatment, kind, told_as(code)] += number
    shown = []
    for (treatment, kind, code), number in figures.most_common():
        words = f"{SubjectKind(kind).label}, {str(Treatment(treatment).label).lower()}"
        asked = {"treatment": treatment, "kind": kind, **({"reason": code} if code else {})}
        address = list_of(year, scope, **asked) if scope else ""
        shown.append(Figure(words, number, address, reason_of(book, kind, code)))
    return shown


def kinds_by_treatment(counts: Mapping[tuple[str, str], int]) -> list[dict[str, Any]]:
    """A table of who would be listed: a row for each kind of subject, a column for each treatment."""
    return [
        {
            "name": str(kind.label),
            "numbers": [counts.get((kind.value, treatment.value), 0) for treatment in Treatment],
            "total": sum(counts.get((kind.value, treatment.value), 0) for treatment in Treatment),
        }
        for kind in (SubjectKind.ORGANIZATION, SubjectKind.COLLECTIVE, SubjectKind.MEMBER)
    ]
