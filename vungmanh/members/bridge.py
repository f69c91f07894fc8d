"""The bridge between two days: who was there on the first, who came, who went, who is there on the second.

Counted are the days after the first up to and including the second. Everybody enrolled below is in one *unit*: the
organization directly below the scope, or the scope itself. A stay is an unbroken time in one unit; every stay that
begins is an arrival and every one that ends a departure, so the bridge closes. What the record does not explain is
counted under its own name.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import pairwise

from django.db import models
from django.db.models import Count, Q
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from vungmanh.foundation.refusals import Refusal
from vungmanh.members.checks import FOR_GOOD
from vungmanh.members.models import Leaving, Membership, Particulars
from vungmanh.organizations.models import Placement, path_ids, path_step


class Flow(models.TextChoices):
    """How somebody came or went. Leavings from the Party for other reasons than death are one: which is guarded."""

    ADMITTED = "admitted", _("Kết nạp")
    CAME = "came", _("Chuyển đến từ nơi khác")
    CAME_SIBLING = "came_sibling", _("Từ tổ chức cùng cấp trong phạm vi")
    CAME_WITH = "came_with", _("Theo tổ chức chuyển về")
    CAME_UNKNOWN = "came_unknown", _("Tăng chưa rõ nguồn")
    LEFT_FOR = "left_for", _("Chuyển đi nơi khác")
    LEFT_SIBLING = "left_sibling", _("Sang tổ chức cùng cấp trong phạm vi")
    LEFT_WITH = "left_with", _("Theo tổ chức chuyển đi")
    DIED = "died", _("Từ trần")
    LEFT_PARTY = "left_party", _("Rời khỏi Đảng")
    LEFT_UNKNOWN = "left_unknown", _("Giảm chưa ghi lý do")


ARRIVALS = (Flow.ADMITTED, Flow.CAME, Flow.CAME_SIBLING, Flow.CAME_WITH, Flow.CAME_UNKNOWN)
DEPARTURES = (Flow.LEFT_FOR, Flow.LEFT_SIBLING, Flow.LEFT_WITH, Flow.DIED, Flow.LEFT_PARTY, Flow.LEFT_UNKNOWN)
WITHIN = (Flow.CAME_SIBLING, Flow.LEFT_SIBLING)
"""Moves between units: they cancel out for the scope."""
UNEXPLAINED = (Flow.CAME_UNKNOWN, Flow.LEFT_UNKNOWN)
FEWEST_TOLD = 5
"""People who left the Party within a year from whom on it is told how many for which reason."""


@dataclass(frozen=True, slots=True)
class Move:
    """One arrival in a unit or departure from it, on the first day there or the first day no longer there."""

    flow: Flow
    unit: int
    day: date
    member_id: int
    membership_id: int
    cell: str
    """Name of the organization where the member was or is enrolled."""


@dataclass(frozen=True, slots=True)
class Part:
    """The bridge of one unit, or of the whole scope. `before` + arrivals − departures = `after`."""

    organization_id: int
    code: str
    name: str
    before: int
    after: int
    flows: Mapping[str, int]

    @property
    def remainder(self) -> int:
        """What is left over; anything but zero is a fault of the record, and is shown."""
        arrived = sum(self.flows.get(flow, 0) for flow in ARRIVALS)
        return self.after - self.before - arrived + sum(self.flows.get(flow, 0) for flow in DEPARTURES)


@dataclass(frozen=True, slots=True)
class Bridge:
    """The bridge of a scope with those of its units; `reasons` tells leavings from the Party apart, where allowed."""

    first: date
    second: date
    total: Part
    parts: Sequence[Part]
    moves: Sequence[Move] = field(repr=False)
    reasons: Mapping[str, int] | None


def bridge(scope: Placement, *, first: date, second: date) -> Bridge:
    """The bridge of the organization and all below it from the end of `first` to the end of `second`."""
    tree = _Tree(scope, first, second)
    found = list(_Movements(tree).all())
    moves = [move for _row, move in found]
    parts = _parts(tree, moves)
    left = Counter(row.leaving for row, move in found if move.flow == Flow.LEFT_PARTY)
    return Bridge(first, second, _total(scope, parts), parts, moves, _reasons(scope, first, second, left))


def check_days(first: date, second: date) -> None:
    """Refuse days that are not one after the other."""
    if not first < second:
        raise Refusal(
            "members.days_turned_around",
            gettext("Ngày đầu kỳ phải trước ngày cuối kỳ."),
            remedy=gettext("Ghi lại hai ngày, ví dụ từ 31/12/2018 đến 31/12/2019."),
        )


@dataclass(frozen=True, slots=True)
class _Stay:
    """A time in one unit on the ground of one membership."""

    row: Membership
    unit: int
    cell: str
    starts_on: date
    ends_on: date | None


class _Tree:
    """The tree below the scope in the days between: in which unit an organization was when."""

    def __init__(self, scope: Placement, first: date, second: date) -> None:
        self.scope, self.first, self.second = scope, first, second
        self.places: dict[int, list[Placement]] = {}
        self.units: dict[int, Placement] = {}
        placed = Placement.objects.effective().filter(
            Q(ends_on=None) | Q(ends_on__gt=first),
            path__contains=path_step(scope.organization_id),
            starts_on__lte=second,
        )
        for place in placed.select_related("organization").order_by("starts_on"):
            if unit := self.unit_of(place):
                self.places.setdefault(place.organization_id, []).append(place)
                if unit == place.organization_id:
                    self.units[unit] = place

    def unit_of(self, place: Placement) -> int:
        """The unit in which an organization stands; 0 outside the scope."""
        ids, top = path_ids(place.path), self.scope.organization_id
        below = ids[ids.index(top) :] if top in ids else [0]
        return below[1] if len(below) > 1 else below[0]

    def changing(self) -> list[int]:
        """Organizations that were not all the time in one unit."""
        return [
            id_
            for id_, places in self.places.items()
            if len({self.unit_of(place) for place in places}) > 1
            or places[0].starts_on > self.first
            or (places[-1].ends_on is not None and places[-1].ends_on <= self.second)
        ]

    def counts(self, day: date) -> Counter[int]:
        """Members by unit on the day."""
        counted: Counter[int] = Counter()
        enrolled = Membership.objects.on(day).order_by().values_list("organization_id").annotate(Count("pk"))
        for id_, members in enrolled:
            for place in self.places.get(id_, ()):
                if place.holds_on(day):
                    counted[self.unit_of(place)] += members
        return counted

    def stays(self, row: Membership) -> Iterator[_Stay]:
        """The times in units that a membership gives, those that touch in one unit joined."""
        joined: list[_Stay] = []
        for place in self.places.get(row.organization_id, ()):
            starts_on = max(row.starts_on, place.starts_on)
            ends_on = min((day for day in (row.ends_on, place.ends_on) if day), default=None)
            if ends_on is not None and ends_on <= starts_on:
                continue
            stay = _Stay(row, self.unit_of(place), place.name, starts_on, ends_on)
            if joined and joined[-1].unit == stay.unit and joined[-1].ends_on == starts_on:
                stay = _Stay(row, stay.unit, stay.cell, joined.pop().starts_on, ends_on)
            joined.append(stay)
        yield from joined


Found = tuple[Membership, Move]


class _Movements:
    """Arrivals and departures of everybody for whom anything changed; three queries, whatever the size."""

    def __init__(self, tree: _Tree) -> None:
        self.tree = tree
        between = {"gt": tree.first, "lte": tree.second}
        began = Q(**{f"starts_on__{how}": day for how, day in between.items()})
        ended = Q(**{f"ends_on__{how}": day for how, day in between.items()})
        changed = Membership.objects.effective().filter(began | ended | Q(organization__in=tree.changing()))
        members = changed.order_by().values("member_id")
        rows = Membership.objects.effective().filter(member__in=members).order_by("member_id", "starts_on")
        self.rows: dict[int, list[Membership]] = {}
        for row in rows:
            self.rows.setdefault(row.member_id, []).append(row)
        known = Particulars.objects.effective().filter(member__in=members)
        self.joined_on: dict[int, date | None] = dict(known.values_list("member_id", "joined_on"))

    def all(self) -> Iterator[Found]:
        """Every arrival and departure in the days between."""
        for rows in self.rows.values():
            stays = [stay for row in rows for stay in self.tree.stays(row)]
            stays.sort(key=lambda stay: stay.starts_on)
            yield from self._of(stays)

    def _of(self, stays: Sequence[_Stay]) -> Iterator[Found]:
        for earlier, later in pairwise([None, *stays, None]):
            touching = earlier and later and earlier.ends_on == later.starts_on
            if touching and earlier and later and earlier.unit == later.unit:
                continue
            if earlier and earlier.ends_on and self._within(earlier.ends_on):
                flow = Flow.LEFT_SIBLING if touching else self._departure(earlier)
                yield earlier.row, _move(flow, earlier, earlier.ends_on)
            if later and self._within(later.starts_on):
                flow = Flow.CAME_SIBLING if touching else self._arrival(later)
                yield later.row, _move(flow, later, later.starts_on)

    def _within(self, day: date) -> bool:
        return self.tree.first < day <= self.tree.second

    def _arrival(self, stay: _Stay) -> Flow:
        row = stay.row
        if row.starts_on < stay.starts_on:
            return Flow.CAME_WITH
        before = [one for one in self.rows[row.member_id] if one.starts_on < row.starts_on]
        if before:
            return Flow.CAME_UNKNOWN if before[-1].leaving in FOR_GOOD else Flow.CAME
        joined_on = self.joined_on.get(row.member_id)
        if joined_on is None:
            return Flow.CAME_UNKNOWN
        return Flow.ADMITTED if joined_on > self.tree.first else Flow.CAME

    def _departure(self, stay: _Stay) -> Flow:
        row = stay.row
        if row.ends_on != stay.ends_on:
            return Flow.LEFT_WITH
        if row.leaving == Leaving.NONE:
            return Flow.LEFT_UNKNOWN
        if row.leaving == Leaving.TRANSFERRED:
            return Flow.LEFT_FOR
        return Flow.DIED if row.leaving == Leaving.DIED else Flow.LEFT_PARTY


def _move(flow: Flow, stay: _Stay, day: date) -> Move:
    return Move(flow, stay.unit, day, stay.row.member_id, stay.row.pk, stay.cell)


def _parts(tree: _Tree, moves: Sequence[Move]) -> list[Part]:
    """The bridges of the units that had anybody, the scope's own last."""
    flows: dict[int, Counter[str]] = {}
    for move in moves:
        flows.setdefault(move.unit, Counter())[move.flow] += 1
    before, after = tree.counts(tree.first), tree.counts(tree.second)
    units = [tree.units[id_] for id_ in {*before, *after, *flows}]
    units.sort(key=lambda place: (place.organization_id == tree.scope.organization_id, place.sort_key))
    return [
        Part(id_, unit.organization.code, unit.name, before[id_], after[id_], flows.get(id_, Counter()))
        for unit in units
        for id_ in (unit.organization_id,)
    ]


def _total(scope: Placement, parts: Sequence[Part]) -> Part:
    """The parts together; what moved between them cancels out."""
    flows: Counter[str] = Counter()
    for part in parts:
        flows.update(part.flows)
    kept = {flow: count for flow, count in flows.items() if flow not in WITHIN}
    if flows[Flow.CAME_SIBLING] != flows[Flow.LEFT_SIBLING]:
        kept |= {flow: flows[flow] for flow in WITHIN}
    before, after = sum(part.before for part in parts), sum(part.after for part in parts)
    return Part(scope.organization_id, scope.organization.code, scope.name, before, after, kept)


def _reasons(scope: Placement, first: date, second: date, left: Mapping[str, int]) -> Mapping[str, int] | None:
    """How many left the Party for which reason, where that tells of nobody why he or she did.

    Only for the topmost organization and a whole year: figures of nested places or of days one apart, subtracted from
    one another, would tell of one person. Not where they are few, nor where all left for the same reason.
    """
    whole_year = (first.month, first.day, second.month, second.day, second.year) == (12, 31, 12, 31, first.year + 1)
    if scope.parent_id is not None or not whole_year or sum(left.values()) < FEWEST_TOLD or len(left) == 1:
        return None
    return left
