"""A row on its way through planning: its values, what is wrong with it, and the steps it would take."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, TypeVar

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from vungmanh.classification.models import MemberResult
from vungmanh.exchange.cells import BadCell, OnlyYear, Value, value_of
from vungmanh.exchange.choices import Choices, Translate
from vungmanh.exchange.columns import IGNORED, Column, SheetKind
from vungmanh.exchange.headers import FoundSheet, letter
from vungmanh.exchange.models import CellState, RowState
from vungmanh.exchange.parsing.contract import Cell, CellError, Font
from vungmanh.foundation.dates import written
from vungmanh.foundation.refusals import Refusal
from vungmanh.members.models import Particulars

Found = TypeVar("Found")
_CHUNK = 500
GUARDED = frozenset({*Particulars.GUARDED, *MemberResult.GUARDED})
"""Fields of which pages tell only that something stands there."""
_HIDDEN = "•••"
_QUOTED = re.compile("“[^”]*”")
"""What a sentence repeats of a cell."""
_NAMES = ("full_name", "other_name")


@dataclass(slots=True, eq=False)
class Row:
    """One row of a sheet. `steps` are what it asks for; a row with problems takes none of them.

    `marks` tells the state of cells by field, `originals` what stood in the cells that were converted.
    """

    sheet: FoundSheet
    number: int
    cells: list[Cell]
    values: dict[str, Any] = field(default_factory=dict)
    problems: list[str] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)
    differences: list[list[str]] = field(default_factory=list)
    steps: list[object] = field(default_factory=list)
    marks: dict[str, CellState] = field(default_factory=dict)
    originals: dict[str, str] = field(default_factory=dict)
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
        self.marks[name] = CellState.ERROR
        self.problems.append(self._about(name, sentence))

    def refuse_as(self, name: str, refusal: Refusal) -> None:
        """Reject the row for the reason that an action would give."""
        self.refuse(name, str(refusal))

    def warn(self, name: str, sentence: str) -> None:
        """Say what should be looked at, without rejecting the row."""
        self.marks.setdefault(name, CellState.WARNED)
        self.warnings.append(self._about(name, sentence))

    def differ(self, name: str, old: Value, new: Value) -> None:
        """Keep a difference to what is recorded; of a guarded field only that it differs."""
        told = [_HIDDEN if name in GUARDED and value else said(value) for value in (old, new)]
        if self.marks.get(name) != CellState.ERROR:
            self.marks[name] = CellState.CHANGED
        self.differences.append([self.sheet.column(name).say(get_language() or "vi"), *told])

    def shown(self, number: str) -> str:
        """A code or number as pages may show it: the row's citizen id is masked."""
        return masked(number) if number == self.get("citizen_id") else number

    def told_cells(self) -> list[list[str]]:
        """[letter, header, state, original text] of each cell with a state; originals of guarded fields are hidden."""
        if not self.marks and not self.originals:
            return []
        header = self.sheet.header
        fields = sorted({*self.marks, *self.originals} & header.places.keys(), key=header.places.__getitem__)
        return [
            [
                letter(header.places[name]),
                header.titles[header.places[name]],
                str(self.marks.get(name, CellState.CONVERTED).value),
                _HIDDEN if name in GUARDED and name in self.originals else self.originals.get(name, ""),
            ]
            for name in fields
        ]

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


def read_rows(
    sheets: Sequence[FoundSheet], progress: Callable[[int], None], choices: Choices | None = None
) -> list[Row]:
    """All rows with their values, cell by cell; `progress` is told how many have been read."""
    rows: list[Row] = []
    for row in _read(sheets, choices or Choices()):
        rows.append(row)
        if len(rows) % _CHUNK == 0:
            progress(len(rows))
    return rows


def _read(sheets: Sequence[FoundSheet], choices: Choices) -> Iterator[Row]:
    for sheet in sheets:
        read = [(name, place, sheet.column(name)) for name, place in sheet.header.places.items() if name != IGNORED]
        meanings = _meanings(sheet, choices)
        for number, cells in sheet.rows():
            row = Row(sheet, number, cells)
            for name, place, column in read:
                if cells[place] != "":
                    _take_in(row, column, cells[place], meanings.get(name))
            if sheet.raw.originals:
                _tell_converted(row, read)
            yield row


def _meanings(sheet: FoundSheet, choices: Choices) -> dict[str, Translate]:
    """How the cells of columns with words or dates of their own become ours, by field."""
    found = (
        (name, choices.translation(sheet.layout.kind, name, sheet.column(name).kind, sheet.header.titles[place]))
        for name, place in sheet.header.places.items()
        if name != IGNORED
    )
    return {name: meaning for name, meaning in found if meaning is not None}


def _take_in(row: Row, column: Column, cell: Cell, meaning: Translate | None) -> None:
    try:
        row.values[column.field] = value_of(column, cell if meaning is None else meaning(cell))
    except BadCell as bad:
        is_guarded = column.field in GUARDED and not isinstance(cell, CellError)
        row.refuse(column.field, _QUOTED.sub(f"“{_HIDDEN}”", str(bad)) if is_guarded else str(bad))
    except OnlyYear as only:
        row.values["birth_year"] = only.year


def _tell_converted(row: Row, read: Sequence[tuple[str, int, Column]]) -> None:
    """Keep what stood in converted cells, and give names the capitals that TCVN3 could not write."""
    raw = row.sheet.raw
    for name, place, _column in read:
        spot = row.number - 1, place
        original = raw.originals.get(spot)
        if original is None:
            continue
        row.originals[name] = original
        if spot in raw.doubtful:
            row.warn(
                name,
                _("Đã chuyển “{old}” thành “{new}” theo các ô khác trong cột. Kiểm tra lại.").format(
                    old=_HIDDEN if name in GUARDED else original[:40],
                    new=_HIDDEN if name in GUARDED else str(row.cells[place])[:40],
                ),
            )
        if name in _NAMES and isinstance(row.get(name), str):
            row.values[name] = _capitalized(row.values[name], only_first=raw.fonts.get(spot) is Font.TCVN3_CAPITALS)


def _capitalized(name: str, *, only_first: bool) -> str:
    """A name whose words begin with capitals; with `only_first`, all other letters become small."""
    return " ".join(
        word[:1].upper() + (word[1:].lower() if only_first and word.isupper() else word[1:]) for word in name.split()
    )


def of_kind(rows: Sequence[Row], kind: SheetKind) -> list[Row]:
    """The rows of one kind of sheet."""
    return [row for row in rows if row.sheet.layout.kind == kind]


def steps_of(rows: Sequence[Row], kind: type[Found]) -> list[Found]:
    """The steps of one kind that accepted rows ask for, in their order."""
    return [step for row in rows if not row.problems for step in row.steps if isinstance(step, kind)]
