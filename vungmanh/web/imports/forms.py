"""The form that takes a file in."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from vungmanh.exchange.formats import check_size
from vungmanh.foundation.refusals import Refusal
from vungmanh.web.forms import ActionForm, DayField


class UploadForm(ActionForm):
    """A workbook or text table, and the day of rows without a date of their own."""

    workbook = forms.FileField(
        label=_("Tệp Excel, OpenDocument hoặc CSV"),
        widget=forms.FileInput(attrs={"accept": ".xlsx,.xlsm,.xls,.ods,.csv,.txt"}),
        help_text=_("Biểu 29 cột của cơ sở dữ liệu đảng viên, hoặc tệp theo mẫu của phần mềm."),
        error_messages={"empty": _("Tệp này rỗng.")},
    )
    on = DayField(label=_("Ngày có hiệu lực"), help_text=_("Dùng cho các dòng không ghi ngày riêng."))

    def clean_workbook(self) -> Any:
        """Not larger than the server takes."""
        workbook = self.cleaned_data["workbook"]
        try:
            check_size(workbook.size)
        except Refusal as refusal:
            raise forms.ValidationError(str(refusal)) from refusal
        return workbook
