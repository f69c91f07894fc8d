"""What a column and a kind of sheet are: what each is called, how its cells are read, how its header is known."""

import re
from dataclasses import dataclass
from enum import StrEnum
from functools import cache, lru_cache

from vungmanh.foundation.names import unaccented
from vungmanh.foundation.texts import Text


class Kind(StrEnum):
    """How the cells of a column are read."""

    TEXT = "text"
    CODE = "code"
    DIGITS = "digits"
    NUMBERED = "numbered"
    DATE = "date"
    BIRTH = "birth"
    """A date of which sometimes only the year is known."""
    YEAR = "year"
    GENDER = "gender"


class SheetKind(StrEnum):
    """What the rows of a sheet are about."""

    ORGANIZATIONS = "organizations"
    MEMBERS = "members"
    RESULTS = "results"


@dataclass(frozen=True, slots=True)
class Column:
    """A column: the field it fills, its header in our own workbook, other headers it is known by.

    `limit` is the longest text its field takes. `english` serves the English preview.
    """

    field: str
    header: str
    english: str
    kind: Kind = Kind.TEXT
    synonyms: tuple[str, ...] = ()
    limit: int = 0

    def say(self, language: str) -> str:
        """What the column is called in the reader's language."""
        return Text(self.header, self.english).say(language)


@dataclass(frozen=True, slots=True, eq=False)
class Layout:
    """A kind of sheet: its names, its columns, and the columns without which it cannot be read.

    Of each group in `needs`, one column is enough. There is one object of each kind, compared as such: hashing all
    columns at every look into the caches below took a tenth of the reading.
    """

    kind: SheetKind
    names: tuple[str, ...]
    columns: tuple[Column, ...]
    needs: tuple[tuple[str, ...], ...]

    @property
    def by_field(self) -> dict[str, Column]:
        """The columns by field."""
        return _by_field(self)

    def field_of(self, header: str) -> str | None:
        """The field that a header stands for; None when it is not known."""
        known = _fields(self)
        for plain in _plain_headers(header):
            if plain in known:
                return known[plain]
        return None


IGNORED = "ignored"
"""The field of columns that are known and carry nothing: running number, reasons of a rejection, remarks."""

_IGNORED = (
    "stt", "tt", "so thu tu", "no", "ly do", "ly do tu choi", "reason", "ghi chu", "ket qua kiem tra",
    "chi tiet loi", "mo ta loi",
)  # fmt: skip

REASON = "Lý do"
"""Header of the column that says why a row was rejected; known and ignored when it comes in again."""


@lru_cache(20_000)
def plain(text: str) -> str:
    """A header or word without diacritics, signs and case: what synonyms are compared by."""
    return re.sub(r"[^0-9a-z]+", " ", unaccented(text)).strip()


@lru_cache(4096)
def _plain_headers(header: str) -> tuple[str, ...]:
    """The header as it stands, and without what stands in brackets."""
    return plain(header), plain(re.sub(r"\(.*?\)|\[.*?\]", " ", header))


@cache
def _by_field(layout: Layout) -> dict[str, Column]:
    return {column.field: column for column in layout.columns}


@cache
def _fields(layout: Layout) -> dict[str, str]:
    known = dict.fromkeys(_IGNORED, IGNORED)
    for column in layout.columns:
        known |= dict.fromkeys((*column.synonyms, plain(column.header)), column.field)
    return known
