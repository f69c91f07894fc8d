"""What is known of subjects for the rules of the year: from the record, from levels given, from facts entered.

Read for many subjects at once. What nobody recorded or entered is left out, so that the rules answer «cannot tell».
"""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from typing import Any

from vungmanh.campaigns.levels import facts_from
from vungmanh.campaigns.models import Campaign, EnteredFact, Proposal, SelfReview, SubjectKind, Terms
from vungmanh.campaigns.subjects import OF_RULEBOOK, book_of
from vungmanh.classification.facts import organization_facts_below
from vungmanh.foundation.dates import months_between, year_end
from vungmanh.members.models import Particulars, StandingPeriod
from vungmanh.organizations.queries import placements_on
from vungmanh.rulebooks import shelf
from vungmanh.rulebooks.facts import Fact, FactType

Facts = Mapping[str, object]


def facts_of(campaign: Campaign, terms: Sequence[Terms]) -> dict[int, Facts]:
    """The facts of each subject by its id. The number of queries does not depend on how many members there are."""
    recorded, given = _recorded(campaign, terms), given_on(campaign, terms)
    return {id_: {**recorded.get(id_, {}), **also} for id_, also in given.items()}


def given_on(campaign: Campaign, terms: Sequence[Terms]) -> dict[int, Facts]:
    """What the campaign knows of each subject besides the record: the levels given and the facts entered."""
    ids = [one.subject_id for one in terms]
    entered, levels = _entered(ids), levels_of(ids)
    book = book_of(campaign)
    return {
        one.subject_id: {
            **facts_from(book, OF_RULEBOOK[SubjectKind(one.subject.kind)], levels.get(one.subject_id, {})),
            **entered.get(one.subject_id, {}),
        }
        for one in terms
    }


def levels_of(subject_ids: Sequence[int]) -> dict[int, Mapping[str, object]]:
    """The levels that count: those of the committee's proposal where it gave any, else the subject's own."""
    own = SelfReview.objects.effective().filter(subject__in=subject_ids).values_list("subject_id", "levels")
    proposed = Proposal.objects.effective().filter(subject__in=subject_ids).values_list("subject_id", "levels")
    return dict(own) | {id_: levels for id_, levels in proposed if levels}


def _recorded(campaign: Campaign, terms: Sequence[Terms]) -> dict[int, dict[str, object]]:
    found = _of_members(campaign, [one for one in terms if one.subject.kind == SubjectKind.MEMBER])
    bodies = [one for one in terms if one.subject.kind == SubjectKind.ORGANIZATION]
    return found | _of_organizations(campaign, bodies)


def _of_organizations(campaign: Campaign, terms: Sequence[Terms]) -> dict[int, dict[str, object]]:
    """Read from the highest down, brothers from their superior: each organization once, in few queries."""
    day = year_end(campaign.year)
    places = placements_on([one.place_id for one in terms], on=day)
    brothers = Counter(place.parent_id for place in places.values())
    superiors = placements_on([id_ for id_, count in brothers.items() if id_ and count > 1], on=day)
    known: dict[int, dict[str, object]] = {}
    for placement in sorted({**places, **superiors}.values(), key=lambda place: place.depth):
        if placement.organization_id not in known:
            known |= organization_facts_below(placement, year=campaign.year)
    return {one.subject_id: known[one.place_id] for one in terms if one.place_id in known}


def _of_members(campaign: Campaign, terms: Sequence[Terms]) -> dict[int, dict[str, object]]:
    day = year_end(campaign.year)
    whom = [one.subject.member_id for one in terms]
    standings = dict(StandingPeriod.objects.on(day).filter(member__in=whom).values_list("member_id", "standing"))
    joined = dict(Particulars.objects.effective().filter(member__in=whom).values_list("member_id", "joined_on"))
    found: dict[int, dict[str, object]] = {}
    for one in terms:
        own: dict[str, object] = {}
        member_id = one.subject.member_id
        if member_id in standings:
            own["standing"] = standings[member_id]
        if joined.get(member_id) and joined[member_id] <= day:
            own["months_since_admission"] = months_between(joined[member_id], day)
        found[one.subject_id] = own
    return found


def _entered(subject_ids: Sequence[int]) -> dict[int, dict[str, object]]:
    declared = shelf.facts()
    found: dict[int, dict[str, object]] = defaultdict(dict)
    entered = EnteredFact.objects.effective().filter(subject__in=subject_ids)
    for subject_id, name, value in entered.values_list("subject_id", "name", "value"):
        found[subject_id][name] = exact(declared[name], value)
    return found


def exact(fact: Fact, value: Any) -> object:
    """A stored value in the form in which the rules compare it: exact numbers are kept as text."""
    if value is None or isinstance(value, bool) or fact.type in (FactType.TRUTH, FactType.CHOICE, FactType.LEVEL):
        return value
    if fact.type is FactType.INTEGER:
        return int(value)
    return Fraction(value) if "/" in str(value) else Decimal(str(value))
