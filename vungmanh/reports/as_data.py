"""Reports as plain data for JSON; other programs read these names, so they do not change."""

from typing import Any

from vungmanh.campaigns.deciding.explaining import Account, Version
from vungmanh.classification.caps import CapFinding
from vungmanh.classification.explanation import Explanation
from vungmanh.classification.models import Honour, Status
from vungmanh.foundation.texts import Text
from vungmanh.reports.bulletin import Bulletin
from vungmanh.reports.year_end import Line, Table, YearEnd
from vungmanh.rulebooks.traces import Finding


def year_end_data(report: YearEnd, language: str) -> dict[str, Any]:
    """The year-end report; shares are strings with two decimals, null where nobody was rated."""
    return {
        "organization": report.placement.organization.code,
        "name": report.placement.name,
        "year": report.year,
        "as_of": report.as_of.isoformat(),
        "rulebook": report.book.code,
        "rulebook_version": report.book.version,
        "tables": {str(counted): _table(table, language) for counted, table in report.tables.items()},
        "warnings": [_warning(finding, language) for finding in report.warnings],
    }


def bulletin_data(bulletin: Bulletin, language: str) -> dict[str, Any]:
    """The bulletin: figures by name, runs of years, title and text."""
    report = bulletin.report
    return {
        "organization": report.placement.organization.code,
        "year": report.year,
        "as_of": report.as_of.isoformat(),
        "rulebook": report.book.code,
        "language": language,
        "title": bulletin.title,
        "text": bulletin.text,
        "figures": bulletin.figures,
        "streaks": [
            {
                "code": place.organization.code,
                "name": place.name,
                "years": run.years,
                "from": run.first,
                "to": run.last,
                "crosses_rulebooks": run.crosses_books,
                "evidence_mark": str(run.equivalence.evidence) if run.crosses_books else None,
            }
            for place, run in bulletin.streaks
        ],
        "warnings": [_warning(finding, language) for finding in report.warnings],
    }


def explanation_data(account: Account, code: str, language: str) -> dict[str, Any]:
    """Why a result: one entry per condition of the rulebook, each with its citation."""
    explanation = account.explanation
    result = explanation.result
    return {
        "subject": code,
        "kind": str(explanation.subject),
        "year": explanation.year,
        "status": result.status if result else None,
        "result": explanation.category.code if explanation.category else None,
        "result_name": explanation.category.name.say(language) if explanation.category else None,
        "rulebook": explanation.book.code,
        "rulebook_version": result.rulebook_version if result else explanation.book.version,
        "conditions": [
            {"category": trace.category.code, **_condition(step, language)}
            for trace in explanation.traces
            for step in trace.steps
        ],
        "exemptions": [_condition(step, language) for step in explanation.exemption.steps],
        "decided_by": _decided_by(explanation),
        "versions": [_version(version, language) for version in account.versions],
        "honours": [_honour(honour, name, language) for honour, name in account.honours],
    }


def _table(table: Table, language: str) -> dict[str, Any]:
    return {
        "total": table.total,
        "rated": table.rated,
        "exempt": table.exempt,
        "not_rated": table.not_rated,
        "not_rated_reasons": [{"reason": reason, "count": count} for reason, count in table.reasons],
        "categories": [_line(line, language) for line in table.lines],
    }


def _line(line: Line, language: str) -> dict[str, Any]:
    data: dict[str, Any] = {
        "code": line.category.code,
        "name": line.category.name.say(language),
        "count": line.count,
        "percent_of_rated": None if line.share is None else str(line.share),
    }
    return data if line.exemplary is None else data | {"exemplary": line.exemplary}


def _warning(finding: CapFinding, language: str) -> dict[str, Any]:
    return {
        "code": "cap_exceeded",
        "organization": finding.placement.organization.code,
        "name": finding.placement.name,
        "subject": str(finding.counted),
        "cap": finding.cap.code,
        "text": finding.cap.text.say(language),
        "category": finding.cap.category,
        "given": finding.given,
        "allowed": finding.allowed,
        "readings": [
            {"base": list(reading.base), "base_count": reading.base_count, "allowed": reading.allowed}
            for reading in finding.readings
        ],
        "exceeds_every_reading": finding.exceeds_every_reading,
        "reason": finding.reason or None,
        "citation": finding.cap.citation.say(language),
        "evidence_mark": str(finding.cap.citation.evidence),
    }


def _condition(step: Finding, language: str) -> dict[str, Any]:
    return {
        "text": step.text.say(language),
        "verdict": str(step.verdict),
        "value": None if step.value is None else str(step.value),
        "values": {name: str(value) for name, value in step.values},
        "missing": list(step.missing),
        "citation": step.citation.say(language),
        "evidence_mark": str(step.citation.evidence),
    }


def _decided_by(explanation: Explanation) -> dict[str, Any] | None:
    if explanation.result is None:
        return None
    decision = explanation.result.decision
    return {
        "organization": decision.organization.code if decision.organization else None,
        "number": decision.number or None,
        "date": decision.decided_on.isoformat() if decision.decided_on else None,
    }


def _honour(honour: Honour, name: Text, language: str) -> dict[str, Any]:
    decision = honour.decision
    return {
        "code": honour.title,
        "name": name.say(language),
        "years": [honour.first_year, honour.year],
        "decision": decision.number or None,
        "decided_on": decision.decided_on.isoformat() if decision.decided_on else None,
        "decided_by": decision.organization.code if decision.organization else None,
        "rulebook": honour.rulebook,
        "reason": honour.reason or None,
    }


def _version(version: Version, language: str) -> dict[str, Any]:
    result, ground = version.result, version.ground
    return {
        "version": result.version,
        "year": result.year,
        "status": result.status,
        "category": result.category if result.status == Status.RATED else None,
        "rulebook": result.rulebook,
        "rulebook_version": result.rulebook_version,
        "decision": result.decision.number or None,
        "decided_on": result.decision.decided_on.isoformat() if result.decision.decided_on else None,
        "decided_by": result.decision.organization.code if result.decision.organization else None,
        "ground": ground.text.say(language) if ground else None,
        "ground_citation": ground.citation.say(language) if ground and ground.citation else None,
        "reason": version.ruling.reason or None if version.ruling else None,
    }
