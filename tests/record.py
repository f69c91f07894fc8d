"""The record as it stands, for comparing before and after."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import transaction

from vungmanh.journal.undoing import recorded_models

Dump = dict[str, list[tuple[object, ...]]]


def dump() -> Dump:
    """Every effective row of every recorded model, without ids and stamps."""
    return {model._meta.label: _rows(model) for model in recorded_models()}


def _rows(model: type) -> list[tuple[object, ...]]:
    fields = [
        field.attname
        for field in model._meta.concrete_fields
        if field.name not in ("id", "recorded_by", "withdrawn_by")
    ]
    return sorted(model.objects.effective().values_list(*fields), key=repr)


@contextmanager
def rolled_back() -> Iterator[None]:
    """Leave the database as it was: for the many examples of one property test."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)
