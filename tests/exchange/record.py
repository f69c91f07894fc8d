"""The effective record by natural keys: equal before a change and after its undo, whatever the ids."""

from typing import Any

from django.db import models

from vungmanh.classification.models import YearlyDecision
from vungmanh.foundation.rows import RecordedRow
from vungmanh.journal.undoing import recorded_models
from vungmanh.members.models import Member
from vungmanh.organizations.models import Organization

_LEFT_OUT = {"id", "recorded_by", "withdrawn_by", "path", "version"}


def the_record() -> dict[str, list[str]]:
    """Every standing row of every model as text, sorted."""
    return {model.__name__: sorted(str(_told(row)) for row in _standing(model)) for model in recorded_models()}


def _standing(model: type[RecordedRow]) -> models.QuerySet[Any]:
    keys = [field.name for field in model._meta.fields if isinstance(field, models.ForeignKey)]
    return model.objects.effective().select_related(*keys) if keys else model.objects.effective()


def _told(row: RecordedRow) -> dict[str, str]:
    return {field.name: _named(getattr(row, field.name)) for field in row._meta.fields if field.name not in _LEFT_OUT}


def _named(value: object) -> str:
    if isinstance(value, Organization | Member):
        return value.code
    if isinstance(value, YearlyDecision):
        return f"{value.year} {value.number} {value.decided_on} {value.organization}"
    return str(value)
