"""Text tables (CSV): their encoding and separator are guessed, every cell is text.

Encodings: UTF-8 and UTF-16 by their marks or by being valid; else one byte a sign. Then Windows 1258 (Vietnamese) is
taken when it makes more Vietnamese words than code page 1252 does, where TCVN3 and VNI text waits for its conversion.
"""

import codecs
import csv
import io
import re
import unicodedata
from collections import Counter

from vungmanh.exchange.legacy_encodings import Encoding, decoded
from vungmanh.exchange.parsing.contract import MOST_CELLS, Cell
from vungmanh.exchange.syllables import is_syllable

LONGEST = 32_767
"""Signs of the longest cell, as in Excel."""
_SEPARATORS = ",;\t|"
_SAMPLE = 40
"""Rows by which the separator is guessed."""
_GUARDED = re.compile(r"'(?='*[=+\-@\t\r])")
_TOLD_AS_TEXT = re.compile(r'="([^"]*)"')
_WORD = re.compile(r"[^\W\d_]+")
_MARKS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))


class LongCell(ValueError):
    """A cell longer than any spreadsheet's: mostly a quotation mark that nobody closed."""


class TooFar(ValueError):
    """A table with more cells than fit: how many rows, and columns of its widest row."""


def rows_of(content: bytes) -> list[list[Cell]]:
    """The rows of a text table, all of the same width; raises LongCell, TooFar or UnicodeError."""
    text = text_of(content).replace("\x00", "\ufffd")
    text, separator = _separator(text)
    csv.field_size_limit(LONGEST)
    try:
        rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=separator))
    except csv.Error as error:
        raise LongCell from error
    width = max(map(len, rows), default=0)
    if width * len(rows) > MOST_CELLS:
        raise TooFar(len(rows), width)
    return [[*map(_cell, row), *[""] * (width - len(row))] for row in rows]


def text_of(content: bytes) -> str:
    """The text behind the bytes; raises UnicodeError when they claim an encoding and break it."""
    for mark, encoding in _MARKS:
        if content.startswith(mark):
            return content.decode(encoding)
    if content[1:8:2] == b"\x00" * 4:
        return content.decode("utf-16-le")
    if content[0:7:2] == b"\x00" * 4:
        return content.decode("utf-16-be")
    try:
        return content.decode("utf-8")
    except UnicodeError:
        return _one_byte_text(content)


def _one_byte_text(content: bytes) -> str:
    western = content.decode("cp1252", "replace") if b"\x81" not in content else content.decode("latin-1")
    vietnamese = unicodedata.normalize("NFC", content.decode("cp1258", "replace"))
    readings = (western, decoded(western, Encoding.TCVN3), decoded(western, Encoding.VNI))
    return vietnamese if _words(vietnamese) > max(map(_words, readings)) else western


def _words(text: str) -> int:
    """How many words beyond ASCII can be Vietnamese."""
    return sum(is_syllable(word) for word in set(_WORD.findall(text)) if not word.isascii())


def _separator(text: str) -> tuple[str, str]:
    """The text without Excel's line «sep=;», and the separator: the one by which most rows have equally many cells."""
    told = re.match(r"sep=(.)\r?\n", text)
    if told:
        return text[told.end() :], told[1]
    lines = [line for line in text[: _SAMPLE * 2000].splitlines()[:_SAMPLE] if line.strip()]
    return text, max(_SEPARATORS, key=lambda one: _evenness(lines, one))


def _evenness(lines: list[str], separator: str) -> int:
    """Cells beyond the first, of all rows that are as wide as most."""
    try:
        widths = Counter(len(row) for row in csv.reader(lines, delimiter=separator))
    except csv.Error:
        return 0
    return max(((width - 1) * times for width, times in widths.items()), default=0)


def _cell(text: str) -> str:
    """The text of a cell without what only keeps spreadsheets from reading it as a formula or a number."""
    told = _TOLD_AS_TEXT.fullmatch(text)
    return told[1] if told else _GUARDED.sub("", text, count=1) if _GUARDED.match(text) else text
