"""Tables as data: what a list or a report shows, before anybody decides in which format."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

Value = str | int | Decimal | date | None
"""One cell. A text is always written as text, however it begins; None is an empty cell."""


class Kind(StrEnum):
    """What stands in a column, and so how it is written and aligned.

    A value that is not of its column's kind (a dash where there is no share) is written as text. PERCENT values are
    in percent: 0.37 stands for 0,37 %.
    """

    TEXT = "text"
    NUMBER = "number"
    PERCENT = "percent"
    DATE = "date"


@dataclass(frozen=True, slots=True)
class Column:
    """One column: `code` for programs, `title` in the reader's language, `width` in characters."""

    code: str
    title: str
    kind: Kind = Kind.TEXT
    width: int = 16


@dataclass(frozen=True, slots=True)
class Table:
    """A table with its title; `rows` may be read once only, `notes` are sentences below it."""

    title: str
    columns: Sequence[Column]
    rows: Iterable[Sequence[Value]]
    subtitle: str = ""
    notes: Sequence[str] = ()
