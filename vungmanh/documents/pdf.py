"""PDF, set by typst in the packaged font alone.

The regulation asks for Times New Roman, which may not be given away; Noto Serif has every Vietnamese letter and is
the same on every machine, so that the same document is the same file everywhere. Fonts of the system are not used.
"""

import json
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import Any, BinaryIO

import typst

from vungmanh.documents.cells import plain
from vungmanh.documents.letters import Annex, Heading, Letter
from vungmanh.documents.paper import Grid, date_line, grid_of, number_line, word_of
from vungmanh.documents.party_format import PartyFormat
from vungmanh.documents.tables import Table

_TEMPLATE = Path(__file__).parent / "document.typ"
_FONTS = Path(next(iter(find_spec("fontpkg_noto_serif").submodule_search_locations))) / "files"  # type: ignore[union-attr,arg-type]
_SIZES = (
    "margin_top", "margin_bottom", "margin_left", "margin_right", "party_name_size", "body_size", "number_size",
    "date_size", "kind_size", "about_size", "text_size", "line_spacing", "first_line", "page_number_from",
)  # fmt: skip
TABLE_SIZE = 10
"""Points of text within tables: the format rules text only."""
_MARGIN = 15
"""Millimetres around a list, which is a working paper and no document in the party format."""
_TAGGED_ROWS = 2000
"""Rows up to which a screen reader is told the structure: it makes a file twenty times larger, twice as slow to set."""


def write_pdf(document: Table | Letter, file: BinaryIO, look: PartyFormat, language: str) -> None:
    """A letter in the party format, a table as a list with its pages numbered."""
    sizes = {code: look.size(code) for code in _SIZES}
    data = (
        _letter(document, look, sizes, language) if isinstance(document, Letter) else _list(document, sizes, language)
    )
    file.write(typeset(_TEMPLATE, data, tagged=_rows_in(data) <= _TAGGED_ROWS))


def typeset(template: Path, data: dict[str, Any], *, tagged: bool = True) -> bytes:
    """The PDF that a template makes of the data."""
    return typst.compile(
        template,
        root=template.parent,
        font_paths=[_FONTS],
        ignore_system_fonts=True,
        sys_inputs={"document": json.dumps(data, ensure_ascii=False)},
        pdf_tags=tagged,
    )


def _rows_in(data: dict[str, Any]) -> int:
    parts = [*data["parts"], *((data.get("annex") or {}).get("parts", ()))]
    return sum(len(part["table"]["rows"]) for part in parts if part["is"] == "table")


def _list(table: Table, sizes: dict[str, int], language: str) -> dict[str, Any]:
    grid = grid_of(table, language, numbered=True)
    margins = dict.fromkeys(("margin_left", "margin_right", "margin_top", "margin_bottom"), _MARGIN)
    return {
        "title": plain(table.title),
        "language": language,
        "flipped": grid.is_wide,
        "size": 13,
        "table_size": TABLE_SIZE,
        "is_list": True,
        "look": sizes | margins,
        "parts": [_grid(grid)],
    }


def _letter(letter: Letter, look: PartyFormat, sizes: dict[str, int], language: str) -> dict[str, Any]:
    return {
        "title": plain(letter.title),
        "language": language,
        "flipped": False,
        "size": sizes["text_size"],
        "table_size": TABLE_SIZE + 1,
        "is_list": False,
        "look": sizes,
        "head": _head(letter, look, language),
        "parts": list(_parts(letter, language)),
        "annex": _annex(letter.annex, language) if letter.annex else None,
    }


def _head(letter: Letter, look: PartyFormat, language: str) -> dict[str, Any]:
    return {
        "superior": plain(letter.superior),
        "body": plain(letter.body),
        "mark": look.words("mark_under_body"),
        "party_name": word_of(look, "party_name", language),
        "number": number_line(letter, look, language),
        "date": date_line(letter, look),
        "kind": plain(letter.kind),
        "about": plain(letter.about),
        "line": look.words("line_under_title"),
        "recipients_word": word_of(look, "recipients_word", language),
        "recipients": [plain(each) for each in letter.recipients],
        "authority_mark": word_of(look, "authority_mark", language),
        "on_behalf_of": plain(letter.on_behalf_of),
        "signed_as": plain(letter.signed_as),
        "signer": plain(letter.signer),
        "notes": [plain(note) for note in letter.notes],
        "signer_bold": look.says("signer_bold"),
    }


def _parts(letter: Letter, language: str) -> Iterator[dict[str, Any]]:
    for part in letter.parts:
        if isinstance(part, Table):
            yield _grid(grid_of(part, language))
        elif isinstance(part, Heading):
            yield {"is": "heading", "text": plain(part.text)}
        else:
            yield {"is": "paragraph", "text": plain(part)}


def _annex(annex: Annex, language: str) -> dict[str, Any]:
    tables = [_grid(grid_of(table, language)) for table in annex.tables]
    return {"title": plain(annex.title), "subtitle": plain(annex.subtitle), "parts": tables}


def _grid(grid: Grid) -> dict[str, Any]:
    return {
        "is": "table",
        "table": {
            "title": grid.title,
            "subtitle": grid.subtitle,
            "header": grid.header,
            "widths": grid.widths,
            "aligned": grid.aligned,
            "rows": list(grid.rows),
            "notes": grid.notes,
        },
    }
