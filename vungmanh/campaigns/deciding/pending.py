"""What waits for a committee's decision, and what it has decided, by decision."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from vungmanh.campaigns.models import Campaign, Held, Proposal, Ruling, SubjectKind, Terms, Treatment
from vungmanh.campaigns.naming import alphabetical, names_in
from vungmanh.campaigns.subjects import OF_RULEBOOK, book_of, running_over, terms_in
from vungmanh.classification.models import MemberResult
from vungmanh.foundation.dates import year_end
from vungmanh.organizations.models import Placement
from vungmanh.organizations.queries import placements_on


@dataclass(frozen=True, slots=True)
class Pending:
    """One subject that waits: its proposal, whether it was reviewed, whether the proposal goes beyond the rules."""

    terms: Terms
    name: str
    place: Placement | None
    proposal: Proposal | None
    reviewed: bool
    departs: bool

    @property
    def ready(self) -> bool:
        """Whether it may be decided as far as its own steps go."""
        return self.reviewed and self.proposal is not None


@dataclass(frozen=True, slots=True)
class Decided:
    """One decision of the body: its number, its day, and on how many it decided."""

    number: str
    decided_on: date
    count: int


def waiting_for(campaign: Campaign, body: int) -> list[Pending]:
    """Those on whom the committee of an organization decides and has not, in the order of the tree and of names.

    The organization whose campaign it is also records what a body outside the installation decides.
    """
    terms = list(_open(campaign, body))
    ids = [one.subject_id for one in terms]
    proposals = {one.subject_id: one for one in Proposal.objects.effective().filter(subject__in=ids)}
    held = set(Held.objects.effective().filter(subject__in=ids).values_list("subject_id", flat=True))
    places = placements_on({one.place_id for one in terms}, on=year_end(campaign.year))
    names, ranks = names_in(campaign, terms), _ranks(campaign)
    found = []
    for one in terms:
        proposal = proposals.get(one.subject_id)
        departs = proposal is not None and _departs(ranks[one.subject.kind], proposal)
        place = places.get(one.place_id)
        found.append(Pending(one, names[one.subject_id], place, proposal, one.subject_id in held, departs))
    kinds = list(SubjectKind)
    return sorted(
        found,
        key=lambda one: (
            one.place.path if one.place else "",
            -kinds.index(SubjectKind(one.terms.subject.kind)),
            alphabetical(one.terms, one.name),
        ),
    )


def only_reviewed(campaign: Campaign, body: int) -> list[Terms]:
    """Members who were reviewed and are not rated, as long as no decision of the body has noted that."""
    held = Held.objects.effective().filter(subject__campaign=campaign).values("subject_id")
    noted = MemberResult.objects.effective().filter(year=campaign.year).values("member_id")
    found = terms_in(campaign).filter(_whose(campaign, body), treatment=Treatment.REVIEWED, subject__in=held)
    return list(found.filter(subject__kind=SubjectKind.MEMBER).exclude(subject__member__in=noted))


def decisions_of(campaign: Campaign, body: int) -> list[Decided]:
    """The decisions of a committee in a campaign, the latest first."""
    rulings = given(campaign, body).order_by()
    counted = rulings.values_list("decision_number", "decided_on").annotate(Count("pk"))
    return [Decided(*row) for row in sorted(counted, key=lambda row: (row[1], row[0]), reverse=True)]


def given(campaign: Campaign, body: int) -> QuerySet[Ruling]:
    """The rulings of a committee, also those that it or a superior rated anew since: what its decisions say on paper.

    What was undone is not among them.
    """
    rerated = Ruling.objects.filter(subject=OuterRef("subject"), recorded_by=OuterRef("withdrawn_by"))
    found: QuerySet[Ruling] = Ruling.objects.filter(subject__campaign=campaign, decided_by=body)
    return found.filter(Q(withdrawn_by=None) | Exists(rerated))


def decided_so(campaign: Campaign, body: int, number: str, on: date | None, subject_ids: Sequence[int]) -> bool:
    """Whether exactly this decision on all of these is recorded already: a form that was sent twice."""
    if on is None or not subject_ids:
        return False
    same = given(campaign, body).filter(decision_number=number, decided_on=on, subject__in=subject_ids)
    return same.count() == len(set(subject_ids))


def ready_for(placement: Placement) -> list[tuple[Campaign, int]]:
    """Campaigns under way in which subjects that were reviewed and proposed wait for the organization's committee."""
    found = []
    for campaign in running_over(placement):
        held = Held.objects.effective().filter(subject__campaign=campaign).values("subject_id")
        proposed = Proposal.objects.effective().filter(subject__campaign=campaign).values("subject_id")
        waiting = _open(campaign, placement.organization_id).filter(subject__in=held)
        found.append((campaign, waiting.filter(subject__in=proposed).count()))
    return [(campaign, count) for campaign, count in found if count]


def _open(campaign: Campaign, body: int) -> QuerySet[Terms]:
    ruled = Ruling.objects.effective().filter(subject__campaign=campaign).values("subject_id")
    return terms_in(campaign).filter(_whose(campaign, body), treatment=Treatment.RATED).exclude(subject__in=ruled)


def _whose(campaign: Campaign, body: int) -> Q:
    """Those on whom the organization records decisions: its own, and what a body outside the installation decides."""
    return Q(decided_by=body) | Q(decided_by=None) if body == campaign.organization_id else Q(decided_by=body)


def _ranks(campaign: Campaign) -> dict[str, dict[str, int]]:
    book = book_of(campaign)
    return {kind: {one.code: one.rank for one in book.categories(OF_RULEBOOK[kind])} for kind in SubjectKind}


def _departs(ranks: dict[str, int], proposal: Proposal) -> bool:
    return bool(proposal.ceiling) and ranks[proposal.category] < ranks[proposal.ceiling]
