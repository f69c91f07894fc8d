"""Statistics: years compared, organizations side by side, the bridge between two days."""

from django.http import HttpResponse
from django.shortcuts import render

from vungmanh.access.questions import may
from vungmanh.access.rights import Right
from vungmanh.foundation.dates import written
from vungmanh.members.bridge import bridge as bridge_of
from vungmanh.organizations.queries import placement_of
from vungmanh.reports.as_tables import bridge_notes, comparison_notes, share_note
from vungmanh.reports.comparison import comparison as comparison_of
from vungmanh.reports.comparison import siblings as siblings_of
from vungmanh.web.addresses import scope_of, standing_on
from vungmanh.web.reports.asking import days_asked, year_asked, years_asked
from vungmanh.web.reports.statistics_shown import bridge_shown, comparison_shown, siblings_shown, years_to_choose
from vungmanh.web.reports.views import asked_of_year
from vungmanh.web.viewer import Request


def comparison(request: Request) -> HttpResponse:
    """Several years of the scope, every year with the categories of its rulebook."""
    years = years_asked(request)
    then, shown = asked_of_year(request, Right.SEE_REPORTS, latest=max(years))
    report = request.viewer.remembered(comparison_of, then, years=tuple(years))
    shown |= {"report": report, "populations": comparison_shown(request, report)}
    shown |= {
        "choices": years_to_choose(years, shown["years"]),
        "notes": comparison_notes(report, request.viewer.language),
    }
    return render(request, "web/reports/comparison.html", shown)


def siblings(request: Request) -> HttpResponse:
    """The organizations directly below side by side."""
    then, shown = asked_of_year(request, Right.SEE_REPORTS)
    sort = request.GET.get("sort", "")[:40]
    report = request.viewer.remembered(siblings_of, then, year=shown["year"], sort=sort)
    shown |= siblings_shown(request, report) | {"note": share_note()}
    return render(request, "web/reports/siblings.html", shown)


def bridge(request: Request) -> HttpResponse:
    """Who came and who went between two days."""
    scope_of(request, Right.SEE_REPORTS)
    first, second = days_asked(request)
    then = standing_on(request, Right.SEE_REPORTS, second)
    found = request.viewer.remembered(bridge_of, then, first=first, second=second)
    places = {day: placement_of(then.organization_id, on=day) for day in (first, second)}
    listed = [day for day, place in places.items() if place and may(request.viewer.actor, Right.SEE_MEMBERS, place)]
    shown = {"scope": then, "year": year_asked(request), "found": found, "notes": bridge_notes(found)}
    shown |= bridge_shown(request, found, days_in_reach=listed) | {"first": written(first), "second": written(second)}
    return render(request, "web/reports/bridge.html", shown)
