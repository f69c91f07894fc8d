"""Rules that are single values: of meetings and of admission, by the day on which they hold.

`books/meetings/` and `books/admission/` hold one folder per book with `book.yaml` (code, title, days) and
`parameters.yaml`. A parameter is a number, a share, a threshold, true or false, or a word, with its own citation;
`not_seen` is None. The books of one matter follow one another day by day without gap; the last one is open.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise
from pathlib import Path

from vungmanh.foundation.citations import Citation, Document
from vungmanh.foundation.texts import Text
from vungmanh.rulebooks.conduct_reading import read_threshold, read_value
from vungmanh.rulebooks.digests import cited_in, sha256_of
from vungmanh.rulebooks.errors import BookError, UnknownParameter
from vungmanh.rulebooks.frames import Fill, LocalFrame, blamed, filled
from vungmanh.rulebooks.library import Library
from vungmanh.rulebooks.reading import Node, read_file, refuse_duplicates
from vungmanh.rulebooks.rulebook import Frame
from vungmanh.rulebooks.values import Threshold, Value

FILE = "parameters.yaml"
MATTERS = ("admission", "documents", "meetings")

Single = bool | int | Decimal | Fraction | str | Threshold


@dataclass(frozen=True, slots=True)
class Parameter:
    """One named value, its unit and where it stands."""

    code: str
    text: Text
    value: Value[Single]
    unit: Text | None

    @property
    def citation(self) -> Citation:
        """What the value rests on."""
        return self.value.citation


@dataclass(frozen=True, slots=True)
class Parameters:
    """The values on one matter that hold from `starts_on` to `ends_on`, both included (None: until now).

    `digest` and `frames` are those of a rulebook: a book that local frames fill keeps its code.
    """

    code: str
    matter: str
    title: Text
    starts_on: date
    ends_on: date | None
    citation: Citation
    sources: tuple[Document, ...]
    digest: str
    values: Mapping[str, Parameter]
    frames: tuple[Frame, ...] = ()

    @property
    def version(self) -> str:
        """The first twelve digits of the digest."""
        return self.digest[:12]

    def holds_on(self, day: date) -> bool:
        """Whether this book is the one for the day."""
        return self.starts_on <= day and (self.ends_on is None or day <= self.ends_on)

    def parameter(self, code: str) -> Parameter:
        """The parameter of this name; raises UnknownParameter."""
        if code not in self.values:
            raise UnknownParameter(self.code, code, self.values)
        return self.values[code]


def load_parameters(
    root: Path, matter: str, library: Library, local: tuple[LocalFrame, ...] = ()
) -> tuple[Parameters, ...]:
    """The books on a matter in the order of their days, with the values that local frames fill; raises BookError.

    None where there is no such folder.
    """
    if not (root / matter).is_dir():
        return ()
    folders = [f"{matter}/{each.name}" for each in sorted((root / matter).iterdir()) if each.is_dir()]
    found = sorted((_read(root, folder, matter, library, local) for folder in folders), key=lambda each: each.starts_on)
    _check_days(matter, found)
    return tuple(found)


def codes_of_parameters(root: Path) -> list[str]:
    """The codes of the books on every matter, which frames may name."""
    files = sorted(file for matter in MATTERS for file in (root / matter).glob("*/book.yaml"))
    return [read_file(root, str(file.relative_to(root))).child("code").string() for file in files]


def _read(root: Path, folder: str, matter: str, library: Library, local: tuple[LocalFrame, ...]) -> Parameters:
    book = read_file(root, f"{folder}/book.yaml")
    code = book.child("code").string()
    own = [frame for frame in local if code in frame.fills]
    fills = [fill for frame in own for fill in frame.fills[code]]
    try:
        listing = filled(read_file(root, f"{folder}/{FILE}"), _of_listing(fills))
        return _book(book, listing, matter, library, tuple(frame.of_book(code) for frame in own))
    except BookError as error:
        raise blamed(error, fills) from error


def _of_listing(fills: list[Fill]) -> list[Fill]:
    """The fills, all of which must be about the one file that has values."""
    for fill in fills:
        if fill.file != FILE:
            raise fill.node.error(f"the book has no value «{fill.address}»", "Write parameters.<code>")
    return fills


def _book(book: Node, listing: Node, matter: str, library: Library, frames: tuple[Frame, ...]) -> Parameters:
    head = book.keys("code title days")
    citation = library.citation(head["days"])
    days = head["days"].keys("first cites", "last")
    nodes = listing.items()
    found = [_parameter(node, library) for node in nodes]
    refuse_duplicates(nodes, [each.code for each in found])
    cited = cited_in((book.value, listing.value))
    documents = {code: each for code, each in library.documents.items() if code in cited}
    content = {"book": book.value, "parameters": listing.value}
    return Parameters(
        code=head["code"].string(),
        matter=matter,
        title=head["title"].text(),
        starts_on=days["first"].day(),
        ends_on=days["last"].day() if "last" in days else None,
        citation=citation,
        sources=tuple(documents.values()),
        digest=sha256_of(content | {"documents": {code: library.raw["documents"][code] for code in documents}}),
        values={each.code: each for each in found},
        frames=frames,
    )


def _parameter(node: Node, library: Library) -> Parameter:
    parts = node.keys("code text is cites", "unit local")
    content = {key: child.value for key, child in parts.items() if key in ("is", "cites", "local")}
    value = read_value(Node(content, node.file, node.path), library, _single)
    return Parameter(
        parts["code"].string(), parts["text"].text(), value, parts["unit"].text() if "unit" in parts else None
    )


def _single(node: Node) -> Single:
    if isinstance(node.value, dict):
        return read_threshold(node)
    if isinstance(node.value, bool):
        return node.value
    if isinstance(node.value, str) and not ("/" in node.value and node.value[:1].isdigit()):
        return node.string()  # T/M is a word, 2/3 a fraction
    return node.number()


def _check_days(matter: str, books: list[Parameters]) -> None:
    for one, two in pairwise(books):
        if one.ends_on is None or one.ends_on + timedelta(days=1) != two.starts_on:
            problem = f"{one.code} does not end the day before {two.code} begins"
            raise BookError(matter, "days", problem, "Mend «last» of the one or «first» of the other")
    if books and books[-1].ends_on is not None:
        raise BookError(matter, "days", f"no book after {books[-1].ends_on}", "Leave out «last» in the latest book")
