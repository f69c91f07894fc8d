"""The page of one member."""

from django.http import HttpResponse
from django.shortcuts import render

from vungmanh.access.questions import load_member, rights_with_member
from vungmanh.access.rights import Right
from vungmanh.web.members.particulars import particulars_shown
from vungmanh.web.members.requests import own_file
from vungmanh.web.viewer import Request


def member(request: Request, member_id: int) -> HttpResponse:
    """What the record knows of one member, guarded particulars apart."""
    viewer = request.viewer
    found = load_member(viewer.actor, Right.SEE_MEMBERS, member_id, on=viewer.on)
    has = rights_with_member(viewer.actor, found, on=viewer.today)
    shown = particulars_shown(found, viewer, has)
    shown["manages"] = has(Right.MANAGE_MEMBERS)
    shown["opens"] = has(Right.SEE_GUARDED)
    if shown["is_self"]:
        shown |= own_file(found)
    shown["logins"] = has(Right.MANAGE_LOGINS)
    return render(request, "web/members/member.html", shown)
