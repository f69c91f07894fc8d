"""Reading many tables as of one moment while others go on writing."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import DEFAULT_DB_ALIAS, connections, transaction
from django.db.backends.sqlite3.base import DatabaseWrapper as SQLite


@contextmanager
def one_moment() -> Iterator[None]:
    """Everything read inside is as it stood at the first reading; nobody waits, and nothing can be written.

    Inside a transaction it is that transaction's matter, and this changes nothing.
    """
    connection = connections[DEFAULT_DB_ALIAS]
    if connection.in_atomic_block:
        yield
    elif isinstance(connection, SQLite):
        with _without_write_lock(connection), transaction.atomic():
            yield
    else:
        with transaction.atomic():
            with connection.cursor() as cursor:
                cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
            yield


@contextmanager
def _without_write_lock(database: SQLite) -> Iterator[None]:
    """Our transactions begin by taking SQLite's write lock; one that only reads must not."""
    database.ensure_connection()
    usual, database.transaction_mode = database.transaction_mode, None  # type: ignore[attr-defined]
    try:
        yield
    finally:
        database.transaction_mode = usual  # type: ignore[attr-defined]
