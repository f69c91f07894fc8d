"""What the parsing process and its caller say to each other: formats, parts of the answer, reasons to stop."""

from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from typing import TypeAlias

Cell: TypeAlias = int | float | str | bool | date | datetime | time | timedelta
Spot: TypeAlias = tuple[int, int]
"""Row and column of a cell, counted from 0."""

MOST_CELLS = 30_000_000
"""Cells, empty ones too, that the used areas of all sheets may have: a million rows of 29 columns."""
ERRORS = ("#NULL!", "#DIV/0!", "#VALUE!", "#REF!", "#NAME?", "#NUM!", "#N/A")
"""What spreadsheets show instead of a value that they could not work out."""


class Format(StrEnum):
    """The formats that are read."""

    XLSX = "xlsx"
    XLS = "xls"
    ODS = "ods"
    CSV = "csv"


class Stop(StrEnum):
    """Why a file is not read to its end."""

    BROKEN = "broken"
    PASSWORD = "password"  # noqa: S105  (a reason, no secret)
    TOO_FAR = "too_far"
    TOO_HEAVY = "too_heavy"
    LONG_CELL = "long_cell"


class Font(StrEnum):
    """The families of fonts that show other letters than the text holds."""

    TCVN3 = "tcvn3"
    TCVN3_CAPITALS = "tcvn3_capitals"
    """Fonts as .VnTimeH show capitals only, whatever was typed."""
    VNI = "vni"


class CellError(str):
    """A cell without a value: what a spreadsheet shows for a failed formula, or a formula that has no stored value."""

    __slots__ = ()


@dataclass(slots=True)
class Seen:
    """What a sheet holds besides values: how many formulas, the cells without a value, the cells in old fonts."""

    formulas: int = 0
    errors: dict[Spot, str] = field(default_factory=dict)
    fonts: dict[Spot, Font] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class SheetPart:
    """A sheet begins. Its rows follow as lists."""

    name: str
    formulas: int = 0
    fonts: dict[Spot, Font] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class StopPart:
    """The file is not read any further; `rows` and `columns` tell how far a sheet reaches."""

    why: Stop
    rows: int = 0
    columns: int = 0


def font_of(name: str) -> Font | None:
    """The family of a font by its name: .VnTime, .VnArialH …, VNI-Times …; None for any other."""
    if name.lower().startswith(".vn"):
        return Font.TCVN3_CAPITALS if name.endswith("H") else Font.TCVN3
    return Font.VNI if name.upper().startswith(("VNI-", "VNI ")) else None
