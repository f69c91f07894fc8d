"""Finding what a sheet is about and where its columns are, whatever stands above, beside and in whatever order."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from vungmanh.exchange.choices import SKIPPED, Choices, SheetChoice
from vungmanh.exchange.columns import IGNORED, Column, Layout, SheetKind, plain
from vungmanh.exchange.layouts import LAYOUTS
from vungmanh.exchange.parsing.contract import Cell
from vungmanh.exchange.reading import RawSheet
from vungmanh.foundation.refusals import Refusal

_SEARCHED = 40
"""Rows in which a header is looked for; title blocks and letterheads are shorter."""
_HINTS = ("huong dan", "hints", "ly do")
_LEAST = 2
_TOLD, _LONGEST_TITLE = 30, 60


@dataclass(frozen=True, slots=True)
class Header:
    """The header of a sheet: `places` gives the column index of each field, `below` the index of the first row after.

    `titles` are the headers as written, by column index; `unknown` those that mean nothing to us, `twice` those
    that repeat a column found further left.
    """

    first: int
    below: int
    places: dict[str, int]
    titles: dict[int, str]
    unknown: tuple[str, ...]
    twice: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class FoundSheet:
    """A sheet that can be read: what it is about, its header, its rows with Excel's row numbers."""

    raw: RawSheet
    layout: Layout
    header: Header

    def rows(self) -> Iterator[tuple[int, list[Cell]]]:
        """The rows below the header that hold something besides a running number."""
        told = [place for field, place in self.header.places.items() if field != IGNORED]
        for number, row in enumerate(self.raw.rows[self.header.below :], start=self.header.below + 1):
            if any(_filled(row[place]) for place in told):
                if number == self.header.below + 1 and _counts_columns(row):
                    continue
                yield number, row

    def column(self, field: str) -> Column:
        """The column behind a field."""
        return self.layout.by_field[field]


@dataclass(frozen=True, slots=True)
class Look:
    """What a sheet seems to be: its kind and header, None where neither is known; `missing` columns it needs."""

    layout: Layout | None = None
    header: Header | None = None
    missing: tuple[str, ...] = ()


def find_sheets(sheets: Sequence[RawSheet], choices: Choices | None = None) -> tuple[list[FoundSheet], list[str]]:
    """The sheets that we can read, and notes on those that we cannot and on columns that are not read.

    Raises Refusal when a sheet lacks a column it needs, or when none can be read.
    """
    choices = choices or Choices()
    found: list[FoundSheet] = []
    notes: list[str] = []
    for sheet in sheets:
        look = look_at(sheet, choices)
        if look.missing:
            raise _lacks(sheet, look.missing)
        if look.layout is not None and look.header is not None:
            found.append(FoundSheet(sheet, look.layout, look.header))
            notes.extend(_notes(found[-1]))
        elif _is_skipped(sheet, choices):
            notes.append(_("Trang “{sheet}” không được đọc theo lựa chọn.").format(sheet=sheet.name))
        elif plain(sheet.name) not in _HINTS:
            notes.append(
                _("Trang “{sheet}” không được đọc: không có tiêu đề cột nào được biết.").format(sheet=sheet.name)
            )
    if not found:
        raise Refusal(
            "exchange.no_header",
            _("Không tìm thấy hàng tiêu đề cột nào được biết trong tệp."),
            remedy=_("Dùng tệp mẫu, hoặc ghi tiêu đề cột như trong tệp mẫu (thứ tự cột tùy ý)."),
        )
    order = {layout.kind: place for place, layout in enumerate(LAYOUTS)}
    return sorted(found, key=lambda one: order[one.layout.kind]), notes


def look_at(sheet: RawSheet, choices: Choices) -> Look:
    """What the sheet is about: as chosen, else by its name if its header fits, else by the header that fits best."""
    if _is_skipped(sheet, choices):
        return Look()
    chosen = choices.sheets.get(sheet.name, SheetChoice())
    layouts = [layout for layout in LAYOUTS if chosen.kind in ("", layout.kind)]
    headers = {
        layout.kind: header for layout in layouts if (header := _header(sheet, layout, choices, chosen)) is not None
    }
    layout = _layout_of(sheet, layouts, headers, is_chosen=chosen != SheetChoice())
    if layout is None:
        return Look()
    return Look(layout, headers[layout.kind], tuple(_missing(layout, headers[layout.kind])))


def _is_skipped(sheet: RawSheet, choices: Choices) -> bool:
    return choices.sheets.get(sheet.name, SheetChoice()).kind == SKIPPED


def letter(index: int) -> str:
    """Excel's letters of a column, counted from 0."""
    letters = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def index_of(letters: str) -> int:
    """The place of a column, counted from 0, by its letters."""
    number = 0
    for one in letters:
        number = number * 26 + ord(one) - ord("A") + 1
    return number - 1


def _layout_of(
    sheet: RawSheet, layouts: Sequence[Layout], headers: dict[SheetKind, Header], *, is_chosen: bool
) -> Layout | None:
    by_name = next((layout for layout in layouts if plain(sheet.name) in layout.names), None)
    if by_name is not None and by_name.kind in headers:
        return by_name
    whole = [layout for layout in layouts if layout.kind in headers and not _missing(layout, headers[layout.kind])]
    fitting = whole or [layout for layout in layouts if layout.kind in headers]
    if not fitting:
        return None
    best = max(fitting, key=lambda layout: _score(headers[layout.kind]))
    return best if whole or is_chosen or _score(headers[best.kind]) > _LEAST else None


