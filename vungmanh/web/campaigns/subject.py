"""The page of one subject of a campaign, and what is recorded on it: opinions, facts, the review held."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from vungmanh.access.reviews import Sight, changeable, load_for_conducting, load_subject
from vungmanh.campaigns.checks import check_due, check_running
from vungmanh.campaigns.models import Opinion, OpinionKind
from vungmanh.campaigns.review.dossier import Dossier
from vungmanh.campaigns.review.evidence import evidence_on
from vungmanh.campaigns.review.opinions import check_time_of, enter_facts, give_opinion
from vungmanh.campaigns.review.opinions_due import Due, opinions_due
from vungmanh.campaigns.review.reviewing import hold_reviews
from vungmanh.foundation.refusals import Refusal
from vungmanh.web.campaigns.progress import steps_of
from vungmanh.web.campaigns.shown import bodies_shown, evidence_shown, outcome_shown, reason_shown
from vungmanh.web.campaigns.steps_forms import FactsForm, HeldForm, OpinionForm, asked_facts
from vungmanh.web.campaigns.words import words_of
from vungmanh.web.forms import ActionForm
from vungmanh.web.viewer import Request


def subject(request: Request, year: int, subject_id: int) -> HttpResponse:
    """Everything that stands about the subject; the words of the self-review are on a page of their own."""
    viewer = request.viewer
    dossier, sight = load_subject(viewer.actor, subject_id, year=year, on=viewer.today)
    shown = {
        "dossier": dossier,
        "sight": sight,
        "year": year,
        "steps": steps_of(dossier, viewer.today),
        "reason": reason_shown(dossier),
        "words": words_of(dossier),
        "opinions": _opinions(dossier, records=sight.conducts and not dossier.is_closed),
        "evidence": evidence_shown(request, dossier, evidence_on(dossier, language=viewer.language)),
        "records": sight.conducts and not dossier.is_closed,
        "enters_facts": bool(asked_facts(dossier)),
        "changeable": _changeable(request, dossier, sight),
        **bodies_shown(dossier),
        **outcome_shown(dossier),
    }
    return render(request, "web/campaigns/subject.html", shown)


def _opinions(dossier: Dossier, *, records: bool) -> list[tuple[Due, list[Opinion], Refusal | None]]:
    """Each kind with what was given, and why no more can be: what is needed or given, and what may still come."""
    found = []
    for due in _due(dossier):
        given = [one for one in dossier.opinions if one.kind == due.kind]
        late = _too_late(dossier, due)
        if due.needed or given or (records and due.is_usual and not late):
            found.append((due, given, late))
    return found


def _changeable(request: Request, dossier: Dossier, sight: Sight) -> set[int]:
    """The opinions that the viewer may correct or withdraw now: none any more once the subject is decided."""
    if dossier.is_closed or dossier.ruling:
        return set()
    return changeable(request.viewer.actor, dossier.opinions, sight)


def give_opinion_page(request: Request, year: int, subject_id: int, kind: str) -> HttpResponse:
    """Record what a body said of the subject."""
    dossier = load_for_conducting(request.viewer.actor, subject_id, year=year, on=request.viewer.today)
    due = next((one for one in _due(dossier) if one.kind.value == kind), None)
    if due is None:
        raise Http404
    form = OpinionForm(request.POST or None, today=request.viewer.today, initial=_usual(dossier, due))

    def act(data: dict[str, Any]) -> None:
        votes = (data.pop("votes_for"), data.pop("votes_against"))
        on = data.pop("given_on")
        counted = votes if None not in votes else None
        give_opinion(by=request.viewer.actor, terms=dossier.terms, kind=due.kind, on=on, votes=counted, **data)

    said = {"title": due.kind.label, "due": due, "too_late": _too_late(dossier, due)}
    return _recorded(request, dossier, form, act, _("Đã ghi ý kiến."), said)


def enter_facts_page(request: Request, year: int, subject_id: int) -> HttpResponse:
    """Enter what the rules ask for and the record does not hold."""
    dossier = load_for_conducting(request.viewer.actor, subject_id, year=year, on=request.viewer.today)
    form = FactsForm(request.POST or None, dossier=dossier)

    def act(data: dict[str, Any]) -> None:
        changed = form.values(data)
        if changed:
            enter_facts(by=request.viewer.actor, terms=dossier.terms, values=changed, source=data["source"].strip())

    return _recorded(request, dossier, form, act, _("Đã ghi dữ liệu."), {"title": _("Dữ liệu phục vụ xếp loại")})


def hold_review_page(request: Request, year: int, subject_id: int) -> HttpResponse:
    """Record that the review of the subject was held."""
    dossier = load_for_conducting(request.viewer.actor, subject_id, year=year, on=request.viewer.today)
    if dossier.held:
        return redirect("change_held", year, subject_id)
    handed_in = dossier.review is not None
    form = HeldForm(request.POST or None, today=request.viewer.today, all_handed_in=handed_in)

    def act(data: dict[str, Any]) -> None:
        hold_reviews(
            by=request.viewer.actor,
            campaign=dossier.campaign,
            terms=[dossier.terms],
            on=data["held_on"],
            **form.read(data),
        )

    said = {"title": _("Ghi đã kiểm điểm"), "before": dossier.before}
    return _recorded(request, dossier, form, act, _("Đã ghi việc kiểm điểm."), said)


def _recorded(
    request: Request,
    dossier: Dossier,
    form: ActionForm,
    act: Callable[[dict[str, Any]], None],
    done: str,
    said: dict[str, Any],
) -> HttpResponse:
    """The form on its own page, or back to the subject's page once the action was carried out."""
    if form.carries_out(act):
        messages.success(request, done)
        return redirect("subject", dossier.campaign.year, dossier.subject.pk)
    shown = {"dossier": dossier, "year": dossier.campaign.year, "form": form, "refusal": form.refusal, **said}
    shown["closed"] = _why_closed(dossier)
    return render(request, "web/campaigns/record.html", shown, status=409 if form.refusal else 200)


def _why_closed(dossier: Dossier) -> Refusal | None:
    try:
        check_running(dossier.campaign)
        check_due(dossier.terms)
    except Refusal as refusal:
        return refusal
    return None


def _due(dossier: Dossier) -> list[Due]:
    return opinions_due(dossier.terms, dossier.place)


def _too_late(dossier: Dossier, due: Due) -> Refusal | None:
    try:
        check_time_of(due.kind, handed_in=dossier.review is not None, held=dossier.held is not None)
    except Refusal as refusal:
        return refusal
    return None


def _usual(dossier: Dossier, due: Due) -> dict[str, Any]:
    """Who usually gives this opinion, where the record knows."""
    names = {
        OpinionKind.OLD_CELL: dossier.commenter.name if dossier.commenter else "",
        OpinionKind.CRITICISM: dossier.place.name,
    }
    return {"said_by": names.get(due.kind, "")}
