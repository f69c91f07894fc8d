"""The program that parses a workbook in a process of its own: bytes in, the rows of its sheets out.

A workbook comes from anywhere, and its parser ends the process when one far cell makes a sheet larger than the
memory. So it runs apart, within limits, and its end is only a refusal. It knows nothing of the record or of Django.
"""

import io
import pickle
import resource
import sys
from collections.abc import Iterator
from typing import Any

from python_calamine import CalamineError, CalamineWorkbook, PasswordError, SheetTypeEnum

MEMORY = 3 * 1024**3
"""Bytes of address space."""
SECONDS = 120
"""Of computing."""
MOST_CELLS = 30_000_000
"""Cells, empty ones too, that the used area of a sheet may have: a million rows of 29 columns."""
_CHUNK = 1000

BROKEN, PASSWORD = "broken", "password"


def main() -> None:
    """Answer with pickled parts: the name of each worksheet, then lists of its rows; or what is wrong; last None."""
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    for part in _parts(sys.stdin.buffer.read()):
        pickle.dump(part, sys.stdout.buffer, pickle.HIGHEST_PROTOCOL)
    pickle.dump(None, sys.stdout.buffer)


def _parts(content: bytes) -> Iterator[Any]:
    try:
        workbook = CalamineWorkbook.from_filelike(io.BytesIO(content))
        for name in [one.name for one in workbook.sheets_metadata if one.typ == SheetTypeEnum.WorkSheet]:
            sheet = workbook.get_sheet_by_name(name)
            yield name
            if sheet.start is None or sheet.end is None:
                continue
            if (sheet.end[0] + 1) * (sheet.end[1] + 1) > MOST_CELLS:
                raise MemoryError
            rows = sheet.to_python(skip_empty_area=False)
            for first in range(0, len(rows), _CHUNK):
                yield rows[first : first + _CHUNK]
    except PasswordError:
        yield {"error": PASSWORD}
    except (CalamineError, OSError, ValueError, UnicodeError):
        yield {"error": BROKEN}


if __name__ == "__main__":
    main()
