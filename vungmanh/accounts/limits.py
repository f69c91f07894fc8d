"""How often something may be tried: counted in a cache that all web workers share, with the wait said exactly."""

import hashlib
import time
from collections.abc import Sequence
from dataclasses import dataclass

from allauth.core.internal.ratelimit import cache_lock
from django.core.cache import caches
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from vungmanh.foundation.refusals import Refusal


@dataclass(frozen=True, slots=True)
class Limit:
    """At most `most` tries of one key within `seconds`."""

    name: str
    most: int
    seconds: int


SIGN_IN_BY_NAME = Limit("sign-in-name", 5, 5 * 60)
SIGN_IN_BY_ADDRESS = Limit("sign-in-address", 40, 5 * 60)
"""An office, or a whole village behind one address, signs in together; one guesser gets no further than this."""
CODES = Limit("code", 10, 10 * 60)
SEARCH = Limit("search", 120, 60)


def seconds_to_wait(limit: Limit, key: str) -> int:
    """Count one try; 0 when it is allowed, else the seconds until the next one is.

    The counting is exact: one worker at a time changes a key. Where the lock cannot be had within a second, nobody
    is let through.
    """
    cache, place = caches["default"], _place(limit, key)
    with cache_lock(place) as locked:
        if not locked:
            return 1
        now = time.time()
        tries = [at for at in cache.get(place, []) if at > now - limit.seconds]
        if len(tries) >= limit.most:
            return _whole(tries[0] + limit.seconds - now)
        cache.set(place, [*tries, now], limit.seconds)
    return 0


def take_back(limit: Limit, key: str) -> None:
    """Uncount the last try: one that succeeded says nothing about guessing."""
    cache, place = caches["default"], _place(limit, key)
    with cache_lock(place) as locked:
        if locked:
            cache.set(place, cache.get(place, [])[:-1], limit.seconds)


def seconds_to_wait_quickly(limit: Limit, key: str) -> int:
    """Like `seconds_to_wait` for what is asked with every letter typed: by whole windows, in files, without a lock.

    It never waits for the database, which a large import may hold; two workers at once may miss a try.
    """
    cache, now = caches["quick"], time.time()
    window = int(now // limit.seconds)
    place = f"{_place(limit, key)}:{window}"
    tries = cache.get(place, 0) + 1
    cache.set(place, tries, limit.seconds)
    return 0 if tries <= limit.most else _whole((window + 1) * limit.seconds - now)


def check_pace(limits: Sequence[tuple[Limit, str]]) -> None:
    """Count one try against each limit; raises Refusal with the time to wait when there were too many."""
    wait = max(seconds_to_wait(limit, key) for limit, key in limits)
    if wait:
        raise too_fast(wait)


def check_search_pace(login_id: int) -> None:
    """Count one search of a login; raises Refusal when they come faster than anybody types."""
    wait = seconds_to_wait_quickly(SEARCH, str(login_id))
    if wait:
        raise too_fast(wait)


def too_fast(wait: int) -> Refusal:
    """Too many tries, and how long to wait."""
    return Refusal("accounts.too_fast", _("Đã thử quá nhiều lần."), remedy=waiting(wait))


def waiting(seconds: int) -> str:
    """How long to wait, in words."""
    if seconds < 60:
        return ngettext("Chờ {n} giây rồi thử lại.", "Chờ {n} giây rồi thử lại.", seconds).format(n=seconds)
    minutes = -(-seconds // 60)
    return ngettext("Chờ {n} phút rồi thử lại.", "Chờ {n} phút rồi thử lại.", minutes).format(n=minutes)


def _whole(seconds: float) -> int:
    return max(1, round(seconds))


def _place(limit: Limit, key: str) -> str:
    """Keys may be names that somebody typed: the cache keeps their digest only."""
    return f"pace:{limit.name}:{hashlib.sha256(key.encode()).hexdigest()}"
