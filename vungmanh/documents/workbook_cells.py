"""Cells of workbooks: dates are dates, numbers are numbers, everything else is text, and no text becomes a formula."""

from dataclasses import dataclass
from datetime import date, datetime

from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from vungmanh.foundation.dates import written

MADE_AT = datetime(1980, 1, 1)  # noqa: DTZ001  (the file formats know no zones)
"""The time of making that all files carry, so that the same document is the same file: the earliest a ZIP knows."""
_FIRST_YEAR = 1900
"""Excel knows no earlier days."""


@dataclass(frozen=True, slots=True)
class Looks:
    """The formats of cells by what stands in them; without `blank` an empty cell is left as its column is."""

    text: Format
    number: Format
    day: Format
    blank: Format | None = None


def write_cell(sheet: Worksheet, row: int, column: int, value: object, looks: Looks) -> None:
    """Write one value; a day before 1900 becomes text."""
    if isinstance(value, date) and value.year >= _FIRST_YEAR:
        moment = datetime(value.year, value.month, value.day)  # noqa: DTZ001  (Excel knows no zones)
        sheet.write_datetime(row, column, moment, looks.day)
    elif isinstance(value, bool):
        sheet.write_boolean(row, column, value, looks.text)
    elif isinstance(value, int | float):
        sheet.write_number(row, column, value, looks.number)
    elif value not in ("", None):
        sheet.write_string(row, column, written(value) if isinstance(value, date) else str(value), looks.text)
    elif looks.blank is not None:
        sheet.write_blank(row, column, None, looks.blank)
