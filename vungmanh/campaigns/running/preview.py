"""What opening a campaign, or listing anew, would do: counted before anything is written."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from vungmanh.campaigns.checks import check_can_open
from vungmanh.campaigns.models import Treatment
from vungmanh.campaigns.roll import Line, Roll
from vungmanh.campaigns.running.actions import Difference
from vungmanh.classification.checks import check_year
from vungmanh.organizations.models import Placement


@dataclass(frozen=True, slots=True)
class Counts:
    """Lines counted: by kind and treatment, and those not rated by treatment, kind and code of the reason."""

    total: int
    treatments: Counter[tuple[str, str]]
    reasons: Counter[tuple[str, str, str]]


def preview_opening(root: Placement, *, year: int) -> Counts:
    """Who would be listed; raises Refusal as opening would."""
    book = check_year(year)
    check_can_open(root, year)
    return counted(Roll(root, book, year=year).lines())


def counted(lines: Iterable[Line]) -> Counts:
    """Lines of a list, counted."""
    treatments, reasons = Counter[tuple[str, str]](), Counter[tuple[str, str, str]]()
    for line in lines:
        treatments[line.kind.value, line.treatment.value] += 1
        if line.treatment is not Treatment.RATED:
            reasons[line.treatment.value, line.kind.value, line.reason] += 1
    return Counts(treatments.total(), treatments, reasons)


def turns(found: Difference) -> Counter[tuple[str, str]]:
    """Those listed already whose treatment would change: from which to which; others change in place or decider."""
    return Counter((terms.treatment, line.treatment.value) for terms, line in found.changed)
