"""The order of the rating: lower before higher, a leading collective before its members, a unit before its head.

Each rule holds only in the years whose rulebook has it. Who heads or leads something and so comes after it is not
awaited by it: else the two would wait for each other.
"""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from functools import reduce
from operator import or_
from typing import Any

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from vungmanh.campaigns.facts import facts_of
from vungmanh.campaigns.models import Campaign, Ruling, SubjectKind, Terms, Treatment
from vungmanh.campaigns.review.order import Before, knows, out_of_order, told
from vungmanh.campaigns.roll import COMMITTEE_POSTS
from vungmanh.campaigns.subjects import terms_in
from vungmanh.foundation.dates import year_end
from vungmanh.members.models import Post, PostHeld
from vungmanh.organizations.models import STEP, Placement, path_end, path_ids
from vungmanh.organizations.queries import placements_on
from vungmanh.rulebooks.conduct import Group, Precedence, Process


@dataclass(frozen=True, slots=True)
class Unknown:
    """The rule says that something outside the campaign comes first, and for these subjects nobody entered it."""

    rule: Precedence
    subject_ids: tuple[int, ...]


def check_rating_order(campaign: Campaign, terms: Sequence[Terms]) -> None:
    """Refuse a rating before those who come first by the rulebook, unless they are rated in the same decision."""
    missing = before_rating(campaign, terms)
    if missing:
        raise out_of_order(missing, _("Chưa xếp loại: {who}."))


def before_rating(campaign: Campaign, terms: Sequence[Terms]) -> list[Before]:
    """Who has to be rated before these, and is neither rated nor among them, each with the rule that says so."""
    return told(campaign, list(_Order(campaign, terms).missing()))


def not_known_first(campaign: Campaign, terms: Sequence[Terms]) -> list[Unknown]:
    """What comes before the Party's rating outside it, as far as the year knows it, and is not entered.

    The rating of public employees for members, that of the government for organizations. Nothing is refused: the
    rules then answer «cannot tell», and the page says why.
    """
    facts = facts_of(campaign, terms)
    found = []
    for (first, then), (kind, there, rating) in _OUTSIDE.items():
        rule = knows(campaign, Process.RATING, first, then)
        open_ = tuple(
            one.subject_id
            for one in terms
            if one.subject.kind == kind
            and facts[one.subject_id].get(there) is not False
            and facts[one.subject_id].get(rating) is None
        )
        if rule and open_:
            found.append(Unknown(rule, open_))
    return found


_OUTSIDE = {
    (Group.CIVIL_RATING, Group.PARTY_RATING): (SubjectKind.MEMBER, "is_public_employee", "employee_rating"),
    (Group.STATE_AND_MASS, Group.PARTY): (SubjectKind.ORGANIZATION, "has_government", "government_rating"),
}
"""What is rated outside the campaign: about whom, the fact that there is such a rating, and the rating."""


class _Order:
    """The rating order of one decision. As many queries for a thousand subjects as for one."""

    def __init__(self, campaign: Campaign, terms: Sequence[Terms]) -> None:
        self.campaign = campaign
        self.terms = terms
        self.day = year_end(campaign.year)
        self.lower = self._rule(Group.LOWER, Group.HIGHER)
        self.collective = self._rule(Group.COLLECTIVE, Group.COLLECTIVE_MEMBER)
        self.unit = self._rule(Group.UNIT, Group.HEAD)

    def missing(self) -> Iterator[tuple[Terms, Precedence]]:
        """Those who come first and are not rated."""
        together = {one.subject_id for one in self.terms}
        yield from ((one, rule) for one, rule in self._first() if one.subject_id not in together)

    def _first(self) -> Iterator[tuple[Terms, Precedence]]:
        bodies = {(one.subject.kind, one.place_id) for one in self.terms if one.subject.kind != SubjectKind.MEMBER}
        if self.lower and bodies:
            yield from ((one, self.lower) for one in self._below(bodies))
        members = [one.subject.whose for one in self.terms if one.subject.kind == SubjectKind.MEMBER]
        if members:
            yield from self._before_members(members)

    def _below(self, bodies: set[tuple[str, int]]) -> Iterator[Terms]:
        """Those below these bodies: like waits for like; an organization also for its members who do not follow it."""
        open_ = list(self._open().filter(place__in=self._near(bodies)))
        places = placements_on({one.place_id for one in open_}, on=self.day)
        leaders = self._leaders()
        for one in open_:
            if one.place_id not in places:
                continue
            kind, above = one.subject.kind, path_ids(places[one.place_id].path)
            if kind == SubjectKind.MEMBER:
                first = next((i for i, place in enumerate(above) if one.subject.whose in leaders[place]), len(above))
                waiting = [(str(SubjectKind.ORGANIZATION), place) for place in above[:first]]
            else:
                waiting = [(kind, place) for place in above[:-1]]
            if any(each in bodies for each in waiting):
                yield one

    def _near(self, bodies: set[tuple[str, int]]) -> QuerySet[Any]:
        """The organizations at and below the bodies; brothers are read from their superior, in one span of paths."""
        own = placements_on({place for _kind, place in bodies}, on=self.day).values()
        brothers = Counter(place.parent_id for place in own)
        paths = {place.path if brothers[place.parent_id] == 1 else place.path[:-STEP] for place in own}
        spans = [Q(path__gte=path, path__lt=path_end(path)) for path in paths]
        there: QuerySet[Any] = Placement.objects.on(self.day).filter(reduce(or_, spans, Q(pk=None)))
        return there.values("organization_id")

    def _leaders(self) -> dict[int, set[int]]:
        """Members who come after each organization or its collective."""
        found: dict[int, set[int]] = defaultdict(set)
        for _rule, _kind, posts in self._leading():
            for organization_id, member_id in self._posts(posts).values_list("organization_id", "member_id"):
                found[organization_id].add(member_id)
        return found

    def _before_members(self, members: Sequence[int]) -> Iterator[tuple[Terms, Precedence]]:
        """The collectives that these members belong to and the units that they head."""
        for rule, kind, posts in self._leading():
            held = self._posts(posts).filter(member__in=members).values("organization_id")
            for one in self._open().filter(subject__kind=kind, subject__organization__in=held):
                yield one, rule

    def _leading(self) -> Iterator[tuple[Precedence, SubjectKind, Collection[str]]]:
        if self.collective:
            yield self.collective, SubjectKind.COLLECTIVE, COMMITTEE_POSTS
        if self.unit:
            yield self.unit, SubjectKind.ORGANIZATION, (Post.SECRETARY,)

    def _posts(self, posts: Collection[str]) -> "QuerySet[PostHeld]":
        held: QuerySet[PostHeld] = PostHeld.objects.on(self.day).filter(post__in=posts)
        return held

    def _open(self) -> QuerySet[Terms]:
        decided = Ruling.objects.effective().filter(subject__campaign=self.campaign).values("subject_id")
        return terms_in(self.campaign).filter(treatment=Treatment.RATED).exclude(subject__in=decided)

    def _rule(self, first: Group, then: Group) -> Precedence | None:
        return knows(self.campaign, Process.RATING, first, then)
