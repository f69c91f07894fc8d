"""Statistics as tables for files, the printer and the terminal."""

from collections.abc import Iterator, Sequence

from django.utils.translation import gettext as _

from vungmanh.documents import cells
from vungmanh.documents.tables import Column, Kind, Table, Value
from vungmanh.foundation.dates import written
from vungmanh.members.bridge import ARRIVALS, DEPARTURES, FEWEST_TOLD, RARE, WITHIN, Bridge, Flow
from vungmanh.members.models import Leaving
from vungmanh.reports.comparison import FEWEST_FOR_SHARE, Comparison, Line, Section, Siblings, share_told
from vungmanh.rulebooks.rulebook import Subject


def comparison_table(report: Comparison, language: str) -> Table:
    """Lines of all populations, two columns for every year; categories say of which years they are."""
    columns = [
        Column("counted", _("Đối tượng"), width=22),
        Column("scale", _("Mức của năm"), width=12),
        Column("group", _("Mức"), width=32),
    ]
    for year in report.years:
        columns += [Column(str(year), str(year), Kind.NUMBER, 8), Column(f"{year}%", f"{year}, %", Kind.PERCENT, 8)]
    rows: list[list[Value]] = []
    for section in report.sections:
        for years, line in _told_lines(section):
            values: list[Value] = [section.title.say(language), years, title_of(line, language)]
            for year in report.years:
                cell = line.cells.get(year)
                values += [cell.count, cell.share] if cell else [None, None]
            rows.append(values)
    title = _("So sánh các năm: {name}").format(name=report.placement.name)
    return Table(title, columns, rows, notes=comparison_notes(report, language))


def _told_lines(section: Section) -> Iterator[tuple[str, Line]]:
    for scale in section.scales:
        yield from ((years_said(scale.years), line) for line in scale.lines)
    yield from (("", line) for line in (*section.equal, *section.sums))


def years_said(years: Sequence[int]) -> str:
    """2015–2017 for years without a gap, else one after the other."""
    if len(years) > 1 and years[-1] - years[0] == len(years) - 1:
        return f"{years[0]}–{years[-1]}"
    return ", ".join(map(str, years))


def title_of(line: Line, language: str) -> str:
    """What a line counts; an equivalence is marked."""
    name = line.title.say(language)
    return _("{name} (quy đổi)").format(name=name) if line.equivalence else name


def comparison_notes(report: Comparison, language: str) -> list[str]:
    """By which rules the years were rated, what the shares are of, and what the equivalence rests on."""
    books = dict.fromkeys(book.title.say(language) for book in report.books.values())
    rests = dict.fromkeys(
        f"{line.equivalence.say(language)} – {line.equivalence.evidence.meaning.say(language)}"
        for section in report.sections
        for line in section.equal
        if line.equivalence
    )
    return [
        _("Mức xếp loại của từng năm: {books}.").format(books="; ".join(books)),
        share_note(),
        *(_("Dòng “quy đổi” gộp mức của nhiều quy định: {what}.").format(what=what) for what in rests),
    ]


def share_note() -> str:
    """What shares are of, and where there are none."""
    return _("Tỷ lệ tính trên số được xếp loại; dưới {n} thì chỉ ghi số lượng, không tính tỷ lệ.").format(
        n=FEWEST_FOR_SHARE
    )


def siblings_table(report: Siblings, language: str) -> Table:
    """Organizations directly below, two columns for every category."""
    categories = report.book.categories(Subject.MEMBER)
    columns = [
        Column("name", _("Tổ chức"), width=28),
        Column("members", _("Đảng viên"), Kind.NUMBER, 8),
        Column("rated", _("Được xếp loại"), Kind.NUMBER, 8),
    ]
    for one in categories:
        short = one.short.say(language)
        columns += [Column(one.code, short, Kind.NUMBER, 12), Column(f"{one.code}%", f"{short}, %", Kind.PERCENT, 12)]
    columns.append(Column("result", _("Kết quả của tổ chức"), width=14))
    rows: list[list[Value]] = []
    for line in report.lines:
        members = line.members
        values: list[Value] = [line.placement.name, members.total, members.rated]
        for rated in members.lines:
            values += [rated.count, share_told(rated.count, members.rated)]
        rows.append([*values, line.category.short.say(language) if line.category else "–"])
    title = _("So sánh các tổ chức trực thuộc năm {year}: {name}").format(year=report.year, name=report.placement.name)
    return Table(title, columns, rows, subtitle=report.book.title.say(language), notes=[share_note()])


def bridge_table(found: Bridge) -> Table:
    """The organizations directly below, then their sum: first day, arrivals, departures, second day."""
    flows = flows_shown(found)
    columns = [
        Column("name", _("Tổ chức"), width=26),
        Column("before", _("Có đến {day}").format(day=written(found.first)), Kind.NUMBER, 11),
        *(Column(str(flow), f"{sign_of(flow)} {flow.label}", Kind.NUMBER, 11) for flow in flows),
        Column("after", _("Có đến {day}").format(day=written(found.second)), Kind.NUMBER, 11),
        Column("remainder", _("Chênh lệch"), Kind.NUMBER, 10),
    ]
    rows: list[list[Value]] = [
        [part.name, part.before, *(part.flows.get(flow, 0) for flow in flows), part.after, part.remainder]
        for part in found.parts
    ]
    total, summed = found.total, [sum(part.flows.get(flow, 0) for part in found.parts) for flow in flows]
    rows.append([_("Cộng: {name}").format(name=total.name), total.before, *summed, total.after, total.remainder])
    return Table(bridge_title(found), columns, rows, notes=bridge_notes(found))


def flows_shown(found: Bridge) -> list[Flow]:
    """How members came and went, the rare ways only where somebody did."""
    there = {flow for part in found.parts for flow, count in part.flows.items() if count}
    return [flow for flow in (*ARRIVALS, *DEPARTURES) if flow not in (*RARE, *WITHIN) or flow in there]


def sign_of(flow: Flow) -> str:
    """Plus for arrivals, minus for departures."""
    return "+" if flow in ARRIVALS else "−"


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
            _("Còn chênh lệch {n} đảng viên: dữ liệu có chỗ sai, báo quản trị chạy “vungmanh verify”.").format(
                n=found.total.remainder
            )
        )
    if found.reasons:
        told = ", ".join(f"{Leaving(code).label} {count}" for code, count in sorted(found.reasons.items()))
        notes.append(_("Rời khỏi Đảng gồm: {told}.").format(told=told))
    elif found.total.flows.get("left_party"):
        notes.append(
            _(
                "Không tách lý do rời khỏi Đảng: chỉ thống kê từng lý do cho toàn đảng bộ, trọn năm, khi có từ {least} "
                "người và từ hai lý do trở lên."
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
