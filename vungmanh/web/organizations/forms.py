"""Forms for changes of the tree."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from vungmanh.organizations.kinds import kinds
from vungmanh.organizations.models import Sector
from vungmanh.web.forms import DayField, DecisionForm


class FoundForm(DecisionForm):
    """An organization to found under another."""

    name = forms.CharField(label=_("Tên tổ chức"), max_length=200)
    code = forms.CharField(
        label=_("Mã tổ chức"), max_length=64, help_text=_("Không có khoảng trắng, ví dụ: kim-phu-16.")
    )
    kind = forms.ChoiceField(label=_("Loại tổ chức"))
    sector = forms.ChoiceField(label=_("Loại hình"), required=False)
    on = DayField(label=_("Thành lập từ ngày"))
    field_order = ("name", "code", "kind", "sector", "on", "decision_number", "decided_on")

    def __init__(self, *args: Any, under: str, day: date, **options: Any) -> None:
        super().__init__(*args, **options)
        language = get_language() or "vi"
        self.fields["kind"].choices = [
            (code, one.name.say(language)) for code, one in kinds().items() if under in one.under and one.exists_on(day)
        ]
        self.fields["sector"].choices = Sector.choices


class RenameForm(DecisionForm):
    """Another name from a day on."""

    name = forms.CharField(label=_("Tên mới"), max_length=200)
    on = DayField(label=_("Mang tên mới từ ngày"))
    field_order = ("name", "on", "decision_number", "decided_on")


class MoveForm(DecisionForm):
    """Another superior from a day on."""

    parent = forms.CharField(
        label=_("Tổ chức cấp trên mới"), max_length=200, help_text=_("Ghi mã hoặc tên; gõ không dấu cũng được.")
    )
    on = DayField(label=_("Chuyển từ ngày"))
    field_order = ("parent", "on", "decision_number", "decided_on")


class DissolveForm(DecisionForm):
    """The end of an organization's activity."""

    on = DayField(label=_("Kết thúc hoạt động từ ngày"), help_text=_("Ngày đầu tiên tổ chức không còn hoạt động."))
    field_order = ("on", "decision_number", "decided_on")
