"""Forms for changes of a member."""

from typing import Any

from django import forms
from django.core.validators import RegexValidator
from django.utils.translation import gettext_lazy as _

from vungmanh.members.models import Gender, Leaving, Post, Standing
from vungmanh.web.forms import ActionForm, DayField, DecisionForm


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


class ParticularsForm(ActionForm):
    """Particulars that are not guarded, corrected."""

    full_name = forms.CharField(label=_("Họ và tên"), max_length=120)
    other_name = forms.CharField(label=_("Tên khác"), max_length=120, required=False)
    birth_date = DayField(label=_("Ngày sinh"), required=False)
    gender = forms.ChoiceField(label=_("Giới tính"), choices=Gender.choices, required=False)
    card_number = forms.CharField(
        label=_("Số thẻ đảng viên"), max_length=12, required=False, help_text=_("12 chữ số."),
        validators=[RegexValidator(r"^\d{12}$", _("Số thẻ đảng viên gồm 12 chữ số."))],
    )  # fmt: skip
    joined_on = DayField(label=_("Ngày vào Đảng"), required=False)
    official_on = DayField(label=_("Ngày chính thức"), required=False)

    def clean(self) -> dict[str, Any]:
        """Dates in their order."""
        data = super().clean() or {}
        joined, official = data.get("joined_on"), data.get("official_on")
        if joined and official and official < joined:
            self.add_error("official_on", _("Ngày chính thức không thể trước ngày vào Đảng."))
        return data
