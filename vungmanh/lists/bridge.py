"""Who came and who went between two days: the lists behind the figures of the bridge."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from django.db.models import F
from django.utils.translation import gettext as _

from vungmanh.access.rights import Right
from vungmanh.documents.tables import Column, Kind, Value
from vungmanh.foundation.dates import last_complete_year, parsed, written, year_end
from vungmanh.lists.listing import Choice, Entry, Filter, ListKind, Page, Row
from vungmanh.lists.member_columns import cells_of
from vungmanh.lists.members import ids_of, order_of
from vungmanh.members.bridge import WITHIN, Flow, Move, bridge
from vungmanh.members.models import Membership
from vungmanh.members.pages import SHOWN, MemberRow, PastDay, page_of

_OWN = ("cell", "day", "change")
"""Columns that are about the move and not about the person."""


def days_of(choice: Choice) -> tuple[date, date]:
    """The first and the second day; usually the ends of the last complete year and of the one before."""
    year = last_complete_year(choice.on)
    first = parsed(choice.filters.get("from", (year_end(year - 1).isoformat(),))[-1])
    return first, parsed(choice.filters.get("to", (year_end(year).isoformat(),))[-1])


class Moved(PastDay):
    """Memberships that began or ended with the moves that the choice leaves, with the particulars of the members."""

    def __init__(self, choice: Choice) -> None:
        first, second = days_of(choice)
        super().__init__(choice.scope, second)
        found = bridge(choice.scope, first=first, second=second)
        codes = {part.organization_id: part.code for part in found.parts}
        units, flows = choice.filters.get("under", ()), choice.filters.get("flow", ())
        self.moves: dict[int, Move] = {
            move.membership_id: move
            for move in found.moves
            if (not units or codes[move.unit] in units)
            and (move.flow in flows if flows else units or move.flow not in WITHIN)
        }
        rows = Membership.objects.effective().filter(
            pk__in=self.moves, member__withdrawn_by=None, member__particulars__withdrawn_by=None
        )
        names = (*SHOWN, "search_key", "written_key")
        self.rows = rows.alias(**{self.prefix + name: F(f"member__particulars__{name}") for name in names})
        if choice.words:
            self.rows = self.rows.filter(self.matching(choice.words))

    def cells(self, rows: Sequence[MemberRow], codes: Sequence[str]) -> list[list[Value]]:
        """The values of the rows in these columns."""
        moves = {move.member_id: move for move in self.moves.values()}
        known = cells_of(rows, [code for code in codes if code not in _OWN], on=self.on)
        found = []
        for row, values in zip(rows, known, strict=True):
            move, rest = moves[row.member_id], iter(values)
            own: Mapping[str, Value] = {"cell": move.cell, "day": move.day, "change": str(move.flow.label)}
            found.append([own[code] if code in own else next(rest) for code in codes])
        return found


def _flows(_choice: Choice) -> list[tuple[str, str]]:
    return [(code, str(label)) for code, label in Flow.choices]


def _typed(_choice: Choice) -> list[tuple[str, str]]:
    return []


def _columns() -> list[Column]:
    return [
        Column("name", _("Họ và tên"), width=28),
        Column("birth_date", _("Ngày sinh"), Kind.DATE, 12),
        Column("gender", _("Giới tính"), width=10),
        Column("cell", _("Chi bộ"), width=32),
        Column("change", _("Biến động"), width=28),
        Column("day", _("Từ ngày"), Kind.DATE, 12),
        Column("joined_on", _("Vào Đảng"), Kind.DATE, 12),
        Column("card_number", _("Số thẻ đảng viên"), width=16),
        Column("code", _("Mã đảng viên"), width=16),
    ]


def _title(choice: Choice) -> str:
    first, second = days_of(choice)
    return _("Biến động đảng viên sau ngày {first} đến hết ngày {second}").format(
        first=written(first), second=written(second)
    )


def _page(choice: Choice, after: str, before: str, size: int) -> Page:
    source, order = Moved(choice), order_of(choice)
    found = page_of(source, source.rows, after=after, before=before, size=size, order=order)
    cells = source.cells(found.rows, [column.code for column in BRIDGE.shown(choice)])
    listed = [Row(row.member_id, order.key(row), values) for row, values in zip(found.rows, cells, strict=True)]
    return Page(listed, found.before, found.after)


def _ids(choice: Choice) -> Sequence[int]:
    source = Moved(choice)
    return ids_of(source, source.rows, order_of(choice))


def _rows(choice: Choice) -> Iterator[Sequence[Value]]:
    source = Moved(choice)
    rows = sorted(source.read(source.rows), key=lambda row: (row.name_key, row.member_id))
    if choice.sort.startswith("-"):
        rows.reverse()
    yield from source.cells(rows, [column.code for column in BRIDGE.shown(choice)])


def _count(choice: Choice) -> int:
    rows: Any = Moved(choice).rows
    return int(rows.count())


BRIDGE = ListKind(
    code="bridge_members",
    title=_title,
    right=Right.SEE_MEMBERS,
    columns=_columns,
    usual=("name", "birth_date", "cell", "change", "day"),
    filters=(
        Filter("from", lambda: _("Sau ngày"), _typed, Entry.DAY),
        Filter("to", lambda: _("Đến hết ngày"), _typed, Entry.DAY),
        Filter("flow", lambda: _("Biến động"), _flows),
        Filter("under", lambda: _("Thuộc tổ chức"), _typed, Entry.ORGANIZATION),
    ),
    count=_count,
    rows=_rows,
    page=_page,
    ids=_ids,
    sorts=("name",),
)
