"""Giving logins, by hand at the command line or by a one-time code on paper; resetting, locking, unlocking them.

Whoever acts for the office never learns a password and never sets one: the office hands over a code, the member
chooses the password. Whether the office may do so with this member is asked in `access`.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.conf import settings
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from vungmanh.accounts import checks, events
from vungmanh.accounts.codes import digest_of, new_code
from vungmanh.accounts.models import CodeState, Login, OneTimeCode, Purpose
from vungmanh.accounts.queries import as_plain_member
from vungmanh.accounts.sessions import end_sessions
from vungmanh.accounts.strength import remove_factors
from vungmanh.foundation.actors import Actor
from vungmanh.foundation.dates import written
from vungmanh.foundation.refusals import Refusal
from vungmanh.journal.writing import act, note, together
from vungmanh.members.models import Member


@dataclass(frozen=True, slots=True)
class Slip:
    """What is printed for one member: the code in clear, which exists nowhere else, and its last day."""

    member_id: int
    code: str
    last_day: date


def give_login(*, by: Actor, member: Member, username: str, password: str | None = None) -> Login:
    """Give a member a login; refused when the member or the name has one already."""
    taken = Login.objects.filter(username=username).exists() or Login.objects.filter(member=member).exists()
    if taken:
        raise Refusal(
            "accounts.login_exists",
            _("Đảng viên “{code}” hoặc tên đăng nhập “{username}” đã có tài khoản.").format(
                code=member.code, username=username
            ),
            remedy=_("Dùng tên đăng nhập khác hoặc tài khoản đã có."),
        )
    with together():
        login = Login.objects.create_user(username, password, member=member)
        note(events.LOGIN_GIVEN, by=by, about=member, username=username)
    return login


def invite_members(*, by: Actor, today: date, members: Sequence[Member], place: int | None = None) -> list[Slip]:
    """Make an invitation code for each member; one made before and not used is withdrawn. All or none.

    Every member gets an entry of the journal; those of several belong to one entry for the whole.
    """
    checks.check_can_invite(members, today=today)
    if len(members) == 1:
        return [_invited(members[0], by=by, today=today, place=place)]
    with act(events.INVITED_MANY, by=by, place=place, count=len(members)):
        return [_invited(member, by=by, today=today, place=place) for member in members]


def withdraw_invitation(*, by: Actor, member: Member, place: int | None = None) -> None:
    """Make an unused invitation code worthless."""
    with act(events.INVITATION_WITHDRAWN, by=by, about=member, place=place):
        if not _withdraw_codes(member, Purpose.INVITATION):
            raise Refusal("accounts.no_open_code", _("Không có mã nào chưa dùng để rút."))


def take_login(*, code: OneTimeCode, username: str, password: str) -> Login:
    """The member takes the login into use: the code is spent, user name and password are the member's choice.

    Of two people with the same code only the first gets the login.
    """
    by = as_plain_member(code.member)
    with act(events.LOGIN_TAKEN, by=by, about=code.member, username=username):
        _spend(code)
        try:
            with transaction.atomic():
                return Login.objects.create_user(username, password, member=code.member)
        except IntegrityError as taken:
            raise Refusal(
                "accounts.name_taken",
                _("Tên đăng nhập “{username}” đã có người dùng.").format(username=username),
                remedy=_("Chọn tên khác, ví dụ thêm số ở cuối. Mã vẫn dùng được."),
            ) from taken


def begin_reset(*, by: Actor, today: date, login: Login, place: int | None = None) -> Slip:
    """Make a code to choose a new password; the old one stops working at once and every session ends."""
    checks.check_not_locked(login)
    last_day = _last_day(today)
    with act(
        events.RESET_BEGUN, by=by, about=login.member, place=place,
        username=login.username, last_day=written(last_day),
    ):  # fmt: skip
        slip = _new_slip(login.member, Purpose.RESET, last_day)
        login.set_unusable_password()
        login.save(update_fields=["password"])
        end_sessions(login)
    return slip


def reset_password(*, code: OneTimeCode, password: str) -> Login:
    """The member chooses a new password with the code, which is spent."""
    login: Login = code.member.login
    checks.check_not_locked(login)
    with act(events.PASSWORD_RESET, by=as_plain_member(code.member), about=code.member, username=login.username):
        _spend(code)
        login.set_password(password)
        login.save(update_fields=["password"])
        end_sessions(login)
    return login


def lock_login(*, by: Actor, login: Login, place: int | None = None) -> None:
    """Nobody signs in with it until it is unlocked; its sessions end, a code not yet used is withdrawn."""
    with act(events.LOCKED, by=by, about=login.member, place=place, username=login.username):
        _set_active(login, active=False)
        _withdraw_codes(login.member, Purpose.RESET)
        end_sessions(login)


def unlock_login(*, by: Actor, login: Login, place: int | None = None) -> None:
    """It may sign in again, with the password it had."""
    with act(events.UNLOCKED, by=by, about=login.member, place=place, username=login.username):
        _set_active(login, active=True)


def remove_second_factor(*, by: Actor, login: Login, place: int | None = None) -> None:
    """For a lost phone or key: every second factor and recovery code goes, sessions end, the password stays."""
    with act(events.SECOND_FACTOR_REMOVED, by=by, about=login.member, place=place, username=login.username):
        if not remove_factors(login):
            raise Refusal("accounts.no_second_factor", _("Tài khoản này không bật xác thực hai bước."))
        end_sessions(login)


def _invited(member: Member, *, by: Actor, today: date, place: int | None) -> Slip:
    last_day = _last_day(today)
    with act(events.INVITED, by=by, about=member, place=place, last_day=written(last_day)):
        return _new_slip(member, Purpose.INVITATION, last_day)


def _new_slip(member: Member, purpose: Purpose, last_day: date) -> Slip:
    code = new_code()
    OneTimeCode.objects.filter(member=member, state=CodeState.OPEN).update(state=CodeState.WITHDRAWN)
    OneTimeCode.objects.create(member=member, purpose=purpose, digest=digest_of(code), last_day=last_day)
    return Slip(member.pk, code, last_day)


def _last_day(today: date) -> date:
    """A code made today may be used on this day and the days after, so many in all as the setting says."""
    return today + timedelta(days=settings.INVITATION_DAYS - 1)


def _spend(code: OneTimeCode) -> None:
    """Compare and set: of two at once one finds the code no longer open."""
    if not OneTimeCode.objects.filter(pk=code.pk, state=CodeState.OPEN).update(state=CodeState.USED):
        code.refresh_from_db(fields=["state"])
        raise checks.spent(code)


def _withdraw_codes(member: Member, purpose: Purpose) -> int:
    open_ones = OneTimeCode.objects.filter(member=member, purpose=purpose, state=CodeState.OPEN)
    return open_ones.update(state=CodeState.WITHDRAWN)


def _set_active(login: Login, *, active: bool) -> None:
    if not Login.objects.filter(pk=login.pk, is_active=not active).update(is_active=active):
        raise Refusal(
            "accounts.state_already",
            _("Tài khoản đang mở.") if active else _("Tài khoản đã bị khóa từ trước."),
            remedy=_("Mở lại trang để xem trạng thái mới."),
        )
    login.is_active = active
