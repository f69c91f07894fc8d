"""What an .ods workbook holds besides values: formulas, errors, old fonts."""

import io
import re
import zipfile
from xml.etree import ElementTree as ET
from xml.etree.ElementTree import Element

from python_calamine import PasswordError

from vungmanh.exchange.parsing.contract import ERRORS, Font, Seen, Spot, font_of

_NOTABLE = re.compile(rb"""table:formula|calcext:value-type\s*=\s*["']error|["']\.Vn|["']VNI[- ]""")
_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_STYLE = "{urn:oasis:names:tc:opendocument:xmlns:style:1.0}"
_OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_CALCEXT = "{urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0}"
_CELLS = (f"{_TABLE}table-cell", f"{_TABLE}covered-table-cell")


def look(content: bytes) -> dict[str, Seen]:
    """What each sheet holds besides values, by its name; raises PasswordError for an encrypted workbook."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        names = archive.namelist()
        manifest = archive.read("META-INF/manifest.xml") if "META-INF/manifest.xml" in names else b""
        if b"encryption-data" in manifest:
            raise PasswordError
        xml = archive.read("content.xml")
        styles = archive.read("styles.xml") if "styles.xml" in names else b""
    if not _NOTABLE.search(xml) and not _NOTABLE.search(styles):
        return {}
    return _Walk(styles).through(xml)


class _Walk:
    """A walk through the sheets, counting rows and columns."""

    def __init__(self, styles: bytes) -> None:
        self.fonts: dict[str, Font] = {}
        self.seen: dict[str, Seen] = {}
        if _NOTABLE.search(styles):
            for one in ET.fromstring(styles).iter(f"{_STYLE}style"):  # noqa: S314  (expat 2.4.1 stops bombs)
                self._learn(one)

    def through(self, xml: bytes) -> dict[str, Seen]:
        now = Seen()
        row = 0
        for event, one in ET.iterparse(io.BytesIO(xml), ("start", "end")):  # noqa: S314
            if event == "start":
                if one.tag == f"{_TABLE}table":
                    now, row = self.seen.setdefault(one.get(f"{_TABLE}name", ""), Seen()), 0
            elif one.tag == f"{_STYLE}style":
                self._learn(one)
            elif one.tag == f"{_TABLE}table-row":
                self._row(now, row, one)
                row += int(one.get(f"{_TABLE}number-rows-repeated", 1))
                one.clear()
        return self.seen

    def _learn(self, style: Element) -> None:
        properties = style.find(f"{_STYLE}text-properties")
        parent = self.fonts.get(style.get(f"{_STYLE}parent-style-name", ""))
        name = properties.get(f"{_STYLE}font-name", "") if properties is not None else ""
        font = font_of(name.strip("'")) if name else parent
        if font is not None:
            self.fonts[style.get(f"{_STYLE}name", "")] = font

    def _row(self, seen: Seen, row: int, element: Element) -> None:
        column = 0
        for cell in element:
            if cell.tag not in _CELLS:
                continue
            if len(cell):
                self._cell(seen, (row, column), cell)
            column += int(cell.get(f"{_TABLE}number-columns-repeated", 1))

    def _cell(self, seen: Seen, spot: Spot, cell: Element) -> None:
        font = self.fonts.get(cell.get(f"{_TABLE}style-name", "Default"))
        if font is not None:
            seen.fonts[spot] = font
        text = "".join(part for one in cell.iterfind(f"{_TEXT}p") for part in one.itertext())
        is_formula = cell.get(f"{_TABLE}formula") is not None
        seen.formulas += is_formula
        if cell.get(f"{_CALCEXT}value-type") == "error" or (is_formula and (text in ERRORS or text.startswith("Err:"))):
            seen.errors[spot] = _shown_error(text)
        elif is_formula and cell.get(f"{_OFFICE}value-type") is None:
            seen.errors[spot] = "=" + cell.get(f"{_TABLE}formula", "").partition(":=")[2]


def _shown_error(text: str) -> str:
    """LibreOffice's own errors are numbered: «Err:502»."""
    return text if text.startswith("#") else f"#{text or 'N/A'}"
