"""Workbooks that come in again: plain sheets with headers, marked cells, nothing else."""

from collections.abc import Container, Sequence
from types import TracebackType
from typing import Any, BinaryIO

import xlsxwriter
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from vungmanh.documents.workbook_cells import MADE_AT, Looks, write_cell

_WIDTH = 18


class Sheet:
    """One sheet, written from the top down."""

    def __init__(self, book: "Book", worksheet: Worksheet) -> None:
        self.book = book
        self.worksheet = worksheet
        self.next = 0

    def header(self, titles: Sequence[Any]) -> None:
        """Write a row of headers; the columns hold text from here on, so that Excel keeps leading zeros."""
        for column, title in enumerate(titles):
            write_cell(self.worksheet, self.next, column, title, self.book.header)
        self.next += 1
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
        for column, value in enumerate(values):
            write_cell(self.worksheet, self.next, column, value, self.book.bad if column in bad else self.book.usual)
        self.next += 1


class Book:
    """A workbook being written into a stream; rows go to disk as they come, unless headers are `merged` over two."""

    def __init__(self, stream: BinaryIO, *, merged: bool = False) -> None:
        self.workbook: Workbook = xlsxwriter.Workbook(stream, {"in_memory": merged, "constant_memory": not merged})
        self.workbook.set_properties({"created": MADE_AT})
        add = self.workbook.add_format
        self.text = add({"num_format": "@"})
        self.bold = add({"bold": True, "num_format": "@", "text_wrap": True, "valign": "vcenter", "border": 1})
        day, number = {"num_format": "dd/mm/yyyy"}, {"num_format": "0"}
        self.usual = Looks(text=self.text, number=add(number), day=add(day))
        self.header = Looks(text=self.bold, number=self.usual.number, day=self.usual.day)
        marked = {"bg_color": "#FFD9D4", "border": 1, "border_color": "#C0392B"}
        bad = add({"num_format": "@", **marked})
        self.bad = Looks(text=bad, number=add(number | marked), day=add(day | marked), blank=bad)

    def sheet(self, name: str) -> Sheet:
        """A new sheet at the end."""
        return Sheet(self, self.workbook.add_worksheet(name))

    def __enter__(self) -> "Book":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.workbook.close()
