"""Correcting or withdrawing the record that a review was held."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from vungmanh.access.reviews import load_for_conducting
from vungmanh.campaigns.models import Held
from vungmanh.campaigns.review.correcting import check_can_correct
from vungmanh.campaigns.review.dossier import Dossier
from vungmanh.campaigns.review.held import correct_review, withdraw_review
from vungmanh.web.campaigns.steps_forms import HeldForm, WithdrawForm
from vungmanh.web.forms import refused_by
from vungmanh.web.viewer import Request


def change_held(request: Request, year: int, subject_id: int) -> HttpResponse:
    """One form corrects day, minutes and reason, the other takes the record back; its button tells which was sent."""
    viewer = request.viewer
    dossier = load_for_conducting(viewer.actor, subject_id, year=year, on=viewer.today)
    held = dossier.held
    if held is None:
        return redirect("hold_review", year, subject_id)
    withdraws, sent = "withdraw" in request.POST, request.POST or None
    form = HeldForm(
        None if withdraws else sent, today=viewer.today, all_handed_in=dossier.review is not None,
        initial={"held_on": held.held_on, "minutes": held.minutes, "reason": held.reason},
    )  # fmt: skip
    withdrawing = WithdrawForm(sent if withdraws else None)
    if form.carries_out(lambda data: _correct(request, dossier, held, data)):
        messages.success(request, _("Đã sửa việc ghi kiểm điểm."))
        return redirect("subject", year, subject_id)
    if withdrawing.carries_out(lambda data: _withdraw(request, dossier, held, data)):
        messages.success(request, _("Đã rút việc ghi kiểm điểm."))
        return redirect("subject", year, subject_id)
    refusal = form.refusal or withdrawing.refusal
    shown = {"dossier": dossier, "year": year, "form": form, "withdrawing": withdrawing, "refusal": refusal}
    shown["closed"] = refused_by(lambda: check_can_correct(dossier.terms))
    return render(request, "web/campaigns/change_held.html", shown, status=409 if refusal else 200)


def _correct(request: Request, dossier: Dossier, held: Held, data: dict[str, Any]) -> None:
    correct_review(
        by=request.viewer.actor, held=held, terms=dossier.terms, held_on=data["held_on"], **HeldForm.read(data)
    )


def _withdraw(request: Request, dossier: Dossier, held: Held, data: dict[str, Any]) -> None:
    withdraw_review(by=request.viewer.actor, held=held, terms=dossier.terms, reason=data["reason"])
