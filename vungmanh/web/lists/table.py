"""The rows of a list as HTML, written in one go: a template takes three times as long, half of the whole page."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from html import escape

from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from vungmanh.documents.tables import Column, Kind, Value
from vungmanh.foundation.dates import last_complete_year, written
from vungmanh.foundation.numbers import grouped
from vungmanh.lists.campaign import campaign_of
from vungmanh.lists.listing import SORTED_AT_MOST, Choice, ListKind, Row
from vungmanh.lists.results_of_members import year_of
from vungmanh.members.models import Standing
from vungmanh.rulebooks import shelf
from vungmanh.rulebooks.rulebook import Subject
from vungmanh.web.lists.asking import Asked

_STANDINGS = {Standing.FULL: "3", Standing.PROBATIONARY: "2", Standing.SUSPENDED: "1"}
"""Which tints set standings apart; the others are grey."""
_GREY = "4"

Cell = Callable[[Row, Value], str]


@dataclass(frozen=True, slots=True)
class Heading:
    """The head of one column; `sort` is the address that sorts by it, `order` how the list is sorted by it now."""

    code: str
    title: str
    is_number: bool
    sort: str
    order: str


def headings(asked: Asked) -> list[Heading]:
    """Heads of the columns; a superior stands under its cell where both are shown."""
    kind, sort = asked.kind, asked.choice.sort or asked.kind.sorts[0]
    few = kind.sorts_few if asked.total <= SORTED_AT_MOST else ()
    heads = []
    for column in _drawn(kind.shown(asked.choice)):
        by = column.code
        turned = f"-{by}" if sort == by else by
        address = (
            asked.address(replace(asked.choice, sort="" if turned == kind.sorts[0] else turned))
            if by in (*kind.sorts, *few)
            else ""
        )
        order = {by: "ascending", f"-{by}": "descending"}.get(sort, "")
        heads.append(Heading(by, column.title, column.kind is Kind.NUMBER, address, order))
    return heads


@dataclass(frozen=True, slots=True)
class Drawing:
    """What the rows of a list are drawn from besides themselves; `today` decides whether links name the day."""

    kind: ListKind
    choice: Choice
    today: date

    @property
    def day(self) -> str:
        """The day in the address of a row's page; none for today."""
        return "" if self.choice.on == self.today else f"?on={self.choice.on.isoformat()}"


def lines(asked: Drawing, rows: Sequence[Row], *, picking: bool) -> SafeString:
    """The rows; with `picking` each has a box to select it."""
    columns = asked.kind.shown(asked.choice)
    drawn = _drawn(columns)
    places = [columns.index(column) for column in drawn]
    draw = [_cell_of(asked, column, columns) for column in drawn]
    pick = _("Chọn")
    written_lines = []
    for row in rows:
        cells = row.cells
        box = (
            f'<td class="pick"><input type="checkbox" name="pick" value="{row.subject}"'
            f' aria-label="{pick} {escape(str(cells[0]))}"></td>'
            if picking
            else ""
        )
        drawn_cells = "".join([one(row, cells[place]) for one, place in zip(draw, places, strict=True)])
        written_lines.append(f"<tr>{box}{drawn_cells}</tr>")
    return mark_safe("\n".join(written_lines))  # noqa: S308  (every text is escaped by the cells)


def _drawn(columns: Sequence[Column]) -> list[Column]:
    """The columns that stand for themselves: the superior is written under the cell."""
    codes = [column.code for column in columns]
    return [column for column in columns if column.code != "superior" or "cell" not in codes]


def _cell_of(asked: Drawing, column: Column, columns: Sequence[Column]) -> Cell:
    """How a column is drawn."""
    title = escape(column.title)
    codes = [one.code for one in columns]
    if column.code == codes[0]:
        return _subject(asked)
    if column.code == "cell" and "superior" in codes:
        return _place(codes.index("superior"), escape(asked.choice.scope.name))
    if column.code in ("standing", "result"):
        return _tagged(asked, column)
    return {Kind.DATE: _day, Kind.NUMBER: _number}.get(column.kind, _text)(title)


