"""How a year stands while its campaign runs: what is decided, else what is proposed, counted like results.

Caps are held against it with the same groups, bases and rounding as against results, so that the meter of a running
campaign and the check of the finished year cannot differ.
"""

from collections import Counter
from functools import cached_property
from typing import Any

from django.db.models import Count, F, FilteredRelation, Q
from django.db.models.functions import Coalesce

from vungmanh.campaigns.models import Campaign, SubjectKind, Terms, Treatment
from vungmanh.campaigns.subjects import terms_in
from vungmanh.classification.models import Status
from vungmanh.classification.populations import NO_RESULT, Outcome
from vungmanh.classification.tallies import OrganizationOutcome, Tally, YearBelow
from vungmanh.foundation.dates import year_end
from vungmanh.organizations.models import Placement


def with_category(campaign: Campaign, **filters: Any) -> Any:
    """The terms of those who are rated, each with the category decided, else proposed, else None as `so_far`."""
    rows: Any = terms_in(campaign).filter(treatment=Treatment.RATED, **filters)
    for name, relation in (("ruled", "subject__rulings"), ("put_forward", "subject__proposals")):
        standing = FilteredRelation(relation, condition=Q(**{f"{relation}__withdrawn_by": None}))
        rows = rows.annotate(**{name: standing})
    return rows.annotate(so_far=Coalesce(F("ruled__category"), F("put_forward__category")))


class StandingSoFar(YearBelow):
    """The year below an organization from rulings and proposals."""

    def __init__(self, campaign: Campaign, placement: Placement) -> None:
        super().__init__(placement, year=campaign.year)
        self.campaign = campaign

    @cached_property
    def organizations(self) -> list[OrganizationOutcome]:
        """Every organization below on 31 December with what stands of its rating."""
        known = self._bodies(SubjectKind.ORGANIZATION)
        below = Placement.objects.on(year_end(self.year)).below(self.placement.path, itself=False)
        rows = below.values_list("organization_id", "parent_id", "kind", "path")
        return [
            OrganizationOutcome(id_, parent, kind, path, known.get(id_, Outcome(NO_RESULT)))
            for id_, parent, kind, path in rows
        ]

    @cached_property
    def collectives(self) -> dict[int, Outcome]:
        """What stands of the rating of leading collectives, by the organization they lead."""
        return self._bodies(SubjectKind.COLLECTIVE)

    @cached_property
    def members_by_cell(self) -> dict[int, Tally]:
        """Members by the organization in which they are rated."""
        tallies: dict[int, Tally] = {}
        for place, kind, category, count in self._counts:
            if kind == SubjectKind.MEMBER:
                tallies.setdefault(place, Counter())[Outcome(Status.RATED, category)] += count
        return tallies

    def _bodies(self, wanted: SubjectKind) -> dict[int, Outcome]:
        return {
            place: Outcome(Status.RATED, category) for place, kind, category, _count in self._counts if kind == wanted
        }

    @cached_property
    def _counts(self) -> list[tuple[int, str, str, int]]:
        rows = with_category(self.campaign).exclude(so_far=None).select_related(None).order_by()
        return list(rows.values_list("place_id", "subject__kind", "so_far").annotate(Count("pk")))


def candidates(campaign: Campaign, ids: list[int], kind: SubjectKind) -> list[Terms]:
    """Those rated in these places, each with `so_far`."""
    return list(with_category(campaign, place__in=ids, subject__kind=kind).order_by("subject_id"))
