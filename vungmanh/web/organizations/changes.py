"""Changing the tree from its pages: found, rename, move, dissolve. What reaches far is previewed and asked again."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from vungmanh.access.questions import chosen_organization
from vungmanh.access.rights import Right
from vungmanh.foundation.refusals import Refusal
from vungmanh.members.checks import check_no_members
from vungmanh.members.queries import headcount
from vungmanh.organizations.actions import found_organization, rename_organization
from vungmanh.organizations.checks import check_can_dissolve, check_can_move
from vungmanh.organizations.founding import NewOrganization
from vungmanh.organizations.models import Placement
from vungmanh.organizations.queries import below
from vungmanh.proceedings.reorganization import dissolve_organization, move_organization
from vungmanh.web.addresses import address, organization_of
from vungmanh.web.forms import DecisionForm
from vungmanh.web.organizations.forms import DissolveForm, FoundForm, MoveForm, RenameForm
from vungmanh.web.viewer import Request

Check = Callable[[dict[str, Any]], None]


def found(request: Request, code: str) -> HttpResponse:
    """Found an organization under this one."""
    above, day = _placement(request, code), request.viewer.on
    form = FoundForm(request.POST or None, under=above.kind, day=day, initial={"on": day})

    def act(data: dict[str, Any]) -> None:
        new = NewOrganization(data["code"], data["name"], data["kind"], code, data["on"], data["sector"], form.decision)
        found_organization(by=request.viewer.actor, new=new)

    if form.carries_out(act):
        messages.success(request, _("Đã thành lập {name}.").format(name=form.cleaned_data["name"]))
        return redirect(address(request, "organization", code))
    return _page(request, above, form, _("Thành lập tổ chức trực thuộc"), _("Thành lập"))


def rename(request: Request, code: str) -> HttpResponse:
    """Give it another name from a day on."""
    placement = _placement(request, code)
    form = RenameForm(request.POST or None, initial={"name": placement.name, "on": request.viewer.on})

    def act(data: dict[str, Any]) -> None:
        rename_organization(
            by=request.viewer.actor,
            on=data["on"],
            organization=placement.organization,
            name=data["name"],
            decision=form.decision,
        )

    if form.carries_out(act):
        messages.success(request, _("Đã đổi tên thành {name}.").format(name=form.cleaned_data["name"]))
        return redirect(address(request, "organization", code))
    return _page(request, placement, form, _("Đổi tên"), _("Đổi tên"))


def move(request: Request, code: str) -> HttpResponse:
    """Put it under another superior; the viewer must have the right over both."""
    placement = _placement(request, code)
    form = MoveForm(request.POST or None, initial={"on": request.viewer.on})

    def act(data: dict[str, Any]) -> None:
        move_organization(
            by=request.viewer.actor,
            on=data["on"],
            organization=placement.organization,
            parent=_superior(request, data).organization,
            decision=form.decision,
        )

    def check(data: dict[str, Any]) -> None:
        above = _superior(request, data)
        check_can_move(placement, above, parent_name=above.name, on=data["on"])

    if _asked_once_more(request, form) and form.carries_out(act):
        messages.success(request, _("Đã chuyển {name}.").format(name=placement.name))
        return redirect(address(request, "organization", code))
    return _page(request, placement, form, _("Chuyển về cấp trên khác"), _("Chuyển"), check=check)


def dissolve(request: Request, code: str) -> HttpResponse:
    """End its activity."""
    placement = _placement(request, code)
    form = DissolveForm(request.POST or None, initial={"on": request.viewer.on})

    def act(data: dict[str, Any]) -> None:
        dissolve_organization(
            by=request.viewer.actor, on=data["on"], organization=placement.organization, decision=form.decision
        )

    def check(data: dict[str, Any]) -> None:
        check_can_dissolve(placement, on=data["on"])
        check_no_members(placement, on=data["on"])

    if _asked_once_more(request, form) and form.carries_out(act):
        messages.success(request, _("Đã kết thúc hoạt động của {name}.").format(name=placement.name))
        return redirect(address(request, "organization", code))
    return _page(request, placement, form, _("Kết thúc hoạt động"), _("Kết thúc hoạt động"), check=check)


def _placement(request: Request, code: str) -> Placement:
    return organization_of(request, Right.MANAGE_ORGANIZATIONS, code)


def _superior(request: Request, data: dict[str, Any]) -> Placement:
    viewer = request.viewer
    right = Right.MANAGE_ORGANIZATIONS
    return chosen_organization(viewer.actor, right, data["parent"], today=viewer.today, on=data["on"])


def _asked_once_more(request: Request, form: DecisionForm) -> bool:
    """Whether the viewer has seen the preview and said yes to it."""
    return form.is_valid() and "sure" in request.POST


def _page(
    request: Request, placement: Placement, form: DecisionForm, title: str, button: str, *, check: Check | None = None
) -> HttpResponse:
    """The form; with `check`, what reaches far is checked and previewed before it is asked once more."""
    shown: dict[str, Any] = {"placement": placement, "form": form, "title": title, "button": button}
    refusal = form.refusal
    if check is not None and form.is_bound and form.is_valid() and refusal is None:
        on = form.cleaned_data["on"]
        try:
            check(form.cleaned_data)
        except Refusal as impossible:
            refusal = impossible
        else:
            organizations, members = below(placement, on=on).count(), sum(headcount(placement, on=on).values())
            shown["preview"] = {"organizations": organizations, "members": members}
    shown["refusal"] = refusal
    return render(request, "web/organizations/form.html", shown, status=409 if refusal else 200)
