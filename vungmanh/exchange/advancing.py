"""Taking a run from state to state, so that of two processes or people only one gets further."""

from collections.abc import Sequence
from typing import Any

from vungmanh.exchange.models import ImportRun


def advance(run: ImportRun, states: Sequence[str], **changes: Any) -> bool:
    """Change a run only where nobody else has taken it further; whether it was changed. `run` follows the table."""
    return advance_seen(run, states, None, **changes)


def advance_seen(run: ImportRun, states: Sequence[str], seen: int | None, **changes: Any) -> bool:
    """The same, only while the preview with the number `seen` stands; any preview where that is None."""
    waiting = ImportRun.objects.filter(pk=run.pk, state__in=states)
    waiting = waiting if seen is None else waiting.filter(previews=seen)
    if not waiting.update(**changes):
        run.refresh_from_db()
        return False
    for name, value in changes.items():
        setattr(run, name, value)
    return True
