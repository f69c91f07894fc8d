"""Giving logins."""

from django.db import transaction
from django.utils.translation import gettext as _

from vungmanh.accounts import events
from vungmanh.accounts.models import Login
from vungmanh.foundation.actors import Actor
from vungmanh.foundation.refusals import Refusal
from vungmanh.journal.writing import note
from vungmanh.members.models import Member


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
    with transaction.atomic():
        login = Login.objects.create_user(username, password, member=member)
        note(events.LOGIN_GIVEN, by=by, about=member, username=username)
    return login