def _subject(asked: Drawing) -> Cell:
    """The name, which leads to the page of the member or the organization."""
    day = asked.day
    page = reverse("members")
    if asked.kind.code == "bridge_members":
        return lambda row, value: (
            f'<th scope="row" class="nw"><a href="{page}{row.subject}/?on={row.on}">{escape(str(value))}</a></th>'
        )
    if asked.kind.code in ("members", "results_members"):
        return lambda row, value: (
            f'<th scope="row" class="nw"><a href="{page}{row.subject}/{day}">{escape(str(value))}</a></th>'
        )
    if asked.kind.code == "campaign":
        campaign = campaign_of(asked.choice)
        start = reverse("campaign", args=[campaign.year if campaign else 0]) + "subjects/"
        return lambda row, value: f'<th scope="row"><a href="{start}{row.subject}/{day}">{escape(str(value))}</a></th>'
    return lambda row, value: (
        f'<th scope="row"><a href="{escape(reverse("organization", args=[row.subject]))}{day}">'
        f"{escape(str(value))}</a></th>"
    )


def _place(superior: int, scope: str) -> Cell:
    def cell(row: Row, value: Value) -> str:
        above = escape(str(row.cells[superior] or ""))
        small = f" <small>{above}</small>" if above and above != scope else ""
        return f'<td class="full">{escape(str(value or "–"))}{small}</td>'

    return cell


def _tagged(asked: Drawing, column: Column) -> Cell:
    """A standing or a result with its tint; in lists of results it leads to the reasons."""
    tints, leads = _tints(asked, column.code), _explanation(asked) if column.code == "result" else None

    def cell(row: Row, value: Value) -> str:
        text = str(value or "")
        if not text:
            return "<td></td>"
        tint = tints.get(text)
        tag = f"tag t{tint}" if tint else "small"
        if leads:
            return f'<td class="full"><a class="{tag}" href="{leads(row)}">{escape(text)}</a></td>'
        return f'<td><span class="{tag}">{escape(text)}</span></td>'

    return cell


def _tints(asked: Drawing, code: str) -> Mapping[str, str]:
    if code == "standing":
        return {str(label): _STANDINGS.get(Standing(value), _GREY) for value, label in Standing.choices}
    return result_tints(asked)


def result_tints(asked: Drawing) -> dict[str, str]:
    """The tint of every result by its name, with and without its title."""
    language, by_members = get_language() or "vi", "members" in asked.kind.code
    rates = asked.kind.code.startswith("results")
    book = shelf.book_for(year_of(asked.choice) if rates else last_complete_year(asked.choice.on))
    tints = {}
    for category in book.categories(Subject.MEMBER if by_members else Subject.ORGANIZATION):
        name = category.name.say(language)
        tints[name] = str(category.rank)
        for title in category.titles:
            tints[f"{name} ({title.name.say(language).lower()})"] = str(category.rank)
    return tints


def _explanation(asked: Drawing) -> Callable[[Row], str] | None:
    if not asked.kind.code.startswith("results"):
        return None
    year = year_of(asked.choice)
    page = "explain_member" if asked.kind.code == "results_members" else "explain_organization"
    day = asked.day
    return lambda row: escape(reverse(page, args=[year, row.subject])) + day


def _day(title: str) -> Cell:
    def cell(_row: Row, value: Value) -> str:
        if not value:
            return "<td></td>"
        said = written(value) if isinstance(value, date) else escape(str(value))  # a year of birth alone
        return f'<td class="nw" data-k="{title}">{said}</td>'

    return cell


def _number(title: str) -> Cell:
    language = get_language() or "vi"

    def cell(_row: Row, value: Value) -> str:
        shown = grouped(value, language) if isinstance(value, int) else "–"
        return f'<td class="n" data-k="{title}">{shown}</td>'

    return cell


def _text(title: str) -> Cell:
    def cell(_row: Row, value: Value) -> str:
        return f'<td class="full" data-k="{title}">{escape(str(value))}</td>' if value else "<td></td>"

    return cell
