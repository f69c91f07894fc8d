"""How many ended a year how, below an organization: the source of every figure of a year.

A query each, whatever the size: every organization below with its outcome, the members' outcomes counted by cell, and
the outcomes of leading collectives where the year's rulebook rates them. Tables, cap checks and facts for the rules
are folded from them.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from typing import NamedTuple

from django.db.models import Count

from vungmanh.classification.models import Status
from vungmanh.classification.populations import OUTCOME, Counted, Outcome, all_below, population
from vungmanh.organizations.kinds import CELLS, GRASSROOTS, RATED
from vungmanh.organizations.models import Placement, path_ids
from vungmanh.rulebooks import shelf
from vungmanh.rulebooks.rulebook import Subject

Tally = Counter[Outcome]


class OrganizationOutcome(NamedTuple):
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
        tallies: dict[int, Tally] = defaultdict(Counter)
        counts = rows.values_list("organization_id", "status", "category", "reason").annotate(Count("pk"))
        for cell, status, category, reason, count in counts:
            tallies[cell][Outcome(status, category, reason=reason)] = count
        return dict(tallies)

    @cached_property
    def collectives(self) -> dict[int, Outcome]:
        """Rated leading collectives below, by the organization they lead."""
        if not shelf.book_for(self.year).categories(Subject.COLLECTIVE):
            return {}
        rows = population(Counted.COLLECTIVES, self.placement, year=self.year).order_by()
        return {id_: Outcome(*outcome) for id_, *outcome in rows.values_list("organization_id", *OUTCOME)}

    def tally(self, counted: Counted) -> Tally:
        """All of one population."""
        match counted:
            case Counted.MEMBERS:
                return _summed(self.members_by_cell.values())
            case Counted.CELLS:
                return Counter(row.outcome for row in self.organizations if row.kind in CELLS)
            case Counted.ORGANIZATIONS:
                directly = self.placement.organization_id
                rows = [row for row in self.organizations if row.parent_id == directly and row.kind in RATED]
                return Counter(row.outcome for row in rows)
            case Counted.COLLECTIVES:
                return Counter(self.collectives.values())

    def members_by_child(self) -> dict[int, Tally]:
        """Members by the organization directly below that they belong to."""
        step = self.placement.depth
        return self._members_by({row.organization_id: path_ids(row.path)[step] for row in self.organizations})

    def groups(self) -> Iterator[tuple[int, Counted, Counter[str]]]:
        """Rated subjects by category in every group that a cap may be held against: its body and what it counts.

        Organizations that are grassroots or above form a group under one superior, cells and members within one
        grassroots organization; leading collectives are grouped like the organizations they lead.
        """
        outcomes = {row.organization_id: row.outcome for row in self.organizations}
        for counted in (Counted.ORGANIZATIONS, Counted.CELLS):
            yield from _rated(counted, _grouped(self.group_of(counted), outcomes))
        yield from _rated(Counted.MEMBERS, self._members_by(self._body))
        if self.collectives:
            yield from _rated(Counted.COLLECTIVES, _grouped(self.group_of(Counted.COLLECTIVES), self.collectives))

    def group_of(self, counted: Counted) -> Mapping[int, int]:
        """The body in whose group each organization counts, its collective, or the members of each cell."""
        match counted:
            case Counted.MEMBERS:
                return self._body
            case Counted.CELLS:
                cells = (row.organization_id for row in self.organizations if row.kind in CELLS)
                return {id_: self._body[id_] for id_ in cells if id_ in self._body}
            case Counted.ORGANIZATIONS:
                others = (row for row in self.organizations if row.kind not in CELLS)
                return {
                    row.organization_id: row.parent_id
                    for row in others
                    if row.kind in GRASSROOTS or row.parent_id not in self._body
                }
            case Counted.COLLECTIVES:
                return {**self.group_of(Counted.ORGANIZATIONS), **self.group_of(Counted.CELLS)}

    @cached_property
    def _body(self) -> dict[int, int]:
        """The grassroots organization of each organization at or below one; a mere part of one is no group."""
        top = self.placement
        bodies = {top.organization_id: top.organization_id} if top.kind in GRASSROOTS else {}
        for row in sorted(self.organizations, key=lambda row: len(row.path)):
            if row.kind in GRASSROOTS:
                bodies[row.organization_id] = row.organization_id
            elif row.parent_id in bodies:
                bodies[row.organization_id] = bodies[row.parent_id]
        return bodies

    def _members_by(self, group_of: Mapping[int, int]) -> dict[int, Tally]:
        groups: dict[int, list[Tally]] = {}
        for cell, tally in self.members_by_cell.items():
            if cell in group_of:
                groups.setdefault(group_of[cell], []).append(tally)
        return {group: _summed(tallies) for group, tallies in groups.items()}


def _grouped(bodies: Mapping[int, int], outcomes: Mapping[int, Outcome]) -> dict[int, Tally]:
    tallies: dict[int, Tally] = defaultdict(Counter)
    for id_, outcome in outcomes.items():
        if id_ in bodies:
            tallies[bodies[id_]][outcome] += 1
    return dict(tallies)


def _rated(counted: Counted, tallies: Mapping[int, Tally]) -> Iterator[tuple[int, Counted, Counter[str]]]:
    for body, tally in tallies.items():
        if counts := by_category(tally):
            yield body, counted, counts


def _summed(tallies: Iterable[Tally]) -> Tally:
    """Tallies added up; a plain loop, because Counter.update is slow on many small ones."""
    total: Tally = Counter()
    for tally in tallies:
        for outcome, count in tally.items():
            total[outcome] += count
    return total


def by_category(tally: Mapping[Outcome, int]) -> Counter[str]:
    """Rated subjects by category."""
    counts: Counter[str] = Counter()
    for outcome, count in tally.items():
        if outcome.status == Status.RATED:
            counts[outcome.category] += count
    return counts
