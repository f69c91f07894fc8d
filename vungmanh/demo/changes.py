"""What 2019 brought up to 20/12: admissions, deaths, transfers, exemptions. Nobody was admitted in Chân Sơn."""

from collections.abc import Collection
from datetime import date
from random import Random

from vungmanh.demo.drawing import lots, some_day
from vungmanh.demo.lives import drawn_person
from vungmanh.demo.people import Person, drawn_by
from vungmanh.demo.tree import body_of, cells
from vungmanh.members.models import Leaving

ADMITTED, ARRIVED, EXEMPTED, TRANSFERRED = 104, 14, 17, 46
_LEAVINGS = {Leaving.DIED: 27, Leaving.TRANSFERRED: 16, Leaving.STRUCK_OFF: 3, Leaving.LEFT: 2, Leaving.EXPELLED: 1}
_FIRST, _LAST = date(2019, 2, 1), date(2019, 12, 15)


def newcomers() -> list[Person]:
    """Who was admitted or came from outside the district in 2019."""
    rng = lots("newcomers of 2019")
    places = [cell for cell in cells().values() if cell.body != "chan-son" for _member in range(cell.size)]
    found = []
    for place in range(ADMITTED + ARRIVED):
        cell = rng.choice(places)
        born = rng.randint(1978, 1999) if place < ADMITTED else rng.randint(1965, 1990)
        person = drawn_person(rng, body_of()[cell.body], cell, born=born, joined=born + rng.randint(20, 22))
        if place < ADMITTED:
            person.joined_on = person.enrolled_on = some_day(rng, date(2019, 1, 20), _LAST)
        else:
            person.enrolled_on = some_day(rng, _FIRST, _LAST)
        found.append(person)
    return found


def let_2019_pass(people: list[Person], *, keeping: Collection[Person]) -> None:
    """Let some of the people die, leave, move or be exempted in 2019, but none of `keeping`."""
    rng = lots("changes of 2019")
    free = [person for person in people if person not in keeping and person.joined_on < date(2017, 6, 1)]
    for leaving, count in _LEAVINGS.items():
        for person in drawn_by(rng, _likely(free, leaving), count):
            person.ended = (leaving, some_day(rng, _FIRST, _LAST))
    staying = [person for person in free if person.ended is None]
    oldest = [person for person in staying if person.exempt_on is None and person.born.year <= 1957]
    for person in drawn_by(rng, oldest, EXEMPTED):
        person.exempt_on = some_day(rng, _FIRST, _LAST)
    for person in drawn_by(rng, [person for person in staying if person.born.year > 1965], TRANSFERRED):
        _transfer(rng, person)


def _likely(free: list[Person], leaving: Leaving) -> list[Person]:
    old = leaving == Leaving.DIED
    return [person for person in free if person.ended is None and (person.born.year < 1950) == old]


def _transfer(rng: Random, person: Person) -> None:
    """Move the person to another cell of the same grassroots organization, where it has one."""
    here = cells().get(person.seat_on(date(2019, 1, 1)) or "")
    if here is None:
        return
    near = [cell for cell in body_of()[here.body].cells if cell.code != here.code]
    if near:
        person.moves.append((rng.choice(rng.choice(near).seats), some_day(rng, _FIRST, _LAST)))
