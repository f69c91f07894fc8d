"""Writing workbooks: numbers and codes stay text, dates are dates, nothing that is typed becomes a formula."""

from collections.abc import Container, Sequence
from datetime import date, datetime
from types import TracebackType
from typing import Any, BinaryIO

import xlsxwriter
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from vungmanh.documents.workbooks import MADE_AT

_WIDTH = 18


class Sheet:
    """One sheet, written from the top down."""

    def __init__(self, book: "Book", worksheet: Worksheet) -> None:
        self.book = book
        self.worksheet = worksheet
        self.next = 0

    def header(self, titles: Sequence[Any]) -> None:
        """Write a row of headers; the columns hold text from here on, so that Excel keeps leading zeros."""
        self._write(titles, self.book.bold)
        self.worksheet.set_column(0, max(len(titles) - 1, 0), _WIDTH, self.book.text)
        self.worksheet.freeze_panes(self.next, 0)

    def merged_header(self, titles: Sequence[str], parts: Sequence[str]) -> None:
        """Write two rows of headers: neighbours of one title are merged over their parts, others downwards."""
        upper, lower = self.next, self.next + 1
        start = 0
        while start < len(titles):
            end = start
            while end + 1 < len(titles) and titles[end + 1] == titles[start]:
                end += 1
            if end > start:
                self.worksheet.merge_range(upper, start, upper, end, titles[start], self.book.bold)
                for column in range(start, end + 1):
                    self.worksheet.write_string(lower, column, parts[column], self.book.bold)
            else:
                self.worksheet.merge_range(upper, start, lower, start, titles[start], self.book.bold)
            start = end + 1
        self.next += 2
        self.worksheet.set_column(0, len(titles) - 1, _WIDTH, self.book.text)
        self.worksheet.freeze_panes(self.next, 0)

    def row(self, values: Sequence[Any], bad: Container[int] = ()) -> None:
        """Write a row of values; the columns in `bad`, counted from 0, are marked."""
        self._write(values, self.book.text, bad)

    def _write(self, values: Sequence[Any], form: Any, bad: Container[int] = ()) -> None:
        for column, value in enumerate(values):
            if column in bad:
                self._write_bad(column, value)
            elif isinstance(value, date):
                self._write_day(column, value, self.book.day)
            elif isinstance(value, bool):
                self.worksheet.write_boolean(self.next, column, value, form)
            elif isinstance(value, int | float):
                self.worksheet.write_number(self.next, column, value, self.book.number)
            elif value not in ("", None):
                self.worksheet.write_string(self.next, column, str(value), form)
        self.next += 1

    def _write_bad(self, column: int, value: Any) -> None:
        if isinstance(value, date):
            self._write_day(column, value, self.book.bad_day)
        elif isinstance(value, int | float):
            self.worksheet.write(self.next, column, value, self.book.bad_number)
        else:
            self.worksheet.write_string(self.next, column, str(value or ""), self.book.bad)

    def _write_day(self, column: int, value: date, form: Any) -> None:
        moment = datetime(value.year, value.month, value.day)  # noqa: DTZ001  (Excel knows no zones)
        self.worksheet.write_datetime(self.next, column, moment, form)


class Book:
    """A workbook being written into a stream."""

    def __init__(self, stream: BinaryIO) -> None:
        self.workbook: Workbook = xlsxwriter.Workbook(stream, {"in_memory": True})
        self.workbook.set_properties({"created": MADE_AT})
        self.text = self.workbook.add_format({"num_format": "@"})
        self.bold = self.workbook.add_format(
            {"bold": True, "num_format": "@", "text_wrap": True, "valign": "vcenter", "border": 1}
        )
        self.day = self.workbook.add_format({"num_format": "dd/mm/yyyy"})
        bad = {"bg_color": "#FFD9D4", "border": 1, "border_color": "#C0392B"}
        self.bad = self.workbook.add_format({"num_format": "@", **bad})
        self.bad_day = self.workbook.add_format({"num_format": "dd/mm/yyyy", **bad})
        self.bad_number = self.workbook.add_format({"num_format": "0", **bad})
        self.number = self.workbook.add_format({"num_format": "0"})

    def sheet(self, name: str) -> Sheet:
        """A new sheet at the end."""
        return Sheet(self, self.workbook.add_worksheet(name))

    def __enter__(self) -> "Book":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.workbook.close()
