"""Reports as documents in the party format: the year-end tables as a report (BC), the bulletin as a notice (TB)."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.utils.translation import gettext as _

from vungmanh.documents.letters import Heading, Letter, Part
from vungmanh.documents.tables import Column, Kind, Table, Value
from vungmanh.foundation.dates import written
from vungmanh.reports import year_end
from vungmanh.reports.as_text import warning_lines
from vungmanh.reports.bulletin import Bulletin
from vungmanh.reports.issuing import issuer_of
from vungmanh.reports.year_end import ChildLine, YearEnd
from vungmanh.rulebooks.rulebook import Rulebook, Subject


@dataclass(frozen=True, slots=True)
class Issue:
    """What the office gives a document when it is issued: its number and its day. Both stay blank in a draft."""

    number: str = ""
    dated: date | None = None

    def format_day(self, as_of: date) -> date:
        """The day whose party format holds: the document's own, for a draft the day of its figures."""
        return self.dated or as_of


DRAFT = Issue()


def year_end_letter(report: YearEnd, children: list[ChildLine], language: str, issue: Issue = DRAFT) -> Letter:
    """The year-end report: its three tables, the organizations directly below, the caps that were exceeded."""
    about = _("Kết quả đánh giá, xếp loại chất lượng tổ chức đảng, đảng viên năm {year}").format(year=report.year)
    parts: list[Part] = [
        _("Tính đến ngày {day}. {book}.").format(day=written(report.as_of), book=report.book.title.say(language))
    ]
    counting = [table for table in report.tables.values() if table.total]
    parts += [_table(table, language) for table in counting]
    if children:
        parts.append(_children_table(report.book, children, language))
    parts += [Heading(line) if is_rule else line for is_rule, line in warning_lines(report.warnings, language)]
    return _letter(report, _("BÁO CÁO"), "BC", about, parts, issue)


def bulletin_letter(bulletin: Bulletin, issue: Issue = DRAFT) -> Letter:
    """The bulletin as a notice, with the long runs at the top as a table."""
    report = bulletin.report
    about = _("Kết quả đánh giá, xếp loại chất lượng tổ chức đảng và đảng viên năm {year}").format(year=report.year)
    parts: list[Part] = ["".join(piece.text for piece in paragraph) for paragraph in bulletin.paragraphs]
    if bulletin.streaks:
        parts.append(_streaks_table(bulletin))
    return _letter(report, _("THÔNG BÁO"), "TB", about, parts, issue)


def _letter(report: YearEnd, kind: str, symbol: str, about: str, parts: list[Part], issue: Issue) -> Letter:
    issuer = issuer_of(report.placement, on=report.as_of)
    return Letter(
        kind=kind,
        about=about,
        body=issuer.body.upper(),
        superior=issuer.superior.upper(),
        number=issue.number,
        symbol=f"{symbol}/{issuer.symbol}" if issuer.symbol else symbol,
        place=issuer.place,
        dated=issue.dated,
        parts=parts,
        on_behalf_of=issuer.signs_for.upper(),
        signed_as=_("BÍ THƯ"),
        recipients=[*([f"{issuer.superior},"] if issuer.superior else []), _("Lưu {body}.").format(body=issuer.body)],
    )


def _table(table: year_end.Table, language: str) -> Table:
    columns = (
        Column("group", _("Mức"), width=46),
        Column("count", _("Số lượng"), Kind.NUMBER, 12),
        Column("share", _("Tỷ lệ trên số xếp loại"), Kind.PERCENT, 18),
    )
    return Table(table.title.say(language), columns, list(_lines(table, language)))


def _lines(table: year_end.Table, language: str) -> Iterator[tuple[str, int, Decimal | None]]:
    for line in table.lines:
        yield line.category.name.say(language), line.count, line.share
        if line.exemplary is not None:
            title = line.category.titles[0].name.say(language).lower()
            yield "– " + _("trong đó: {title}").format(title=title), line.exemplary, None
    yield _("Tổng số"), table.total, None
    yield _("Được xếp loại"), table.rated, None
    yield _("Miễn sinh hoạt"), table.exempt, None
    yield _("Chưa xếp loại"), table.not_rated, None
    for reason, count in table.reasons:
        yield f"– {reason}", count, None


def _children_table(book: Rulebook, children: list[ChildLine], language: str) -> Table:
    categories = book.categories(Subject.MEMBER)
    columns = (
        Column("name", _("Tổ chức"), width=30),
        Column("members", _("Đảng viên"), Kind.NUMBER, 9),
        Column("rated", _("Được xếp loại"), Kind.NUMBER, 9),
        *(Column(each.code, each.short.say(language), Kind.NUMBER, 14) for each in categories),
        Column("result", _("Kết quả của tổ chức"), width=13),
    )
    rows = [_child_row(child, [each.code for each in categories], language) for child in children]
    return Table(_("Theo từng tổ chức trực thuộc"), columns, rows, notes=_abbreviations(book, language))


def _child_row(child: ChildLine, categories: list[str], language: str) -> list[Value]:
    counts = [child.members.count(code) for code in categories]
    result = child.category.short.say(language) if child.category else "–"
    return [child.placement.name, child.members.total, child.members.rated, *counts, result]


def _abbreviations(book: Rulebook, language: str) -> list[str]:
    """What the short names of the categories stand for, each once."""
    found = {
        each.short.say(language): each.name.say(language)
        for subject in (Subject.MEMBER, Subject.ORGANIZATION)
        for each in book.categories(subject)
        if each.short.say(language) != each.name.say(language)
    }
    return ["; ".join(f"{short}: {name}" for short, name in found.items()) + "."] if found else []


def _streaks_table(bulletin: Bulletin) -> Table:
    columns = (
        Column("name", _("Tổ chức"), width=50),
        Column("years", _("Số năm"), Kind.NUMBER, 10),
        Column("span", _("Từ năm – đến năm"), width=16),
    )
    rows: list[list[Value]] = [[place.name, run.years, f"{run.first}–{run.last}"] for place, run in bulletin.streaks]
    return Table(_("Nhiều năm liên tục ở mức cao nhất"), columns, rows)
