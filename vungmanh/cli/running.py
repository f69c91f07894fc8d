"""The commands that set up and run an installation: init, demo, serve, bench."""

import getpass
import json
import sys
import time
from argparse import Namespace
from dataclasses import dataclass
from typing import TYPE_CHECKING

from vungmanh.cli import installation
from vungmanh.cli.output import show

if TYPE_CHECKING:
    from vungmanh.accounts.models import Login
    from vungmanh.foundation.actors import Actor
    from vungmanh.members.models import Member
    from vungmanh.organizations.models import Placement


def init(called: Namespace) -> int:
    """`vungmanh init`: database, settings file, static files; with --administrator the first login."""
    from django.conf import settings
    from django.utils.translation import gettext as _

    installation.prepare(create=True)
    installation.collect_static()
    lines = [_("Đã sẵn sàng: {home}").format(home=settings.HOME)]
    given = _give_administrator(called) if called.administrator else None
    if given is not None:
        lines += given.lines
    username = given.username if given else None
    show(called, {"home": str(settings.HOME), "administrator": username}, lines)
    return 0


def demo(called: Namespace) -> int:
    """`vungmanh demo`: build the demonstration once, then serve it."""
    from django.conf import settings
    from django.utils.translation import gettext as _

    from vungmanh.demo.personas import PERSONAS
    from vungmanh.foundation.refusals import Refusal

    if not settings.DEMO:
        raise Refusal(
            "cli.not_a_demo",
            _("{home} là nơi cài đặt thật, không dựng dữ liệu minh họa vào đó.").format(home=settings.HOME),
            remedy=_("Đặt VUNGMANH_HOME sang thư mục khác."),
        )
    installation.prepare(create=True)
    _build_demo()
    installation.collect_static()
    personas = [{"username": each.username, "name": each.name.say(called.language)} for each in PERSONAS]
    data = {"home": str(settings.HOME), "address": None if called.no_serve else _address(called), "personas": personas}
    lines = [_("Có thể đăng nhập, không cần mật khẩu, với một trong các vai:")]
    lines += [f"  {each.username:<24}{each.name.vi} | {each.name.en}" for each in PERSONAS]
    show(called, data, lines if called.no_serve else [*lines, _opening(called)])
    return 0 if called.no_serve else _serve(called)


def serve(called: Namespace) -> int:
    """`vungmanh serve`: the pages, and one worker for background jobs."""
    installation.prepare(create=True)
    installation.collect_static()
    show(called, {"address": _address(called)}, [_opening(called)])
    return _serve(called)


def _build_demo() -> None:
    """Build the demonstration unless it is there, telling on standard error that it takes a while."""
    from django.utils.translation import gettext as _

    from vungmanh.demo.scenario import build
    from vungmanh.foundation.actors import Actor
    from vungmanh.organizations.queries import organization_by_code

    if organization_by_code("yen-son") is not None:
        return
    began = time.monotonic()
    print(_("Đang dựng dữ liệu minh họa Yên Sơn …"), file=sys.stderr, flush=True)
    build(by=Actor.operator("vungmanh demo"))
    print(_("Xong sau {seconds} giây.").format(seconds=round(time.monotonic() - began)), file=sys.stderr, flush=True)


def _address(called: Namespace) -> str:
    return f"http://{called.host}:{called.port}/"


def _opening(called: Namespace) -> str:
    from django.utils.translation import gettext as _

    return _("Mở trình duyệt tại {address} (Ctrl+C để dừng)").format(address=_address(called))


def _serve(called: Namespace) -> int:
    from vungmanh import jobs

    sys.stdout.flush()
    return jobs.serve_with_worker(called.host, called.port)


def bench(called: Namespace) -> int:
    """`vungmanh bench`: measurements as JSON, in a database of its own."""
    from vungmanh.cli.bench import measure

    json.dump(measure(members=called.members, only=called.only), sys.stdout, ensure_ascii=False, indent=2)
    print()
    return 0


@dataclass(frozen=True, slots=True)
class _Given:
    """The administrator's user name, and what to say."""

    username: str
    lines: list[str]


