"""Local frames: a province fills the values that a book leaves to it, and no others.

A frame is a folder with `frame.yaml` and, if it cites documents of its own, `sources.yaml`. The book is then read
again with the values filled in, so every check of the loader holds for them too. The book keeps its code and all
other values; its digest, and so its version, is another.
"""

import copy
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from pathlib import Path

from vungmanh.foundation.citations import Document
from vungmanh.rulebooks.errors import BookError
from vungmanh.rulebooks.library import Library, read_sources
from vungmanh.rulebooks.reading import Node, read_file, refuse_duplicates
from vungmanh.rulebooks.rulebook import Frame

FILE = "frame.yaml"
SOURCES = "sources.yaml"
NOT_SEEN = "not_seen"


@dataclass(frozen=True, slots=True)
class Fill:
    """One value filled: `address` is file, keys and entry codes joined by dots, without «.yaml»."""

    address: str
    node: Node

    @property
    def file(self) -> str:
        """The file of the book in which the value stands."""
        return f"{self.address.split('.', 1)[0]}.yaml"

    @property
    def keys(self) -> list[str]:
        """The way to the value inside that file."""
        return self.address.split(".")[1:]


@dataclass(frozen=True, slots=True)
class LocalFrame:
    """A frame as it was read, for one or more books."""

    shown: Frame
    fills: Mapping[str, tuple[Fill, ...]]

    def of_book(self, code: str) -> Frame:
        """The frame with the addresses that it fills in one book."""
        return replace(self.shown, fills=tuple(fill.address for fill in self.fills[code]))


def extend_library(library: Library, folders: Iterable[Path]) -> Library:
    """The library with the documents of local frames; raises BookError where a code is taken."""
    documents: dict[str, Document] = dict(library.documents)
    pages, raw = dict(library.pages), dict(library.raw["documents"])
    for folder in folders:
        if not (folder / SOURCES).exists():
            continue
        sources = _file(folder, SOURCES)
        found, found_pages = read_sources(sources)
        for node in sources.items():
            code = node.child("code").string()
            if code in documents:
                raise node.error(f"the document «{code}» exists already", "Cite it, or take another code")
            raw[code] = node.value
        documents |= found
        pages |= found_pages
    return replace(library, documents=documents, pages=pages, raw={**library.raw, "documents": raw})


def read_frames(folders: Iterable[Path], library: Library, books: Iterable[str]) -> tuple[LocalFrame, ...]:
    """The frames in these folders; raises BookError for an unknown book or a value that two frames fill."""
    known, taken = list(books), dict[tuple[str, str], str]()
    frames = tuple(_read_frame(folder, library, known) for folder in folders)
    for frame in frames:
        for book, fills in frame.fills.items():
            for fill in fills:
                other = taken.setdefault((book, fill.address), frame.shown.code)
                if other != frame.shown.code:
                    problem = f"«{fill.address}» of {book} is filled by the frame «{other}» already"
                    raise fill.node.error(problem, "Let one frame fill it")
    return frames


def _file(folder: Path, name: str) -> Node:
    """A file of a frame, called by folder and name, so that an error tells which of several frames it is in."""
    return read_file(folder.parent, f"{folder.name}/{name}")


def _read_frame(folder: Path, library: Library, books: list[str]) -> LocalFrame:
    parts = _file(folder, FILE).keys("code title fills")
    fills: dict[str, list[Fill]] = {}
    nodes = parts["fills"].items()
    for node in nodes:
        library.citation(node)
        book, address = node.child("book").string(), node.child("value").string()
        if book not in books:
            raise node.child("book").error(f"unknown book «{book}»", f"Write one of {', '.join(books)}")
        fills.setdefault(book, []).append(Fill(address, node))
    refuse_duplicates(nodes, [f"{node.child('book').value} {node.child('value').value}" for node in nodes])
    shown = Frame(parts["code"].string(), parts["title"].text(), ())
    return LocalFrame(shown, {book: tuple(each) for book, each in fills.items()})


def filled(file: Node, fills: Iterable[Fill]) -> Node:
    """The file of a book with the values filled in; raises BookError at the frame where one may not be."""
    fills = tuple(fills)
    if not fills:
        return file
    content = copy.deepcopy(file.value)
    for fill in fills:
        _fill(content, fill)
    return replace(file, value=content)


def blamed(error: BookError, fills: Iterable[Fill]) -> BookError:
    """The error at the frame when it arose inside a value that a frame filled, else the error itself."""
    for fill in fills:
        if error.file.endswith(fill.file) and fill.keys[-1] in error.path.split("."):
            return fill.node.error(f"{error.problem} (in «{fill.address}»)", error.remedy)
    return error


def _fill(content: object, fill: Fill) -> None:
    for key in fill.keys:
        content = _below(content, key)
    if not isinstance(content, dict):
        raise fill.node.error(f"the book has no value «{fill.address}»", "Write file, keys and codes joined by dots")
    if content.get("local") is not True:
        raise fill.node.error(f"«{fill.address}» is not left to a local frame", "Fill only what says «local: true»")
    given = {key: value for key, value in dict(_mapping(fill.node)).items() if key not in ("book", "value")}
    if "or" in content:
        _choose_base(content, given, fill)
    _check_form(content.get("is"), given.get("is"), fill)
    content.update(given)


def _check_form(central: object, given: object, fill: Fill) -> None:
    """A number stays a number, a threshold a threshold; a value that was not seen may take any form."""
    if NOT_SEEN not in (central, given) and _form(central) != _form(given):
        raise fill.node.error(f"«{given}» is of another form than the value of the book", f"Write it like «{central}»")


def _form(value: object) -> str:
    if isinstance(value, Decimal) or (isinstance(value, str) and "/" in value and value[:1].isdigit()):
        return "int"
    return type(value).__name__


def _choose_base(content: dict[str, object], given: dict[str, object], fill: Fill) -> None:
    """A base must be one of those that the book offers; the others stay offered."""
    others = content["or"]
    offered = [content["is"], *(others if isinstance(others, list) else [])]
    if given.get("is") not in offered:
        raise fill.node.error("a base that the book does not offer", f"Write one of {offered}")
    content["or"] = [each for each in offered if each != given["is"]]


def _mapping(node: Node) -> dict[str, object]:
    return {key: child.value for key, child in node.entries().items()}


def _below(content: object, key: str) -> object:
    if isinstance(content, dict):
        return content.get(key)
    if isinstance(content, list):
        return next((each for each in content if isinstance(each, dict) and each.get("code") == key), None)
    return None
