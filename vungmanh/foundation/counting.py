"""Letting the database count its rows, so that it looks first where little is to be found."""

from django.db import connection
from django.db.models import Model

_SAMPLE = 1_000
"""Entries of an index that SQLite reads to judge it; PostgreSQL takes its own sample."""


def count_rows(*models: type[Model]) -> None:
    """Count the rows of these tables, from a sample.

    Only tables that have been filled: one counted while empty stays empty for the planner. What is to leave no trace
    when it is deleted is not to be counted: a sample may keep its keys.
    """
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute(f"PRAGMA analysis_limit={_SAMPLE}")
        for model in models:
            cursor.execute(f"ANALYZE {connection.ops.quote_name(model._meta.db_table)}")
