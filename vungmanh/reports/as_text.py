"""Reports as plain text for the terminal."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from vungmanh.classification.caps import CapFinding
from vungmanh.classification.explanation import Explanation
from vungmanh.foundation.dates import written
from vungmanh.foundation.numbers import grouped
from vungmanh.reports.year_end import Table, YearEnd
from vungmanh.rulebooks import shelf


def year_end_text(report: YearEnd, language: str) -> Iterator[str]:
    """The year-end report, line by line."""
    yield _("Báo cáo năm {year}: {name}").format(year=report.year, name=report.placement.name)
    yield _("Tính đến ngày {day}. {book}.").format(day=written(report.as_of), book=report.book.title.say(language))
    for table in report.tables.values():
        yield from _table(table, language)
    for finding in report.warnings:
        yield ""
        yield cap_text(finding, language)


def cap_text(finding: CapFinding, language: str) -> str:
    """One exceeded cap in a sentence that names its base."""
    readings = "; ".join(
        _("{allowed} theo cơ sở {base} ({count})").format(
            allowed="?" if reading.allowed is None else reading.allowed,
            base=" + ".join(_short(finding, code, language) for code in reading.base),
            count=reading.base_count,
        )
        for reading in finding.readings
    )
    sentence = _("Vượt tỷ lệ tối đa tại {name}: {given} so với tối đa {readings}. {rule}; căn cứ: {citation} ({mark}).")
    reason = _("Lý do: {reason}").format(reason=finding.reason) if finding.reason else _("Chưa ghi lý do.")
    return sentence.format(
        name=finding.placement.name,
        given=finding.given,
        readings=readings,
        rule=finding.cap.text.say(language),
        citation=finding.cap.citation.say(language),
        mark=finding.cap.citation.evidence.meaning.say(language),
    ) + " " + reason  # fmt: skip


def explanation_text(explanation: Explanation, code: str, language: str) -> Iterator[str]:
    """Why a result, line by line."""
    given = explanation.category
    yield _("{code}, năm {year}: {result}").format(
        code=code,
        year=explanation.year,
        result=given.name.say(language) if given else _("chưa có mức xếp loại"),
    )
    yield explanation.book.title.say(language)
    for trace in explanation.traces:
        yield ""
        yield f"{trace.category.name.say(language)}: {trace.verdict.name_shown.say(language)}"
        for step in trace.steps:
            yield f"  - {step.text.say(language)}: {step.verdict.name_shown.say(language)}"
            yield f"    {step.citation.say(language)} ({step.citation.evidence.meaning.say(language)})"


def _table(table: Table, language: str) -> Iterator[str]:
    yield ""
    yield table.title.say(language)
    for label, count in (
        (_("Tổng số"), table.total),
        (_("Được xếp loại"), table.rated),
        (_("Miễn sinh hoạt"), table.exempt),
        (_("Chưa xếp loại"), table.not_rated),
    ):
        yield f"  {label:<44}{grouped(count, language):>8}"
    for reason, count in table.reasons:
        yield f"    {reason:<42}{grouped(count, language):>8}"
    for line in table.lines:
        share = "–" if line.share is None else grouped(line.share, language) + "%"
        yield f"  {line.category.name.say(language):<44}{grouped(line.count, language):>8}{share:>9}"


def _short(finding: CapFinding, category: str, language: str) -> str:
    return shelf.book_for(finding.year).category(finding.cap.subject, category).short.say(language)
