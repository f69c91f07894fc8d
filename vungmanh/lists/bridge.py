"""Who came and who went between two days: the lists behind the figures of the bridge, a row for every move."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any, NamedTuple

from django.utils.translation import gettext as _

from vungmanh.access.rights import Right
from vungmanh.documents.tables import Column, Kind, Value
from vungmanh.foundation.dates import last_complete_year, parsed, written, year_end
from vungmanh.lists.listing import Choice, Entry, Filter, ListKind, Page, Row
from vungmanh.lists.member_columns import cells_of, person_columns
from vungmanh.members.bridge import WITHIN, Flow, Move, moves_between
from vungmanh.members.models import Particulars
from vungmanh.members.pages import SHOWN, MemberRow, matching
from vungmanh.organizations.models import Organization

_OF_PERSON = ("name", "birth_date", "gender", "joined_on", "card_number", "code")
_BATCH = 1000
"""Members read at once."""


class _Moved(NamedTuple):
    """A move and who moved; tuples sort by given name, then in the order of time."""

    name_key: str
    member_id: int
    number: int
    move: Move
    person: MemberRow

    @property
    def key(self) -> str:
        return f"{self.name_key}~{self.member_id}~{self.number}"


def days_of(choice: Choice) -> tuple[date, date]:
    """The first and the second day; usually the ends of the last complete year and of the one before."""
    year = last_complete_year(choice.on)
    first = parsed(choice.filters.get("from", (year_end(year - 1).isoformat(),))[-1])
    return first, parsed(choice.filters.get("to", (year_end(year).isoformat(),))[-1])


def _moves(choice: Choice) -> list[Move]:
    """The moves that the choice leaves, words aside; those within the scope only where they are asked for."""
    first, second = days_of(choice)
    flows, codes = choice.filters.get("flow", ()), choice.filters.get("under", ())
    units = set(Organization.objects.effective().filter(code__in=codes).values_list("pk", flat=True))
    return [
        move
        for move in moves_between(choice.scope, first=first, second=second)
        if (move.flow in flows if flows else units or move.flow not in WITHIN) and (not units or move.unit in units)
    ]


def _moved(choice: Choice) -> list[_Moved]:
    """The rows of the list in its order."""
    moves = _moves(choice)
    known = _particulars({move.member_id for move in moves}, choice.words)
    rows = []
    for number, move in enumerate(moves):
        if person := known.get(move.member_id):
            named = MemberRow(**person, organization_id=move.organization_id, standing="")
            rows.append(_Moved(named.name_key, move.member_id, number, move, named))
    return sorted(rows, key=lambda row: row[:3], reverse=choice.sort.startswith("-"))


def _particulars(member_ids: set[int], words: str) -> dict[int, dict[str, Any]]:
    """What lists show of the members, of those only who are called so."""
    ordered, found = sorted(member_ids), dict[int, dict[str, Any]]()
    for start in range(0, len(ordered), _BATCH):
        rows = Particulars.objects.effective().filter(member__in=ordered[start : start + _BATCH])
        if words:
            rows = rows.filter(matching(words))
        found.update({row["member_id"]: row for row in rows.values("member_id", *SHOWN)})
    return found


def _cells(rows: Sequence[_Moved], codes: Sequence[str], choice: Choice) -> list[list[Value]]:
    """The values of the rows in these columns."""
    persons = [code for code in codes if code in _OF_PERSON]
    known = cells_of([row.person for row in rows], persons, on=choice.on)
    cells = []
    for row, values in zip(rows, known, strict=True):
        move = row.move
        own: dict[str, Value] = {"cell": move.cell, "day": move.day, "change": str(move.flow.label)}
        own |= dict(zip(persons, values, strict=True))
        cells.append([own[code] for code in codes])
    return cells


def _columns() -> list[Column]:
    person = {column.code: column for column in person_columns()}
    return [
        *(person[code] for code in _OF_PERSON[:3]),
        person["cell"],
        Column("change", _("Biến động"), width=28),
        Column("day", _("Từ ngày"), Kind.DATE, 12),
        *(person[code] for code in _OF_PERSON[3:]),
    ]


def _title(choice: Choice) -> str:
    first, second = days_of(choice)
    return _("Biến động đảng viên sau ngày {first} đến hết ngày {second}").format(
        first=written(first), second=written(second)
    )


def _codes(choice: Choice) -> list[str]:
    return [column.code for column in BRIDGE.shown(choice)]


def _page(choice: Choice, after: str, before: str, size: int) -> Page:
    rows = _moved(choice)
    keys = [row.key for row in rows]
    if before:
        end = keys.index(before) if before in keys else len(keys)
        start = max(0, end - size)
    else:
        start = keys.index(after) + 1 if after in keys else 0
    shown = rows[start : start + size]
    cells = _cells(shown, _codes(choice), choice)
    listed = [
        Row(row.member_id, row.key, values, on=row.move.last_seen_on) for row, values in zip(shown, cells, strict=True)
    ]
    has_before, has_after = start > 0, start + size < len(rows)
    return Page(listed, keys[start] if has_before else None, keys[start + size - 1] if has_after else None)


def _rows(choice: Choice) -> Iterator[Sequence[Value]]:
    rows, codes = _moved(choice), _codes(choice)
    for start in range(0, len(rows), _BATCH):
        yield from _cells(rows[start : start + _BATCH], codes, choice)


def _count(choice: Choice) -> int:
    return len(_moved(choice) if choice.words else _moves(choice))


def _flows(_choice: Choice) -> list[tuple[str, str]]:
    return [(code, str(label)) for code, label in Flow.choices]


def _typed(_choice: Choice) -> list[tuple[str, str]]:
    return []


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
    ids=lambda choice: [row.member_id for row in _moved(choice)],
    sorts=("name",),
    about=lambda choice: days_of(choice)[1],
)
