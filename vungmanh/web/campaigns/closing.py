"""Closing a campaign: refused while something is open, and everything open leads to the place where it is done."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from vungmanh.access.contests import contests_waiting
from vungmanh.ballots.models import Ballot, State
from vungmanh.campaigns.models import Contest
from vungmanh.campaigns.naming import names_in
from vungmanh.campaigns.running.closing import close_campaign, reopen_campaign, still_open
from vungmanh.campaigns.subjects import terms_in
from vungmanh.foundation.dates import year_end
from vungmanh.foundation.reasons import LONGEST_REASON
from vungmanh.organizations.queries import names_on
from vungmanh.web.addresses import address
from vungmanh.web.campaigns.forms import SureForm
from vungmanh.web.campaigns.reading import Seen, seen_to_run
from vungmanh.web.campaigns.running import common
from vungmanh.web.forms import ActionForm
from vungmanh.web.viewer import Request


class ReopenForm(ActionForm):
    """Why a closed campaign is opened again."""

    reason = forms.CharField(label=gettext_lazy("Lý do mở lại"), max_length=LONGEST_REASON)


@dataclass(frozen=True, slots=True)
class OpenLine:
    """One thing that is open: what, where or with whom, since when, and where it is done."""

    words: str
    detail: str
    address: str
    since: date | None = None


def close(request: Request, year: int) -> HttpResponse:
    """End the campaign, or open a closed one again."""
    found = seen_to_run(request, year)
    sent = request.POST if request.method == "POST" else None
    again = sent is not None and "again" in sent
    form, reopening = SureForm(None if again else sent), ReopenForm(sent if again else None)
    viewer = request.viewer
    by = {"by": viewer.actor, "campaign": found.campaign, "root": found.root}
    if sent is not None and form.carries_out(lambda _data: close_campaign(**by, on=viewer.today)):
        messages.success(request, _("Đã kết thúc đợt kiểm điểm, xếp loại năm {year}.").format(year=year))
        return redirect(address(request, "campaign", year))
    if reopening.carries_out(lambda data: reopen_campaign(**by, reason=data["reason"])):
        messages.success(request, _("Đã mở lại đợt kiểm điểm, xếp loại năm {year}.").format(year=year))
        return redirect(address(request, "campaign", year))
    refusal = form.refusal or reopening.refusal
    shown = common(found, form) | _open(found) | {"reopening": reopening, "refusal": refusal}
    return render(request, "web/campaigns/close.html", shown, status=409 if refusal else 200)


def _open(found: Seen) -> dict[str, Any]:
    open_ = still_open(found.campaign, found.root)
    return {
        "is_open": open_.is_anything,
        "votes": [_vote(one) for one in open_.votes],
        "contests": _contests(found, open_.contests),
    }


def _vote(ballot: Ballot) -> OpenLine:
    state = str(State(ballot.state).label)
    return OpenLine(ballot.title.say(get_language() or "vi"), state, reverse("ballot", args=[ballot.uuid]))


def _contests(found: Seen, contests: Sequence[Contest]) -> list[OpenLine]:
    """Each leads to the answer where the viewer answers it, else to the page about the subject."""
    if not contests:
        return []
    viewer, year = found.request.viewer, found.year
    own = {one.pk for one in contests_waiting(viewer.actor, on=viewer.today)}
    about = terms_in(found.campaign).filter(subject__in=[one.subject_id for one in contests])
    names = names_in(found.campaign, list(about))
    bodies = names_on({one.ruling.decided_by_id for one in contests if one.ruling.decided_by_id}, on=year_end(year))
    lines = []
    for one in contests:
        page = reverse("contest", args=[one.pk]) if one.pk in own else reverse("subject", args=[year, one.subject_id])
        body = bodies.get(one.ruling.decided_by_id or 0, ("", None))[0]
        answers = _("{name} trả lời").format(name=body) if body else ""
        lines.append(OpenLine(names.get(one.subject_id, ""), answers, page, one.contested_on))
    return lines
