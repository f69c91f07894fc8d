"""Ordering, making, fetching and expiring exports. Making may be repeated after its process was killed."""

import hashlib
import secrets
from contextlib import suppress
from dataclasses import asdict
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db.models.functions import Now
from django.utils import translation
from django.utils.translation import gettext as _

from vungmanh.documents.files import whole_file
from vungmanh.documents.formats import Format
from vungmanh.exports import events
from vungmanh.exports.checks import (
    check_can_fetch,
    check_fits_capacity,
    check_form,
    check_may_export,
    check_rows,
    file_of,
)
from vungmanh.exports.contract import Order
from vungmanh.exports.kinds import kind_of
from vungmanh.exports.models import OPEN, PRINTED, Export, ExportState
from vungmanh.foundation.actors import Actor
from vungmanh.foundation.dates import written
from vungmanh.foundation.refusals import Refusal
from vungmanh.journal.writing import note, together
from vungmanh.organizations.queries import last_placement_of, placement_of

AT_ONCE = 2000
"""Rows up to which a file is made while its reader waits: a second at most."""


def order_export(*, code: str, order: Order, form: str, today: date) -> Export:
    """Register an order; raises Refusal for what cannot be made. The caller makes it at once or lets the worker."""
    kind, by = kind_of(code), order.by
    check_form(kind, form)
    check_may_export(by, kind, order, today=today)
    kind.check(order, today=today)
    order = kind.pinned(order)
    rows = kind.count(order)
    check_rows(rows, form)
    title = kind.title(order)
    return Export.objects.create(
        kind=code,
        parameters=order.parameters,
        scope=order.scope.organization,
        on=order.on,
        form=form,
        language=order.language,
        title=title[:300],
        total=rows,
        file=secrets.token_urlsafe(32),
        name=f"{'-'.join(filter(None, (kind.stem(order), order.scope.organization.code, str(order.on))))}.{form}",
        login_id=by.login_id,
        ordered_by=by.name,
        capacity=by.capacity,
        actor=asdict(by),
    )


def make_export(export: Export, *, today: date) -> None:
    """Make the file of an order that is waiting, or was left under way by a process that is gone.

    Whoever lost the right meanwhile is refused. Raises Refusal; the export then has failed with that sentence.
    """
    if not _advance(export, OPEN, state=ExportState.RUNNING, done=0, message=""):
        return
    with translation.override(export.language):
        try:
            _make(export, today)
        except Refusal as refusal:
            _fail(export, str(refusal))
            raise
        except Exception:
            _fail(export, _("Có lỗi ngoài dự kiến. Bấm “Lập lại”; nếu vẫn lỗi, báo người quản trị kèm số lần xuất."))
            raise


def _make(export: Export, today: date) -> None:
    order = order_of(export)
    kind = kind_of(export.kind)
    check_may_export(export.acting, kind, order, today=today)
    check_rows(kind.count(order), export.form)
    path = file_of(export)
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    rows = 0

    def progress(done: int) -> None:
        nonlocal rows
        rows = done
        Export.objects.filter(pk=export.pk).update(done=done)

    with whole_file(path) as file:
        kind.write(order, Format(export.form), file, progress)
    with path.open("rb") as whole:
        digest = hashlib.file_digest(whole, "sha256").hexdigest()
    kept_until = today + timedelta(days=settings.EXPORTS_KEPT_DAYS)
    _finish(export, rows, digest=digest, size=path.stat().st_size, kept_until=kept_until)


def _finish(export: Export, rows: int, *, digest: str, **facts: Any) -> None:
    """The register and the journal agree: both are written, or neither."""
    with together():
        ended = {"state": ExportState.DONE, "total": rows, "done": rows, "finished_at": Now()}
        if _advance(export, [ExportState.RUNNING], **ended, digest=digest, **facts):
            reason = {"reason": export.parameters["reason"]} if "reason" in export.parameters else {}
            note(
                events.ROSTER_EXPORTED if reason else events.EXPORTED, by=export.acting, about=export.scope,
                place=export.scope_id, title=export.title, day=written(export.on), rows=rows, form=export.form,
                digest=digest, export=export.pk, **reason,
            )  # fmt: skip


def register_print(export: Export, rows: int) -> None:
    """A list that the browser prints: registered like a file, without one."""
    if export.form == PRINTED and _advance(export, OPEN, state=ExportState.RUNNING):
        _finish(export, rows, digest="")


def fetch_export(export: Export, *, by: Actor, today: date) -> Path:
    """The file, for whoever ordered it and still has the right; the journal keeps that it was fetched."""
    path, kind = check_can_fetch(export, today=today), kind_of(export.kind)
    check_may_export(by, kind, order_of(export), today=today)
    check_fits_capacity(export, kind, by)
    note(
        events.DOWNLOADED, by=by, about=export.scope, place=export.scope_id, number=export.pk, title=export.title
    )  # fmt: skip
    return path


def begin_in_background(export: Export, task: str) -> None:
    """Remember the job that makes the file."""
    Export.objects.filter(pk=export.pk).update(task=task)


def expire_exports(*, today: date) -> int:
    """Remove the files that were kept long enough; the rows stay as the register. Returns how many."""
    old = list(Export.objects.filter(state=ExportState.DONE, kept_until__lt=today))
    for export in old:
        _remove(export)
        _advance(export, [ExportState.DONE], state=ExportState.EXPIRED)
    return len(old)


def give_up(export: Export) -> None:
    """A job that several workers in a row did not survive is over; its page says so."""
    with translation.override(export.language):
        words = _("Việc lập tệp bị ngắt giữa chừng nhiều lần. Lọc bớt hoặc chọn định dạng khác; báo người quản trị.")
        _fail(export, words)


def order_of(export: Export) -> Order:
    """The order as it was given; the organization as it stood on its day."""
    scope = placement_of(export.scope_id, on=export.on) or last_placement_of(export.scope_id)
    if scope is None:
        raise Refusal("exports.no_scope", _("Tổ chức của lần xuất này không còn trong hồ sơ."))
    return Order(export.acting, scope, export.on, export.language, export.parameters)


def _fail(export: Export, message: str) -> None:
    _remove(export)
    _advance(export, OPEN, state=ExportState.FAILED, message=message, finished_at=Now())


def _remove(export: Export) -> None:
    path = file_of(export)
    for each in (path, path.with_name(f"{path.name}.part")):
        with suppress(OSError):
            each.unlink(missing_ok=True)


def _advance(export: Export, states: Any, **changes: Any) -> bool:
    """Change the export if it still is in one of the states; its object follows."""
    changed = Export.objects.filter(pk=export.pk, state__in=list(states)).update(**changes)
    export.refresh_from_db()
    return bool(changed)
