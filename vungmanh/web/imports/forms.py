"""The form that takes a workbook in."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from vungmanh.web.forms import ActionForm, DayField

LARGEST = 20 * 1024 * 1024
"""Bytes of the largest workbook: some 200,000 rows."""


class UploadForm(ActionForm):
    """A workbook and the day of rows without a date of their own."""

    workbook = forms.FileField(
        label=_("Tệp Excel (.xlsx)"),
        widget=forms.FileInput(attrs={"accept": ".xlsx"}),
        help_text=_("Biểu 29 cột của cơ sở dữ liệu đảng viên, hoặc tệp theo mẫu của phần mềm."),
        error_messages={"empty": _("Tệp này rỗng.")},
    )
    on = DayField(label=_("Ngày có hiệu lực"), help_text=_("Dùng cho các dòng không ghi ngày riêng."))

    def clean_workbook(self) -> Any:
        """Not larger than the server takes."""
        workbook = self.cleaned_data["workbook"]
        if workbook.size > LARGEST:
            raise forms.ValidationError(_("Tệp lớn hơn 20 MB. Chia thành nhiều tệp, ví dụ theo từng đảng bộ cơ sở."))
        return workbook
