"""Bytes from the standard input, pickled parts to the standard output; the last part is None."""

import io
import pickle
import re
import resource
import struct
import sys
import zipfile
import zlib
from collections.abc import Iterator
from typing import Any
from xml.etree.ElementTree import ParseError

from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook, PasswordError, SheetTypeEnum

from vungmanh.exchange.parsing import ods, separated, xls, xlsx
from vungmanh.exchange.parsing.contract import (
    MOST_CELLS,
    Cell,
    CellError,
    Format,
    Seen,
    SheetPart,
    Stop,
    StopPart,
)

MEMORY = 3 * 1024**3
"""Bytes of address space."""
SECONDS = 120
"""Of computing."""
_CHUNK = 1000
_LOOKING = {Format.XLSX: xlsx.look, Format.XLS: xls.look, Format.ODS: ods.look}
_UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
_REPLACEMENT = "\ufffd"
"""What databases cannot hold comes in as this sign, which no value may contain."""


def main() -> None:
    """Parse within limits; whatever happens, the caller gets a reason or sees the process end."""
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    for part in _parts(sys.stdin.buffer.read(), Format(sys.argv[1])):
        pickle.dump(part, sys.stdout.buffer, pickle.HIGHEST_PROTOCOL)
    pickle.dump(None, sys.stdout.buffer)


def _parts(content: bytes, format_: Format) -> Iterator[Any]:
    try:
        if format_ == Format.CSV:
            yield SheetPart("")
            yield from _chunks(separated.rows_of(content))
        else:
            yield from _workbook(content, format_)
    except PasswordError:
        yield StopPart(Stop.PASSWORD)
    except separated.LongCell:
        yield StopPart(Stop.LONG_CELL)
    except separated.TooFar as far:
        yield StopPart(Stop.TOO_FAR, *far.args)
    except (MemoryError, RecursionError):
        yield StopPart(Stop.TOO_HEAVY)
    except (
        CalamineError, OSError, ValueError, LookupError, ParseError, struct.error, zipfile.BadZipFile, zlib.error,
        RuntimeError, EOFError,
    ):  # fmt: skip
        yield StopPart(Stop.BROKEN)


def _workbook(content: bytes, format_: Format) -> Iterator[Any]:
    if format_ == Format.XLSX and (far := xlsx.extent(content)):
        yield StopPart(Stop.TOO_FAR, *far)
        return
    seen = _LOOKING[format_](content)  # first, as it is quick to find files whose parts lead in a circle
    workbook = CalamineWorkbook.from_filelike(io.BytesIO(content))
    cells = 0
    for name in [one.name for one in workbook.sheets_metadata if one.typ == SheetTypeEnum.WorkSheet]:
        sheet = workbook.get_sheet_by_name(name)
        besides = seen.get(name) or Seen()
        yield SheetPart(_clean(name), besides.formulas, besides.fonts)
        if sheet.start is None or sheet.end is None:
            continue
        rows, columns = sheet.end[0] + 1, sheet.end[1] + 1
        cells += rows * columns
        if cells > MOST_CELLS:
            yield StopPart(Stop.TOO_FAR, rows, columns)
            return
        yield from _chunks(_rows(sheet, besides))


def _rows(sheet: CalamineSheet, besides: Seen) -> list[list[Cell]]:
    """The rows from row 1 and column A on, with the errors that the reader of values leaves empty."""
    rows: list[list[Cell]] = sheet.to_python(skip_empty_area=False)
    width = len(rows[0]) if rows else 0
    for (row, column), text in besides.errors.items():
        if row < len(rows) and column < width:
            rows[row][column] = CellError(text)
    return rows


def _chunks(rows: list[list[Cell]]) -> Iterator[list[list[Cell]]]:
    for row in rows:
        for place, cell in enumerate(row):
            if isinstance(cell, str) and _UNPRINTABLE.search(cell):
                row[place] = _clean(cell)
    for first in range(0, len(rows), _CHUNK):
        yield rows[first : first + _CHUNK]


def _clean(text: str) -> str:
    return _UNPRINTABLE.sub(_REPLACEMENT, text)


if __name__ == "__main__":
    main()
