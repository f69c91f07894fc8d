"""Who is late with which step, since when, and when they were reminded; printed, and reminded from here."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import ngettext

from vungmanh.access.questions import may
from vungmanh.access.rights import Right
from vungmanh.campaigns.following import Late
from vungmanh.campaigns.progress import DECISION, NAMES
from vungmanh.campaigns.reminding import last_reminded, remind
from vungmanh.foundation.dates import year_end
from vungmanh.foundation.refusals import Refusal
from vungmanh.organizations.queries import placements_on
from vungmanh.web.addresses import address, scope_of
from vungmanh.web.campaigns.figures import list_of
from vungmanh.web.campaigns.reading import Seen, seen
from vungmanh.web.viewer import Request


@dataclass(frozen=True, slots=True)
class LateShown:
    """One place that is late with one step."""

    key: str
    name: str
    superior: str
    step: str
    due_on: date
    days: int
    open: int
    list: str
    reminded_on: date | None
    is_reminded_today: bool


def late(request: Request, year: int) -> HttpResponse:
    """The places that are late; posting reminds those that are ticked, or all."""
    found = seen(request, Right.SEE_RESULTS, year)
    refusal = None
    if request.method == "POST":
        scope_of(request, Right.RUN_CAMPAIGNS)
        try:
            return _reminded(found)
        except Refusal as no:
            refusal = no
    shown = {
        "scope": found.scope,
        "year": year,
        "late": _shown(found, found.following.late),
        "refusal": refusal,
        "may_remind": may(request.viewer.actor, Right.RUN_CAMPAIGNS, found.scope),
        "has_deadlines": bool(found.following.deadlines),
    }
    return render(request, "web/campaigns/late.html", shown, status=409 if refusal else 200)


def _reminded(found: Seen) -> HttpResponse:
    request, every = found.request, found.following.late
    picked = set(request.POST.getlist("pick"))
    chosen = every if "all" in request.POST else [one for one in every if _key(one) in picked]
    viewer = request.viewer
    count = remind(by=viewer.actor, campaign=found.campaign, place=found.scope, late=chosen, on=viewer.today)
    said = ngettext(
        "Đã nhắc {n} việc chậm; nơi được nhắc thấy ở «Hôm nay».",
        "Đã nhắc {n} việc chậm; nơi được nhắc thấy ở «Hôm nay».",
        count,
    )
    messages.success(request, said.format(n=count))
    return redirect(address(request, "campaign_late", found.year))


def _shown(found: Seen, every: Sequence[Late]) -> list[LateShown]:
    following, today = found.following, found.request.viewer.today
    places = placements_on({one.organization_id for one in every}, on=year_end(found.year)) if every else {}
    above = {one.parent_id for one in places.values() if one.parent_id}
    superiors = placements_on(above, on=year_end(found.year)) if above else {}
    reminded = last_reminded(found.campaign)
    shown = []
    for one in every:
        place = places.get(one.organization_id)
        if place is None:
            continue
        due, last = following.deadlines[one.step], reminded.get((one.organization_id, one.step))
        superior = superiors.get(place.parent_id or 0)
        shown.append(
            LateShown(
                key=_key(one),
                name=place.name,
                superior=superior.name if superior else "",
                step=str(NAMES[one.step]),
                due_on=due,
                days=(today - due).days,
                open=one.open,
                list=_list(found, one, place.organization.code),
                reminded_on=last,
                is_reminded_today=last == today,
            )
        )
    return shown


def _list(found: Seen, one: Late, code: str) -> str:
    """Those who have not taken the step there; of a decision, those whom that body is to decide."""
    if one.step == DECISION:
        return list_of(found.year, found.scope.organization.code, open=one.step, decider=code)
    return list_of(found.year, code, open=one.step, level="here")


def _key(one: Late) -> str:
    return f"{one.step}-{one.organization_id}"
