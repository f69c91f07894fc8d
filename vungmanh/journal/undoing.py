"""Undoing an action: its rows are withdrawn, the rows it withdrew stand again."""

from collections.abc import Iterator

from django.apps import apps
from django.db import IntegrityError, models
from django.db.models import Q
from django.utils.translation import gettext as _

from vungmanh.foundation.actors import Actor
from vungmanh.foundation.refusals import Refusal
from vungmanh.foundation.rows import RecordedRow
from vungmanh.journal.events import UNDONE
from vungmanh.journal.models import Entry
from vungmanh.journal.writing import Act, act, all_rows


def recorded_models() -> list[type[RecordedRow]]:
    """Every model whose rows are part of the record."""
    return [model for model in apps.get_models() if issubclass(model, RecordedRow)]


def whole(entry: Entry) -> list[int]:
    """The numbers of an entry and of all that are part of it."""
    return [entry.pk, *Entry.objects.filter(part_of=entry.pk).values_list("pk", flat=True)]


def check_can_undo(entry: Entry) -> None:
    """Refuse the undo of what is undone already, of an undo, or of what a later entry builds on, naming that entry."""
    if entry.undone_by is not None:
        raise Refusal(
            "journal.undone_already",
            _("Việc này đã được hoàn tác (mục nhật ký số {number}).").format(number=entry.undone_by),
        )
    if entry.event == UNDONE.code:
        # What the undone action had withdrawn stands again without a stamp of the undo, so it cannot be turned back.
        raise Refusal(
            "journal.undo_is_final",
            _("Mục nhật ký số {number} là một lần hoàn tác, không hoàn tác được nữa.").format(number=entry.pk),
            remedy=_("Thực hiện lại việc đã hoàn tác."),
        )
    later = min(_building_on(whole(entry)), default=None)
    if later is not None:
        raise Refusal(
            "journal.built_upon",
            _("Không thể hoàn tác: thay đổi sau đó (mục nhật ký số {number}) dựa trên dữ liệu này.").format(
                number=later
            ),
            remedy=_("Hoàn tác hoặc sửa thay đổi đó trước."),
        )


def undo(entry: Entry, *, by: Actor) -> Entry:
    """Undo one action and all that is part of it; returns the entry of the undo.

    The stamps are turned around: rows the action recorded are withdrawn, rows it withdrew stand again. Derived
    tables are the caller's to refresh. Raises Refusal when something later builds on the action.
    """
    with act(UNDONE, by=by, place=entry.organization_id, undoes=entry.pk) as undoing:
        if not Entry.objects.filter(pk=entry.pk, undone_by=None).update(undone_by=undoing.entry.pk):
            entry.refresh_from_db(fields=["undone_by"])
        check_can_undo(entry)
        try:
            _turn_around(whole(entry), undoing)
        except IntegrityError as conflict:
            raise Refusal(
                "journal.taken_since",
                _("Không thể hoàn tác: dữ liệu cũ trùng với dữ liệu được ghi sau đó."),
                remedy=_("Hoàn tác hoặc sửa thay đổi đó trước."),
            ) from conflict
    return undoing.entry


def _turn_around(numbers: list[int], undoing: Act) -> None:
    for model in recorded_models():
        rows = all_rows(model)
        if rows.filter(recorded_by__in=numbers, withdrawn_by=None).update(withdrawn_by=undoing.entry.pk):
            undoing.will_withdraw(model)
        rows.filter(withdrawn_by__in=numbers).exclude(recorded_by__in=numbers).update(withdrawn_by=None)


def _building_on(numbers: list[int]) -> Iterator[int]:
    """Later entries that withdrew a row of these entries, point at one, or continued a history that they changed."""
    for model in recorded_models():
        rows = all_rows(model)
        of_these = rows.filter(recorded_by__in=numbers)
        replaced = of_these.exclude(withdrawn_by=None).exclude(withdrawn_by__in=numbers)
        yield from replaced.order_by("withdrawn_by").values_list("withdrawn_by", flat=True)[:1]  # type: ignore[misc]
        if model.owner:
            touched = rows.filter(Q(recorded_by__in=numbers) | Q(withdrawn_by__in=numbers))
            owners = touched.values(model.owner)
            continued = rows.filter(**{f"{model.owner}__in": owners}, recorded_by__gt=max(numbers), withdrawn_by=None)
            yield from continued.order_by("recorded_by").values_list("recorded_by", flat=True)[:1]
        for key in _keys_into_the_record(model):
            pointing = rows.filter(**{f"{key}__recorded_by__in": numbers}, withdrawn_by=None)
            outside = pointing.exclude(recorded_by__in=numbers)
            yield from outside.order_by("recorded_by").values_list("recorded_by", flat=True)[:1]


def _keys_into_the_record(model: type[RecordedRow]) -> list[str]:
    return [
        field.name
        for field in model._meta.get_fields()
        if isinstance(field, models.ForeignKey) and issubclass(field.related_model, RecordedRow)
    ]
