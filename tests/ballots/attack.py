"""Somebody who holds everything but the keys and knows in which order people voted, and tries to tell who chose what.

The attacker reads every table in every order that it has (row number, PostgreSQL's place and transaction number, each
column), takes every column and every difference between two copies for a list of slips, and lays it beside the voters
in every order. The best pairing is then compared with the best that the same attacker reaches against votes dealt out
anew by chance: only what is better than all of these tells anything.
"""

import random
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db import connection

Row = tuple[Any, ...]
Labels = tuple[Any, ...]
"""Something about each voter, in the order of the true list."""

DEALS = 200
MOST_LABELS = 4
"""A column of more values than there are answers is no list of slips but a list of people."""


@dataclass(frozen=True)
class Table:
    """A table as it stood: columns and rows, the database's own numbers of rows and transactions first."""

    columns: tuple[str, ...]
    rows: tuple[Row, ...]


Copy = Mapping[str, Table]


def copied() -> Copy:
    """Everything in the database."""
    hidden = "ctid::text AS ctid, xmin::text::bigint AS xmin" if connection.vendor == "postgresql" else "rowid AS rowid"
    with connection.cursor() as cursor:
        found = {}
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT {hidden}, * FROM "{table}"')
            columns = tuple(column[0] for column in cursor.description)
            found[table] = Table(columns, tuple(_plain(row) for row in cursor.fetchall()))
    return found


@dataclass
class Attacker:
    """Knows the voters in the order in which they voted; `copies` were taken from before the first slip on."""

    voters: Sequence[int]
    copies: Sequence[Copy]
    orders: list[list[int]] = field(default_factory=list)
    lists: list[list[Any]] = field(default_factory=list)
    found: set[Labels] = field(default_factory=set)

    def pairings(self) -> set[Labels]:
        """Every way to lay something beside the voters."""
        self.orders = [list(self.voters)]
        for copy in (self.copies[0], self.copies[len(self.copies) // 2], self.copies[-1]):
            for table in copy.values():
                for rows in _orders(table):
                    self._read(table, rows)
        self._compare_copies()
        for order in {tuple(order) for order in self.orders}:
            place = {voter: number for number, voter in enumerate(order)}
            for labels in self.lists:
                self._keep([labels[place[voter]] for voter in self.voters])
        return self.found

    def _read(self, table: Table, rows: Sequence[Row]) -> None:
        """A table in one order: of voters, of slips, or of both."""
        number = len(self.voters)
        for column in range(len(table.columns)):
            values = [row[column] for row in rows]
            chosen = [row for row in rows if row[column] in set(self.voters)]
            if sorted(row[column] for row in chosen) == sorted(self.voters):
                self.orders.append([row[column] for row in chosen])
                by_voter = {row[column]: row for row in chosen}
                for other in range(len(table.columns)):
                    self._keep([by_voter[voter][other] for voter in self.voters])
            if len(values) == number:
                self.lists.append(values)
        for column in range(len(table.columns)):
            for value, times in Counter(row[column] for row in rows).items():
                if times == number < len(rows):
                    same = [row for row in rows if row[column] == value]
                    self.lists += [[row[other] for row in same] for other in range(len(table.columns))]

    def _compare_copies(self) -> None:
        """What changed with each slip, told by its place: in which row and column, and at which bytes."""
        if len(self.copies) == len(self.voters) + 1:
            steps = list(zip(self.copies, self.copies[1:], strict=False))
            for name in self.copies[0]:
                self.lists.append([_new_values(before[name], after[name]) for before, after in steps])
                self.lists.append([_changed_bytes(before[name], after[name]) for before, after in steps])

    def _keep(self, labels: Sequence[Any]) -> None:
        if 1 < len(set(labels)) <= MOST_LABELS:
            names: dict[Any, int] = {}
            self.found.add(tuple(names.setdefault(label, len(names)) for label in labels))


@dataclass(frozen=True)
class Result:
    """How many voters the best pairing tells rightly, and the best against any of the votes dealt by chance."""

    told: int
    by_chance: int
    tried: int

    @property
    def tells_something(self) -> bool:
        """Whether the attack is better than all of its tries against chance."""
        return self.told > self.by_chance


def attack(voters: Sequence[int], choices: Sequence[Any], copies: Sequence[Copy]) -> Result:
    """Attack; `choices` are the voters' true choices, with which alone the guesses are judged."""
    pairings = Attacker(voters, copies).pairings()
    chance = random.Random(5)
    dealt = [chance.sample(list(choices), len(choices)) for _deal in range(DEALS)]
    return Result(_best(pairings, choices), max(_best(pairings, deal) for deal in dealt), len(pairings))


def _best(pairings: set[Labels], choices: Sequence[Any]) -> int:
    """The most voters told rightly by any pairing, each label read as the choice it mostly stands beside."""
    return max((_right(labels, choices) for labels in pairings), default=0)


def _right(labels: Labels, choices: Sequence[Any]) -> int:
    pairs = Counter(zip(labels, choices, strict=True))
    return sum(max(n for (label, _choice), n in pairs.items() if label == one) for one in set(labels))


def _orders(table: Table) -> Iterator[Sequence[Row]]:
    for column in range(len(table.columns)):
        yield sorted(table.rows, key=lambda row: (str(type(row[column])), _place(row[column])))


def _place(value: Any) -> Any:
    if isinstance(value, str) and value.startswith("(") and "," in value:  # PostgreSQL's (page,place)
        page, place = value.strip("()").split(",")
        return f"{page:>12}{place:>12}"
    return value if isinstance(value, int) else str(value)


def _new_values(before: Table, after: Table) -> frozenset[Any]:
    """Values in rows that are new or changed, apart from the numbers of rows and transactions."""
    hidden = sum(column in ("ctid", "xmin", "rowid", "id") for column in before.columns[:3])
    old = set(before.rows)
    return frozenset(value for row in after.rows if row not in old for value in row[hidden:])


def _changed_bytes(before: Table, after: Table) -> frozenset[Any]:
    return frozenset(
        (column, place)
        for old, new in zip(before.rows, after.rows, strict=False)
        for column, (one, other) in enumerate(zip(old, new, strict=True))
        if isinstance(one, bytes) and isinstance(other, bytes)
        for place, (left, right) in enumerate(zip(one, other, strict=False))
        if left != right
    )


def _plain(row: Row) -> Row:
    return tuple(
        bytes(value) if isinstance(value, memoryview) else value if value.__hash__ else str(value) for value in row
    )
