"""Sheets that are printed many times on one stack of paper and cut apart: nothing tells one from another."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from vungmanh.documents.cells import plain
from vungmanh.documents.pdf import typeset

_TEMPLATE = Path(__file__).parent / "slips.typ"
_FITS = 24
"""Rows that fit on one page; longer sheets have pages of their own."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet to mark: whose it is, what it is called, how to fill it in, one row for each thing asked."""

    body: str
    title: str
    instruction: str
    asked: str
    choices: Sequence[str]
    rows: Sequence[str]


def write_slips(sheet: Sheet, copies: int, file: BinaryIO, language: str) -> None:
    """So many equal sheets as PDF, with lines to cut along."""
    data = {
        "body": plain(sheet.body),
        "title": plain(sheet.title),
        "instruction": plain(sheet.instruction),
        "asked": plain(sheet.asked),
        "choices": [plain(each) for each in sheet.choices],
        "rows": [plain(each) for each in sheet.rows],
        "copies": copies,
        "is_long": len(sheet.rows) > _FITS,
        "language": "en" if language.startswith("en") else "vi",
    }
    file.write(typeset(_TEMPLATE, data, tagged=False))
