"""Changing one member from its page: standing, transfer, end of membership, posts, particulars."""

from collections.abc import Callable
from datetime import date
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from vungmanh.access.questions import chosen_organization, load_member
from vungmanh.access.rights import Right
from vungmanh.members.actions import (
    NewPost,
    change_standings,
    correct_particulars,
    end_memberships,
    record_posts,
    transfer_members,
)
from vungmanh.members.models import Member, Standing
from vungmanh.members.queries import membership_on, particulars_of
from vungmanh.organizations.models import Placement
from vungmanh.web.addresses import address
from vungmanh.web.forms import ActionForm
from vungmanh.web.members.forms import EndForm, ParticularsForm, PostForm, StandingForm, TransferForm
from vungmanh.web.viewer import Request

Act = Callable[[dict[str, Any]], object]


def change_standing(request: Request, member_id: int) -> HttpResponse:
    """Give another standing from a day on."""
    member = _member(request, member_id)
    form = StandingForm(request.POST or None, initial={"standing": Standing.FULL, "on": request.viewer.on})

    def act(data: dict[str, Any]) -> None:
        changes = [(member, data["standing"], data["on"])]
        change_standings(by=request.viewer.actor, changes=changes, place=_place(request, member))

    return _answer(request, member, form, act, _("Đổi tư cách"), _("Đã đổi tư cách."))


def transfer(request: Request, member_id: int) -> HttpResponse:
    """Move to another cell, over which the viewer has the right too."""
    member = _member(request, member_id)
    form = TransferForm(request.POST or None, initial={"on": request.viewer.on})

    def act(data: dict[str, Any]) -> None:
        cell = _chosen(request, data["cell"], data["on"])
        transfers = [(member, cell.organization_id, data["on"])]
        transfer_members(by=request.viewer.actor, transfers=transfers, place=cell.organization_id)

    return _answer(request, member, form, act, _("Chuyển sinh hoạt"), _("Đã chuyển sinh hoạt."))


def end_membership(request: Request, member_id: int) -> HttpResponse:
    """End the membership, with standing and posts."""
    member = _member(request, member_id)
    form = EndForm(request.POST or None, initial={"on": request.viewer.on})

    def act(data: dict[str, Any]) -> None:
        endings = [(member, data["leaving"], data["on"])]
        end_memberships(by=request.viewer.actor, endings=endings, place=_place(request, member))

    return _answer(request, member, form, act, _("Kết thúc sinh hoạt"), _("Đã kết thúc sinh hoạt đảng."), sure=True)


def record_post(request: Request, member_id: int) -> HttpResponse:
    """Record a post."""
    member = _member(request, member_id)
    form = PostForm(request.POST or None, initial={"on": request.viewer.on})

    def act(data: dict[str, Any]) -> None:
        place = _chosen(request, data["organization"], data["on"])
        new = NewPost(member.pk, place.organization_id, data["post"], data["on"], decision=form.decision)
        record_posts(by=request.viewer.actor, posts=[new], place=place.organization_id)

    return _answer(request, member, form, act, _("Ghi chức vụ"), _("Đã ghi chức vụ."))


def correct(request: Request, member_id: int) -> HttpResponse:
    """Correct particulars that are not guarded."""
    member = _member(request, member_id)
    particulars = particulars_of(member)
    known = {name: getattr(particulars, name) for name in ParticularsForm.base_fields}
    form = ParticularsForm(request.POST or None, initial=known)

    def act(data: dict[str, Any]) -> None:
        corrections = [(particulars, data)]
        correct_particulars(by=request.viewer.actor, corrections=corrections, place=_place(request, member))

    return _answer(request, member, form, act, _("Đính chính thông tin"), _("Đã đính chính."))


def _member(request: Request, member_id: int) -> Member:
    """The member, in the viewer's reach today: a page of the past gives no rights."""
    return load_member(request.viewer.actor, Right.MANAGE_MEMBERS, member_id, on=request.viewer.today)


def _chosen(request: Request, words: str, on: date) -> Placement:
    viewer = request.viewer
    return chosen_organization(viewer.actor, Right.MANAGE_MEMBERS, words, today=viewer.today, on=on)


def _place(request: Request, member: Member) -> int | None:
    membership = membership_on(member, on=request.viewer.on)
    return membership.organization_id if membership else None


def _answer(
    request: Request, member: Member, form: ActionForm, act: Act, title: str, done: str, *, sure: bool = False
) -> HttpResponse:
    """Carry out, say so and go back to the member; or show the form again with what was typed and why not."""
    if (not sure or "sure" in request.POST) and form.carries_out(act):
        messages.success(request, done)
        return redirect(address(request, "member", member.pk))
    shown = {
        "member": member,
        "name": particulars_of(member).full_name,
        "form": form,
        "title": title,
        "refusal": form.refusal,
        "ask": sure and form.is_bound and form.is_valid() and form.refusal is None,
    }
    return render(request, "web/members/form.html", shown, status=409 if form.refusal else 200)
