"""The register of logins, and what the office does with one."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render

from vungmanh.access.logins import check_manages_login, load_login_holder
from vungmanh.access.questions import nearest_membership
from vungmanh.access.rights import Right
from vungmanh.accounts.register import LoginRow, LoginState, counts_by_state, register_line
from vungmanh.foundation.refusals import Refusal
from vungmanh.lists.registers.logins import login_lines, logins_page
from vungmanh.lists.registers.register import Asked
from vungmanh.members.models import Member
from vungmanh.members.queries import particulars_of
from vungmanh.web.accounts.deeds import DEEDS, Deed
from vungmanh.web.accounts.slips import slips_page
from vungmanh.web.accounts.stepping_up import confirmed
from vungmanh.web.addresses import address, kept, scope_of
from vungmanh.web.forms import ActionForm
from vungmanh.web.viewer import Request


def logins(request: Request) -> HttpResponse:
    """Who has a login in the scope, in which state; searched by name, filtered by state."""
    scope, today = scope_of(request, Right.MANAGE_LOGINS), request.viewer.today
    state, words = request.GET.get("state", ""), request.GET.get("words", "").strip()[:100]
    place = {"after": request.GET.get("after", ""), "before": request.GET.get("before", "")}
    asked = Asked(request.viewer.actor, scope, today, {"state": state, "words": words})
    page = logins_page(asked, **place)
    counts = counts_by_state(scope, on=today)
    shown = {
        "scope": scope,
        "words": words,
        "state": state,
        "rows": login_lines(page.rows, on=today),
        "chips": [
            (LoginState(code).label, number, code == state, kept(request, words=words, state=code))
            for code, number in counts.items()
        ],
        "all": request.path + kept(request, words=words),
        "next": page.after and kept(request, words=words, state=state, after=page.after),
        "previous": page.before and kept(request, words=words, state=state, before=page.before),
    }
    return render(request, "web/accounts/logins.html", shown)


def login(request: Request, member_id: int) -> HttpResponse:
    """One member's login: its state and what can be done with it."""
    member = load_login_holder(request.viewer.actor, member_id, on=request.viewer.today)
    row = _line(request, member)
    shown = {
        "member": member,
        "row": row,
        "refusal": _why_not(request, member),
        "deeds": [(key, deed.name, deed.effect) for key, deed in DEEDS.items() if deed.possible(row)],
    }
    return render(request, "web/accounts/login.html", shown)


def login_act(request: Request, member_id: int, what: str) -> HttpResponse:
    """Say what will happen, then do it; the code of a slip is shown once and never again."""
    member = load_login_holder(request.viewer.actor, member_id, on=request.viewer.today)
    if what not in DEEDS:
        raise Http404
    check_manages_login(request.viewer.actor, member, on=request.viewer.today)
    return _confirmed_act(request, member, DEEDS[what])


@confirmed
def _confirmed_act(request: Request, member: Member, deed: Deed) -> HttpResponse:
    row, form, slips = _line(request, member), ActionForm(request.POST if request.method == "POST" else None), []

    def act(_data: dict[str, Any]) -> None:
        slips.append(deed.act(request.viewer.actor, member, request.viewer.today, row.organization_id or None))

    if request.method == "POST" and form.carries_out(act):
        if slips[0] is not None:
            return slips_page(request, slips, back=address(request, "login", member.pk))
        messages.success(request, deed.done)
        return redirect(address(request, "login", member.pk))
    shown = {"member": member, "row": row, "deed": deed, "refusal": form.refusal, "possible": deed.possible(row)}
    return render(request, "web/accounts/act.html", shown, status=409 if form.refusal else 200)


def _line(request: Request, member: Member) -> LoginRow:
    membership = nearest_membership(member, on=request.viewer.today)
    place = membership.organization_id if membership else 0
    return register_line(member, particulars_of(member).full_name, place, on=request.viewer.today)


def _why_not(request: Request, member: Member) -> Refusal | None:
    """Why nothing can be done with this login by this viewer."""
    try:
        check_manages_login(request.viewer.actor, member, on=request.viewer.today)
    except Refusal as refusal:
        return refusal
    return None
