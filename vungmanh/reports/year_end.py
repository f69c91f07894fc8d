"""The year-end tables: organizations directly below, cells, members, by category, as of 31 December."""

from collections import Counter
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from vungmanh.classification.caps import CapFinding, findings_of
from vungmanh.classification.models import OrganizationResult, Status
from vungmanh.classification.populations import IN_TABLES, Counted, Outcome
from vungmanh.classification.queries import organization_results
from vungmanh.classification.reasons import reason_told
from vungmanh.classification.tallies import Tally, YearBelow, by_category
from vungmanh.foundation.dates import year_end as last_day
from vungmanh.foundation.numbers import percent
from vungmanh.foundation.texts import Text
from vungmanh.organizations.models import Placement
from vungmanh.organizations.queries import directly_below
from vungmanh.rulebooks import shelf
from vungmanh.rulebooks.rulebook import Category, Rulebook, Subject

TITLES = {
    Counted.ORGANIZATIONS: Text("Tổ chức đảng trực thuộc", "Organizations directly below"),
    Counted.CELLS: Text("Chi bộ trực thuộc đảng ủy cơ sở", "Cells under grassroots party organizations"),
    Counted.MEMBERS: Text("Đảng viên", "Members"),
    Counted.COLLECTIVES: Text("Tập thể lãnh đạo", "Leading collectives"),
}


@dataclass(frozen=True, slots=True)
class Line:
    """One category of a table; `share` is its share of the rated in percent, None where nobody was rated.

    `exemplary` is the sub-count «tiêu biểu» in categories that had this title, None in others.
    """

    category: Category
    count: int
    share: Decimal | None
    exemplary: int | None


@dataclass(frozen=True, slots=True)
class Table:
    """One population of the year. `total` = `rated` + `exempt` + `not_rated`; `reasons` add up to `not_rated`."""

    counted: Counted
    total: int
    rated: int
    exempt: int
    not_rated: int
    reasons: tuple[tuple[str, int], ...]
    lines: tuple[Line, ...]

    @property
    def title(self) -> Text:
        """What the table counts."""
        return TITLES[self.counted]

    def count(self, category: str) -> int:
        """How many were given a category; 0 for one that the year does not have."""
        return next((line.count for line in self.lines if line.category.code == category), 0)


@dataclass(frozen=True, slots=True)
class YearEnd:
    """The report of one organization and year; `warnings` are the caps exceeded at or below it."""

    placement: Placement
    year: int
    as_of: date
    book: Rulebook
    tables: dict[Counted, Table]
    warnings: tuple[CapFinding, ...]


@dataclass(frozen=True, slots=True)
class ChildLine:
    """One organization directly below: its own result and its members' table."""

    placement: Placement
    category: Category | None
    exemplary: bool
    members: Table


def year_end(placement: Placement, *, year: int) -> YearEnd:
    """The year-end report of an organization, `placement` being how it stood on 31 December."""
    below = YearBelow(placement, year=year)
    book = shelf.book_for(year)
    return YearEnd(
        placement=placement,
        year=year,
        as_of=last_day(year),
        book=book,
        tables={counted: table_of(book, counted, below.tally(counted)) for counted in IN_TABLES},
        warnings=tuple(finding for finding in findings_of(below) if finding.exceeds),
    )


def lines_by_child(placement: Placement, *, year: int) -> list[ChildLine]:
    """The organizations directly below, each with its result and its members by category."""
    book = shelf.book_for(year)
    members = YearBelow(placement, year=year).members_by_child()
    children = list(directly_below(placement.organization_id, on=last_day(year)))
    results = organization_results([child.organization_id for child in children], year=year)
    return [
        ChildLine(
            placement=child,
            category=_category(book, results.get(child.organization_id)),
            exemplary=child.organization_id in results and results[child.organization_id].is_exemplary,
            members=table_of(book, Counted.MEMBERS, members.get(child.organization_id, Counter())),
        )
        for child in children
    ]


def table_of(book: Rulebook, counted: Counted, tally: Tally) -> Table:
    """A table from how many ended the year how; every category of the book has its line, zero too."""
    counts = by_category(tally)
    rated, total = counts.total(), tally.total()
    exempt = sum(count for outcome, count in tally.items() if outcome.status == Status.EXEMPT)
    return Table(
        counted=counted,
        total=total,
        rated=rated,
        exempt=exempt,
        not_rated=total - rated - exempt,
        reasons=tuple(sorted(_reasons(book, counted, tally).items(), key=lambda item: (-item[1], item[0]))),
        lines=tuple(
            Line(category, counts[category.code], percent(counts[category.code], rated), _exemplary(category, tally))
            for category in book.categories(counted.subject)
        ),
    )


def _reasons(book: Rulebook, counted: Counted, tally: Tally) -> Counter[str]:
    reasons: Counter[str] = Counter()
    for outcome, count in tally.items():
        if outcome.status not in (Status.RATED, Status.EXEMPT):
            reasons[_unrated(book, counted, outcome)] += count
    return reasons


def _unrated(book: Rulebook, counted: Counted, outcome: Outcome) -> str:
    """Why there is no rating, of members no more than a rule tells."""
    if not outcome.reason:
        return str(Status(outcome.status).label) if outcome.status in Status.values else _("Chưa có kết quả")
    if counted is not Counted.MEMBERS:
        return outcome.reason
    return reason_told(outcome.reason, book).say(get_language() or "vi")


def _exemplary(category: Category, tally: Tally) -> int | None:
    if not category.titles:
        return None
    return sum(count for outcome, count in tally.items() if outcome.exemplary and outcome.category == category.code)


def _category(book: Rulebook, result: OrganizationResult | None) -> Category | None:
    if result is None or result.status != Status.RATED:
        return None
    return book.category(Subject.ORGANIZATION, result.category)
