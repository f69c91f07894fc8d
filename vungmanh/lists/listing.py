"""What a list is: columns to choose from, filters, and a query that gives its rows."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from vungmanh.access.rights import Right
from vungmanh.documents.tables import Column, Value
from vungmanh.organizations.kinds import CELLS
from vungmanh.organizations.models import Placement

PAGE = 50
"""Rows of one page unless more are asked for."""
PAGE_SIZES = (25, 50, 100, 200)
SORTED_AT_MOST = 2000
"""Rows up to which a list is sorted by a column that no index helps with."""


@dataclass(frozen=True, slots=True)
class Ignored:
    """Something in the address that the list cannot do: the parameter, its text, and why, with what to do next."""

    name: str
    text: str
    why: str


@dataclass(frozen=True, slots=True)
class Choice:
    """What a list shows of what it could: the state that stands in the page's address.

    `filters` holds what was chosen per filter code (values of one filter are alternatives), `columns` the codes of
    the columns in their order (empty: the list's usual ones), `words` a search without diacritics, `sort` the code
    of a column, with `-` before it the other way round (empty: the list's own order).
    """

    scope: Placement
    on: date
    words: str = ""
    filters: Mapping[str, Sequence[str]] = field(default_factory=dict)
    columns: Sequence[str] = ()
    sort: str = ""
    ignored: Sequence[Ignored] = ()
    """What stood in the address and was left out."""


class Entry(StrEnum):
    """How the values of a filter are entered."""

    CHOICE = "choice"
    """Any of some values."""
    ONE = "one"
    """Exactly one of some values."""
    DAY = "day"
    """A day, kept as yyyy-mm-dd."""
    YEAR = "year"
    """A year of birth, in four digits."""
    ORGANIZATION = "organization"
    """Codes of organizations."""
    SUBJECTS = "subjects"
    """Ids of picked rows."""


@dataclass(frozen=True, slots=True)
class Filter:
    """One filter: its code in the address, its title, and the values to choose from with their names.

    Filters that are not chosen among values have none; what may be entered there says `entry`.
    """

    code: str
    title: Callable[[], str]
    values: Callable[[Choice], Sequence[tuple[str, str]]]
    entry: Entry = Entry.CHOICE


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a page: `subject` is the member's id or the organization's code, `key` its place in the list.

    `on` is the day on which the subject is to be seen, where that is another than the list's.
    """

    subject: int | str
    key: str
    cells: Sequence[Value]
    on: date | None = None


@dataclass(frozen=True, slots=True)
class Page:
    """Rows of one page with the keys of the neighbouring pages; None where there is none."""

    rows: Sequence[Row]
    before: str | None
    after: str | None


@dataclass(frozen=True, slots=True)
class ListKind:
    """One kind of list, such as the members of an organization.

    `right` is needed to see it; `columns` are all that may be chosen, `usual` the codes shown unless others are;
    `rows` gives every row with the chosen columns in their order, read in batches; `count` how many there are.
    `page` gives the rows of one page (choice, after, before, size), `ids` every row's number in the list's order.
    `sorts` are the columns one may sort by at any size, `sorts_few` those up to `SORTED_AT_MOST` rows.
    `about` gives the latest day that the list tells of, where that is not the choice's.
    Guarded particulars are never among the columns.
    """

    code: str
    title: Callable[[Choice], str]
    right: Right
    columns: Callable[[], Sequence[Column]]
    usual: Sequence[str]
    filters: Sequence[Filter]
    count: Callable[[Choice], int]
    rows: Callable[[Choice], Iterable[Sequence[Value]]]
    page: Callable[[Choice, str, str, int], Page]
    ids: Callable[[Choice], Sequence[int]]
    sorts: Sequence[str] = ()
    sorts_few: Sequence[str] = ()
    about: Callable[[Choice], date] | None = None

    def shown(self, choice: Choice) -> list[Column]:
        """The columns that the choice shows, in their order."""
        known = {column.code: column for column in self.columns()}
        return [known[code] for code in choice.columns or self._usual(choice) if code in known]

    def _usual(self, choice: Choice) -> Sequence[str]:
        """The usual columns; for a cell without those that would name that cell in every row."""
        own = ("cell", "superior") if choice.scope.kind in CELLS and "cell" in self.usual else ()
        return [code for code in self.usual if code not in own]

    def filter_of(self, code: str) -> Filter | None:
        """The filter with this code."""
        return next((one for one in self.filters if one.code == code), None)
