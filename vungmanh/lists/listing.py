"""What a list is: columns to choose from, filters, and a query that gives its rows."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from vungmanh.access.rights import Right
from vungmanh.documents.tables import Column, Value
from vungmanh.organizations.models import Placement


@dataclass(frozen=True, slots=True)
class Choice:
    """What a list shows of what it could: the state that stands in the page's address.

    `filters` holds what was chosen per filter code (values of one filter are alternatives), `columns` the codes of
    the columns in their order (empty: the list's usual ones), `words` a search without diacritics.
    """

    scope: Placement
    on: date
    words: str = ""
    filters: Mapping[str, Sequence[str]] = field(default_factory=dict)
    columns: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class Filter:
    """One filter: its code in the address, its title, and the values to choose from with their names."""

    code: str
    title: Callable[[], str]
    values: Callable[[Choice], Sequence[tuple[str, str]]]


@dataclass(frozen=True, slots=True)
class ListKind:
    """One kind of list, such as the members of an organization.

    `right` is needed to see it; `columns` are all that may be chosen, `usual` the codes shown unless others are;
    `rows` gives every row with the chosen columns in their order, read in batches; `count` how many there are.
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
