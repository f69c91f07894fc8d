"""Workbooks: the header stays in sight, dates are dates, and no text ever becomes a formula."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import BinaryIO

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from vungmanh.documents.cells import is_figure, plain, shown
from vungmanh.documents.letters import Heading, Letter
from vungmanh.documents.tables import Column, Kind, Table, Value
from vungmanh.documents.workbook_cells import MADE_AT, Looks, write_cell

_FORBIDDEN = str.maketrans(dict.fromkeys("[]:*?/\\'", " "))
_PROSE_WIDTH = 100
_A4 = 9


def write_workbook(document: Table | Letter, file: BinaryIO, language: str) -> None:
    """A table as a sheet; a letter as a sheet of its text and one for each table. Rows go to disk as they come."""
    book = xlsxwriter.Workbook(file, {"constant_memory": True, "default_date_format": "dd/mm/yyyy"})
    book.set_properties({"title": document.title[:255], "author": "", "created": MADE_AT})
    looks = _Looks(book)
    taken: set[str] = set()
    if isinstance(document, Letter):
        _write_prose(book.add_worksheet(_name(document.kind, taken)), document, looks)
    tables = [document] if isinstance(document, Table) else document.tables
    for table in tables:
        _Sheet(book.add_worksheet(_name(table.title, taken)), table, looks, language).write()
    book.close()


class _Looks:
    """The formats of cells."""

    def __init__(self, book: Workbook) -> None:
        self.title = book.add_format({"bold": True, "font_size": 14})
        self.soft = book.add_format({"italic": True})
        self.prose = book.add_format({"text_wrap": True, "valign": "top", "num_format": "@"})
        self.header = book.add_format(
            {
                "bold": True,
                "border": 1,
                "text_wrap": True,
                "align": "center",
                "valign": "vcenter",
                "bg_color": "#EFEBE5",
            }
        )
        text = book.add_format({"num_format": "@", "border": 1, "text_wrap": True, "valign": "top"})
        day = book.add_format({"num_format": "dd/mm/yyyy", "border": 1, "align": "center", "valign": "top"})

        def looks(numbers: str) -> Looks:
            number = book.add_format({"num_format": numbers, "border": 1, "valign": "top"})
            return Looks(text=text, number=number, day=day, blank=text)

        self.cells = dict.fromkeys(Kind, looks("#,##0.##")) | {Kind.PERCENT: looks("0.00%")}
        self.whole = looks("#,##0")


class _Sheet:
    """One table on its sheet, written from the top down."""

    def __init__(self, sheet: Worksheet, table: Table, looks: _Looks, language: str) -> None:
        self.sheet, self.table, self.looks, self.language = sheet, table, looks, language

    def write(self) -> None:
        """Title, header, rows, notes."""
        columns = self.table.columns
        for number, column in enumerate(columns):
            self.sheet.set_column(number, number, column.width)
        row = self._lines([(self.table.title, self.looks.title), (self.table.subtitle, self.looks.soft)])
        header = row + 1
        for number, column in enumerate(columns):
            self.sheet.write_string(header, number, plain(column.title), self.looks.header)
        last = self._rows(header, self.table.rows)
        self._on_paper(header, last)
        for number, note in enumerate(self.table.notes):
            self.sheet.write_string(last + 2 + number, 0, plain(note), self.looks.soft)

    def _lines(self, lines: Sequence[tuple[str, Format]]) -> int:
        said = [(words, look) for words, look in lines if words]
        for number, (words, look) in enumerate(said):
            self.sheet.write_string(number, 0, plain(words), look)
        return len(said)

    def _rows(self, header: int, rows: Iterable[Sequence[Value]]) -> int:
        last = header
        for last, values in enumerate(rows, start=header + 1):
            for number, (column, value) in enumerate(zip(self.table.columns, values, strict=True)):
                self._cell(last, number, column, value)
        return last

    def _cell(self, row: int, number: int, column: Column, value: Value) -> None:
        looks = self.looks.cells[column.kind]
        if is_figure(value, column.kind):
            if isinstance(value, int) and column.kind is Kind.NUMBER:
                looks = self.looks.whole
            figure = float(value)  # type: ignore[arg-type]
            write_cell(self.sheet, row, number, figure / 100 if column.kind is Kind.PERCENT else figure, looks)
        else:
            cell = value if isinstance(value, date) else shown(value, column.kind, self.language)
            write_cell(self.sheet, row, number, cell, looks)

    def _on_paper(self, header: int, last: int) -> None:
        across = max(len(self.table.columns) - 1, 0)
        self.sheet.freeze_panes(header + 1, 0)
        if last > header:
            self.sheet.autofilter(header, 0, last, across)
        self.sheet.repeat_rows(header)
        self.sheet.set_landscape()
        self.sheet.set_paper(_A4)
        self.sheet.fit_to_pages(1, 0)
        self.sheet.set_footer("&C&P/&N")


def _write_prose(sheet: Worksheet, letter: Letter, looks: _Looks) -> None:
    sheet.set_column(0, 0, _PROSE_WIDTH)
    sheet.set_paper(_A4)
    lines = [(letter.body, looks.soft), (letter.kind, looks.title), (letter.about, looks.title)]
    lines += [
        (part.text, looks.title) if isinstance(part, Heading) else (part, looks.prose)
        for part in letter.parts
        if not isinstance(part, Table)
    ]
    for number, (words, look) in enumerate(lines):
        sheet.write_string(number, 0, plain(words), look)


def _name(title: str, taken: set[str]) -> str:
    """A name of at most 31 characters that Excel takes and no other sheet has; it is taken from now on."""
    name = plain(title).translate(_FORBIDDEN).strip()[:28].strip() or "1"
    found, number = name, 1
    while found.lower() in taken:
        number += 1
        found = f"{name} {number}"
    taken.add(found.lower())
    return found
