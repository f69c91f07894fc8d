"""Writing a self-review: kept while it is typed, handed in, handed in again until the meeting; and its paper."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from vungmanh.access.questions import may_anywhere
from vungmanh.access.reviews import load_for_writing
from vungmanh.access.rights import Right
from vungmanh.campaigns.checks import check_due, check_running
from vungmanh.campaigns.models import OpinionKind
from vungmanh.campaigns.review.dossier import Dossier, to_be_written
from vungmanh.campaigns.review.evidence import evidence_on
from vungmanh.campaigns.review.reviewing import check_not_held, hand_in, save_draft
from vungmanh.foundation.actors import Actor
from vungmanh.foundation.refusals import Refusal
from vungmanh.reports.self_reviews import called
from vungmanh.web.addresses import number_in
from vungmanh.web.campaigns.content import Content, differences, fields, kept, left_open, typed
from vungmanh.web.campaigns.progress import steps_of
from vungmanh.web.campaigns.shown import evidence_shown, reason_shown
from vungmanh.web.campaigns.words import words_of
from vungmanh.web.viewer import Request

ELSEWHERE = "campaigns.draft_elsewhere"
HAND_IN, HAND_IN_ANYWAY = "hand_in", "hand_in_anyway"
"""What the second button of the form asks for, and what it asks when something is empty; anything else keeps."""


def own_dossiers(request: Request) -> list[Dossier]:
    """What the viewer is to write: the own self-review, and what the organization acted for is to write."""
    actor = request.viewer.actor
    return to_be_written(member_id=actor.member_id, bodies=own_bodies(actor))


def own_bodies(actor: Actor) -> tuple[int, ...]:
    """The organization whose self-reviews somebody writes, if any."""
    leads = actor.organization_id is not None and may_anywhere(actor, Right.CONDUCT_REVIEWS)
    return (actor.organization_id,) if leads else ()


def self_reviews(request: Request) -> HttpResponse:
    """The self-reviews that the viewer writes; where there is one, that one."""
    dossiers = own_dossiers(request)
    if len(dossiers) == 1:
        return redirect("self_review", dossiers[0].subject.pk)
    lines = [(one, words_of(one), reason_shown(one), steps_of(one, request.viewer.today)) for one in dossiers]
    return render(request, "web/campaigns/self_reviews.html", {"lines": lines})


def self_review(request: Request, subject_id: int) -> HttpResponse:
    """The form. Without scripts its buttons keep and hand in; with them it is kept while it is typed."""
    dossier = load_for_writing(request.viewer.actor, subject_id, on=request.viewer.today)
    if request.method == "POST":
        return _written(request, dossier)
    edition = dossier.draft.edition if dossier.draft else 0
    return _page(request, dossier, kept(dossier), edition)


def _written(request: Request, dossier: Dossier) -> HttpResponse:
    content, edition = typed(request.POST, dossier), number_in(request.POST.get("edition", "")) or 0
    what = request.POST.get("what", "")
    still_open = left_open(dossier, content) if what == HAND_IN else []
    hands_in = what in (HAND_IN, HAND_IN_ANYWAY) and not still_open
    try:
        _check_open(dossier)
        edition = save_draft(subject=dossier.subject, content=content.as_data(), edition=edition)
        if hands_in:
            _hand_in(request, dossier, content)
    except Refusal as refusal:
        return _refused(request, dossier, content, edition, refusal)
    if request.htmx:
        return _saved(request, edition)
    if still_open:
        can_be_handed_in = bool(content.parts["results"].strip())
        return _page(request, dossier, content, edition, still_open=still_open, can_be_handed_in=can_be_handed_in)
    done = _("Đã nộp {what}.").format(what=called(dossier)) if hands_in else _("Đã lưu bản đang viết.")
    messages.success(request, done)
    return redirect("self_review", dossier.subject.pk)


def _hand_in(request: Request, dossier: Dossier, content: Content) -> None:
    viewer = request.viewer
    hand_in(
        by=viewer.actor, subject=dossier.subject, terms=dossier.terms, written=content.as_written(), on=viewer.today
    )


def _saved(request: Request, edition: int, refusal: Refusal | None = None) -> HttpResponse:
    """What the status beside the buttons says after a save on the way; it carries the edition to save over."""
    shown = {"edition": edition, "refusal": refusal, "elsewhere": refusal is not None and refusal.code == ELSEWHERE}
    return render(request, "web/campaigns/_saved.html", shown | {"saved_at": timezone.now()})


def _refused(request: Request, dossier: Dossier, content: Content, edition: int, refusal: Refusal) -> HttpResponse:
    """What was typed stays on the page; where another version was kept meanwhile, both stand side by side."""
    if request.htmx:
        return _saved(request, edition, refusal)
    if refusal.code != ELSEWHERE:
        return _page(request, dossier, content, edition, refusal)
    stored = kept(dossier)
    both = {"differences": differences(dossier, stored, content), "stored": dossier.draft}
    return _page(request, dossier, content, dossier.draft.edition if dossier.draft else 0, refusal, **both)


def _check_open(dossier: Dossier) -> None:
    """Raise Refusal where nothing is written any more."""
    check_running(dossier.campaign)
    check_due(dossier.terms)
    check_not_held([dossier.subject.pk])


def _page(
    request: Request,
    dossier: Dossier,
    content: Content,
    edition: int,
    refusal: Refusal | None = None,
    **more: Any,
) -> HttpResponse:
    viewer = request.viewer
    shown = {
        "dossier": dossier,
        "year": dossier.campaign.year,
        "edition": edition,
        "steps": steps_of(dossier, viewer.today),
        "reason": reason_shown(dossier),
        "words": words_of(dossier),
        "over": _over(dossier),
        "hints": [one for one in dossier.opinions if one.kind == OpinionKind.SUPERIOR_HINT],
        "last_year": dossier.last_year,
        "evidence": evidence_shown(request, dossier, evidence_on(dossier, language=viewer.language)),
        "refusal": refusal,
        **fields(dossier, content),
        **more,
    }
    return render(request, "web/campaigns/self_review.html", shown, status=409 if refusal else 200)


def _over(dossier: Dossier) -> Refusal | None:
    """Why nothing can be written any more."""
    try:
        _check_open(dossier)
    except Refusal as refusal:
        return refusal
    return None
