"""The member list and the page of one member."""

from datetime import date

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.html import format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from vungmanh.access.questions import load_member, may, may_with_member
from vungmanh.access.rights import Right
from vungmanh.foundation.dates import written
from vungmanh.members.models import Post, Standing
from vungmanh.members.pages import MemberRow, members_page
from vungmanh.members.queries import headcount, posts_of_many
from vungmanh.organizations.models import Placement
from vungmanh.organizations.queries import names_on
from vungmanh.web.addresses import kept, scope_of
from vungmanh.web.members.particulars import particulars_shown
from vungmanh.web.viewer import Request

_LINE = (
    '<tr><th scope="row" class="nw"><a href="/members/{}/{}">{}</a></th><td class="nw" data-k="{}">{}</td>'
    '<td class="full">{} <small>{}</small></td><td><span class="tag t{}">{}</span></td>'
    '<td class="nw" data-k="{}">{}</td><td class="full">{}</td></tr>'
)

_COLOURS = {Standing.FULL: "3", Standing.PROBATIONARY: "2", Standing.SUSPENDED: "1"}
"""Which tints set standings apart; the others are grey."""


def members(request: Request) -> HttpResponse:
    """The members of the scope on the day, sorted by given name."""
    scope = scope_of(request, Right.SEE_MEMBERS)
    on, words = request.viewer.on, request.GET.get("words", "").strip()[:100]
    standing = request.GET.get("standing", "")
    page = members_page(
        scope,
        on=on,
        words=words,
        standing=standing,
        after=request.GET.get("after", ""),
        before=request.GET.get("before", ""),
    )
    counts = request.viewer.remembered(headcount, scope, on=on)
    shown = {
        "scope": scope,
        "rows": _written(request, page.rows, scope, on),
        "chips": _chips(request, counts, standing, words),
        "total": counts.get(standing, 0) if standing else sum(counts.values()),
        "exports": may(request.viewer.actor, Right.MANAGE_MEMBERS, scope),
        "words": words,
        "standing": standing,
        "all": request.path + kept(request, words=words),
        "next": page.after and kept(request, words=words, standing=standing, after=page.after),
        "previous": page.before and kept(request, words=words, standing=standing, before=page.before),
    }
    return render(request, "web/members/list.html", shown)


def member(request: Request, member_id: int) -> HttpResponse:
    """What the record knows of one member, guarded particulars apart."""
    viewer = request.viewer
    found = load_member(viewer.actor, Right.SEE_MEMBERS, member_id, on=viewer.on)
    shown = particulars_shown(found, viewer)
    shown["manages"] = may_with_member(viewer.actor, Right.MANAGE_MEMBERS, found, on=viewer.today)
    return render(request, "web/members/member.html", shown)


def _chips(request: Request, counts: dict[str, int], chosen: str, words: str) -> list[dict[str, object]]:
    """A filter for every standing that somebody has."""
    return [
        {
            "name": label,
            "count": counts[code],
            "on": code == chosen,
            "address": kept(request, words=words, standing=code),
        }
        for code, label in Standing.choices
        if counts.get(code) or code == chosen
    ]


def _written(request: Request, rows: list[MemberRow], scope: Placement, on: date) -> SafeString:
    """The lines with cells, standings and posts in words; three queries, however many lines.

    They are written here because a template takes three times as long for them, half of the whole page.
    """
    cells = names_on({row.organization_id for row in rows}, on=on)
    above = names_on({superior for _name, superior in cells.values() if superior}, on=on)
    held = posts_of_many([row.member_id for row in rows], on=on)
    names = {code: str(label) for code, label in Standing.choices}
    posts = {code: str(label) for code, label in Post.choices}
    day = "" if on == request.viewer.today else f"?on={on.isoformat()}"
    born, joined = _("Sinh"), _("Vào Đảng")
    lines = []
    for row in rows:
        cell, superior = cells.get(row.organization_id, ("–", None))
        higher = above[superior][0] if superior in above and superior != scope.organization_id else ""
        held_now = ", ".join(posts[post] for post in held.get(row.member_id, ()))
        colour, standing = _COLOURS.get(row.standing, "4"), names.get(row.standing, "–")
        lines.append(
            (row.member_id, day, row.full_name, born, written(row.birth_date), cell, higher, colour, standing,
             joined, written(row.joined_on), held_now)
        )  # fmt: skip
    return format_html_join("\n", _LINE, lines)
