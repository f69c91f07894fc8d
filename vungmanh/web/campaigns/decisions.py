"""The decisions of a committee: what waits for it, what a decision would lead to, and the decision with its number."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from vungmanh.access.rights import Right
from vungmanh.campaigns.deciding.decisions import Decided
from vungmanh.campaigns.deciding.pending import Pending, decided_so, decisions_of, waiting_for
from vungmanh.campaigns.deciding.settling import Prospect, prospect, settle
from vungmanh.campaigns.models import SubjectKind, Terms
from vungmanh.campaigns.progress import closing_of
from vungmanh.campaigns.rating.order import not_known_first
from vungmanh.campaigns.subjects import OF_RULEBOOK, book_of
from vungmanh.foundation.citations import Citation
from vungmanh.foundation.decisions import Decision
from vungmanh.foundation.reasons import LONGEST_REASON
from vungmanh.foundation.refusals import Refusal
from vungmanh.foundation.texts import Text
from vungmanh.rulebooks.rulebook import Category
from vungmanh.web.addresses import address
from vungmanh.web.campaigns.reading import Seen, seen
from vungmanh.web.campaigns.steps_forms import PastDayField
from vungmanh.web.classification.shown import CapShown, caps_shown
from vungmanh.web.figures import Badge, badge_of
from vungmanh.web.forms import ActionForm
from vungmanh.web.viewer import Request


class DecideForm(ActionForm):
    """Number and day of the decision; the subjects stand in the table beside it."""

    decision_number = forms.CharField(
        label=gettext_lazy("Số quyết định"),
        max_length=64,
        help_text=gettext_lazy("Ghi như trên văn bản, ví dụ 21-QĐ/ĐU."),
    )

    def __init__(self, *given: Any, today: date, **options: Any) -> None:
        super().__init__(*given, **options)
        self.fields["decided_on"] = PastDayField(label=_("Ngày quyết định"), today=today)

    @property
    def decision(self) -> Decision:
        """The decision as typed."""
        return Decision(self.cleaned_data["decision_number"].strip(), self.cleaned_data["decided_on"])


@dataclass(frozen=True, slots=True)
class Line:
    """One subject that waits, as the table shows it, with what was ticked, chosen and typed."""

    pending: Pending
    proposed: Badge | None
    ceiling: Badge | None
    categories: list[tuple[Category, bool]]
    ticked: bool
    reason: str

    @property
    def other(self) -> Category | None:
        """The category that was chosen instead of the one proposed."""
        chosen = next((one for one, is_chosen in self.categories if is_chosen), None)
        proposed = self.pending.proposal.category if self.pending.proposal else ""
        return chosen if chosen and chosen.code != proposed else None


@dataclass(frozen=True, slots=True)
class First:
    """What comes first outside the campaign and is not known of some."""

    count: int
    rule: Text
    citation: Citation


def decisions(request: Request, year: int) -> HttpResponse:
    """The page of a committee; a form sent here previews a decision, and sent again with «sure» records it."""
    found = seen(request, Right.DECIDE_RATINGS, year)
    pending = waiting_for(found.campaign, found.scope.organization_id)
    form = DecideForm(request.POST or None, today=request.viewer.today)
    ahead: Prospect | None = None
    if request.method == "POST":
        if form.is_valid() and _sent_twice(request, found, form):
            return redirect(address(request, "decisions", year))
        if "sure" in request.POST and form.carries_out(lambda _data: _settle(request, found, pending, form.decision)):
            messages.success(request, _("Đã ghi quyết định {number}.").format(number=form.decision.number))
            return redirect(address(request, "decisions", year))
        ahead = _ahead(request, found, pending, form)
    shown = _shown(request, found, pending, ahead) | {"form": form, "refusal": form.refusal}
    return render(request, "web/campaigns/decisions.html", shown, status=409 if form.refusal else 200)


def _settle(request: Request, found: Seen, pending: list[Pending], decision: Decision) -> None:
    settle(
        by=request.viewer.actor,
        campaign=found.campaign,
        body=found.scope,
        decision=decision,
        decided=_chosen(request, pending),
        reasons=_cap_reasons(request),
    )


def _ahead(request: Request, found: Seen, pending: list[Pending], form: DecideForm) -> Prospect | None:
    """What the decision would lead to; None where it is refused. A refusal of the decision itself is kept."""
    if not form.is_valid():
        return None
    try:
        return prospect(
            by=request.viewer.actor,
            campaign=found.campaign,
            body=found.scope,
            decision=form.decision,
            decided=_chosen(request, pending),
        )
    except Refusal as refusal:
        form.refusal = form.refusal or refusal
        return None


def _chosen(request: Request, pending: list[Pending]) -> list[Decided]:
    """The subjects that were ticked, each with the category that the page showed or that was chosen there."""
    ticked, post = set(request.POST.getlist("subject")), request.POST
    chosen = [
        Decided(
            one.terms,
            post.get(f"category_{one.terms.subject_id}", ""),
            post.get(f"reason_{one.terms.subject_id}", "")[:LONGEST_REASON],
        )
        for one in pending
        if str(one.terms.subject_id) in ticked
    ]
    if len(chosen) < len(ticked):
        raise Refusal(
            "campaigns.decided_already",
            _("Có đối tượng đã chọn không còn chờ quyết định: vừa được quyết định trong một lần ghi khác."),
            remedy=_("Xem lại danh sách bên dưới rồi chọn lại; chưa có gì được ghi."),
        )
    if not chosen:
        raise Refusal(
            "campaigns.nobody_chosen",
            _("Chưa chọn đối tượng nào để quyết định."),
            remedy=_("Đánh dấu những đối tượng đã được kiểm điểm và có đề xuất."),
        )
    return chosen


def _cap_reasons(request: Request) -> dict[tuple[str, str], str]:
    """The reasons that were typed for caps, by what is counted and the cap."""
    found = {}
    for name, words in request.POST.items():
        if name.startswith("cap_reason:"):
            counted, _colon, cap = name.removeprefix("cap_reason:").partition(":")
            found[counted, cap] = str(words)
    return found


def _sent_twice(request: Request, found: Seen, form: DecideForm) -> bool:
    ids = [int(one) for one in request.POST.getlist("subject") if one.isascii() and one.isdecimal() and len(one) < 19]
    decision = form.decision
    body = found.scope.organization_id
    return decided_so(found.campaign, body, decision.number, decision.decided_on, ids)


def _shown(request: Request, found: Seen, pending: list[Pending], ahead: Prospect | None) -> dict[str, Any]:
    book = book_of(found.campaign)
    ready: dict[str, list[Line]] = defaultdict(list)
    categories = {kind: book.categories(OF_RULEBOOK[kind]) for kind in SubjectKind}
    for one in pending:
        kind = SubjectKind(one.terms.subject.kind)
        if one.ready:
            ready[one.place.name if one.place else ""].append(_line(request, one, categories[kind]))
    return {
        "scope": found.scope,
        "year": found.year,
        "book": book,
        "closed": closing_of(found.campaign) is not None,
        "groups": list(ready.items()),
        "unready": [one for one in pending if not one.ready],
        "waiting": len(pending),
        "ready": sum(one.ready for one in pending),
        "done": decisions_of(found.campaign, found.scope.organization_id),
        "ahead": ahead,
        "counts": _counts(ahead, categories) if ahead else [],
        "caps": _caps(request, ahead) if ahead else [],
        "first": _first(found, pending) if ahead else [],
        "others": [line for lines in ready.values() for line in lines if line.ticked and line.other] if ahead else [],
    }


def _line(request: Request, one: Pending, categories: tuple[Category, ...]) -> Line:
    known = {each.code: each for each in categories}
    subject_id, post = one.terms.subject_id, request.POST
    proposed = one.proposal.category if one.proposal else ""
    chosen = post.get(f"category_{subject_id}", proposed)
    ceiling = one.proposal.ceiling if one.proposal and one.departs else ""
    ticked = request.method != "POST" or str(subject_id) in post.getlist("subject")
    return Line(
        one,
        badge_of(known[proposed]) if proposed else None,
        badge_of(known[ceiling]) if ceiling else None,
        [(each, each.code == chosen) for each in categories],
        ticked,
        post.get(f"reason_{subject_id}", ""),
    )


def _counts(ahead: Prospect, categories: dict[SubjectKind, tuple[Category, ...]]) -> list[tuple[str, list[Any]]]:
    """The decision in numbers: for each kind of subject the categories with how many."""
    found = []
    for kind in SubjectKind:
        lines = [(badge_of(one), ahead.counts[kind, one.code]) for one in categories[kind]]
        if any(count for _badge, count in lines):
            found.append((str(kind.label), lines))
    return found


def _caps(request: Request, ahead: Prospect) -> list[tuple[CapShown, str, str]]:
    """The caps after the decision: in words, the name of the field for a reason where one is needed, what was typed."""
    typed, found = _cap_reasons(request), []
    needing = {(str(one.counted), one.cap.code) for one in ahead.unreasoned}
    for one in caps_shown(ahead.caps, request.viewer.actor):
        key = (one.counted, one.cap)
        found.append((one, f"cap_reason:{one.counted}:{one.cap}" if key in needing else "", typed.get(key, "")))
    return found


def _first(found: Seen, pending: list[Pending]) -> list[First]:
    ticked = set(found.request.POST.getlist("subject"))
    terms: list[Terms] = [one.terms for one in pending if str(one.terms.subject_id) in ticked]
    unknown = not_known_first(found.campaign, terms)
    return [First(len(one.subject_ids), one.rule.text, one.rule.citation) for one in unknown]
