"""The party document format of a day: words, sizes, margins, each from the rulebook «documents».

What the guidance of the day leaves unseen is taken from the nearest one in which it was seen; docs/documents.md lists
these values and how sure each is.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from vungmanh.rulebooks import shelf
from vungmanh.rulebooks.errors import UnknownParameter
from vungmanh.rulebooks.parameters import Parameters, Single

MATTER = "documents"


@dataclass(frozen=True, slots=True)
class PartyFormat:
    """How a document of a certain day looks. `books` are those that are asked, the one of the day first."""

    books: Sequence[Parameters]

    @property
    def book(self) -> Parameters:
        """The guidance of the day, or the earliest known for a day before it."""
        return self.books[0]

    def value(self, code: str) -> Single:
        """A value that must be seen somewhere; raises UnknownParameter where it is not."""
        for book in self.books:
            found = book.values[code].value.is_ if code in book.values else None
            if found is not None:
                return found
        raise UnknownParameter(self.book.code, code, self.book.values)

    def words(self, code: str) -> str:
        """A value that is text."""
        return str(self.value(code))

    def size(self, code: str) -> int:
        """A value that is a whole number of points, millimetres or digits."""
        found = self.value(code)
        if not isinstance(found, int):
            raise TypeError(f"{code} is not a whole number: {found!r}")
        return found

    def says(self, code: str) -> bool:
        """A value that is true or false."""
        return self.value(code) is True

    def number(self, number: str) -> str:
        """The number of a document with the zeros it is written with; blanks to fill in where there is none."""
        return number.zfill(self.size("number_digits")) if number else BLANK

    def day(self, day: date | None) -> tuple[str, str, str]:
        """Day, month and year as they are written in the line of place and date; blanks where there is none."""
        if day is None:
            return BLANK, BLANK, BLANK
        return (
            f"{day.day:02}" if day.day < self.size("day_with_zero_below") else str(day.day),
            f"{day.month:02}" if day.month < self.size("month_with_zero_below") else str(day.month),
            str(day.year),
        )


BLANK = "\N{NO-BREAK SPACE}" * 6
"""Room to write something in by hand."""


def party_format(on: date) -> PartyFormat:
    """The format of documents of this day; before the earliest guidance that is known, that one."""
    books = [book for book in shelf.all_parameters() if book.matter == MATTER]
    of_day = next((book for book in books if book.holds_on(on)), books[0])
    place = books.index(of_day)
    earlier, later = books[:place], books[place + 1 :]
    return PartyFormat((of_day, *reversed(earlier), *later))
