"""Logins, and the one-time codes by which a member takes one into use."""

from typing import Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from vungmanh.members.models import Member


class LoginManager(BaseUserManager["Login"]):
    """Makes logins; there is no superuser, rights come from posts."""

    def create_user(self, username: str, password: str | None = None, **fields: Any) -> "Login":
        """A login with a hashed password; without one it cannot sign in until one is set."""
        login = self.model(username=self.model.normalize_username(username), **fields)
        login.set_password(password)
        login.save()
        return login


class Login(AbstractBaseUser):
    """What somebody signs in with. It belongs to one member; everything it may do comes from that member's posts."""

    username = models.CharField(_("tên đăng nhập"), max_length=64, unique=True)
    member = models.OneToOneField(Member, models.PROTECT, related_name="login")
    is_active = models.BooleanField(default=True)

    objects: ClassVar[LoginManager] = LoginManager()
    USERNAME_FIELD = "username"
    REQUIRED_FIELDS: ClassVar[list[str]] = []


class Purpose(models.TextChoices):
    """What a one-time code is for."""

    INVITATION = "invitation", _("nhận tài khoản")
    RESET = "reset", _("đặt lại mật khẩu")


class CodeState(models.TextChoices):
    """Where a one-time code stands; only an open one can be used."""

    OPEN = "open", _("chưa dùng")
    USED = "used", _("đã dùng")
    WITHDRAWN = "withdrawn", _("đã thay hoặc rút")


class OneTimeCode(models.Model):
    """A code handed over on paper. Only its keyed digest is kept: nobody can read the code again, the office neither.

    It may be used once, through its last day. The journal tells who made it and who used it; the row is no part of
    the dated record, because a used code says nothing about any day.
    """

    member = models.ForeignKey(Member, models.PROTECT, related_name="+")
    purpose = models.CharField(max_length=16, choices=Purpose)
    digest = models.CharField(max_length=64, unique=True)
    last_day = models.DateField()
    state = models.CharField(max_length=16, choices=CodeState, default=CodeState.OPEN)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["member"], condition=Q(state="open"), name="one_open_code"),
        ]
