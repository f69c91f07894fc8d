"""The cap check: whether more were given the best category than the year's cap allows.

It warns, names every reading of the base, and asks for a written reason; it stops nobody. The groups are those of
the rulebook: members within each grassroots organization, organizations with their like under the same superior.
"""

from collections import Counter
from dataclasses import dataclass

from vungmanh.classification.models import CapReason
from vungmanh.classification.populations import Counted
from vungmanh.classification.tallies import YearBelow
from vungmanh.foundation.dates import year_end
from vungmanh.organizations.models import Placement
from vungmanh.organizations.queries import placements_on
from vungmanh.rulebooks import shelf
from vungmanh.rulebooks.caps import Base, Cap


@dataclass(frozen=True, slots=True)
class Reading:
    """What the cap allows under one reading of its base; `allowed` None where the share was not seen."""

    base: Base
    base_count: int
    allowed: int | None


@dataclass(frozen=True, slots=True)
class CapFinding:
    """One cap held against one group: the `counted` below `placement`, of whom `given` have the capped category."""

    placement: Placement
    counted: Counted
    cap: Cap
    year: int
    counts: Counter[str]
    readings: tuple[Reading, ...]
    reason: str

    @property
    def given(self) -> int:
        """How many of the group have the capped category."""
        return self.counts[self.cap.category]

    @property
    def allowed(self) -> int | None:
        """What the usual reading of the base allows."""
        return self.readings[0].allowed

    @property
    def exceeds(self) -> bool:
        """Whether more were given than the usual reading allows."""
        return self.allowed is not None and self.given > self.allowed

    @property
    def exceeds_every_reading(self) -> bool:
        """Whether more were given than any reading of the base allows."""
        return self.exceeds and all(
            reading.allowed is not None and self.given > reading.allowed for reading in self.readings
        )

    @property
    def needs_reason(self) -> bool:
        """Whether the cap was exceeded and nobody has written down why."""
        return self.exceeds and not self.reason


def findings(placement: Placement, *, year: int, below: bool = True) -> list[CapFinding]:
    """Every cap of the year held against the groups of an organization and, with `below`, of those below it.

    Groups in which nobody was rated are left out. The number of queries does not depend on the number of groups.
    """
    return findings_of(YearBelow(placement, year=year), below=below)


def findings_of(year_below: YearBelow, *, below: bool = True) -> list[CapFinding]:
    """Like `findings`, from figures that are read already."""
    year, own = year_below.year, year_below.placement.organization_id
    groups = [group for group in year_below.groups() if below or group[0] == own]
    bodies = {body for body, _counted, _counts in groups}
    written = CapReason.objects.effective().filter(year=year, organization__in=bodies)
    reasons = {(each.organization_id, each.subject, each.cap): each.reason for each in written}
    places = placements_on(bodies, on=year_end(year))
    return [
        _finding(places[body], counted, cap, year, counts, reasons.get((body, counted, cap.code), ""))
        for body, counted, counts in sorted(groups, key=lambda group: _order(places[group[0]], group[1]))
        for cap in shelf.book_for(year).caps(counted.subject)
    ]


def _finding(
    placement: Placement, counted: Counted, cap: Cap, year: int, counts: Counter[str], reason: str
) -> CapFinding:
    return CapFinding(placement, counted, cap, year, counts, readings_of(cap, counts), reason)


def readings_of(cap: Cap, counts: Counter[str]) -> tuple[Reading, ...]:
    """What the cap allows under each reading of its base, the usual one first."""
    return tuple(Reading(base, cap.base_count(counts, base), cap.allowed(counts, base)) for base in cap.bases)


def _order(placement: Placement, counted: Counted) -> tuple[int, int, str]:
    return list(Counted).index(counted), placement.depth, placement.sort_key
