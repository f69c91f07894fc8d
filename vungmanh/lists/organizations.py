"""The list of organizations below one, at any depth, on a day; and with their results, at the end of a year."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from django.db.models import Q, QuerySet
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from vungmanh.access.rights import Right
from vungmanh.classification.models import OrganizationResult, Status
from vungmanh.classification.populations import Counted, all_below, population
from vungmanh.documents.tables import Column, Value
from vungmanh.foundation.dates import last_complete_year, year_end
from vungmanh.lists.listing import Choice, Entry, Filter, ListKind, Page, Row
from vungmanh.lists.organization_columns import USUAL, cells_of, organization_columns
from vungmanh.lists.results_in_words import groups_of, result_columns, unrated_statuses
from vungmanh.lists.results_of_members import at_year_end, in_groups, reasons, year_of, years
from vungmanh.organizations.kinds import kinds
from vungmanh.organizations.models import Placement, Sector
from vungmanh.organizations.queries import below, directly_below, in_words
from vungmanh.rulebooks import shelf
from vungmanh.rulebooks.rulebook import Subject

_BATCH = 1000
"""Rows read at once for a file."""
DIRECTLY = "direct"


def _kinds(_choice: Choice) -> list[tuple[str, str]]:
    language = get_language() or "vi"
    return [(code, found.name.say(language)) for code, found in kinds().items()]


def _sectors(_choice: Choice) -> list[tuple[str, str]]:
    return [(code or "unknown", str(label)) for code, label in Sector.choices]


def _superiors(choice: Choice) -> list[tuple[str, str]]:
    return [(one.organization.code, one.name) for one in directly_below(choice.scope.organization_id, on=choice.on)]


def _results(choice: Choice) -> list[tuple[str, str]]:
    language, book = get_language() or "vi", shelf.book_for(last_complete_year(choice.on))
    categories = [(one.code, one.name.say(language)) for one in book.categories(Subject.ORGANIZATION)]
    return [*categories, *unrated_statuses()]


def _depths(_choice: Choice) -> list[tuple[str, str]]:
    return [(DIRECTLY, _("Chỉ tổ chức trực thuộc")), ("all", _("Mọi cấp bên dưới"))]


def _counted(_choice: Choice) -> list[tuple[str, str]]:
    return [
        (Counted.ORGANIZATIONS.value, _("Tổ chức đảng trực thuộc")),
        (Counted.CELLS.value, _("Chi bộ ở mọi cấp bên dưới")),
        ("all", _("Mọi tổ chức bên dưới")),
    ]


def _picked(_choice: Choice) -> list[tuple[str, str]]:
    return []


_UNDER = Filter("under", lambda: _("Thuộc tổ chức"), _superiors, Entry.ORGANIZATION)
_KIND = Filter("kind", lambda: _("Loại tổ chức"), _kinds)
_SECTOR = Filter("sector", lambda: _("Loại hình"), _sectors)


def _by_under(choice: Choice, values: Sequence[str]) -> Q:
    named = Placement.objects.on(choice.on).filter(organization__code__in=values, organization__withdrawn_by=None)
    places = [Q(path__gte=one.path, path__lt=one.path + "~") for one in named]
    return Q(*places, _connector=Q.OR) if places else Q(pk__in=[])


def _by_result(choice: Choice, values: Sequence[str]) -> Q:
    results = OrganizationResult.objects.effective().filter(year=last_complete_year(choice.on))
    rated = Q(status=Status.RATED, category__in=values) | Q(status__in=values)
    found = Q(organization__in=results.filter(rated).values("organization_id"))
    return found | ~Q(organization__in=results.values("organization_id")) if "none" in values else found


def _by_depth(choice: Choice, values: Sequence[str]) -> Q:
    return Q(parent=choice.scope.organization_id) if DIRECTLY in values else Q()


_NARROWINGS: Mapping[str, Callable[[Choice, Sequence[str]], Q]] = {
    "kind": lambda _choice, values: Q(kind__in=values),
    "sector": lambda _choice, values: Q(sector__in=["" if value == "unknown" else value for value in values]),
    "under": _by_under,
    "result": _by_result,
    "level": _by_depth,
    "pick": lambda _choice, values: Q(organization_id__in=[int(value) for value in values]),
}


def _narrowed(choice: Choice, rows: QuerySet[Any]) -> QuerySet[Any]:
    for code, values in choice.filters.items():
        if code in _NARROWINGS:
            rows = rows.filter(_NARROWINGS[code](choice, values))
    return rows.filter(in_words(choice.words)) if choice.words else rows


def _listed(choice: Choice) -> tuple[Choice, QuerySet[Any]]:
    return choice, _narrowed(choice, below(choice.scope, on=choice.on))


def _rated(choice: Choice) -> tuple[Choice, QuerySet[Any]]:
    """The population of the year that the figures count, narrowed."""
    asked, year = at_year_end(choice), year_of(choice)
    counted = choice.filters.get("counted", (Counted.ORGANIZATIONS.value,))[-1]
    rows = (
        all_below(asked.scope, year=year) if counted == "all" else population(Counted(counted), asked.scope, year=year)
    )
    return asked, _narrowed(asked, rows).filter(in_groups(_counted_of(choice), choice))


Listed = Callable[[Choice], tuple[Choice, QuerySet[Any]]]


def _kind_of_list(code: str, listed: Listed, **declared: Any) -> ListKind:
    """A list of placements sorted by name, read from `listed`."""

    def cells(choice: Choice, asked: Choice, rows: Sequence[Placement]) -> list[list[Value]]:
        shown = [column.code for column in made.shown(choice)]
        return cells_of(rows, shown, on=asked.on, year=last_complete_year(asked.on))

    def page(choice: Choice, after: str, before: str, size: int) -> Page:
        asked, rows = listed(choice)
        found, previous, following = _page_of(rows, choice.sort.startswith("-"), after, before, size)
        read = zip(found, cells(choice, asked, found), strict=True)
        return Page([Row(row.organization.code, _key(row), values) for row, values in read], previous, following)

    def ids(choice: Choice) -> Sequence[int]:
        order = _order(descending=choice.sort.startswith("-"))
        return list(listed(choice)[1].order_by(*order).values_list("organization_id", flat=True))

    def rows(choice: Choice) -> Iterator[Sequence[Value]]:
        asked, found = listed(choice)
        ordered = found.order_by(*_order(descending=choice.sort.startswith("-"))).values_list("pk", flat=True)
        ids: list[int] = list(ordered)
        for start in range(0, len(ids), _BATCH):
            batch = ids[start : start + _BATCH]
            read = Placement.objects.select_related("organization").in_bulk(batch)
            yield from cells(choice, asked, [read[id_] for id_ in batch if id_ in read])

    made = ListKind(
        code=code,
        count=lambda choice: listed(choice)[1].count(),
        rows=rows,
        page=page,
        ids=ids,
        sorts=("name",),
        **declared,
    )
    return made


def _order(*, descending: bool) -> tuple[str, str]:
    return ("-sort_key", "-organization_id") if descending else ("sort_key", "organization_id")


def _key(row: Placement) -> str:
    return f"{row.sort_key}~{row.organization_id}"


def _page_of(
    rows: QuerySet[Any], descending: bool, after: str, before: str, size: int
) -> tuple[list[Placement], str | None, str | None]:
    """The placements of one page with the keys of the pages before and after."""
    forward = not before
    upward = forward is not descending
    if after or before:
        rows = rows.filter(_beyond(after or before, upward=upward))
    read = list(rows.select_related("organization").order_by(*_order(descending=not upward))[: size + 1])
    more, read = len(read) > size, read[:size]
    if not forward:
        read.reverse()
    if not read:
        return [], None, None
    has_before, has_after = (bool(after), more) if forward else (more, True)
    return read, _key(read[0]) if has_before else None, _key(read[-1]) if has_after else None


def _beyond(key: str, *, upward: bool) -> Q:
    name, _tilde, number = key.rpartition("~")
    id_ = int(number) if number.isdecimal() and len(number) <= 18 else 0
    than = "gt" if upward else "lt"
    return Q(**{f"sort_key__{than}": name}) | Q(**{"sort_key": name, f"organization_id__{than}": id_})


def _columns() -> list[Column]:
    return [*organization_columns(), Column("result", _("Xếp loại năm trước"), width=32)]


def _result_columns() -> list[Column]:
    return [*organization_columns(), *result_columns()]


def _counted_of(choice: Choice) -> Counted:
    chosen = choice.filters.get("counted", (Counted.ORGANIZATIONS.value,))[-1]
    return Counted(chosen) if chosen in list(Counted) else Counted.CELLS


ORGANIZATIONS = _kind_of_list(
    "organizations",
    _listed,
    title=lambda _choice: _("Tổ chức đảng"),
    right=Right.SEE_ORGANIZATIONS,
    columns=_columns,
    usual=USUAL,
    filters=(
        Filter("level", lambda: _("Cấp"), _depths, Entry.ONE),
        _KIND,
        _SECTOR,
        _UNDER,
        Filter("result", lambda: _("Xếp loại năm trước"), _results),
        Filter("pick", lambda: _("Đã chọn"), _picked, Entry.SUBJECTS),
    ),
)

ORGANIZATION_RESULTS = _kind_of_list(
    "results_organizations",
    _rated,
    title=lambda choice: _("Kết quả xếp loại tổ chức đảng năm {year}").format(year=year_of(choice)),
    right=Right.SEE_RESULTS,
    about=lambda choice: year_end(year_of(choice)),
    columns=_result_columns,
    usual=("name", "superior", "kind", "result"),
    filters=(
        Filter("year", lambda: _("Năm"), years, Entry.ONE),
        Filter("counted", lambda: _("Gồm"), _counted, Entry.ONE),
        Filter(
            "group",
            lambda: _("Kết quả"),
            lambda choice: groups_of(Subject.ORGANIZATION, year_of(choice), get_language() or "vi"),
        ),
        Filter("reason", lambda: _("Lý do chưa xếp loại"), lambda choice: reasons(_counted_of(choice), choice)),
        _KIND,
        _SECTOR,
        _UNDER,
        Filter("pick", lambda: _("Đã chọn"), _picked, Entry.SUBJECTS),
    ),
)
