"""Statistics as plain data for JSON."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from vungmanh.members.bridge import ARRIVALS, DEPARTURES, Bridge, Flow, Part
from vungmanh.reports.comparison import Comparison, Line, Section, Siblings, share_told
from vungmanh.reports.year_end import ChildLine


def comparison_data(report: Comparison, language: str) -> dict[str, Any]:
    """Figures by population, line and year; a year to which a line does not apply is not in it."""
    return {
        "organization": report.placement.organization.code,
        "years": [{"year": year, "rulebook": report.books[year].code} for year in report.years],
        "tables": {str(section.counted): _section(section, language) for section in report.sections},
    }


def _section(section: Section, language: str) -> dict[str, Any]:
    return {
        "scales": [
            {
                "years": list(scale.years),
                "rulebooks": [book.code for book in scale.books],
                "lines": [_line(line, language) for line in scale.lines],
            }
            for scale in section.scales
        ],
        "equivalence": [_line(line, language) | _rests(line, language) for line in section.equal],
        "sums": [_line(line, language) for line in section.sums],
    }


def _line(line: Line, language: str) -> dict[str, Any]:
    cells = {
        str(year): {"groups": list(cell.groups), "count": cell.count, "percent_of_rated": _share(cell.share)}
        for year, cell in line.cells.items()
    }
    return {"name": line.title.say(language), "years": cells}


def _rests(line: Line, language: str) -> dict[str, Any]:
    rests = line.equivalence
    return {"rests_on": rests.say(language), "evidence_mark": str(rests.evidence)} if rests else {}


def siblings_data(report: Siblings) -> dict[str, Any]:
    """The organizations directly below, sorted, with members and shares by category."""
    return {
        "organization": report.placement.organization.code,
        "year": report.year,
        "rulebook": report.book.code,
        "sort": report.sort,
        "organizations": [_sibling(line) for line in report.lines],
    }


def _sibling(line: ChildLine) -> dict[str, Any]:
    members = line.members
    return {
        "organization": line.placement.organization.code,
        "name": line.placement.name,
        "members": members.total,
        "rated": members.rated,
        "categories": {
            one.category.code: {
                "count": one.count,
                "percent_of_rated": _share(share_told(one.count, members.rated)),
            }
            for one in members.lines
        },
        "result": line.category.code if line.category else None,
    }


def _share(share: Decimal | None) -> str | None:
    return None if share is None else str(share)


def bridge_data(found: Bridge) -> dict[str, Any]:
    """The bridge of the scope and of every organization directly below it."""
    return {
        "from": found.first.isoformat(),
        "to": found.second.isoformat(),
        "total": _part(found.total),
        "parts": [_part(part) for part in found.parts],
        "left_party_by_reason": None if found.reasons is None else dict(sorted(found.reasons.items())),
    }


def _part(part: Part) -> dict[str, Any]:
    return {
        "organization": part.code,
        "name": part.name,
        "first_day": part.before,
        "arrivals": _flows(part, ARRIVALS),
        "departures": _flows(part, DEPARTURES),
        "second_day": part.after,
        "unexplained_remainder": part.remainder,
    }


def _flows(part: Part, flows: Sequence[Flow]) -> dict[str, int]:
    return {str(flow): part.flows.get(flow, 0) for flow in flows}
