"""Tables in Word, written as XML row by row: python-docx alone needs minutes for thousands of rows."""

from collections.abc import Sequence
from xml.sax.saxutils import escape

from docx.document import Document as WordDocument
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls
from docx.shared import Mm
from docx.table import Table as WordTable

from vungmanh.documents.paper import Grid

_SIZE = 22
"""Half points of text within tables."""
_PADDING = 57
"""Twips between border and text: a millimetre, so that «HTXSNV» fits its column."""
_EMU_IN_TWIP = 635
"""A twip is a twentieth of a point, the unit of widths in Word; python-docx measures in EMU."""


def add_layout(word: WordDocument, widths: Sequence[int]) -> WordTable:
    """One row of cells without borders, `widths` in millimetres: what stands side by side, on one page."""
    table: WordTable = word.add_table(rows=1, cols=len(widths))
    table.alignment, table.autofit = WD_TABLE_ALIGNMENT.CENTER, False
    table.rows[0]._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))  # noqa: SLF001  (python-docx has no name for it)
    for cell, column, width in zip(table.rows[0].cells, table.columns, widths, strict=True):
        cell.width = column.width = Mm(width)  # Word reads the one, LibreOffice the other
    return table


def add_grid(word: WordDocument, grid: Grid) -> None:
    """The table with borders over the whole width, its header on every page, and its notes below."""
    room = _room(word)
    whole = sum(grid.widths)
    widths = [room * width // whole for width in grid.widths]
    element = parse_xml(_opening(widths, room))
    element.append(_row(grid.header, widths, ["center"] * len(widths), is_header=True))
    for cells in grid.rows:
        element.append(_row(cells, widths, grid.aligned))
    body = word.element.body
    body.insert(len(body) - 1, element)  # before the section's properties, which come last
    for note in grid.notes:
        word.add_paragraph().add_run(note).italic = True


def _room(word: WordDocument) -> int:
    """Twips between the margins."""
    section = word.sections[0]
    width, left, right = section.page_width or 0, section.left_margin or 0, section.right_margin or 0
    return (width - left - right) // _EMU_IN_TWIP


def _opening(widths: Sequence[int], room: int) -> str:
    columns = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    borders = "".join(
        f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="000000"/>'
        for side in ("top", "left", "bottom", "right", "insideH", "insideV")
    )
    return (
        f'<w:tbl {nsdecls("w")}><w:tblPr><w:tblW w:w="{room}" w:type="dxa"/><w:tblBorders>{borders}</w:tblBorders>'
        f'<w:tblLayout w:type="fixed"/><w:tblCellMar><w:left w:w="{_PADDING}" w:type="dxa"/>'
        f'<w:right w:w="{_PADDING}" w:type="dxa"/></w:tblCellMar></w:tblPr>'
        f"<w:tblGrid>{columns}</w:tblGrid></w:tbl>"
    )


def _row(cells: Sequence[str], widths: Sequence[int], aligned: Sequence[str], *, is_header: bool = False) -> object:
    look = f'<w:rPr>{"<w:b/>" if is_header else ""}<w:sz w:val="{_SIZE}"/></w:rPr>'
    # The look stands at the paragraph too: an empty cell is as high as its paragraph's mark.
    marks = "<w:cantSplit/><w:tblHeader/>" if is_header else "<w:cantSplit/>"
    written = "".join(
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr><w:p><w:pPr><w:jc w:val="{side}"/>{look}</w:pPr>'
        f'<w:r>{look}<w:t xml:space="preserve">{escape(text)}</w:t></w:r>'
        f"</w:p></w:tc>"
        for text, width, side in zip(cells, widths, aligned, strict=True)
    )
    return parse_xml(f"<w:tr {nsdecls('w')}><w:trPr>{marks}</w:trPr>{written}</w:tr>")
