"""Forms of what is recorded around a self-review: opinions, facts, the review held."""

from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from django import forms
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from vungmanh.campaigns.review.cell_facts import facts_asked
from vungmanh.campaigns.review.dossier import Dossier
from vungmanh.foundation.dates import written
from vungmanh.foundation.reasons import LONGEST_REASON
from vungmanh.rulebooks.facts import Fact, FactType
from vungmanh.web.forms import ActionForm, DayField

FROM_LEVELS = frozenset({"task_criteria_lowest", "other_criteria_lowest", "basic_criteria_lowest", "points"})
"""Facts that follow from the levels and points given, and so are not asked for once more."""


class PastDayField(DayField):
    """A day that is not ahead of today."""

    def __init__(self, *, today: date, **options: Any) -> None:
        self.today = today
        super().__init__(**options)

    def validate(self, value: Any) -> None:
        """A day, and one that has been."""
        super().validate(value)
        if value and value > self.today:
            said = _("Ngày {day} chưa đến; chỉ ghi việc đã làm.").format(day=written(value))
            raise forms.ValidationError(said, code="ahead")


class OpinionForm(ActionForm):
    """Who said what, when, in which document, with which counts."""

    said_by = forms.CharField(label=gettext_lazy("Tập thể, cá nhân nhận xét"), max_length=200)
    words = forms.CharField(
        label=gettext_lazy("Nội dung"), required=False, max_length=20_000, widget=forms.Textarea(attrs={"rows": 5}),
        help_text=gettext_lazy("Ghi nội dung, hoặc chỉ số văn bản nếu nội dung nằm ở đó."),
    )  # fmt: skip
    document_number = forms.CharField(label=gettext_lazy("Số văn bản"), max_length=64, required=False)
    votes_for = forms.IntegerField(
        label=gettext_lazy("Số phiếu, số ý kiến tán thành (nếu có)"), min_value=0, max_value=100_000, required=False
    )
    votes_against = forms.IntegerField(
        label=gettext_lazy("Không tán thành"), min_value=0, max_value=100_000, required=False
    )

    def __init__(self, *args: Any, today: date, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["given_on"] = PastDayField(label=_("Ngày nhận xét"), today=today)
        self.order_fields(["said_by", "given_on", "document_number", "words", "votes_for", "votes_against"])

    def clean(self) -> dict[str, Any]:
        """Both counts or neither."""
        data = super().clean() or {}
        if (data.get("votes_for") is None) != (data.get("votes_against") is None) and not self.errors:
            self.add_error("votes_against", _("Ghi cả hai số, hoặc để trống cả hai."))
        return data


class WithdrawForm(ActionForm):
    """Why something recorded is taken back."""

    reason = forms.CharField(label=gettext_lazy("Lý do rút"), max_length=LONGEST_REASON)


class HeldForm(ActionForm):
    """When the review was held, where it stands in minutes, and why it was held without a self-review."""

    minutes = forms.CharField(
        label=gettext_lazy("Số biên bản"), max_length=64, required=False,
        help_text=gettext_lazy("Ghi như trên văn bản; để trống nếu chưa có."),
    )  # fmt: skip

    reason = forms.CharField(
        label=gettext_lazy("Lý do kiểm điểm khi chưa nộp bản tự kiểm điểm"), max_length=300, required=False,
        help_text=gettext_lazy("Bắt buộc khi chưa nộp, ví dụ “chi bộ đồng ý cho tự kiểm điểm bằng lời tại hội nghị”."),
    )  # fmt: skip

    def __init__(self, *args: Any, today: date, all_handed_in: bool, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["held_on"] = PastDayField(label=_("Ngày họp kiểm điểm"), today=today, initial=today)
        if all_handed_in:
            del self.fields["reason"]
        self.order_fields(["held_on", "minutes", "reason"])

    @staticmethod
    def read(data: dict[str, Any]) -> dict[str, str]:
        """Minutes and reason as the actions take them."""
        return {"minutes": data["minutes"].strip(), "reason": data.get("reason", "")}


class FactsForm(ActionForm):
    """The facts that the rulebook of the year asks for and nobody keeps; an empty field takes a fact back."""

    source = forms.CharField(
        label=gettext_lazy("Nguồn"), max_length=200,
        help_text=gettext_lazy("Văn bản, sổ hoặc cơ quan cung cấp, ví dụ “Thông báo 12-TB/UBKT”."),
    )  # fmt: skip

    def __init__(self, *args: Any, dossier: Dossier, **options: Any) -> None:
        super().__init__(*args, **options)
        self.facts = asked_facts(dossier)
        standing = {one.name: one.value for one in dossier.entered}
        for fact in self.facts:
            self.fields[fact.code] = _field(fact, standing.get(fact.code))
        self.order_fields([*(fact.code for fact in self.facts), "source"])
        self.standing = standing

    def values(self, data: dict[str, Any]) -> dict[str, Any]:
        """What changed: a value by fact, None where one is taken back."""
        typed = {fact.code: _read(fact, data[fact.code]) for fact in self.facts}
        return {code: value for code, value in typed.items() if value != self.standing.get(code)}


def asked_facts(dossier: Dossier) -> list[Fact]:
    """The facts that the conditions, exemptions and special cases of the subject read and that can be entered."""
    return [fact for fact in facts_asked(dossier.book, dossier.kind) if fact.code not in FROM_LEVELS]


def _field(fact: Fact, value: Any) -> forms.Field:
    language = get_language() or "vi"
    label = fact.text.say(language)
    nothing = ("", _("chưa rõ"))
    if fact.type is FactType.TRUTH:
        chosen = {True: "yes", False: "no"}.get(value, "")
        choices = [("yes", _("có")), ("no", _("không")), nothing]
        return forms.ChoiceField(label=label, choices=choices, required=False, widget=forms.RadioSelect, initial=chosen)
    if fact.choices:
        choices = [nothing, *((choice.code, choice.text.say(language)) for choice in fact.choices)]
        return forms.ChoiceField(label=label, choices=choices, required=False, initial=value or "")
    unit = "%" if fact.type is FactType.SHARE else fact.unit.say(language) if fact.unit else ""
    shown = _percent(value) if fact.type is FactType.SHARE and value is not None else value
    label = f"{label} ({unit})" if unit else label
    widget = forms.TextInput(attrs={"inputmode": "decimal", "size": 8, "autocomplete": "off"})
    return forms.CharField(label=label, max_length=20, required=False, initial=shown, widget=widget)


def _percent(value: Any) -> str:
    return f"{(Decimal(str(value)) * 100).normalize():f}"


def _read(fact: Fact, text: str) -> Any:
    """What was typed as the action takes it; what is no number goes on as it is, to be refused with its name."""
    text = text.strip()
    if text == "":
        return None
    if fact.type is FactType.TRUTH:
        return text == "yes"
    if fact.choices:
        return text
    typed = text.removesuffix("%").strip().replace(",", ".")
    if fact.type is not FactType.SHARE:
        return int(typed) if fact.type is FactType.INTEGER and typed.isascii() and typed.isdecimal() else typed
    try:
        return str((Decimal(typed) / 100).normalize())
    except InvalidOperation:
        return text
