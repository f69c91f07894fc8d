"""What the pages of statistics show, every figure with the address of the list behind it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.http import urlencode
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from vungmanh.classification.populations import Counted
from vungmanh.members.bridge import ARRIVALS, DEPARTURES, UNEXPLAINED, WITHIN, Bridge, Part
from vungmanh.reports.as_tables import title_of
from vungmanh.reports.comparison import Cell, Comparison, Line, Ranked, Siblings
from vungmanh.rulebooks.rulebook import Subject
from vungmanh.web.addresses import address, kept
from vungmanh.web.figures import badge_of
from vungmanh.web.viewer import Request


@dataclass(frozen=True, slots=True)
class Figure:
    """A number with the list behind it, and its share; None where there is nothing to count."""

    number: int | None
    address: str = ""
    share: Any = None
    title: str = ""
    is_odd: bool = False


def comparison_shown(request: Request, report: Comparison) -> list[dict[str, Any]]:
    """The populations, each with its lines over the years."""
    language = get_language() or "vi"
    return [
        {
            "title": section.title.say(language),
            "lines": [_line(request, report, section.counted, line) for line in section.lines],
        }
        for section in report.sections
    ]


def _line(request: Request, report: Comparison, counted: Counted, line: Line) -> dict[str, Any]:
    figures = []
    for year in report.years:
        cell = line.cells.get(year)
        behind = _behind(request, counted, cell, year) if cell else ""
        figures.append(Figure(cell.count if cell else None, behind, cell.share if cell else None, str(year)))
    return {"words": title_of(line, get_language() or "vi"), "figures": figures, "rests": line.equivalence}


def _behind(request: Request, counted: Counted, cell: Cell, year: int, **others: Any) -> str:
    """The list of those in any of the groups."""
    code = "results_members" if counted is Counted.MEMBERS else "results_organizations"
    of = {"counted": counted.value} if counted is Counted.CELLS else {}
    groups = [("group", group) for group in cell.groups if group != "total"]
    page = address(request, "list", code, year=year, **of, **others)
    return f"{page}&{urlencode(groups)}" if groups else page


def years_to_choose(chosen: Sequence[int], known: Sequence[dict[str, Any]]) -> list[tuple[int, bool]]:
    """Every year that may be compared, and whether it is."""
    years = {*chosen, *(one["year"] for one in known)}
    return [(year, year in chosen) for year in sorted(years, reverse=True)]


def siblings_shown(request: Request, report: Siblings) -> dict[str, Any]:
    """Heads to sort by, and a line for every organization."""
    language = get_language() or "vi"
    named = [("name", _("Tổ chức")), ("members", _("Đảng viên")), ("rated", _("Được xếp loại"))]
    named += [(one.code, one.short.say(language)) for one in report.book.categories(Subject.MEMBER)]
    heads = [_head(request, report, code, title) for code, title in named]
    return {"report": report, "heads": heads, "lines": [_sibling(request, report, line) for line in report.lines]}


def _head(request: Request, report: Siblings, code: str, title: str) -> dict[str, Any]:
    orders = {code: "ascending", f"-{code}": "descending"}
    turned = code if report.sort == f"-{code}" or (code == "name" and report.sort != "name") else f"-{code}"
    to = request.path + kept(request, year=report.year, sort=turned)
    return {"title": title, "address": to, "order": orders.get(report.sort, ""), "is_number": code != "name"}


def _sibling(request: Request, report: Siblings, line: Ranked) -> dict[str, Any]:
    child, language = line.child, get_language() or "vi"
    code, members = child.placement.organization.code, child.members

    def figure(title: str, count: int, group: str) -> Figure:
        cell = Cell(count, line.shares.get(group), (group,))
        behind = _behind(request, Counted.MEMBERS, cell, report.year, scope=code)
        return Figure(count, behind, cell.share, title)

    figures = [figure(_("Đảng viên"), members.total, "total"), figure(_("Được xếp loại"), members.rated, "rated")]
    figures += [figure(one.category.short.say(language), one.count, one.category.code) for one in members.lines]
    badge = badge_of(child.category, exemplary=child.exemplary) if child.category else None
    return {"rank": line.rank, "code": code, "name": child.placement.name, "figures": figures, "badge": badge}


def bridge_shown(request: Request, found: Bridge) -> dict[str, Any]:
    """The steps of the bridge of the scope, and the table of its parts."""
    flows = [flow for flow in (*ARRIVALS, *DEPARTURES) if flow not in UNEXPLAINED or flow in found.total.flows]
    steps = [flow for flow in flows if flow not in WITHIN or flow in found.total.flows]
    total = _figures(request, found, found.total, steps)
    signs = ["", *("+" if flow in ARRIVALS else "−" for flow in steps), "="]
    return {
        "steps": list(zip(signs, total, strict=True)),
        "heads": [figure.title for figure in _figures(request, found, found.total, flows)],
        "parts": [
            (part.name, part.code, _figures(request, found, part, flows), part.remainder) for part in found.parts
        ],
        "odd": any(part.remainder for part in (found.total, *found.parts)),
    }


def _figures(request: Request, found: Bridge, part: Part, flows: Sequence[Any]) -> list[Figure]:
    """First day, arrivals and departures, second day; a figure that is not zero leads to its list."""
    is_total = part is found.total
    days = {"from": found.first.isoformat(), "to": found.second.isoformat()}
    of = {} if is_total else {"under": part.code}

    def at(day: Any) -> str:
        return address(request, "members", on=day.isoformat(), **of)

    own = [
        Figure(count, address(request, "list", "bridge_members", flow=flow.value, **days, **of) if count else "",
               None, str(flow.label), flow in UNEXPLAINED)
        for flow in flows
        for count in (part.flows.get(flow, 0),)
    ]  # fmt: skip
    before = Figure(part.before, at(found.first) if part.before else "", None, _("Đầu kỳ"))
    after = Figure(part.after, at(found.second) if part.after else "", None, _("Cuối kỳ"))
    return [before, *own, after]
