"""One change for all selected members: chosen in the list, previewed with its consequences, confirmed, written at once.

The selection is frozen between preview and confirmation by a digest: when others are in the list by then, nothing is
written. Undo is in the journal, where the whole change is one entry.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import urlencode
from django.utils.translation import get_language, gettext_lazy, ngettext
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from vungmanh.access.questions import chosen_organization
from vungmanh.access.rights import Right
from vungmanh.foundation.numbers import grouped
from vungmanh.foundation.refusals import Refusal
from vungmanh.lists.members import MEMBERS
from vungmanh.lists.selections import (
    Consequences,
    Selection,
    check_selection,
    check_unchanged,
    consequences,
    selection,
)
from vungmanh.members.actions import change_standings, transfer_members
from vungmanh.members.models import Standing
from vungmanh.members.queries import names_of
from vungmanh.organizations.models import Placement
from vungmanh.web.addresses import number_in, organization_of
from vungmanh.web.forms import ActionForm
from vungmanh.web.lists.asking import Asked, asked_for, list_page
from vungmanh.web.members.forms import StandingForm, TransferForm
from vungmanh.web.viewer import Request

_NAMED = 10
"""Names that the preview gives."""

Carry = Callable[[Request, Selection, dict[str, Any]], None]


@dataclass(frozen=True, slots=True)
class Change:
    """One change that a selection can undergo: its title, its form, and what carries it out."""

    title: Any
    form: type[ActionForm]
    carry_out: Carry


def _transfer(request: Request, chosen: Selection, data: dict[str, Any]) -> None:
    cell = _cell(request, data)
    transfers = [(member, cell.organization_id, data["on"]) for member in chosen.members]
    transfer_members(by=request.viewer.actor, transfers=transfers, place=cell.organization_id)


def _standing(request: Request, chosen: Selection, data: dict[str, Any]) -> None:
    changes = [(member, data["standing"], data["on"]) for member in chosen.members]
    change_standings(by=request.viewer.actor, changes=changes, place=request.scope.organization_id)


CHANGES: Mapping[str, Change] = {
    "transfer": Change(gettext_lazy("Chuyển sinh hoạt"), TransferForm, _transfer),
    "standing": Change(gettext_lazy("Đổi tư cách"), StandingForm, _standing),
}


@require_POST
def change(request: Request, action: str) -> HttpResponse:
    """Ask, preview, confirm, write: each step a form that carries the selection."""
    asked, picked = asked_for(request, MEMBERS), _picked(request)
    if action == "only":
        return redirect(list_page(MEMBERS) + (_only(asked, picked) if picked else f"?{request.GET.urlencode()}"))
    if action not in CHANGES:
        raise Http404
    organization_of(request, Right.MANAGE_MEMBERS, asked.choice.scope.organization.code)
    chosen = selection(MEMBERS, asked.choice, picked)
    form = _form(request, CHANGES[action])
    impossible = refusal = _refusal(request, chosen)
    if refusal is None and "sure" in request.POST and form.carries_out(_act(request, action, chosen)):
        return _done(request, asked, action, chosen)
    refusal = refusal or form.refusal
    shown = _shown(request, asked, action, chosen, form, refusal) | {"impossible": impossible is not None}
    return render(request, "web/lists/bulk.html", shown, status=409 if shown["refusal"] else 200)


def _act(request: Request, action: str, chosen: Selection) -> Callable[[dict[str, Any]], None]:
    def act(data: dict[str, Any]) -> None:
        check_unchanged(chosen, request.POST.get("digest", ""))
        CHANGES[action].carry_out(request, chosen, data)

    return act


def _picked(request: Request) -> list[int] | None:
    """The rows picked one by one; None for all that the list has."""
    if request.POST.get("all"):
        return None
    return [id_ for text in request.POST.getlist("pick") if (id_ := number_in(text)) is not None]


def _only(asked: Asked, picked: list[int]) -> str:
    """The list with nobody but those picked: from there they are exported or printed."""
    keep = [("scope", asked.request.GET["scope"])] if asked.request.GET.get("scope") else []
    columns = [("columns", ",".join(asked.choice.columns))] if asked.columns_in_address else []
    return "?" + urlencode([*keep, *(("pick", id_) for id_ in picked), *columns])


def _form(request: Request, what: Change) -> ActionForm:
    """The form of the change, empty on the way from the list."""
    if "step" in request.POST:
        return what.form(request.POST)
    return what.form(initial={"on": request.viewer.today, "standing": Standing.FULL})


def _refusal(request: Request, chosen: Selection) -> Refusal | None:
    try:
        check_selection(chosen, by=request.viewer.actor, today=request.viewer.today)
    except Refusal as refusal:
        return refusal
    return None


def _shown(
    request: Request, asked: Asked, action: str, chosen: Selection, form: ActionForm, refusal: Refusal | None
) -> dict[str, Any]:
    """The page: the form first; once it is filled in well, what it would do."""
    valid = form.is_bound and form.is_valid()
    found: Consequences | None = None
    if valid and refusal is None:
        try:
            target = _cell(request, form.cleaned_data).organization_id if action == "transfer" else None
            found = consequences(chosen, on=form.cleaned_data["on"], target=target)
        except Refusal as not_found:
            refusal = not_found
    names = names_of(chosen.ids[:_NAMED])
    return {
        "title": CHANGES[action].title,
        "form": form,
        "refusal": refusal,
        "count": len(chosen.ids),
        "names": [names.get(id_, "–") for id_ in chosen.ids[:_NAMED]],
        "others": max(len(chosen.ids) - _NAMED, 0),
        "picked": _picked(request) if not request.POST.get("all") else None,
        "digest": chosen.digest,
        "found": found,
        "posts_end": False,
        "back": asked.address(),
        "query": asked.address().partition("?")[2],
    }


def _cell(request: Request, data: dict[str, Any]) -> Placement:
    viewer = request.viewer
    return chosen_organization(viewer.actor, Right.MANAGE_MEMBERS, data["cell"], today=viewer.today, on=data["on"])


def _done(request: Request, asked: Asked, action: str, chosen: Selection) -> HttpResponse:
    said = {
        "transfer": ngettext(
            "Đã chuyển sinh hoạt {count} đảng viên.", "Đã chuyển sinh hoạt {count} đảng viên.", len(chosen.ids)
        ),
        "standing": ngettext("Đã đổi tư cách {count} đảng viên.", "Đã đổi tư cách {count} đảng viên.", len(chosen.ids)),
    }[action]
    count = grouped(len(chosen.ids), get_language() or "vi")
    messages.success(request, said.format(count=count) + " " + _("Cần hoàn tác thì mở Nhật ký."))
    return redirect(asked.address())
