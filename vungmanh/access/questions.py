"""May this actor do this here? What may they see? Who may?"""

from collections.abc import Callable
from datetime import date, timedelta
from functools import cache

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from vungmanh.access.grants import reach_for, reach_of
from vungmanh.access.holders import Holder, who_may
from vungmanh.access.rights import Reach, Right
from vungmanh.foundation.actors import Actor
from vungmanh.foundation.dates import written, year_end
from vungmanh.foundation.names import unaccented
from vungmanh.foundation.refusals import Refusal
from vungmanh.members.models import Member, Membership
from vungmanh.members.queries import memberships_of
from vungmanh.organizations.models import Placement, PlacementQuerySet, path_ids
from vungmanh.organizations.queries import last_placement_of, placement_by_code, placement_of, placements_ever


class NotVisible(LookupError):
    """There is no such thing, or the actor may not know of it: the page says «not found» for both."""


class NoRight(PermissionError):
    """The actor sees the thing but lacks the right to do this with it."""

    def __init__(self, right: Right, holders: list[Holder]) -> None:
        super().__init__(right)
        self.right = right
        self.holders = holders


def may(actor: Actor, right: Right, placement: Placement) -> bool:
    """Whether the actor has the right over the organization as it stands in `placement`."""
    if actor.is_operator:
        return True
    reach = reach_for(actor, right)
    if reach == Reach.OWN_AND_BELOW:
        return actor.organization_id in path_ids(placement.path)
    return reach == Reach.OWN and actor.organization_id == placement.organization_id


def may_anywhere(actor: Actor, right: Right) -> bool:
    """Whether the actor has the right over some organization, for navigation."""
    return actor.is_operator or reach_for(actor, right) in (Reach.OWN, Reach.OWN_AND_BELOW)


def may_with_member(actor: Actor, right: Right, member: Member, *, on: date) -> bool:
    """Whether the actor has the right over the member: oneself, or one enrolled in reach on the day.

    A member enrolled nowhere on the day counts where last enrolled before it, or first after it.
    """
    return rights_with_member(actor, member, on=on)(right)


def rights_with_member(actor: Actor, member: Member, *, on: date) -> Callable[[Right], bool]:
    """`may_with_member` for several rights: where the member is enrolled is looked up once, when it first matters."""
    place = cache(lambda: _place_of_member(member, on=on))

    def has(right: Right) -> bool:
        if actor.is_operator:
            return True
        reach = reach_for(actor, right)
        if member.pk == actor.member_id and reach_of("", right) == Reach.SELF:
            return True
        if reach in (None, Reach.SELF):
            return False
        enrolled_in = place()
        return enrolled_in is not None and may(actor, right, enrolled_in)

    return has


def _place_of_member(member: Member, *, on: date) -> Placement | None:
    membership = nearest_membership(member, on=on)
    if membership is None:
        return None
    return placement_of(membership.organization_id, on=on) or last_placement_of(membership.organization_id)


def known_until(actor: Actor, right: Right, member: Member, *, on: date, today: date) -> date | None:
    """From when the actor, who asks about the day `on`, knows nothing more of the member; None for one in reach today.

    A page of the past shows those who were in reach then, because the figures of that day count them. What became of
    them elsewhere is not the actor's business, whether they were transferred or their cell was placed elsewhere.
    """
    if may_with_member(actor, right, member, on=today):
        return None
    memberships = list(memberships_of(member))
    places = placements_ever({row.organization_id for row in memberships})
    elsewhere = (
        max(row.starts_on, place.starts_on)
        for row in memberships
        for place in places.get(row.organization_id, ())
        if _overlap_after(on, row, place) and not may(actor, right, place)
    )
    return min(elsewhere, default=on + timedelta(days=1))


def knows_year(until: date | None, year: int) -> bool:
    """Whether the last day of the year, as of which it is rated, comes before the day that `known_until` gave."""
    return until is None or year_end(year) < until


def _overlap_after(on: date, row: Membership, place: Placement) -> bool:
    """Whether the membership holds after the day while the organization is placed so."""
    starts_on = max(row.starts_on, place.starts_on)
    ends_on = min(row.ends_on or date.max, place.ends_on or date.max)
    return on < starts_on < ends_on


def visible(actor: Actor, right: Right, *, on: date) -> PlacementQuerySet:
    """Placements on the day over which the actor has the right."""
    own = placement_of(actor.organization_id, on=on) if actor.organization_id else None
    return visible_from(own, actor, right, on=on)


