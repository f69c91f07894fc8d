"""What a reader of the journal looks for."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from vungmanh.lists.registers.journal import JOURNAL, kinds_of_entries
from vungmanh.web.forms import DayField


class SeekForm(forms.Form):
    """Filters of the journal; they stand in the address. One that cannot be read is left out and says so beside it."""

    kind = forms.ChoiceField(label=_("Loại việc"), required=False)
    by = forms.CharField(label=_("Người làm"), required=False, max_length=100)
    since = DayField(label=_("Từ ngày"), required=False)
    until = DayField(label=_("Đến ngày"), required=False)
    member = forms.IntegerField(required=False, widget=forms.HiddenInput, min_value=1)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["kind"].choices = [("", _("Tất cả")), *kinds_of_entries()]

    def asked(self) -> dict[str, str]:
        """The filters as they stand in the address."""
        return {name: self.data[name] for name in JOURNAL.filters if self.data.get(name)}
