"""The lines of a backup."""

import json
from base64 import b64decode, b64encode
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import models

FORMAT = 1
BATCH = 1000


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a backup says of itself.

    `tables` gives for each its rows and the SHA-256 of its lines; `head` is the newest link of the journal, `state` the
    hash of the effective record that `verify` prints.
    """

    version: str
    taken_at: str
    migrations: dict[str, list[str]]
    tables: dict[str, tuple[int, str]]
    head: str
    state: str

    @property
    def rows(self) -> int:
        """Rows of all tables."""
        return sum(count for count, _digest in self.tables.values())


def line_of(value: object) -> bytes:
    """One line: a value as JSON."""
    return (json.dumps(value, ensure_ascii=False, separators=(",", ":"), default=_plain) + "\n").encode()


def _plain(value: object) -> str:
    if isinstance(value, bytes | memoryview):
        return b64encode(value).decode("ascii")
    return value.isoformat() if isinstance(value, date | datetime) else str(value)


def reader_of(field: "models.Field[Any, Any]") -> Callable[[Any], Any]:
    """How a column's value is made from what stands in the line."""
    if isinstance(field, models.BinaryField):
        return lambda value: None if value is None else b64decode(value)
    if isinstance(field, models.JSONField):
        return lambda value: value
    if isinstance(field, models.ForeignKey):
        return reader_of(field.target_field)
    return field.to_python
