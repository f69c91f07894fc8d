"""Forgetting workbooks: what was kept of an import to be looked at and corrected goes after some days."""

from datetime import date, timedelta

from django.conf import settings
from django.db import transaction

from vungmanh.exchange.advancing import advance
from vungmanh.exchange.models import ImportRun, ImportState

_UNFINISHED = (ImportState.WAITING, ImportState.READING, ImportState.PREVIEWED, ImportState.FAILED)


def expire_imports(*, today: date) -> int:
    """Drop file, rows, notes and examples of imports that were kept long enough; counters stay. Returns how many.

    What an import wrote stays in the record, and can still be undone by its entry.
    """
    kept_since = today - timedelta(days=settings.IMPORTS_KEPT_DAYS)
    old = ImportRun.objects.filter(started_at__date__lt=kept_since, dropped=False).exclude(state=ImportState.APPLYING)
    runs = list(old.defer("content", "found", "layout"))
    for run in runs:
        with transaction.atomic():
            state = ImportState.EXPIRED if run.state in _UNFINISHED else run.state
            counters = {name: count for name, count in run.counters.items() if name != "alerts"}
            empty = {
                "counters": counters,
                "found": [],
                "layout": [],
                "unknown": [],
                "notes": [],
                "mappings": [],
                "message": "",
            }
            if advance(run, [run.state], state=state, dropped=True, content=None, **empty):
                run.rows.all().delete()
    return len(runs)
