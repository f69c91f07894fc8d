"""Imports and their rows as pages show them."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from vungmanh.exchange.models import CellState, ImportRow, ImportRun, ImportState, RowState
from vungmanh.foundation.dates import written
from vungmanh.web.addresses import kept
from vungmanh.web.viewer import Request

_COLOURS = {RowState.NEW: 3, RowState.CHANGED: 2, RowState.SAME: 4, RowState.ERROR: 1}
_MARKS = {
    CellState.ERROR: ("t1", "✕"), CellState.CHANGED: ("t2", "✎"), CellState.WARNED: ("t2", "⚠"),
    CellState.CONVERTED: ("tb", "↻"),
}  # fmt: skip
_RUN_COLOURS = {ImportState.APPLIED: "t3", ImportState.PREVIEWED: "t2", ImportState.FAILED: "t1"}


@dataclass(frozen=True, slots=True)
class RunShown:
    """One import."""

    run: ImportRun
    state: str
    colour: str
    on: str
    share: int
    alerts: list[str]
    notes: list[str]
    has_expired: bool


@dataclass(frozen=True, slots=True)
class CellShown:
    """One cell with something to tell: its column, its state by sign and word, what stood there before conversion."""

    letter: str
    header: str
    look: str
    sign: str
    state: str
    original: str


@dataclass(frozen=True, slots=True)
class RowShown:
    """One row of a workbook."""

    number: int
    sheet: str
    title: str
    state: str
    colour: int
    cells: list[CellShown]
    differences: list[tuple[str, str, str]]
    problems: list[str]
    warnings: list[str]


def run_shown(run: ImportRun) -> RunShown:
    """An import with its state in words; remarks to be looked at first apart from the others."""
    alerts = run.counters.get("alerts", [])
    return RunShown(
        run=run,
        state=str(ImportState(run.state).label),
        colour=_RUN_COLOURS.get(run.state, "t4"),
        on=written(run.on),
        share=100 * run.done // run.total if run.total else 0,
        alerts=alerts,
        notes=[note for note in run.notes if note not in alerts],
        has_expired=run.dropped,
    )


def row_shown(row: ImportRow) -> RowShown:
    """A row with its differences in words."""
    return RowShown(
        number=row.number,
        sheet=row.sheet,
        title=row.title or row.key,
        state=str(RowState(row.state).label),
        colour=_COLOURS[RowState(row.state)],
        cells=[_cell_shown(*cell) for cell in row.cells],
        differences=[(field, _said(old), _said(new)) for field, old, new in row.differences],
        problems=row.problems,
        warnings=row.warnings,
    )


def state_chips(request: Request, run: ImportRun, chosen: str, *, warned: bool) -> list[dict[str, object]]:
    """Filters of the rows, each with its number."""
    counters = run.counters
    chips = [{"name": _("Tất cả"), "count": counters.get("rows", 0), "on": not chosen and not warned, "address": "?"}]
    chips += [
        {"name": label, "count": counters[code], "on": code == chosen, "address": kept(request, state=code)}
        for code, label in RowState.choices
        if counters.get(code)
    ]
    if counters.get("warnings"):
        count = counters["warnings"]
        chips.append({"name": _("Cảnh báo"), "count": count, "on": warned, "address": kept(request, warned="1")})
    return chips


def _cell_shown(letter: str, header: str, state: str, original: str) -> CellShown:
    look, sign = _MARKS[CellState(state)]
    return CellShown(letter, header, look, sign, str(CellState(state).label), original)


def _said(value: object) -> str:
    return "–" if value in (None, "") else str(value)
