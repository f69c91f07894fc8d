"""What the page of a list shows."""

from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from vungmanh.access.questions import may, may_anywhere
from vungmanh.access.rights import Right
from vungmanh.foundation.dates import day_before
from vungmanh.lists.addresses import choice_of, query_of
from vungmanh.lists.kinds import KINDS
from vungmanh.lists.listing import PAGE_SIZES, SORTED_AT_MOST
from vungmanh.lists.views import views_of
from vungmanh.members.models import Standing
from vungmanh.members.queries import headcount
from vungmanh.organizations.models import Placement
from vungmanh.web.lists.asking import Asked
from vungmanh.web.lists.panel import chips, hidden_fields, panel
from vungmanh.web.lists.table import Drawing, headings, lines


@dataclass(frozen=True, slots=True)
class Rows:
    """The rows of a page as HTML, with the keys of the neighbouring pages."""

    html: str
    before: str | None
    after: str | None


def page_shown(asked: Asked) -> dict[str, Any]:
    """Everything on the page."""
    choice, rows = asked.choice, _rows(asked)
    found = {
        "kind": asked.kind,
        "title": asked.kind.title(choice),
        "list_page": asked.page,
        "scope": choice.scope,
        "counts_members": "members" in asked.kind.code,
        "total": asked.total,
        "heads": headings(asked) if rows.html else [],
        "rows": rows.html,
        "picking": bool(rows.html) and _may_pick(asked),
        "chips": chips(asked),
        "is_narrowed": asked.is_narrowed,
        "all": asked.address(replace(choice, words="", filters={})),
        "quick": _quick(asked),
        "words": choice.words,
        "panel": _panel(asked),
        "hidden": hidden_fields(asked),
        "views": _views(asked),
        "next": rows.after and asked.address(after=rows.after),
        "previous": rows.before and asked.address(before=rows.before),
    }
    return found | _around(asked)


def _around(asked: Asked) -> dict[str, Any]:
    """What stands around the rows: columns to choose, page sizes, why a list is empty."""
    shown = [column.code for column in asked.kind.shown(asked.choice)]
    columns = asked.kind.columns()
    few = asked.total <= SORTED_AT_MOST
    return {
        "columns": [(column.code, column.title, column.code in shown) for column in columns[1:]],
        "here": asked.address(),
        "query": asked.address().partition("?")[2],
        "export_query": asked.address(columns=True).partition("?")[2],
        "sizes": [(size, asked.address(size=size), size == asked.size) for size in PAGE_SIZES]
        if asked.total > PAGE_SIZES[0]
        else [],
        "sorts_by_name_only": bool(asked.kind.sorts_few) and not few,
        "most_sorted": SORTED_AT_MOST,
        "ended": _ended(asked.choice.scope, asked),
        "imports": may_anywhere(asked.request.viewer.actor, Right.IMPORT),
    }


def _may_pick(asked: Asked) -> bool:
    """Whether rows may be selected for a change: today's right, on today's list."""
    viewer = asked.request.viewer
    if asked.kind.code != "members" or viewer.on != viewer.today:
        return False
    return may(viewer.actor, Right.MANAGE_MEMBERS, asked.choice.scope)


def _rows(asked: Asked) -> Rows:
    """The rows drawn, remembered until the record changes: they depend on the record and on these arguments only."""
    request, choice = asked.request, asked.choice
    return request.viewer.remembered(
        _rows_of,
        choice.scope,
        on=choice.on,
        kind=asked.kind.code,
        query=query_of(choice),
        after=request.GET.get("after", ""),
        before=request.GET.get("before", ""),
        size=asked.size,
        picking=_may_pick(asked),
        today=request.viewer.today,
    )


def _rows_of(
    scope: Placement, *, on: date, kind: str, query: str, after: str, before: str, size: int, picking: bool, today: date
) -> Rows:
    found = KINDS[kind]
    choice = choice_of(found, query, scope=scope, on=on)
    page = found.page(choice, after, before, size)
    html = lines(Drawing(found, choice, today), page.rows, picking=picking) if page.rows else ""
    return Rows(html, page.before, page.after)


def _quick(asked: Asked) -> list[dict[str, Any]]:
    """A chip for every standing that somebody in the scope has, for the list of members."""
    if asked.kind.code != "members":
        return []
    choice, viewer = asked.choice, asked.request.viewer
    counts = viewer.remembered(headcount, choice.scope, on=choice.on)
    chosen = list(choice.filters.get("standing", ()))
    return [
        {
            "name": label,
            "count": counts.get(code, 0),
            "on": chosen == [code],
            "address": asked.address(replace(choice, filters={**choice.filters, "standing": [code]})),
        }
        for code, label in Standing.choices
        if counts.get(code) or chosen == [code]
    ]


def _panel(asked: Asked) -> Any:
    """The filter panel, remembered until the record changes."""
    query = query_of(asked.choice, columns=False)
    return asked.request.viewer.remembered(
        _panel_of, asked.choice.scope, on=asked.choice.on, kind=asked.kind.code, query=query
    )


def _panel_of(scope: Placement, *, on: Any, kind: str, query: str) -> Any:
    return panel(KINDS[kind], choice_of(KINDS[kind], query, scope=scope, on=on))


def _views(asked: Asked) -> list[dict[str, Any]]:
    """Saved views: their addresses are followed like any other, so they show nothing more than one may see."""
    actor, page = asked.request.viewer.actor, asked.page
    return [
        {
            "id": one.pk,
            "name": one.name,
            "is_own": one.login_id == actor.login_id,
            "is_shared": one.is_shared,
            "address": page + (f"?{one.query}" if one.query else ""),
        }
        for one in views_of(actor, asked.kind.code)
    ]


def _ended(scope: Placement, asked: Asked) -> dict[str, Any] | None:
    """That the scope does not stand on the day, with its last day."""
    if scope.holds_on(asked.choice.on):
        return None
    return {"name": scope.name, "last": day_before(scope.ends_on) if scope.ends_on else None}
