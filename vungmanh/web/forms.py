"""Fields and forms in the words of the house: dates dd/mm/yyyy, refusals beside the form, what was typed is kept."""

from collections.abc import Callable
from datetime import date
from typing import Any

from django import forms
from django.db import IntegrityError
from django.forms.renderers import DjangoTemplates
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from vungmanh.foundation.dates import parsed, written
from vungmanh.foundation.decisions import Decision
from vungmanh.foundation.refusals import Refusal
from vungmanh.journal.writing import together
from vungmanh.members.births import birth_read, birth_said


class Renderer(DjangoTemplates):
    """Draws every field with its label, its help and its errors beside it."""

    form_template_name = "web/form.html"
    field_template_name = "web/field.html"


_EARLIEST = date(1850, 1, 1)
"""Days before are slips of the finger: nobody who was a member in 1930 was born earlier."""


class DayField(forms.Field):
    """A day typed as dd/mm/yyyy; yyyy-mm-dd is understood too."""

    widget = forms.TextInput
    default_error_messages = {
        "no_day": gettext_lazy("“{text}” không phải là ngày. Ghi theo dạng ngày/tháng/năm, ví dụ 05/09/2019.")
    }

    read: Callable[[str], Any] = staticmethod(parsed)

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        self.widget.attrs |= {"inputmode": "numeric", "placeholder": "dd/mm/yyyy", "autocomplete": "off", "size": 12}

    def prepare_value(self, value: Any) -> Any:
        """How the day stands in the box."""
        return written(value) if isinstance(value, date) else value

    def _read(self, text: str) -> Any:
        found = self.read(text)
        if isinstance(found, date) and found < _EARLIEST:
            raise ValueError(f"before any day that is written down here: {text!r}")
        return found

    def to_python(self, value: Any) -> Any:
        """The day that was typed."""
        if value in self.empty_values:
            return None
        try:
            return self._read(value)
        except ValueError:
            text = str(self.error_messages["no_day"]).format(text=value)
            raise forms.ValidationError(text, code="no_day") from None


class BirthField(DayField):
    """A day of birth, or four digits where only the year is known."""

    default_error_messages = {
        "no_day": gettext_lazy(
            "“{text}” không phải là ngày hay năm sinh. Ghi ngày/tháng/năm, ví dụ 05/09/1950, hoặc chỉ năm, ví dụ 1950."
        )
    }
    read = staticmethod(birth_read)

    def prepare_value(self, value: Any) -> Any:
        """How the day or year stands in the box."""
        return birth_said(value) if isinstance(value, date | int) else value


class ActionForm(forms.Form):
    """A form for one action. `refusal` is why the action said no; the page shows it above the fields."""

    refusal: Refusal | None = None

    def carries_out(self, action: Callable[[dict[str, Any]], object]) -> bool:
        """Whether the form was right and the action did it; a refusal is kept for the page."""
        if not self.is_valid():
            return False
        try:
            with together():
                action(self.cleaned_data)
        except Refusal as refusal:
            self.refusal = refusal
        except IntegrityError:
            self.refusal = Refusal(
                "web.stands_already",
                _("Nội dung này trùng với điều đã ghi (số thẻ, mã, chức vụ hoặc ngày)."),
                remedy=_("Kiểm tra dữ liệu đã có rồi sửa lại. Chưa có gì được ghi."),
            )
        return self.refusal is None


def refused_by(check: Callable[[], object]) -> Refusal | None:
    """Why nothing can be sent, told before anything is typed; None where the check lets it pass."""
    try:
        check()
    except Refusal as refusal:
        return refusal
    return None


class DecisionForm(ActionForm):
    """An action that rests on a numbered decision."""

    decision_number = forms.CharField(
        label=gettext_lazy("Số quyết định"), max_length=64, required=False,
        help_text=gettext_lazy("Ghi như trên văn bản, ví dụ 123-QĐ/HU; để trống nếu chưa có."),
    )  # fmt: skip
    decided_on = DayField(label=gettext_lazy("Ngày quyết định"), required=False)

    @property
    def decision(self) -> Decision:
        """The decision as typed."""
        return Decision(self.cleaned_data["decision_number"], self.cleaned_data["decided_on"])
