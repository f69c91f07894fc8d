"""Statistics as tables for files, the printer and the terminal, and as plain data for JSON."""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from vungmanh.documents import cells
from vungmanh.documents.tables import Column, Kind, Table, Value
from vungmanh.foundation.dates import written
from vungmanh.members.bridge import ARRIVALS, DEPARTURES, FEWEST_TOLD, WITHIN, Bridge, Part
from vungmanh.members.models import Leaving
from vungmanh.reports.comparison import Comparison, Line, Siblings
from vungmanh.rulebooks.rulebook import Subject


def comparison_table(report: Comparison, language: str) -> Table:
    """Lines of all populations, two columns for every year."""
    columns = [Column("counted", _("Đối tượng"), width=24), Column("group", _("Mức"), width=34)]
    for year in report.years:
        columns += [Column(str(year), str(year), Kind.NUMBER, 9), Column(f"{year}%", f"{year}, %", Kind.PERCENT, 9)]
    rows: list[list[Value]] = []
    for section in report.sections:
        for line in section.lines:
            values: list[Value] = [section.title.say(language), title_of(line, language)]
            for year in report.years:
                cell = line.cells.get(year)
                values += [cell.count, cell.share] if cell else [None, None]
            rows.append(values)
    return Table(
        _("So sánh các năm: {name}").format(name=report.placement.name), columns, rows, notes=_notes(report, language)
    )


def title_of(line: Line, language: str) -> str:
    """What a line counts; an equivalence is marked."""
    name = line.title.say(language)
    return _("{name} (quy đổi)").format(name=name) if line.equivalence else name


def _notes(report: Comparison, language: str) -> list[str]:
    books = dict.fromkeys(book.title.say(language) for book in report.books.values())
    rests = dict.fromkeys(
        f"{line.equivalence.say(language)} – {line.equivalence.evidence.meaning.say(language)}"
        for section in report.sections
        for line in section.lines
        if line.equivalence
    )
    return [
        *(_("Tên mức của từng năm theo: {book}.").format(book=book) for book in books),
        *(
            _("Dòng “quy đổi” gộp các mức của nhiều bộ quy định theo tham số: {what}").format(what=what)
            for what in rests
        ),
    ]


def siblings_table(report: Siblings, language: str) -> Table:
    """Organizations directly below, two columns for every category."""
    categories = report.book.categories(Subject.MEMBER)
    columns = [
        Column("rank", _("Hạng"), Kind.NUMBER, 7),
        Column("name", _("Tổ chức"), width=32),
        Column("members", _("Đảng viên"), Kind.NUMBER, 10),
        Column("rated", _("Được xếp loại"), Kind.NUMBER, 10),
    ]
    for one in categories:
        short = one.short.say(language)
        columns += [Column(one.code, short, Kind.NUMBER, 10), Column(f"{one.code}%", f"{short}, %", Kind.PERCENT, 10)]
    columns.append(Column("result", _("Kết quả của tổ chức"), width=18))
    rows: list[list[Value]] = []
    for line in report.lines:
        child = line.child
        values: list[Value] = [line.rank, child.placement.name, child.members.total, child.members.rated]
        for one in categories:
            values += [child.members.count(one.code), line.shares[one.code]]
        rows.append([*values, child.category.short.say(language) if child.category else "–"])
    title = _("So sánh các tổ chức trực thuộc năm {year}: {name}").format(year=report.year, name=report.placement.name)
    return Table(title, columns, rows, subtitle=report.book.title.say(language))


def bridge_table(found: Bridge) -> Table:
    """The scope, then the organizations directly below: first day, arrivals, departures, second day."""
    flows = (*ARRIVALS, *DEPARTURES)
    columns = [
        Column("name", _("Tổ chức"), width=30),
        Column("before", _("Ngày {day}").format(day=written(found.first)), Kind.NUMBER, 11),
        *(Column(str(flow), f"{'+' if flow in ARRIVALS else '−'} {flow.label}", Kind.NUMBER, 11) for flow in flows),
        Column("after", _("Ngày {day}").format(day=written(found.second)), Kind.NUMBER, 11),
        Column("remainder", _("Chênh lệch"), Kind.NUMBER, 10),
    ]
    rows: list[list[Value]] = [
        [part.name, part.before, *(part.flows.get(flow, 0) for flow in flows), part.after, part.remainder]
        for part in (found.total, *found.parts)
    ]
    return Table(bridge_title(found), columns, rows, notes=bridge_notes(found))


