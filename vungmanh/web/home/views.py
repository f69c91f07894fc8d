"""The page «Hôm nay»: how the scope stands and what waits there."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render

from vungmanh.access.questions import may
from vungmanh.access.rights import Right
from vungmanh.classification.populations import Counted
from vungmanh.classification.queries import results_of_member
from vungmanh.members.models import Standing
from vungmanh.members.queries import headcount
from vungmanh.organizations.models import Placement
from vungmanh.organizations.queries import directly_below
from vungmanh.reports.year_end import YearEnd, year_end
from vungmanh.rulebooks.rulebook import Subject
from vungmanh.web.addresses import scope_of
from vungmanh.web.classification.shown import own_result
from vungmanh.web.figures import badge_of_result, bar_of, standings_in_words
from vungmanh.web.home.campaigns import own_reviews, votes
from vungmanh.web.home.own_review import own_standing
from vungmanh.web.home.waiting import waiting
from vungmanh.web.organizations.overview import last_complete_year
from vungmanh.web.viewer import Request, Viewer


def home(request: Request) -> HttpResponse:
    """Figures of the scope, and what waits, the most urgent first; a plain member sees the own results."""
    scope = scope_of(request, Right.SEE_ORGANIZATIONS)
    viewer = request.viewer
    shown: dict[str, Any] = {"scope": scope, "own_years": _own_years(viewer), "votes": votes(request)}
    if may(viewer.actor, Right.SEE_RESULTS, scope):
        year = last_complete_year(viewer.on)
        report = viewer.remembered(year_end, scope, year=year)
        shown |= _figures(scope, report, viewer) | {"waiting": waiting(request, scope, report)}
        shown["sees_reports"] = may(viewer.actor, Right.SEE_REPORTS, scope)
    else:
        shown["own_waiting"] = [*own_reviews(request), *own_standing(request)]
    return render(request, "web/home/home.html", shown)


def _figures(scope: Placement, report: YearEnd, viewer: Viewer) -> dict[str, Any]:
    counts = viewer.remembered(headcount, scope, on=viewer.on)
    members, directly = report.tables[Counted.MEMBERS], report.tables[Counted.ORGANIZATIONS]
    return {
        "report": report,
        "year": report.year,
        "children": directly_below(scope.organization_id, on=viewer.on).count(),
        "members": sum(counts.values()),
        "standings": standings_in_words(counts, dict(Standing.choices)),
        "rated": members,
        "bar": bar_of(members, height=10),
        "directly": directly,
        "directly_bar": bar_of(directly, height=8),
        "own": own_result(scope, report.year),
        "top": directly.lines[0] if directly.rated else None,
    }


def _own_years(viewer: Viewer) -> list[tuple[int, Any]]:
    """The viewer's own results, the latest first, for those who act as a plain member."""
    if viewer.actor.post:
        return []
    results = results_of_member(viewer.login.member)
    return [(result.year, badge_of_result(result, Subject.MEMBER)) for result in results.reverse()[:5]]
