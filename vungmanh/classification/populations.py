"""Who is counted in a year: the organizations, cells and members below an organization on 31 December.

Each population is one query with the subject's result of the year joined to it, so that a figure (`tallies`) and the
list behind it (`having`) come from the same rows and cannot disagree. Only recorded rows count: a member who is
exempt from activity on the day counts as exempt, unless a result was recorded all the same. «Tiêu biểu» counts
whether it came with the result or by a later decision on titles.
"""

from enum import StrEnum
from typing import Any, NamedTuple

from django.db.models import Case, CharField, F, FilteredRelation, Q, QuerySet, Value, When
from django.db.models.functions import Coalesce

from vungmanh.classification.models import Status
from vungmanh.foundation.dates import year_end
from vungmanh.foundation.rows import holding_on
from vungmanh.members.models import Standing
from vungmanh.members.queries import memberships_below
from vungmanh.organizations.kinds import CELLS, RATED
from vungmanh.organizations.models import Placement
from vungmanh.rulebooks import shelf
from vungmanh.rulebooks.rulebook import Subject

NO_RESULT = "none"
"""The status of somebody for whom nothing is recorded for the year."""
EXEMPLARY = "exemplary"
"""The code of the title «tiêu biểu» inside a category, and of the group of those who have it."""


class Counted(StrEnum):
    """What a population consists of."""

    ORGANIZATIONS = "organizations"
    CELLS = "cells"
    MEMBERS = "members"
    COLLECTIVES = "collectives"

    @property
    def subject(self) -> Subject:
        """Whose categories and caps apply."""
        return _SUBJECTS[self]


_SUBJECTS = {
    Counted.ORGANIZATIONS: Subject.ORGANIZATION,
    Counted.CELLS: Subject.ORGANIZATION,
    Counted.MEMBERS: Subject.MEMBER,
    Counted.COLLECTIVES: Subject.COLLECTIVE,
}

IN_TABLES = (Counted.ORGANIZATIONS, Counted.CELLS, Counted.MEMBERS)
"""What the tables of a year count; of leading collectives no table of any year was seen."""


class Outcome(NamedTuple):
    """How a year ended for somebody: `status` as in `Status` or NO_RESULT, `category` of the year's rulebook."""

    status: str
    category: str = ""
    exemplary: bool = False
    reason: str = ""


OUTCOME = ("status", "category", "exemplary", "reason")
"""The columns of a population that make an `Outcome`."""


def population(counted: Counted, placement: Placement, *, year: int) -> QuerySet[Any]:
    """The rows to count: placements directly below, of the cells below, memberships below, or rated collectives below.

    Each row has `organization_id` (of the organization, or the member's cell) and the outcome of the year.
    """
    day = year_end(year)
    if counted is Counted.MEMBERS:
        return _with_member_results(memberships_below(placement, on=day), year)
    if counted is Counted.COLLECTIVES:
        return _with_collective_results(Placement.objects.on(day).below(placement.path, itself=False), year)
    below = all_below(placement, year=year)
    if counted is Counted.CELLS:
        return below.filter(kind__in=CELLS)
    return below.filter(parent=placement.organization_id, kind__in=RATED)


def all_below(placement: Placement, *, year: int) -> QuerySet[Any]:
    """Placements of everything below on 31 December, each with its outcome of the year."""
    return _with_results(Placement.objects.on(year_end(year)).below(placement.path, itself=False), year)


def having(rows: QuerySet[Any], *, group: str) -> QuerySet[Any]:
    """The rows behind a figure; `group` as in `in_group`."""
    return rows.filter(in_group(group))


def in_group(group: str) -> Q:
    """The rows of a group: a category, `exemplary`, `rated`, `exempt`, `not_rated` or `total`."""
    match group:
        case "total":
            return Q()
        case "rated" | "exempt":
            return Q(status=group)
        case "not_rated":
            return ~Q(status__in=[Status.RATED, Status.EXEMPT])
        case "exemplary":
            return Q(exemplary=True)
        case _:
            return Q(status=Status.RATED, category=group)


def _with_results(placements: QuerySet[Any], year: int) -> QuerySet[Any]:
    titled = [one.code for one in shelf.book_for(year).categories(Subject.ORGANIZATION) if one.titles]
    rows = placements.annotate(result=_of_year("organization__results", year))
    if not titled:
        return _with_outcome(rows, Value(NO_RESULT))
    honour = _of_year("organization__honours", year, title=EXEMPLARY)
    honoured = Q(honour__isnull=False, result__category__in=titled)
    return _with_outcome(rows.annotate(honour=honour), Value(NO_RESULT), honoured=honoured)


def _with_collective_results(placements: QuerySet[Any], year: int) -> QuerySet[Any]:
    """Who has a leading collective is not recorded, so only those with a result are known."""
    rows = placements.annotate(result=_of_year("organization__collective_results", year))
    return _with_outcome(rows.filter(result__isnull=False), Value(NO_RESULT))


def _of_year(relation: str, year: int, **conditions: str) -> FilteredRelation:
    standing = {"year": year, "withdrawn_by": None, **conditions}
    return FilteredRelation(relation, condition=Q(**{f"{relation}__{name}": value for name, value in standing.items()}))


def _with_member_results(memberships: QuerySet[Any], year: int) -> QuerySet[Any]:
    result = _of_year("member__results", year)
    standing = FilteredRelation("member__standings", condition=holding_on(year_end(year), "member__standings__"))
    without = Case(
        When(standing_then__standing=Standing.EXEMPT, then=Value(Status.EXEMPT.value)),
        default=Value(NO_RESULT),
        output_field=CharField(),
    )
    return _with_outcome(memberships.annotate(result=result, standing_then=standing), without)


def _with_outcome(rows: QuerySet[Any], without: Any, *, honoured: Q | None = None) -> QuerySet[Any]:
    exemplary = Q(result__exemplary=True) | honoured if honoured else Q(result__exemplary=True)
    with_outcome: QuerySet[Any] = rows.annotate(
        status=Coalesce(F("result__status"), without, output_field=CharField()),
        category=Coalesce(F("result__category"), Value("")),
        exemplary=Case(When(exemplary, then=Value(True)), default=Value(False)),
        reason=Coalesce(F("result__reason"), Value("")),
    )
    return with_outcome
