"""Who holds which post: secretaries and deputies of cells, committees of grassroots organizations and the district.

Nobody holds two posts, so that a persona acts in one capacity, except in the district committee, whose members
lead offices and communes.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from random import Random

from vungmanh.demo.drawing import lots, some_day
from vungmanh.demo.people import COUNTED, Person
from vungmanh.demo.tree import DISTRICT, LAP_THANH, Body, Cell, bodies
from vungmanh.foundation.decisions import Decision
from vungmanh.members.models import Post

_COMMUNE_POSTS = (
    Post.SECRETARY,
    Post.STANDING_DEPUTY,
    Post.DEPUTY,
    *[Post.STANDING_COMMITTEE] * 2,
    *[Post.COMMITTEE] * 8,
)
_OFFICE_POSTS = (Post.SECRETARY, Post.DEPUTY, *[Post.COMMITTEE] * 3)
_DISTRICT_POSTS = (
    Post.SECRETARY,
    Post.STANDING_DEPUTY,
    Post.DEPUTY,
    *[Post.STANDING_COMMITTEE] * 8,
    *[Post.COMMITTEE] * 22,
)
_TERM = date(2015, 8, 10)
_STAFF = {
    "co-quan-huyen-uy-ban-to-chuc": (Post.ORGANIZATION_OFFICE, Post.ORGANIZATION_OFFICE),
    "co-quan-huyen-uy-uy-ban-kiem-tra": (Post.INSPECTION, Post.INSPECTION),
}
"""Posts of the district's staff, by the cell in which they are enrolled."""
_NOT_IN_DISTRICT_COMMITTEE = ("kim-phu", "chan-son")
"""Communes whose leaders are personas."""


@dataclass(frozen=True, slots=True)
class Appointment:
    """A person's post in an organization."""

    person: Person
    organization: str
    post: Post
    starts_on: date
    ends_on: date | None
    decision: Decision


def appointments(people: Sequence[Person]) -> list[Appointment]:
    """All posts, drawn by lot from those able to hold one."""
    rng = lots("posts")
    present: dict[str, list[Person]] = {}
    for person in people:
        present.setdefault(person.seat_on(COUNTED) or "", []).append(person)
    found: list[Appointment] = []
    leaders: dict[str, list[Person]] = {}
    for body in bodies():
        free = []
        for cell in body.cells:
            able = _able(present, cell)
            staff = _STAFF.get(cell.code, ())
            found += _staff_posts(rng, staff, able)
            held = list(_cell_posts(rng, body, cell, able[len(staff) :]))
            busy = {one.person for one in held}
            if cell.sector != "armed_forces" or body.sector != "commune":
                free += [person for person in able[len(staff) :] if person not in busy]
            found += held
        posts = () if body.is_cell else _COMMUNE_POSTS if body.sector == "commune" else _OFFICE_POSTS
        leaders[body.code] = rng.sample(free, len(posts)) if posts else [found[-1].person]
        found += _committee_posts(rng, body.code, leaders[body.code], posts)
    return found + list(_district_posts(rng, leaders))


def _able(present: dict[str, list[Person]], cell: Cell) -> list[Person]:
    """Who in the cell may hold a post: those of long standing, or if there are none the one of longest."""
    there = [person for seat in cell.seats for person in present.get(seat, []) if person.exempt_on is None]
    settled = [person for person in there if not person.moves and person.enrolled_on <= date(2015, 5, 1)]
    able = [person for person in settled if person.joined_on.year <= 2013 and 1953 <= person.born.year <= 1991]
    return able or sorted(settled or there, key=lambda person: person.joined_on)[:1]


def _staff_posts(rng: Random, posts: Sequence[Post], able: Sequence[Person]) -> Iterator[Appointment]:
    for person, post in zip(able, posts, strict=False):
        starts_on = some_day(rng, date(2015, 9, 1), date(2017, 5, 30))
        yield Appointment(person, DISTRICT, post, starts_on, None, _decision(rng, "HU", starts_on))


def _cell_posts(rng: Random, body: Body, cell: Cell, able: Sequence[Person]) -> Iterator[Appointment]:
    """A deputy in most cells, a third committee member in large ones, and last the secretary, often new since 2017."""
    count = min(len(able), 1 + (rng.random() < 0.85) + (cell.size >= 15))
    chosen = rng.sample(able, min(len(able), count + 1))
    approves = "HU" if body.is_cell else "ĐU"
    starts_on = some_day(rng, date(2017, 6, 1), date(2017, 12, 20))
    decision = _decision(rng, approves, starts_on)
    for person, post in zip(chosen[1:count], (Post.DEPUTY, Post.COMMITTEE), strict=False):
        yield Appointment(person, cell.code, post, starts_on, None, decision)
    if min(chosen[0].enrolled_on, chosen[-1].enrolled_on) <= date(2015, 5, 1):
        began = some_day(rng, date(2015, 6, 1), date(2015, 7, 30))
        before = chosen[0] if cell.code == LAP_THANH or rng.random() < 0.5 else chosen[-1]
        yield Appointment(before, cell.code, Post.SECRETARY, began, starts_on, _decision(rng, approves, began))
    yield Appointment(chosen[0], cell.code, Post.SECRETARY, starts_on, None, decision)


def _committee_posts(
    rng: Random, organization: str, chosen: Sequence[Person], posts: Sequence[Post]
) -> Iterator[Appointment]:
    """The committee of the term 2015–2020."""
    starts_on = some_day(rng, date(2015, 5, 5), date(2015, 6, 25))
    decision = _decision(rng, "HU", starts_on)
    for person, post in zip(chosen, posts, strict=False):
        yield Appointment(person, organization, post, starts_on, None, decision)


def _district_posts(rng: Random, leaders: dict[str, list[Person]]) -> Iterator[Appointment]:
    """The district committee: leaders of its two head offices, and first secretaries of other organizations."""
    heads = ("co-quan-huyen-uy", "co-quan-ubnd")
    others = [chosen[0] for code, chosen in leaders.items() if code not in (*heads, *_NOT_IN_DISTRICT_COMMITTEE)]
    chosen = [person for code in heads for person in leaders[code]]
    committee = chosen + rng.sample(others, len(_DISTRICT_POSTS) - len(chosen))
    decision = Decision("1187-QĐ/TU", _TERM)
    for person, post in zip(committee, _DISTRICT_POSTS, strict=True):
        yield Appointment(person, DISTRICT, post, _TERM, None, decision)


def _decision(rng: Random, symbol: str, starts_on: date) -> Decision:
    return Decision(f"{rng.randint(3, 180)}-QĐ/{symbol}", starts_on)
