"""What a reader of the journal looks for."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from vungmanh.journal.events import all_declared
from vungmanh.journal.queries import Sought
from vungmanh.web.forms import DayField

KINDS = {
    "organizations": _("Tổ chức đảng"),
    "members": _("Đảng viên"),
    "classification": _("Xếp loại"),
    "exchange": _("Nhập tệp"),
    "exports": _("Xuất tệp"),
    "accounts": _("Tài khoản"),
    "access": _("Ủy quyền"),
    "lists": _("Danh sách"),
    "safekeeping": _("Sao lưu"),
    "journal": _("Hoàn tác"),
}
"""Kinds of entries by the first part of their codes."""


class SeekForm(forms.Form):
    """Filters of the journal; they stand in the address."""

    kind = forms.ChoiceField(label=_("Loại việc"), required=False)
    by = forms.CharField(label=_("Người làm"), required=False, max_length=100)
    since = DayField(label=_("Từ ngày"), required=False)
    until = DayField(label=_("Đến ngày"), required=False)
    member = forms.IntegerField(required=False, widget=forms.HiddenInput, min_value=1)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        codes = sorted({event.code.split(".")[0] for event in all_declared()})
        self.fields["kind"].choices = [("", _("Tất cả")), *((code, KINDS.get(code, code)) for code in codes)]

    def what(self) -> Sought:
        """What was asked for; a filter that cannot be read is left out, and says so beside its box."""
        self.is_valid()
        read = self.cleaned_data
        return Sought(
            kind=read.get("kind") or "",
            actor=read.get("by") or "",
            since=read.get("since"),
            until=read.get("until"),
            member_id=read.get("member"),
        )

    def asked(self) -> dict[str, str]:
        """The filters as they stand in the address."""
        return {name: self.data[name] for name in self.fields if self.data.get(name)}
