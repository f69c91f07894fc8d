"""Reading results."""

from collections.abc import Iterable

from django.db.models import Exists, OuterRef, QuerySet

from vungmanh.classification.models import CollectiveResult, MemberResult, OrganizationHonour, OrganizationResult
from vungmanh.classification.populations import EXEMPLARY
from vungmanh.members.models import Member


def with_titles(results: QuerySet[OrganizationResult]) -> QuerySet[OrganizationResult]:
    """The results, each told whether a decision on titles made it «tiêu biểu»."""
    given = OrganizationHonour.objects.effective().filter(title=EXEMPLARY, year=OuterRef("year"))
    return results.annotate(titled=Exists(given.filter(organization=OuterRef("organization"))))


def results_of_organization(organization_id: int) -> QuerySet[OrganizationResult]:
    """The organization's standing results, the earliest year first."""
    results = OrganizationResult.objects.effective().filter(organization=organization_id)
    return with_titles(results.select_related("decision").order_by("year"))


def results_of_collective(organization_id: int) -> QuerySet[CollectiveResult]:
    """The standing results of the organization's leading collective, the earliest year first."""
    results = CollectiveResult.objects.effective().filter(organization=organization_id)
    return results.select_related("decision").order_by("year")


def results_of_member(member: Member) -> QuerySet[MemberResult]:
    """The member's standing results, the earliest year first."""
    results = MemberResult.objects.effective().filter(member=member)
    return results.select_related("decision").order_by("year")


def organization_results(organization_ids: Iterable[int], *, year: int) -> dict[int, OrganizationResult]:
    """Results of many organizations for a year, by organization id."""
    results = OrganizationResult.objects.effective().filter(organization__in=organization_ids, year=year)
    return {result.organization_id: result for result in with_titles(results.select_related("decision"))}


def rated_years() -> list[int]:
    """Years for which any result of an organization stands, the latest first."""
    years = OrganizationResult.objects.effective().order_by("-year").values_list("year", flat=True)
    return list(years.distinct())


def member_results(member_ids: Iterable[int], *, year: int) -> dict[int, MemberResult]:
    """Results of many members for a year, with their decisions, by member id."""
    results = MemberResult.objects.effective().filter(member__in=member_ids, year=year)
    return {result.member_id: result for result in results.select_related("decision")}
