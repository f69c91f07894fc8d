"""Writing a plan down, row by row, for people to look at."""

from collections import Counter
from collections.abc import Sequence
from typing import Any

from vungmanh.exchange.advancing import advance
from vungmanh.exchange.headers import FoundSheet
from vungmanh.exchange.models import ImportRow, ImportRun, RowState
from vungmanh.exchange.planning import Plan
from vungmanh.exchange.rejects import kept_cells, kept_layout
from vungmanh.exchange.rows import Row
from vungmanh.foundation.inserting import insert_rows

_STORED = ("sheet", "number", "state", "key", "title", "differences", "problems", "warnings", "cells")


def store(run: ImportRun, plan: Plan, notes: Sequence[str], sheets: Sequence[FoundSheet]) -> None:
    """Write down the state of every row, unless it stands there already."""
    stored = run.rows.order_by("pk").values_list(*_STORED)
    planned = [_told_of(row) for row in plan.rows]
    if [*stored] != planned:
        run.rows.all().delete()
        insert_rows([_stored(run, row, told) for row, told in zip(plan.rows, planned, strict=True)])
    counters = _counters(plan.rows) | {"alerts": plan.alerts}
    advance(
        run, [run.state], counters=counters, notes=[*notes, *plan.notes], layout=kept_layout(sheets),
        total=len(planned),
    )  # fmt: skip


def _stored(run: ImportRun, row: Row, told: tuple[Any, ...]) -> ImportRow:
    values = kept_cells(row.cells) if row.problems else []
    return ImportRow(run_id=run.pk, values=values, **dict(zip(_STORED, told, strict=True)))


def _told_of(row: Row) -> tuple[Any, ...]:
    """What is stored of a row, in the order of `_STORED`."""
    differences = [] if row.problems else row.differences
    state = str(row.state.value)
    place = (row.sheet.raw.name, row.number)
    return (
        *place,
        state,
        row.shown(row.key)[:80],
        row.title[:200],
        differences,
        row.problems,
        row.warnings,
        row.told_cells(),
    )


def _counters(rows: Sequence[Row]) -> dict[str, Any]:
    whole_book: Counter[str] = Counter(row.state for row in rows)
    sheets: dict[str, Counter[str]] = {}
    for row in rows:
        sheets.setdefault(row.sheet.raw.name, Counter())[row.state] += 1
    return {
        **_told(whole_book),
        "accepted": len(rows) - whole_book[RowState.ERROR],
        "rejected": whole_book[RowState.ERROR],
        "warnings": sum(len(row.warnings) for row in rows),
        "sheets": {name: _told(counts) for name, counts in sheets.items()},
    }


def _told(counts: Counter[str]) -> dict[str, int]:
    return {"rows": counts.total(), **{str(state.value): counts[state] for state in RowState}}
