"""What the reports show, every figure with the address of the list behind it."""

from dataclasses import dataclass
from typing import Any

from django.utils.http import urlencode
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from vungmanh.classification.populations import Counted
from vungmanh.classification.reasons import reason_told
from vungmanh.lists.results_in_words import unrated_statuses
from vungmanh.reports.bulletin import Bulletin
from vungmanh.reports.year_end import Table, YearEnd
from vungmanh.rulebooks import shelf
from vungmanh.web.addresses import address
from vungmanh.web.figures import bar_of
from vungmanh.web.viewer import Request


@dataclass(frozen=True, slots=True)
class Figure:
    """A number with its words, its share and the list behind it."""

    words: str
    number: int
    share: Any
    address: str
    colour: int = 0
    is_part: bool = False


@dataclass(frozen=True, slots=True)
class TableShown:
    """One table of the report."""

    title: str
    bar: Any
    rated: int
    lines: list[Figure]
    sums: list[Figure]
    reasons: list[Figure]


def tables_shown(request: Request, report: YearEnd) -> list[TableShown]:
    """The tables that count somebody."""
    return [_table(request, report.year, table) for table in report.tables.values() if table.total]


def _table(request: Request, year: int, table: Table) -> TableShown:
    language = get_language() or "vi"

    def at(group: str) -> str:
        return list_behind(request, table.counted, group, year)

    lines = []
    for line in table.lines:
        category = line.category
        lines.append(Figure(category.name.say(language), line.count, line.share, at(category.code), category.rank))
        if line.exemplary is not None:
            words = _("trong đó {title}").format(title=category.titles[0].name.say(language).lower())
            lines.append(Figure(words, line.exemplary, None, at("exemplary"), 0, True))
    sums = [
        Figure(_("Tổng số"), table.total, None, at("total")),
        Figure(_("Được xếp loại"), table.rated, None, at("rated")),
        Figure(_("Miễn sinh hoạt, không xếp loại"), table.exempt, None, at("exempt")),
        Figure(_("Chưa xếp loại"), table.not_rated, None, at("not_rated")),
    ]
    reasons = [Figure(why, count, None, at("not_rated") + _because(table, year, why)) for why, count in table.reasons]
    return TableShown(table.title.say(language), bar_of(table), table.rated, lines, sums, reasons)


def list_behind(request: Request, counted: Counted, group: str, year: int) -> str:
    """The address of the list of those whom a figure counts."""
    code = "results_members" if counted is Counted.MEMBERS else "results_organizations"
    of = {"counted": counted.value} if counted is Counted.CELLS else {}
    narrowed = {"group": group} if group != "total" else {}
    return address(request, "list", code, year=year, **of, **narrowed)


def _because(table: Table, year: int, why: str) -> str:
    """The reason in the address: a status by its code, so that the address holds in both languages."""
    codes = {name: code for code, name in unrated_statuses()}
    words = reason_told(why, shelf.book_for(year)).vi if table.counted is Counted.MEMBERS else why
    return "&" + urlencode({"reason": codes.get(why, words)})


def paragraphs_shown(request: Request, bulletin: Bulletin) -> list[list[tuple[str, str]]]:
    """Paragraphs as pieces of text, each with the address of the list behind it where it is a figure."""
    year = bulletin.report.year
    return [
        [
            (
                piece.text,
                list_behind(request, Counted(piece.counted), piece.group, year) if piece.counted else "",
            )
            for piece in paragraph
        ]
        for paragraph in bulletin.paragraphs
    ]
