"""Who is listed in a campaign, and on which terms: everybody, also those who are not rated, each with the reason.

One query for each kind of thing, whatever the size; the rulebook is asked once for each set of equal facts.
"""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from vungmanh.campaigns.competence import competence
from vungmanh.campaigns.models import SubjectKind, Treatment
from vungmanh.foundation.dates import months_between, year_end, year_start
from vungmanh.foundation.rows import DatedQuerySet
from vungmanh.members.models import Leaving, Membership, Particulars, Post, PostHeld, StandingPeriod
from vungmanh.organizations.kinds import kind
from vungmanh.organizations.models import Placement
from vungmanh.organizations.queries import founding_days
from vungmanh.rulebooks import engine
from vungmanh.rulebooks.bodies import Body
from vungmanh.rulebooks.rulebook import Rulebook, Subject
from vungmanh.rulebooks.rulebook import Treatment as Prescribed
from vungmanh.rulebooks.verdicts import Verdict

COMMITTEE_POSTS = (Post.SECRETARY, Post.STANDING_DEPUTY, Post.DEPUTY, Post.STANDING_COMMITTEE, Post.COMMITTEE)
"""Who holds one of these posts belongs to the leading collective of the organization."""
LEAST_COLLECTIVE = 2
"""Persons that make a collective: a cell with a secretary alone has none."""

NOT_SEEN = "not_seen"
"""The reason of a subject of which the year's rulebook says nothing: it reviews; nobody can say that it is rated."""

_TREATMENTS = {
    Prescribed.EXEMPT: Treatment.OUT,
    Prescribed.REVIEWED_NOT_RATED: Treatment.REVIEWED,
    Prescribed.NOT_RATED: Treatment.REVIEWED,
}
"""Whether a review is due where that was not seen: it is, since nothing frees from it."""


@dataclass(frozen=True, slots=True)
class Line:
    """One subject with its terms, before it is recorded; the fields are those of `Subject` and `Terms`."""

    kind: SubjectKind
    subject_id: int
    place_id: int
    treatment: Treatment
    reason: str = ""
    special: tuple[str, ...] = ()
    comment_from_id: int | None = None
    decided_by_id: int | None = None

    @property
    def key(self) -> tuple[str, int]:
        """What the subject is known by within a campaign."""
        return self.kind, self.subject_id


