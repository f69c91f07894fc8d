"""Fields with an order that is the same on every database, and texts in JSON as they are written."""

import json
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


class LettersEncoder(json.JSONEncoder):
    """Writes letters as themselves: Vietnamese text in JSON then takes a third of its room in escapes."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**options | {"ensure_ascii": False})
