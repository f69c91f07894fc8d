"""Which delegations stand on a day, and what each lends: asked anew every time, so that nothing outlives its source."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from vungmanh.access.grants import reach_of
from vungmanh.access.models import Delegation
from vungmanh.access.rights import Reach, Right
from vungmanh.foundation.actors import Actor
from vungmanh.foundation.names import unaccented
from vungmanh.foundation.refusals import Refusal
from vungmanh.members.models import Member, Membership, PostHeld
from vungmanh.organizations.models import Placement, path_ids
from vungmanh.organizations.queries import placement_of, placements_on


@dataclass(frozen=True, slots=True)
class Loan:
    """A delegation that stands: the rights it lends today, how far each goes, and the organization as it stands."""

    delegation: Delegation
    placement: Placement
    reaches: dict[Right, Reach]


def loans_of(member_id: int, *, on: date) -> list[Loan]:
    """What the member was lent as a helper and may use on the day."""
    return standing(Delegation.objects.on(on).filter(member=member_id), on=on)


def loans_over(placement: Placement, *, on: date) -> list[Loan]:
    """What helpers were lent over the organization or one above it and may use on the day."""
    return standing(Delegation.objects.on(on).filter(organization__in=path_ids(placement.path)), on=on)


def standing(delegations: QuerySet[Delegation], *, on: date) -> list[Loan]:
    """Of delegations of the day those whose post is held, whose helper is enrolled and whose organization stands."""
    rows = list(delegations.order_by("pk"))
    if not rows:
        return []
    held = _posts_held(rows, on)
    enrolled = set(
        Membership.objects.on(on).filter(member__in={row.member_id for row in rows}).values_list("member_id", flat=True)
    )
    places = placements_on({row.organization_id for row in rows}, on=on)
    loans = [
        Loan(row, places[row.organization_id], _reaches(row, places[row.organization_id]))
        for row in rows
        if _post(row) in held and row.member_id in enrolled and row.organization_id in places
    ]
    return [loan for loan in loans if loan.reaches]


def delegations_from(day: date, **of: Any) -> QuerySet[Delegation]:
    """Delegations that hold on the day or later, the latest end first; `of` narrows them (delegator, member …)."""
    lasting = Delegation.objects.effective().filter(Q(ends_on=None) | Q(ends_on__gt=day), **of)
    return lasting.order_by("-ends_on", "-pk")


def lent_reach(post: str, post_organization_id: int, right: Right, placement: Placement) -> Reach | None:
    """How far a right of the post goes when it is lent over the organization; None where it cannot be lent there."""
    reach = reach_of(post, right) if right.may_be_delegated else None
    if reach == Reach.OWN_AND_BELOW:
        return reach if post_organization_id in path_ids(placement.path) else None
    return reach if reach == Reach.OWN and post_organization_id == placement.organization_id else None


def chosen_helper(actor: Actor, words: str, *, today: date) -> Member:
    """The helper whom somebody named in a form: by code, user name or full name, among those with a login who are
    enrolled in the actor's own organization or below it. Raises Refusal, to be shown beside the form.
    """
    own = placement_of(actor.organization_id, on=today) if actor.organization_id else None
    within = Placement.objects.on(today).below(own.path).values("organization_id") if own else []
    enrolled = Membership.objects.on(today).filter(organization__in=within, member__login__is_active=True)
    typed = words.strip()
    named = Q(member__code=typed) | Q(member__login__username=typed)
    by_name = Q(member__particulars__withdrawn_by=None, member__particulars__written_key=unaccented(typed))
    found = list(enrolled.filter(named).select_related("member")[:2]) or list(
        enrolled.filter(by_name).select_related("member")[:6]
    )
    if len(found) == 1:
        helper: Member = found[0].member
        return helper
    if found:
        raise Refusal(
            "access.several_helpers",
            _("Có nhiều đảng viên có tài khoản tên “{words}”.").format(words=typed),
            remedy=_("Ghi mã đảng viên: {codes}.").format(codes=", ".join(one.member.code for one in found)),
        )
    raise Refusal(
        "access.no_such_helper",
        _("Trong tổ chức của đồng chí và cấp dưới không có đảng viên “{words}” đã có tài khoản.").format(words=typed),
        remedy=_("Ghi mã, tên đăng nhập hoặc họ tên đầy đủ; người chưa có tài khoản thì đề nghị Ban Tổ chức cấp."),
    )


def _reaches(row: Delegation, placement: Placement) -> dict[Right, Reach]:
    reaches = {right: lent_reach(row.post, row.post_organization_id, right, placement) for right in row.named_rights}
    return {right: reach for right, reach in reaches.items() if reach is not None}


def _post(row: Delegation) -> tuple[int, str, int]:
    return (row.delegator_id, row.post, row.post_organization_id)


def _posts_held(rows: Sequence[Delegation], on: date) -> set[tuple[int, str, int]]:
    held = PostHeld.objects.on(on).filter(
        member__in={row.delegator_id for row in rows}, organization__in={row.post_organization_id for row in rows}
    )
    return set(held.values_list("member_id", "post", "organization_id"))
