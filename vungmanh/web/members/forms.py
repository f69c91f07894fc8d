"""Forms for changes of a member."""

from typing import Any

from django import forms
from django.core.validators import RegexValidator
from django.utils.translation import gettext_lazy as _

from vungmanh.foundation.refusals import Refusal
from vungmanh.members.births import birth_fields
from vungmanh.members.field_names import NAMES
from vungmanh.members.models import Gender, Leaving, Particulars, Post, Standing
from vungmanh.members.requests import read_value
from vungmanh.web.forms import ActionForm, BirthField, DayField, DecisionForm


class StandingForm(ActionForm):
    """Another standing from a day on."""

    standing = forms.ChoiceField(label=_("Tư cách mới"), choices=Standing.choices)
    on = DayField(label=_("Từ ngày"))


class TransferForm(ActionForm):
    """Another cell from a day on."""

    cell = forms.CharField(
        label=_("Chi bộ chuyển đến"), max_length=200, help_text=_("Ghi mã hoặc tên; gõ không dấu cũng được.")
    )
    on = DayField(label=_("Sinh hoạt ở nơi mới từ ngày"))


class EndForm(ActionForm):
    """The end of a membership."""

    leaving = forms.ChoiceField(
        label=_("Lý do"),
        choices=[(code, label) for code, label in Leaving.choices if code not in ("", Leaving.TRANSFERRED)],
    )
    on = DayField(label=_("Kết thúc từ ngày"), help_text=_("Ngày đầu tiên không còn sinh hoạt đảng."))


class PostForm(DecisionForm):
    """A post held from a day on."""

    post = forms.ChoiceField(label=_("Chức vụ"), choices=Post.choices)
    organization = forms.CharField(
        label=_("Tổ chức nơi giữ chức vụ"), max_length=200, help_text=_("Ghi mã hoặc tên; gõ không dấu cũng được.")
    )
    on = DayField(label=_("Từ ngày"))
    field_order = ("post", "organization", "on", "decision_number", "decided_on")


class EndPostForm(ActionForm):
    """The end of a post."""

    on = DayField(label=_("Kết thúc từ ngày"), help_text=_("Ngày đầu tiên không còn giữ chức vụ."))


class ParticularsForm(ActionForm):
    """Particulars that are not guarded, corrected."""

    full_name = forms.CharField(label=_("Họ và tên"), max_length=120)
    other_name = forms.CharField(label=_("Tên khác"), max_length=120, required=False)
    birth_date = BirthField(
        label=_("Ngày sinh"), required=False, help_text=_("Nếu chỉ biết năm sinh thì ghi năm, ví dụ 1950.")
    )
    gender = forms.ChoiceField(label=_("Giới tính"), choices=Gender.choices, required=False)
    card_number = forms.CharField(
        label=_("Số thẻ đảng viên"), max_length=12, required=False, help_text=_("12 chữ số."),
        validators=[RegexValidator(r"^\d{12}$", _("Số thẻ đảng viên gồm 12 chữ số."))],
    )  # fmt: skip
    joined_on = DayField(label=_("Ngày vào Đảng"), required=False)
    official_on = DayField(label=_("Ngày chính thức"), required=False)

    def clean(self) -> dict[str, Any]:
        """Dates in their order; the birth as the record keeps it."""
        data = super().clean() or {}
        if "birth_date" in data:
            data |= birth_fields(data["birth_date"])
        joined, official = data.get("joined_on"), data.get("official_on")
        if joined and official and official < joined:
            self.add_error("official_on", _("Ngày chính thức không thể trước ngày vào Đảng."))
        return data


class GuardedForm(ActionForm):
    """Guarded particulars, corrected without being shown: one text for each, and which of them to empty."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        for field in Particulars.GUARDED:
            longest = Particulars._meta.get_field(field).max_length
            self.fields[field] = forms.CharField(
                label=NAMES[field], max_length=longest, required=False,
                widget=forms.TextInput(attrs={"autocomplete": "off"}),
            )  # fmt: skip
        self.fields["emptied"] = forms.MultipleChoiceField(
            label=_("Xóa nội dung đã ghi ở các mục"),
            choices=[(field, NAMES[field]) for field in Particulars.GUARDED],
            widget=forms.CheckboxSelectMultiple,
            required=False,
        )

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if not self.errors and not self.changes():
            self.add_error("emptied", _("Chưa ghi mục nào cần đính chính."))
        for field in Particulars.GUARDED:
            try:
                read_value(field, data.get(field, ""))
            except Refusal as refusal:
                self.add_error(field, refusal.remedy)
        return data

    def changes(self) -> dict[str, str]:
        """What is to be written, by field; what was left empty is not among it."""
        emptied = dict.fromkeys(self.cleaned_data.get("emptied", ()), "")
        typed = {field: self.cleaned_data.get(field, "") for field in Particulars.GUARDED}
        return emptied | {field: text for field, text in typed.items() if text}