def _header(sheet: RawSheet, layout: Layout, choices: Choices, chosen: SheetChoice) -> Header | None:
    """The row, or the two rows, of which most headers are known; None where there are fewer than two.

    A chosen row is the header, however little of it is known.
    """
    best: Header | None = None
    last = min(_SEARCHED, len(sheet.rows))
    rows = [chosen.header - 1] if 0 < chosen.header <= len(sheet.rows) else range(last)
    for first in rows:
        upper = sheet.rows[first]
        if not chosen.header and not _is_known(layout, upper, choices):
            continue
        lower = sheet.rows[first + 1] if first + 1 < len(sheet.rows) else None
        for header in (_mapped(layout, first, upper, None, choices), _mapped(layout, first, upper, lower, choices)):
            if best is None or _score(header) > _score(best):
                best = header
    return best if chosen.header or _score(best) >= _LEAST else None


def _is_known(layout: Layout, cells: Sequence[Cell], choices: Choices) -> bool:
    """Whether any of the cells is a header that we know, or that somebody has told us."""
    return any(
        isinstance(cell, str) and (layout.field_of(cell) or choices.field_of(layout.kind, cell))
        for cell in cells
        if cell
    )


def _score(header: Header | None) -> int:
    return 0 if header is None else len([field for field in header.places if field != IGNORED])


def _mapped(layout: Layout, first: int, upper: list[Cell], lower: list[Cell] | None, choices: Choices) -> Header:
    """The header in these rows; a chosen column goes before those that are known by their header."""
    names = {index: names for index, names in enumerate(_names(upper, lower)) if names}
    chosen = {index: field for index, (name, *_rest) in names.items() if (field := choices.field_of(layout.kind, name))}
    places: dict[str, int] = {}
    for index, field in chosen.items():
        places.setdefault(field, index)
    unknown: list[str] = []
    twice: list[str] = []
    for index, said in names.items():
        field = chosen.get(index) or next((field for name in said if (field := layout.field_of(name))), None)
        if field is None:
            unknown.append(said[0])
        elif places.setdefault(field, index) != index and field != IGNORED:
            twice.append(f"{said[0]} ({letter(index)})")
    below = first + (1 if lower is None else 2)
    return Header(first, below, places, {index: said[0] for index, said in names.items()}, tuple(unknown), tuple(twice))


def _names(upper: list[Cell], lower: list[Cell] | None) -> Iterator[tuple[str, ...]]:
    """What each column may be called, the fullest first; a merged upper header reaches over the columns beside it."""
    above = ""
    for index, cell in enumerate(upper):
        own = _said(cell)
        sub = "" if lower is None or index >= len(lower) else _said(lower[index])
        above = own or (above if sub else "")
        if sub and above:
            yield f"{above} - {sub}", sub
        else:
            yield (own or sub,) if own or sub else ()


def _said(cell: Cell) -> str:
    return " ".join(cell.split()) if isinstance(cell, str) else ""


def _missing(layout: Layout, header: Header) -> list[str]:
    return [
        " / ".join(layout.by_field[field].header for field in group)
        for group in layout.needs
        if not any(field in header.places for field in group)
    ]


def _lacks(sheet: RawSheet, missing: Sequence[str]) -> Refusal:
    return Refusal(
        "exchange.column_missing",
        _("Trang “{sheet}” thiếu cột: {columns}.").format(sheet=sheet.name, columns="; ".join(missing)),
        remedy=_("Thêm cột đó vào hàng tiêu đề rồi nhập lại; các cột được biết có trong tệp mẫu."),
    )


def _notes(found: FoundSheet) -> Iterator[str]:
    if found.header.unknown:
        yield _("Trang “{sheet}”: không đọc các cột không được biết: {columns}.").format(
            sheet=found.raw.name, columns=_some(found.header.unknown)
        )
    if found.header.twice:
        yield _("Trang “{sheet}”: chỉ đọc cột đầu tiên, bỏ qua cột lặp lại: {columns}.").format(
            sheet=found.raw.name, columns=_some(found.header.twice)
        )


def _some(titles: Sequence[str]) -> str:
    """The titles, shortened where a strange file has many or long ones."""
    told = [title if len(title) <= _LONGEST_TITLE else f"{title[:_LONGEST_TITLE]}…" for title in titles[:_TOLD]]
    return "; ".join([*told, "…"] if len(titles) > _TOLD else told)


def _filled(cell: Cell) -> bool:
    return bool(cell.strip()) if isinstance(cell, str) else cell is not None


def _counts_columns(row: list[Cell]) -> bool:
    """Whether the row below the header only numbers the columns: 1, 2, 3 … or (1), (2), (3) …"""
    numbers = [re.sub(r"[()\s]", "", str(int(cell) if isinstance(cell, float) else cell)) for cell in row if cell != ""]
    return len(numbers) > 1 and numbers == [str(place) for place in range(1, len(numbers) + 1)]