def _give_administrator(called: Namespace) -> _Given:
    """Give a member a login and, where there is none yet, the post in the organization office.

    A member who has a login already is given a code to choose a new password, and keeps no second factor: that is the
    way back in for an office whose only login was lost. It is open to nobody but the owner of the database.
    """
    from django.conf import settings
    from django.utils.translation import gettext as _

    from vungmanh.accounts.actions import give_login
    from vungmanh.accounts.queries import login_of
    from vungmanh.foundation.actors import Actor

    member, root = _administrator_and_root(called)
    by = Actor.operator("vungmanh init")
    login = login_of(member)
    if login is None:
        username = called.username or member.code
        username = give_login(by=by, member=member, username=username, password=_new_password()).username
        lines = [_("Đã cấp tài khoản {username}.").format(username=username)]
    else:
        username, lines = login.username, _way_back(login, by)
    _hold_office(member, root, by)
    if "organization_office" in settings.SECOND_FACTOR_POSTS:
        lines.append(_("Sau khi đăng nhập, bật xác thực hai bước để dùng quyền của Ban Tổ chức."))
    return _Given(username, lines)


def _administrator_and_root(called: Namespace) -> "tuple[Member, Placement]":
    from django.utils.translation import gettext as _

    from vungmanh.foundation.refusals import Refusal
    from vungmanh.members.queries import member_by_code
    from vungmanh.organizations.queries import roots

    member, root = member_by_code(called.administrator), roots(on=installation.today()).first()
    if member is None or root is None:
        raise Refusal(
            "cli.unknown_member",
            _("Không có đảng viên nào có mã “{code}”.").format(code=called.administrator),
            remedy=_("Nhập danh sách đảng viên trước (vungmanh import), rồi dùng mã trong danh sách."),
        )
    return member, root


def _way_back(login: "Login", by: "Actor") -> list[str]:
    """Unlock the login, take a lost second factor away, and make a code for a new password."""
    from django.utils.translation import gettext as _

    from vungmanh.accounts.actions import begin_reset, remove_second_factor, unlock_login
    from vungmanh.accounts.strength import with_second_factor
    from vungmanh.foundation.dates import written

    if not login.is_active:
        unlock_login(by=by, login=login)
    if with_second_factor([login.pk]):
        remove_second_factor(by=by, login=login)
    slip = begin_reset(by=by, today=installation.today(), login=login)
    said = _("Tài khoản {username} đã có. Mã đặt lại mật khẩu, dùng đến hết ngày {day}: {code} (mở trang /activate/).")
    return [said.format(username=login.username, day=written(slip.last_day), code=slip.code)]


def _hold_office(member: "Member", root: "Placement", by: "Actor") -> None:
    from vungmanh.members.actions import NewPost, record_posts
    from vungmanh.members.models import Post
    from vungmanh.members.queries import posts_in

    today = installation.today()
    office = posts_in(root.organization_id, on=today).filter(member=member, post=Post.ORGANIZATION_OFFICE)
    if not office.exists():
        record_posts(by=by, posts=[NewPost(member.pk, root.organization_id, Post.ORGANIZATION_OFFICE, today)])


def _new_password() -> str:
    """The password typed twice, or one line of standard input when that is no terminal."""
    from django.contrib.auth.password_validation import validate_password
    from django.core.exceptions import ValidationError
    from django.utils.translation import gettext as _

    from vungmanh.foundation.refusals import Refusal

    if sys.stdin.isatty():
        password = getpass.getpass(_("Mật khẩu: "))
        if getpass.getpass(_("Nhập lại mật khẩu: ")) != password:
            raise Refusal("cli.passwords_differ", _("Hai lần nhập mật khẩu không giống nhau."), remedy=_("Nhập lại."))
    else:
        password = sys.stdin.readline().rstrip("\n")
    try:
        validate_password(password)
    except ValidationError as weak:
        raise Refusal("cli.weak_password", " ".join(weak.messages), remedy=_("Chọn mật khẩu khác.")) from None
    return password
