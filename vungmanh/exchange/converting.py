"""Text from before Unicode in a sheet: which cells hold it, and what they mean.

A cell is judged by its font and its words, its column by its cells, the sheet by its columns: `Bé` is a Vietnamese
word and in TCVN3 means Bộ, so it follows the cells around it. Whatever holds a letter that only Unicode has is left
alone, and so is a sheet in which a single word looks old.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from vungmanh.exchange.legacy_encodings import Encoding, decoded, is_wholly
from vungmanh.exchange.parsing.contract import Font, Spot
from vungmanh.exchange.reading import RawSheet
from vungmanh.exchange.syllables import is_syllable

_OF_FONT = {Font.TCVN3: Encoding.TCVN3, Font.TCVN3_CAPITALS: Encoding.TCVN3, Font.VNI: Encoding.VNI}
_ONLY_UNICODE = re.compile("[ăĂđĐĩĨũŨơƠưƯạ-ỹẠ-Ỹ\u0300-\u0303\u0306\u0309\u031b\u0323]")
_WORD = re.compile(r"(?<![0-9])(?<![0-9] )[A-Za-z\u00a1-\u00ff]+(?![0-9])")
_ENOUGH = 2
"""Old words that a sheet must have; one alone may be a slip or a foreign name."""


@dataclass(frozen=True, slots=True)
class _Reading:
    """What a text can be: `sure` counts its words that make sense only in an old encoding."""

    is_unicode: bool
    sure: dict[Encoding, int]
    possible: frozenset[Encoding]


@dataclass(frozen=True, slots=True)
class _Told:
    """A cell that is not plain ASCII, or is in an old font."""

    spot: Spot
    text: str
    font: Font | None
    reading: _Reading


def convert_sheet(sheet: RawSheet) -> str | None:
    """Turn old text of the sheet into Unicode where it stands; a note on what was converted, None where nothing was."""
    if not sheet.fonts and not any(_reading(text).sure for text in _texts(sheet)):
        return None
    cells = list(_cells(sheet))
    columns, whole = _evidence(cells)
    if sum(whole.values()) - whole[None] < _ENOUGH and not any(cell.font for cell in cells):
        return None
    counts: Counter[Encoding] = Counter()
    for cell in cells:
        encoding = _encoding_of(cell, columns[cell.spot[1]], whole)
        if encoding is not None and _convert(sheet, cell, encoding):
            counts[encoding] += 1
    return _note(sheet, counts) if counts else None


def _texts(sheet: RawSheet) -> set[str]:
    """The different texts beyond ASCII."""
    return {cell for row in sheet.rows for cell in row if isinstance(cell, str) and not cell.isascii()}


def _cells(sheet: RawSheet) -> Iterator[_Told]:
    for number, row in enumerate(sheet.rows):
        for column, cell in enumerate(row):
            if not isinstance(cell, str) or not cell:
                continue
            spot = number, column
            font = sheet.fonts.get(spot) if sheet.fonts else None
            if font is Font.TCVN3_CAPITALS or not cell.isascii():
                yield _Told(spot, cell, font, _reading(cell))


@lru_cache(50_000)
def _reading(text: str) -> _Reading:
    if text.isascii() or _ONLY_UNICODE.search(text):
        return _Reading(not text.isascii(), {}, frozenset())
    possible = frozenset(encoding for encoding in Encoding if is_wholly(text, encoding))
    words = [word for word in _WORD.findall(text) if not word.isascii()]
    counts = Counter({encoding: sum(_is_old(word, encoding) for word in words) for encoding in possible})
    best = counts.most_common(2)
    is_sure = best and best[0][1] > (best[1][1] if len(best) > 1 else 0)
    return _Reading(False, dict(best[:1]) if is_sure else {}, possible)


def _is_old(word: str, encoding: Encoding) -> bool:
    """Whether the word is Vietnamese in the encoding and is none as it stands; signs alone are no word."""
    return len(word) > 1 and not is_syllable(word) and any(map(is_syllable, _meanings(word, encoding)))


def _meanings(word: str, encoding: Encoding) -> tuple[str, ...]:
    """The word decoded; capitals that TCVN3 has to write small (TRầN) are also tried as capitals."""
    meant = decoded(word, encoding)
    return (meant, _recased(meant))


def _evidence(cells: list[_Told]) -> tuple[dict[int, Counter[Encoding | None]], Counter[Encoding | None]]:
    """How many words or fonts of each column, and of the sheet, speak for each encoding; None stands for Unicode."""
    columns: dict[int, Counter[Encoding | None]] = defaultdict(Counter)
    for cell in cells:
        counter = columns[cell.spot[1]]
        counter.update(cell.reading.sure)
        if cell.reading.is_unicode:
            counter[None] += 1
        elif cell.font and not cell.text.isascii():
            counter[_OF_FONT[cell.font]] += 1
    return columns, sum(columns.values(), Counter())


def _encoding_of(cell: _Told, column: Counter[Encoding | None], whole: Counter[Encoding | None]) -> Encoding | None:
    """The encoding of a cell: by its own words, else by its font, its column and its sheet, as far as it can be."""
    if cell.font is Font.TCVN3_CAPITALS and cell.text.isascii():
        return Encoding.TCVN3
    if cell.reading.is_unicode:
        return None
    if cell.reading.sure:
        return next(iter(cell.reading.sure))
    around = column or whole
    font = _OF_FONT[cell.font] if cell.font else None
    leading = font if font and not around[None] else around.most_common(1)[0][0] if around else None
    return leading if leading in cell.reading.possible else None


def _convert(sheet: RawSheet, cell: _Told, encoding: Encoding) -> bool:
    row, column = cell.spot
    text = decoded(cell.text, encoding)
    if encoding is Encoding.TCVN3:
        text = text.upper() if cell.font is Font.TCVN3_CAPITALS else _WORDS.sub(lambda word: _recased(word[0]), text)
    if text == cell.text:
        return False
    sheet.rows[row][column] = text
    sheet.originals[cell.spot] = cell.text
    if not cell.font and not cell.reading.sure:
        sheet.doubtful[cell.spot] = cell.text
    return True


_WORDS = re.compile(r"[^\W\d_]+")


def _recased(word: str) -> str:
    """«TRầN» as TRẦN: the capitals that TCVN3 does not have; one capital alone says nothing."""
    plain = [letter for letter in word if letter.isascii() or letter.lower() in "ăâêôơưđ"]
    return word.upper() if len(plain) > 1 and all(map(str.isupper, plain)) else word


def _note(sheet: RawSheet, counts: Counter[Encoding]) -> str:
    told = ", ".join(
        ngettext("{encoding} ({count} ô)", "{encoding} ({count} ô)", count).format(encoding=encoding, count=count)
        for encoding, count in counts.most_common()
    )
    return _("Trang “{sheet}”: đã chuyển chữ cũ sang Unicode: {told}.").format(sheet=sheet.name, told=told)
