"""Which entries of the journal an actor may see: those of the places and the time one is or was responsible for."""

from collections.abc import Iterable
from datetime import date, datetime, time

from django.db.models import OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce, TruncDate
from django.utils.timezone import make_aware

from vungmanh.access.grants import JOURNAL_OF_ALL_TIME
from vungmanh.access.models import Delegation
from vungmanh.foundation.actors import Actor
from vungmanh.journal.models import Entry
from vungmanh.members.models import PostHeld
from vungmanh.organizations.models import Placement, path_end


def entries_in_reach(found: QuerySet[Entry], actor: Actor, scope: Placement, *, on: date) -> QuerySet[Entry]:
    """Of these entries those that happened in `scope` or below it as the tree stood then, since the actor's time began.

    The caller has made sure that the actor may see the journal of `scope` on the day. What belongs to no organization
    is the root's. An organization that did not stand on the day of the entry counts where it stood last before it, or
    first after it.
    """
    began = responsible_since(actor, on=on)
    if began is not None:
        found = found.filter(recorded_at__gte=make_aware(datetime.combine(began, time.min)))
    placements = Placement.objects.effective().filter(organization=OuterRef("organization_id"))
    before = placements.filter(starts_on__lte=OuterRef("day")).order_by("-starts_on").values("path")[:1]
    after = placements.order_by("starts_on").values("path")[:1]
    # One condition on each entry, not a list of entries: a page of the latest ends after the first that are inside.
    placed = found.alias(day=TruncDate("recorded_at")).alias(path_then=Coalesce(Subquery(before), Subquery(after)))
    paths = _paths(scope)
    ever_below = Placement.objects.effective().filter(_within(paths, "path")).values("organization_id")
    inside = Q(organization_id__in=ever_below) & _within(paths, "path_then")
    return placed.filter(inside | Q(organization_id=None)) if scope.depth == 1 else placed.filter(inside)


def responsible_since(actor: Actor, *, on: date) -> date | None:
    """The first day of the actor's post, without a gap until the day; None means from the beginning.

    For a helper it is the first day of the delegation: a right lent to act now is no right to read up on the past.
    """
    if actor.is_operator or actor.post in JOURNAL_OF_ALL_TIME:
        return None
    if actor.delegation_id is not None:
        lent = Delegation.objects.effective().filter(pk=actor.delegation_id)
        return lent.values_list("starts_on", flat=True).first() or on
    held = PostHeld.objects.effective().filter(
        member=actor.member_id or 0, post=actor.post, organization=actor.organization_id or 0, starts_on__lte=on
    )
    began: date | None = None
    for starts_on, ends_on in held.order_by("-starts_on").values_list("starts_on", "ends_on"):
        if ends_on is not None and ends_on <= on and (began is None or ends_on < began):
            break
        began = starts_on
    return began or on


def _paths(scope: Placement) -> list[str]:
    """The paths that the organization has had over time."""
    return sorted(
        set(Placement.objects.effective().filter(organization=scope.organization_id).values_list("path", flat=True))
    )


def _within(paths: Iterable[str], column: str) -> Q:
    inside = Q()
    for path in paths:
        inside |= Q(**{f"{column}__gte": path, f"{column}__lt": path_end(path)})
    return inside
