"""Titles and commendations of a year: who qualifies and why, what a decision would give, and the decision."""

from collections import defaultdict
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from vungmanh.access.rights import Right
from vungmanh.campaigns.deciding.honours import Candidate, Prepared, candidates, give, prepare
from vungmanh.campaigns.subjects import book_of
from vungmanh.classification.honouring import decisions_on_honours
from vungmanh.foundation.reasons import LONGEST_REASON
from vungmanh.foundation.refusals import Refusal
from vungmanh.rulebooks.conduct import Commendation
from vungmanh.rulebooks.verdicts import Verdict
from vungmanh.web.addresses import address
from vungmanh.web.campaigns.decisions import DecideForm
from vungmanh.web.campaigns.reading import Seen, seen
from vungmanh.web.viewer import Request

_DOTS = {Verdict.MET: "g", Verdict.NOT_MET: "r", Verdict.CANNOT_TELL: "n"}


@dataclass(frozen=True, slots=True)
class Line:
    """One candidate as the table shows it, with what was ticked and typed."""

    one: Candidate
    ticked: bool
    reason: str

    @property
    def may_be_given(self) -> bool:
        """Whether there is a box to tick."""
        return not self.one.given and self.one.verdict is not Verdict.NOT_MET

    @property
    def asks_reason(self) -> bool:
        """Whether it may be given with a reason only."""
        return self.may_be_given and self.one.verdict is Verdict.CANNOT_TELL

    @property
    def conditions(self) -> list[tuple[Any, str]]:
        """The conditions with the colour of their verdict."""
        return [(each, _DOTS[each.verdict]) for each in self.one.conditions]


def honours(request: Request, year: int) -> HttpResponse:
    """The page of a committee; a form sent here previews a decision, and sent again with «sure» records it."""
    found = seen(request, Right.DECIDE_RATINGS, year)
    form = DecideForm(request.POST or None)
    ahead: Prepared | None = None
    if request.method == "POST":
        if "sure" in request.POST and form.carries_out(lambda _data: _give(found, form)):
            messages.success(request, _("Đã ghi quyết định {number}.").format(number=form.decision.number))
            return redirect(address(request, "honours", year))
        ahead = _ahead(found, form)
    shown = _shown(found) | {"form": form, "refusal": form.refusal, "ahead": ahead}
    return render(request, "web/campaigns/honours.html", shown, status=409 if form.refusal else 200)


def _give(found: Seen, form: DecideForm) -> None:
    give(
        by=found.request.viewer.actor, campaign=found.campaign, body=found.scope, decision=form.decision,
        chosen=_chosen(found.request),
    )  # fmt: skip


def _ahead(found: Seen, form: DecideForm) -> Prepared | None:
    """What the decision would give; None where it is refused."""
    if not form.is_valid():
        return None
    try:
        return prepare(found.campaign, found.scope, form.decision, _chosen(found.request))
    except Refusal as refusal:
        form.refusal = form.refusal or refusal
        return None


def _chosen(request: Request) -> dict[str, str]:
    """The reasons typed by the keys that were ticked."""
    post = request.POST
    return {key: post.get(f"reason_{key}", "")[:LONGEST_REASON] for key in post.getlist("honour")}


def _shown(found: Seen) -> dict[str, Any]:
    chosen = _chosen(found.request)
    own = found.scope.organization_id
    groups: dict[str, list[Line]] = defaultdict(list)
    honours: dict[str, Commendation] = {}
    for one in candidates(found.campaign, found.scope):
        name = f"{one.subject}:{one.honour.code}"
        honours[name] = one.honour
        groups[name].append(Line(one, one.key in chosen, chosen.get(one.key, "")))
    return {
        "scope": found.scope,
        "year": found.year,
        "book": book_of(found.campaign),
        "groups": [(honours[name], lines) for name, lines in sorted(groups.items())],
        "done": decisions_on_honours(own, year=found.year, outside=own == found.campaign.organization_id),
    }
