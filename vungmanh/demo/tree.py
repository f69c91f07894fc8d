"""The tree of the scenario: 55 grassroots organizations, 700 cells below 40 of them, and how large each is."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from random import Random

from vungmanh.demo.drawing import apportioned, lots, some_day
from vungmanh.demo.names import LOWLAND
from vungmanh.demo.places import (
    COMMUNES,
    INSTITUTIONS,
    OFFICES,
    VILLAGE_FIRST,
    VILLAGE_PLAIN,
    VILLAGE_SECOND,
    Commune,
    Office,
)
from vungmanh.foundation.names import unaccented

DISTRICT = "yen-son"
MEMBERS = 9141
LAP_THANH, LANG_CHAU_1, POPULATION_CENTRE = "lap-thanh", "lang-chau-1", "trung-tam-dan-so"
MOVED_FROM, MOVED_ON = "co-quan-ubnd", date(2018, 7, 1)
"""From where and when the population centre's cell came to the health centre's party organization."""
GROUPS = ("lap-thanh-to-1", "lap-thanh-to-2", "lap-thanh-to-3")

_SIZES = {LAP_THANH: 68, LANG_CHAU_1: 23}
_OWN_CODES = {"Lập Thành": LAP_THANH, "Làng Chẩu 1": LANG_CHAU_1}
_FEWEST, _MOST = 4, 38
_FEWEST_OF_GRASSROOTS, _MOST_OF_GRASSROOTS = 8, 29
_USUAL = {
    "village": 14.0,
    "residential_group": 15.0,
    "school": 12.0,
    "office": 8.0,
    "armed_forces": 8.0,
    "enterprise": 9.0,
}


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell as of 31/12/2018: `body` is its grassroots organization, itself where it is a grassroots cell.

    `seats` are the codes where its members are enrolled: its own, or its party groups.
    """

    code: str
    name: str
    body: str
    sector: str
    founded_on: date
    size: int = 0
    seats: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Body:
    """A grassroots organization with its cells; `is_cell` for a grassroots cell, which is its own one cell."""

    code: str
    name: str
    sector: str
    founded_on: date
    is_cell: bool
    peoples: dict[str, int]
    cells: tuple[Cell, ...]

    @property
    def size(self) -> int:
        """Its members on 31/12/2018."""
        return sum(cell.size for cell in self.cells)


DISSOLVED = Cell("co-quan-ubnd-tram-khuyen-nong", "Chi bộ Trạm Khuyến nông", "co-quan-ubnd", "office", date(1996, 4, 1))
"""A cell that ended long before 2018, and what came of its members."""
DISSOLVED_ON, SUCCESSOR = date(2013, 7, 1), "co-quan-ubnd-phong-nong-nghiep-va-phat-trien-nong-thon"


@cache
def bodies() -> tuple[Body, ...]:
    """The 55 organizations directly under the district, with their cells and sizes."""
    rng = lots("tree")
    communes = [_commune(rng, commune) for commune in COMMUNES]
    offices = [_office(rng, office) for office in OFFICES]
    return tuple(_sized(lots("sizes"), communes + offices))


@cache
def cells() -> dict[str, Cell]:
    """All cells by code, grassroots cells too."""
    return {cell.code: cell for body in bodies() for cell in body.cells}


@cache
def body_of() -> dict[str, Body]:
    """The grassroots organizations by code."""
    return {body.code: body for body in bodies()}


def _commune(rng: Random, commune: Commune) -> Body:
    founded_on = some_day(rng, date(1977, 1, 1), date(1988, 12, 31))
    found = []
    for name, code, sector in _cells_of_commune(rng, commune):
        found.append(
            Cell(
                code,
                f"Chi bộ {name}",
                commune.code,
                sector,
                some_day(rng, founded_on, date(2005, 6, 30)),
                seats=(code,),
            )
        )
    name = f"Đảng bộ {commune.name}"
    return Body(
        commune.code, name, "commune", founded_on, False, dict(commune.peoples), tuple(map(_with_groups, found))
    )


def _with_groups(cell: Cell) -> Cell:
    return replace(cell, seats=GROUPS) if cell.code == LAP_THANH else cell


