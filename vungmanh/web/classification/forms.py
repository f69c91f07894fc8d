"""The form for the reason of exceeding a cap."""

from django import forms
from django.utils.translation import gettext_lazy as _

from vungmanh.web.forms import ActionForm


class ReasonForm(ActionForm):
    """Why a cap was exceeded."""

    reason = forms.CharField(
        label=_("Lý do vượt tỷ lệ tối đa"),
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Ghi bằng một câu đầy đủ; lý do được lưu cùng tên người ghi và hiện trong báo cáo."),
    )
