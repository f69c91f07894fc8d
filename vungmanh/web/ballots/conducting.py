"""Conducting a vote: opening, who was given a slip, codes, closing, cancelling; and, once closed, the outcome."""

from collections.abc import Callable, Mapping
from typing import Any
from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from vungmanh.access.questions import may
from vungmanh.access.rights import Right
from vungmanh.ballots import actions
from vungmanh.ballots.checks import said_of_difference
from vungmanh.ballots.forewarning import forewarnings
from vungmanh.ballots.models import Ballot, Manner, State
from vungmanh.ballots.paper import ENTRY_CHANGED
from vungmanh.ballots.queries import agreement_of, electors_of, hindrance, outcome_of, progress_of, tellers_of
from vungmanh.campaigns.rating.balloting import list_electors_anew, open_vote
from vungmanh.foundation.refusals import Refusal
from vungmanh.members.queries import names_of
from vungmanh.web.addresses import address, number_in
from vungmanh.web.ballots.loading import Known, conducted, known, posted
from vungmanh.web.ballots.shown import answered, appointable, electors_listed, state_shown, terms_of
from vungmanh.web.viewer import Request


def ballot(request: Request, uuid: UUID) -> HttpResponse:
    """The vote for who conducts it, or its outcome for who took part."""
    return _page(request, known(request, uuid))


@posted
def ballot_act(request: Request, uuid: UUID, what: str) -> HttpResponse:
    """One step of conducting; there is none that takes a closing back."""
    found = conducted(request, uuid)
    if what not in _STEPS:
        raise Http404
    try:
        said = _STEPS[what](request, found)
    except Refusal as refusal:
        return _page(request, found, refusal)
    messages.success(request, said)
    return redirect(address(request, "ballot", uuid))


@posted
def ballot_codes(request: Request, uuid: UUID) -> HttpResponse:
    """One-time codes for those without a login. This page is the only place where they ever stand."""
    found = conducted(request, uuid)
    try:
        slips = actions.make_codes(by=request.viewer.actor, ballot=found.ballot, member_ids=_picked(request))
    except Refusal as refusal:
        return _page(request, found, refusal)
    names = names_of(slip.member_id for slip in slips)
    page = request.build_absolute_uri(reverse("code_vote"))
    shown = {
        "ballot": found.ballot,
        "slips": [(names.get(slip.member_id, ""), slip.code) for slip in slips],
        "address": page.replace("http://", "https://", 1) if settings.HTTPS else page,
    }
    return render(request, "web/ballots/codes.html", shown)


def _page(request: Request, found: Known, refusal: Refusal | None = None) -> HttpResponse:
    ballot = found.ballot
    ballot.refresh_from_db()
    state, colour = state_shown(ballot)
    shown = {
        "ballot": ballot, "place": found.place, "own": found.own, "conducts": found.conducts, "state": state,
        "colour": colour, "refusal": refusal, "terms": terms_of(ballot), "manner": Manner(ballot.manner).label,
        "may_export": may(request.viewer.actor, Right.EXPORT, found.place),
        "may_count": found.may_count and ballot.manner != Manner.SCREEN and ballot.state == State.OPEN,
    }  # fmt: skip
    if ballot.state == State.CLOSED:
        shown |= _outcome(ballot)
    elif found.conducts or ballot.state == State.PREPARED:
        shown |= _conducting(ballot)
    if ballot.state == State.OPEN and found.own:
        shown["may_vote"] = hindrance(ballot, found.own.member_id) is None
    if found.conducts or ballot.state == State.CLOSED:
        shown["electors"] = electors_listed(electors_of(ballot), ballot)
    return render(request, "web/ballots/ballot.html", shown, status=409 if refusal else 200)


def _conducting(ballot: Ballot) -> dict[str, Any]:
    shown: dict[str, Any] = {"forewarnings": forewarnings(ballot), "progress": progress_of(ballot)}
    if ballot.state == State.OPEN and ballot.manner != Manner.SCREEN:
        try:
            agreement = agreement_of(ballot)
            shown["agreement"] = agreement
            shown["differing"] = said_of_difference(ballot, agreement) if agreement.differing else ""
        except Refusal as refusal:
            shown |= {"unreadable": refusal, "differing": refusal.what if refusal.code == ENTRY_CHANGED else ""}
    if ballot.manner != Manner.SCREEN:
        shown |= {"tellers": tellers_of(ballot), "to_appoint": appointable(ballot)}
    return shown


def _outcome(ballot: Ballot) -> dict[str, Any]:
    told = outcome_of(ballot)
    return {"told": told, "answers": answered(ballot, told)}


def _picked(request: Request) -> list[int]:
    picked = [number_in(text) for text in request.POST.getlist("member")]
    if not picked or None in picked:
        raise Refusal("web.nobody_picked", _("Chưa chọn ai trong danh sách."), remedy=_("Đánh dấu ít nhất một người."))
    return [number for number in picked if number is not None]


def _open(request: Request, found: Known) -> str:
    viewer = request.viewer
    open_vote(by=viewer.actor, ballot=found.ballot, voters=found.place, on=viewer.today)
    return _("Đã bắt đầu bỏ phiếu. Danh sách người bỏ phiếu đã chốt.")


def _list_anew(request: Request, found: Known) -> str:
    viewer = request.viewer
    list_electors_anew(by=viewer.actor, ballot=found.ballot, voters=found.place, on=viewer.today)
    return _("Đã cập nhật danh sách người bỏ phiếu.")


def _mark(action: Callable[..., None]) -> Callable[[Request, Known], str]:
    def mark(request: Request, found: Known) -> str:
        picked = _picked(request)
        action(by=request.viewer.actor, ballot=found.ballot, member_ids=picked)
        return _("Đã ghi cho {count} người.").format(count=len(picked))

    return mark


def _appoint(request: Request, found: Known) -> str:
    leads = number_in(request.POST.get("leads", ""))
    if leads is None:
        raise Refusal("web.nobody_picked", _("Chưa chọn trưởng ban kiểm phiếu."), remedy=_("Chọn một người."))
    others = [number for text in request.POST.getlist("teller") if (number := number_in(text)) is not None]
    actions.appoint_tellers(by=request.viewer.actor, ballot=found.ballot, member_ids=[leads, *others])
    return _("Đã cử ban kiểm phiếu.")


def _recount(request: Request, found: Known) -> str:
    actions.recount_paper(by=request.viewer.actor, ballot=found.ballot)
    return _("Những người kiểm phiếu đếm và nhập lại từ đầu.")


def _close(request: Request, found: Known) -> str:
    if "sure" not in request.POST:
        raise Refusal(
            "web.not_sure",
            _("Chưa xác nhận kết thúc bỏ phiếu."),
            remedy=_("Đánh dấu ô xác nhận: kết thúc rồi thì không mở lại được."),
        )
    actions.close_ballot(by=request.viewer.actor, ballot=found.ballot, on=request.viewer.today)
    return _("Đã kết thúc bỏ phiếu.")


def _cancel(request: Request, found: Known) -> str:
    actions.cancel_ballot(by=request.viewer.actor, ballot=found.ballot, reason=request.POST.get("reason", ""))
    return _("Đã hủy cuộc bỏ phiếu.")


_STEPS: Mapping[str, Callable[[Request, Known], str]] = {
    "open": _open,
    "list": _list_anew,
    "tellers": _appoint,
    "paper": _mark(actions.mark_paper),
    "absent": _mark(actions.mark_absent),
    "back": _mark(actions.take_back),
    "recount": _recount,
    "close": _close,
    "cancel": _cancel,
}
