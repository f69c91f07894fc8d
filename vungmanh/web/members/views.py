"""The member list and the page of one member."""

from datetime import date
from typing import NamedTuple

from django.http import HttpResponse
from django.shortcuts import render

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


class Row(NamedTuple):
    """One line of the list, as it is written: a tuple of texts, which the template is quickest with."""

    id: str
    name: str
    born: str
    cell: str
    above: str
    standing: str
    colour: str
    joined: str
    posts: str


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
        "rows": _written(page.rows, scope, on),
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


def _written(rows: list[MemberRow], scope: Placement, on: date) -> list[Row]:
    """The lines with cells, standings and posts in words; three queries, however many lines."""
    cells = names_on({row.organization_id for row in rows}, on=on)
    above = names_on({superior for _name, superior in cells.values() if superior}, on=on)
    held = posts_of_many([row.member_id for row in rows], on=on)
    names = {code: str(label) for code, label in Standing.choices}
    posts = {code: str(label) for code, label in Post.choices}
    lines = []
    for row in rows:
        cell, superior = cells.get(row.organization_id, ("–", None))
        lines.append(
            Row(
                id=str(row.member_id),
                name=row.full_name,
                born=written(row.birth_date),
                cell=cell,
                above=above[superior][0] if superior in above and superior != scope.organization_id else "",
                standing=names.get(row.standing, "–"),
                colour=_COLOURS.get(row.standing, "4"),
                joined=written(row.joined_on),
                posts=", ".join(posts[post] for post in held.get(row.member_id, ())),
            )
        )
    return lines
