"""Rating a year anew: ground from the year's rulebook with its citation, category, decision, reason."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from vungmanh.access.contests import decider_of, load_to_re_rate
from vungmanh.campaigns.deciding.rerating import UPON_CONTEST, grounds_against, re_rate, ruling_on
from vungmanh.campaigns.models import SubjectKind
from vungmanh.campaigns.review.dossier import Dossier
from vungmanh.foundation.citations import Citation
from vungmanh.foundation.decisions import Decision
from vungmanh.foundation.reasons import LONGEST_REASON
from vungmanh.web.campaigns.steps_forms import PastDayField
from vungmanh.web.figures import badge_of
from vungmanh.web.forms import ActionForm
from vungmanh.web.viewer import Request


class ReRatingForm(ActionForm):
    """What is decided anew."""

    ground = forms.ChoiceField(label=gettext_lazy("Căn cứ xếp loại lại"), widget=forms.RadioSelect)
    category = forms.ChoiceField(label=gettext_lazy("Mức xếp loại lại"))
    decision_number = forms.CharField(
        label=gettext_lazy("Số quyết định"),
        max_length=64,
        help_text=gettext_lazy("Ghi như trên văn bản, ví dụ 21-QĐ/ĐU."),
    )
    reason = forms.CharField(
        label=gettext_lazy("Lý do xếp loại lại"),
        max_length=LONGEST_REASON,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("Hiện bên cạnh kết quả cho chính người được xếp loại và cấp có thẩm quyền."),
    )

    field_order = ("ground", "category", "decision_number", "decided_on", "reason")

    def __init__(self, *given: Any, dossier: Dossier, today: date, **options: Any) -> None:
        super().__init__(*given, **options)
        self.fields["decided_on"] = PastDayField(label=_("Ngày quyết định"), today=today)
        self.order_fields(self.field_order)
        self.fields["ground"].choices = grounds(dossier)
        self.fields["category"].choices = other_categories(dossier)


def grounds(dossier: Dossier, *, upon_contest: bool = False) -> Iterable[tuple[str, str]]:
    """On what the result may be taken up again, each with its citation where a rulebook has it."""
    language, ruling = get_language() or "vi", ruling_on(dossier.terms)
    found = [UPON_CONTEST] if upon_contest else []
    found += grounds_against(dossier.campaign, ruling).values() if ruling else ()
    return [(one.code, one.text.say(language) + _cited(one.citation, language)) for one in found]


def _cited(citation: Citation | None, language: str) -> str:
    return f" ({citation.say(language)})" if citation else ""


def other_categories(dossier: Dossier) -> Iterable[tuple[str, str]]:
    """The categories other than the one that stands."""
    language, ruling = get_language() or "vi", ruling_on(dossier.terms)
    categories = dossier.book.categories(dossier.kind)
    stands = ruling.category if ruling else ""
    return [("", _("chọn mức")), *((one.code, one.name.say(language)) for one in categories if one.code != stands)]


def result_page(dossier: Dossier) -> str:
    """The page that explains the subject's result."""
    year, subject = dossier.campaign.year, dossier.subject
    if subject.kind == SubjectKind.MEMBER:
        return reverse("explain_member", args=[year, subject.member_id])
    page = "explain_collective" if subject.kind == SubjectKind.COLLECTIVE else "explain_organization"
    return reverse(page, args=[year, subject.organization.code])


def re_rating(request: Request, year: int, subject_id: int) -> HttpResponse:
    """The form of the deciding body."""
    viewer = request.viewer
    dossier = load_to_re_rate(viewer.actor, subject_id, year=year, on=viewer.today)
    decider = decider_of(dossier.terms, on=viewer.today)
    form = ReRatingForm(request.POST or None, dossier=dossier, today=viewer.today)

    def act(data: dict[str, Any]) -> None:
        decision = Decision(data["decision_number"].strip(), data["decided_on"])
        re_rate(
            by=viewer.actor,
            campaign=dossier.campaign,
            body=decider.organization_id if decider else dossier.campaign.organization_id,
            decision=decision,
            terms=dossier.terms,
            category=data["category"],
            ground=data["ground"],
            reason=data["reason"],
        )

    if form.carries_out(act):
        messages.success(request, _("Đã xếp loại lại; kết quả cũ vẫn xem được ở phần các lần quyết định."))
        return redirect(result_page(dossier))
    ruling = ruling_on(dossier.terms)
    shown = {"dossier": dossier, "year": year, "form": form, "refusal": form.refusal, "back": result_page(dossier)}
    if ruling:
        shown |= {"ruling": ruling, "badge": badge_of(dossier.book.category(dossier.kind, ruling.category))}
    return render(request, "web/campaigns/re_rating.html", shown, status=409 if form.refusal else 200)
