"""The page of one member."""

from django.http import HttpResponse
from django.shortcuts import render

from vungmanh.access.questions import load_member, may_with_member
from vungmanh.access.rights import Right
from vungmanh.web.members.particulars import particulars_shown
from vungmanh.web.members.requests import own_file
from vungmanh.web.viewer import Request


def member(request: Request, member_id: int) -> HttpResponse:
    """What the record knows of one member, guarded particulars apart."""
    viewer = request.viewer
    found = load_member(viewer.actor, Right.SEE_MEMBERS, member_id, on=viewer.on)
    shown = particulars_shown(found, viewer)
    shown["manages"] = may_with_member(viewer.actor, Right.MANAGE_MEMBERS, found, on=viewer.today)
    shown["opens"] = may_with_member(viewer.actor, Right.SEE_GUARDED, found, on=viewer.today)
    if shown["is_self"]:
        shown |= own_file(found)
    shown["logins"] = may_with_member(viewer.actor, Right.MANAGE_LOGINS, found, on=viewer.today)
    return render(request, "web/members/member.html", shown)
