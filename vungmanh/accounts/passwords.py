"""What is asked of a password, in the words of an office: Django says it to «bạn», or in English."""

from django.contrib.auth.password_validation import (
    CommonPasswordValidator,
    MinimumLengthValidator,
    UserAttributeSimilarityValidator,
)
from django.utils.translation import gettext as _


class LongEnough(MinimumLengthValidator):
    """At least so many characters."""

    def get_error_message(self) -> str:
        """Why a password is refused."""
        return _("Mật khẩu quá ngắn, cần ít nhất {n} ký tự.").format(n=self.min_length)

    def get_help_text(self) -> str:
        """What is asked."""
        return _("Mật khẩu cần ít nhất {n} ký tự.").format(n=self.min_length)


class Unlike(UserAttributeSimilarityValidator):
    """Not like the login's own name."""

    def get_error_message(self) -> str:
        """Why a password is refused."""
        return _("Mật khẩu quá giống tên đăng nhập.")

    def get_help_text(self) -> str:
        """What is asked."""
        return _("Mật khẩu không được giống tên đăng nhập.")


class Uncommon(CommonPasswordValidator):
    """None of the passwords that everybody tries first."""

    def get_error_message(self) -> str:
        """Why a password is refused."""
        return _("Mật khẩu này nhiều người dùng nên dễ bị đoán.")

    def get_help_text(self) -> str:
        """What is asked."""
        return _("Mật khẩu không được là một trong những mật khẩu nhiều người dùng.")
