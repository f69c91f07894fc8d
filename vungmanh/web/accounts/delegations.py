"""Rights lent to helpers: to give, to see, to withdraw."""

from datetime import date
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from vungmanh.access.actions import delegate, withdraw_delegation
from vungmanh.access.checks import Span, check_lends_in_a_post
from vungmanh.access.delegations import chosen_helper, standing
from vungmanh.access.grants import reach_for
from vungmanh.access.logins import delegations_in_reach, load_delegation
from vungmanh.access.models import Delegation
from vungmanh.access.questions import chosen_organization
from vungmanh.access.rights import Right
from vungmanh.foundation.dates import day_before
from vungmanh.members.models import Post
from vungmanh.members.queries import names_of
from vungmanh.organizations.queries import placements_ever
from vungmanh.web.accounts.forms import DelegationForm
from vungmanh.web.viewer import Request

MOST_SHOWN = 500
"""Delegations on the page; an office has some dozens."""


def delegations(request: Request) -> HttpResponse:
    """Those the viewer gave and received; the office sees those of its reach too."""
    viewer = request.viewer
    rows = list(_in_reach(request)[:MOST_SHOWN])
    shown = {
        "given": _shown(request, [row for row in rows if row.delegator_id == viewer.actor.member_id]),
        "received": _shown(request, [row for row in rows if row.member_id == viewer.actor.member_id]),
        "others": _shown(
            request, [row for row in rows if viewer.actor.member_id not in (row.delegator_id, row.member_id)]
        ),
        "may_give": bool(_lending(request)),
    }
    return render(request, "web/accounts/delegations.html", shown)


def delegate_rights(request: Request) -> HttpResponse:
    """Lend rights of the post acted in."""
    viewer = request.viewer
    check_lends_in_a_post(viewer.actor)
    start = {"organization": viewer.capacity.organization, "first": viewer.today, "last": viewer.today}
    form = DelegationForm(request.POST or None, initial=start, lending=_lending(request))

    def act(data: dict[str, Any]) -> None:
        place = chosen_organization(
            viewer.actor, Right.SEE_ORGANIZATIONS, data["organization"], today=viewer.today, on=viewer.today
        )
        helper = chosen_helper(viewer.actor, data["helper"], today=viewer.today)
        rights, span = [Right(code) for code in data["rights"]], Span(data["first"], data["last"])
        lent = {"helper": helper, "placement": place, "rights": rights, "span": span, "reason": data["reason"]}
        delegate(by=viewer.actor, today=viewer.today, **lent)

    if request.method == "POST" and form.carries_out(act):
        messages.success(request, _("Đã ủy quyền. Người giúp việc chọn tư cách này ở góc trên bên phải."))
        return redirect("delegations")
    shown = {"form": form, "refusal": form.refusal}
    return render(request, "web/accounts/delegate.html", shown, status=409 if form.refusal else 200)


@require_POST
def withdraw(request: Request, delegation_id: int) -> HttpResponse:
    """Take back, or give back, lent rights; from the next request on they are gone."""
    viewer = request.viewer
    row = load_delegation(viewer.actor, delegation_id, on=viewer.today)
    name = _place_names([row]).get(row.organization_id, "")
    withdraw_delegation(by=viewer.actor, today=viewer.today, delegation=row, organization=name)
    messages.success(request, _("Đã rút ủy quyền."))
    return redirect("delegations")


def _lending(request: Request) -> list[Right]:
    """The rights that the post acted in may lend somewhere."""
    actor = request.viewer.actor
    if not actor.post:
        return []
    return [right for right in Right if right.may_be_delegated and reach_for(actor, right)]


def _shown(request: Request, rows: list[Delegation]) -> list[dict[str, Any]]:
    """Delegations in words; whether one gives anything today is asked of access."""
    if not rows:
        return []
    today, language = request.viewer.today, get_language() or "vi"
    names = names_of({id_ for row in rows for id_ in (row.member_id, row.delegator_id)})
    places = _place_names(rows)
    active = {loan.delegation.pk for loan in standing(_in_reach(request).on(today), on=today)}
    return [
        {
            "row": row,
            "helper": names.get(row.member_id, ""),
            "delegator": names.get(row.delegator_id, ""),
            "post": Post(row.post).label,
            "organization": places.get(row.organization_id, ""),
            "rights": ", ".join(right.name_text.say(language) for right in row.named_rights),
            "last": day_before(row.ends_on) if row.ends_on else None,
            "state": _state(row, row.pk in active, today),
        }
        for row in rows
    ]


def _state(row: Delegation, active: bool, today: date) -> str:
    """Whether it gives rights now, and why not where it does not."""
    if active:
        return _("Đang hiệu lực")
    if row.starts_on > today:
        return _("Chưa đến ngày")
    return _("Không còn hiệu lực: chức vụ đã thôi, hoặc người giúp việc, tổ chức không còn")


def _in_reach(request: Request) -> Any:
    return delegations_in_reach(request.viewer.actor, on=request.viewer.today)


def _place_names(rows: list[Delegation]) -> dict[int, str]:
    return {id_: placed[-1].name for id_, placed in placements_ever({row.organization_id for row in rows}).items()}
