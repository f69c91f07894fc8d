"""Changing a running campaign: its deadlines and its list; each previewed and confirmed."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from vungmanh.campaigns.models import Treatment
from vungmanh.campaigns.progress import closing_of
from vungmanh.campaigns.running.actions import difference, list_anew, set_deadlines
from vungmanh.campaigns.running.preview import counted, turns
from vungmanh.campaigns.subjects import book_of
from vungmanh.web.addresses import address
from vungmanh.web.campaigns.figures import kinds_by_treatment, reasons_shown, steps_shown
from vungmanh.web.campaigns.forms import CalendarForm, SureForm
from vungmanh.web.campaigns.reading import Seen, seen_to_run
from vungmanh.web.viewer import Request


def calendar(request: Request, year: int) -> HttpResponse:
    """Set or move the deadlines."""
    found = seen_to_run(request, year)
    form = CalendarForm(request.POST or None, calendar=found.following.deadlines)

    def act(_data: dict[str, Any]) -> None:
        set_deadlines(by=request.viewer.actor, campaign=found.campaign, root=found.root, calendar=form.calendar)

    if request.method == "POST" and form.carries_out(act):
        messages.success(request, _("Đã ghi thời hạn các bước."))
        return redirect(address(request, "campaign", year))
    shown = common(found, form)
    return render(request, "web/campaigns/calendar.html", shown, status=409 if form.refusal else 200)


def anew(request: Request, year: int) -> HttpResponse:
    """Bring the list up to the record; first what would change."""
    found = seen_to_run(request, year)
    form = SureForm(request.POST if request.method == "POST" else None)

    def act(_data: dict[str, Any]) -> None:
        added, changed = list_anew(by=request.viewer.actor, campaign=found.campaign, root=found.root)
        said = _("Đã cập nhật danh sách: thêm {added}, thay đổi {changed}.")
        messages.success(request, said.format(added=added, changed=changed))

    if request.method == "POST" and form.carries_out(act):
        return redirect(address(request, "campaign", year))
    found_now = difference(found.campaign, found.root)
    added = counted(found_now.added)
    shown = common(found, form) | {
        "added": added,
        "kinds": kinds_by_treatment(added.treatments),
        "treatments": [str(label) for _code, label in Treatment.choices],
        "reasons": reasons_shown(book_of(found.campaign), added.reasons, year=year, scope=""),
        "turns": [
            (str(Treatment(was).label), str(Treatment(now).label), number)
            for (was, now), number in turns(found_now).items()
        ],
        "changed": len(found_now.changed),
    }
    return render(request, "web/campaigns/anew.html", shown, status=409 if form.refusal else 200)


def common(found: Seen, form: Any) -> dict[str, Any]:
    """What every page that changes the campaign shows."""
    return {
        "scope": found.root,
        "year": found.year,
        "form": form,
        "refusal": form.refusal,
        "closing": closing_of(found.campaign),
        "steps": steps_shown(found.of_root),
    }
