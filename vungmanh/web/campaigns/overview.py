"""The campaign of a year below the scope: its steps, its organizations, what is late, why somebody is not rated."""

from datetime import date
from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from vungmanh.access.questions import may
from vungmanh.access.rights import Right
from vungmanh.campaigns.models import Campaign
from vungmanh.campaigns.progress import NAMES, closing_of
from vungmanh.campaigns.running.reminding import last_reminded
from vungmanh.campaigns.subjects import book_of, campaign_over, campaigns_over
from vungmanh.organizations.models import Placement
from vungmanh.rulebooks import shelf
from vungmanh.web.addresses import address, on_only, scope_of
from vungmanh.web.campaigns.figures import lines_shown, list_of, reasons_shown, steps_shown, treatments_shown
from vungmanh.web.campaigns.meters import exceeding, meters_of
from vungmanh.web.campaigns.reading import Seen, followed, scope_then, seen
from vungmanh.web.remembering import Remembering
from vungmanh.web.viewer import Request

YEAR_BEGINS = 9
"""The month from which the campaign to be opened is that of the running year."""


def campaigns(request: Request) -> HttpResponse:
    """The latest campaign over the scope, else the year in which one may be opened."""
    scope = scope_of(request, Right.SEE_RESULTS)
    over = campaigns_over(scope)
    today = request.viewer.today
    year = over[0].year if over else _running_year(today)
    return redirect(address(request, "campaign", year))


def _running_year(today: date) -> int:
    """The year that is reviewed now."""
    return today.year - (today.month < YEAR_BEGINS)


def campaign(request: Request, year: int) -> HttpResponse:
    """One campaign, or that there is none in this year."""
    scope = scope_then(request, Right.SEE_RESULTS, year)
    over = campaigns_over(scope)
    shown: dict[str, Any] = {"scope": scope, "year": year, "years": sorted({*(one.year for one in over), year})[::-1]}
    if campaign_over([scope.organization_id, *scope.ancestor_ids], year=year) is None:
        may_open = may(request.viewer.actor, Right.RUN_CAMPAIGNS, scope) and year >= shelf.FIRST_YEAR
        return render(request, "web/campaigns/none.html", shown | {"may_open": may_open})
    found = seen(request, Right.SEE_RESULTS, year)
    running = _running_year(request.viewer.today)
    shown["year_to_open"] = running if running > shown["years"][0] else None
    return render(request, "web/campaigns/campaign.html", shown | _shown(found))


def _shown(found: Seen) -> dict[str, Any]:
    following, actor = found.following, found.request.viewer.actor
    code, book = found.scope.organization.code, book_of(found.campaign)
    reminded = last_reminded(found.campaign)
    return {
        "campaign": found.campaign,
        "root": found.root,
        "book": book,
        "closing": closing_of(found.campaign),
        "steps": steps_shown(following),
        "lines": _lines(found),
        "treatments": treatments_shown(following),
        "reasons": reasons_shown(book, following.reasons, year=found.year, scope=code),
        "total": following.treatments.total(),
        "all": list_of(found.year, code),
        "late_places": len({one.organization_id for one in following.late}),
        "reminded_on": max(reminded.values(), default=None),
        "may_run": found.may_run,
        "may_remind": may(actor, Right.RUN_CAMPAIGNS, found.scope),
        "may_decide": may(actor, Right.DECIDE_RATINGS, found.scope),
        "may_propose": may(actor, Right.CONDUCT_REVIEWS, found.scope),
        "meters": exceeding(found, meters_of(found)),
    }


def _lines(found: Seen) -> SafeString:
    """The organizations directly below as HTML, remembered until the record changes."""
    viewer = found.request.viewer
    asked = {"campaign": found.campaign, "on": viewer.today, "and_on": on_only(viewer).replace("?", "&")}
    return viewer.remembered(_lines_of, found.scope, **asked, remembered=viewer.remembered)


def _lines_of(scope: Placement, *, campaign: Campaign, on: date, and_on: str, remembered: Remembering) -> SafeString:
    following = remembered(followed, scope, campaign=campaign, on=on)
    shown = {"lines": lines_shown(following), "steps": NAMES.values(), "year": campaign.year, "and_on": and_on}
    return render_to_string("web/campaigns/_lines.html", shown)
