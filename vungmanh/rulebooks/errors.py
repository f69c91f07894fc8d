"""What goes wrong with rulebooks, each with what to do about it."""

from collections.abc import Iterable
from datetime import date


class BookError(ValueError):
    """A rulebook file cannot be used as it stands.

    Carries the file, the key path in it, what is wrong and what to do; its message says all four.
    """

    def __init__(self, file: str, path: str, problem: str, remedy: str) -> None:
        self.file = file
        self.path = path
        self.problem = problem
        self.remedy = remedy
        where = f"{file}, at {path}" if path else file
        super().__init__(f"{where}: {problem}. {remedy}.")


class NoBookForYear(LookupError):
    """The shelf begins later than the year asked for."""

    def __init__(self, year: int, first_year: int) -> None:
        self.year = year
        super().__init__(
            f"No rulebook for the rating year {year}: the first one begins with {first_year}."
            " Check the year of the campaign or of the imported result."
        )


class NoBookForDay(LookupError):
    """No book of parameters on this matter holds on the day asked for."""

    def __init__(self, matter: str, day: date, first_day: date) -> None:
        self.matter = matter
        self.day = day
        super().__init__(f"No rules on {matter} for {day}: those entered begin with {first_day}. Check the day.")


class UnknownParameter(LookupError):
    """The book has no parameter of this name."""

    def __init__(self, book: str, code: str, known: Iterable[str]) -> None:
        self.code = code
        super().__init__(f"The book «{book}» has no parameter «{code}». Known are: {', '.join(known)}.")


class UnknownBook(LookupError):
    """No rulebook has this code."""

    def __init__(self, code: str, known: Iterable[str]) -> None:
        self.code = code
        super().__init__(f"No rulebook has the code «{code}». Known are: {', '.join(known)}.")


class UnknownCategory(LookupError):
    """The rulebook does not have this category for this subject."""

    def __init__(self, book: str, subject: str, code: str, allowed: Iterable[str]) -> None:
        self.book = book
        self.code = code
        super().__init__(
            f"Rulebook «{book}» has no category «{code}» for the subject {subject}. Allowed are: {', '.join(allowed)}."
        )


class UnknownRun(LookupError):
    """The equivalence table has no run of this code for this subject."""

    def __init__(self, subject: str, code: str, known: Iterable[str]) -> None:
        super().__init__(f"No run «{code}» for the subject {subject}. Known are: {', '.join(known)}.")


class UnknownFact(LookupError):
    """A fact was given that facts.yaml does not declare; a misspelt name must not pass for a missing fact."""

    def __init__(self, code: str, known: Iterable[str]) -> None:
        self.code = code
        super().__init__(
            f"The fact «{code}» is not declared in facts.yaml. Declare it there, or use one of: {', '.join(known)}."
        )


class WrongFact(ValueError):
    """A fact was given with a value that is not of its declared type."""

    def __init__(self, code: str, value: object, expected: str) -> None:
        self.code = code
        super().__init__(f"The fact «{code}» has the value {value!r}; expected is {expected}.")
