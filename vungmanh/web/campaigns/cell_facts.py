"""One question about everybody in a cell on one page, instead of every question on the page of everybody."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import get_language, gettext_lazy, ngettext

from vungmanh.access.rights import Right
from vungmanh.campaigns.models import Campaign, SubjectKind, Terms, Treatment
from vungmanh.campaigns.progress import closing_of
from vungmanh.campaigns.review.cell_facts import answer, answers_to, questions_of
from vungmanh.campaigns.review.cell_work import Line, cell_lines
from vungmanh.rulebooks.facts import Fact
from vungmanh.web.addresses import number_in, organization_of
from vungmanh.web.campaigns.reading import seen_at
from vungmanh.web.forms import ActionForm
from vungmanh.web.viewer import Request


class SourceForm(ActionForm):
    """Where the answers come from."""

    source = forms.CharField(
        label=gettext_lazy("Nguồn"), max_length=200,
        help_text=gettext_lazy("Văn bản, sổ hoặc cơ quan cung cấp, ví dụ “Thông báo 12-TB/UBKT”."),
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class QuestionShown:
    """A question with how many were answered."""

    words: str
    address: str
    answered: int
    is_current: bool


def cell_facts(request: Request, year: int, code: str) -> HttpResponse:
    """Who the question chosen in the address is true of; posting answers it for everybody listed."""
    found = seen_at(request, organization_of(request, Right.CONDUCT_REVIEWS, code), year)
    lines = [line for line in cell_lines(found.campaign, found.scope) if _is_asked(line)]
    terms = [line.terms for line in lines]
    questions = questions_of(found.campaign)
    question = _chosen(request, questions)
    ids = {number_in(text) for text in request.POST.getlist("subject")}
    form = SourceForm(request.POST or None)

    def act(data: dict[str, Any]) -> None:
        count = answer(
            by=request.viewer.actor, campaign=found.campaign, place=found.scope.organization_id, question=question,
            terms=terms, true_of=ids, source=data["source"].strip(),
        )  # fmt: skip
        said = ngettext("Đã ghi cho {n} đảng viên.", "Đã ghi cho {n} đảng viên.", count)
        messages.success(request, said.format(n=count))

    here = reverse("cell_facts", args=[year, code])
    if form.carries_out(act):
        return redirect(_address(here, question))
    shown = {"place": found.scope, "year": year, "lines": lines, "form": form, "refusal": form.refusal}
    shown |= _answers(found.campaign, questions, question, terms, here)
    if request.method == "POST":
        shown["true_of"] = ids
    return render(request, "web/campaigns/cell_facts.html", shown, status=409 if form.refusal else 200)


def _answers(
    campaign: Campaign, questions: Sequence[Fact], question: Fact, terms: Sequence[Terms], here: str
) -> dict[str, Any]:
    given, language = answers_to(questions, terms), get_language() or "vi"
    asked = [
        QuestionShown(one.text.say(language), _address(here, one), len(given[one.code]), one is question)
        for one in questions
    ]
    own = given[question.code]
    return {
        "question": question.text.say(language),
        "questions": asked,
        "true_of": {id_ for id_, value in own.items() if value},
        "answered": own,
        "closed": closing_of(campaign),
    }


def _is_asked(line: Line) -> bool:
    return line.terms.treatment == Treatment.RATED and line.terms.subject.kind == SubjectKind.MEMBER


def _chosen(request: Request, questions: Sequence[Fact]) -> Fact:
    """The question in the address, else the first; a year that asks nothing has no such page."""
    asked = request.GET.get("fact", questions[0].code if questions else "")
    found = next((one for one in questions if one.code == asked), None)
    if found is None:
        raise Http404
    return found


def _address(here: str, question: Fact) -> str:
    return f"{here}?{urlencode({'fact': question.code})}"
