"""Who holds which post: secretaries and deputies of cells, committees of grassroots organizations and the district."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from random import Random

from vungmanh.demo.drawing import lots, some_day
from vungmanh.demo.people import COUNTED, Person
from vungmanh.demo.tree import DISTRICT, LAP_THANH, Body, Cell, bodies
from vungmanh.foundation.decisions import Decision
from vungmanh.members.models import Post

_COMMUNE_POSTS = (Post.SECRETARY, Post.STANDING_DEPUTY, Post.DEPUTY, Post.STANDING_COMMITTEE, Post.STANDING_COMMITTEE)
_OFFICE_POSTS = (Post.SECRETARY, Post.DEPUTY)
_DISTRICT_POSTS = (
    Post.SECRETARY,
    Post.STANDING_DEPUTY,
    Post.DEPUTY,
    *[Post.STANDING_COMMITTEE] * 8,
    *[Post.COMMITTEE] * 24,
)
_TERM = date(2015, 8, 10)
OFFICE_CELL, INSPECTION_CELL = "co-quan-huyen-uy-ban-to-chuc", "co-quan-huyen-uy-uy-ban-kiem-tra"


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
    """All posts, drawn by lot from those who were members before 2015 and are neither too young nor exempt."""
    rng = lots("posts")
    present: dict[str, list[Person]] = {}
    for person in people:
        present.setdefault(person.seat_on(COUNTED) or "", []).append(person)
    found: list[Appointment] = []
    leading: dict[str, list[Person]] = {}
    for body in bodies():
        able = [person for cell in body.cells for person in _able(present, cell)]
        for cell in body.cells:
            found += _cell_posts(rng, body, cell, _able(present, cell))
        leading[body.code] = rng.sample(able, min(len(able), _committee_size(body)))
        if not body.is_cell:
            found += _committee_posts(rng, body, leading[body.code])
    found += _district_posts(rng, leading, present)
    return found


def _able(present: dict[str, list[Person]], cell: Cell) -> list[Person]:
    there = [person for seat in cell.seats for person in present.get(seat, [])]
    able = [person for person in there if person.exempt_on is None and 1953 <= person.born.year <= 1991]
    return [
        person for person in able if person.enrolled_on <= date(2015, 5, 1) and person.joined_on.year <= 2013
    ] or there[:1]


def _cell_posts(rng: Random, body: Body, cell: Cell, able: list[Person]) -> Iterator[Appointment]:
    """Secretary, a deputy in most cells, a third committee member in large ones; in half of them a new one came in 2017."""
    count = 1 + (rng.random() < 0.85) + (cell.size >= 15)
    chosen = rng.sample(able, min(count + 1, len(able)))
    starts_on = some_day(rng, date(2017, 6, 1), date(2017, 12, 20))
    posts = (Post.SECRETARY, Post.DEPUTY, Post.COMMITTEE)[:count]
    decision = _decision(rng, "ĐU" if not body.is_cell else "HU", starts_on)
    for person, post in zip(chosen, posts, strict=False):
        since = max([starts_on, *[day for _seat, day in person.moves]])
        yield Appointment(person, cell.code, post, since, None, decision)
    before = chosen[count] if len(chosen) > count and cell.code != LAP_THANH else chosen[0]
    began = some_day(rng, date(2015, 6, 1), date(2015, 7, 30))
    if not before.moves:
        yield Appointment(before, cell.code, Post.SECRETARY, began, starts_on, _decision(rng, "ĐU", began))


def _committee_size(body: Body) -> int:
    return 13 if body.sector == "commune" else 5


def _committee_posts(rng: Random, body: Body, chosen: list[Person]) -> Iterator[Appointment]:
    """The committee of the term 2015–2020, its members in the order of their posts."""
    starts_on = some_day(rng, date(2015, 5, 5), date(2015, 6, 25))
    decision = _decision(rng, "HU", starts_on)
    leading = _COMMUNE_POSTS if body.sector == "commune" else _OFFICE_POSTS
    for place, person in enumerate(chosen):
        post = leading[place] if place < len(leading) else Post.COMMITTEE
        yield Appointment(person, body.code, post, starts_on, None, decision)


def _district_posts(
    rng: Random, leading: dict[str, list[Person]], present: dict[str, list[Person]]
) -> Iterator[Appointment]:
    """The district committee, mostly leaders of its offices and communes, and the staff of its organization office."""
    office = [person for code in ("co-quan-huyen-uy", "co-quan-ubnd") for person in leading[code]]
    others = [
        people[0] for code, people in leading.items() if code not in ("co-quan-huyen-uy", "co-quan-ubnd") and people
    ]
    committee = office + rng.sample(others, len(_DISTRICT_POSTS) - len(office))
    decision = Decision("1187-QĐ/TU", _TERM)
    for person, post in zip(committee, _DISTRICT_POSTS, strict=True):
        yield Appointment(person, DISTRICT, post, _TERM, None, decision)
    for cell, post in ((OFFICE_CELL, Post.ORGANIZATION_OFFICE), (INSPECTION_CELL, Post.INSPECTION)):
        staff = [person for person in present[cell] if person not in committee and person.joined_on.year <= 2015]
        for person in staff[:3]:
            starts_on = max(date(2016, 3, 1), *[day for _seat, day in [("", person.enrolled_on), *person.moves]])
            yield Appointment(person, DISTRICT, post, starts_on, None, _decision(rng, "HU", starts_on))


def _decision(rng: Random, symbol: str, starts_on: date) -> Decision:
    return Decision(f"{rng.randint(3, 180)}-QĐ/{symbol}", starts_on)
