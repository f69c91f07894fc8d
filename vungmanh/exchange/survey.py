"""What was taken for what in a workbook, sheet by sheet, so that people can put it right.

Cells are shown only of columns that are known and not guarded; of all others the survey tells what kind of cells they
hold, since a column nobody knows may hold anything about a person.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date
from itertools import islice
from typing import Any

from vungmanh.exchange.cells import shown
from vungmanh.exchange.choices import SKIPPED, Choices, SheetChoice
from vungmanh.exchange.columns import IGNORED
from vungmanh.exchange.headers import Header, Look, letter, look_at
from vungmanh.exchange.parsing.contract import Cell
from vungmanh.exchange.reading import RawSheet
from vungmanh.exchange.rows import GUARDED

_SEARCHED, _SAMPLED, _EXAMPLES, _LONGEST = 15, 200, 3, 40
_LEAST_CELLS = 2


def surveyed(sheets: Sequence[RawSheet], choices: Choices) -> list[dict[str, Any]]:
    """Each sheet: name, kind, row of the header, columns, and the rows that may be its header."""
    return [_surveyed(sheet, look_at(sheet, choices), choices) for sheet in sheets]


def _surveyed(sheet: RawSheet, look: Look, choices: Choices) -> dict[str, Any]:
    chosen = choices.sheets.get(sheet.name, SheetChoice())
    header = look.header
    return {
        "name": sheet.name,
        "kind": SKIPPED if chosen.kind == SKIPPED else str(look.layout.kind) if look.layout else "",
        "header": header.first + 1 if header else 0,
        "missing": list(look.missing),
        "rows": list(_candidates(sheet, header)),
        "columns": list(_columns(sheet, look, choices)),
    }


def _candidates(sheet: RawSheet, header: Header | None) -> Iterator[list[Any]]:
    """Rows near the top that hold words without digits and nothing else, and the header that was found."""
    for place, row in enumerate(sheet.rows[: max(_SEARCHED, header.below if header else 0)]):
        said = [cell for cell in row if cell != ""]
        words = [cell for cell in said if isinstance(cell, str) and not any(map(str.isdigit, cell))]
        if (header and place == header.first) or (len(said) >= _LEAST_CELLS and len(words) == len(said)):
            yield [place + 1, " · ".join(shown(cell)[:_LONGEST] for cell in said[:8])]


def _columns(sheet: RawSheet, look: Look, choices: Choices) -> Iterator[dict[str, Any]]:
    if look.layout is None or look.header is None:
        return
    fields = {place: field for field, place in look.header.places.items()}
    below = sheet.rows[look.header.below : look.header.below + _SAMPLED]
    for index, title in sorted(look.header.titles.items()):
        field = fields.get(index) or (IGNORED if look.layout.field_of(title) == IGNORED else "")
        how = "known" if field else "unknown" if title in look.header.unknown else "twice"
        if choices.field_of(look.layout.kind, title) is not None:
            how = "chosen"
        cells = [row[index] for row in below if row[index] != ""]
        open_ = field not in ("", IGNORED, *GUARDED)
        yield {
            "letter": letter(index), "title": title[:200], "field": field, "how": how,
            "examples": list(_examples(cells)) if open_ else [],
            "holds": dict(Counter(map(_kind, cells)).most_common()),
        }  # fmt: skip


def _examples(cells: Sequence[Cell]) -> Iterator[str]:
    return islice(dict.fromkeys(shown(cell)[:_LONGEST] for cell in cells), _EXAMPLES)


def _kind(cell: Cell) -> str:
    """`text`, `number` or `day`."""
    if isinstance(cell, date):
        return "day"
    if isinstance(cell, str):
        return "number" if cell.strip().isdigit() else "text"
    return "number"
