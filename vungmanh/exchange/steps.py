"""The steps that rows ask for. Places and persons may be new themselves: their ids are known when they are written."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from vungmanh.foundation.decisions import Decision
from vungmanh.foundation.rows import DatedRow
from vungmanh.members.models import Member, Membership, Particulars, PostHeld, StandingPeriod
from vungmanh.organizations.founding import NewOrganization
from vungmanh.organizations.models import Organization, Placement
from vungmanh.rulebooks.rulebook import Subject


@dataclass(slots=True, eq=False)
class Place:
    """An organization, recorded or about to be: `placements` in the order of time, of a new one not yet written."""

    code: str
    placements: list[Placement]
    organization: Organization | None = None
    ends_on: date | None = None
    """The day on which the workbook ends it."""

    @property
    def id(self) -> int:
        """Its id, once it is recorded; 0 before."""
        return self.organization.pk if self.organization else 0

    @property
    def name(self) -> str:
        """Its latest name."""
        return self.placements[-1].name

    def standing(self, day: date) -> Placement | None:
        """How it stands on the day; None before its founding and after its end."""
        if self.ends_on is not None and day >= self.ends_on:
            return None
        return next((row for row in self.placements if row.holds_on(day)), None)

    @property
    def ended_on(self) -> date | None:
        """The day from which it does not exist any more; None while it is open."""
        ends = [row.ends_on for row in self.placements]
        last = None if None in ends else max(end for end in ends if end is not None)
        return self.ends_on or last


@dataclass(slots=True, eq=False)
class Person:
    """A member, recorded or about to be, with all dated rows that stand, each in the order of time."""

    code: str
    name: str
    member: Member | None = None
    particulars: Particulars | None = None
    memberships: list[Membership] = field(default_factory=list)
    standings: list[StandingPeriod] = field(default_factory=list)
    posts: list[PostHeld] = field(default_factory=list)
    enrolled_in: Place | None = None
    """Where the workbook enrols a new member."""

    @property
    def id(self) -> int:
        """The member's id, once it is recorded; 0 before."""
        return self.member.pk if self.member else 0

    def membership_on(self, day: date) -> Membership | None:
        """Where the member is enrolled on the day."""
        return next((row for row in self.memberships if row.holds_on(day)), None)

    def standing_on(self, day: date) -> StandingPeriod | None:
        """How the member stands on the day."""
        return next((row for row in self.standings if row.holds_on(day)), None)


def goes_on_after(rows: Iterable[DatedRow], on: date) -> date | None:
    """The day on which the record goes on otherwise after `on`, so that no change can be made then; None if it can."""
    for row in rows:
        if row.ends_on is None or row.ends_on > on:
            if row.starts_on > on:
                return row.starts_on
            if row.ends_on is not None:
                return row.ends_on
    return None


@dataclass(frozen=True, slots=True)
class Establish:
    """Found an organization."""

    place: Place
    new: NewOrganization


@dataclass(frozen=True, slots=True)
class CorrectPlacement:
    """Correct a placement as recorded."""

    placement: Placement
    changes: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Move:
    """Put an organization under another superior."""

    place: Place
    parent: Place
    on: date
    decision: Decision


@dataclass(frozen=True, slots=True)
class Dissolve:
    """End an organization."""

    place: Place
    on: date
    decision: Decision


@dataclass(frozen=True, slots=True)
class Enrol:
    """Enrol a new member."""

    person: Person
    place: Place
    on: date
    standing: str
    standing_on: date | None
    particulars: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class CorrectPerson:
    """Correct particulars."""

    person: Person
    changes: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Transfer:
    """Enrol a known member in a cell from a day."""

    person: Person
    place: Place
    on: date


@dataclass(frozen=True, slots=True)
class Stand:
    """Give a known member a standing from a day."""

    person: Person
    standing: str
    on: date


@dataclass(frozen=True, slots=True)
class Hold:
    """Record a post."""

    person: Person
    place: Place
    post: str
    on: date


@dataclass(frozen=True, slots=True)
class Leave:
    """End a membership."""

    person: Person
    leaving: str
    on: date


@dataclass(frozen=True, slots=True)
class Rate:
    """Record a yearly result of an organization (`place`) or a member (`person`)."""

    subject: Subject
    year: int
    decision: Decision
    decided_by: Place | int | None
    status: str
    category: str
    exemplary: bool
    reason: str
    place: Place | None = None
    person: Person | None = None
    cell: Place | int | None = None


def id_of(place: Place | int | None) -> int | None:
    """The id of a place that may be known by it already; None for none, and for one not yet recorded."""
    return (place.id or None) if isinstance(place, Place) else place
