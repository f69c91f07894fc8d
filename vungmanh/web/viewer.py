"""Who looks at a page: the login, the capacity it acts in, today, and the day the page is about."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.conf import settings
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils import timezone, translation
from django_htmx.middleware import HtmxDetails

from vungmanh.access.capacities import capacities
from vungmanh.access.questions import visible_from
from vungmanh.access.rights import Right
from vungmanh.accounts.models import Login
from vungmanh.accounts.queries import Capacity, actor_in
from vungmanh.accounts.strength import split_by_strength
from vungmanh.foundation.actors import Actor
from vungmanh.foundation.dates import parsed
from vungmanh.journal.queries import latest
from vungmanh.organizations.models import Placement
from vungmanh.organizations.queries import placement_of
from vungmanh.web.remembering import Remembering

EARLIEST, LATEST = date(1931, 1, 1), date(2100, 12, 31)
"""The days that a page may be about: the Party was founded in 1930, and its first full year is the first with rules."""
CAPACITY_KEY = "capacity"
"""Where the session keeps the capacity that was chosen."""
ACTING_KEY = "acting"
"""Where the session keeps key and title of the capacity acted in last, to tell when it is gone."""


@dataclass(frozen=True, slots=True)
class Viewer:
    """Who asks, in which capacity, on which day, about which day and in which language.

    `capacity` is None for a login whose member neither holds a post nor is enrolled today: it may see nothing.
    `waiting` are capacities that the login may not act in before it has a second factor.
    """

    login: Login
    actor: Actor
    capacity: Capacity | None
    capacities: Sequence[Capacity]
    waiting: Sequence[Capacity]
    today: date
    on: date
    misread_day: str
    language: str
    remembered: Remembering

    @property
    def own(self) -> Placement | None:
        """How the organization that the viewer acts in stands today; remembered, for pages that only show."""
        return self.remembered(placement_of, self.actor.organization_id or 0, on=self.today)

    def reach(self, right: Right) -> QuerySet[Any]:
        """The ids of the organizations over which the viewer has the right today, for pages that only show."""
        return visible_from(self.own, self.actor, right, on=self.today).values("organization_id")


class Request(HttpRequest):
    """A request after the middleware."""

    viewer: Viewer
    htmx: HtmxDetails
    scope: Placement


def today() -> date:
    """The day the product takes for today: a fixed one, or the local date."""
    return settings.TODAY if settings.TODAY.year > 1 else timezone.localdate()


def viewer_of(request: HttpRequest) -> Viewer:
    """The viewer of a signed-in request."""
    login, now = request.user, today()
    remembered = Remembering(latest())
    held, waiting = split_by_strength(login, remembered(capacities, login, on=now))
    chosen = request.session.get(CAPACITY_KEY)
    capacity = next((one for one in held if one.key == chosen), held[0] if held else None)
    on, misread = _day_asked_for(request.GET.get("on", ""), now)
    language = translation.get_language() or "vi"
    actor = remembered(actor_in, login, capacity=capacity)
    return Viewer(login, actor, capacity, held, waiting, now, on, misread, language, remembered)


def capacity_lost(request: HttpRequest) -> str:
    """The title of the capacity acted in at the last request when it is gone since; remembers the present one."""
    viewer, session = request.viewer, request.session
    key, title = session.get(ACTING_KEY) or ("", "")
    present = (viewer.capacity.key, viewer.capacity.title) if viewer.capacity else ("", "")
    if present[0] != key:
        session[ACTING_KEY] = present
    gone = key not in {one.key for one in (*viewer.capacities, *viewer.waiting)}
    if gone and session.get(CAPACITY_KEY) == key:
        del session[CAPACITY_KEY]
    return title if key and gone else ""


def _day_asked_for(text: str, now: date) -> tuple[date, str]:
    """The day in the address and, where it is no day, what was typed; today takes its place."""
    if not text.strip():
        return now, ""
    try:
        day = parsed(text)
    except ValueError:
        return now, text
    return (day, "") if EARLIEST <= day <= LATEST else (now, text)
