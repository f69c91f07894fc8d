"""Reading the journal."""

from datetime import datetime
from typing import Any

from django.db.models import Q, QuerySet

from vungmanh.foundation.rows import RecordedRow
from vungmanh.journal.models import Entry
from vungmanh.journal.undoing import recorded_models


def entries(organizations: QuerySet[Any] | None = None) -> QuerySet[Entry]:
    """Whole actions, the latest first; with `organizations` (ids) only those that happened in one of them."""
    whole = Entry.objects.filter(part_of=None).order_by("-pk")
    return whole if organizations is None else whole.filter(organization_id__in=organizations)


def latest() -> tuple[int, datetime] | None:
    """Number and time of the latest entry; while they stay the same, so does the record."""
    return Entry.objects.order_by("-pk").values_list("pk", "recorded_at").first()


def entries_touching(row: RecordedRow) -> QuerySet[Entry]:
    """Entries that recorded or withdrew a member's or an organization's row or any row of its history, latest first."""
    name = row._meta.model_name
    numbers = {row.recorded_by, row.withdrawn_by}
    for model in recorded_models():
        if model.owner == name:
            stamps = model.objects.filter(**{model.owner: row.pk}).values_list("recorded_by", "withdrawn_by")
            numbers.update(number for pair in stamps for number in pair)
    return Entry.objects.filter(Q(pk__in=numbers - {None}) | Q(subject=name, subject_id=row.pk)).order_by("-pk")
