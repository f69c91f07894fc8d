"""Finding organizations and members by a few letters, with or without diacritics."""

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import Resolver404, resolve, reverse
from django.utils.http import urlencode

from vungmanh.access.questions import may_anywhere, visible
from vungmanh.access.rights import Right
from vungmanh.accounts.limits import check_search_pace
from vungmanh.lists.kinds import KINDS
from vungmanh.members.births import birth_said
from vungmanh.members.pages import MemberRow, search_members
from vungmanh.organizations.models import Placement
from vungmanh.organizations.queries import matching, placement_of, placements_on
from vungmanh.web.addresses import address, kept
from vungmanh.web.viewer import Request

MOST = 8
"""Lines of one kind that search shows."""

_SCOPED = {
    "home", "organizations", "members", "classification", "classification_year", "reports", "year_end", "bulletin",
    "imports", "journal", "list",
}  # fmt: skip
"""Pages that can be shown for another organization; from the others the choice leads to the organization's page."""

_KEPT = {one.code for kind in KINDS.values() for one in kind.filters if one.code not in ("under", "pick")}
_KEPT |= {"sort", "size", "columns"}
"""Parameters that mean the same in another organization."""


def search(request: Request) -> HttpResponse:
    """Organizations and members whose names match; a fragment while one types, else a whole page."""
    check_search_pace(request.viewer.login.pk)
    words = request.GET.get("words", "").strip()[:100]
    shown = {"searched": words, "short": len(words) < 2}
    if not shown["short"]:
        shown["organizations"] = _organization_lines(request, words)
        shown["members"] = _member_lines(request, words)
    template = "web/search/_found.html" if request.htmx else "web/search/page.html"
    return render(request, template, shown)


def scopes(request: Request) -> HttpResponse:
    """Organizations to choose the scope from; their links lead back to the page one came from."""
    check_search_pace(request.viewer.login.pk)
    words = request.GET.get("words", "").strip()[:100]
    page = request.GET.get("page", "")
    found = list(matching(visible(request.viewer.actor, Right.SEE_ORGANIZATIONS, on=request.viewer.on), words)[:MOST])
    above = _superiors(request, found)
    lines = [
        {"name": one.name, "detail": above.get(one.parent_id, ""), "address": _back_to(request, page, one)}
        for one in found
    ]
    template = "web/search/_lines.html" if request.htmx else "web/search/scopes.html"
    return render(request, template, {"lines": lines, "words": words, "page": page})


def _organization_lines(request: Request, words: str) -> list[dict[str, str]]:
    found = list(matching(visible(request.viewer.actor, Right.SEE_ORGANIZATIONS, on=request.viewer.on), words)[:MOST])
    above = _superiors(request, found)
    return [
        {
            "name": one.name,
            "detail": above.get(one.parent_id, ""),
            "address": reverse("organization", args=[one.organization.code]) + _on(request),
        }
        for one in found
    ]


def _member_lines(request: Request, words: str) -> list[dict[str, str]]:
    viewer = request.viewer
    if not may_anywhere(viewer.actor, Right.SEE_MEMBERS):
        return []
    reach = placement_of(viewer.actor.organization_id, on=viewer.on)
    rows = search_members(reach, on=viewer.on, words=words, size=MOST) if reach else []
    cells = placements_on({row.organization_id for row in rows}, on=viewer.on)
    return [_member_line(request, row, cells) for row in rows]


def _member_line(request: Request, row: MemberRow, cells: dict[int, Placement]) -> dict[str, str]:
    cell = cells.get(row.organization_id)
    detail = " · ".join(part for part in (birth_said(row.born), cell.name if cell else "") if part)
    return {"name": row.full_name, "detail": detail, "address": address(request, "member", row.member_id)}


def _superiors(request: Request, found: list[Placement]) -> dict[int | None, str]:
    places = placements_on({one.parent_id for one in found if one.parent_id}, on=request.viewer.on)
    return {id_: place.name for id_, place in places.items()}


def _on(request: Request) -> str:
    return "" if request.viewer.on == request.viewer.today else f"?{urlencode({'on': request.viewer.on.isoformat()})}"


def _back_to(request: Request, page: str, chosen: Placement) -> str:
    try:
        name = resolve(page).view_name
    except Resolver404:
        name = ""
    code = chosen.organization.code
    if name not in _SCOPED:
        return reverse("organization", args=[code]) + _on(request)
    others = {key: value for key, value in request.GET.items() if key in _KEPT}
    return page + kept(request, **others, scope=code)
