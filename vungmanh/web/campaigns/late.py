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
from vungmanh.campaigns.models import SubjectKind
from vungmanh.campaigns.naming import alphabetical, names_in
from vungmanh.campaigns.progress import DECISION, NAMES, STEPS, concerned, open_in
from vungmanh.campaigns.running.following import Late
from vungmanh.campaigns.running.reminding import last_reminded, remind
from vungmanh.foundation.dates import year_end
from vungmanh.foundation.refusals import Refusal
from vungmanh.organizations.kinds import kind as kind_of
from vungmanh.organizations.queries import placements_on
from vungmanh.web.addresses import address, scope_of
from vungmanh.web.campaigns.figures import list_of
from vungmanh.web.campaigns.reading import Seen, seen
from vungmanh.web.viewer import Request


@dataclass(frozen=True, slots=True)
class LateShown:
    """One place that is late with one step; of a cell, its `people` by number and name."""

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
    people: Sequence[tuple[int, str]]


MOST = 200
"""Places that are listed one by one; more are listed by the organization directly below that they belong to."""


def late(request: Request, year: int) -> HttpResponse:
    """The places that are late; posting reminds those that are ticked, or all."""
    found = seen(request, Right.SEE_RESULTS, year)
    refusal = None
    if request.method == "POST":
        scope_of(request, Right.CONDUCT_REVIEWS)
        try:
            return _reminded(found)
        except Refusal as no:
            refusal = no
    every = found.following.late
    shown = {
        "scope": found.scope,
        "year": year,
        "count": len(every),
        "late": _shown(found, every) if len(every) <= MOST else [],
        "groups": _groups(found, every) if len(every) > MOST else [],
        "refusal": refusal,
        "may_remind": may(request.viewer.actor, Right.CONDUCT_REVIEWS, found.scope),
        "of_cell": kind_of(found.scope.kind).is_cell,
        "has_deadlines": bool(found.following.deadlines),
    }
    return render(request, "web/campaigns/late.html", shown, status=409 if refusal else 200)


@dataclass(frozen=True, slots=True)
class GroupShown:
    """What is late below one organization with one step: in how many places, and how many have not taken it."""

    key: str
    name: str
    code: str
    step: str
    due_on: date
    places: int
    open: int
    reminded: int


def _groups(found: Seen, every: Sequence[Late]) -> list[GroupShown]:
    following, reminded = found.following, last_reminded(found.campaign)
    groups: dict[tuple[int, str], list[Late]] = {}
    for one in every:
        groups.setdefault((following.child_of(one.organization_id), one.step), []).append(one)
    return [
        GroupShown(
            f"{step}-below-{child}",
            following.tree[child].name,
            following.tree[child].code,
            str(NAMES[step]),
            following.deadlines[step],
            len(own),
            sum(one.open for one in own),
            sum((one.organization_id, step) in reminded for one in own),
        )
        for (child, step), own in sorted(
            groups.items(), key=lambda pair: (following.tree[pair[0][0]].sort_key, STEPS.index(pair[0][1]))
        )
        if child in following.tree
    ]


def _reminded(found: Seen) -> HttpResponse:
    request, every = found.request, found.following.late
    picked = set(request.POST.getlist("pick"))
    chosen = every if "all" in request.POST else [one for one in every if picked & _keys(found, one)]
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
                people=_people(found, one),
            )
        )
    return shown


def _people(found: Seen, one: Late) -> list[tuple[int, str]]:
    """Who has not taken the step, by name: in a cell, for those who conduct its reviews."""
    scope = found.scope
    if not kind_of(scope.kind).is_cell or not may(found.request.viewer.actor, Right.CONDUCT_REVIEWS, scope):
        return []
    left = list(open_in(concerned(found.campaign, one.step).filter(place=scope.organization_id), one.step))
    names = names_in(found.campaign, left)
    left.sort(
        key=lambda terms: (terms.subject.kind == SubjectKind.MEMBER, alphabetical(terms, names[terms.subject_id]))
    )
    return [(terms.subject_id, names[terms.subject_id]) for terms in left]


def _list(found: Seen, one: Late, code: str) -> str:
    """Those who have not taken the step there; of a decision, those whom that body is to decide."""
    if one.step == DECISION:
        return list_of(found.year, found.scope.organization.code, open=one.step, decider=code)
    return list_of(found.year, code, open=one.step, level="here")


def _key(one: Late) -> str:
    return f"{one.step}-{one.organization_id}"


def _keys(found: Seen, one: Late) -> set[str]:
    """The boxes that select a place: its own, and that of the organization it is below."""
    return {_key(one), f"{one.step}-below-{found.following.child_of(one.organization_id)}"}
