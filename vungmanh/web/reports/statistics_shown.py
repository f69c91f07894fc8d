"""What the pages of statistics show, every figure with the address of the list behind it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.utils.http import urlencode
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from vungmanh.classification.populations import Counted
from vungmanh.foundation.dates import written
from vungmanh.members.bridge import WITHIN, Bridge, Flow, Part
from vungmanh.organizations.kinds import HOLDING_MEMBERS
from vungmanh.reports.as_tables import flows_shown, sign_of, years_said
from vungmanh.reports.comparison import Comparison, Line, Section, Siblings, share_told
from vungmanh.reports.year_end import ChildLine
from vungmanh.rulebooks.rulebook import Subject
from vungmanh.web.addresses import address, kept
from vungmanh.web.figures import badge_of
from vungmanh.web.viewer import Request


@dataclass(frozen=True, slots=True)
class Figure:
    """A number with its title and the list behind it, and its share; None where there is nothing to count."""

    title: str
    number: int | None
    address: str = ""
    share: Decimal | None = None


def comparison_shown(request: Request, report: Comparison) -> list[dict[str, Any]]:
    """The populations, each with its groups of lines over the years."""
    language = get_language() or "vi"
    return [
        {"title": section.title.say(language), "groups": list(_groups(request, report, section, language))}
        for section in report.sections
    ]


def _groups(request: Request, report: Comparison, section: Section, language: str) -> Iterator[dict[str, Any]]:
    """The scales, with their years and rules where there are several; the equivalence; the sums."""

    def group(lines: Sequence[Line], title: str = "") -> dict[str, Any]:
        shown = [(line.title.say(language), _figures(request, report, section.counted, line)) for line in lines]
        return {"title": title, "lines": shown}

    for scale in section.scales:
        books = "; ".join(book.title.say(language) for book in scale.books)
        yield group(scale.lines, f"{years_said(scale.years)}: {books}" if len(section.scales) > 1 else "")
    if section.equal:
        yield group(section.equal, _("Quy đổi giữa các quy định"))
    yield group(section.sums)


def _figures(request: Request, report: Comparison, counted: Counted, line: Line) -> list[Figure]:
    return [
        Figure(str(year), cell.count, _behind(request, counted, cell.groups, year), cell.share)
        if (cell := line.cells.get(year))
        else Figure(str(year), None)
        for year in report.years
    ]


def _behind(request: Request, counted: Counted, groups: Sequence[str], year: int, **others: Any) -> str:
    """The list of those in any of the groups."""
    code = "results_members" if counted is Counted.MEMBERS else "results_organizations"
    of = {"counted": counted.value} if counted is Counted.CELLS else {}
    chosen = [("group", group) for group in groups if group != "total"]
    page = address(request, "list", code, year=year, **of, **others)
    return f"{page}&{urlencode(chosen)}" if chosen else page


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
    """The head of a column; numbers are sorted the greatest first, then turned around."""
    orders = {code: "ascending", f"-{code}": "descending"}
    first, other = (code, f"-{code}") if code == "name" else (f"-{code}", code)
    to = request.path + kept(request, year=report.year, sort=other if report.sort == first else first)
    return {"title": title, "address": to, "order": orders.get(report.sort, ""), "is_number": code != "name"}


def _sibling(request: Request, report: Siblings, line: ChildLine) -> dict[str, Any]:
    code, members, language = line.placement.organization.code, line.members, get_language() or "vi"

    def figure(title: str, count: int, group: str, share: Decimal | None = None) -> Figure:
        return Figure(title, count, _behind(request, Counted.MEMBERS, (group,), report.year, under=code), share)

    figures = [figure(_("Đảng viên"), members.total, "total"), figure(_("Được xếp loại"), members.rated, "rated")]
    for one in members.lines:
        short, share = one.category.short.say(language), share_told(one.count, members.rated)
        figures.append(figure(short, one.count, one.category.code, share))
    badge = badge_of(line.category, exemplary=line.exemplary) if line.category else None
    return {"code": code, "name": line.placement.name, "figures": figures, "badge": badge}


def bridge_shown(request: Request, found: Bridge, *, days_in_reach: Sequence[date]) -> dict[str, Any]:
    """The steps of the bridge of the scope, and the table of its parts."""
    drawn = _Drawn(request, found, days_in_reach)
    flows = flows_shown(found)
    steps = [flow for flow in flows if flow not in WITHIN]
    parts = found.parts if [part.code for part in found.parts] != [found.total.code] else ()
    return {
        "steps": list(zip(["", *map(sign_of, steps), "="], drawn.figures(found.total, steps), strict=True)),
        "heads": [figure.title for figure in drawn.figures(found.total, flows)],
        "parts": [(part.name, drawn.figures(part, flows), part.remainder) for part in parts],
        "odd": any(part.remainder for part in (found.total, *found.parts)),
    }


@dataclass(frozen=True, slots=True)
class _Drawn:
    """The figures of a bridge; members of the first or the second day are listed where they are in reach then."""

    request: Request
    found: Bridge
    days_in_reach: Sequence[date]

    def figures(self, part: Part, flows: Sequence[Flow]) -> list[Figure]:
        """First day, arrivals and departures, second day; a figure that is not zero leads to its list."""
        own = [Figure(str(flow.label), part.flows.get(flow, 0), self._moved(part, flow)) for flow in flows]
        return [
            self._there(part, self.found.first, part.before),
            *own,
            self._there(part, self.found.second, part.after),
        ]

    def _moved(self, part: Part, flow: Flow) -> str:
        if not part.flows.get(flow):
            return ""
        of = {} if part is self.found.total else {"under": part.code}
        days = {"from": self.found.first.isoformat(), "to": self.found.second.isoformat()}
        return address(self.request, "list", "bridge_members", flow=flow.value, **days, **of)

    def _there(self, part: Part, day: date, number: int) -> Figure:
        title = _("Có đến {day}").format(day=written(day))
        if not number or day not in self.days_in_reach:
            return Figure(title, number)
        of: dict[str, str] = {} if part is self.found.total else {"under": part.code}
        if of and part.organization_id == self.found.total.organization_id and part.kind in HOLDING_MEMBERS:
            of = {"kind": part.kind}  # those enrolled in the organization itself and not below it
        return Figure(title, number, address(self.request, "members", on=day.isoformat(), **of))