def visible_from(own: Placement | None, actor: Actor, right: Right, *, on: date) -> PlacementQuerySet:
    """`visible` for whoever knows already how the actor's own organization stands on the day."""
    placements = Placement.objects.on(on)
    if actor.is_operator:
        return placements
    reach = reach_for(actor, right)
    if own is None or reach not in (Reach.OWN, Reach.OWN_AND_BELOW):
        return placements.none()
    return placements.below(own.path) if reach == Reach.OWN_AND_BELOW else placements.filter(pk=own.pk)


def load_organization(actor: Actor, right: Right, code: str, *, on: date) -> Placement:
    """The organization with this code as it stands on the day, over which the actor has the right.

    One that does not stand on the day is given as it last stood. Raises NotVisible where the actor may not even
    see it, NoRight where only this right is missing.
    """
    return checked_organization(actor, right, standing_or_last(code, on=on), on=on)


def standing_or_last(code: str, *, on: date) -> Placement | None:
    """The organization with this code as it stands on the day, else as it last stood; whoever asks."""
    return placement_by_code(code, on=on) or _last_by_code(code)


def checked_organization(actor: Actor, right: Right, placement: Placement | None, *, on: date) -> Placement:
    """The placement that was found, over which the actor has the right; raises like `load_organization`."""
    if placement is None or not may(actor, Right.SEE_ORGANIZATIONS, placement):
        raise NotVisible
    if not may(actor, right, placement):
        raise NoRight(right, who_may(right, placement, on=on))
    return placement


def chosen_organization(actor: Actor, right: Right, words: str, *, today: date, on: date) -> Placement:
    """The organization, as it stands `on` a day, that somebody named in a form: by code or name, diacritics aside.

    The reach is today's. Raises Refusal, to be shown beside the form, where nothing in reach is called so or several
    are.
    """
    within = visible(actor, right, on=today).values("organization_id")
    reachable = Placement.objects.on(on).filter(organization__in=within).select_related("organization")
    found: list[Placement] = list(reachable.filter(organization__code=words.strip())[:1]) or list(
        reachable.filter(search_key=unaccented(words)).order_by("sort_key")[:6]
    )
    if not found:
        raise Refusal(
            "access.no_such_organization",
            _("Không có tổ chức nào trong phạm vi của đồng chí có mã hoặc tên “{words}” vào ngày {day}.").format(
                words=words.strip(), day=written(on)
            ),
            remedy=_("Ghi mã hoặc tên đầy đủ của tổ chức; gõ không dấu cũng được."),
        )
    if len(found) > 1:
        raise Refusal(
            "access.several_organizations",
            _("Có nhiều tổ chức tên “{words}”.").format(words=words.strip()),
            remedy=_("Ghi mã thay cho tên: {codes}.").format(codes=", ".join(one.organization.code for one in found)),
        )
    return found[0]


def load_member(actor: Actor, right: Right, member_id: int, *, on: date) -> Member:
    """The member over whom the actor has the right; raises NotVisible or NoRight like `load_organization`."""
    member: Member | None = Member.objects.effective().filter(pk=member_id).first()
    if member is None:
        raise NotVisible(member_id)
    has = rights_with_member(actor, member, on=on)
    if not has(Right.SEE_MEMBERS):
        raise NotVisible(member_id)
    if not has(right):
        membership = nearest_membership(member, on=on)
        place = placement_of(membership.organization_id, on=on) if membership else None
        raise NoRight(right, who_may(right, place, on=on) if place else [])
    return member


def check_anywhere(actor: Actor, right: Right) -> None:
    """Raise NoRight unless the actor has the right over some organization."""
    if not may_anywhere(actor, right):
        own = placement_of(actor.organization_id, on=date.max) if actor.organization_id else None
        raise NoRight(right, who_may(right, own, on=date.max) if own else [])


def nearest_membership(member: Member, *, on: date) -> Membership | None:
    """The membership on the day, else the last before it, else the first after it."""
    memberships: QuerySet[Membership] = memberships_of(member)
    return memberships.filter(starts_on__lte=on).last() or memberships.first()


def _last_by_code(code: str) -> Placement | None:
    placements = Placement.objects.effective().filter(organization__code=code, organization__withdrawn_by=None)
    return placements.select_related("organization").order_by("starts_on").last()