def bridge_title(found: Bridge) -> str:
    """Whose members, between which days."""
    return _("Biến động đảng viên từ {first} đến {second}: {name}").format(
        first=written(found.first), second=written(found.second), name=found.total.name
    )


def bridge_notes(found: Bridge) -> list[str]:
    """What is left unexplained, and what may be told of leavings from the Party."""
    notes = []
    if found.total.remainder:
        notes.append(
            _("Còn chênh lệch {n} đảng viên chưa giải thích được; chạy “vungmanh verify” để tìm chỗ sai.").format(
                n=found.total.remainder
            )
        )
    if found.reasons:
        told = ", ".join(f"{Leaving(code).label} {count}" for code, count in sorted(found.reasons.items()))
        notes.append(_("Rời khỏi Đảng gồm: {told}.").format(told=told))
    elif found.total.flows.get("left_party"):
        notes.append(
            _(
                "Lý do rời khỏi Đảng được bảo vệ: chỉ tách số liệu cho toàn đảng bộ, trọn một năm, từ {least} người và "
                "có hơn một lý do."
            ).format(least=FEWEST_TOLD)
        )
    return notes


def table_text(table: Table, language: str) -> Iterator[str]:
    """A table for the terminal, columns as wide as what stands in them."""
    rows = [
        [cells.shown(value, one.kind, language) for value, one in zip(row, table.columns, strict=True)]
        for row in table.rows
    ]
    grid = [[column.title for column in table.columns], *rows]
    widths = [max(map(len, column)) for column in zip(*grid, strict=True)]
    yield table.title
    for row in grid:
        yield "  ".join(
            _set(text, width, one) for text, width, one in zip(row, widths, table.columns, strict=True)
        ).rstrip()
    yield from table.notes


def _set(text: str, width: int, column: Column) -> str:
    return text.rjust(width) if column.kind in (Kind.NUMBER, Kind.PERCENT) else text.ljust(width)


def comparison_data(report: Comparison, language: str) -> dict[str, Any]:
    """Figures by population, line and year; null where the year's rulebook does not have the category."""
    return {
        "organization": report.placement.organization.code,
        "years": [{"year": year, "rulebook": report.books[year].code} for year in report.years],
        "tables": {
            str(section.counted): [_line(line, language) for line in section.lines] for section in report.sections
        },
    }


def _line(line: Line, language: str) -> dict[str, Any]:
    rests = line.equivalence
    return {
        "name": line.title.say(language),
        "equivalence": rests.say(language) if rests else None,
        "evidence_mark": str(rests.evidence) if rests else None,
        "years": {
            str(year): {
                "groups": list(cell.groups),
                "count": cell.count,
                "percent_of_rated": _share(cell.share),
            }
            for year, cell in line.cells.items()
        },
    }


def siblings_data(report: Siblings) -> dict[str, Any]:
    """The organizations directly below, sorted, with members and shares by category."""
    return {
        "organization": report.placement.organization.code,
        "year": report.year,
        "rulebook": report.book.code,
        "sort": report.sort,
        "organizations": [
            {
                "rank": line.rank,
                "organization": line.child.placement.organization.code,
                "name": line.child.placement.name,
                "members": line.child.members.total,
                "rated": line.child.members.rated,
                "categories": {
                    one.category.code: {"count": one.count, "percent_of_rated": _share(one.share)}
                    for one in line.child.members.lines
                },
                "result": line.child.category.code if line.child.category else None,
            }
            for line in report.lines
        ],
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


def _flows(part: Part, flows: Sequence[Any]) -> dict[str, int]:
    return {str(flow): part.flows.get(flow, 0) for flow in flows if flow not in WITHIN or flow in part.flows}
