"""The yearly results of the members for 2015 to 2018, organization by organization."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from vungmanh.demo import ratings
from vungmanh.demo.drawing import lots
from vungmanh.demo.histories import histories
from vungmanh.demo.people import Person
from vungmanh.demo.ratings import BEST
from vungmanh.demo.tree import GROUPS, LAP_THANH, bodies, body_at
from vungmanh.foundation.dates import year_end

YEARS = range(2015, 2019)
_SHARES = {2015: (0.128, 0.16, 0.005), 2016: (0.121, 0.17, 0.006), 2017: (0.117, 0.175, 0.004)}
"""Shares of excellent, completed and not completed members among the rated, before 2018."""


@dataclass(frozen=True, slots=True)
class MemberYear:
    """What one member's year was rated in which cell; `category` None for a member reviewed but not yet rated."""

    person: Person
    cell: str
    category: int | None


def member_years(people: Sequence[Person], *, year: int, leading: frozenset[Person]) -> dict[str, list[MemberYear]]:
    """The results of a year by the code of the grassroots organization that decided them; `leading` hold posts."""
    there = _present(people, year)
    rated = [[one for one in there[body.code] if not _is_recent(one[0], year)] for body in bodies()]
    counts = _counts([len(group) for group in rated], year)
    rng = lots(f"member results of {year}")
    found: dict[str, list[MemberYear]] = {}
    for body, group, count in zip(bodies(), rated, counts, strict=True):
        scores = {
            person: person.quality + rng.gauss(0, 1) + 1.1 * (person in leading)
            + 0.7 * (histories().get(cell, {}).get(year) == BEST)
            for person, cell in group
        }  # fmt: skip
        ranked = sorted(group, key=lambda one: -scores[one[0]])
        rows = [
            MemberYear(person, cell, category)
            for (person, cell), category in zip(ranked, ratings.places(count), strict=True)
        ]
        fresh = [MemberYear(person, cell, None) for person, cell in there[body.code] if _is_recent(person, year)]
        found[body.code] = rows + fresh
    return found


def _present(people: Sequence[Person], year: int) -> dict[str, list[tuple[Person, str]]]:
    """Members on 31 December who are not exempt, with their cells, by grassroots organization."""
    found: dict[str, list[tuple[Person, str]]] = {body.code: [] for body in bodies()}
    for person in people:
        seat = person.seat_on(year_end(year))
        if seat is not None and not person.is_exempt(year_end(year)):
            cell = LAP_THANH if seat in GROUPS else seat
            found[body_at(cell, year_end(year))].append((person, cell))
    return found


def _is_recent(person: Person, year: int) -> bool:
    """Whether the person was admitted less than six months before the end of the year."""
    return person.joined_on >= date(year, 7, 1)


def _counts(sizes: Sequence[int], year: int) -> list[tuple[int, ...]]:
    topic = f"members of {year}"
    if year not in _SHARES:
        beyond = [ratings.MEMBERS_BEYOND_CAP.get(body.code, 0) for body in bodies()]
        return ratings.divided(sizes, ratings.MEMBERS, topic=topic, beyond=beyond)
    best, completed, failed = (round(share * sum(sizes)) for share in _SHARES[year])
    return ratings.divided(sizes, (best, sum(sizes) - best - completed - failed, completed, failed), topic=topic)
