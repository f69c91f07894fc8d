"""What a fixture recorded, laid into the tables again for the next test: the product's actions make it once a run.

Only rows are copied, with their ids, into the transaction of the test, and only where the record stands exactly where
it stood then; everywhere else, and in tests with transactions of their own, the fixture records it anew.
"""

import pickle
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar, cast

from django.db import connection
from django.db.models import Max

from vungmanh.journal.models import Entry

Made = TypeVar("Made")
Rows = dict[str, list[tuple[Any, ...]]]


@dataclass(frozen=True)
class Laid:
    """Rows that went and came while something was recorded after the entry `after`, and what the recording returned."""

    after: int | None
    gone: Rows
    come: Rows
    made: bytes


_LAID: dict[str, Laid] = {}


def laid(name: str, record: Callable[[], Made]) -> Made:
    """What `record` returns, with its rows in the tables; `name` says what it records, the same in every test."""
    if not connection.in_atomic_block:
        return record()
    after = Entry.objects.aggregate(last=Max("pk"))["last"]
    known = _LAID.get(name)
    if known is not None and known.after == after:
        _change(known)
        return cast(Made, pickle.loads(known.made))
    before = _rows() if known is None else {}
    made = record()
    if known is None:
        _LAID[name] = Laid(after, *_difference(before, _rows()), pickle.dumps(made))
    return made


def _rows() -> Rows:
    with connection.cursor() as cursor:
        found: Rows = {}
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")
            found[table] = cursor.fetchall()
    return found


def _difference(before: Rows, after: Rows) -> tuple[Rows, Rows]:
    """Rows that went and that came, in the order of the tables."""
    return _without(before, after), _without(after, before)


def _without(rows: Rows, others: Rows) -> Rows:
    left = {table: set(map(repr, others[table])) for table in rows}
    found = {table: [row for row in have if repr(row) not in left[table]] for table, have in rows.items()}
    return {table: have for table, have in found.items() if have}


def _change(known: Laid) -> None:
    """Take out what went, told by its id, which is every table's first column, and put in what came."""
    with connection.cursor() as cursor:
        for table, rows in known.gone.items():
            id_ = connection.introspection.get_primary_key_column(cursor, table)
            delete = f"DELETE FROM {connection.ops.quote_name(table)} WHERE {connection.ops.quote_name(id_)} = %s"
            cursor.executemany(delete, [row[:1] for row in rows])
        for table, rows in known.come.items():
            one = f"({', '.join(['%s'] * len(rows[0]))})"
            values = [value for row in rows for value in row]
            cursor.execute(
                f"INSERT INTO {connection.ops.quote_name(table)} VALUES {', '.join([one] * len(rows))}", values
            )
