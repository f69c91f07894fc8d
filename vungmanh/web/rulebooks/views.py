"""The books on the shelf, and each book entry by entry. Nothing here is about persons: everybody may read it."""

from dataclasses import dataclass, replace
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from vungmanh.foundation.dates import written
from vungmanh.foundation.texts import Text
from vungmanh.rulebooks import shelf
from vungmanh.rulebooks.errors import UnknownBook
from vungmanh.rulebooks.lock import read_corrections
from vungmanh.rulebooks.outline import Section, doubts_in, head_of, sections_of
from vungmanh.rulebooks.parameters import Parameters
from vungmanh.rulebooks.rulebook import Rulebook
from vungmanh.web.viewer import Request

_MATTERS = {
    "classification": Text("Đánh giá, xếp loại hằng năm", "Yearly review and classification"),
    "admission": Text("Kết nạp đảng viên", "Admission of members"),
    "meetings": Text("Sinh hoạt chi bộ", "Cell meetings"),
    "documents": Text("Thể thức văn bản", "Format of documents"),
}


@dataclass(frozen=True, slots=True)
class Line:
    """One book in the list."""

    code: str
    title: Text
    span: str
    in_force: bool
    doubts: int
    entries: int
    filled: bool


def rulebooks(request: Request) -> HttpResponse:
    """All books by matter, those of the page's day marked."""
    books: dict[str, list[Rulebook | Parameters]] = {shelf.SUBJECT_MATTER: list(shelf.books())}
    for values in shelf.all_parameters():
        books.setdefault(values.matter, []).append(values)
    matters = [
        (_MATTERS.get(matter, Text(matter, matter)), [_line(request, book) for book in reversed(found)])
        for matter, found in books.items()
    ]
    return render(request, "web/rulebooks/rulebooks.html", {"matters": matters})


def rulebook(request: Request, book_code: str) -> HttpResponse:
    """One book: all of it, or only what has still to be confirmed."""
    book = _book(book_code)
    doubts, entries = doubts_in(book)
    only_doubts = request.GET.get("doubts") == "1"
    shown: dict[str, Any] = {
        "book": book,
        "span": _span(book),
        "head": head_of(book),
        "doubts": doubts,
        "entries": entries,
        "only_doubts": only_doubts,
        "sections": _doubtful(sections_of(book)) if only_doubts else sections_of(book),
        "sources": [(document, shelf.pages(document.code)) for document in book.sources],
        "corrections": [each for each in read_corrections(shelf.BOOKS) if each.book == book.code],
    }
    return render(request, "web/rulebooks/rulebook.html", shown)


def _line(request: Request, book: Rulebook | Parameters) -> Line:
    day = request.viewer.on
    in_force = book.holds_on(day) if isinstance(book, Parameters) else book.governs(day.year)
    doubts, entries = doubts_in(book)
    return Line(book.code, book.title, _span(book), in_force, doubts, entries, bool(book.frames))


def _span(book: Rulebook | Parameters) -> str:
    """The years or days that the book governs."""
    if isinstance(book, Parameters):
        first, last = written(book.starts_on), written(book.ends_on)
    else:
        first, last = str(book.first_year), str(book.last_year or "")
    if first == last:
        return first
    return _("{first} – {last}").format(first=first, last=last) if last else _("từ {first}").format(first=first)


def _doubtful(sections: list[Section]) -> list[Section]:
    """The sections with only those entries that have to be confirmed; a subject's heading stays above its own."""
    found: list[Section] = []
    for section in sections:
        left = tuple(entry for entry in section.entries if not entry.citation.evidence.is_sure)
        if left or section.level == 2:
            found.append(replace(section, entries=left))
    return [one for one, after in zip(found, [*found[1:], None], strict=True) if one.entries or _heads(one, after)]


def _heads(section: Section, after: Section | None) -> bool:
    return section.remark is not None or (after is not None and after.level > section.level)


def _book(code: str) -> Rulebook | Parameters:
    for values in shelf.all_parameters():
        if values.code == code:
            return values
    try:
        return shelf.book(code)
    except UnknownBook as problem:
        raise Http404 from problem
