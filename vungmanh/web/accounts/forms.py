"""Forms about logins and delegations."""

from typing import Any

from django import forms
from django.contrib.auth.password_validation import validate_password
from django.core.validators import RegexValidator
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from vungmanh.access.rights import Right
from vungmanh.accounts.models import Login
from vungmanh.web.forms import ActionForm, DayField

_USERNAME = r"^[a-z0-9][a-z0-9._-]*\Z"
"""As phones and old keyboards type it without trouble."""


class CodeForm(ActionForm):
    code = forms.CharField(
        label=gettext_lazy("Mã trên phiếu"), max_length=40,
        help_text=gettext_lazy("Mười hai chữ và số, ví dụ 7KQM-2XPA-94DF; chữ thường, có hay không có gạch đều được."),
        widget=forms.TextInput(attrs={"autocomplete": "one-time-code", "autocapitalize": "characters", "size": 20}),
    )  # fmt: skip


class PasswordForm(ActionForm):
    password1 = forms.CharField(
        label=gettext_lazy("Mật khẩu mới"), strip=False, max_length=128,
        help_text=gettext_lazy("Ít nhất 10 ký tự. Một câu dễ nhớ, gõ có dấu hay không dấu đều được."),
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )  # fmt: skip
    password2 = forms.CharField(
        label=gettext_lazy("Mật khẩu mới, ghi lại lần nữa"), strip=False, max_length=128,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )  # fmt: skip
    username_known = ""
    """The user name of a login that exists, for the check that the password is not like it."""

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        password = data.get("password1")
        if password and data.get("password2") and password != data["password2"]:
            self.add_error("password2", _("Hai lần ghi mật khẩu không giống nhau."))
        if password:
            login = Login(username=data.get("username", self.username_known))
            try:
                validate_password(password, login)
            except forms.ValidationError as weak:
                self.add_error("password1", weak)
        return data


class TakeLoginForm(PasswordForm):
    username = forms.CharField(
        label=gettext_lazy("Tên đăng nhập"), min_length=3, max_length=40,
        help_text=gettext_lazy("Chữ thường không dấu, số, dấu chấm, gạch. Có thể giữ tên gợi ý."),
        validators=[RegexValidator(_USERNAME, gettext_lazy("Chỉ dùng chữ thường không dấu, số, . _ -"))],
        widget=forms.TextInput(attrs={"autocomplete": "username", "autocapitalize": "none"}),
    )  # fmt: skip
    field_order = ("username", "password1", "password2")


class InviteForm(forms.Form):
    whom = forms.ChoiceField(
        label=gettext_lazy("Cấp mã cho"), widget=forms.RadioSelect, initial="secretaries",
        choices=[
            ("secretaries", gettext_lazy("Bí thư chưa có tài khoản")),
            ("posts", gettext_lazy("Người giữ chức vụ chưa có tài khoản")),
            ("members", gettext_lazy("Mọi đảng viên chưa có tài khoản")),
        ],
    )  # fmt: skip
    again = forms.BooleanField(
        label=gettext_lazy("Cấp lại cho cả người đã có mã chưa dùng (mã cũ bị thay)"), required=False
    )


class DelegationForm(ActionForm):
    helper = forms.CharField(
        label=gettext_lazy("Người giúp việc"), max_length=120,
        help_text=gettext_lazy("Mã đảng viên, tên đăng nhập hoặc họ tên đầy đủ; người đó phải đã có tài khoản."),
    )  # fmt: skip
    organization = forms.CharField(
        label=gettext_lazy("Tại tổ chức"),
        max_length=200,
        help_text=gettext_lazy("Mã hoặc tên, trong phạm vi của mình."),
    )
    rights = forms.MultipleChoiceField(label=gettext_lazy("Quyền giao"), widget=forms.CheckboxSelectMultiple)
    first = DayField(label=gettext_lazy("Từ ngày"))
    last = DayField(label=gettext_lazy("Đến hết ngày"))
    reason = forms.CharField(
        label=gettext_lazy("Lý do"), max_length=300,
        help_text=gettext_lazy("Ví dụ: nhập kết quả xếp loại cuối năm trong đợt đi công tác."),
    )  # fmt: skip

    def __init__(self, *args: Any, lending: list[Right], **options: Any) -> None:
        super().__init__(*args, **options)
        language = get_language() or "vi"
        self.fields["rights"].choices = [(right.value, right.name_text.say(language)) for right in lending]
