"""What a request wants to take out."""

from typing import Any

from django.http import Http404
from django.utils.translation import gettext as _

from vungmanh.access.rights import Right
from vungmanh.documents.formats import Format
from vungmanh.exchange.layouts import OWN
from vungmanh.exports.contract import Order
from vungmanh.exports.kinds import kind_of
from vungmanh.exports.of_lists import register_named
from vungmanh.foundation.dates import parsed
from vungmanh.foundation.dates import year_end as last_day
from vungmanh.foundation.reasons import LONGEST_REASON
from vungmanh.foundation.refusals import Refusal
from vungmanh.lists.addresses import query_of
from vungmanh.organizations.queries import placement_of
from vungmanh.rulebooks.shelf import FIRST_YEAR
from vungmanh.web.addresses import number_in, scope_of, standing_on
from vungmanh.web.lists.asking import asked_for
from vungmanh.web.lists.asking import kind_of as list_kind_of
from vungmanh.web.reports.asking import days_asked, year_asked, years_asked
from vungmanh.web.viewer import LATEST, Request

OF_YEAR = ("year_end", "bulletin")
STATISTICS = ("comparison", "siblings", "bridge")


def order_in(request: Request) -> tuple[str, str, Order]:
    """The kind of export, its format and the order; raises NotVisible, NoRight or Refusal.

    The address holds scope, day and state of the list, the form what is wanted of it.
    """
    code, form = request.POST.get("kind", "roster"), request.POST.get("form", Format.XLSX)
    kind = kind_of(code)
    if code in OF_YEAR:
        order = _of_year(request)
    elif code == "list":
        asked = asked_for(request, list_kind_of(request.POST.get("list", "")))
        order = _order(request, asked.choice.scope, {"list": asked.kind.code, "query": query_of(asked.choice)})
    elif code in STATISTICS:
        order = _of_statistics(request)
    elif code in ("decision", "honours"):
        order = _of_decision(request)
    elif code == "register":
        order = _of_register(request)
    else:
        scope = scope_of(request, kind.rights(_order(request, None, {}))[0])
        order = _order(request, scope, {"profile": request.POST.get("profile", OWN), "reason": _reason(request)})
    for right in kind.rights(order):
        scope_of(request, right)
    return code, form, order


def _reason(request: Request) -> str:
    return " ".join(request.POST.get("reason", "").split())[:LONGEST_REASON]


def _order(request: Request, scope: Any, parameters: dict[str, Any]) -> Order:
    return Order(request.viewer.actor, scope, request.viewer.on, request.viewer.language, parameters)


def _of_register(request: Request) -> Order:
    viewer, register = request.viewer, register_named(request.POST.get("register", ""))
    scope = scope_of(request, register.right)
    on = viewer.on if register.of_page_day else viewer.today
    filters = {name: request.GET[name] for name in register.filters if request.GET.get(name)}
    then = placement_of(scope.organization_id, on=on) or scope
    return Order(viewer.actor, then, on, viewer.language, {"register": register.code, "filters": filters})


def _of_year(request: Request) -> Order:
    kind = kind_of(request.POST["kind"])
    scope_of(request, kind.rights(_order(request, None, {}))[0])
    year = number_in(request.POST.get("year", ""))
    if year is None or not FIRST_YEAR <= year <= LATEST.year:
        raise Http404
    then = standing_on(request, Right.SEE_REPORTS, last_day(year))
    issue = {"number": request.POST.get("number", "").strip(), "dated": _day(request.POST.get("dated", ""))}
    given = {name: value for name, value in issue.items() if value}
    return Order(request.viewer.actor, then, last_day(year), request.viewer.language, given)


def _of_statistics(request: Request) -> Order:
    """What the page shows: its years, its sorting or its days stand in the address."""
    scope_of(request, Right.SEE_REPORTS)
    given: dict[str, Any]
    match request.POST["kind"]:
        case "bridge":
            first, on = days_asked(request)
            given = {"from": first.isoformat()}
        case "comparison":
            given = {"years": years_asked(request)}
            on = last_day(max(given["years"]))
        case _:
            given, on = {"sort": request.GET.get("sort", "")[:40]}, last_day(year_asked(request))
    then = standing_on(request, Right.SEE_REPORTS, on)
    return Order(request.viewer.actor, then, on, request.viewer.language, given)


def _of_decision(request: Request) -> Order:
    """A numbered decision of the scope, as it stood at the end of the rating year."""
    scope = scope_of(request, Right.SEE_RESULTS)
    year = number_in(request.POST.get("year", ""))
    if year is None or not FIRST_YEAR <= year <= LATEST.year:
        raise Http404
    then = placement_of(scope.organization_id, on=last_day(year)) or scope
    given = {"year": year, "number": request.POST.get("number", "").strip(), "dated": request.POST.get("dated", "")}
    return Order(request.viewer.actor, then, last_day(year), request.viewer.language, given)


def _day(text: str) -> str:
    if not text.strip():
        return ""
    try:
        return parsed(text).isoformat()
    except ValueError:
        raise Refusal(
            "web.no_day",
            _("“{text}” không phải là ngày.").format(text=text),
            remedy=_("Quay lại, ghi ngày ban hành theo dạng ngày/tháng/năm, ví dụ 05/12/2019, hoặc để trống."),
        ) from None
