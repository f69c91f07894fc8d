"""Requests to reconsider a result: written by who was rated, answered by who decided."""

from datetime import date
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from vungmanh.access.contests import contests_waiting, decider_of, load_contest, load_to_contest
from vungmanh.access.holders import who_may
from vungmanh.access.questions import check_anywhere
from vungmanh.access.rights import Right
from vungmanh.campaigns.deciding.contesting import Anew, answer, answer_to, check_contestable, contest
from vungmanh.campaigns.deciding.rerating import ruling_on
from vungmanh.campaigns.models import Contest, Outcome
from vungmanh.campaigns.review.dossier import Dossier, dossier_numbered
from vungmanh.campaigns.review.reviewing import LONGEST
from vungmanh.foundation.decisions import Decision
from vungmanh.foundation.reasons import LONGEST_REASON, is_reason
from vungmanh.organizations.models import Placement
from vungmanh.web.campaigns.rerating import grounds, other_categories, result_page
from vungmanh.web.campaigns.steps_forms import PastDayField
from vungmanh.web.errors import holder_shown
from vungmanh.web.figures import badge_of
from vungmanh.web.forms import ActionForm, refused_by
from vungmanh.web.viewer import Request


class ContestForm(ActionForm):
    """Why the result should be another one."""

    why = forms.CharField(
        label=gettext_lazy("Lý do đề nghị"),
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text=gettext_lazy("Chỉ người viết và cấp có thẩm quyền quyết định đọc được."),
    )
    wanted = forms.ChoiceField(label=gettext_lazy("Mức mà đồng chí cho là đúng"), required=False)

    def __init__(self, *given: Any, dossier: Dossier, **options: Any) -> None:
        super().__init__(*given, **options)
        self.fields["wanted"].choices = other_categories(dossier)


class AnswerForm(ActionForm):
    """The answer; what belongs to rating anew is asked for only then."""

    outcome = forms.ChoiceField(
        label=gettext_lazy("Kết luận"), choices=Outcome.choices, widget=forms.RadioSelect, initial=Outcome.KEPT
    )
    words = forms.CharField(
        label=gettext_lazy("Trả lời cho người đề nghị"), max_length=LONGEST, widget=forms.Textarea(attrs={"rows": 5})
    )
    document_number = forms.CharField(label=gettext_lazy("Số quyết định hoặc công văn trả lời"), max_length=64)
    category = forms.ChoiceField(label=gettext_lazy("Mức xếp loại lại"), required=False)
    ground = forms.ChoiceField(label=gettext_lazy("Căn cứ xếp loại lại"), required=False)
    reason = forms.CharField(
        label=gettext_lazy("Lý do xếp loại lại"),
        max_length=LONGEST_REASON,
        required=False,
        help_text=gettext_lazy("Chỉ ghi khi xếp loại lại; hiện bên cạnh kết quả."),
    )

    field_order = ("outcome", "words", "document_number", "answered_on", "category", "ground", "reason")

    def __init__(self, *given: Any, dossier: Dossier, today: date, **options: Any) -> None:
        super().__init__(*given, **options)
        self.fields["answered_on"] = PastDayField(label=_("Ngày văn bản"), today=today)
        self.order_fields(self.field_order)
        self.fields["category"].choices = other_categories(dossier)
        self.fields["ground"].choices = [("", _("chọn căn cứ")), *grounds(dossier, upon_contest=True)]

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = self.cleaned_data
        if data.get("outcome") == Outcome.RATED_ANEW:
            for name in ("category", "ground"):
                if not data.get(name):
                    self.add_error(name, _("Chọn một mục để xếp loại lại."))
            if not is_reason(data.get("reason", "")):
                self.add_error("reason", _("Ghi lý do bằng một câu đầy đủ."))
        return data


def contest_result(request: Request, year: int, subject_id: int) -> HttpResponse:
    """The form of who was rated."""
    viewer = request.viewer
    dossier = load_to_contest(viewer.actor, subject_id, year=year, on=viewer.today)
    closed = refused_by(lambda: check_contestable(dossier.terms))
    form = ContestForm(request.POST or None, dossier=dossier)

    def act(data: dict[str, Any]) -> None:
        contest(by=viewer.actor, terms=dossier.terms, why=data["why"], wanted=data["wanted"], on=viewer.today)

    if form.carries_out(act):
        messages.success(request, _("Đã gửi đề nghị. Trả lời sẽ hiện ở trang kết quả này."))
        return redirect(result_page(dossier))
    decider, ruling = decider_of(dossier.terms, on=viewer.today), ruling_on(dossier.terms)
    shown = {"dossier": dossier, "year": year, "form": form, "back": result_page(dossier)}
    shown |= {"decider": decider, "ruling": ruling, "closed": closed, "refusal": closed or form.refusal}
    if closed and decider:
        shown["holders"] = _holders(decider, viewer.today)
    if ruling:
        shown |= {"badge": badge_of(dossier.book.category(dossier.kind, ruling.category))}
    return render(request, "web/campaigns/contest_form.html", shown, status=409 if shown["refusal"] else 200)


def contests(request: Request) -> HttpResponse:
    """What waits for an answer, the oldest first."""
    viewer = request.viewer
    check_anywhere(viewer.actor, Right.DECIDE_RATINGS)
    lines = []
    for one in contests_waiting(viewer.actor, on=viewer.today):
        dossier = dossier_numbered(one.subject_id)
        if dossier is not None:
            lines.append((one, dossier, (viewer.today - one.contested_on).days))
    return render(request, "web/campaigns/contests.html", {"lines": lines})


def contest_page(request: Request, contest_id: int) -> HttpResponse:
    """One request with its answer; who decided answers here."""
    viewer = request.viewer
    contested, dossier, answers = load_contest(viewer.actor, contest_id, on=viewer.today)
    decider = decider_of(dossier.terms, on=viewer.today)
    given = answer_to(contested)
    form = AnswerForm(request.POST or None, dossier=dossier, today=viewer.today) if answers and given is None else None
    if form and form.carries_out(lambda data: _answer(request, contested, dossier, data)):
        messages.success(request, _("Đã ghi trả lời."))
        return redirect("contest", contested.pk)
    language = get_language() or "vi"
    shown = {
        "one": contested,
        "dossier": dossier,
        "year": dossier.campaign.year,
        "badge": badge_of(dossier.book.category(dossier.kind, contested.ruling.category)),
        "wanted": dossier.book.category(dossier.kind, contested.wanted).name.say(language) if contested.wanted else "",
        "answer": given,
        "form": form,
        "refusal": form.refusal if form else None,
        "back": result_page(dossier),
        "holders": _holders(decider, viewer.today) if decider and not answers else [],
    }
    return render(request, "web/campaigns/contest.html", shown, status=409 if form and form.refusal else 200)


def _answer(request: Request, contested: Contest, dossier: Dossier, data: dict[str, Any]) -> None:
    decider = decider_of(dossier.terms, on=request.viewer.today)
    anew = Anew(data["category"], data["ground"], data["reason"]) if data["outcome"] == Outcome.RATED_ANEW else None
    answer(
        by=request.viewer.actor,
        contested=contested,
        terms=dossier.terms,
        body=decider.organization_id if decider else dossier.campaign.organization_id,
        decision=Decision(data["document_number"].strip(), data["answered_on"]),
        words=data["words"],
        anew=anew,
    )


def _holders(decider: Placement, on: date) -> list[Any]:
    """Who answers for the body that decides."""
    return [holder_shown(one) for one in who_may(Right.DECIDE_RATINGS, decider, on=on)]
