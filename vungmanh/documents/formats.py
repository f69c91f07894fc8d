"""The formats, and writing a document in one of them."""

from enum import StrEnum
from typing import BinaryIO

from vungmanh.documents.letters import Letter
from vungmanh.documents.party_format import PartyFormat
from vungmanh.documents.pdf import write_pdf
from vungmanh.documents.separated import write_csv
from vungmanh.documents.tables import Table
from vungmanh.documents.word import write_word
from vungmanh.documents.workbooks import write_workbook
from vungmanh.foundation.texts import Text


class Format(StrEnum):
    """A kind of file; the value is also how its name ends."""

    XLSX = "xlsx"
    CSV = "csv"
    DOCX = "docx"
    PDF = "pdf"

    @property
    def media_type(self) -> str:
        """What browsers call it."""
        return _MEDIA_TYPES[self]

    @property
    def name_text(self) -> Text:
        """What people call it."""
        return _NAMES[self]


_OFFICE = "application/vnd.openxmlformats-officedocument"
_MEDIA_TYPES = {
    Format.XLSX: f"{_OFFICE}.spreadsheetml.sheet",
    Format.CSV: "text/csv; charset=utf-8",
    Format.DOCX: f"{_OFFICE}.wordprocessingml.document",
    Format.PDF: "application/pdf",
}
_NAMES = {
    Format.XLSX: Text("Excel", "Excel"),
    Format.CSV: Text("CSV", "CSV"),
    Format.DOCX: Text("Word", "Word"),
    Format.PDF: Text("PDF", "PDF"),
}


def write(document: Table | Letter, form: Format, file: BinaryIO, *, look: PartyFormat, language: str) -> None:
    """Write the document into `file`; the same document, format and language give the same bytes.

    Raises ValueError for a letter as CSV, which has no place for prose.
    """
    if form is Format.XLSX:
        write_workbook(document, file, language)
    elif form is Format.DOCX:
        write_word(document, file, look, language)
    elif form is Format.PDF:
        write_pdf(document, file, look, language)
    elif isinstance(document, Table):
        write_csv(document, file, language)
    else:
        raise ValueError("a letter cannot be written as CSV")
