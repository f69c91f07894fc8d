"""Reading the subjects of a campaign with their terms."""

from collections.abc import Iterable
from typing import Any

from django.db.models import Q, QuerySet

from vungmanh.campaigns.models import Campaign, Closing, Subject, SubjectKind, Terms, Treatment
from vungmanh.foundation.dates import year_end
from vungmanh.foundation.rows import holding_on
from vungmanh.organizations.models import Ending, Placement
from vungmanh.rulebooks import rulebook as rulebooks
from vungmanh.rulebooks import shelf
from vungmanh.rulebooks.rulebook import Rulebook

OF_RULEBOOK = {kind: rulebooks.Subject(kind.value) for kind in SubjectKind}
"""The rulebooks' name of each kind of subject."""


def book_of(campaign: Campaign) -> Rulebook:
    """The rulebook of the campaign."""
    return shelf.book(campaign.rulebook)


def campaign_over(organization_ids: Iterable[int], *, year: int) -> Campaign | None:
    """The campaign of a year that covers an organization, given itself and those above it."""
    return Campaign.objects.effective().filter(year=year, organization__in=organization_ids).first()


def terms_in(campaign: Campaign, *, places: QuerySet[Any] | Iterable[int] | None = None) -> QuerySet[Terms]:
    """The terms of a campaign's subjects, perhaps only of those rated in some places."""
    found: QuerySet[Terms] = Terms.objects.effective().filter(subject__campaign=campaign, subject__withdrawn_by=None)
    if places is not None:
        found = found.filter(place__in=places)
    return found.select_related("subject")


def due(campaign: Campaign, *, places: QuerySet[Any] | Iterable[int] | None = None) -> QuerySet[Terms]:
    """The terms of those who have to review."""
    return terms_in(campaign, places=places).exclude(treatment=Treatment.OUT)


def subject_of_member(campaign: Campaign, member_id: int) -> Subject | None:
    """The member as listed in the campaign."""
    return Subject.objects.effective().filter(campaign=campaign, member=member_id).first()


def subject_of_body(campaign: Campaign, kind: SubjectKind, organization_id: int) -> Subject | None:
    """An organization, or its leading collective, as listed in the campaign."""
    return Subject.objects.effective().filter(campaign=campaign, kind=kind, organization=organization_id).first()


def places_in(campaign: Campaign, placement: Placement) -> QuerySet[Any]:
    """Organizations that stood at or below one at the end of the year, or were dissolved there before."""
    day = year_end(campaign.year)
    dissolved = Q(ending=Ending.DISSOLVED, ends_on__lte=day)
    there: QuerySet[Any] = Placement.objects.effective().below(placement.path)
    return there.filter(holding_on(day) | dissolved)


def within(placement: Placement) -> Q:
    """The condition that terms are of somebody rated in an organization or below it, wherever it stood in time."""
    places = Placement.objects.effective().below(placement.path).values("organization_id")
    return Q(place__in=places)


def campaigns_over(placement: Placement) -> list[Campaign]:
    """The campaigns that cover an organization, the latest year first."""
    return list(_over(placement))


def running_over(placement: Placement) -> list[Campaign]:
    """Those of them that are not closed."""
    return list(_over(placement).exclude(pk__in=Closing.objects.effective().values("campaign")))


def _over(placement: Placement) -> QuerySet[Campaign]:
    own = [placement.organization_id, *placement.ancestor_ids]
    found: QuerySet[Campaign] = Campaign.objects.effective().filter(organization__in=own).order_by("-year")
    return found
