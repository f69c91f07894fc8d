"""Caps while a campaign runs: meters of every group, the candidates of one in order, and what if."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from vungmanh.access.questions import may
from vungmanh.access.rights import Right
from vungmanh.campaigns.levels import scale
from vungmanh.campaigns.models import Campaign
from vungmanh.campaigns.rating.meters import Candidate, meters, next_below, ranked, what_if
from vungmanh.campaigns.subjects import book_of
from vungmanh.classification.actions import justify_cap
from vungmanh.classification.caps import CapFinding
from vungmanh.organizations.models import Placement
from vungmanh.web.addresses import address, number_in, organization_of
from vungmanh.web.campaigns.figures import list_of
from vungmanh.web.campaigns.reading import Seen, seen, seen_at
from vungmanh.web.classification.forms import ReasonForm
from vungmanh.web.classification.shown import CapShown, caps_shown
from vungmanh.web.figures import Badge, badge_of
from vungmanh.web.viewer import Request


@dataclass(frozen=True, slots=True)
class CandidateShown:
    """One of the group: the place in the order, what it rests on, and whether the box is ticked."""

    id: int
    place: int
    name: str
    badge: Badge | None
    levels: str
    votes: str
    is_ticked: bool


def meters_of(found: Seen) -> list[CapFinding]:
    """Every meter of the scope and below, remembered until the record changes."""
    return found.request.viewer.remembered(_meters, found.scope, campaign=found.campaign)


def _meters(scope: Placement, *, campaign: Campaign) -> list[CapFinding]:
    return meters(campaign, scope)


def exceeding(found: Seen, findings: Sequence[CapFinding]) -> list[CapShown]:
    """The meters that are exceeded, and those of the scope itself."""
    own = found.scope.organization_id
    wanted = [one for one in findings if one.exceeds or one.placement.organization_id == own]
    return caps_shown(wanted, found.request.viewer.actor)


def caps(request: Request, year: int) -> HttpResponse:
    """Every meter of the scope."""
    found = seen(request, Right.SEE_RESULTS, year)
    shown = {"scope": found.scope, "year": year, "book": book_of(found.campaign)}
    shown |= {"meters": caps_shown(meters_of(found), request.viewer.actor)}
    return render(request, "web/campaigns/caps.html", shown)


def cap(request: Request, year: int, code: str, counted: str, cap_code: str) -> HttpResponse:
    """One meter: the candidates in order, what if; the deciding body gives its reason here."""
    placement = organization_of(request, Right.SEE_RESULTS, code)
    found = seen_at(request, placement, year)
    finding = _finding(found, counted, cap_code)
    form = ReasonForm(request.POST or None, initial={"reason": finding.reason})
    if request.method == "POST":
        organization_of(request, Right.JUSTIFY_CAPS, code)

    def act(data: dict[str, Any]) -> None:
        justify_cap(
            by=request.viewer.actor, placement=finding.placement, year=year, subject=counted, cap=cap_code,
            reason=data["reason"],
        )  # fmt: skip

    if form.carries_out(act):
        messages.success(request, _("Đã ghi lý do."))
        return redirect(address(request, "campaign_cap", year, code, counted, cap_code))
    shown = {"scope": placement, "year": year, "form": form, "refusal": form.refusal, "placement": finding.placement}
    shown |= {"may_justify": may(request.viewer.actor, Right.JUSTIFY_CAPS, finding.placement)}
    return render(
        request, "web/campaigns/cap.html", shown | _tried(found, finding), status=409 if form.refusal else 200
    )


def _finding(found: Seen, counted: str, cap_code: str) -> CapFinding:
    own = found.scope.organization_id
    for one in meters_of(found):
        if (one.placement.organization_id, one.counted, one.cap.code) == (own, counted, cap_code):
            return one
    raise Http404


def _tried(found: Seen, finding: CapFinding) -> dict[str, Any]:
    """The candidates as they are ticked in the address, else as they stand, and the meter that follows."""
    request, group = found.request, ranked(found.campaign, finding)
    below = next_below(found.campaign, finding)
    asked = {id_ for text in request.GET.getlist("pick") if (id_ := number_in(text)) is not None}
    is_tried = "tried" in request.GET
    standing = {one.terms.subject_id for one in group if one.category == finding.cap.category}
    ticked = asked if is_tried else standing
    tried = what_if(finding, group, ticked, below.code) if is_tried else finding
    categories = {one.code: one for one in book_of(found.campaign).categories(finding.cap.subject)}
    return {
        "now": caps_shown([finding], request.viewer.actor)[0],
        "meter": caps_shown([tried], request.viewer.actor)[0],
        "is_tried": is_tried and ticked != standing,
        "below": below,
        "candidates": [_candidate(one, ticked, categories) for one in group],
        "open": sum(not one.category for one in group),
        "has_votes": any(one.votes is not None for one in group),
        "scale": [text for _code, text in reversed(scale().items())],
        "list": list_of(found.year, found.scope.organization.code),
        "cap": finding.cap,
    }


def _candidate(one: Candidate, ticked: set[int], categories: dict[str, Any]) -> CandidateShown:
    language = get_language() or "vi"
    votes = "" if one.votes is None else f"{round(one.votes * 100)} %"
    return CandidateShown(
        one.terms.subject_id,
        one.place,
        one.name,
        badge_of(categories[one.category]) if one.category in categories else None,
        _levels(one, language),
        votes,
        one.terms.subject_id in ticked,
    )


def _levels(one: Candidate, language: str) -> str:
    """«Xuất sắc 5, Tốt 2», or the points."""
    if one.levels is None:
        return ""
    if len(one.levels) == 1:
        return _("{points} điểm").format(points=float(one.levels[0]))
    names = [text.say(language) for text in reversed(scale().values())]
    return ", ".join(f"{name} {number}" for name, number in zip(names, one.levels, strict=True) if number)
