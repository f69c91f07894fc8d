"""What an .xls workbook (Excel 5 to 2003) holds besides values: formulas, errors, old fonts.

An .xls file is a small file system (MS-CFB) with a stream of records (MS-XLS); the reader of values does not tell
fonts and errors, so the records are walked through once more.
"""

from collections.abc import Iterator
from struct import unpack_from

from python_calamine import PasswordError

from vungmanh.exchange.parsing.contract import Font, Seen, font_of

_END = 0xFFFFFFFA
"""Sector numbers from here on are marks."""
_ERRORS = {
    0x00: "#NULL!", 0x07: "#DIV/0!", 0x0F: "#VALUE!", 0x17: "#REF!", 0x1D: "#NAME?", 0x24: "#NUM!", 0x2A: "#N/A",
}  # fmt: skip
_BOF, _FILEPASS, _BOUNDSHEET, _FONT, _XF = 0x0809, 0x2F, 0x85, 0x31, 0xE0
_FORMULA, _BOOLERR = 0x06, 0x0205
_TEXTS = (0xFD, 0x0204, 0xD6)
_BIFF8 = 0x0600
_SHEET = 0x10


def look(content: bytes) -> dict[str, Seen]:
    """What each sheet holds besides values, by its name; raises PasswordError for an encrypted workbook."""
    walk = _Walk()
    for offset, kind, body in _records(_stream(content)):
        walk.take(offset, kind, body)
    return {walk.names[start]: seen for start, seen in walk.seen.items() if start in walk.names}


class _Walk:
    """A walk through the records: the workbook's own first, then those of each sheet."""

    def __init__(self) -> None:
        self.names: dict[int, str] = {}
        self.seen: dict[int, Seen] = {}
        self.now = Seen()
        self.is_8 = True
        self.fonts: list[Font | None] = []
        self.styles: list[Font | None] = []

    def take(self, offset: int, kind: int, body: bytes) -> None:
        if kind == _BOF:
            version, type_ = unpack_from("<HH", body)
            self.is_8 = version == _BIFF8
            if type_ == _SHEET:
                self.now = self.seen.setdefault(offset, Seen())
        elif kind == _FILEPASS:
            raise PasswordError
        elif kind == _BOUNDSHEET:
            self.names[unpack_from("<I", body)[0]] = self._name(body, 6)
        elif kind == _FONT:
            self.fonts.append(font_of(self._name(body, 14)))
            if len(self.fonts) == 4:
                self.fonts.append(None)  # there is no font 4
        elif kind == _XF:
            number = unpack_from("<H", body)[0]
            self.styles.append(self.fonts[number] if number < len(self.fonts) else None)
        else:
            self._cell(kind, body)

    def _cell(self, kind: int, body: bytes) -> None:
        if kind not in (*_TEXTS, _FORMULA, _BOOLERR):
            return
        row, column, style = unpack_from("<HHH", body)
        if style < len(self.styles) and (font := self.styles[style]) is not None:
            self.now.fonts[row, column] = font
        if kind == _BOOLERR and body[7]:
            self.now.errors[row, column] = _ERRORS.get(body[6], "#N/A")
        elif kind == _FORMULA:
            self.now.formulas += 1
            if body[12:14] == b"\xff\xff" and body[6] == 2:  # no number, and of the others an error
                self.now.errors[row, column] = _ERRORS.get(body[8], "#N/A")

    def _name(self, body: bytes, place: int) -> str:
        """A text after one byte with its length."""
        length, rest = body[place], body[place + 1 :]
        if not self.is_8:
            return rest[:length].decode("cp1252", "replace")
        wide = rest[0] & 1
        return rest[1 : 1 + length * (1 + wide)].decode("utf-16-le" if wide else "latin-1", "replace")


def _records(stream: bytes) -> Iterator[tuple[int, int, bytes]]:
    """Place, kind and body of each record."""
    offset = 0
    while offset + 4 <= len(stream):
        kind, length = unpack_from("<HH", stream, offset)
        if not kind and not length:
            return
        yield offset, kind, stream[offset + 4 : offset + 4 + length]
        offset += 4 + length


def _stream(content: bytes) -> bytes:
    """The stream of the file system that holds the workbook; empty when there is none."""
    size, small_size = 1 << unpack_from("<H", content, 30)[0], 1 << unpack_from("<H", content, 32)[0]
    directory, cutoff, small_table = unpack_from("<I4xII", content, 48)
    table = _table(content, size)
    entries = _chain(content, table, directory, size, size)
    root_start = 0
    for place in range(0, len(entries), 128):
        length, kind = unpack_from("<HB", entries, place + 64)
        start, bytes_ = unpack_from("<II", entries, place + 116)
        name = entries[place : place + max(length - 2, 0)].decode("utf-16-le", "replace")
        if kind == 5:
            root_start = start
        elif kind == 2 and name in ("Workbook", "Book"):
            if bytes_ >= cutoff:
                return _chain(content, table, start, size, size)[:bytes_]
            small = _chain(content, table, small_table, size, size)
            inner = _chain(content, table, root_start, size, size)
            numbers = unpack_from(f"<{len(small) // 4}I", small)
            return _chain(inner, numbers, start, small_size, 0)[:bytes_]
    return b""


def _table(content: bytes, size: int) -> tuple[int, ...]:
    """For each sector, the one that follows it."""
    sectors = [one for one in unpack_from("<109I", content, 76) if one < _END]
    more, count = unpack_from("<II", content, 68)
    while more < _END and count:
        *numbers, more = unpack_from(f"<{size // 4}I", content, (more + 1) * size)
        sectors += [one for one in numbers if one < _END]
        count -= 1
    whole = b"".join(content[(one + 1) * size : (one + 2) * size] for one in sectors)
    return unpack_from(f"<{len(whole) // 4}I", whole)


def _chain(content: bytes, table: tuple[int, ...], start: int, size: int, header: int) -> bytes:
    """The sectors from `start` on, joined; `header` bytes stand before the first. Raises ValueError for a circle."""
    parts: list[bytes] = []
    while start < len(table):
        if len(parts) > len(table):
            raise ValueError("sectors in a circle")
        parts.append(content[header + start * size : header + (start + 1) * size])
        start = table[start]
    return b"".join(parts)
