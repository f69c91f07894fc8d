"""Figures that a page asks for again and again, remembered until the record changes.

Every change of the record has an entry in the journal, so what was read stays true while the latest entry is the same.
Two writers on PostgreSQL may commit their entries out of turn; therefore nothing is kept longer than `LONGEST`.
"""

import time
from collections import OrderedDict
from collections.abc import Callable
from threading import Lock
from typing import Any, TypeVar

from django.utils.translation import get_language

from vungmanh.journal.queries import latest
from vungmanh.organizations.models import Placement

Found = TypeVar("Found")

LONGEST = 20.0
"""Seconds."""
MOST = 64
"""Answers kept in one process."""

_kept: OrderedDict[tuple[Any, ...], tuple[float, Any]] = OrderedDict()
_lock = Lock()


def remembered(ask: Callable[..., Found], placement: Placement, **asked: Any) -> Found:
    """What `ask(placement, **asked)` answers; it may depend on the record, its arguments and the language only."""
    key = (ask.__module__, ask.__qualname__, placement.pk, *sorted(asked.items()), get_language(), latest())
    now = time.monotonic()
    with _lock:
        at, found = _kept.get(key, (0.0, None))
    if found is not None and now - at < LONGEST:
        return found  # type: ignore[no-any-return]
    answer = ask(placement, **asked)
    with _lock:
        _kept[key] = (now, answer)
        _kept.move_to_end(key)
        while len(_kept) > MOST:
            _kept.popitem(last=False)
    return answer