def _cells_of_commune(rng: Random, commune: Commune) -> Iterator[tuple[str, str, str]]:
    """Name, code and sector of its cells: villages first, then the schools, the health station and the militia."""
    unit = commune.name
    place = unit.removeprefix("xã ").removeprefix("thị trấn ")
    for name in _villages(rng, commune, commune.cells - len(INSTITUTIONS)):
        kind = "tổ dân phố" if commune.numbered == "tổ dân phố" else "thôn"
        sector = "village" if kind == "thôn" else "residential_group"
        code = _OWN_CODES.get(name) or f"{commune.code}-{slug(name)}"
        yield (name if commune.numbered else f"{kind} {name}"), code, sector
    for name, code, sector in INSTITUTIONS:
        yield name.format(place=place, unit=unit), f"{commune.code}-{code}", sector


def _villages(rng: Random, commune: Commune, count: int) -> list[str]:
    if commune.numbered:
        return [f"{commune.numbered} {number}" for number in range(1, count + 1)]
    names = list(commune.villages)
    while len(names) < count:
        plain = rng.random() < 0.3
        name = rng.choice(VILLAGE_PLAIN) if plain else f"{rng.choice(VILLAGE_FIRST)} {rng.choice(VILLAGE_SECOND)}"
        if slug(name) not in map(slug, names):
            names.append(name)
    return names


def _office(rng: Random, office: Office) -> Body:
    founded_on = some_day(rng, date(1978, 1, 1), date(1998, 12, 31))
    if not office.cells:
        name = f"Chi bộ {office.name}"
        itself = Cell(office.code, name, office.code, office.sector, founded_on, office.members, (office.code,))
        return Body(office.code, name, office.sector, founded_on, True, LOWLAND, (itself,))
    found = []
    for name in office.cells:
        code = f"{office.code}-{slug(name)}"
        found.append(
            Cell(
                code,
                f"Chi bộ {name}",
                office.code,
                office.sector,
                some_day(rng, founded_on, date(2005, 6, 30)),
                seats=(code,),
            )
        )
    if office.code == "trung-tam-y-te":
        code, name = POPULATION_CENTRE, "Chi bộ Trung tâm Dân số – Kế hoạch hóa gia đình"
        found.append(Cell(code, name, office.code, office.sector, date(1999, 3, 1), seats=(code,)))
    return Body(office.code, f"Đảng bộ {office.name}", office.sector, founded_on, False, LOWLAND, tuple(found))


def _sized(rng: Random, unsized: list[Body]) -> Iterator[Body]:
    """The same bodies, with sizes that add up to the district's members."""
    fixed = {commune.code: commune.members for commune in COMMUNES if commune.members}
    sizes = {body.code: _divided(rng, body, fixed[body.code]) for body in unsized if body.code in fixed}
    for body in unsized:
        if body.is_cell:
            size = body.cells[0].size or rng.randint(_FEWEST_OF_GRASSROOTS, _MOST_OF_GRASSROOTS)
            sizes[body.code] = [size]
    free = [body for body in unsized if body.code not in sizes]
    weights = [_weight(rng, cell) for body in free for cell in body.cells]
    left = MEMBERS - sum(map(sum, sizes.values())) - _FEWEST * len(weights)
    parts = iter(apportioned(left, weights, [_MOST - _FEWEST] * len(weights)))
    sizes |= {body.code: [_FEWEST + next(parts) for _cell in body.cells] for body in free}
    for body in unsized:
        given = zip(body.cells, sizes[body.code], strict=True)
        yield replace(body, cells=tuple(replace(cell, size=size) for cell, size in given))


def _divided(rng: Random, body: Body, total: int) -> list[int]:
    """The members of one body among its cells, those of known size as they are."""
    open_ = [cell for cell in body.cells if cell.code not in _SIZES]
    left = total - sum(_SIZES.get(cell.code, _FEWEST) for cell in body.cells)
    parts = iter(apportioned(left, [_weight(rng, cell) for cell in open_], [_MOST - _FEWEST] * len(open_)))
    return [_SIZES.get(cell.code) or _FEWEST + next(parts) for cell in body.cells]


def _weight(rng: Random, cell: Cell) -> float:
    """How many more than the fewest the cell would like to have; a few are large."""
    large = 2.0 if rng.random() < 0.04 else 1.0
    return max(0.5, (_USUAL[cell.sector] * large - _FEWEST) * rng.uniform(0.45, 1.6))


def slug(name: str) -> str:
    """A code made of a name: lower case without diacritics, words joined by hyphens."""
    return "-".join("".join(letter if letter.isalnum() else " " for letter in unaccented(name)).split())


def body_at(cell: str, day: date) -> str:
    """The grassroots organization of a cell on a day; only one cell ever moved."""
    if cell == DISSOLVED.code:
        return DISSOLVED.body
    return MOVED_FROM if cell == POPULATION_CENTRE and day < MOVED_ON else cells()[cell].body
