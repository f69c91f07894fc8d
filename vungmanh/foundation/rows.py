"""Rows with two clocks.

*Recorded*: every row of the record is written once, stamped with the journal entry that recorded it, and never
changed; a correction withdraws it and records another. *Takes effect*: a dated row also holds on the days from
`starts_on` up to, not including, `ends_on`. Only `journal.act` writes such rows.
"""

from datetime import date
from typing import Any, ClassVar, NoReturn, Self

from django.db import models
from django.db.models import F, Q


class WriteThroughAnAction(TypeError):
    """Rows of the record are written by actions, through `journal.act`, and by nothing else."""


def _refuse(*_args: Any, **_kwargs: Any) -> NoReturn:
    raise WriteThroughAnAction("rows of the record are written through journal.act")


class RecordedQuerySet(models.QuerySet[Any]):
    """Query set that reads; its writes are refused."""

    create = bulk_create = get_or_create = update_or_create = update = bulk_update = delete = _refuse

    def effective(self) -> Self:
        """The rows that stand, not withdrawn by a correction or an undo."""
        return self.filter(withdrawn_by=None)


class DatedQuerySet(RecordedQuerySet):
    """Query set of rows that hold for a span of days."""

    def on(self, day: date) -> Self:
        """The rows that stand and hold on `day`."""
        return self.filter(holding_on(day))


def holding_on(day: date, prefix: str = "") -> Q:
    """The condition that a dated row, reached through `prefix`, stands and holds on `day`."""
    return Q(**{f"{prefix}withdrawn_by": None, f"{prefix}starts_on__lte": day}) & (
        Q(**{f"{prefix}ends_on": None}) | Q(**{f"{prefix}ends_on__gt": day})
    )


class RecordedRow(models.Model):
    """A row of the record: written once by a journal entry, perhaps withdrawn by a later one.

    The stamps are plain numbers of journal entries, without foreign keys, so that the journal never stands in
    the way of a row and a row never in the way of the journal.
    """

    recorded_by = models.BigIntegerField(editable=False, db_index=True)
    withdrawn_by = models.BigIntegerField(editable=False, null=True)

    owner: ClassVar[str] = ""
    """The foreign key to the organization or member whose history the row belongs to; empty for these themselves."""

    objects = RecordedQuerySet.as_manager()

    class Meta:
        abstract = True
        # Nearly every row stands. In the index they would only mislead SQLite into looking them up there first.
        indexes = [
            models.Index(fields=["withdrawn_by"], condition=Q(withdrawn_by__isnull=False), name="%(class)s_withdrawn")
        ]

    save = delete = _refuse


class DatedRow(RecordedRow):
    """A row of the record that holds for a half-open span of days; `ends_on` None means until further notice."""

    starts_on = models.DateField()
    ends_on = models.DateField(null=True)

    objects = DatedQuerySet.as_manager()  # type: ignore[misc]

    class Meta(RecordedRow.Meta):
        abstract = True
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on=None) | Q(ends_on__gt=F("starts_on")), name="%(app_label)s_%(class)s_span"
            )
        ]

    def holds_on(self, day: date) -> bool:
        """Whether `day` lies in the span."""
        return self.starts_on <= day and (self.ends_on is None or day < self.ends_on)
