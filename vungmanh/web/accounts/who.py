"""Who may see and change a member's or an organization's record today, and why: by which post or as whose helper."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render

from vungmanh.access.holders import holders_of
from vungmanh.access.questions import NoRight, load_member, load_organization, may_with_member, nearest_membership
from vungmanh.access.rights import Right
from vungmanh.members.models import Member
from vungmanh.members.queries import particulars_of
from vungmanh.organizations.models import Placement
from vungmanh.organizations.queries import last_placement_of, placement_of
from vungmanh.web.errors import holder_shown
from vungmanh.web.viewer import Request

_ABOUT_MEMBERS = (
    Right.SEE_MEMBERS, Right.SEE_RESULTS, Right.SEE_GUARDED, Right.MANAGE_MEMBERS, Right.IMPORT, Right.EXPORT,
    Right.SEE_JOURNAL, Right.MANAGE_LOGINS,
)  # fmt: skip
"""The rights that concern a member's record."""


def who_sees_member(request: Request, member_id: int) -> HttpResponse:
    """For the member, and for those who may change the member's record."""
    viewer = request.viewer
    member = load_member(viewer.actor, Right.SEE_MEMBERS, member_id, on=viewer.today)
    place = _place(request, member)
    own = member.pk == viewer.actor.member_id
    if not own and not may_with_member(viewer.actor, Right.MANAGE_MEMBERS, member, on=viewer.today):
        holders = holders_of(place, on=viewer.today) if place else {}
        raise NoRight(Right.MANAGE_MEMBERS, holders.get(Right.MANAGE_MEMBERS, []))
    shown = {"member": member, "name": particulars_of(member).full_name, "own": own, "place": place}
    shown["groups"] = _groups(request, place, _ABOUT_MEMBERS)
    return render(request, "web/accounts/who_member.html", shown)


def who_sees_organization(request: Request, code: str) -> HttpResponse:
    """For those who may change the organization."""
    viewer = request.viewer
    place = load_organization(viewer.actor, Right.MANAGE_ORGANIZATIONS, code, on=viewer.today)
    shown = {"place": place, "groups": _groups(request, place, tuple(Right))}
    return render(request, "web/accounts/who_organization.html", shown)


def _groups(request: Request, place: Placement | None, rights: tuple[Right, ...]) -> list[tuple[Right, list[Any]]]:
    """The rights in the order given, each with its holders."""
    holders = holders_of(place, on=request.viewer.today) if place else {}
    return [(right, [holder_shown(holder) for holder in holders.get(right, [])]) for right in rights]


def _place(request: Request, member: Member) -> Placement | None:
    """The organization by which the member is in somebody's reach."""
    membership = nearest_membership(member, on=request.viewer.today)
    if membership is None:
        return None
    return placement_of(membership.organization_id, on=request.viewer.today) or last_placement_of(
        membership.organization_id
    )
