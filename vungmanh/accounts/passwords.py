"""What is asked of a password, where Django does not say it in Vietnamese."""

from django.contrib.auth.password_validation import MinimumLengthValidator
from django.utils.translation import gettext as _


class LongEnough(MinimumLengthValidator):
    """At least so many characters."""

    def get_error_message(self) -> str:
        """Why a password is refused."""
        return _("Mật khẩu quá ngắn, cần ít nhất {n} ký tự.").format(n=self.min_length)

    def get_help_text(self) -> str:
        """What is asked."""
        return _("Mật khẩu cần ít nhất {n} ký tự.").format(n=self.min_length)
