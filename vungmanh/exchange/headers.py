"""Finding what a sheet is about and where its columns are, whatever stands above, beside and in whatever order."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from vungmanh.exchange.columns import IGNORED, LAYOUTS, Column, Layout, plain
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


def find_sheets(sheets: Sequence[RawSheet]) -> tuple[list[FoundSheet], list[str]]:
    """The sheets that we can read, and notes on those that we cannot and on columns that are not read.

    Raises Refusal when a sheet lacks a column it needs, or when none can be read.
    """
    found: list[FoundSheet] = []
    notes: list[str] = []
    for sheet in sheets:
        one = _find(sheet)
        if one is not None:
            found.append(one)
            notes.extend(_notes(one))
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


def _find(sheet: RawSheet) -> FoundSheet | None:
    """What the sheet is about: by its name if its header fits, else by the header that fits best."""
    headers = {layout.kind: header for layout in LAYOUTS if (header := _header(sheet, layout)) is not None}
    by_name = next((layout for layout in LAYOUTS if plain(sheet.name) in layout.names), None)
    if by_name is not None and by_name.kind in headers:
        missing = _missing(by_name, headers[by_name.kind])
        if missing:
            raise _lacks(sheet, missing)
        return FoundSheet(sheet, by_name, headers[by_name.kind])
    whole = [layout for layout in LAYOUTS if layout.kind in headers and not _missing(layout, headers[layout.kind])]
    if whole:
        best = max(whole, key=lambda layout: _score(headers[layout.kind]))
        return FoundSheet(sheet, best, headers[best.kind])
    nearest = max(LAYOUTS, key=lambda layout: _score(headers.get(layout.kind)))
    if nearest.kind in headers and _score(headers[nearest.kind]) > _LEAST:
        raise _lacks(sheet, _missing(nearest, headers[nearest.kind]))
    return None


def _header(sheet: RawSheet, layout: Layout) -> Header | None:
    """The row, or the two rows, of which most headers are known; None where there are fewer than two."""
    best: Header | None = None
    for first in range(min(_SEARCHED, len(sheet.rows))):
        upper = sheet.rows[first]
        if not any(isinstance(cell, str) and layout.field_of(cell) for cell in upper if cell):
            continue
        lower = sheet.rows[first + 1] if first + 1 < len(sheet.rows) else None
        for header in (_mapped(layout, first, upper, None), _mapped(layout, first, upper, lower)):
            if _score(header) > _score(best):
                best = header
    return best if _score(best) >= _LEAST else None


def _score(header: Header | None) -> int:
    return 0 if header is None else len([field for field in header.places if field != IGNORED])


def _mapped(layout: Layout, first: int, upper: list[Cell], lower: list[Cell] | None) -> Header | None:
    places: dict[str, int] = {}
    titles: dict[int, str] = {}
    unknown: list[str] = []
    twice: list[str] = []
    for index, names in enumerate(_names(upper, lower)):
        if not names:
            continue
        titles[index] = names[0]
        field = next((field for name in names if (field := layout.field_of(name))), None)
        if field is None:
            unknown.append(names[0])
        elif field not in places:
            places[field] = index
        elif field != IGNORED:
            twice.append(f"{names[0]} ({letter(index)})")
    below = first + (1 if lower is None else 2)
    return Header(first, below, places, titles, tuple(unknown), tuple(twice)) if places else None


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


def _lacks(sheet: RawSheet, missing: list[str]) -> Refusal:
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
