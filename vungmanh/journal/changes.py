"""What an entry changed, from what to what, read from the rows that it withdrew and recorded."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.db import models

from vungmanh.foundation.rows import RecordedRow
from vungmanh.journal.models import Entry
from vungmanh.journal.undoing import recorded_models

MOST = 100
"""Changes shown of one entry."""

_UNSAID = {"id", "recorded_by", "withdrawn_by", "path", "depth", "name_key", "search_key", "written_key", "sort_key"}


@dataclass(frozen=True, slots=True)
class Change:
    """One column of one row: its model and field, the row's owner, and both values; None for a guarded column.

    `rows` are the two rows, for values that only the rest of the row explains.
    """

    model: type[RecordedRow]
    field: "models.Field[Any, Any]"
    owner_id: int | None
    values: tuple[Any, Any] | None
    rows: tuple[RecordedRow, RecordedRow]


def changes_of(entry: Entry) -> list[Change]:
    """The first changes of an entry: rows that it replaced, each beside the row that stands in its place."""
    found: list[Change] = []
    for model in recorded_models():
        for old, new in _replaced(model, entry.pk):
            found += _between(model, old, new)
            if len(found) >= MOST:
                return found[:MOST]
    return found


def _replaced(model: type[RecordedRow], number: int) -> Iterator[tuple[RecordedRow, RecordedRow]]:
    """Pairs of a row withdrawn and one recorded for the same owner, of several the one that holds last."""
    rows: models.QuerySet[Any] = models.QuerySet(model)
    owner = f"{model.owner}_id" if model.owner else "pk"
    withdrawn = list(rows.filter(withdrawn_by=number).exclude(recorded_by=number).order_by("pk")[:MOST])
    recorded = rows.filter(recorded_by=number).order_by("pk")
    if model.owner:
        recorded = recorded.filter(**{f"{model.owner}__in": [getattr(row, owner) for row in withdrawn]})
    fresh: dict[Any, list[RecordedRow]] = {}
    for row in recorded[: MOST * 2]:
        fresh.setdefault(getattr(row, owner), []).append(row)
    olds = Counter(getattr(old, owner) for old in withdrawn)
    for old in withdrawn:
        if replacing := fresh.get(getattr(old, owner)):
            yield old, replacing.pop(-1 if olds[getattr(old, owner)] == 1 else 0)


def _between(model: type[RecordedRow], old: RecordedRow, new: RecordedRow) -> Iterator[Change]:
    guarded = getattr(model, "GUARDED", {})
    for field in model._meta.concrete_fields:
        values = (getattr(old, field.attname), getattr(new, field.attname))
        if field.name in _UNSAID or values[0] == values[1]:
            continue
        owner = getattr(old, f"{model.owner}_id", None) if model.owner else old.pk
        yield Change(model, field, owner, None if field.name in guarded else values, (old, new))
