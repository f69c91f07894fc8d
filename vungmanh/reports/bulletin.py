"""The bulletin: a page of prose with the figures of a year, for any organization.

A paragraph is a list of pieces; a piece that is a figure knows the table and group it was counted from, so that
the page can open the list behind it.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from string import Formatter

from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from vungmanh.classification.populations import IN_TABLES, Counted
from vungmanh.classification.streaks import Streak, streaks_below
from vungmanh.foundation.dates import written
from vungmanh.foundation.numbers import grouped
from vungmanh.organizations.kinds import GRASSROOTS, kind
from vungmanh.organizations.models import Placement
from vungmanh.organizations.queries import placements_on
from vungmanh.reports.year_end import Line, Table, YearEnd, year_end

LEAST_STREAK = 5
"""Years running from which the bulletin names an organization: a five-year run is what commendations look at."""
_GRASSROOTS_RANK = min(kind(code).rank for code in GRASSROOTS)


@dataclass(frozen=True, slots=True)
class Piece:
    """Words of a paragraph; with `counted` and `group` they are a figure with a list behind it."""

    text: str
    counted: Counted | None = None
    group: str = ""


Paragraph = tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class Bulletin:
    """The bulletin in the active language, with the figures it rests on."""

    report: YearEnd
    title: str
    paragraphs: tuple[Paragraph, ...]
    streaks: tuple[tuple[Placement, Streak], ...]

    @property
    def figures(self) -> dict[str, int | str | None]:
        """Every figure by name: `organizations`, `members_excellent`, `members_not_completed_percent` …"""
        return dict(_figures(self.report))

    @property
    def text(self) -> str:
        """The whole page as plain text."""
        paragraphs = ["".join(piece.text for piece in paragraph) for paragraph in self.paragraphs]
        return "\n\n".join([self.title, *paragraphs])


def bulletin(placement: Placement, *, year: int) -> Bulletin:
    """The bulletin of an organization, `placement` being how it stood on 31 December of the year."""
    report = year_end(placement, year=year)
    streaks = tuple(streaks_below(placement, year=year, least=LEAST_STREAK))
    title = _("Kết quả đánh giá, xếp loại chất lượng tổ chức đảng và đảng viên năm {year}: {name}").format(
        year=year, name=placement.name
    )
    return Bulletin(report, title, tuple(_paragraphs(report, streaks)), streaks)


def _paragraphs(report: YearEnd, streaks: tuple[tuple[Placement, Streak], ...]) -> Iterator[Paragraph]:
    yield _strength(report)
    for counted, sentence in (
        (Counted.ORGANIZATIONS, _("Trong {rated} tổ chức đảng trực thuộc được xếp loại: {categories}.")),
        (Counted.CELLS, _("Trong {rated} chi bộ trực thuộc đảng ủy cơ sở được xếp loại: {categories}.")),
        (Counted.MEMBERS, _("Trong {rated} đảng viên được xếp loại: {categories}.")),
    ):
        table = report.tables[counted]
        said_below = counted is Counted.ORGANIZATIONS and _has_cells_only(report)
        if table.rated and not said_below:
            yield _filled(sentence, rated=[_figure(table, "rated", table.rated)], categories=list(_categories(table)))
    members = report.tables[Counted.MEMBERS]
    if members.exempt:
        sentence = _("Có {exempt} đảng viên được miễn sinh hoạt, không thuộc diện xếp loại.")
        yield _filled(sentence, exempt=[_figure(members, "exempt", members.exempt)])
    if members.not_rated:
        yield _not_rated(members)
    if streaks:
        yield _at_the_top(report, streaks)
    if report.warnings:
        yield _over_the_caps(report)


def _strength(report: YearEnd) -> Paragraph:
    organizations, cells, members = (report.tables[counted] for counted in IN_TABLES)
    opening = _("Đến ngày {day}, {name} có {members} đảng viên")
    if _has_cells_only(report):
        opening = _("Đến ngày {day}, {name} có {cells} chi bộ trực thuộc, với {members} đảng viên")
    elif cells.total:
        opening = _(
            "Đến ngày {day}, {name} có {organizations} tổ chức đảng trực thuộc và {cells} chi bộ trực thuộc "
            "đảng ủy cơ sở, với {members} đảng viên"
        )
    elif organizations.total:
        opening = _("Đến ngày {day}, {name} có {organizations} tổ chức đảng trực thuộc, với {members} đảng viên")
    return _filled(
        opening + ".",
        day=[Piece(written(report.as_of))],
        name=[Piece(report.placement.name)],
        organizations=[_figure(organizations, "total", organizations.total)],
        cells=[_figure(cells, "total", cells.total)],
        members=[_figure(members, "total", members.total)],
    )


def _has_cells_only(report: YearEnd) -> bool:
    """Whether the organizations directly below are the cells below, so that one sentence tells of both."""
    organizations, cells = report.tables[Counted.ORGANIZATIONS].total, report.tables[Counted.CELLS].total
    return bool(cells) and cells == organizations and kind(report.placement.kind).rank >= _GRASSROOTS_RANK


def _categories(table: Table) -> Iterator[Piece]:
    language = get_language() or "vi"
    for place, line in enumerate(line for line in table.lines if line.count):
        if place:
            yield Piece("; ")
        yield _figure(table, line.category.code, line.count)
        yield Piece(f" “{line.category.name.say(language)}” ({_share(line)})")
        if line.exemplary:
            yield from _filled(
                _(", trong đó {number} {title}"),
                number=[_figure(table, "exemplary", line.exemplary)],
                title=[Piece(line.category.titles[0].name.say(language).lower())],
            )


def _not_rated(members: Table) -> Paragraph:
    reasons = "; ".join(f"{reason}: {_number(count)}" for reason, count in members.reasons)
    return _filled(
        _("Có {not_rated} đảng viên chưa xếp loại ({reasons})."),
        not_rated=[_figure(members, "not_rated", members.not_rated)],
        reasons=[Piece(reasons)],
    )


def _at_the_top(report: YearEnd, streaks: tuple[tuple[Placement, Streak], ...]) -> Paragraph:
    superiors = placements_on({place.parent_id for place, _run in streaks[:5] if place.parent_id}, on=report.as_of)
    named = "; ".join(
        _("{name}, {years} năm liên tục ({first}–{last})").format(
            name=_with_superior(place, superiors, report.placement), years=run.years, first=run.first, last=run.last
        )
        for place, run in streaks[:5]
    )
    sentence = _("Tiêu biểu về số năm liên tục ở mức cao nhất: {named}.")
    if any(run.crosses_names for _place, run in streaks):
        sentence += " " + _(
            "Việc tính liên tục qua thay đổi tên mức xếp loại theo bảng quy đổi, cần cấp có thẩm quyền xác nhận."
        )
    return _filled(sentence, named=[Piece(named)])


def _with_superior(place: Placement, superiors: dict[int, Placement], asked: Placement) -> str:
    """The name, with the superior's where that is not the organization asked about: many cells share a name."""
    above = superiors.get(place.parent_id or 0)
    if above is None or asked.organization_id in (above.organization_id, place.organization_id):
        return place.name
    return f"{place.name} ({above.name})"


