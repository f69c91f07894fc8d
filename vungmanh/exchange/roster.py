"""The members that a workbook may speak of, found by any number that identifies them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import Any, TypeVar

from vungmanh.exchange.rows import Row
from vungmanh.exchange.steps import Person
from vungmanh.foundation.rows import DatedRow
from vungmanh.members.models import Member, Membership, Particulars, PostHeld, StandingPeriod

NUMBERS = ("official_id", "card_number", "citizen_id")
"""The particulars that identify a member, beside the code."""
_CHUNK = 5000
Dated = TypeVar("Dated", bound=DatedRow)


@dataclass(slots=True)
class Roster:
    """Persons by id, and the ids by each identifying field and value; `new` are those that the workbook enrols."""

    people: dict[int, Person] = field(default_factory=dict)
    ids: dict[str, dict[str, int]] = field(default_factory=dict)
    new: dict[str, Person] = field(default_factory=dict)

    def known(self, identifiers: dict[str, str]) -> list[Person]:
        """The recorded persons that the identifiers point to; more than one when they disagree."""
        found = {self.ids[name][value] for name, value in identifiers.items() if value in self.ids.get(name, {})}
        return [self.people[id_] for id_ in sorted(found)]

    def by_any(self, text: str) -> Person | None:
        """The person, recorded or new, with this code or number."""
        for values in self.ids.values():
            if text in values:
                return self.people[values[text]]
        return self.new.get(text)


def identifiers_of(row: Row) -> dict[str, str]:
    """Code and numbers of a member row; the code of one without is the first of its numbers."""
    numbers = {name: row.values[name] for name in NUMBERS if row.get(name)}
    code = row.get("code") or next(iter(numbers.values()), None)
    return {"code": code, **numbers} if code else {}


def load_roster(rows: Sequence[Row], others: Iterable[str]) -> Roster:
    """Everybody whom the rows, or the other codes and numbers, may mean, with all that is recorded of them."""
    wanted: dict[str, set[str]] = {name: set(others) for name in ("code", *NUMBERS)}
    for row in rows:
        for name, value in identifiers_of(row).items():
            wanted[name].add(value)
    roster = Roster()
    for name in NUMBERS:
        found = Particulars.objects.effective()
        roster.ids[name] = dict(_fetched(found, name, wanted[name], name, "member_id"))
    roster.ids["code"] = dict(_fetched(Member.objects.effective(), "code", wanted["code"], "code", "pk"))
    load_people(roster, {id_ for values in roster.ids.values() for id_ in values.values()})
    return roster


def load_people(roster: Roster, ids: set[int]) -> None:
    """Add the members with these ids, with all that is recorded of them."""
    for chunk in _chunks(ids):
        for particulars in Particulars.objects.effective().filter(member__in=chunk).select_related("member"):
            member = particulars.member
            roster.people[member.pk] = Person(member.code, particulars.full_name, member, particulars)
        for model, rows in ((Membership, "memberships"), (StandingPeriod, "standings"), (PostHeld, "posts")):
            _load_dated(roster, model, rows, chunk)
    for values in roster.ids.values():
        for value in [value for value, id_ in values.items() if id_ not in roster.people]:
            del values[value]


def _load_dated(roster: Roster, model: type[Dated], name: str, ids: list[Any]) -> None:
    standing = model.objects.effective().filter(member__in=ids).order_by("starts_on")
    for row in standing:
        if person := roster.people.get(row.member_id):
            getattr(person, name).append(row)


def _fetched(rows: Any, name: str, values: set[str], *fields: str) -> Iterable[tuple[str, int]]:
    for chunk in _chunks(values):
        yield from rows.filter(**{f"{name}__in": chunk}).values_list(*fields)


def _chunks(values: Iterable[Any]) -> Iterable[list[Any]]:
    """The values in lists that a query can take; at least one list, so that few rows ask as often as many."""
    remaining = iter(sorted(values))
    yield list(islice(remaining, _CHUNK))
    while chunk := list(islice(remaining, _CHUNK)):
        yield chunk
