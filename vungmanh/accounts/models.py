"""Logins."""

from typing import Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models

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

    username = models.CharField(max_length=64, unique=True)
    member = models.OneToOneField(Member, models.PROTECT, related_name="login")
    is_active = models.BooleanField(default=True)

    objects: ClassVar[LoginManager] = LoginManager()
    USERNAME_FIELD = "username"
    REQUIRED_FIELDS: ClassVar[list[str]] = []
