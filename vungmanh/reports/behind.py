"""The list behind a figure: the very rows that were counted."""

from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from vungmanh.classification.models import Status
from vungmanh.classification.populations import Counted, having, population
from vungmanh.foundation.dates import year_end
from vungmanh.members.pages import MemberRow, members_page
from vungmanh.organizations.models import Placement
from vungmanh.organizations.queries import placements_on
from vungmanh.rulebooks import shelf
from vungmanh.rulebooks.rulebook import Category, Subject

PAGE = 100


@dataclass(frozen=True, slots=True)
class CountedOrganization:
    """An organization behind a figure, with its superior and how its year ended."""

    placement: Placement
    superior: Placement | None
    category: Category | None
    status: str
    exemplary: bool
    reason: str


@dataclass(frozen=True, slots=True)
class CountedMember:
    """A member behind a figure, with the cell and how the year ended; `status` as in `populations.Outcome`."""

    member: MemberRow
    cell: Placement | None
    category: Category | None
    status: str
    reason: str


@dataclass(frozen=True, slots=True)
class Behind:
    """One page of the rows behind a figure, with the keys of the neighbouring pages."""

    organizations: list[CountedOrganization]
    members: list[CountedMember]
    before: str | None
    after: str | None


def behind(
    placement: Placement, *, year: int, counted: Counted, group: str, after: str = "", before: str = ""
) -> Behind:
    """A page of the list behind a figure of the year-end report; `group` as in `populations.having`."""
    rows = having(population(counted, placement, year=year), group=group)
    if counted is not Counted.MEMBERS:
        return _organizations(rows, year, before or after)
    ids = rows.order_by().values("member_id")
    page = members_page(placement, on=year_end(year), only=ids, after=after, before=before, size=PAGE)
    cells = placements_on({row.organization_id for row in page.rows}, on=year_end(year))
    return Behind([], _members(page.rows, rows, cells, year), page.before, page.after)


def _organizations(rows: QuerySet[Any], year: int, after: str) -> Behind:
    start = int(after) if after.isdecimal() and len(after) <= 9 else 0
    page = list(rows.select_related("organization").order_by("sort_key", "pk")[start : start + PAGE + 1])
    superiors = placements_on({row.parent_id for row in page if row.parent_id}, on=year_end(year))
    shown = [
        CountedOrganization(
            placement=row,
            superior=superiors.get(row.parent_id),
            category=_category(year, Subject.ORGANIZATION, row.status, row.category),
            status=row.status,
            exemplary=row.exemplary,
            reason=row.reason,
        )
        for row in page[:PAGE]
    ]
    return Behind(
        shown, [], str(max(start - PAGE, 0)) if start else None, str(start + PAGE) if len(page) > PAGE else None
    )


def _members(
    rows: list[MemberRow], counted: QuerySet[Any], cells: dict[int, Placement], year: int
) -> list[CountedMember]:
    """The page's members with the very outcomes that were counted."""
    outcomes = {
        member_id: (status, category, reason)
        for member_id, status, category, reason in counted.filter(member__in=[row.member_id for row in rows])
        .order_by()
        .values_list("member_id", "status", "category", "reason")
    }
    return [
        CountedMember(
            member=row,
            cell=cells.get(row.organization_id),
            category=_category(year, Subject.MEMBER, status, category),
            status=status,
            reason=reason,
        )
        for row in rows
        for status, category, reason in [outcomes[row.member_id]]
    ]


def _category(year: int, subject: Subject, status: str, category: str) -> Category | None:
    return shelf.book_for(year).category(subject, category) if status == Status.RATED else None
