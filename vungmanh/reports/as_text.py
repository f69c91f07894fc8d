"""Reports as plain text for the terminal."""

from collections.abc import Iterable, Iterator
from fractions import Fraction
from itertools import groupby

from django.utils.translation import gettext as _

from vungmanh.classification.caps import CapFinding, Reading
from vungmanh.classification.explanation import Explanation
from vungmanh.classification.models import Result, Status
from vungmanh.classification.reasons import unrated_told
from vungmanh.foundation.citations import Citation
from vungmanh.foundation.dates import written
from vungmanh.foundation.numbers import grouped, percent
from vungmanh.reports.year_end import TITLES, Table, YearEnd
from vungmanh.rulebooks import shelf
from vungmanh.rulebooks.facts import FactType
from vungmanh.rulebooks.rulebook import Subject
from vungmanh.rulebooks.traces import Finding

_Row = tuple[str, str, str]
"""Label, count and share."""


def year_end_text(report: YearEnd, language: str) -> Iterator[str]:
    """The year-end report, line by line."""
    yield _("Báo cáo năm {year}: {name}").format(year=report.year, name=report.placement.name)
    yield _("Tính đến ngày {day}. {book}.").format(day=written(report.as_of), book=report.book.title.say(language))
    tables = [(table.title.say(language), list(_rows(table, language))) for table in report.tables.values()]
    width = max(len(label) for _title, rows in tables for label, _count, _share in rows)
    for title, rows in tables:
        yield ""
        yield title
        for label, count, share in rows:
            yield f"  {label:<{width}}{count:>9}{share:>10}".rstrip()
    yield from _warnings(report.warnings, language)


def explanation_text(explanation: Explanation, code: str, language: str) -> Iterator[str]:
    """Why a result, line by line."""
    yield _("{code}, năm {year}: {result}").format(
        code=code, year=explanation.year, result=_result(explanation, language)
    )
    yield explanation.book.title.say(language)
    for version in explanation.versions:
        yield _version(version, explanation.subject, language)
    if explanation.rulebook_changed:
        yield _("Bộ quy định đã thay đổi sau khi có kết quả này.")
    if explanation.exemption.exemption is not None:
        yield explanation.exemption.exemption.reason.say(language)
    for trace in explanation.traces:
        yield ""
        yield f"{trace.category.name.say(language)}: {trace.verdict.name_shown.say(language)}"
        for step in trace.steps:
            yield from _condition(step, language)


def _rows(table: Table, language: str) -> Iterator[_Row]:
    yield _("Tổng số"), grouped(table.total, language), ""
    yield _("Được xếp loại"), grouped(table.rated, language), ""
    yield _("Miễn sinh hoạt"), grouped(table.exempt, language), ""
    yield _("Chưa xếp loại"), grouped(table.not_rated, language), ""
    for reason, count in table.reasons:
        yield f"  {reason}", grouped(count, language), ""
    for line in table.lines:
        share = "–" if line.share is None else grouped(line.share, language) + "%"
        yield line.category.name.say(language), grouped(line.count, language), share
        if line.exemplary is not None:
            title = line.category.titles[0].name.say(language)
            yield "  " + _("trong đó: {title}").format(title=title.lower()), grouped(line.exemplary, language), ""


def warning_lines(findings: Iterable[CapFinding], language: str) -> Iterator[tuple[bool, str]]:
    """The exceeded caps: each rule once (True), below it where it stands and the places that went beyond it."""
    by_rule = sorted(findings, key=lambda finding: finding.cap.code, reverse=True)
    for _code, same in groupby(by_rule, key=lambda finding: finding.cap.code):
        exceeding = list(same)
        rule = exceeding[0].cap
        yield True, _("Vượt tỷ lệ tối đa: {rule}").format(rule=rule.text.say(language))
        yield False, _cited(rule.citation, language)
        for finding in exceeding:
            yield from ((False, line) for line in _exceeded(finding, language))


def _warnings(findings: Iterable[CapFinding], language: str) -> Iterator[str]:
    for is_rule, line in warning_lines(findings, language):
        yield from ("", line) if is_rule else (f"  {line}",)


def _exceeded(finding: CapFinding, language: str) -> Iterator[str]:
    yield "- " + _("{name}, {whom}: {given}; {readings}").format(
        name=finding.placement.name,
        whom=TITLES[finding.counted].say(language).lower(),
        given=grouped(finding.given, language),
        readings=", ".join(_reading(finding, reading, language) for reading in finding.readings),
    )
    reason = _("Lý do: {reason}").format(reason=finding.reason) if finding.reason else _("Chưa ghi lý do.")
    yield f"  {reason}"


def _reading(finding: CapFinding, reading: Reading, language: str) -> str:
    categories = [shelf.book_for(finding.year).category(finding.cap.subject, code) for code in reading.base]
    over = reading.allowed is not None and finding.given > reading.allowed
    sentence = (
        _("vượt {allowed} (tính trên {count} {base})") if over else _("không vượt {allowed} (tính trên {count} {base})")
    )
    return sentence.format(
        allowed=reading.allowed,
        count=grouped(reading.base_count, language),
        base=" + ".join(category.short.say(language) for category in categories),
    )


def _result(explanation: Explanation, language: str) -> str:
    if explanation.category is not None:
        return explanation.category.name.say(language)
    if explanation.result is None:
        return _("chưa có kết quả")
    return unrated_told(explanation.result)


def _version(result: Result, subject: Subject, language: str) -> str:
    """One rating of the year with the decision it rests on."""
    decision = result.decision
    return _("Lần {version}: {status}; quyết định số {number}, ngày {day}").format(
        version=result.version,
        status=_given(result, subject, language),
        number=decision.number or "…",
        day=written(decision.decided_on) or "…",
    )


def _given(result: Result, subject: Subject, language: str) -> str:
    if result.status != Status.RATED:
        return str(Status(result.status).label)
    return shelf.book(result.rulebook).category(subject, result.category).name.say(language)


def _condition(step: Finding, language: str) -> Iterator[str]:
    yield f"  - {step.text.say(language)}: {step.verdict.name_shown.say(language)}"
    known = [f"{_named(name, language)}: {_value(name, value, language)}" for name, value in step.values]
    if known:
        yield "    " + "; ".join(known)
    if step.missing and not step.verdict.is_decided:
        yield "    " + _("Chưa có: {facts}").format(facts="; ".join(_named(name, language) for name in step.missing))
    yield f"    {_cited(step.citation, language)}"


def _named(fact: str, language: str) -> str:
    return shelf.facts()[fact].text.say(language)


def _value(name: str, value: object, language: str) -> str:
    fact = shelf.facts()[name]
    if isinstance(value, Fraction) and fact.type is FactType.SHARE:
        share = percent(value.numerator, value.denominator)
        return "–" if share is None else grouped(share, language) + "%"
    if isinstance(value, bool):
        return _("có") if value else _("không")
    chosen = next((choice.text.say(language) for choice in fact.choices if choice.code == value), None)
    return chosen or str(value)


def _cited(citation: Citation, language: str) -> str:
    return f"{citation.say(language)} ({citation.evidence.meaning.say(language)})"
