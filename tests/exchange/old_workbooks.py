"""Workbooks that our libraries do not write: .xls with formulas, errors and fonts; .ods; compound files as such."""

import io
import struct
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from html import escape
from typing import Any

_SECTOR, _END, _FREE, _FAT = 512, 0xFFFFFFFE, 0xFFFFFFFF, 0xFFFFFFFD


@dataclass(frozen=True, slots=True)
class Formula:
    """A formula cell with its stored value; an error when it begins with #."""

    value: float | str


@dataclass(frozen=True, slots=True)
class Old:
    """A text in a font from before Unicode."""

    text: str
    font: str = ".VnTime"


def compound(streams: Mapping[str, bytes]) -> bytes:
    """A compound file (MS-CFB) with these streams."""
    table = [_FAT]
    body = b""

    def add(content: bytes) -> int:
        nonlocal body
        count = -(-len(content) // _SECTOR)
        start = len(table)
        table.extend([*range(start + 1, start + count), _END])
        body += content.ljust(count * _SECTOR, b"\0")
        return start

    entries = [_entry("Root Entry", 5, _END, 0, 1)]
    for place, (name, content) in enumerate(streams.items(), start=1):
        padded = content.ljust(4096, b"\0")
        following = place + 1 if place < len(streams) else _FREE
        entries.append(_entry(name, 2, add(padded), len(padded), _FREE, right=following))
    directory = add(b"".join(entries))
    header = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1".ljust(24, b"\0") + struct.pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6)
    header += struct.pack("<6xIIIIIIIII", 0, 1, directory, 0, 4096, _END, 0, _END, 0) + struct.pack("<I", 0)
    return header.ljust(_SECTOR, b"\xff") + struct.pack("<128I", *table, *[_FREE] * (128 - len(table))) + body


def _entry(name: str, kind: int, start: int, size: int, child: int, right: int = _FREE) -> bytes:
    told = (name + "\0").encode("utf-16-le")
    entry = told.ljust(64, b"\0") + struct.pack("<HBBIII", len(told), kind, 1, _FREE, right, child)
    return entry.ljust(116, b"\0") + struct.pack("<IQ", start, size)


def xls(rows: Sequence[Sequence[Any]], name: str = "DS", *, password: bool = False) -> bytes:
    """A workbook of Excel 97 with one sheet."""
    fonts = ["Arial"] * 4 + sorted({cell.font for row in rows for cell in row if isinstance(cell, Old)})
    day = len(fonts) + 20
    begin = _record(0x809, struct.pack("<HHHHII", 0x600, 5, 0, 0, 0, 0))
    begin += _record(0x2F, struct.pack("<HHH", 0, 1, 1)) if password else b""
    begin += b"".join(_record(0x31, bytes(14) + _short(font)) for font in fonts)
    numbers = [0] * 16 + [*range(4)] + [*range(5, len(fonts) + 1)]
    begin += b"".join(_record(0xE0, struct.pack("<HH", number, 0).ljust(20, b"\0")) for number in numbers)
    begin += _record(0xE0, struct.pack("<HH", 0, 14).ljust(20, b"\0"))
    sheet = _record(0x809, struct.pack("<HHHHII", 0x600, 0x10, 0, 0, 0, 0))
    day = len(numbers)
    styles = {font: 16 + 4 + place for place, font in enumerate(fonts[4:])}
    for number, row in enumerate(rows):
        for column, cell in enumerate(row):
            sheet += _cell(number, column, cell, styles, day)
    place = len(begin) + 4 + 6 + len(_short(name)) + 4
    begin += _record(0x85, struct.pack("<IH", place, 0) + _short(name)) + _record(0x0A, b"")
    return compound({"Workbook": begin + sheet + _record(0x0A, b"")})


def _cell(row: int, column: int, cell: Any, styles: Mapping[str, int], day: int) -> bytes:
    def at(style: int = 0) -> bytes:
        return struct.pack("<HHH", row, column, style)

    if isinstance(cell, Old):
        return _record(0x204, at(styles[cell.font]) + _long(cell.text))
    if isinstance(cell, Formula):
        return _formula(at(), cell.value)
    if isinstance(cell, date):
        return _record(0x203, at(day) + struct.pack("<d", (cell - date(1899, 12, 30)).days))
    if isinstance(cell, int | float):
        return _record(0x203, at() + struct.pack("<d", cell))
    return _record(0x204, at() + _long(cell)) if cell else b""


def _formula(at: bytes, value: float | str) -> bytes:
    rest = struct.pack("<HIH", 0, 0, 3) + b"\x1e\x01\x00"
    if isinstance(value, str) and value.startswith("#"):
        return _record(0x06, at + b"\x02\0\x2a\0\0\0\xff\xff" + rest)
    if isinstance(value, str):
        return _record(0x06, at + b"\0\0\0\0\0\0\xff\xff" + rest) + _record(0x207, _long(value))
    return _record(0x06, at + struct.pack("<d", value) + rest)


def _record(kind: int, body: bytes) -> bytes:
    return struct.pack("<HH", kind, len(body)) + body


def _short(text: str) -> bytes:
    return bytes([len(text), 1]) + text.encode("utf-16-le")


def _long(text: str) -> bytes:
    return struct.pack("<HB", len(text), 1) + text.encode("utf-16-le")


def ods(rows: Sequence[Sequence[Any]], name: str = "DS", *, password: bool = False) -> bytes:
    """An OpenDocument spreadsheet with one sheet."""
    fonts = sorted({cell.font for row in rows for cell in row if isinstance(cell, Old)})
    styles = "".join(
        f'<style:style style:name="ce{place}" style:family="table-cell"><style:text-properties '
        f'style:font-name="{font}"/></style:style>'
        for place, font in enumerate(fonts)
    )
    table = "".join(f"<table:table-row>{''.join(_ods(cell, fonts) for cell in row)}</table:table-row>" for row in rows)
    spaces = " ".join(
        f'xmlns:{short}="urn:oasis:names:tc:opendocument:xmlns:{short}:1.0"'
        for short in ("office", "table", "text", "style")
    )
    content = (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document-content {spaces} '
        'xmlns:calcext="urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0">'
        f"<office:automatic-styles>{styles}</office:automatic-styles><office:body><office:spreadsheet>"
        f'<table:table table:name="{name}">{table}</table:table>'
        "</office:spreadsheet></office:body></office:document-content>"
    )
    manifest = "<manifest:encryption-data/>" if password else ""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("META-INF/manifest.xml", f"<manifest>{manifest}</manifest>")
        archive.writestr("content.xml", content)
    return stream.getvalue()


def _ods(cell: Any, fonts: Sequence[str]) -> str:
    if isinstance(cell, Old):
        return _ods_text(cell.text, f'table:style-name="ce{fonts.index(cell.font)}"')
    if isinstance(cell, Formula):
        return _ods_formula(cell)
    if isinstance(cell, date):
        return f'<table:table-cell office:value-type="date" office:date-value="{cell.isoformat()}"/>'
    if isinstance(cell, int | float):
        return f'<table:table-cell office:value-type="float" office:value="{cell}"/>'
    return _ods_text(cell) if cell else "<table:table-cell/>"


def _ods_formula(cell: Formula) -> str:
    if str(cell.value).startswith("#"):
        told = 'table:formula="of:=NA()" calcext:value-type="error"'
        return (
            f'<table:table-cell {told} office:value-type="string" office:string-value="">'
            f"<text:p>{cell.value}</text:p></table:table-cell>"
        )
    if isinstance(cell.value, str):
        return _ods_text(cell.value, 'table:formula="of:=T(1)"')
    return f'<table:table-cell table:formula="of:=1" office:value-type="float" office:value="{cell.value}"/>'


def _ods_text(text: str, more: str = "") -> str:
    return f'<table:table-cell {more} office:value-type="string"><text:p>{escape(text)}</text:p></table:table-cell>'
