"""Opening a campaign: the calendar, then who would be listed and why not, then the confirmation."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from vungmanh.access.rights import Right
from vungmanh.campaigns.models import Treatment
from vungmanh.campaigns.running.actions import open_campaign
from vungmanh.campaigns.running.preview import Counts, preview_opening
from vungmanh.classification.checks import check_year
from vungmanh.foundation.dates import year_end
from vungmanh.foundation.refusals import Refusal
from vungmanh.organizations.queries import placement_of
from vungmanh.web.addresses import address, scope_of
from vungmanh.web.campaigns.figures import kinds_by_treatment, reasons_shown
from vungmanh.web.campaigns.forms import OpeningForm
from vungmanh.web.viewer import Request


def open_page(request: Request, year: int) -> HttpResponse:
    """Ask, preview, confirm: nothing is written before the confirmation."""
    scope = scope_of(request, Right.RUN_CAMPAIGNS)
    form = OpeningForm(request.POST or None, year=year)
    sure = request.method == "POST" and "sure" in request.POST

    def act(data: dict[str, Any]) -> None:
        root = placement_of(scope.organization_id, on=year_end(data["year"])) or scope
        viewer = request.viewer
        calendar = form.calendar
        open_campaign(by=viewer.actor, root=root, year=data["year"], on=viewer.today, calendar=calendar)

    if sure and form.carries_out(act):
        messages.success(request, _("Đã mở đợt kiểm điểm, xếp loại năm {year}.").format(year=form.cleaned_data["year"]))
        return redirect(address(request, "campaign", form.cleaned_data["year"]))
    found = _preview(request, form) if request.method == "POST" and form.is_valid() else None
    shown: dict[str, Any] = {"scope": scope, "year": year, "form": form, "refusal": form.refusal, "found": None}
    if isinstance(found, Refusal):
        shown["refusal"] = form.refusal or found
    elif found is not None:
        shown |= _previewed(form.cleaned_data["year"], found)
    return render(request, "web/campaigns/open.html", shown, status=409 if shown["refusal"] else 200)


def _preview(request: Request, form: OpeningForm) -> Counts | Refusal:
    year = form.cleaned_data["year"]
    root = placement_of(request.scope.organization_id, on=year_end(year)) or request.scope
    try:
        return preview_opening(root, year=year)
    except Refusal as refusal:
        return refusal


def _previewed(year: int, found: Counts) -> dict[str, Any]:
    book = check_year(year)
    return {
        "found": found,
        "book": book,
        "opened": year,
        "treatments": [str(label) for _code, label in Treatment.choices],
        "kinds": kinds_by_treatment(found.treatments),
        "reasons": reasons_shown(book, found.reasons, year=year, scope=""),
    }
