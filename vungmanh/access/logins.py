"""Whose login somebody may act on, and which delegations somebody sees.

A login is in reach only where the member and everything that the login may do lie in reach.
"""

from collections.abc import Iterable
from datetime import date

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from vungmanh.access.delegations import delegations_from
from vungmanh.access.models import Delegation
from vungmanh.access.questions import NotVisible, load_member, may, visible
from vungmanh.access.rights import Right
from vungmanh.foundation.actors import Actor
from vungmanh.foundation.refusals import Refusal
from vungmanh.members.models import Member, PostHeld
from vungmanh.organizations.queries import placement_of, placements_on


def load_login_holder(actor: Actor, member_id: int, *, on: date) -> Member:
    """The member whose login the actor may see; raises NotVisible or NoRight."""
    return load_member(actor, Right.MANAGE_LOGINS, member_id, on=on)


def load_delegation(actor: Actor, delegation_id: int, *, on: date) -> Delegation:
    """The delegation that the actor gave, received, or sees as the office over the post; raises NotVisible."""
    rows = Delegation.objects.effective().filter(pk=delegation_id).select_related("member", "organization")
    row: Delegation | None = rows.first()
    if row is None or not (actor.member_id in (row.member_id, row.delegator_id) or _office_over(actor, row, on)):
        raise NotVisible(delegation_id)
    return row


def delegations_in_reach(actor: Actor, *, on: date) -> QuerySet[Delegation]:
    """Delegations of today and later that the actor gave or received, or that the office sees in its reach."""
    own = Q(member=actor.member_id) | Q(delegator=actor.member_id)
    within = visible(actor, Right.MANAGE_LOGINS, on=on).values("organization_id")
    rows = delegations_from(on).filter(own | Q(post_organization__in=within))
    return rows.select_related("organization")


def _office_over(actor: Actor, row: Delegation, on: date) -> bool:
    place = placement_of(row.post_organization_id, on=on)
    return place is not None and may(actor, Right.MANAGE_LOGINS, place)


def check_manages_login(actor: Actor, member: Member, *, on: date) -> None:
    """Refuse to give, reset, lock or strip the own login, or one that reaches further than the actor's right.

    Otherwise the office of a commune could make itself a code for the login of a district leader enrolled there.
    """
    if member.pk == actor.member_id:
        raise Refusal(
            "access.own_login",
            _("Không ai tự làm việc này với tài khoản của chính mình."),
            remedy=_("Đề nghị một cán bộ Ban Tổ chức khác, hoặc người vận hành máy chủ (vungmanh init)."),
        )
    if member.pk in beyond_reach(actor, [member.pk], on=on):
        raise Refusal(
            "access.login_above_reach",
            _("Đảng viên “{code}” giữ chức vụ hoặc được ủy quyền ở tổ chức ngoài phạm vi của đồng chí.").format(
                code=member.code
            ),
            remedy=_("Đề nghị Ban Tổ chức của cấp ủy cấp trên làm việc này."),
        )


def beyond_reach(actor: Actor, member_ids: Iterable[int], *, on: date) -> set[int]:
    """Those of the members who hold a post, or were lent rights, on the day or later outside the actor's reach."""
    if actor.is_operator:
        return set()
    ids = list(member_ids)
    posts = PostHeld.objects.effective().filter(member__in=ids).exclude(ends_on__lte=on)
    bound = set(posts.values_list("member_id", "organization_id"))
    bound |= set(delegations_from(on, member__in=ids).values_list("member_id", "organization_id"))
    places = placements_on({organization for _member, organization in bound}, on=on)
    within = {pk for pk, place in places.items() if may(actor, Right.MANAGE_LOGINS, place)}
    return {member for member, organization in bound if organization not in within}
