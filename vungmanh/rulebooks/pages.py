"""`python -m vungmanh.rulebooks.pages --write FOLDER | --check FOLDER`: one page per book and language.

A page lists every value of the book with its citation and evidence mark, and all that is still to be confirmed.
"""

import sys
from collections.abc import Callable, Iterable
from datetime import date
from pathlib import Path

from vungmanh.foundation.citations import Citation, Document, Evidence
from vungmanh.foundation.texts import Text
from vungmanh.rulebooks import shelf
from vungmanh.rulebooks.outline import Entry, Section, head_of, sections_of
from vungmanh.rulebooks.page_words import W
from vungmanh.rulebooks.parameters import Parameters
from vungmanh.rulebooks.rulebook import Rulebook

LANGUAGES = ("vi", "en")


class Words:
    """Says texts in one language."""

    def __init__(self, language: str) -> None:
        self.language = language

    def __call__(self, text: Text) -> str:
        """The text without what would break a table."""
        return text.say(self.language).replace("|", "/")


def pages() -> dict[str, str]:
    """All pages by file name, with a list of the books for each language."""
    books: list[Rulebook | Parameters] = [*shelf.books(), *shelf.all_parameters()]
    found = {f"{book.code}.{language}.md": page(book, language) for book in books for language in LANGUAGES}
    return found | {f"index.{language}.md": _index(books, language) for language in LANGUAGES}


def page(book: Rulebook | Parameters, language: str) -> str:
    """The page of one book."""
    say = Words(language)
    blocks = [
        f"# {book.title.say(language)}",
        say(W.GENERATED),
        f"{say(W.CODE)}: `{book.code}` · {say(W.VERSION)}: `{book.version}` · {_span(book, say)}",
        _table([head_of(book)], say),
        f"## {say(W.SOURCES)}",
        "\n".join(_source(document, say) for document in book.sources),
        *(_section(section, say) for section in sections_of(book)),
    ]
    return "\n\n".join(block for block in blocks if block) + "\n"


def _span(book: Rulebook | Parameters, say: Words) -> str:
    if isinstance(book, Parameters):
        return f"{_day(book.starts_on)} – {_day(book.ends_on) if book.ends_on else say(W.OPEN)}"
    return f"{book.first_year}–{book.last_year or say(W.OPEN)}"


def _day(day: date) -> str:
    return f"{day.day}/{day.month}/{day.year}"


def _section(section: Section, say: Words) -> str:
    remark = say(section.remark) if section.remark else ""
    parts = [f"{'#' * section.level} {say(section.heading)}", remark, _table(section.entries, say)]
    return "\n\n".join(part for part in parts if part)


def _table(entries: Iterable[Entry], say: Words) -> str:
    rows = [_row(entry, say) for entry in entries]
    head = f"| {say(W.VALUE)} | {say(W.CITATION)} | {say(W.MARK)} |\n|---|---|---|\n"
    return head + "\n".join(rows) if rows else ""


def _row(entry: Entry, say: Words) -> str:
    code = f" `{entry.code}`" if entry.code else ""
    return f"| {say(entry.text)}{code} | {_cited(entry.citation, say)} | {_mark(entry.citation.evidence, say)} |"


def _cited(cite: Citation, say: Words) -> str:
    note = f". *{say(cite.note)}*" if cite.note else ""
    return cite.say(say.language).replace("|", "/") + note


def _mark(evidence: Evidence, say: Words) -> str:
    return f"{evidence}: {say(evidence.meaning)}" if evidence.is_sure else f"**{evidence}**: {say(evidence.meaning)}"


def _source(document: Document, say: Words) -> str:
    addresses = "".join(f"\n  - <{address}>" for address in shelf.pages(document.code))
    return f"- {document.say(say.language)} – {say(document.title)} ({say(document.issuer)}){addresses}"


def _index(books: Iterable[Rulebook | Parameters], language: str) -> str:
    say = Words(language)
    lines = [f"- [{say(book.title)}]({book.code}.{language}.md)" for book in books]
    return f"# {say(W.BOOKS)}\n\n{say(W.GENERATED)}\n\n" + "\n".join(lines) + "\n"


def stale(folder: Path) -> list[str]:
    """The names of pages in `folder` that are not what the books say now, or should not be there."""
    wanted = pages()
    there = {path.name: path.read_text(encoding="utf-8") for path in folder.glob("*.md")}
    return sorted(name for name in wanted.keys() | there.keys() if wanted.get(name) != there.get(name))


def write(folder: Path) -> None:
    """Write every page into `folder` and remove pages of books that are gone."""
    folder.mkdir(parents=True, exist_ok=True)
    wanted = pages()
    for path in folder.glob("*.md"):
        if path.name not in wanted:
            path.unlink()
    for name, text in wanted.items():
        (folder / name).write_text(text, encoding="utf-8")


def main(arguments: list[str]) -> int:
    """Write or check; the exit status is 1 when a page is stale and 2 when the call was wrong."""
    actions: dict[str, Callable[[Path], list[str] | None]] = {"--write": write, "--check": stale}
    if len(arguments) != 2 or arguments[0] not in actions:
        sys.stderr.write("Write --write FOLDER or --check FOLDER.\n")
        return 2
    found = actions[arguments[0]](Path(arguments[1])) or []
    sys.stderr.write("".join(f"{name} is stale. Run with --write.\n" for name in found))
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
