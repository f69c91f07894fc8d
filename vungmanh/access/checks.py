"""What must hold before rights are lent or used: nobody gives what is not held, nobody decides on oneself."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date

from django.conf import settings
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from vungmanh.access.delegations import delegations_from, lent_reach
from vungmanh.access.grants import reach_for, reach_of
from vungmanh.access.rights import Right
from vungmanh.accounts.queries import login_of
from vungmanh.foundation.actors import Actor
from vungmanh.foundation.dates import written
from vungmanh.foundation.refusals import Refusal
from vungmanh.members.models import Member
from vungmanh.members.queries import membership_on
from vungmanh.organizations.models import Placement


@dataclass(frozen=True, slots=True)
class Span:
    """From the first to the last day, both included."""

    first: date
    last: date

    @property
    def days(self) -> int:
        """How many days."""
        return (self.last - self.first).days + 1


def rights_to_lend(by: Actor, placement: Placement) -> list[Right]:
    """The rights that the actor may lend over the organization: those of the post acted in, as far as they go."""
    if not by.post or by.delegation_id is not None or by.organization_id is None:
        return []
    return [right for right in Right if lent_reach(by.post, by.organization_id, right, placement)]


def check_can_delegate(
    by: Actor, *, today: date, helper: Member, placement: Placement, rights: Collection[Right], span: Span
) -> None:
    """Refuse what cannot be lent, by whom, to whom, or for so long."""
    check_lends_in_a_post(by)
    _check_rights(by, placement, rights)
    _check_helper(by, helper, today)
    _check_span(span, today)
    already = delegations_from(span.first, member=helper.pk, delegator=by.member_id, post=by.post)
    there = already.filter(post_organization=by.organization_id, organization=placement.organization_id)
    if there.filter(starts_on__lte=span.last).exists():
        raise Refusal(
            "access.delegated_already",
            _("Trong thời gian này đã có ủy quyền cho cùng người giúp việc tại {organization}.").format(
                organization=placement.name
            ),
            remedy=_("Rút ủy quyền cũ trước, hoặc chọn thời gian khác."),
        )


def check_is_another(by: Actor, member: Member) -> None:
    """Refuse to change one's own record: who keeps the records asks somebody else, like every member."""
    if by.member_id == member.pk:
        raise Refusal(
            "access.own_record",
            _("Không ai tự thay đổi hồ sơ, tư cách, nơi sinh hoạt hay chức vụ của mình."),
            remedy=_("Gửi đề nghị cập nhật ở trang “Hồ sơ của tôi”, hoặc nhờ cán bộ khác, cấp trên thực hiện."),
        )


def check_gives_post(by: Actor, post: str) -> None:
    """Refuse a helper to give somebody a post with rights that the helper was not lent: they would outlast the loan."""
    if by.delegation_id is None:
        return
    beyond = [right for right in Right if reach_of(post, right) and not reach_for(by, right)]
    if beyond:
        raise Refusal(
            "access.post_beyond_loan",
            _("Người giúp việc không ghi được chức vụ này, vì chức vụ có quyền chưa được ủy quyền: {rights}.").format(
                rights=_said(beyond)
            ),
            remedy=_("Đề nghị người đã ủy quyền cho đồng chí tự ghi chức vụ."),
        )


def check_lends_in_a_post(by: Actor) -> None:
    """Only the holder of a post lends rights: neither the plain member nor a helper does."""
    if not by.post or by.delegation_id is not None:
        raise Refusal(
            "access.only_a_post_delegates",
            _("Chỉ người giữ chức vụ mới ủy quyền được; người giúp việc không ủy quyền lại."),
            remedy=_("Chuyển sang tư cách theo chức vụ của mình, hoặc đề nghị người giữ chức vụ ủy quyền."),
        )


def _check_rights(by: Actor, placement: Placement, rights: Collection[Right]) -> None:
    if not rights:
        raise Refusal("access.no_right_named", _("Chưa chọn quyền nào."), remedy=_("Chọn ít nhất một quyền."))
    staying = [right for right in rights if not right.may_be_delegated]
    if staying:
        raise Refusal(
            "access.right_stays",
            _("Không ủy quyền được quyền: {rights}.").format(rights=_said(staying)),
            remedy=_("Quyền này chỉ người giữ chức vụ dùng. Bỏ chọn quyền đó."),
        )
    lacking = [right for right in rights if right not in rights_to_lend(by, placement)]
    if lacking:
        raise Refusal(
            "access.right_not_held",
            _("Đồng chí không có quyền này tại {organization} nên không giao được: {rights}.").format(
                organization=placement.name, rights=_said(lacking)
            ),
            remedy=_("Chọn tổ chức và quyền trong phạm vi chức vụ của mình."),
        )


def _check_helper(by: Actor, helper: Member, today: date) -> None:
    if helper.pk == by.member_id:
        raise Refusal(
            "access.helper_is_oneself", _("Không thể tự ủy quyền cho mình."), remedy=_("Chọn một đảng viên khác.")
        )
    login = login_of(helper)
    if login is None or not login.is_active or membership_on(helper, on=today) is None:
        raise Refusal(
            "access.helper_without_login",
            _("Đảng viên “{code}” chưa có tài khoản dùng được.").format(code=helper.code),
            remedy=_("Đề nghị Ban Tổ chức cấp hoặc mở lại tài khoản, rồi ủy quyền."),
        )


def _check_span(span: Span, today: date) -> None:
    if span.first < today or span.last < span.first:
        raise Refusal(
            "access.wrong_days",
            _("Thời gian ủy quyền {first} – {last} không hợp lệ.").format(
                first=written(span.first), last=written(span.last)
            ),
            remedy=_("Bắt đầu từ hôm nay ({today}) trở đi; ngày kết thúc không trước ngày bắt đầu.").format(
                today=written(today)
            ),
        )
    if span.days > settings.DELEGATION_DAYS:
        raise Refusal(
            "access.too_long",
            _("Ủy quyền {days} ngày, dài hơn mức {most} ngày mà nơi này quy định.").format(
                days=span.days, most=settings.DELEGATION_DAYS
            ),
            remedy=_("Rút ngắn thời gian; khi hết hạn có thể ủy quyền lại."),
        )


def _said(rights: Iterable[Right]) -> str:
    return ", ".join(right.name_text.say(get_language() or "vi") for right in rights)
