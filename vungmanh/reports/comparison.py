"""One organization over several years, and the organizations directly below it side by side.

Every year keeps the categories of its own rulebook; only the lines of the equivalence set categories of different
rulebooks equal, and these say that they rest on a parameter to confirm.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from vungmanh.classification.populations import IN_TABLES, Counted
from vungmanh.classification.tallies import YearBelow
from vungmanh.foundation.citations import Citation
from vungmanh.foundation.dates import year_end as last_day
from vungmanh.foundation.numbers import percent
from vungmanh.foundation.texts import Text
from vungmanh.organizations.models import Placement
from vungmanh.organizations.queries import history_of
from vungmanh.reports.year_end import TITLES, ChildLine, Table, lines_by_child, table_of
from vungmanh.rulebooks import shelf
from vungmanh.rulebooks.equivalence import Run
from vungmanh.rulebooks.rulebook import Rulebook, Subject

MOST_YEARS = 10
"""Years that stand side by side."""
SUMS = {
    "total": Text("Tổng số", "Total"),
    "rated": Text("Được xếp loại", "Rated"),
    "exempt": Text("Miễn sinh hoạt, không xếp loại", "Exempt from activity, not rated"),
    "not_rated": Text("Chưa xếp loại", "Not rated"),
}


@dataclass(frozen=True, slots=True)
class Cell:
    """A figure of one year: how many are in one of the `groups`, and their share of the rated, in percent."""

    count: int
    share: Decimal | None
    groups: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Line:
    """One line over the years; a year whose rulebook does not know the category has no cell.

    `equivalence` is what a line rests on that sets categories of several rulebooks equal.
    """

    title: Text
    cells: Mapping[int, Cell]
    equivalence: Citation | None = None


@dataclass(frozen=True, slots=True)
class Section:
    """The lines of one population."""

    counted: Counted
    title: Text
    lines: Sequence[Line]


@dataclass(frozen=True, slots=True)
class Comparison:
    """One organization over years; `books` are the rulebooks of the years."""

    placement: Placement
    years: Sequence[int]
    books: Mapping[int, Rulebook]
    sections: Sequence[Section]


def comparison(placement: Placement, *, years: Sequence[int]) -> Comparison:
    """The tables of several years side by side; years in which the organization did not stand are left out."""
    history = list(history_of(placement.organization_id).select_related("organization"))
    stood = {year: one for year in sorted(set(years)) for one in history if one.holds_on(last_day(year))}
    books = {year: shelf.book_for(year) for year in stood}
    below = {year: YearBelow(one, year=year) for year, one in stood.items()}
    sections = []
    for counted in IN_TABLES:
        tables = {year: table_of(books[year], counted, below[year].tally(counted)) for year in stood}
        if any(table.total for table in tables.values()):
            sections.append(Section(counted, TITLES[counted], _lines(counted.subject, tables, books)))
    return Comparison(placement, list(stood), books, sections)


def _lines(subject: Subject, tables: Mapping[int, Table], books: Mapping[int, Rulebook]) -> list[Line]:
    cells: dict[Text, dict[int, Cell]] = {}
    for year, table in tables.items():
        for line in table.lines:
            cell = Cell(line.count, line.share, (line.category.code,))
            cells.setdefault(line.category.name, {})[year] = cell
    lines = [Line(name, of_years) for name, of_years in cells.items()]
    if len({books[year].code for year in tables}) > 1:
        lines += [_run_line(run, tables, books) for run in shelf.equivalence().runs(subject)]
    return lines + [
        Line(name, {year: Cell(getattr(table, code), None, (code,)) for year, table in tables.items()})
        for code, name in SUMS.items()
    ]


def _run_line(run: Run, tables: Mapping[int, Table], books: Mapping[int, Rulebook]) -> Line:
    """The categories that the equivalence sets equal, as one line."""
    cells = {}
    for year, table in tables.items():
        codes = tuple(run.members.get(books[year].code, ()))
        count = sum(table.count(code) for code in codes)
        cells[year] = Cell(count, percent(count, table.rated), codes)
    return Line(run.name, cells, run.citation)


@dataclass(frozen=True, slots=True)
class Ranked:
    """One organization directly below; `rank` by the figure that is sorted by, the same for the same figure."""

    child: ChildLine
    rank: int | None
    shares: Mapping[str, Decimal | None]


@dataclass(frozen=True, slots=True)
class Siblings:
    """The organizations directly below side by side, sorted by `sort`."""

    placement: Placement
    year: int
    book: Rulebook
    sort: str
    lines: Sequence[Ranked]


def siblings(placement: Placement, *, year: int, sort: str = "") -> Siblings:
    """Organizations directly below with members by category.

    `sort` is `name`, `members`, `rated` or the code of a category, whose share of the rated then counts; with `-`
    before it the greatest comes first. Organizations are ranked, never persons.
    """
    book = shelf.book_for(year)
    sort = sort if sort.removeprefix("-") in sorts(book) else f"-{book.categories(Subject.MEMBER)[0].code}"
    lines = [Ranked(child, None, _shares(child)) for child in lines_by_child(placement, year=year)]
    by = sort.removeprefix("-")
    if by == "name":
        return Siblings(placement, year, book, sort, lines[::-1] if sort.startswith("-") else lines)
    figures = [_figure(line, by) for line in lines]
    known = [figure for figure in figures if figure is not None]
    ranked = [
        Ranked(line.child, None if figure is None else 1 + sum(other > figure for other in known), line.shares)
        for line, figure in zip(lines, figures, strict=True)
    ]
    down = sort.startswith("-")
    ranked.sort(key=lambda line: (line.rank is None, (line.rank or 0) * (1 if down else -1)))
    return Siblings(placement, year, book, sort, ranked)


def sorts(book: Rulebook) -> list[str]:
    """By what the organizations may be sorted."""
    return ["name", "members", "rated", *(one.code for one in book.categories(Subject.MEMBER))]


def _shares(child: ChildLine) -> dict[str, Decimal | None]:
    return {line.category.code: line.share for line in child.members.lines}


def _figure(line: Ranked, by: str) -> Decimal | None:
    figures = {"members": line.child.members.total, "rated": line.child.members.rated}
    return Decimal(figures[by]) if by in figures else line.shares[by]
