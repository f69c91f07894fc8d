"""From the bytes of a file to the cells of its sheets."""

import io
import os
import pickle
import subprocess
import sys
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

import vungmanh
from vungmanh.exchange.formats import broken, format_of, has_password, notes_on
from vungmanh.exchange.parsing.contract import Cell, Font, Format, SheetPart, Spot, Stop, StopPart
from vungmanh.foundation.refusals import Refusal

_PATIENCE = 300
"""Seconds that the parsing of a file may take."""
_LONGEST_NAME = 60


@dataclass(frozen=True, slots=True)
class RawSheet:
    """A sheet as it came in: `rows[0]` is Excel's row 1, `rows[0][0]` its cell A1; empty cells are empty texts.

    `fonts` tells the cells in fonts from before Unicode, `formulas` the number of cells with a formula. `originals`
    are the texts of the cells that were converted, `doubtful` those of them that may have been right before.
    """

    name: str
    rows: list[list[Cell]]
    formulas: int = 0
    fonts: dict[Spot, Font] = field(default_factory=dict)
    originals: dict[Spot, str] = field(default_factory=dict)
    doubtful: dict[Spot, str] = field(default_factory=dict)


def read_sheets(content: bytes, file_name: str = "") -> tuple[list[RawSheet], list[str]]:
    """The sheets that have any cell, and notes on the file.

    Raises Refusal for a file that is no table, is broken, has a password, or is empty. A text table is one sheet,
    named after its file.
    """
    format_ = format_of(content)
    name = Path(file_name).stem if format_ == Format.CSV else ""
    filled = [sheet for sheet in _sheets(_parsed(content, format_), name) if sheet.rows]
    if not filled:
        raise Refusal(
            "exchange.empty",
            _("Tệp không có ô nào có dữ liệu."),
            remedy=_("Kiểm tra lại tệp, hoặc bắt đầu từ tệp mẫu."),
        )
    return filled, notes_on(content, format_, file_name) + _formula_notes(filled)


def _parsed(content: bytes, format_: Format) -> Iterable[object]:
    """The parts of the file as a process of its own reads them: no file can end this one or fill the memory."""
    root = Path(vungmanh.__file__).parent.parent
    try:
        child = subprocess.run(  # noqa: S603  (our own program, no shell)
            [sys.executable, "-P", "-m", "vungmanh.exchange.parsing", format_],
            input=content, capture_output=True, timeout=_PATIENCE, check=True,
            env=os.environ | {"PYTHONPATH": str(root)},
        )  # fmt: skip
    except (subprocess.SubprocessError, MemoryError) as error:
        raise _too_heavy() from error
    parts = io.BytesIO(child.stdout)
    while (part := pickle.load(parts)) is not None:  # noqa: S301  (written by our own program)
        if isinstance(part, StopPart):
            raise _refusal(part)
        yield part


def _sheets(parts: Iterable[object], name: str) -> list[RawSheet]:
    sheets: list[RawSheet] = []
    for part in parts:
        if isinstance(part, SheetPart):
            taken = {sheet.name for sheet in sheets}
            sheets.append(RawSheet(_free(part.name or name, taken), [], part.formulas, part.fonts))
        elif isinstance(part, list):
            sheets[-1].rows.extend(part)
    return sheets


def _free(name: str, taken: set[str]) -> str:
    """The name of a sheet, not longer than we keep and not that of another sheet."""
    short = name[:_LONGEST_NAME] or "CSV"
    return next(one for number in range(len(taken) + 1) if (one := short + f" ({number})" * (number > 0)) not in taken)


def _formula_notes(sheets: Iterable[RawSheet]) -> list[str]:
    return [
        ngettext(
            "Trang “{sheet}”: {count} ô có công thức; công thức không được tính lại, chỉ đọc giá trị đã lưu.",
            "Trang “{sheet}”: {count} ô có công thức; công thức không được tính lại, chỉ đọc giá trị đã lưu.",
            sheet.formulas,
        ).format(sheet=sheet.name, count=sheet.formulas)
        for sheet in sheets
        if sheet.formulas
    ]


def _refusal(part: StopPart) -> Refusal:
    if part.why == Stop.PASSWORD:
        return has_password()
    if part.why == Stop.TOO_FAR:
        return Refusal(
            "exchange.too_far",
            _("Có trang trải đến dòng {rows}, cột thứ {columns}, quá xa vùng dữ liệu.").format(
                rows=part.rows, columns=part.columns
            ),
            remedy=_("Xóa hẳn các dòng và cột thừa ngoài bảng, lưu lại rồi nhập lại."),
        )
    if part.why == Stop.LONG_CELL:
        return Refusal(
            "exchange.long_cell",
            _("Tệp CSV có ô dài hơn 32.767 ký tự, có thể do thiếu dấu ngoặc kép đóng."),
            remedy=_("Mở tệp bằng Excel hoặc LibreOffice để kiểm tra, lưu lại dưới dạng .xlsx rồi nhập lại."),
        )
    return _too_heavy() if part.why == Stop.TOO_HEAVY else broken()


def _too_heavy() -> Refusal:
    return Refusal(
        "exchange.too_heavy",
        _("Tệp quá lớn hoặc bị hỏng nên không đọc được."),
        remedy=_("Xóa hẳn các dòng và cột thừa ngoài bảng, lưu lại dưới dạng .xlsx rồi nhập lại."),
    )
