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

_BROWSERS = (
    ("Zalo", "Zalo"), ("coc_coc", "Coc Coc"), ("CocCoc", "Coc Coc"), ("SamsungBrowser", "Samsung Internet"),
    ("Edg", "Edge"), ("OPR", "Opera"), ("Firefox", "Firefox"), ("FxiOS", "Firefox"), ("CriOS", "Chrome"),
    ("Chrome", "Chrome"), ("Safari", "Safari"),
)  # fmt: skip
"""What a browser's name for itself contains, the particular before the general: most of them also say Chrome."""
_SYSTEMS = (
    ("Android", "Android"), ("iPhone", "iPhone"), ("iPad", "iPad"), ("Windows", "Windows"), ("Mac OS X", "Mac"),
    ("CrOS", "Chromebook"), ("Linux", "Linux"),
)  # fmt: skip


@register.filter
def label(field: BoundField) -> str:
    """What the field is called on our pages."""
    known = _LABELS.get(field.name)
    return _(known) if known else str(field.label)


@register.filter
def unhinted(field: BoundField) -> str:
    """The field without the library's grey words inside: they repeat the label, some in English only."""
    return field.as_widget(attrs={"placeholder": False})


@register.filter
def device(user_agent: str) -> str:
    """The browser and the system, as a person would name the device; what is not known is called so."""
    browser = next((name for sign, name in _BROWSERS if sign in user_agent), _("Trình duyệt khác"))
    system = next((name for sign, name in _SYSTEMS if sign in user_agent), _("thiết bị khác"))
    return _("{browser} trên {system}").format(browser=browser, system=system)