class Roll:
    """The subjects of an organization and all below it for a year, read once."""

    def __init__(self, root: Placement, book: Rulebook, *, year: int) -> None:
        self.root = root
        self.book = book
        self.year = year
        self.day = year_end(year)
        self._answers: dict[tuple[object, ...], tuple[Treatment, str, tuple[str, ...]]] = {}

    def lines(self) -> Iterator[Line]:
        """Organizations, then collectives, then members."""
        yield from self._organizations()
        yield from self._collectives()
        yield from self._members()

    @cached_property
    def standing(self) -> dict[int, Placement]:
        """Every organization in reach and above it on 31 December, by id."""
        below = Placement.objects.on(self.day).below(self.root.path)
        above = Placement.objects.on(self.day).filter(organization__in=self.root.ancestor_ids)
        return {one.organization_id: one for one in (*above, *below)}

    @cached_property
    def _below(self) -> list[Placement]:
        return [one for one in self.standing.values() if one.path.startswith(self.root.path)]

    def _organizations(self) -> Iterator[Line]:
        founded = founding_days([one.organization_id for one in self._below])
        for place in self._below:
            if kind(place.kind).is_rated:
                months = months_between(founded[place.organization_id], self.day)
                facts: dict[str, object] = {"months_since_founding": months}
                yield self._body(SubjectKind.ORGANIZATION, Subject.ORGANIZATION, place, facts)

    def _collectives(self) -> Iterator[Line]:
        persons: dict[int, set[int]] = defaultdict(set)
        held = PostHeld.objects.on(self.day).filter(post__in=COMMITTEE_POSTS, member__withdrawn_by=None)
        for organization_id, member_id in held.values_list("organization_id", "member_id"):
            persons[organization_id].add(member_id)
        for place in self._below:
            if len(persons[place.organization_id]) >= LEAST_COLLECTIVE:
                yield self._body(SubjectKind.COLLECTIVE, Subject.COLLECTIVE, place, {})

    def _body(self, as_: SubjectKind, subject: Subject, place: Placement, facts: dict[str, object]) -> Line:
        treatment, reason, special = self._answer(subject, facts)
        decided_by = competence(self.book, subject, place, self.standing).organization_id
        id_ = place.organization_id
        return Line(as_, id_, id_, treatment, reason, special, decided_by_id=decided_by)

    def _members(self) -> Iterator[Line]:
        stays: dict[int, list[Membership]] = defaultdict(list)
        for stay in self._memberships().order_by("starts_on"):
            stays[stay.member_id].append(stay)
        whom = self._memberships().values("member_id")
        holding = StandingPeriod.objects.on(self.day).filter(member__in=whom)
        standings = dict(holding.values_list("member_id", "standing"))
        known = Particulars.objects.effective().filter(member__in=whom)
        joined = dict(known.values_list("member_id", "joined_on"))
        for member_id, own in stays.items():
            yield self._member(member_id, own, standings.get(member_id), joined.get(member_id))

    def _member(self, member_id: int, stays: list[Membership], standing: str | None, joined_on: date | None) -> Line:
        last = stays[-1]
        if not last.holds_on(self.day):
            return Line(SubjectKind.MEMBER, member_id, last.organization_id, Treatment.OUT, _left(last))
        place = self._rating_cell(last.organization_id)
        facts: dict[str, object] = {
            "standing": standing,
            "months_since_admission": months_between(joined_on, self.day) if joined_on else None,
            **self._move(stays),
        }
        treatment, reason, special = self._answer(Subject.MEMBER, facts)
        old = stays[-2].organization_id if len(stays) > 1 and facts["changed_workplace"] else None
        return Line(
            SubjectKind.MEMBER,
            member_id,
            place.organization_id,
            treatment,
            reason,
            special,
            comment_from_id=old if self._old_cell_comments(special) else None,
            decided_by_id=competence(self.book, Subject.MEMBER, place, self.standing).organization_id,
        )

    def _move(self, stays: list[Membership]) -> dict[str, object]:
        """Whether the member came from another cell in the year, and how many months of it were spent there."""
        if len(stays) < 2:
            return {"changed_workplace": False, "months_at_old_place": None}
        old, now = stays[-2], stays[-1]
        if old.ends_on is None or old.ends_on < year_start(self.year) or old.organization_id == now.organization_id:
            return {"changed_workplace": False, "months_at_old_place": None}
        since = max(old.starts_on, year_start(self.year))
        return {"changed_workplace": True, "months_at_old_place": months_between(since, old.ends_on)}

    def _memberships(self) -> DatedQuerySet:
        """Memberships in reach that held on some day of the year."""
        first = year_start(self.year)
        there = Placement.objects.effective().below(self.root.path).filter(starts_on__lte=self.day)
        places = there.exclude(ends_on__lte=first).values("organization_id")
        stays = Membership.objects.effective().filter(organization__in=places, member__withdrawn_by=None)
        return stays.filter(starts_on__lte=self.day).exclude(ends_on__lte=first)

    def _rating_cell(self, organization_id: int) -> Placement:
        """Where a member is rated: the organization enrolled in, or the cell of a party group."""
        place = self.standing[organization_id]
        while not kind(place.kind).is_rated and place.parent_id in self.standing:
            place = self.standing[place.parent_id]
        return place

    def _answer(self, subject: Subject, facts: dict[str, object]) -> tuple[Treatment, str, tuple[str, ...]]:
        """How the rulebook treats a subject of which this is known, why, and its special cases."""
        key = (subject, *sorted(facts.items(), key=lambda fact: fact[0]))
        if key not in self._answers:
            self._answers[key] = self._asked(subject, facts)
        return self._answers[key]

    def _asked(self, subject: Subject, facts: dict[str, object]) -> tuple[Treatment, str, tuple[str, ...]]:
        if not self.book.seen(subject):
            return Treatment.REVIEWED, NOT_SEEN, ()
        found = engine.standing_of(self.book, subject, facts)
        special = tuple(
            one.case.code for one in engine.special_cases_of(self.book, subject, facts) if one.verdict is Verdict.MET
        )
        if found.exemption is None:
            return Treatment.RATED, "", special
        return _TREATMENTS[found.exemption.treatment], found.exemption.code, special

    def _old_cell_comments(self, special: tuple[str, ...]) -> bool:
        cases = {each.code: each for each in self.book.special_cases(Subject.MEMBER)}
        return any(Body.OLD_CELL in cases[code].comments for code in special)


def _left(stay: Membership) -> str:
    """Why a member who is no longer in reach at the end of the year is not listed for rating here."""
    return stay.leaving or Leaving.TRANSFERRED
