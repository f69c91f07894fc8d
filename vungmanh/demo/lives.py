"""Drawing the people's lives: who stood in which cell on 31/12/2018, and who had come and gone before."""

from datetime import date
from random import Random

from vungmanh.demo.drawing import lots, some_day
from vungmanh.demo.names import invented_name
from vungmanh.demo.people import BOOKED, Person, drawn_by, year_later
from vungmanh.demo.tree import DISSOLVED, DISSOLVED_ON, SUCCESSOR, Body, Cell, bodies, body_of, cells
from vungmanh.members.models import Leaving

NEW, SPRING, EXEMPT, FORMER = 71, 88, 380, 900
CHAN_SON_ADMITTED = 30
_NEW_FROM, _SPRING_FROM, _SPRING_UNTIL = date(2018, 7, 1), date(2018, 1, 3), date(2018, 6, 28)
_TERM_FROM, _TERM_UNTIL = date(2015, 7, 1), date(2017, 12, 31)
_AGES = {
    "village": (22, 87, 48),
    "residential_group": (23, 87, 52),
    "school": (23, 59, 37),
    "office": (24, 60, 40),
    "armed_forces": (22, 56, 35),
    "enterprise": (23, 60, 38),
}
_FEMALE = {"school": 0.72, "office": 0.42, "armed_forces": 0.06, "enterprise": 0.36}


def people_of_2018() -> list[Person]:
    """The members as of 31/12/2018, cell by cell."""
    rng = lots("people")
    found = [_settled(rng, body, cell, place) for body in bodies() for cell in body.cells for place in range(cell.size)]
    recent = [person for person in found if _may_be_recent(person)]
    fresh = drawn_by(lots("admissions of 2018"), recent, NEW + SPRING)
    rng = lots("who was admitted when in 2018")
    rng.shuffle(fresh)
    for place, person in enumerate(fresh):
        first, last = (_NEW_FROM, date(2018, 12, 25)) if place < NEW else (_SPRING_FROM, _SPRING_UNTIL)
        _admit(rng, person, some_day(rng, first, last))
    _admit_in_chan_son(lots("chan-son"), found)
    _exempt(lots("exempt"), found)
    _transfer(lots("transfers"), found)
    _come_from_dissolved(found)
    return found


def people_gone() -> list[Person]:
    """Members who died or left from 2007 to 2018."""
    rng = lots("people gone")
    places = [cell for cell in cells().values() for _member in range(cell.size)]
    return [_gone(rng, rng.choice(places)) for _one in range(FORMER)]


def _settled(rng: Random, body: Body, cell: Cell, place: int) -> Person:
    """A member of the cell admitted before 2018, in the cell since then or since the books begin."""
    age = int(rng.triangular(*_AGES[cell.sector]))
    joined_at = min(age - 1, int(rng.triangular(19, min(45, age + 2), min(25, age - 1))))
    person = drawn_person(rng, body, cell, born=2018 - age, joined=2018 - age + joined_at)
    person.seat = cell.seats[place % len(cell.seats)]
    if body.code == "chan-son" and person.joined_on > date(2015, 6, 30):
        _admit(rng, person, some_day(rng, date(2010, 1, 1), date(2015, 6, 30)))
    elif rng.random() < 0.06 and person.official_on < date(2016, 1, 1):
        person.enrolled_on = some_day(rng, max(person.official_on, BOOKED), date(2018, 6, 1))
    return person


def drawn_person(rng: Random, body: Body, cell: Cell, *, born: int, joined: int) -> Person:
    """Somebody of the cell, admitted on some day of the year `joined` and enrolled since."""
    name = invented_name(rng, peoples=body.peoples, female=_FEMALE.get(cell.sector, 0.34), born=born)
    joined_on = some_day(rng, date(joined, 1, 6), date(joined, 12, 28))
    return Person(
        full_name=name.full_name,
        gender=name.gender,
        ethnicity=name.ethnicity,
        born=some_day(rng, date(born, 1, 1), date(born, 12, 31)),
        joined_on=joined_on,
        seat=rng.choice(cell.seats),
        enrolled_on=max(joined_on, BOOKED),
        quality=rng.gauss(0, 1),
    )


