"""What the secretary of a cell has to do in the campaign: for everybody in the cell, and for the cell as a whole."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from vungmanh.campaigns.models import (
    Campaign,
    Held,
    Opinion,
    OpinionKind,
    Proposal,
    Ruling,
    SelfReview,
    SubjectKind,
    Terms,
    Treatment,
)
from vungmanh.campaigns.naming import alphabetical, names_in
from vungmanh.campaigns.review.opinions_due import needed_of
from vungmanh.campaigns.review.order import OTHER, ranks_in
from vungmanh.campaigns.subjects import terms_in
from vungmanh.foundation.rows import RecordedRow
from vungmanh.organizations.models import Placement

_KINDS = {SubjectKind.COLLECTIVE: 0, SubjectKind.MEMBER: 1, SubjectKind.ORGANIZATION: 2}
"""In a cell its leading collective is reviewed first, then the members, and the cell as a whole is rated last."""


@dataclass(frozen=True, slots=True)
class Line:
    """One who is listed in the cell, and how far each step is; `opinions` counts all that were given."""

    terms: Terms
    name: str
    handed_in: SelfReview | None
    needed: frozenset[OpinionKind]
    opinions: int
    missing: tuple[OpinionKind, ...]
    held: Held | None
    proposed: bool
    decided: bool

    @property
    def is_due(self) -> bool:
        """Whether a review is due at all."""
        return self.terms.treatment != Treatment.OUT


def cell_lines(campaign: Campaign, place: Placement) -> list[Line]:
    """Everybody listed in a place in the order of the review; as many queries for 3 members as for 300."""
    terms = list(terms_in(campaign, places=[place.organization_id]).select_related("subject__campaign"))
    ids = [one.subject_id for one in terms]
    names = names_in(campaign, terms)
    ranks = ranks_in(campaign, [place.organization_id])
    given: dict[int, list[str]] = defaultdict(list)
    for subject_id, kind in Opinion.objects.effective().filter(subject__in=ids).values_list("subject_id", "kind"):
        given[subject_id].append(kind)
    reviews = {one.subject_id: one for one in SelfReview.objects.effective().filter(subject__in=ids)}
    held = {one.subject_id: one for one in Held.objects.effective().filter(subject__in=ids)}
    proposed, decided = _ids(Proposal, ids), _ids(Ruling, ids)

    def line(one: Terms) -> Line:
        needed = needed_of(one, place)
        return Line(
            terms=one,
            name=names[one.subject_id],
            handed_in=reviews.get(one.subject_id),
            needed=needed,
            opinions=len(given[one.subject_id]),
            missing=tuple(kind for kind in OpinionKind if kind in needed and kind not in given[one.subject_id]),
            held=held.get(one.subject_id),
            proposed=one.subject_id in proposed,
            decided=one.subject_id in decided,
        )

    def place_in_order(one: Line) -> tuple[int, int, str]:
        subject = one.terms.subject
        rank = ranks.get((place.organization_id, subject.whose), OTHER)
        return _KINDS[SubjectKind(subject.kind)], rank, alphabetical(one.terms, one.name)

    return sorted((line(one) for one in terms), key=place_in_order)


def picked(lines: Sequence[Line], subject_ids: Iterable[int]) -> list[Terms]:
    """The terms of the chosen ones in the order of the review; ids that are not listed here are nobody's."""
    wanted = set(subject_ids)
    return [line.terms for line in lines if line.terms.subject_id in wanted]


def _ids(model: type[RecordedRow], subject_ids: Sequence[int]) -> set[int]:
    return set(model.objects.effective().filter(subject__in=subject_ids).values_list("subject_id", flat=True))
