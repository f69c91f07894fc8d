"""Titles and commendations of a year: who qualifies and why, what a decision would give, and the decision."""

from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from vungmanh.access.rights import Right
from vungmanh.campaigns.deciding.honours import Candidate, Prepared, candidates, give, prepare
from vungmanh.campaigns.subjects import book_of
from vungmanh.classification.honouring import decisions_on_honours
from vungmanh.classification.honours import Met
from vungmanh.foundation.reasons import LONGEST_REASON
from vungmanh.foundation.refusals import Refusal
from vungmanh.rulebooks.conduct import Commendation
from vungmanh.rulebooks.verdicts import Verdict
from vungmanh.web.addresses import address, kept
from vungmanh.web.campaigns.decisions import DecideForm
from vungmanh.web.campaigns.reading import Seen, seen
from vungmanh.web.viewer import Request

_DOTS = {Verdict.MET: "g", Verdict.NOT_MET: "r", Verdict.CANNOT_TELL: "n"}
_UNFOLDED, _LISTED = 20, 60
"""A longer list is folded; one still longer is listed only when asked for, and a district has hundreds."""


class HonourForm(DecideForm):
    """The decision, and one reason for all who were ticked and of whom it cannot be told."""

    common_reason = forms.CharField(
        label=gettext_lazy("Lý do chung"),
        required=False,
        max_length=LONGEST_REASON,
        help_text=gettext_lazy("Cho những đối tượng chưa kết luận được mà không ghi lý do riêng."),
    )


@dataclass(frozen=True, slots=True)
class Line:
    """One candidate as the table shows it, with what was ticked and typed."""

    one: Candidate
    ticked: bool
    reason: str

    @property
    def is_open(self) -> bool:
        """Whether there is a box to tick."""
        return not self.one.given and self.one.verdict is not Verdict.NOT_MET

    @property
    def asks_reason(self) -> bool:
        """Whether it may be given with a reason only."""
        return self.is_open and self.one.verdict is Verdict.CANNOT_TELL

    @property
    def conditions(self) -> list[tuple[Met, str]]:
        """The conditions with the colour of their verdict."""
        return [(each, _DOTS[each.verdict]) for each in self.one.conditions]

    @property
    def failed(self) -> Met:
        """The first condition that is not met; only of one who does not qualify."""
        return next(each for each in self.one.conditions if each.verdict is Verdict.NOT_MET)


@dataclass(frozen=True, slots=True)
class Group:
    """One honour: who qualifies or may, and who does not.

    They are listed at the addresses `listed_at` and `failing_at`, which are empty where they are listed already.
    """

    key: str
    honour: Commendation
    lines: list[Line]
    failing: list[Line]
    listed_at: str
    failing_at: str

    @property
    def counts(self) -> dict[str, int]:
        """How many are given, qualify, and cannot be told."""
        waiting = [line for line in self.lines if not line.one.given]
        met = sum(line.one.verdict is Verdict.MET for line in waiting)
        return {"given": len(self.lines) - len(waiting), "met": met, "open": len(waiting) - met}

    @property
    def listed(self) -> bool:
        """Whether those who qualify or may are listed here."""
        return not self.listed_at or len(self.lines) <= _LISTED or any(line.ticked for line in self.lines)

    @property
    def unfolded(self) -> bool:
        """Whether the list is open at once."""
        return len(self.lines) <= _UNFOLDED or not self.listed_at or any(line.ticked for line in self.lines)

    @property
    def given_elsewhere(self) -> bool:
        """Whether a body outside the installation gives it, whose decision is recorded here."""
        return any(line.one.decided_by is None for line in [*self.lines, *self.failing])


def honours(request: Request, year: int) -> HttpResponse:
    """The page of a committee; a form sent here previews a decision, and sent again with «sure» records it."""
    found = seen(request, Right.DECIDE_RATINGS, year)
    form = HonourForm(request.POST or None, today=request.viewer.today)
    ahead: Prepared | None = None
    if request.method == "POST":
        if "sure" in request.POST and form.carries_out(lambda _data: _give(found, form)):
            messages.success(request, _("Đã ghi quyết định {number}.").format(number=form.decision.number))
            return redirect(address(request, "honours", year))
        ahead = _ahead(found, form)
    shown = _shown(found) | {"form": form, "refusal": form.refusal, "ahead": ahead}
    return render(request, "web/campaigns/honours.html", shown, status=409 if form.refusal else 200)


def _give(found: Seen, form: HonourForm) -> None:
    give(
        by=found.request.viewer.actor, campaign=found.campaign, body=found.scope, decision=form.decision,
        chosen=_chosen(found.request),
    )  # fmt: skip


def _ahead(found: Seen, form: HonourForm) -> Prepared | None:
    """What the decision would give; None where it is refused."""
    if not form.is_valid():
        return None
    try:
        return prepare(found.campaign, found.scope, form.decision, _chosen(found.request))
    except Refusal as refusal:
        form.refusal = form.refusal or refusal
        return None


def _chosen(request: Request) -> dict[str, str]:
    """The reasons typed, own or common, by the keys that were ticked."""
    post, common = request.POST, request.POST.get("common_reason", "")
    return {key: (_own_reason(request, key) or common)[:LONGEST_REASON] for key in post.getlist("honour")}


def _own_reason(request: Request, key: str) -> str:
    return request.POST.get(f"reason_{key}", "").strip()


def _shown(found: Seen) -> dict[str, Any]:
    own = found.scope.organization_id
    outside = own == found.campaign.organization_id
    return {
        "scope": found.scope,
        "year": found.year,
        "book": book_of(found.campaign),
        "groups": _groups(found),
        "done": decisions_on_honours(own, year=found.year, outside=outside),
    }


def _groups(found: Seen) -> list[Group]:
    request, ticked = found.request, set(found.request.POST.getlist("honour"))
    groups: dict[str, Group] = {}
    for one in candidates(found.campaign, found.scope):
        key = f"{one.subject}:{one.honour.code}"
        if key not in groups:
            groups[key] = Group(key, one.honour, [], [], _at(request, "listed", key), _at(request, "failing", key))
        group = groups[key]
        fails = one.verdict is Verdict.NOT_MET and not one.given
        (group.failing if fails else group.lines).append(Line(one, one.key in ticked, _own_reason(request, one.key)))
    return sorted(groups.values(), key=lambda group: (group.key.startswith("member"), not group.lines))


def _at(request: Request, name: str, key: str) -> str:
    """The address of this page with one more list; empty where it is that already."""
    return "" if request.GET.get(name) == key else kept(request, **{name: key}) + f"#{key}"
