"""CSV: UTF-8 with a byte order mark, so that Excel reads Vietnamese letters.

Vietnamese files separate by semicolon and write a decimal comma, as Excel with Vietnamese settings does; English
ones separate by comma. A text that begins like a formula gets an apostrophe, since Excel would calculate it.
"""

import csv
import io
from decimal import Decimal
from typing import BinaryIO

from vungmanh.documents.cells import shown
from vungmanh.documents.tables import Column, Table, Value

_DANGEROUS = ("=", "+", "-", "@", "\t", "\r")


def separator(language: str) -> str:
    """What stands between two cells."""
    return "," if language.startswith("en") else ";"


def write_csv(table: Table, file: BinaryIO, language: str) -> None:
    """The header and the rows, nothing else, so that other programs can read them."""
    text = io.TextIOWrapper(file, encoding="utf-8-sig", newline="", write_through=True)
    writer = csv.writer(text, delimiter=separator(language), lineterminator="\r\n")
    writer.writerow([harmless(column.title) for column in table.columns])
    for row in table.rows:
        writer.writerow([_cell(value, column, language) for value, column in zip(row, table.columns, strict=True)])
    text.flush()
    text.detach()


def _cell(value: Value, column: Column, language: str) -> str:
    if isinstance(value, int | Decimal):
        number = str(value)  # not grouped: a program is to read it
        return number if language.startswith("en") else number.replace(".", ",")
    return harmless(shown(value, column.kind, language))


def harmless(text: str) -> str:
    """The text, with an apostrophe before what Excel would take for a formula."""
    return f"'{text}" if text.startswith(_DANGEROUS) else text
