"""Lending rights to a helper and taking them back."""

from collections.abc import Collection
from datetime import date, timedelta

from django.utils.translation import gettext as _
from django.utils.translation import override

from vungmanh.access import events
from vungmanh.access.checks import Span, check_can_delegate
from vungmanh.access.models import Delegation
from vungmanh.access.rights import Right
from vungmanh.foundation.actors import Actor
from vungmanh.foundation.dates import written
from vungmanh.foundation.refusals import Refusal
from vungmanh.journal.writing import act
from vungmanh.members.models import Member, Post
from vungmanh.organizations.models import Placement


def delegate(
    *,
    by: Actor,
    today: date,
    helper: Member,
    placement: Placement,
    rights: Collection[Right],
    span: Span,
    reason: str,
) -> Delegation:
    """Lend rights of the post acted in to a helper over one organization; what they need goes with them."""
    if not reason.strip():
        raise Refusal("access.no_reason", _("Chưa ghi lý do ủy quyền."), remedy=_("Ghi ngắn gọn việc cần giúp."))
    wanted = {*rights, *(needed for right in rights for needed in right.needs)}
    check_can_delegate(by, today=today, helper=helper, placement=placement, rights=wanted if rights else (), span=span)
    named = [right for right in Right if right in wanted]
    assert by.member_id is not None
    assert by.organization_id is not None
    with act(
        events.DELEGATED, by=by, on=span.first, about=helper, place=placement.organization_id,
        post=_post(by.post), organization=placement.name, first=written(span.first), last=written(span.last),
        rights=", ".join(right.name_text.vi for right in named), reason=reason.strip(),
    ) as delegating:  # fmt: skip
        row = Delegation(
            member=helper,
            delegator_id=by.member_id,
            post=by.post,
            post_organization_id=by.organization_id,
            organization_id=placement.organization_id,
            rights=",".join(named),
            reason=reason.strip(),
            starts_on=span.first,
            ends_on=span.last + timedelta(days=1),
        )
        return delegating.record([row])[0]


def withdraw_delegation(*, by: Actor, today: date, delegation: Delegation, organization: str) -> None:
    """Take the rights back at once: the delegation ends today, one that has not begun never holds."""
    with act(
        events.DELEGATION_WITHDRAWN, by=by, on=today, about=delegation.member, place=delegation.organization_id,
        post=_post(delegation.post), organization=organization,
    ) as withdrawing:  # fmt: skip
        withdrawing.end([delegation], on=today)


def _post(post: str) -> str:
    """The post as the journal words it."""
    with override("vi"):
        return str(Post(post).label)
