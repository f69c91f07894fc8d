"""The yearly classification of a scope, the caps with their reasons, and why a result."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from vungmanh.access.questions import NotVisible, known_until, knows_year, load_member, may
from vungmanh.access.rights import Right
from vungmanh.campaigns.deciding.explaining import account_of_collective, account_of_member, account_of_organization
from vungmanh.classification.actions import justify_cap
from vungmanh.classification.caps import CapFinding, findings
from vungmanh.classification.queries import rated_years, results_of_collective
from vungmanh.foundation.dates import year_end
from vungmanh.members.queries import particulars_of
from vungmanh.rulebooks import shelf
from vungmanh.rulebooks.rulebook import Subject
from vungmanh.web.addresses import address, organization_of, scope_of, standing_on
from vungmanh.web.classification.accounts import account_shown
from vungmanh.web.classification.below import lines_below
from vungmanh.web.classification.forms import ReasonForm
from vungmanh.web.classification.shown import (
    caps_shown,
    honours_shown,
    members_of_cell,
    own_result,
)
from vungmanh.web.organizations.overview import last_complete_year
from vungmanh.web.viewer import LATEST, Request


def classification(request: Request) -> HttpResponse:
    """The last complete year."""
    scope_of(request, Right.SEE_RESULTS)
    return redirect(address(request, "classification_year", last_complete_year(request.viewer.on)))


def classification_year(request: Request, year: int) -> HttpResponse:
    """Results directly below the scope, and the caps of the year."""
    _check_year(year)
    scope = scope_of(request, Right.SEE_RESULTS)
    then = standing_on(request, Right.SEE_RESULTS, year_end(year))
    found = request.viewer.remembered(findings, then, year=year)
    own = then.organization_id
    shown_caps = [one for one in found if one.exceeds or one.placement.organization_id == own]
    lines = lines_below(request.viewer, then, year=year, template="web/classification/_below.html", streaks=True)
    shown = {
        "scope": scope,
        "year": year,
        "own": own_result(then, year),
        "years": sorted({*rated_years(), year}, reverse=True),
        "book": shelf.book_for(year),
        "lines": lines,
        "members": None if lines else members_of_cell(request.viewer, scope, year),
        "caps": caps_shown(shown_caps, request.viewer.actor),
        "within": len(found) - len(shown_caps),
        "sees_reports": may(request.viewer.actor, Right.SEE_REPORTS, scope),
    }
    return render(request, "web/classification/year.html", shown)


def explain_organization_page(request: Request, year: int, code: str) -> HttpResponse:
    """Why an organization's result."""
    _check_year(year)
    placement, remembered = organization_of(request, Right.SEE_RESULTS, code), request.viewer.remembered
    then = standing_on(request, Right.SEE_RESULTS, year_end(year), placement)
    shown = account_shown(request, remembered(account_of_organization, then, year=year))
    shown |= {"name": then.name, "back": address(request, "organization", code)}
    shown["honours"] = honours_shown(Subject.ORGANIZATION, then.organization_id)
    if results_of_collective(then.organization_id).filter(year=year).exists():
        shown["collective"] = address(request, "explain_collective", year, code)
    return render(request, "web/classification/explanation.html", shown)


def explain_collective_page(request: Request, year: int, code: str) -> HttpResponse:
    """Why the result of an organization's leading collective."""
    _check_year(year)
    placement = organization_of(request, Right.SEE_RESULTS, code)
    then = standing_on(request, Right.SEE_RESULTS, year_end(year), placement)
    shown = account_shown(request, account_of_collective(then, year=year))
    name = _("Tập thể lãnh đạo {name}").format(name=then.name)
    shown |= {"name": name, "back": address(request, "organization", code)}
    return render(request, "web/classification/explanation.html", shown)


def explain_member_page(request: Request, year: int, member_id: int) -> HttpResponse:
    """Why a member's result."""
    _check_year(year)
    viewer = request.viewer
    member = load_member(viewer.actor, Right.SEE_RESULTS, member_id, on=viewer.on)
    until = known_until(viewer.actor, Right.SEE_RESULTS, member, on=viewer.on, today=viewer.today)
    if not knows_year(until, year):
        raise NotVisible(member_id)
    shown = account_shown(request, account_of_member(member, year=year))
    shown |= {"name": particulars_of(member).full_name, "back": address(request, "member", member.pk)}
    given = honours_shown(Subject.MEMBER, member.pk)
    shown["honours"] = [one for one in given if knows_year(until, one.year)]
    return render(request, "web/classification/explanation.html", shown)


def cap(request: Request, year: int, code: str, counted: str, cap_code: str) -> HttpResponse:
    """One cap in one group: what was given and allowed; the reason is given here."""
    _check_year(year)
    placement = organization_of(request, Right.SEE_RESULTS, code)
    finding = _finding(request, year, counted, cap_code)
    may_justify = may(request.viewer.actor, Right.JUSTIFY_CAPS, placement)
    form = ReasonForm(request.POST or None, initial={"reason": finding.reason})
    if request.method == "POST":
        organization_of(request, Right.JUSTIFY_CAPS, code)

    def act(data: dict[str, Any]) -> None:
        justify_cap(
            by=request.viewer.actor,
            placement=placement,
            year=year,
            subject=counted,
            cap=cap_code,
            reason=data["reason"],
        )

    if form.carries_out(act):
        messages.success(request, _("Đã ghi lý do."))
        return redirect(address(request, "classification_year", year) + "#caps")
    shown = {"cap": caps_shown([finding], request.viewer.actor)[0], "year": year, "may_justify": may_justify}
    shown |= {"form": form, "placement": placement, "refusal": form.refusal}
    return render(request, "web/classification/cap.html", shown, status=409 if form.refusal else 200)


def _finding(request: Request, year: int, counted: str, cap_code: str) -> CapFinding:
    then = standing_on(request, Right.SEE_RESULTS, year_end(year))
    for finding in findings(then, year=year, below=False):
        if (finding.counted, finding.cap.code) == (counted, cap_code):
            return finding
    raise Http404


def _check_year(year: int) -> None:
    if not shelf.FIRST_YEAR <= year <= LATEST.year:
        raise Http404