def _over_the_caps(report: YearEnd) -> Paragraph:
    over = len(report.warnings)
    open_still = sum(warning.needs_reason for warning in report.warnings)
    sentence = ngettext(
        "Có {over} nơi vượt tỷ lệ tối đa ở mức cao nhất",
        "Có {over} nơi vượt tỷ lệ tối đa ở mức cao nhất",
        over,
    )
    ending = _(", trong đó {open} nơi chưa ghi lý do.") if open_still else _(", đều đã ghi lý do.")
    return _filled(sentence + ending, over=[Piece(_number(over))], open=[Piece(_number(open_still))])


def _filled(sentence: str, **values: list[Piece]) -> Paragraph:
    """The sentence with its places filled by pieces."""
    pieces: list[Piece] = []
    for words, name, _spec, _conversion in Formatter().parse(sentence):
        pieces += [Piece(words)] if words else []
        pieces += values[name] if name else []
    return tuple(pieces)


def _figure(table: Table, group: str, number: int) -> Piece:
    return Piece(_number(number), table.counted, group)


def _number(number: int) -> str:
    return grouped(number, get_language() or "vi")


def _share(line: Line) -> str:
    return "–" if line.share is None else grouped(line.share, get_language() or "vi") + "%"


def _figures(report: YearEnd) -> Iterator[tuple[str, int | str | None]]:
    for counted, table in report.tables.items():
        yield counted, table.total
        yield f"{counted}_rated", table.rated
        yield f"{counted}_exempt", table.exempt
        yield f"{counted}_not_rated", table.not_rated
        for line in table.lines:
            yield f"{counted}_{line.category.code}", line.count
            yield f"{counted}_{line.category.code}_percent", None if line.share is None else str(line.share)
