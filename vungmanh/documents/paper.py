"""What tables and letters look like on paper, the same in Word, PDF and on the printed page."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _

from vungmanh.documents.cells import plain, shown
from vungmanh.documents.letters import Letter
from vungmanh.documents.party_format import PartyFormat
from vungmanh.documents.tables import Kind, Table
from vungmanh.foundation.texts import Text

_WIDEST_UPRIGHT = 92
"""Characters that fit across an upright page in the size of table text."""
_NUMBER_WIDTH = 5
_ALIGNED = {Kind.TEXT: "left", Kind.NUMBER: "right", Kind.PERCENT: "right", Kind.DATE: "center"}

_WORDS = (
    Text("ĐẢNG CỘNG SẢN VIỆT NAM", "COMMUNIST PARTY OF VIETNAM"),
    Text("Số", "No."),
    Text("T/M", "FOR"),
    Text("Nơi nhận", "Recipients"),
)
"""The words of the format in English; the format itself knows Vietnamese only."""


@dataclass(frozen=True, slots=True)
class Grid:
    """A table with every cell as text. `widths` are in characters, `aligned` left, center or right."""

    title: str
    subtitle: str
    header: list[str]
    widths: list[int]
    aligned: list[str]
    rows: Iterator[list[str]]
    notes: list[str]

    @property
    def is_wide(self) -> bool:
        """Whether the page has to be turned."""
        return sum(self.widths) > _WIDEST_UPRIGHT


def grid_of(table: Table, language: str, *, numbered: bool = False) -> Grid:
    """The table as text; `numbered` puts the running number first, as printed lists have it."""
    first = [_("TT")] if numbered else []
    return Grid(
        title=plain(table.title),
        subtitle=plain(table.subtitle),
        header=[*first, *(plain(column.title) for column in table.columns)],
        widths=[*(_NUMBER_WIDTH for _each in first), *(column.width for column in table.columns)],
        aligned=[*("right" for _each in first), *(_ALIGNED[column.kind] for column in table.columns)],
        rows=_rows(table, language, numbered=numbered),
        notes=[plain(note) for note in table.notes],
    )


def _rows(table: Table, language: str, *, numbered: bool) -> Iterator[list[str]]:
    for number, row in enumerate(table.rows, start=1):
        cells = [shown(value, column.kind, language) for value, column in zip(row, table.columns, strict=True)]
        yield [str(number), *cells] if numbered else cells


def word_of(look: PartyFormat, code: str, language: str) -> str:
    """A word of the format in the language of the document."""
    word = look.words(code)
    return next((text.say(language) for text in _WORDS if text.vi == word), word)


def number_line(letter: Letter, look: PartyFormat, language: str) -> str:
    """«Số 05-BC/HU», with room for a number that is not given yet."""
    word = word_of(look, "number_word", language)
    if "-" in letter.number:  # given as it stands on paper, with its symbol
        return f"{word} {plain(letter.number)}"
    return f"{word} {look.number(letter.number)}-{letter.symbol}" if letter.symbol else ""


def date_line(letter: Letter, look: PartyFormat) -> str:
    """«Yên Sơn, ngày 05 tháng 12 năm 2019», with room for what is not known yet."""
    day, month, year = look.day(letter.dated)
    place = plain(letter.place) or "\N{HORIZONTAL ELLIPSIS}"
    return _("{place}, ngày {day} tháng {month} năm {year}").format(place=place, day=day, month=month, year=year)
