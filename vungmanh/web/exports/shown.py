"""Exports, imports and the worker as pages show them."""

from dataclasses import dataclass
from datetime import timedelta

from django.conf import settings
from django.utils import timezone

from vungmanh.exports.models import PRINTED, Export, ExportState
from vungmanh.exports.queries import Queue
from vungmanh.exports.registered import form_named, state_named
from vungmanh.foundation.dates import written
from vungmanh.web.viewer import Request

_COLOURS = {ExportState.DONE: "t3", ExportState.RUNNING: "t2", ExportState.FAILED: "t1", ExportState.WAITING: "t2"}
_STALLED = timedelta(seconds=60)
"""How long a job may wait before the page says that no worker takes it."""


@dataclass(frozen=True, slots=True)
class ExportShown:
    """One export."""

    export: Export
    state: str
    colour: str
    form: str
    on: str
    kept_until: str
    share: int
    can_fetch: bool


def export_shown(export: Export, request: Request) -> ExportShown:
    """An export with its state in words."""
    kept = export.state == ExportState.DONE and export.form != PRINTED
    kept = kept and export.kept_until is not None and export.kept_until >= request.viewer.today
    return ExportShown(
        export=export,
        state=state_named(export),
        colour=_COLOURS.get(export.state, "t4"),
        form=form_named(export.form),
        on=written(export.on),
        kept_until=written(export.kept_until),
        share=100 * export.done // export.total if export.total else 0,
        can_fetch=kept,
    )


def queue_shown(found: Queue) -> dict[str, object]:
    """How the worker is doing, with a warning where jobs wait and nobody takes them."""
    waits = timezone.now() - found.oldest if found.oldest else timedelta()
    return {
        "queue": found,
        "stalled": bool(found.waiting and not found.running and waits > _STALLED),
        "kept_days": settings.EXPORTS_KEPT_DAYS,
    }
