"""Inviting many at once: everybody in the scope, or all who hold a post, without a login."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render

from vungmanh.access.logins import beyond_reach
from vungmanh.access.rights import Right
from vungmanh.accounts.actions import Slip, invite_members
from vungmanh.accounts.checks import MOST_AT_ONCE
from vungmanh.accounts.register import without_login
from vungmanh.members.models import Member, Post
from vungmanh.organizations.models import Placement
from vungmanh.web.accounts.forms import InviteForm
from vungmanh.web.accounts.slips import slips_page
from vungmanh.web.accounts.stepping_up import confirmed
from vungmanh.web.addresses import address, scope_of
from vungmanh.web.forms import ActionForm
from vungmanh.web.viewer import Request

_POSTS = {"secretaries": [Post.SECRETARY], "posts": Post.values, "members": None}
"""Whose logins each choice of the form means; None for everybody."""


def invite(request: Request) -> HttpResponse:
    """Choose whom, see how many, confirm, print."""
    return _invite(request, scope_of(request, Right.MANAGE_LOGINS))


@confirmed
def _invite(request: Request, scope: Placement) -> HttpResponse:
    asked = request.POST if request.method == "POST" else request.GET
    choice = InviteForm(asked if "whom" in asked else None)
    members, left_out = _chosen(request, scope, choice) if choice.is_valid() else ([], 0)
    form, slips = ActionForm(request.POST if request.method == "POST" else None), []

    def act(_data: dict[str, Any]) -> None:
        slips.extend(_invited(request, scope, members))

    if request.method == "POST" and choice.is_valid() and form.carries_out(act):
        return slips_page(request, slips, back=address(request, "logins"))
    shown = {
        "scope": scope,
        "choice": choice,
        "count": len(members) if choice.is_bound and choice.is_valid() else None,
        "left_out": left_out,
        "most": MOST_AT_ONCE,
        "refusal": form.refusal,
    }
    return render(request, "web/accounts/invite.html", shown, status=409 if form.refusal else 200)


def _chosen(request: Request, scope: Placement, choice: InviteForm) -> tuple[list[Member], int]:
    """Whom the form means, without those whose login would reach further than the viewer; how many these are."""
    data, viewer = choice.cleaned_data, request.viewer
    wanted = without_login(scope, on=viewer.today, posts=_POSTS[data["whom"]], again=data["again"])
    found = list(wanted[: MOST_AT_ONCE + 1])
    beyond = beyond_reach(viewer.actor, [member.pk for member in found], on=viewer.today) | {viewer.actor.member_id}
    within = [member for member in found if member.pk not in beyond]
    return within, len(found) - len(within)


def _invited(request: Request, scope: Placement, members: list[Member]) -> list[Slip]:
    viewer = request.viewer
    return invite_members(by=viewer.actor, today=viewer.today, members=members, place=scope.organization_id)
