"""The organizations that a workbook may speak of: those recorded in its scope, and those it founds itself."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from datetime import date

from django.utils.translation import gettext as _

from vungmanh.exchange.columns import plain
from vungmanh.exchange.steps import Person, Place
from vungmanh.foundation.actors import Actor
from vungmanh.foundation.refusals import Refusal
from vungmanh.members.listing import listing_day
from vungmanh.organizations.kinds import HOLDING_MEMBERS
from vungmanh.organizations.models import Organization, Placement
from vungmanh.organizations.queries import last_placement_of, placement_of

_SEPARATORS = (",", ";", " - ", " – ", " thuộc ")


@dataclass(slots=True)
class Tree:
    """Places by code; `deciding` holds ids of organizations beyond the scope that the workbook names, by code.

    `on` dates the rows, `today` decides what the scope reaches: an import dated back reaches nothing that has left.
    `by` is who imports.
    """

    on: date
    today: date
    scope: Placement | None
    places: dict[str, Place]
    deciding: dict[str, int]
    by_id: dict[int, Place] = field(default_factory=dict)
    by: Actor | None = None
    _by_name: dict[str, list[Place]] = field(default_factory=dict)

    @property
    def outside(self) -> Collection[str]:
        """Codes in the workbook of organizations that exist beyond the scope."""
        return self.deciding.keys()

    @property
    def scope_place(self) -> Place | None:
        """The organization that the import is limited to."""
        return None if self.scope is None else self.by_id[self.scope.organization_id]

    def reaches(self, person: Person) -> bool:
        """Whether the member is enrolled in the scope today, or else was there last, or comes there first."""
        if self.scope is None or person.enrolled_in is not None:
            return True
        begun = [row for row in person.memberships if row.starts_on <= self.today]
        nearest = person.membership_on(self.today) or next(iter([*begun[-1:], *person.memberships]), None)
        return nearest is not None and nearest.organization_id in self.by_id

    @property
    def root(self) -> Place | None:
        """The organization without a superior, recorded or new."""
        roots = (place for place in self.places.values() if place.placements[-1].depth == 1)
        return next(roots, None)

    def add(self, place: Place) -> None:
        """Add a new organization."""
        self.places[place.code] = place
        self._by_name.setdefault(plain(place.name), []).append(place)

    def named(self, text: str) -> list[Place]:
        """Places that a cell means: by code; by name; by name and the name of an organization above it.

        Places that hold members go before others of the same name.
        """
        if text in self.places:
            return [self.places[text]]
        found = self._called(text)
        for separator in _SEPARATORS:
            if not found and separator in text:
                name, _separator, above = text.partition(separator)
                found = [place for place in self._called(name) if self._stands_below(place, plain(above))]
        cells = [place for place in found if place.placements[-1].kind in HOLDING_MEMBERS]
        return cells or found

    def address(self, place: Place) -> str:
        """Name, superior's name and code of a place, for sentences."""
        parent = place.placements[-1].parent
        above = self.by_id.get(parent.pk) if parent else None
        return f"{place.name}{f', {above.name}' if above else ''} ({place.code})"

    def _called(self, name: str) -> list[Place]:
        if not self._by_name:
            for place in self.places.values():
                self._by_name.setdefault(plain(place.name), []).append(place)
        called = self._by_name.get(plain(name), [])
        return [place for place in called if place.standing(self.on)] or called

    def _stands_below(self, place: Place, above: str) -> bool:
        ids = place.placements[-1].path
        return any(plain(other.name) == above for other in self._above(ids))

    def _above(self, path: str) -> Iterable[Place]:
        return (place for place in self.places.values() if path.startswith(place.placements[-1].path))


def load_tree(scope: Organization | None, on: date, codes: Iterable[str]) -> Tree:
    """The recorded organizations of the scope as of today, and which of the codes exist outside."""
    today = listing_day() or on
    top = None if scope is None else placement_of(scope.pk, on=today) or last_placement_of(scope.pk)
    rows = Placement.objects.effective().filter(organization__withdrawn_by=None)
    if scope is not None:
        if top is None:
            raise Refusal(
                "exchange.no_scope",
                _("Tổ chức “{code}” không còn trong sổ.").format(code=scope.code),
                remedy=_("Chọn phạm vi nhập khác."),
            )
        rows = rows.filter(organization__in=Placement.objects.effective().below(top.path).values("organization_id"))
    places: dict[str, Place] = {}
    for row in rows.select_related("organization", "parent").order_by("starts_on"):
        code = row.organization.code
        places.setdefault(code, Place(code, [], row.organization)).placements.append(row)
    if top is not None:
        places = {code: place for code, place in places.items() if _is_within(place, top, today)}
    beyond = set(codes) - places.keys() if top is not None else set()
    outside = dict(Organization.objects.effective().filter(code__in=beyond).values_list("code", "pk"))
    by_id = {place.id: place for place in places.values()}
    return Tree(on, today, top, places, outside, by_id)


def _is_within(place: Place, top: Placement, today: date) -> bool:
    """Whether the place stands below `top` today, or stood there last."""
    path: str = (place.standing(today) or place.placements[-1]).path
    return path.startswith(top.path)
