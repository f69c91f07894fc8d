"""The reports of a year."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render

from vungmanh.access.rights import Right
from vungmanh.classification.queries import rated_years
from vungmanh.foundation.dates import year_end as last_day
from vungmanh.organizations.models import Placement
from vungmanh.reports import bulletin as bulletins
from vungmanh.reports import year_end as tables
from vungmanh.web.addresses import address, kept, scope_of, standing_on
from vungmanh.web.classification.below import lines_below
from vungmanh.web.classification.shown import caps_shown
from vungmanh.web.reports.asking import year_asked
from vungmanh.web.reports.shown import paragraphs_shown, tables_shown
from vungmanh.web.viewer import Request


def reports(request: Request) -> HttpResponse:
    """The year-end tables come first."""
    scope_of(request, Right.SEE_REPORTS)
    return redirect(address(request, "year_end"))


def year_end(request: Request) -> HttpResponse:
    """The year-end tables of the scope; every figure leads to the list behind it."""
    then, shown = asked_of_year(request, Right.SEE_REPORTS)
    report = request.viewer.remembered(tables.year_end, then, year=shown["year"])
    shown |= {
        "report": report,
        "tables": tables_shown(request, report),
        "lines": lines_below(request.viewer, then, year=report.year, template="web/reports/_below.html"),
        "caps": caps_shown(report.warnings, request.viewer.actor),
    }
    return render(request, "web/reports/year_end.html", shown)


def bulletin(request: Request) -> HttpResponse:
    """The bulletin of the scope: a page of prose."""
    then, shown = asked_of_year(request, Right.SEE_REPORTS)
    found = request.viewer.remembered(bulletins.bulletin, then, year=shown["year"])
    shown |= {"bulletin": found, "paragraphs": paragraphs_shown(request, found)}
    return render(request, "web/reports/bulletin.html", shown)


def asked_of_year(request: Request, right: Right, *, latest: int = 0) -> tuple[Placement, dict[str, Any]]:
    """The scope as it stood at the end of the year asked for, or of the `latest`, and what all reports show."""
    scope_of(request, right)
    year = year_asked(request)
    years = [
        {"year": one, "address": request.path + kept(request, year=one)}
        for one in sorted({*rated_years(), year}, reverse=True)
    ]
    then = standing_on(request, right, last_day(latest or year))
    return then, {"scope": then, "year": year, "years": years}
