"""The list of members enrolled on 31 December of a year with the result of that year: the rows behind its figures."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import reduce
from operator import or_
from typing import Any

from django.db.models import Q, QuerySet
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from vungmanh.access.rights import Right
from vungmanh.classification.models import Status
from vungmanh.classification.populations import Counted, in_group, population
from vungmanh.classification.queries import rated_years
from vungmanh.classification.reasons import reason_told, with_reason
from vungmanh.documents.tables import Column, Value
from vungmanh.foundation.dates import last_complete_year, year_end
from vungmanh.lists.listing import Choice, Entry, Filter, ListKind, Page, Row
from vungmanh.lists.member_columns import cells_of, person_columns
from vungmanh.lists.member_filters import PERSON_FILTERS
from vungmanh.lists.members import ids_of, in_batches, narrowed, order_of
from vungmanh.lists.results_in_words import groups_of, result_columns, status_in_words, unrated_statuses
from vungmanh.members.models import Standing
from vungmanh.members.pages import MemberRow, Source, page_of
from vungmanh.organizations.queries import placement_of
from vungmanh.rulebooks import shelf
from vungmanh.rulebooks.rulebook import Subject

LATEST_YEAR = 2100
"""No list is about a later year."""


def year_of(choice: Choice) -> int:
    """The year of the results: the one chosen, else the last complete one."""
    chosen = [text for text in choice.filters.get("year", ()) if text.isascii() and text.isdecimal() and len(text) == 4]
    years_chosen = [int(text) for text in chosen if shelf.FIRST_YEAR <= int(text) <= LATEST_YEAR]
    return years_chosen[-1] if years_chosen else last_complete_year(choice.on)


def at_year_end(choice: Choice) -> Choice:
    """The choice as of the last day of its year, when the year's figures are counted."""
    then = year_end(year_of(choice))
    place = placement_of(choice.scope.organization_id, on=then)
    filters = {code: values for code, values in choice.filters.items() if code not in ("year", "group", "reason")}
    return replace(choice, scope=place or choice.scope, on=then, filters=filters)


def years(choice: Choice) -> list[tuple[str, str]]:
    """Years that have results, and the year that the list is about."""
    return [(str(year), str(year)) for year in sorted({*rated_years(), year_of(choice)}, reverse=True)]


def in_groups(counted: Counted, choice: Choice) -> Q:
    """What the filters of results leave of a population."""
    groups = [in_group(group) for group in choice.filters.get("group", ())]
    wanted = choice.filters.get("reason", ())
    told = with_reason(year_of(choice)) if wanted and counted is Counted.MEMBERS else None
    reasons = [in_group("not_rated") & _for_reason(reason, told) for reason in wanted]
    return (reduce(or_, groups) if groups else Q()) & (reduce(or_, reasons) if reasons else Q())


def _for_reason(reason: str, told: Mapping[str, Q] | None) -> Q:
    """Rows with a reason; where nobody wrote one, for how far it came. Of members only by what is `told` of it."""
    if reason in dict(unrated_statuses()):
        return Q(reason="", status=reason)
    return Q(reason=reason) if told is None else told.get(reason, Q(pk__in=()))


def reasons(counted: Counted, choice: Choice) -> list[tuple[str, str]]:
    """Why somebody in the list has no rating: statuses, and the reasons that were written, of members as told."""
    asked = at_year_end(choice)
    rows = population(counted, asked.scope, year=asked.on.year).filter(in_group("not_rated"))
    found = rows.order_by().values_list("reason", "status").distinct()
    named = {
        _reason_named(counted, choice, reason) if reason else (status, status_in_words(status))
        for reason, status in found
    }
    return sorted(named)


def _reason_named(counted: Counted, choice: Choice, reason: str) -> tuple[str, str]:
    """The value of the filter and what it is called."""
    if counted is not Counted.MEMBERS:
        return reason, reason
    told = reason_told(reason, shelf.book_for(year_of(choice)))
    return told.vi, told.say(get_language() or "vi")


def _groups(choice: Choice) -> list[tuple[str, str]]:
    return groups_of(Subject.MEMBER, year_of(choice), get_language() or "vi")


def _narrowed(choice: Choice) -> tuple[Choice, Source, QuerySet[Any]]:
    asked = at_year_end(choice)
    source, rows = narrowed(asked)
    wanted = in_groups(Counted.MEMBERS, choice)
    if wanted:
        counted = population(Counted.MEMBERS, asked.scope, year=asked.on.year).filter(wanted)
        rows = rows.filter(member_id__in=counted.order_by().values("member_id"))
    return asked, source, rows


def _columns() -> list[Column]:
    return [*person_columns(), *result_columns()]


def _cells(rows: Sequence[MemberRow], codes: Sequence[str], choice: Choice) -> list[list[Value]]:
    """The values, in the column of the result also why there is none."""
    cells = cells_of(rows, codes, on=choice.on, year=choice.on.year)
    if "result" in codes:
        place = codes.index("result")
        for row, values in zip(rows, cells, strict=True):
            without = Status.EXEMPT.value if row.standing == Standing.EXEMPT else ""
            values[place] = values[place] or status_in_words(without)
    return cells


def _page(choice: Choice, after: str, before: str, size: int) -> Page:
    asked, source, rows = _narrowed(choice)
    order = order_of(choice)
    found = page_of(source, rows, after=after, before=before, size=size, order=order)
    cells = _cells(found.rows, [column.code for column in MEMBER_RESULTS.shown(choice)], asked)
    listed = [Row(row.member_id, order.key(row), values) for row, values in zip(found.rows, cells, strict=True)]
    return Page(listed, found.before, found.after)


def _ids(choice: Choice) -> Sequence[int]:
    _asked, source, rows = _narrowed(choice)
    return ids_of(source, rows, order_of(choice))


def _rows(choice: Choice) -> Iterator[Sequence[Value]]:
    asked, source, _narrow = _narrowed(choice)
    codes = [column.code for column in MEMBER_RESULTS.shown(choice)]
    for batch in in_batches(source, _ids(choice)):
        yield from _cells(batch, codes, asked)


MEMBER_RESULTS = ListKind(
    code="results_members",
    title=lambda choice: _("Kết quả xếp loại đảng viên năm {year}").format(year=year_of(choice)),
    right=Right.SEE_RESULTS,
    columns=_columns,
    usual=("name", "birth_date", "cell", "result"),
    filters=(
        Filter("year", lambda: _("Năm"), years, Entry.ONE),
        Filter("group", lambda: _("Kết quả"), _groups),
        Filter("reason", lambda: _("Lý do chưa xếp loại"), lambda choice: reasons(Counted.MEMBERS, choice)),
        *PERSON_FILTERS,
    ),
    count=lambda choice: _narrowed(choice)[2].count(),
    rows=_rows,
    page=_page,
    ids=_ids,
    sorts=("name",),
    sorts_few=("birth_date", "joined_on", "official_on"),
    about=lambda choice: year_end(year_of(choice)),
)
