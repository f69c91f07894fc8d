"""Words for the fields of sign-in forms, which the library has in other languages than Vietnamese."""

from django import template
from django.forms import BoundField
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

register = template.Library()

_LABELS = {
    "login": gettext_noop("Tên đăng nhập"),
    "password": gettext_noop("Mật khẩu"),
    "oldpassword": gettext_noop("Mật khẩu hiện nay"),
    "password1": gettext_noop("Mật khẩu mới"),
    "password2": gettext_noop("Mật khẩu mới, ghi lại lần nữa"),
    "code": gettext_noop("Mã xác thực"),
    "name": gettext_noop("Tên của khóa"),
    "passwordless": gettext_noop("Dùng khóa này thay cho mật khẩu"),
}


@register.filter
def label(field: BoundField) -> str:
    """What the field is called on our pages."""
    known = _LABELS.get(field.name)
    return _(known) if known else str(field.label)
