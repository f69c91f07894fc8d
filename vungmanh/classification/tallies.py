"""How many ended a year how, below an organization: the source of every figure of a year.

Two queries, whatever the size: every organization below with its outcome, and the members' outcomes counted by cell.
Tables, cap checks and facts for the rules are folded from them.
"""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from django.db.models import Count

from vungmanh.classification.models import Status
from vungmanh.classification.populations import OUTCOME, Counted, Outcome, all_below, population
from vungmanh.organizations.kinds import CELLS, GRASSROOTS, RATED
from vungmanh.organizations.models import Placement, path_ids

Tally = Counter[Outcome]


@dataclass(frozen=True, slots=True)
class OrganizationOutcome:
    """One organization below and how its year ended."""

    organization_id: int
    parent_id: int
    kind: str
    path: str
    outcome: Outcome


class YearBelow:
    """The year of everything below an organization, read once."""

    def __init__(self, placement: Placement, *, year: int) -> None:
        self.placement = placement
        self.year = year

    @cached_property
    def organizations(self) -> list[OrganizationOutcome]:
        """Every organization below on 31 December, at any depth."""
        rows = all_below(self.placement, year=self.year).order_by()
        return [
            OrganizationOutcome(id_, parent, kind, path, Outcome(*outcome))
            for id_, parent, kind, path, *outcome in rows.values_list(
                "organization_id", "parent_id", "kind", "path", *OUTCOME
            )
        ]

    @cached_property
    def members_by_cell(self) -> dict[int, Tally]:
        """Members enrolled below on 31 December, by the organization they are enrolled in."""
        rows = population(Counted.MEMBERS, self.placement, year=self.year).order_by()
        tallies: dict[int, Tally] = {}
        for cell, *outcome, count in rows.values_list("organization_id", *OUTCOME).annotate(Count("pk")):
            tallies.setdefault(cell, Counter())[Outcome(*outcome)] += count
        return tallies

    @cached_property
    def paths(self) -> dict[int, str]:
        """Paths by organization id, the organization itself included."""
        return {self.placement.organization_id: self.placement.path} | {
            row.organization_id: row.path for row in self.organizations
        }

    def tally(self, counted: Counted) -> Tally:
        """All of one population."""
        match counted:
            case Counted.MEMBERS:
                return sum(self.members_by_cell.values(), Counter())
            case Counted.CELLS:
                return Counter(row.outcome for row in self.organizations if row.kind in CELLS)
            case Counted.ORGANIZATIONS:
                directly = self.placement.organization_id
                rows = [row for row in self.organizations if row.parent_id == directly and row.kind in RATED]
                return Counter(row.outcome for row in rows)

    def members_by_child(self) -> dict[int, Tally]:
        """Members by the organization directly below that they belong to."""
        return self._members_by(lambda path: next(iter(path_ids(path)[self.placement.depth :]), None))

    def groups(self) -> Iterator[tuple[int, Counted, Counter[str]]]:
        """Rated subjects by category in every group that a cap may be held against: its body and what it counts.

        Organizations that are grassroots or above form a group under one superior, cells and members within one
        grassroots organization.
        """
        bodies: dict[int, Tally] = {}
        cells: dict[int, Tally] = {}
        for row in self.organizations:
            if row.kind in CELLS:
                cells.setdefault(self._grassroots(row.path), Counter())[row.outcome] += 1
            elif self._stands_at_or_above_grassroots(row):
                bodies.setdefault(row.parent_id, Counter())[row.outcome] += 1
        for counted, tallies in (
            (Counted.ORGANIZATIONS, bodies),
            (Counted.CELLS, cells),
            (Counted.MEMBERS, self._members_by(self._grassroots)),
        ):
            for body, tally in tallies.items():
                if counts := by_category(tally):
                    yield body, counted, counts

    @cached_property
    def _grassroots_ids(self) -> set[int]:
        below = {row.organization_id for row in self.organizations if row.kind in GRASSROOTS}
        return below | ({self.placement.organization_id} if self.placement.kind in GRASSROOTS else set())

    def _grassroots(self, path: str) -> int:
        """The grassroots organization that a path leads through; the organization itself when it lies deeper."""
        ids = path_ids(path)
        return next((id_ for id_ in ids if id_ in self._grassroots_ids), self.placement.organization_id)

    def _stands_at_or_above_grassroots(self, row: OrganizationOutcome) -> bool:
        return not any(above in self._grassroots_ids for above in path_ids(row.path)[:-1])

    def _members_by(self, key: Callable[[str], int | None]) -> dict[int, Tally]:
        tallies: dict[int, Tally] = {}
        for cell, tally in self.members_by_cell.items():
            group = key(self.paths[cell])
            if group is not None:
                tallies.setdefault(group, Counter()).update(tally)
        return tallies


def by_category(tally: Mapping[Outcome, int]) -> Counter[str]:
    """Rated subjects by category."""
    counts: Counter[str] = Counter()
    for outcome, count in tally.items():
        if outcome.status == Status.RATED:
            counts[outcome.category] += count
    return counts
