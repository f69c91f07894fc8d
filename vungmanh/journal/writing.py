"""Writing the record: `act` opens one action, its `Act` records, withdraws and ends rows."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from copy import copy
from datetime import date
from typing import Any, TypeVar

from django.db import models, transaction
from django.utils.translation import gettext as _

from vungmanh.foundation.actors import Actor
from vungmanh.foundation.inserting import insert_rows
from vungmanh.foundation.refusals import Refusal
from vungmanh.foundation.rows import DatedRow, RecordedRow
from vungmanh.journal.events import Event
from vungmanh.journal.models import Entry
from vungmanh.journal.sealing import Written

Row = TypeVar("Row", bound=RecordedRow)
Dated = TypeVar("Dated", bound=DatedRow)

_around: ContextVar[Entry | None] = ContextVar("the action that an inner action is part of", default=None)
_written: ContextVar[Written | None] = ContextVar("what the transaction has written so far", default=None)
_BATCH = 500


class Act:
    """One action in progress, inside its transaction."""

    def __init__(self, entry: Entry, written: Written) -> None:
        self.entry = entry
        self._written = written

    def record(self, rows: Sequence[Row]) -> Sequence[Row]:
        """Write new rows of one model, stamped with this action; returns them with their ids."""
        if not rows:
            return rows
        self._stamp(rows)
        return all_rows(type(rows[0])).bulk_create(rows, batch_size=_BATCH)

    def record_many(self, rows: Sequence[RecordedRow]) -> None:
        """Like `record` for rows whose ids nobody waits for: three times as fast."""
        self._stamp(rows)
        insert_rows(rows)

    def _stamp(self, rows: Sequence[RecordedRow]) -> None:
        for row in rows:
            row.recorded_by = self.entry.pk
        for model in {type(row) for row in rows}:
            self._written.recorded.setdefault(model, set()).add(self.entry.pk)

    def withdraw(self, rows: Sequence[RecordedRow]) -> None:
        """Withdraw rows of one model; refused when somebody else was faster with one of them."""
        for start in range(0, len(rows), _BATCH):
            batch = rows[start : start + _BATCH]
            self.will_withdraw(type(batch[0]))
            standing = all_rows(type(batch[0])).filter(pk__in=[row.pk for row in batch], withdrawn_by=None)
            if standing.update(withdrawn_by=self.entry.pk) != len(batch):
                raise Refusal(
                    "journal.changed_meanwhile",
                    _("Dữ liệu vừa được người khác thay đổi."),
                    remedy=_("Mở lại trang để xem dữ liệu mới, rồi thực hiện lại."),
                )

    def will_withdraw(self, model: type[RecordedRow]) -> None:
        """Let the seal of the entry cover the rows of this model that it withdraws."""
        self._written.withdrawn.setdefault(model, set()).add(self.entry.pk)

    def replace(self, old: Row, **changes: Any) -> Row:
        """Withdraw `old` and record a copy with `changes`."""
        return self.replace_all([(old, changes)])[0]

    def replace_all(self, changed: Iterable[tuple[Row, dict[str, Any]]]) -> Sequence[Row]:
        """Withdraw many rows of one model and record a changed copy of each."""
        pairs = list(changed)
        self.withdraw([old for old, _changes in pairs])
        return self.record([changed_copy(old, changes) for old, changes in pairs])

    def end(self, rows: Sequence[Dated], *, on: date, **changes: Any) -> None:
        """Let dated rows hold only until `on`; one that would begin on or after that day is withdrawn."""
        self.end_each([(row, on, changes) for row in rows])

    def end_each(self, endings: Iterable[tuple[Dated, date, dict[str, Any]]]) -> None:
        """Like `end` for many rows of one model at once, each with its own day and changes."""
        ending = list(endings)
        self.withdraw([row for row, on, _changes in ending if row.starts_on >= on])
        self.replace_all((row, {"ends_on": on, **changes}) for row, on, changes in ending if row.starts_on < on)

    def file_under(self, about: RecordedRow, *, place: int | None) -> None:
        """File the entry under a row that did not exist when the action was opened."""
        self.entry.subject, self.entry.subject_id = about._meta.model_name or "", about.pk
        self.entry.organization_id = place
        self.entry.save(update_fields=["subject", "subject_id", "organization_id"])

    def keep(self, **details: Any) -> None:
        """Add details, such as counters, to the entry."""
        self.entry.details |= details
        self.entry.save(update_fields=["details"])


def all_rows(model: type[Row]) -> "models.QuerySet[Row]":
    """Rows of the record in a query set that also writes: for the journal alone."""
    return models.QuerySet(model)


def changed_copy(old: Row, changes: dict[str, Any]) -> Row:
    """A new, not yet recorded row that is `old` with `changes`."""
    new = copy(old)
    new.pk, new.withdrawn_by = None, None
    new._state = models.base.ModelState()
    for field, value in changes.items():
        setattr(new, field, value)
    return new


@contextmanager
def together() -> Iterator[Written]:
    """Several actions in one transaction.

    Their entries are sealed at its end, so that nothing is written while others wait for the head of the chain: an
    action that is followed by more writes in the same transaction needs this, or two of them could wait for each other.
    """
    written = _written.get()
    if written is not None:
        with transaction.atomic():
            yield written
        return
    written = Written()
    token = _written.set(written)
    try:
        with transaction.atomic():
            yield written
            written.seal()
    finally:
        _written.reset(token)


@contextmanager
def act(
    event: Event,
    *,
    by: Actor,
    on: date | None = None,
    about: RecordedRow | None = None,
    place: int | None = None,
    **details: Any,
) -> Iterator[Act]:
    """Open one action: a transaction with its journal entry; an action inside another is part of it.

    `on` is the day it takes effect, `about` the row that the entry is filed under, `place` the id of the
    organization where it happens, `details` what the event's sentence and its readers need.
    """
    around = _around.get()
    with together() as written:
        entry = Entry.objects.create(
            event=event.code,
            login_id=by.login_id,
            member_id=by.member_id,
            actor=by.name,
            capacity=by.capacity,
            takes_effect_on=on,
            organization_id=place,
            subject="" if about is None else about._meta.model_name or "",
            subject_id=None if about is None else about.pk,
            details=details,
            part_of=None if around is None else around.part_of or around.pk,
        )
        written.entries.append(entry.pk)
        token = _around.set(entry)
        try:
            yield Act(entry, written)
        finally:
            _around.reset(token)


def note(event: Event, *, by: Actor, **what: Any) -> Entry:
    """Write an entry for something that changes no rows: an export, a look at a guarded field, a sign-in."""
    with act(event, by=by, **what) as action:
        return action.entry
