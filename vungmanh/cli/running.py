"""The commands that set up and run an installation: init, demo, serve, bench."""

import getpass
import json
import sys
import time
from argparse import Namespace

from vungmanh.cli import installation


def init(called: Namespace) -> int:
    """`vungmanh init`: database, settings file, static files; with --administrator the first login."""
    from django.conf import settings
    from django.utils.translation import gettext as _

    installation.prepare(create=True)
    installation.collect_static()
    print(_("Đã sẵn sàng: {home}").format(home=settings.HOME))
    if called.administrator:
        _give_administrator(called)
    return 0


def demo(called: Namespace) -> int:
    """`vungmanh demo`: build the demonstration once, then serve it."""
    from django.conf import settings
    from django.utils.translation import gettext as _

    from vungmanh.demo.personas import PERSONAS
    from vungmanh.demo.scenario import build
    from vungmanh.foundation.actors import Actor
    from vungmanh.foundation.refusals import Refusal
    from vungmanh.organizations.queries import organization_by_code

    if not settings.DEMO:
        raise Refusal(
            "cli.not_a_demo",
            _("{home} là nơi cài đặt thật, không dựng dữ liệu minh họa vào đó.").format(home=settings.HOME),
            remedy=_("Đặt VUNGMANH_HOME sang thư mục khác."),
        )
    installation.prepare(create=True)
    if organization_by_code("yen-son") is None:
        began = time.monotonic()
        print(_("Đang dựng dữ liệu minh họa Yên Sơn …"), flush=True)
        build(by=Actor.operator("vungmanh demo"))
        print(_("Xong sau {seconds} giây.").format(seconds=round(time.monotonic() - began)))
    installation.collect_static()
    print(_("Đăng nhập với một trong các vai:"))
    for persona in PERSONAS:
        print(f"  {persona.username:<24}{persona.name.vi} | {persona.name.en}")
    return 0 if called.no_serve else serve(called)


def serve(called: Namespace) -> int:
    """`vungmanh serve`: the pages, and one worker for background jobs."""
    from django.utils.translation import gettext as _

    from vungmanh import jobs

    installation.prepare(create=True)
    installation.collect_static()
    print(_("Mở trình duyệt tại http://{host}:{port}/ (Ctrl+C để dừng)").format(host=called.host, port=called.port), flush=True)  # fmt: skip
    jobs.serve_with_worker(called.host, called.port)
    return 0


def bench(called: Namespace) -> int:
    """`vungmanh bench`: measurements as JSON, in a database of its own."""
    from vungmanh.cli.bench import measure

    json.dump(measure(members=called.members, only=called.only), sys.stdout, ensure_ascii=False, indent=2)
    print()
    return 0


def _give_administrator(called: Namespace) -> None:
    """Give a member a login and, where there is none yet, the post in the organization office of the root."""
    from django.utils.translation import gettext as _

    from vungmanh.accounts.actions import give_login
    from vungmanh.foundation.actors import Actor
    from vungmanh.foundation.refusals import Refusal
    from vungmanh.members.actions import NewPost, record_posts
    from vungmanh.members.models import Post
    from vungmanh.members.queries import member_by_code, posts_in
    from vungmanh.organizations.queries import roots

    today = installation.today()
    member, root = member_by_code(called.administrator), roots(on=today).first()
    if member is None or root is None:
        raise Refusal(
            "cli.unknown_member",
            _("Không có đảng viên nào có mã “{code}”.").format(code=called.administrator),
            remedy=_("Nhập danh sách đảng viên trước (vungmanh import), rồi dùng mã trong danh sách."),
        )
    by = Actor.operator("vungmanh init")
    login = give_login(by=by, member=member, username=called.username or member.code, password=_new_password())
    office = posts_in(root.organization_id, on=today).filter(member=member, post=Post.ORGANIZATION_OFFICE)
    if not office.exists():
        record_posts(by=by, posts=[NewPost(member.pk, root.organization_id, Post.ORGANIZATION_OFFICE, today)])
    print(_("Đã cấp tài khoản {username}.").format(username=login.username))


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
