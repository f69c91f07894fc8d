"""The bridge between two days: who was there on the first, who came, who went, who is there on the second.

Counted are the days after the first up to and including the second. Everybody enrolled below is in one *unit*: the
organization directly below the scope, or the scope itself. A stay is an unbroken time in one unit; every stay that
begins is an arrival and every one that ends a departure, so the bridge closes, and the bridges of two periods that
follow each other close to that of both. Whoever goes from cell to cell within a unit neither came to it nor left it.
What the record does not explain is counted under its own name.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

from django.db import models
from django.db.models import Count, Q
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from vungmanh.foundation.dates import years_before
from vungmanh.foundation.refusals import Refusal
from vungmanh.members.models import Leaving, Membership, Particulars
from vungmanh.organizations.models import Placement, path_ids, path_step


class Flow(models.TextChoices):
    """How somebody came or went. Leavings from the Party for other reasons than death are one: which is guarded."""

    ADMITTED = "admitted", _("Kết nạp")
    CAME = "came", _("Chuyển đến từ nơi khác")
    CAME_SIBLING = "came_sibling", _("Chuyển đến trong nội bộ")
    CAME_WITH = "came_with", _("Tiếp nhận cùng tổ chức")
    CAME_UNKNOWN = "came_unknown", _("Tăng chưa rõ lý do")
    LEFT_FOR = "left_for", _("Chuyển đi nơi khác")
    LEFT_SIBLING = "left_sibling", _("Chuyển đi trong nội bộ")
    LEFT_WITH = "left_with", _("Bàn giao cùng tổ chức")
    DIED = "died", _("Từ trần")
    LEFT_PARTY = "left_party", _("Rời khỏi Đảng")
    LEFT_UNKNOWN = "left_unknown", _("Giảm chưa rõ lý do")


ARRIVALS = (Flow.ADMITTED, Flow.CAME, Flow.CAME_SIBLING, Flow.CAME_WITH, Flow.CAME_UNKNOWN)
DEPARTURES = (Flow.LEFT_FOR, Flow.LEFT_SIBLING, Flow.LEFT_WITH, Flow.DIED, Flow.LEFT_PARTY, Flow.LEFT_UNKNOWN)
WITHIN = (Flow.CAME_SIBLING, Flow.LEFT_SIBLING)
"""Moves between units: they cancel out for the scope."""
RARE = (Flow.CAME_WITH, Flow.CAME_UNKNOWN, Flow.LEFT_WITH, Flow.LEFT_UNKNOWN)
"""Shown only where there are any."""
FEWEST_TOLD = 5
"""People who left the Party within a year from whom on it is told how many for which reason."""


@dataclass(frozen=True, slots=True)
class Move:
    """One arrival in a unit or departure from it, on the first day there or the first day no longer there.

    `cell` is the name of the organization where the member was or is enrolled.
    """

    flow: Flow
    unit: int
    day: date
    member_id: int
    organization_id: int
    cell: str

    @property
    def last_seen_on(self) -> date:
        """A day on which the member was there: the first, or the last."""
        return self.day if self.flow in ARRIVALS else self.day - timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Part:
    """The bridge of one unit, or of the whole scope. `before` + arrivals − departures = `after`."""

    organization_id: int
    code: str
    name: str
    kind: str
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
    reasons: Mapping[str, int] | None


def bridge(scope: Placement, *, first: date, second: date) -> Bridge:
    """The bridge of the organization and all below it from the end of `first` to the end of `second`."""
    tree = _Tree(scope, first, second)
    flows: dict[int, Counter[str]] = {}
    left: Counter[str] = Counter()
    for row, move in _movements(tree):
        flows.setdefault(move.unit, Counter())[move.flow] += 1
        left[row.leaving] += move.flow == Flow.LEFT_PARTY
    parts = _parts(tree, flows)
    return Bridge(first, second, _total(scope, parts), parts, _reasons(scope, first, second, +left))


def moves_between(scope: Placement, *, first: date, second: date) -> list[Move]:
    """Every arrival and departure that the bridge counts, those of one member in the order of time."""
    return [move for _row, move in _movements(_Tree(scope, first, second))]


def check_days(first: date, second: date) -> None:
    """Refuse days that are not one after the other."""
    if not first < second:
        raise Refusal(
            "members.days_turned_around",
            gettext("Ngày đầu kỳ phải trước ngày cuối kỳ."),
            remedy=gettext("Ghi lại hai ngày, ví dụ từ 31/12/2018 đến 31/12/2019."),
        )


@dataclass(frozen=True, slots=True)
class _Span:
    """An unbroken time of an organization, or of a membership in it, in one unit."""

    unit: int
    name: str
    starts_on: date
    ends_on: date | None

    def holds_on(self, day: date) -> bool:
        return self.starts_on <= day and (self.ends_on is None or day < self.ends_on)


@dataclass(frozen=True, slots=True)
class _Stay:
    """A time in one unit on the ground of one membership."""

    row: Membership
    span: _Span


class _Tree:
    """The tree below the scope in the days between: in which unit an organization was when."""

    def __init__(self, scope: Placement, first: date, second: date) -> None:
        self.scope, self.first, self.second = scope, first, second
        self.changing = Q(starts_on__gt=first, starts_on__lte=second) | Q(ends_on__gt=first, ends_on__lte=second)
        self.placed = Placement.objects.effective().filter(
            Q(ends_on=None) | Q(ends_on__gt=first),
            path__contains=path_step(scope.organization_id),
            starts_on__lte=second,
        )
        self.spans: dict[int, list[_Span]] = {}
        self.units: dict[int, Placement] = {}
        for place in self.placed.select_related("organization").order_by("starts_on"):
            self._place(place)

    def _place(self, place: Placement) -> None:
        ids, top = path_ids(place.path), self.scope.organization_id
        if top not in ids:
            return  # the digits of its step stand across two other steps
        below = ids[ids.index(top) :]
        unit = below[min(1, len(below) - 1)]
        spans, starts_on = self.spans.setdefault(place.organization_id, []), place.starts_on
        if spans and (spans[-1].unit, spans[-1].ends_on) == (unit, starts_on):
            starts_on = spans.pop().starts_on
        spans.append(_Span(unit, place.name, starts_on, place.ends_on))
        if unit == place.organization_id:
            self.units[unit] = place

    def counts(self, day: date) -> Counter[int]:
        """Members by unit on the day."""
        counted: Counter[int] = Counter()
        enrolled = Membership.objects.on(day).filter(organization__in=self.placed.values("organization")).order_by()
        for id_, members in enrolled.values_list("organization_id").annotate(Count("pk")):
            for span in self.spans.get(id_, ()):
                if span.holds_on(day):
                    counted[span.unit] += members
        return counted

    def stays(self, row: Membership) -> Iterator[_Stay]:
        """The times in units that a membership gives."""
        for span in self.spans.get(row.organization_id, ()):
            starts_on = max(row.starts_on, span.starts_on)
            ends_on = min((day for day in (row.ends_on, span.ends_on) if day), default=None)
            if ends_on is None or starts_on < ends_on:
                yield _Stay(row, _Span(span.unit, span.name, starts_on, ends_on))


def _movements(tree: _Tree) -> Iterator[tuple[Membership, Move]]:
    """Every arrival and departure with its membership; two queries, whatever the size.

    Read are all memberships of everybody for whom anything changed, or whose organization was placed anew.
    """
    placed_anew = tree.placed.filter(tree.changing).values("organization")
    changed = Membership.objects.effective().filter(
        tree.changing | Q(organization__in=placed_anew), organization__in=tree.placed.values("organization")
    )
    members = changed.order_by().values("member_id")
    known = Particulars.objects.effective().filter(member__in=members)
    joined_on: dict[int, date | None] = dict(known.values_list("member_id", "joined_on"))
    histories: dict[int, list[Membership]] = {}
    for row in Membership.objects.effective().filter(member__in=members).order_by("member_id", "starts_on"):
        histories.setdefault(row.member_id, []).append(row)
    for member_id, rows in histories.items():
        yield from _of_member(tree, rows, joined_on.get(member_id))


def _of_member(tree: _Tree, rows: Sequence[Membership], joined_on: date | None) -> Iterator[tuple[Membership, Move]]:
    stays = sorted((stay for row in rows for stay in tree.stays(row)), key=lambda stay: stay.span.starts_on)
    for earlier, later in pairwise([None, *stays, None]):
        touching = bool(earlier and later and earlier.span.ends_on == later.span.starts_on)
        if earlier and later and touching and earlier.span.unit == later.span.unit:
            continue
        if earlier and (day := earlier.span.ends_on) and tree.first < day <= tree.second:
            yield earlier.row, _move(Flow.LEFT_SIBLING if touching else _departure(earlier), earlier, day)
        if later and tree.first < later.span.starts_on <= tree.second:
            arrival = Flow.CAME_SIBLING if touching else _arrival(later, rows[0], joined_on)
            yield later.row, _move(arrival, later, later.span.starts_on)


def _arrival(stay: _Stay, earliest: Membership, joined_on: date | None) -> Flow:
    """How a stay begins.

    Whose first membership of all begins within a year of joining the Party was admitted here: rosters may come in once
    a year. Whoever joined earlier came from where there is no record of.
    """
    if stay.row.starts_on < stay.span.starts_on:
        return Flow.CAME_WITH
    if stay.row != earliest:
        return Flow.CAME
    if joined_on is None:
        return Flow.CAME_UNKNOWN
    return Flow.ADMITTED if joined_on > years_before(stay.row.starts_on, 1) else Flow.CAME


def _departure(stay: _Stay) -> Flow:
    if stay.row.ends_on != stay.span.ends_on:
        return Flow.LEFT_WITH
    named = {Leaving.NONE: Flow.LEFT_UNKNOWN, Leaving.TRANSFERRED: Flow.LEFT_FOR, Leaving.DIED: Flow.DIED}
    return named.get(Leaving(stay.row.leaving), Flow.LEFT_PARTY)


def _move(flow: Flow, stay: _Stay, day: date) -> Move:
    return Move(flow, stay.span.unit, day, stay.row.member_id, stay.row.organization_id, stay.span.name)


def _parts(tree: _Tree, flows: Mapping[int, Counter[str]]) -> list[Part]:
    """The bridges of the units that had anybody, the scope's own last."""
    before, after = tree.counts(tree.first), tree.counts(tree.second)
    units = [tree.units[id_] for id_ in {*before, *after, *flows}]
    units.sort(key=lambda place: (place.organization_id == tree.scope.organization_id, place.sort_key))
    return [
        _part(unit, before[unit.organization_id], after[unit.organization_id], flows.get(unit.organization_id, {}))
        for unit in units
    ]


def _part(place: Placement, before: int, after: int, flows: Mapping[str, int]) -> Part:
    return Part(place.organization_id, place.organization.code, place.name, place.kind, before, after, flows)


def _total(scope: Placement, parts: Sequence[Part]) -> Part:
    """The parts together; what moved between them cancels out."""
    flows = sum((Counter(part.flows) for part in parts), Counter[str]())
    kept = {flow: count for flow, count in flows.items() if flow not in WITHIN}
    return _part(scope, sum(part.before for part in parts), sum(part.after for part in parts), kept)


def _reasons(scope: Placement, first: date, second: date, left: Mapping[str, int]) -> Mapping[str, int] | None:
    """How many left the Party for which reason, where that tells of nobody why he or she did.

    Only for the topmost organization and a whole year: figures of nested places or of days one apart, subtracted from
    one another, would tell of one person. Not where they are few, nor where all left for the same reason.
    """
    whole_year = (first.month, first.day, second.month, second.day, second.year) == (12, 31, 12, 31, first.year + 1)
    if scope.parent_id is not None or not whole_year or sum(left.values()) < FEWEST_TOLD or len(left) == 1:
        return None
    return left
