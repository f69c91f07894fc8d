"""What must hold before a code is made or used."""

from collections.abc import Sequence
from datetime import date

from django.utils.translation import gettext as _

from vungmanh.accounts.codes import digest_of
from vungmanh.accounts.models import CodeState, Login, OneTimeCode
from vungmanh.foundation.dates import written
from vungmanh.foundation.refusals import Refusal
from vungmanh.members.models import Member, Membership

MOST_AT_ONCE = 1000
"""Invitations made in one go: each is a page of the journal and a printed slip."""


def check_can_invite(members: Sequence[Member], *, today: date) -> None:
    """Refuse whoever has a login already or is enrolled nowhere today, and more than can be handed out at once."""
    if not members:
        raise Refusal(
            "accounts.nobody_to_invite",
            _("Không có ai để cấp mã."),
            remedy=_("Chọn phạm vi khác, hoặc chọn cấp lại cho người đã có mã chưa dùng."),
        )
    if len(members) > MOST_AT_ONCE:
        raise Refusal(
            "accounts.too_many_at_once",
            _("Mỗi lần cấp mã cho nhiều nhất {most} người; phạm vi này có {count} người.").format(
                most=MOST_AT_ONCE, count=len(members)
            ),
            remedy=_("Chọn phạm vi hẹp hơn, ví dụ từng đảng bộ cơ sở."),
        )
    ids = [member.pk for member in members]
    _refuse_those(
        members, set(Login.objects.filter(member__in=ids).values_list("member_id", flat=True)),
        Refusal(
            "accounts.login_exists_already", _("Đã có tài khoản: {codes}."),
            remedy=_("Quên mật khẩu thì đặt lại mật khẩu; bị khóa thì mở khóa."),
        ),
    )  # fmt: skip
    enrolled = set(Membership.objects.on(today).filter(member__in=ids).values_list("member_id", flat=True))
    _refuse_those(
        members, set(ids) - enrolled,
        Refusal(
            "accounts.not_enrolled", _("Hôm nay không sinh hoạt ở chi bộ nào: {codes}."),
            remedy=_("Ghi nơi sinh hoạt trước, rồi cấp mã."),
        ),
    )  # fmt: skip


def usable_code(digest: str, *, today: date) -> OneTimeCode:
    """The code with this digest, which may be used today; refuses one that is unknown, spent or past its last day."""
    code = OneTimeCode.objects.filter(digest=digest).select_related("member").first()
    if code is None:
        raise Refusal(
            "accounts.unknown_code",
            _("Mã không đúng."),
            remedy=_("Ghi lại đúng mã trên phiếu; chữ hoa, chữ thường và dấu gạch đều được."),
        )
    if code.state != CodeState.OPEN:
        raise spent(code)
    if today > code.last_day:
        raise Refusal(
            "accounts.code_expired",
            _("Mã này đã hết hạn ngày {day}.").format(day=written(code.last_day)),
            remedy=_("Đề nghị Ban Tổ chức cấp mã mới."),
        )
    return code


def typed_code(typed: str, *, today: date) -> OneTimeCode:
    """Like `usable_code`, from what somebody typed."""
    return usable_code(digest_of(typed), today=today)


def spent(code: OneTimeCode) -> Refusal:
    """Why a code that is no longer open cannot be used."""
    if code.state == CodeState.USED:
        return Refusal(
            "accounts.code_used",
            _("Mã này đã được dùng."),
            remedy=_("Đăng nhập bằng tài khoản đã nhận. Nếu không phải đồng chí dùng mã, báo ngay Ban Tổ chức."),
        )
    return Refusal(
        "accounts.code_withdrawn",
        _("Mã này đã được thay bằng mã mới hoặc đã bị rút."),
        remedy=_("Dùng phiếu mới nhất, hoặc đề nghị Ban Tổ chức cấp lại."),
    )


def check_not_locked(login: Login) -> None:
    """A locked login is unlocked before its password is reset."""
    if not login.is_active:
        raise Refusal(
            "accounts.login_is_locked",
            _("Tài khoản {username} đang bị khóa.").format(username=login.username),
            remedy=_("Ban Tổ chức mở khóa trước, rồi đặt lại mật khẩu."),
        )


def _refuse_those(members: Sequence[Member], ids: set[int], refusal: Refusal) -> None:
    """Raise the refusal, naming the members' codes, when there are any."""
    if ids:
        codes = [member.code for member in members if member.pk in ids]
        shown = ", ".join(codes[:10]) + (" …" if len(codes) > 10 else "")
        raise Refusal(refusal.code, refusal.what.format(codes=shown), remedy=refusal.remedy)
