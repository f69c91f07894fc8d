"""How sign-in behaves: nobody registers; logins are given by the organization office. Its refusals speak Vietnamese."""

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

_INCORRECT_CODE = _("Mã không đúng hoặc đã hết hạn. Ghi mã mới nhất.")

_SIGN_IN = {
    **DefaultAccountAdapter.error_messages,
    "account_inactive": _("Tài khoản này đã bị khóa. Đề nghị Ban Tổ chức mở lại."),
    "username_password_mismatch": _("Tên đăng nhập hoặc mật khẩu không đúng. Kiểm tra chữ hoa, chữ thường và dấu."),
    "too_many_login_attempts": _("Đã ghi sai quá nhiều lần. Chờ vài phút rồi thử lại."),
    "enter_current_password": _("Mật khẩu hiện nay không đúng."),
    "incorrect_password": _("Mật khẩu không đúng."),
    "incorrect_code": _INCORRECT_CODE,
    "rate_limited": _("Đã gửi quá nhiều lần. Chờ vài phút rồi thử lại."),
}
_SECOND_FACTOR = {
    **DefaultMFAAdapter.error_messages,
    "incorrect_code": _INCORRECT_CODE,
    "cannot_delete_authenticator": _("Chưa thể tắt xác thực hai bước."),
    "cannot_generate_recovery_codes": _("Bật ứng dụng xác thực hoặc thêm khóa truy cập trước khi tạo mã dự phòng."),
}


class ClosedAdapter(DefaultAccountAdapter):
    """Sign-in without open registration."""

    error_messages = _SIGN_IN

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Nobody may register."""
        return False


class SecondFactorAdapter(DefaultMFAAdapter):
    """The second factor, with its refusals in our words."""

    error_messages = _SECOND_FACTOR
