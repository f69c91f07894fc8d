"""`python -m vungmanh.rulebooks.pages --write FOLDER | --check FOLDER`: one page per book and language.

A page lists every value of the book with its citation and evidence mark, and all that is still to be confirmed.
"""

import sys
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from pathlib import Path

from vungmanh.foundation.citations import Citation, Document, Evidence
from vungmanh.foundation.texts import Text
from vungmanh.rulebooks import shelf
from vungmanh.rulebooks.conduct import Process
from vungmanh.rulebooks.facts import Subject
from vungmanh.rulebooks.page_words import BLOCKS, LOCAL, SUBJECTS, W, words_of_value
from vungmanh.rulebooks.parameters import Parameter, Parameters
from vungmanh.rulebooks.rulebook import Rulebook

Row = tuple[str, Citation]
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
    books = shelf.books()
    found = {f"{book.code}.{language}.md": page(book, language) for book in books for language in LANGUAGES}
    for values in shelf.all_parameters():
        found |= {f"{values.code}.{language}.md": page_of_parameters(values, language) for language in LANGUAGES}
    return found | {f"index.{language}.md": _index(language) for language in LANGUAGES}


def page(book: Rulebook, language: str) -> str:
    """The page of one book."""
    say = Words(language)
    blocks = [
        f"# {book.title.say(language)}",
        say(W.GENERATED),
        f"{say(W.CODE)}: `{book.code}` · {say(W.VERSION)}: `{book.version}` · {_years(book, say)}",
        _table([(say(W.YEARS), book.citation)], say),
        f"## {say(W.SOURCES)}",
        _sources(book.sources, say),
    ]
    for subject in Subject:
        blocks += _subject(book, subject, say)
    blocks += _campaign(book, say)
    return "\n\n".join(block for block in blocks if block) + "\n"


def page_of_parameters(book: Parameters, language: str) -> str:
    """The page of one book of parameters."""
    say = Words(language)
    days = f"{_day(book.starts_on)} – {_day(book.ends_on) if book.ends_on else say(W.OPEN)}"
    rows = [(_parameter(each, say), each.citation) for each in book.values.values()]
    blocks = [
        f"# {say(book.title)}",
        say(W.GENERATED),
        f"{say(W.CODE)}: `{book.code}` · {say(W.VERSION)}: `{book.digest[:12]}` · {days}",
        _table([(say(W.YEARS), book.citation)], say),
        f"## {say(W.SOURCES)}",
        _sources(book.sources, say),
        f"## {say(W.VALUES)}",
        _table(rows, say),
    ]
    return "\n\n".join(blocks) + "\n"


def _parameter(each: Parameter, say: Words) -> str:
    unit = f" {say(each.unit)}" if each.unit and each.value.is_known else ""
    left = say(LOCAL) if each.value.local else ""
    return f"{say(each.text)}: {say(words_of_value(each.value.is_))}{unit}{left} `{each.code}`"


def _day(day: date) -> str:
    return f"{day.day}/{day.month}/{day.year}"


def _subject(book: Rulebook, subject: Subject, say: Words) -> Iterator[str]:
    yield f"## {say(SUBJECTS[subject])}"
    if not book.seen(subject):
        yield say(W.NOT_SEEN)
    yield from _block(W.CATEGORIES, _categories(book, subject, say), say)
    for category in book.categories(subject):
        rows = [(say(each.text), each.citation) for each in book.conditions(subject, category.code)]
        rule = book.rule(subject, category.code)
        head = f"{say(category.name)} – {say(W.ALL if rule and rule.require == 'all' else W.ANY)}"
        yield from _block(Text(head, head), rows, say)
    for heading, rows_of in BLOCKS.items():
        yield from _block(heading, [(words.say(say.language), cite) for words, cite in rows_of(book, subject)], say)


def _categories(book: Rulebook, subject: Subject, say: Words) -> Iterator[Row]:
    for category in book.categories(subject):
        yield f"{category.rank}. {say(category.name)} ({say(category.short)}) `{category.code}`", category.citation
        for title in category.titles:
            yield f"{category.rank}. – {say(title.name)} `{title.code}`", title.citation


def _campaign(book: Rulebook, say: Words) -> Iterator[str]:
    if not book.content_seen:
        return
    yield f"## {say(W.CAMPAIGN)}"
    for process, heading in ((Process.REVIEW, W.REVIEW), (Process.RATING, W.RATING)):
        yield from _block(heading, [(say(each.text), each.citation) for each in book.order(process)], say)
    re_ratings = [(f"{say(each.text)} ({say(words_of_value(each.changes))})", each.citation) for each in book.re_rating]
    yield from _block(W.RE_RATING, re_ratings, say)
    forms = [
        (" – ".join(filter(None, [each.number, say(each.text), "; ".join(map(say, each.fields))])), each.citation)
        for each in book.campaign.forms
    ]
    yield from _block(W.FORMS, forms, say)


def _block(heading: Text, rows: Iterable[Row], say: Words) -> Iterator[str]:
    table = _table(list(rows), say)
    if table:
        yield f"### {say(heading)}"
        yield table


def _table(rows: list[Row], say: Words) -> str:
    if not rows:
        return ""
    head = f"| {say(W.VALUE)} | {say(W.CITATION)} | {say(W.MARK)} |\n|---|---|---|\n"
    return head + "\n".join(f"| {value} | {_cited(cite, say)} | {_mark(cite.evidence, say)} |" for value, cite in rows)


def _cited(cite: Citation, say: Words) -> str:
    note = f". *{say(cite.note)}*" if cite.note else ""
    return cite.say(say.language).replace("|", "/") + note


def _mark(evidence: Evidence, say: Words) -> str:
    return f"{evidence}: {say(evidence.meaning)}" if evidence.is_sure else f"**{evidence}**: {say(evidence.meaning)}"


def _sources(documents: Iterable[Document], say: Words) -> str:
    return "\n".join(_source(document, say) for document in documents)


def _source(document: Document, say: Words) -> str:
    addresses = "".join(f"\n  - <{address}>" for address in shelf.pages(document.code))
    return f"- {document.say(say.language)} – {say(document.title)} ({say(document.issuer)}){addresses}"


def _years(book: Rulebook, say: Words) -> str:
    return f"{book.first_year}–{book.last_year or say(W.OPEN)}"


def _index(language: str) -> str:
    say = Words(language)
    listed = [(each.code, each.title) for each in shelf.books()]
    listed += [(each.code, each.title) for each in shelf.all_parameters()]
    lines = [f"- [{say(title)}]({code}.{language}.md)" for code, title in listed]
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
