"""The people of the scenario, with everything dated that happened to them up to 20/12/2019.

As of 31/12/2018 they are 9,141: 71 admitted in the last six months, 380 exempt from activity. Before that day others
died or left, after it some more, and new ones came. In Chân Sơn 30 were admitted from 1/7/2015 to 31/12/2017 and
nobody since.
"""

from dataclasses import dataclass, field
from datetime import date
from random import Random

from vungmanh.members.models import Gender, Leaving, Standing

BOOKED = date(2006, 1, 1)
"""The day from which members are on the books; who was admitted before is enrolled from it."""
COUNTED = date(2018, 12, 31)
PROBATION_YEARS = 1


@dataclass(slots=True, eq=False)
class Person:
    """Somebody with dated facts. `seat` is where the person was enrolled first; `moves` lead on from there.

    `quality` is the person's bent for good work, around zero, from which yearly results are drawn.
    """

    full_name: str
    gender: Gender
    ethnicity: str
    born: date
    joined_on: date
    seat: str
    enrolled_on: date
    quality: float
    moves: list[tuple[str, date]] = field(default_factory=list)
    exempt_on: date | None = None
    ended: tuple[Leaving, date] | None = None
    code: str = ""

    @property
    def official_on(self) -> date:
        """The end of probation: one year after admission."""
        return year_later(self.joined_on)

    def seat_on(self, day: date) -> str | None:
        """Where the person is enrolled on the day."""
        if day < self.enrolled_on or (self.ended is not None and day >= self.ended[1]):
            return None
        return [self.seat, *[seat for seat, since in self.moves if since <= day]][-1]

    def is_exempt(self, day: date) -> bool:
        """Whether the person is exempt from activity on the day."""
        return self.exempt_on is not None and self.exempt_on <= day

    def standings(self, *, until: date) -> list[tuple[str, date]]:
        """The standings up to a day, each with its first day."""
        begun: list[tuple[str, date]] = [(Standing.PROBATIONARY, self.joined_on), (Standing.FULL, self.official_on)]
        if self.exempt_on is not None:
            begun.append((Standing.EXEMPT, self.exempt_on))
        return [(standing, since) for standing, since in begun if since <= until]


def year_later(day: date, years: int = PROBATION_YEARS) -> date:
    """The same day `years` later; 29 February becomes 28 February."""
    if day.month == 2 and day.day == 29:
        return date(day.year + years, 2, 28)
    return day.replace(year=day.year + years)


def drawn_by(rng: Random, people: list[Person], count: int) -> list[Person]:
    """Some of the people by lot, in the order in which they stand."""
    chosen = sorted(rng.sample(range(len(people)), count))
    return [people[place] for place in chosen]
