"""Figures that pages ask for again and again, remembered until the record changes.

Every change of the record is sealed into the journal's chain, so what was read stays true while the newest link is the
same: who lost a post has lost it at the next request. Derived rows are written without an entry when the day turns;
therefore nothing is kept longer than `LONGEST`.
"""

import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from math import inf
from threading import Lock
from typing import Any, TypeVar

from django.db.models import Model
from django.utils.translation import get_language

Found = TypeVar("Found")

LONGEST = 20.0
"""Seconds."""
MOST = 512
"""Answers kept in one process."""

_kept: OrderedDict[tuple[Any, ...], tuple[float, Any]] = OrderedDict()
_lock = Lock()


@dataclass(frozen=True, slots=True)
class Remembering:
    """Answers that hold for the record as it is at `latest`, the newest link of the journal's chain."""

    latest: Any

    def __call__(self, ask: Callable[..., Found], about: Model | str | int, **asked: Any) -> Found:
        """What `ask(about, **asked)` answers; it may depend on the record, its arguments and the language only.

        The answer is shared between requests: whoever gets it must not change it.
        """
        which = about.pk if isinstance(about, Model) else about
        key = (ask, type(about), which, *sorted(asked.items()), get_language(), self.latest)
        now = time.monotonic()
        with _lock:
            at, found = _kept.get(key, (-inf, None))
        if now - at < LONGEST:
            return found  # type: ignore[no-any-return]
        answer = ask(about, **asked)
        with _lock:
            _kept[key] = (now, answer)
            _kept.move_to_end(key)
            while len(_kept) > MOST:
                _kept.popitem(last=False)
        return answer
