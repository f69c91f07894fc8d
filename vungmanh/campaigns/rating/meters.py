"""Caps while the campaign runs: what is given so far against what is allowed, who stands for it, and what if.

A cap warns and the deciding body decides; nothing here stops anybody.
"""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from vungmanh.campaigns.facts import levels_of
from vungmanh.campaigns.levels import asked, scale
from vungmanh.campaigns.models import Campaign, SubjectKind, Terms
from vungmanh.campaigns.naming import alphabetical, names_in
from vungmanh.campaigns.rating.standing_so_far import StandingSoFar, candidates
from vungmanh.campaigns.rating.voted import Voted, voted
from vungmanh.campaigns.subjects import OF_RULEBOOK, book_of
from vungmanh.classification.caps import CapFinding, findings_of, readings_of
from vungmanh.classification.populations import Counted
from vungmanh.organizations.models import Placement
from vungmanh.rulebooks.rulebook import Category

KIND_OF = {
    Counted.MEMBERS: SubjectKind.MEMBER,
    Counted.CELLS: SubjectKind.ORGANIZATION,
    Counted.ORGANIZATIONS: SubjectKind.ORGANIZATION,
    Counted.COLLECTIVES: SubjectKind.COLLECTIVE,
}


@dataclass(frozen=True, slots=True)
class Candidate:
    """One of a group, with what the order rests on.

    `levels` counts the criteria at each level, the best first, or holds the sum of the points alone; None where
    nobody gave any. `votes` is the share that voted for the capped category, None without a closed vote.
    `place` is the place in the order, the same for all whom neither levels nor votes tell apart.
    """

    terms: Terms
    name: str
    category: str
    levels: tuple[Fraction, ...] | None
    votes: Fraction | None
    place: int = 0


def meters(campaign: Campaign, placement: Placement) -> list[CapFinding]:
    """Every cap of the year held against what stands so far in the groups of an organization and of those below."""
    return findings_of(StandingSoFar(campaign, placement))


def ranked(campaign: Campaign, finding: CapFinding) -> list[Candidate]:
    """The group of a meter in order: by levels of criteria, then by votes, then by nothing more.

    Those who have a proposal below the capped category stand among the others; those with the same levels and votes
    share a place and are listed by name.
    """
    kind = KIND_OF[finding.counted]
    group = candidates(campaign, _places_of(campaign, finding), kind)
    names, given = names_in(campaign, group), levels_of([one.subject_id for one in group])
    outcomes = voted(campaign, group)
    found = [
        Candidate(
            one,
            names[one.subject_id],
            one.so_far or "",  # type: ignore[attr-defined]
            _levels(campaign, kind, given.get(one.subject_id, {})),
            _votes(outcomes.get(one.subject_id), finding.cap.category),
        )
        for one in group
    ]
    return _placed(found)


def what_if(finding: CapFinding, group: Sequence[Candidate], ticked: Collection[int], below: str) -> CapFinding:
    """The meter if exactly these subjects were given the capped category.

    Who is ticked off the capped category counts in the category `below` it; the base is counted anew.
    """
    best = finding.cap.category
    counts: Counter[str] = Counter()
    for one in group:
        if one.terms.subject_id in ticked:
            counts[best] += 1
        elif one.category:
            counts[below if one.category == best else one.category] += 1
    return replace(finding, counts=counts, readings=readings_of(finding.cap, counts))


def next_below(campaign: Campaign, finding: CapFinding) -> Category:
    """The category right below the capped one."""
    categories = book_of(campaign).categories(finding.cap.subject)
    best = next(one.rank for one in categories if one.code == finding.cap.category)
    return next((one for one in categories if one.rank == best + 1), categories[-1])


def _places_of(campaign: Campaign, finding: CapFinding) -> list[int]:
    """Where those are rated who make up the group of a meter."""
    groups = StandingSoFar(campaign, finding.placement).group_of(finding.counted)
    return sorted(id_ for id_, body in groups.items() if body == finding.placement.organization_id)


def _levels(campaign: Campaign, kind: SubjectKind, given: Mapping[str, object]) -> tuple[Fraction, ...] | None:
    """How many criteria stand at each level, the best first; the sum of points where the year gives points."""
    wanted = [one for one in asked(book_of(campaign), OF_RULEBOOK[kind]) if one.code in given]
    if not wanted:
        return None
    if any(one.most is not None for one in wanted):
        return (sum((Fraction(str(given[one.code])) for one in wanted if one.most is not None), Fraction(0)),)
    levels = Counter(str(given[one.code]) for one in wanted)
    return tuple(Fraction(levels[code]) for code in reversed(scale()))


def _votes(vote: Voted | None, category: str) -> Fraction | None:
    if vote is None or vote.result is None or not vote.base or vote.result.votes is None:
        return None
    return Fraction(vote.result.votes.get(category, 0), vote.base)


def _placed(found: Sequence[Candidate]) -> list[Candidate]:
    def rank(one: Candidate) -> tuple[tuple[Fraction, ...], Fraction]:
        return one.levels or (), Fraction(-1) if one.votes is None else one.votes

    ordered = sorted(found, key=lambda one: alphabetical(one.terms, one.name))
    ordered.sort(key=rank, reverse=True)
    places: list[Candidate] = []
    for number, one in enumerate(ordered, start=1):
        same = places and rank(places[-1]) == rank(one)
        places.append(replace(one, place=places[-1].place if same else number))
    return places
