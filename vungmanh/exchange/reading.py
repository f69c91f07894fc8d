"""From the bytes of a file to the cells of its sheets."""

import io
import pickle
import re
import subprocess
import sys
import zipfile
import zlib
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import TypeAlias

from django.utils.translation import gettext as _

from vungmanh.exchange import parsing
from vungmanh.foundation.refusals import Refusal

Cell: TypeAlias = int | float | str | bool | date | datetime | time | timedelta
LARGEST = 400 * 1024 * 1024
"""Bytes that a workbook may have when unpacked; a district's sheets have some 20 MB."""
_PATIENCE = 300
"""Seconds that the parsing of a workbook may take."""
_FAR = re.compile(rb"""\sr\s*=\s*["'](?:[A-Z]{3}|[D-Z][A-Z]|[A-Z]*[0-9]{6})""")
_COLUMNS = re.compile(rb"""\sr\s*=\s*["']([A-Z]+)[0-9]""")
_ROWS = re.compile(rb"""\sr\s*=\s*["'][A-Z]*([0-9]+)""")


@dataclass(frozen=True, slots=True)
class RawSheet:
    """A sheet as it came in: `rows[0]` is Excel's row 1, `rows[0][0]` its cell A1; empty cells are empty texts."""

    name: str
    rows: list[list[Cell]]


def read_sheets(content: bytes) -> list[RawSheet]:
    """The sheets of a workbook that have any cell; raises Refusal for a file that is none, or is empty."""
    check_is_workbook(content)
    sheets = _parsed(content)
    filled = [sheet for sheet in sheets if sheet.rows]
    if not filled:
        raise Refusal(
            "exchange.empty",
            _("Tệp không có ô nào có dữ liệu."),
            remedy=_("Kiểm tra lại tệp, hoặc bắt đầu từ tệp mẫu."),
        )
    return filled


def _parsed(content: bytes) -> list[RawSheet]:
    """The sheets as a process of its own reads them, so that no workbook can end this one or fill the memory."""
    try:
        child = subprocess.run(  # noqa: S603  (our own program, no shell)
            [sys.executable, "-P", parsing.__file__], input=content, capture_output=True, timeout=_PATIENCE, check=True
        )
    except (subprocess.SubprocessError, MemoryError) as error:
        raise _too_heavy() from error
    sheets: list[RawSheet] = []
    parts = io.BytesIO(child.stdout)
    while (part := pickle.load(parts)) is not None:  # noqa: S301  (written by our own program)
        if isinstance(part, str):
            sheets.append(RawSheet(part, []))
        elif isinstance(part, list):
            sheets[-1].rows.extend(part)
        elif part["error"] == parsing.PASSWORD:
            raise Refusal(
                "exchange.password",
                _("Tệp được đặt mật khẩu nên không đọc được."),
                remedy=_("Bỏ mật khẩu trong Excel, lưu lại rồi nhập lại."),
            )
        else:
            raise _broken()
    return sheets


def check_is_workbook(content: bytes) -> None:
    """Refuse an empty file, a file of another kind, a broken one, and one that unpacks beyond all measure."""
    if not content:
        raise Refusal("exchange.empty", _("Tệp trống."), remedy=_("Chọn lại tệp, hoặc bắt đầu từ tệp mẫu."))
    if not content.startswith(b"PK"):
        raise Refusal(
            "exchange.not_a_workbook",
            _("Tệp này không phải là workbook Excel (.xlsx)."),
            remedy=_("Mở tệp bằng Excel hoặc LibreOffice, lưu lại dưới dạng .xlsx rồi nhập lại."),
        )
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            _check_size(sum(part.file_size for part in archive.infolist()))
            for name in archive.namelist():
                part = archive.read(name)
                if name.endswith(".xml") and not name.endswith("sharedStrings.xml"):
                    _check_extent(part)
    except (zipfile.BadZipFile, zlib.error, OSError, ValueError, RuntimeError, NotImplementedError, EOFError) as error:
        raise _broken() from error


def _check_size(size: int) -> None:
    if size > LARGEST:
        raise Refusal(
            "exchange.too_large",
            _("Tệp quá lớn sau khi giải nén ({size} MB, tối đa {most} MB).").format(
                size=size // 1024**2, most=LARGEST // 1024**2
            ),
            remedy=_("Chia tệp thành nhiều phần rồi nhập từng phần."),
        )


def _check_extent(sheet: bytes) -> None:
    """Refuse a sheet that reaches so far that its empty cells would fill the memory; one stray cell is enough."""
    if not _FAR.search(sheet):
        return
    columns = max((_column(name) for name in set(_COLUMNS.findall(sheet))), default=0)
    rows = max((int(number) for number in set(_ROWS.findall(sheet))), default=0)
    if columns * rows > parsing.MOST_CELLS:
        raise Refusal(
            "exchange.too_far",
            _("Có trang trải đến dòng {rows}, cột thứ {columns}, quá xa vùng dữ liệu.").format(
                rows=rows, columns=columns
            ),
            remedy=_("Xóa hẳn các dòng và cột thừa ngoài bảng, lưu lại rồi nhập lại."),
        )


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - ord("A") + 1
    return number


def _broken() -> Refusal:
    return Refusal(
        "exchange.broken",
        _("Tệp bị hỏng, không đọc được."),
        remedy=_("Mở tệp bằng Excel hoặc LibreOffice để kiểm tra, lưu lại dưới dạng .xlsx rồi nhập lại."),
    )


def _too_heavy() -> Refusal:
    return Refusal(
        "exchange.too_heavy",
        _("Tệp quá lớn hoặc bị hỏng nên không đọc được."),
        remedy=_("Xóa hẳn các dòng và cột thừa ngoài bảng, lưu lại dưới dạng .xlsx rồi nhập lại."),
    )
