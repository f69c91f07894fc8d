"""What the office can do with one login, in words and as actions."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

from vungmanh.accounts import actions
from vungmanh.accounts.register import LoginRow, LoginState
from vungmanh.foundation.actors import Actor
from vungmanh.members.models import Member


@dataclass(frozen=True, slots=True)
class Deed:
    """Something the office does with a login: what the button says, what it brings about, and when it is possible."""

    name: str | Promise
    effect: str | Promise
    done: str | Promise
    possible: Callable[[LoginRow], bool]
    act: Callable[[Actor, Member, Any, int | None], actions.Slip | None]


DEEDS = {
    "invite": Deed(
        gettext_lazy("Cấp mã nhận tài khoản"),
        gettext_lazy("In một phiếu có mã dùng một lần. Mã cấp trước đó mà chưa dùng sẽ hết hiệu lực."),
        "",
        lambda row: not row.username,
        lambda by, member, today, place: actions.invite_members(by=by, today=today, members=[member], place=place)[0],
    ),
    "withdraw": Deed(
        gettext_lazy("Rút mã chưa dùng"),
        gettext_lazy("Phiếu đã phát không dùng được nữa."),
        gettext_lazy("Đã rút mã."),
        lambda row: row.state == LoginState.INVITED,
        lambda by, member, _today, place: actions.withdraw_invitation(by=by, member=member, place=place),
    ),
    "reset": Deed(
        gettext_lazy("Đặt lại mật khẩu"),
        gettext_lazy(
            "Mật khẩu hiện nay và mọi phiên đăng nhập hết hiệu lực ngay. In một phiếu có mã dùng một lần để chính đảng "
            "viên đặt mật khẩu mới; Ban Tổ chức không biết mật khẩu đó."
        ),
        "",
        lambda row: row.state == LoginState.ACTIVE,
        lambda by, member, today, place: actions.begin_reset(by=by, today=today, login=member.login, place=place),
    ),
    "lock": Deed(
        gettext_lazy("Khóa tài khoản"),
        gettext_lazy("Mọi phiên đăng nhập kết thúc ngay; không đăng nhập được cho đến khi mở khóa."),
        gettext_lazy("Đã khóa tài khoản."),
        lambda row: row.state == LoginState.ACTIVE,
        lambda by, member, _today, place: actions.lock_login(by=by, login=member.login, place=place),
    ),
    "unlock": Deed(
        gettext_lazy("Mở khóa tài khoản"),
        gettext_lazy("Đăng nhập lại được bằng mật khẩu cũ."),
        gettext_lazy("Đã mở khóa tài khoản."),
        lambda row: row.state == LoginState.LOCKED,
        lambda by, member, _today, place: actions.unlock_login(by=by, login=member.login, place=place),
    ),
    "factor": Deed(
        gettext_lazy("Gỡ xác thực hai bước"),
        gettext_lazy(
            "Dùng khi mất điện thoại hoặc khóa. Ứng dụng xác thực, khóa truy cập và mã dự phòng bị gỡ, các phiên kết "
            "thúc; mật khẩu giữ nguyên. Chỉ làm khi đã chắc chắn người đề nghị là chủ tài khoản."
        ),
        gettext_lazy("Đã gỡ xác thực hai bước."),
        lambda row: row.second_factor,
        lambda by, member, _today, place: actions.remove_second_factor(by=by, login=member.login, place=place),
    ),
}
