"""One organization over several years, and the organizations directly below it side by side.

Figures and denominators are those of the year-end tables. Every year keeps the categories of its own rulebook, and
years stand on common lines only where these have the same names throughout; lines of the equivalence, which set
categories of different rulebooks equal, say that they rest on a parameter to confirm.
"""

from collections.abc import Iterator, Mapping, Sequence
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
FEWEST_FOR_SHARE = 10
"""Rated from whom on a share says something: of fewer, one person more or less is over ten percent."""
SUMS = {
    "total": Text("Tổng số", "Total"),
    "rated": Text("Được xếp loại", "Rated"),
    "exempt": Text("Miễn sinh hoạt, không xếp loại", "Exempt from activity, not rated"),
    "not_rated": Text("Chưa xếp loại", "Not rated"),
}


@dataclass(frozen=True, slots=True)
class Cell:
    """A figure of one year: how many are in one of the `groups`, and their share of the rated, in percent.

    There is no share of fewer than `FEWEST_FOR_SHARE`.
    """

    count: int
    share: Decimal | None
    groups: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Line:
    """One line over the years; a year to which it does not apply has no cell.

    `equivalence` is what a line rests on that sets categories of several rulebooks equal.
    """

    title: Text
    cells: Mapping[int, Cell]
    equivalence: Citation | None = None


@dataclass(frozen=True, slots=True)
class Scale:
    """The years whose rulebooks name the same categories, with the line of each."""

    books: Sequence[Rulebook]
    years: Sequence[int]
    lines: Sequence[Line]


@dataclass(frozen=True, slots=True)
class Section:
    """The lines of one population: by scale, of the equivalence where there are several scales, and the sums."""

    counted: Counted
    title: Text
    scales: Sequence[Scale]
    equal: Sequence[Line]
    sums: Sequence[Line]


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
            sections.append(_section(counted, tables, books))
    return Comparison(placement, list(stood), books, sections)


def _section(counted: Counted, tables: Mapping[int, Table], books: Mapping[int, Rulebook]) -> Section:
    scales = list(_scales(counted.subject, tables, books))
    runs = shelf.equivalence().runs(counted.subject) if len(scales) > 1 else ()
    sums = [
        Line(name, {year: Cell(getattr(table, code), None, (code,)) for year, table in tables.items()})
        for code, name in SUMS.items()
    ]
    return Section(counted, TITLES[counted], scales, [_run_line(run, tables, books) for run in runs], sums)


def _scales(subject: Subject, tables: Mapping[int, Table], books: Mapping[int, Rulebook]) -> Iterator[Scale]:
    alike: dict[tuple[Text, ...], list[int]] = {}
    for year in tables:
        alike.setdefault(tuple(category.name for category in books[year].categories(subject)), []).append(year)
    for names, years in alike.items():
        lines = [
            Line(name, {year: _cell(tables[year], (tables[year].lines[place].category.code,)) for year in years})
            for place, name in enumerate(names)
        ]
        yield Scale(list({books[year].code: books[year] for year in years}.values()), years, lines)


def _run_line(run: Run, tables: Mapping[int, Table], books: Mapping[int, Rulebook]) -> Line:
    """The categories that the equivalence sets equal, as one line."""
    cells = {year: _cell(table, tuple(run.members.get(books[year].code, ()))) for year, table in tables.items()}
    return Line(run.name, cells, run.citation)


def _cell(table: Table, codes: tuple[str, ...]) -> Cell:
    count = sum(table.count(code) for code in codes)
    return Cell(count, share_told(count, table.rated), codes)


def share_told(count: int, rated: int) -> Decimal | None:
    """The share of the rated in percent; None of too few for a share to say anything."""
    return percent(count, rated) if rated >= FEWEST_FOR_SHARE else None


@dataclass(frozen=True, slots=True)
class Siblings:
    """The organizations directly below side by side, sorted by `sort`."""

    placement: Placement
    year: int
    book: Rulebook
    sort: str
    lines: Sequence[ChildLine]


def siblings(placement: Placement, *, year: int, sort: str = "") -> Siblings:
    """Organizations directly below with members by category, in the order of the office unless sorted otherwise.

    `sort` is one of `sorts`, with `-` before it the greatest first; by a category its share of the rated counts, and
    organizations with too few for a share come last. Nobody is given a rank.
    """
    book = shelf.book_for(year)
    by = sort.removeprefix("-")
    if by not in sorts(book):
        sort = by = "name"
    lines = lines_by_child(placement, year=year)
    if by != "name":
        lines.sort(key=lambda line: _figure(line, by) or 0, reverse=sort.startswith("-"))
        lines.sort(key=lambda line: _figure(line, by) is None)
    elif sort.startswith("-"):
        lines.reverse()
    return Siblings(placement, year, book, sort, lines)


def sorts(book: Rulebook) -> list[str]:
    """By what the organizations may be sorted: name, members, the rated, or a category."""
    return ["name", "members", "rated", *(one.code for one in book.categories(Subject.MEMBER))]


def _figure(line: ChildLine, by: str) -> Decimal | int | None:
    counts = {"members": line.members.total, "rated": line.members.rated}
    return counts[by] if by in counts else share_told(line.members.count(by), line.members.rated)