def _may_be_recent(person: Person) -> bool:
    """Young enough to have been admitted in 2018, not in Chân Sơn, whose cells admitted nobody."""
    cell = cells().get(person.seat)
    return cell is not None and cell.body != "chan-son" and person.born.year >= 1976


def _admit(rng: Random, person: Person, day: date) -> None:
    """Let the person have been admitted on the day, old enough for it."""
    youngest = date(day.year - 19, 12, 31)
    if person.born > youngest:
        person.born = some_day(rng, date(day.year - 30, 1, 1), youngest)
    person.joined_on, person.enrolled_on, person.moves = day, max(day, BOOKED), []


def _admit_in_chan_son(rng: Random, found: list[Person]) -> None:
    """Thirty admissions of the term in Chân Sơn, most of them young."""
    there = [person for person in found if person.seat in cells() and cells()[person.seat].body == "chan-son"]
    young = sorted(there, key=lambda person: person.born, reverse=True)[:80]
    for person in drawn_by(rng, young, CHAN_SON_ADMITTED):
        _admit(rng, person, some_day(rng, _TERM_FROM, _TERM_UNTIL))


def _exempt(rng: Random, found: list[Person]) -> None:
    """Exempt the old, the oldest more likely, most of them some years ago."""
    old = [person for person in found if person.born.year <= 1954]
    frailty = {person: 2018 - person.born.year + rng.gauss(0, 4) for person in old}
    for person in sorted(old, key=lambda person: -frailty[person])[:EXEMPT]:
        since = max(BOOKED, date(person.born.year + 65, 1, 1), person.official_on, person.enrolled_on)
        person.exempt_on = some_day(rng, min(since, date(2018, 1, 1)), date(2018, 11, 30))


def _transfer(rng: Random, found: list[Person]) -> None:
    """Let some have come from another cell of the same commune or office, a few from farther away."""
    everywhere = [cell for cell in cells().values() if cell.body != "chan-son"]
    for person in found:
        here = cells().get(person.seat)
        if here is None or rng.random() > 0.05 or person.enrolled_on > date(2015, 12, 31):
            continue
        near = [cell for cell in body_of()[here.body].cells if cell.code != here.code]
        before = rng.choice(everywhere if here.body != "chan-son" and (not near or rng.random() < 0.25) else near)
        if before.code == here.code:
            continue
        day = some_day(rng, max(year_later(person.enrolled_on), date(2007, 1, 1)), date(2018, 12, 1))
        person.moves = [(person.seat, day)]
        person.seat = rng.choice(before.seats)


def _come_from_dissolved(found: list[Person]) -> None:
    """Let four members have been in a cell that was dissolved in 2013."""
    settled = [person for person in found if person.seat == SUCCESSOR and person.enrolled_on < date(2012, 1, 1)]
    for person in [person for person in settled if not person.moves][:4]:
        person.seat, person.moves = DISSOLVED.code, [(SUCCESSOR, DISSOLVED_ON)]


def _gone(rng: Random, cell: Cell) -> Person:
    """Somebody who died or left before 2019, after at least a year on the books."""
    leaving = rng.choices(
        [Leaving.DIED, Leaving.TRANSFERRED, Leaving.STRUCK_OFF, Leaving.LEFT, Leaving.EXPELLED],
        weights=[58, 28, 7, 5, 2],
    )[0]
    day = some_day(rng, date(2008, 1, 15), date(2015, 6, 1) if cell.body == "chan-son" else date(2018, 12, 10))
    age = int(rng.triangular(52, 92, 78)) if leaving == Leaving.DIED else int(rng.triangular(24, 58, 34))
    joined_at = min(int(rng.triangular(19, 40, 26)), age - 2)
    person = drawn_person(rng, body_of()[cell.body], cell, born=day.year - age, joined=day.year - age + joined_at)
    person.enrolled_on = max(person.joined_on, BOOKED)
    person.ended = (leaving, day)
    if leaving == Leaving.DIED and age >= 72 and rng.random() < 0.6:
        person.exempt_on = some_day(rng, max(BOOKED, date(day.year - 6, 1, 1)), date(day.year - 1, 12, 31))
    return person
