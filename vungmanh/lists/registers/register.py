"""What a register is: its columns, what it may be narrowed by, and who sees which of its rows."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import QuerySet

from vungmanh.access.rights import Right
from vungmanh.documents.tables import Column, Value
from vungmanh.foundation.actors import Actor
from vungmanh.organizations.models import Placement

BATCH = 1000
"""Rows read at once for a file."""


def batches(found: QuerySet[Any], *, newest_first: bool = True) -> Iterator[list[Any]]:
    """The records of a query in the order of their numbers, `BATCH` at a time, whatever their number."""
    beyond = "pk__lt" if newest_first else "pk__gt"
    batch = list(found[:BATCH])
    while batch:
        yield batch
        batch = list(found.filter(**{beyond: batch[-1].pk})[:BATCH])


@dataclass(frozen=True, slots=True)
class Asked:
    """A register as somebody asks for it: of `scope` and all below it, as the actor's reach is on the day.

    `filters` are texts from the address, `newest` the number of the last record that counts (None: all do). The caller
    has made sure that the actor has the register's right over the scope.
    """

    by: Actor
    scope: Placement
    on: date
    filters: Mapping[str, str] = field(default_factory=dict)
    newest: int | None = None


def _nothing(_asked: Asked) -> Iterable[str]:
    return ()


@dataclass(frozen=True, slots=True)
class Register:
    """One register.

    `right` is needed to see it; `filters` are the names it reads from addresses, and `narrowed` tells in words what
    they, or the reader's time in office, leave out. `rows` are read in batches. `newest` is the number of its last
    record where taking the register out adds one itself: it bounds the file, which then stays the same.
    `of_page_day` tells of one about the day that the page is about, instead of about today.
    """

    code: str
    title: Callable[[], str]
    right: Right
    columns: Callable[[], Sequence[Column]]
    count: Callable[[Asked], int]
    rows: Callable[[Asked], Iterable[Sequence[Value]]]
    filters: Sequence[str] = ()
    narrowed: Callable[[Asked], Iterable[str]] = _nothing
    newest: Callable[[], int] | None = None
    of_page_day: bool = False
