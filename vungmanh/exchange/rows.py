"""A row on its way through planning: its values, what is wrong with it, and the steps it would take."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, TypeVar

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from vungmanh.exchange.cells import BadCell, Value, value_of
from vungmanh.exchange.columns import IGNORED, SheetKind
from vungmanh.exchange.headers import FoundSheet, letter
from vungmanh.exchange.models import RowState
from vungmanh.exchange.reading import Cell
from vungmanh.foundation.dates import written
from vungmanh.foundation.refusals import Refusal
from vungmanh.members.models import Particulars

Found = TypeVar("Found")
_CHUNK = 500
_HIDDEN = "•••"


@dataclass(slots=True, eq=False)
class Row:
    """One row of a sheet. `steps` are what it asks for; a row with problems takes none of them."""

    sheet: FoundSheet
    number: int
    cells: list[Cell]
    values: dict[str, Any] = field(default_factory=dict)
    problems: list[str] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)
    differences: list[list[str]] = field(default_factory=list)
    steps: list[object] = field(default_factory=list)
    is_new: bool = False
    key: str = ""
    title: str = ""

    @property
    def state(self) -> RowState:
        """What becomes of the row."""
        if self.problems:
            return RowState.ERROR
        if self.is_new:
            return RowState.NEW
        return RowState.CHANGED if self.steps else RowState.SAME

    @property
    def place(self) -> str:
        """Where it stands, for sentences about another row."""
        return _("trang “{sheet}”, dòng {row}").format(sheet=self.sheet.raw.name, row=self.number)

    def get(self, name: str) -> Any:
        """The value of a field; None where the cell is empty, unreadable, or there is no such column."""
        return self.values.get(name)

    def refuse(self, name: str, sentence: str) -> None:
        """Reject the row because of the cell of a field."""
        self.problems.append(self._about(name, sentence))

    def refuse_as(self, name: str, refusal: Refusal) -> None:
        """Reject the row for the reason that an action would give."""
        self.refuse(name, str(refusal))

    def warn(self, name: str, sentence: str) -> None:
        """Say what should be looked at, without rejecting the row."""
        self.warnings.append(self._about(name, sentence))

    def differ(self, name: str, old: Value, new: Value) -> None:
        """Keep a difference to what is recorded; of a guarded field only that it differs."""
        told = [_HIDDEN if name in Particulars.GUARDED and value else said(value) for value in (old, new)]
        self.differences.append([self.sheet.column(name).say(get_language() or "vi"), *told])

    def shown(self, number: str) -> str:
        """A code or number as pages may show it: the row's citizen id is masked."""
        return masked(number) if number == self.get("citizen_id") else number

    def take(self, step: object) -> None:
        """Ask for a step."""
        self.steps.append(step)

    def _about(self, name: str, sentence: str) -> str:
        index = self.sheet.header.places.get(name)
        if index is None:
            return _("Cột “{header}”: {sentence}").format(header=self.sheet.column(name).header, sentence=sentence)
        return _("Cột {letter} “{header}”: {sentence}").format(
            letter=letter(index), header=self.sheet.header.titles[index], sentence=sentence
        )


def masked(number: str) -> str:
    """A citizen id of which only the last four digits are shown."""
    return _HIDDEN + number[-4:]


def said(value: Value) -> str:
    """A value as people write it."""
    if isinstance(value, date):
        return written(value)
    return "" if value is None else str(value)


def read_rows(sheets: Sequence[FoundSheet], progress: Callable[[int], None]) -> list[Row]:
    """All rows with their values, cell by cell; `progress` is told how many have been read."""
    rows: list[Row] = []
    for row in _read(sheets):
        rows.append(row)
        if len(rows) % _CHUNK == 0:
            progress(len(rows))
    return rows


def _read(sheets: Sequence[FoundSheet]) -> Iterator[Row]:
    for sheet in sheets:
        read = [(name, place, sheet.column(name)) for name, place in sheet.header.places.items() if name != IGNORED]
        for number, cells in sheet.rows():
            row = Row(sheet, number, cells)
            for name, place, column in read:
                if (cell := cells[place]) == "":
                    continue
                try:
                    row.values[name] = value_of(column, cell)
                except BadCell as bad:
                    row.refuse(name, str(bad))
            yield row


def of_kind(rows: Sequence[Row], kind: SheetKind) -> list[Row]:
    """The rows of one kind of sheet."""
    return [row for row in rows if row.sheet.layout.kind == kind]


def steps_of(rows: Sequence[Row], kind: type[Found]) -> list[Found]:
    """The steps of one kind that accepted rows ask for, in their order."""
    return [step for row in rows if not row.problems for step in row.steps if isinstance(step, kind)]
