"""Forms of the campaign: its calendar, and its closing."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from vungmanh.campaigns.progress import NAMES, STEPS
from vungmanh.rulebooks.shelf import FIRST_YEAR
from vungmanh.web.forms import ActionForm, DayField
from vungmanh.web.viewer import LATEST


class CalendarForm(ActionForm):
    """The day by which each step is to be done; a step without a day is not late."""

    def __init__(self, *given: Any, calendar: Mapping[str, date] | None = None, **options: Any) -> None:
        super().__init__(*given, initial={f"due_{step}": day for step, day in (calendar or {}).items()}, **options)
        for step in STEPS:
            label = _("Hạn xong bước “{step}”").format(step=NAMES[step])
            self.fields[f"due_{step}"] = DayField(label=label, required=False)

    @property
    def calendar(self) -> dict[str, date]:
        """The days that were typed."""
        typed = {step: self.cleaned_data.get(f"due_{step}") for step in STEPS}
        return {step: day for step, day in typed.items() if day is not None}


class OpeningForm(CalendarForm):
    """The year and its calendar."""

    year = forms.IntegerField(
        label=gettext_lazy("Năm đánh giá"),
        min_value=FIRST_YEAR,
        max_value=LATEST.year,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "size": 6, "autocomplete": "off"}),
    )

    def __init__(self, *given: Any, year: int, **options: Any) -> None:
        super().__init__(*given, **options)
        self.fields["year"].initial = year


class SureForm(ActionForm):
    """A confirmation without anything to fill in."""
