"""How sign-in behaves: nobody registers; logins are given by the organization office. Its refusals speak Vietnamese."""

import base64
import hashlib
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from cryptography.fernet import Fernet
from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.utils.translation import gettext, gettext_lazy

from vungmanh.accounts.limits import SIGN_IN_BY_ADDRESS, SIGN_IN_BY_NAME, seconds_to_wait, take_back, waiting

_INCORRECT_CODE = gettext_lazy("Mã không đúng hoặc đã hết hạn. Ghi mã mới nhất.")

_SIGN_IN = {
    **DefaultAccountAdapter.error_messages,
    "account_inactive": gettext_lazy("Tài khoản này đã bị khóa. Đề nghị Ban Tổ chức mở lại."),
    "username_password_mismatch": gettext_lazy(
        "Tên đăng nhập hoặc mật khẩu không đúng. Kiểm tra chữ hoa, chữ thường và dấu."
    ),
    "too_many_login_attempts": gettext_lazy("Đã ghi sai quá nhiều lần. Chờ vài phút rồi thử lại."),
    "enter_current_password": gettext_lazy("Mật khẩu hiện nay không đúng."),
    "incorrect_password": gettext_lazy("Mật khẩu không đúng."),
    "incorrect_code": _INCORRECT_CODE,
    "rate_limited": gettext_lazy("Đã gửi quá nhiều lần. Chờ vài phút rồi thử lại."),
}
_SECOND_FACTOR = {
    **DefaultMFAAdapter.error_messages,
    "incorrect_code": _INCORRECT_CODE,
    "cannot_delete_authenticator": gettext_lazy("Chưa thể tắt xác thực hai bước."),
    "cannot_generate_recovery_codes": gettext_lazy(
        "Bật ứng dụng xác thực hoặc thêm khóa truy cập trước khi tạo mã dự phòng."
    ),
}


class ClosedAdapter(DefaultAccountAdapter):
    """Sign-in without open registration, counted by name and by address over all web workers."""

    error_messages = _SIGN_IN

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Nobody may register."""
        return False

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        """Count the try, for a known and an unknown name alike; too many are told how long to wait."""
        wait = max(seconds_to_wait(limit, key) for limit, key in self._counted(request, credentials))
        if wait:
            said = gettext("Đã ghi sai quá nhiều lần. {wait}").format(wait=waiting(wait))
            raise ValidationError(said, code="too_many_login_attempts")

    def authenticate(self, request: HttpRequest, **credentials: Any) -> AbstractBaseUser | None:
        """Sign in; a success is not counted as a try."""
        found: AbstractBaseUser | None = super().authenticate(request, **credentials)
        if found is not None:
            for limit, key in self._counted(request, credentials):
                take_back(limit, key)
        return found

    def _rollback_login_failed_rl_usage(self) -> None:
        """The library's own counting is not used."""

    def _counted(self, request: HttpRequest, credentials: dict[str, Any]) -> list[tuple[Any, str]]:
        name = str(credentials.get("username", "")).casefold()
        return [(SIGN_IN_BY_NAME, name), (SIGN_IN_BY_ADDRESS, self.get_client_ip(request))]


class SecondFactorAdapter(DefaultMFAAdapter):
    """The second factor, with its refusals in our words; secrets stand encrypted in the database and its backups."""

    error_messages = _SECOND_FACTOR

    def encrypt(self, text: str) -> str:
        """With a key made of the installation's secret, which is no part of the database."""
        return _cipher().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        """What `encrypt` made."""
        return _cipher().decrypt(encrypted_text.encode()).decode()

    def generate_authenticator_name(self, user: AbstractBaseUser, type: Authenticator.Type) -> str:  # noqa: A002  (the library's name)
        """What a new passkey is called until its owner gives it another name."""
        known = Authenticator.objects.filter(user_id=user.pk, type=type).count()
        return gettext("Khóa {number}").format(number=known + 1)


def _cipher() -> Fernet:
    secret = hashlib.sha256(b"vungmanh second factor" + settings.SECRET_KEY.encode()).digest()
    return Fernet(base64.urlsafe_b64encode(secret))
