"""The list of members of an organization and of all below it on a day."""

from collections.abc import Iterator, Sequence
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from vungmanh.access.rights import Right
from vungmanh.documents.tables import Value
from vungmanh.lists.listing import Choice, ListKind, Page, Row
from vungmanh.lists.member_columns import USUAL, cells_of, member_columns
from vungmanh.lists.member_filters import MEMBER_FILTERS, NARROWINGS, standings_wanted
from vungmanh.members.pages import MemberRow, Order, Source, in_order, page_of, placed, source_of
from vungmanh.members.queries import headcount

_BATCH = 1000
"""Rows read at once for a file."""


def narrowed(choice: Choice) -> tuple[Source, QuerySet[Any]]:
    """The members that the choice leaves, and where they are read from."""
    source = source_of(choice.scope, on=choice.on)
    rows = source.rows
    for code, values in choice.filters.items():
        if code == "standing":
            rows = source.in_standing(rows, standings_wanted(values))
        elif code in NARROWINGS:
            rows = rows.filter(NARROWINGS[code](source, choice, values))
    return source, rows.filter(source.matching(choice.words)) if choice.words else rows


def order_of(choice: Choice) -> Order:
    """How the choice is sorted."""
    by = choice.sort.removeprefix("-")
    return Order("name_key" if by in ("", "name") else by, choice.sort.startswith("-"))


def ids_of(source: Source, rows: QuerySet[Any], order: Order) -> list[int]:
    """Ids of all the members in the order."""
    rows, place = placed(source, rows, order)
    ordered = rows.order_by(*in_order(place, descending=order.descending))
    return list(ordered.values_list("member_id", flat=True))


def in_batches(source: Source, ids: Sequence[int]) -> Iterator[list[MemberRow]]:
    """The members with these ids in their order, a thousand at a time."""
    for start in range(0, len(ids), _BATCH):
        batch = ids[start : start + _BATCH]
        read = {row.member_id: row for row in source.read(source.rows.filter(member_id__in=batch))}
        yield [read[id_] for id_ in batch if id_ in read]


def _count(choice: Choice) -> int:
    if choice.words or set(choice.filters) - {"standing"}:
        return narrowed(choice)[1].count()
    counts = headcount(choice.scope, on=choice.on)
    wanted = standings_wanted(choice.filters.get("standing", ()))
    return sum(count for standing, count in counts.items() if not wanted or standing in wanted)


def _page(choice: Choice, after: str, before: str, size: int) -> Page:
    source, rows = narrowed(choice)
    order = order_of(choice)
    found = page_of(source, rows, after=after, before=before, size=size, order=order)
    cells = cells_of(found.rows, [column.code for column in MEMBERS.shown(choice)], on=choice.on)
    listed = [Row(row.member_id, order.key(row), values) for row, values in zip(found.rows, cells, strict=True)]
    return Page(listed, found.before, found.after)


def _ids(choice: Choice) -> Sequence[int]:
    source, rows = narrowed(choice)
    return ids_of(source, rows, order_of(choice))


def _rows(choice: Choice) -> Iterator[Sequence[Value]]:
    codes = [column.code for column in MEMBERS.shown(choice)]
    source = source_of(choice.scope, on=choice.on)
    for batch in in_batches(source, _ids(choice)):
        yield from cells_of(batch, codes, on=choice.on)


MEMBERS = ListKind(
    code="members",
    title=lambda _choice: _("Đảng viên"),
    right=Right.SEE_MEMBERS,
    columns=member_columns,
    usual=USUAL,
    filters=MEMBER_FILTERS,
    count=_count,
    rows=_rows,
    page=_page,
    ids=_ids,
    sorts=("name",),
    sorts_few=("birth_date", "joined_on", "official_on"),
)
