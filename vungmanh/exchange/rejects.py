"""The workbook of rejected rows: the sheets and headers that came in, bad cells marked, a last column saying why.

Put right and imported again, the column is known and ignored; its header says which import the rows come from.
"""

import io
import re
from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from typing import Any

from vungmanh.exchange.columns import REASON
from vungmanh.exchange.headers import FoundSheet, index_of
from vungmanh.exchange.models import CellState, ImportRun, RowState
from vungmanh.exchange.parsing.contract import Cell
from vungmanh.exchange.sheets import Book

_DAY = "day"
_ORIGIN = re.compile(r"\(lần nhập số (\d{1,15})\)")


def rejects_workbook(run: ImportRun) -> bytes:
    """The rejected rows of a previewed or applied import as a workbook; without any, only the headers."""
    stream = io.BytesIO()
    with Book(stream) as book:
        rejected = run.rows.filter(state=RowState.ERROR).order_by("pk")
        for kept in run.layout or [{"name": REASON, "headers": [[]]}]:
            sheet = book.sheet(kept["name"])
            last = max((len(header) for header in kept["headers"]), default=0)
            for place, header in enumerate(kept["headers"]):
                reason = [f"{REASON} (lần nhập số {run.pk})"] if place == 0 else []
                sheet.header([*header, *[""] * (last - len(header)), *reason])
            for row in rejected.filter(sheet=kept["name"]).order_by("number"):
                cells = [_cell(value) for value in row.values][:last]
                bad = {index_of(letter) for letter, _header, state, _text in row.cells if state == CellState.ERROR}
                sheet.row([*cells, *[""] * (last - len(cells)), " ".join(row.problems)], bad=bad)
    return stream.getvalue()


def origin_of(run: ImportRun, sheets: Sequence[FoundSheet]) -> int | None:
    """The import into the same organization whose rejected rows these are; None for any other workbook."""
    titles = [title for sheet in sheets for title in sheet.header.titles.values()]
    numbers = {int(match[1]) for title in titles if (match := _ORIGIN.search(title))}
    found = ImportRun.objects.filter(pk__in=numbers, scope=run.scope_id).exclude(pk=run.pk)
    return found.order_by("-pk").values_list("pk", flat=True).first() if numbers else None


def kept_cells(cells: Sequence[Cell]) -> list[Any]:
    """Cells as they came in, in a form that JSON can hold."""
    return [_kept(cell) for cell in cells]


def kept_layout(sheets: Sequence[FoundSheet]) -> list[dict[str, Any]]:
    """Names and header rows of the sheets as they came in."""
    return [
        {
            "name": sheet.raw.name,
            "headers": [kept_cells(row) for row in sheet.raw.rows[sheet.header.first : sheet.header.below]],
        }
        for sheet in sheets
    ]


def _kept(cell: Cell) -> Any:
    if isinstance(cell, date):
        day = cell.date() if isinstance(cell, datetime) else cell
        return {_DAY: day.isoformat()}
    return str(cell) if isinstance(cell, time | timedelta) else cell


def _cell(value: Any) -> Any:
    return date.fromisoformat(value[_DAY]) if isinstance(value, dict) else value
