"""The rulebooks in the order of their years, and where to find the one that governs a year.

The shelf is read once and checked as a whole: every rating year from 1930 on, the year the Party was
founded, has exactly one book, and every book has its place in every run of the equivalence table.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from vungmanh.rulebooks.conditions import known_category
from vungmanh.rulebooks.equivalence import Equivalence, Run
from vungmanh.rulebooks.errors import BookError, NoBookForDay, NoBookForYear, UnknownBook
from vungmanh.rulebooks.facts import Fact, Subject
from vungmanh.rulebooks.frames import FILE as FRAME_FILE
from vungmanh.rulebooks.frames import LocalFrame, extend_library, read_frames
from vungmanh.rulebooks.library import Library, load_library
from vungmanh.rulebooks.loader import load_book
from vungmanh.rulebooks.parameters import MATTERS, Parameters, codes_of_parameters, load_parameters
from vungmanh.rulebooks.reading import Node, read_file, refuse_duplicates
from vungmanh.rulebooks.rulebook import Rulebook

BOOKS = Path(__file__).parent / "books"
SUBJECT_MATTER = "classification"
FIRST_YEAR = 1930


@dataclass(frozen=True, slots=True)
class Shelf:
    """All books under one folder, checked against each other."""

    books: tuple[Rulebook, ...]
    equivalence: Equivalence
    library: Library
    parameters: Mapping[str, tuple[Parameters, ...]]


def book_for(year: int) -> Rulebook:
    """The book that governs the rating year. Raises NoBookForYear below 1930.

    The rating year is the year that is classified, not the year in which the decision is signed.
    """
    for each in books():
        if each.governs(year):
            return each
    raise NoBookForYear(year, FIRST_YEAR)


def book(code: str) -> Rulebook:
    """The book with this code, such as "classification-2018"; raises UnknownBook."""
    for each in books():
        if each.code == code:
            return each
    raise UnknownBook(code, [each.code for each in books()])


def books() -> tuple[Rulebook, ...]:
    """All books in the order of their years."""
    return _shelf().books


def equivalence() -> Equivalence:
    """Which categories of different books continue one another."""
    return _shelf().equivalence


def facts() -> Mapping[str, Fact]:
    """All declared facts by name."""
    return _shelf().library.facts


def pages(document_code: str) -> tuple[str, ...]:
    """The addresses at which the document, or a quotation of it, was read; none if it was not seen."""
    return _shelf().library.pages.get(document_code, ())


def parameters(matter: str, *, on: date) -> Parameters:
    """The values on a matter («admission», «meetings») that hold on a day.

    Raises NoBookForDay before the first book of the matter, UnknownBook for a matter of which there is none.
    """
    known = _shelf().parameters
    if not known.get(matter):
        raise UnknownBook(matter, known)
    for each in known[matter]:
        if each.holds_on(on):
            return each
    raise NoBookForDay(matter, on, known[matter][0].starts_on)


def all_parameters() -> tuple[Parameters, ...]:
    """The books of parameters of every matter, each in the order of their days."""
    return tuple(each for books in _shelf().parameters.values() for each in books)


def use_frames(folder: Path) -> None:
    """From now on fill the books with the local frames in `folder`, one sub-folder each; none where it is missing.

    They are read and checked with the books, when somebody first asks; `check_frames` asks at once.
    """
    global _frames  # noqa: PLW0603 - one shelf for the process, like the books themselves
    _frames = tuple(sorted(each.parent for each in folder.glob(f"*/{FRAME_FILE}")))
    _shelf.cache_clear()


_frames: tuple[Path, ...] = ()


def check_frames() -> None:
    """Raise BookError where a local frame cannot be used; quick where there is none."""
    if _frames:
        _shelf()


@cache
def _shelf() -> Shelf:
    return load_shelf(BOOKS, local=_frames)


def load_shelf(root: Path, local: Iterable[Path] = ()) -> Shelf:
    """Read and check everything under `root`, with the values that the local frames in these folders fill.

    Raises BookError. A book that a frame fills keeps its code and its years and has a version of its own.
    """
    local = tuple(local)
    library = extend_library(load_library(root), local)
    folders = [f"{SUBJECT_MATTER}/{each.name}" for each in sorted((root / SUBJECT_MATTER).iterdir()) if each.is_dir()]
    found = {folder: load_book(root, folder, library) for folder in folders}
    _check_codes(found)
    _check_years(found)
    frames = read_frames(local, library, [*(each.code for each in found.values()), *codes_of_parameters(root)])
    for folder, central in found.items():
        found[folder] = _filled(root, folder, central, library, frames)
    in_order = tuple(sorted(found.values(), key=lambda each: each.first_year))
    values = {matter: load_parameters(root, matter, library, frames) for matter in MATTERS}
    return Shelf(in_order, _read_equivalence(root, library, in_order), library, values)


def _filled(root: Path, folder: str, central: Rulebook, library: Library, frames: tuple[LocalFrame, ...]) -> Rulebook:
    """The book with the values that the frames fill; itself where none does."""
    own = [frame for frame in frames if central.code in frame.fills]
    if not own:
        return central
    fills = [fill for frame in own for fill in frame.fills[central.code]]
    return load_book(root, folder, library, fills, tuple(frame.of_book(central.code) for frame in own))


def _check_codes(found: Mapping[str, Rulebook]) -> None:
    taken: dict[str, str] = {}
    for folder, each in found.items():
        if each.code in taken:
            problem = f"the code «{each.code}» is used by {taken[each.code]} already"
            raise BookError(f"{folder}/book.yaml", "code", problem, "Give each book a code of its own")
        taken[each.code] = folder


def _check_years(found: Mapping[str, Rulebook]) -> None:
    """Every year from FIRST_YEAR on has exactly one book, and the last book is open."""
    expected: int | None = FIRST_YEAR
    for folder, each in sorted(found.items(), key=lambda pair: pair[1].first_year):
        file = f"{folder}/book.yaml"
        if each.last_year is not None and each.last_year < each.first_year:
            raise BookError(file, "years", "the last year is before the first", "Mend «first» or «last»")
        if expected is None or each.first_year < expected:
            problem = f"the year {each.first_year} has a book already"
            raise BookError(file, "years.first", problem, "Let the earlier book end the year before")
        if each.first_year > expected:
            problem = f"no book for the years {expected} to {each.first_year - 1}"
            raise BookError(file, "years.first", problem, f"Begin with {expected}, or add a book for those years")
        expected = None if each.last_year is None else each.last_year + 1
    if expected is not None:
        problem = f"no book from the year {expected} on"
        raise BookError(SUBJECT_MATTER, "", problem, "Leave out «last» in the latest book, or add one")


def _read_equivalence(root: Path, library: Library, books_in_order: tuple[Rulebook, ...]) -> Equivalence:
    nodes = read_file(root, f"{SUBJECT_MATTER}/equivalence.yaml").items()
    runs = tuple(_read_run(node, library, books_in_order) for node in nodes)
    refuse_duplicates(nodes, [f"{run.subject} {run.code}" for run in runs])
    return Equivalence(runs)


def _read_run(node: Node, library: Library, books_in_order: tuple[Rulebook, ...]) -> Run:
    citation = library.citation(node)
    parts = node.keys("code subject name members cites")
    subject = parts["subject"].one_of(Subject)
    members = parts["members"].keys(" ".join(each.code for each in books_in_order))
    return Run(
        code=parts["code"].string(),
        subject=subject,
        name=parts["name"].text(),
        members={
            each.code: tuple(known_category(item, each.categories(subject)) for item in members[each.code].items())
            for each in books_in_order
        },
        citation=citation,
    )
