"""Correcting or withdrawing an opinion that was entered by mistake."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from vungmanh.access.reviews import load_opinion
from vungmanh.campaigns.models import Opinion, OpinionKind
from vungmanh.campaigns.review.correcting import check_can_correct, correct_opinion, withdraw_opinion
from vungmanh.campaigns.review.dossier import Dossier
from vungmanh.campaigns.review.opinions import NewOpinion
from vungmanh.web.campaigns.steps_forms import OpinionForm, WithdrawForm
from vungmanh.web.forms import refused_by
from vungmanh.web.viewer import Request


def change_opinion(request: Request, year: int, subject_id: int, number: int) -> HttpResponse:
    """One form corrects the opinion, the other takes it back; which one was sent is told by its button."""
    viewer = request.viewer
    dossier, opinion = load_opinion(viewer.actor, subject_id, number, year=year, on=viewer.today)
    withdraws = "withdraw" in request.POST
    sent = request.POST or None
    form = OpinionForm(None if withdraws else sent, today=viewer.today, initial=_said(opinion))
    withdrawing = WithdrawForm(sent if withdraws else None)
    if form.carries_out(lambda data: _correct(request, dossier, opinion, data)):
        messages.success(request, _("Đã sửa ý kiến."))
        return redirect("subject", year, subject_id)
    if withdrawing.carries_out(lambda data: _withdraw(request, dossier, opinion, data)):
        messages.success(request, _("Đã rút ý kiến."))
        return redirect("subject", year, subject_id)
    refusal = form.refusal or withdrawing.refusal
    shown = {"dossier": dossier, "year": year, "form": form, "withdrawing": withdrawing, "refusal": refusal}
    shown |= {"title": OpinionKind(opinion.kind).label, "closed": refused_by(lambda: check_can_correct(dossier.terms))}
    return render(request, "web/campaigns/change_opinion.html", shown, status=409 if refusal else 200)


def _correct(request: Request, dossier: Dossier, opinion: Opinion, data: dict[str, Any]) -> None:
    votes = (data["votes_for"], data["votes_against"])
    said = {name: data[name] for name in ("said_by", "words", "document_number")}
    counted = None if None in votes else votes
    corrected = NewOpinion(dossier.terms, OpinionKind(opinion.kind), **said, votes=counted)
    correct_opinion(by=request.viewer.actor, opinion=opinion, corrected=corrected, on=data["given_on"])


def _withdraw(request: Request, dossier: Dossier, opinion: Opinion, data: dict[str, Any]) -> None:
    withdraw_opinion(by=request.viewer.actor, opinion=opinion, terms=dossier.terms, reason=data["reason"])


def _said(opinion: Opinion) -> dict[str, Any]:
    names = ("said_by", "words", "document_number", "given_on", "votes_for", "votes_against")
    return {name: getattr(opinion, name) for name in names}
