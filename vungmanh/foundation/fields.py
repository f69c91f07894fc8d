"""Fields with an order that is the same on every database."""

from typing import Any

from django.db import models
from django.db.backends.base.base import BaseDatabaseWrapper


class KeyField(models.CharField):  # type: ignore[type-arg]  # Django's own class takes no types
    """Text compared byte by byte on SQLite and PostgreSQL alike, so that prefix ranges and sort keys hold."""

    def db_parameters(self, connection: BaseDatabaseWrapper) -> Any:
        """The column's type, with PostgreSQL's binary collation; SQLite's default is binary already."""
        parameters = super().db_parameters(connection)
        parameters["collation"] = "C" if connection.vendor == "postgresql" else None
        return parameters
