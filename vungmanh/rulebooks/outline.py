"""A book as its readers see it: sections of entries, each with its citation, in the order of the page.

The pages of docs/ and those of the browser are both made from here.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from vungmanh.foundation.citations import Citation
from vungmanh.foundation.texts import Text
from vungmanh.rulebooks.conduct import Process
from vungmanh.rulebooks.facts import Subject
from vungmanh.rulebooks.page_words import BLOCKS, LOCAL, SUBJECTS, Line, W, words_of_value
from vungmanh.rulebooks.parameters import Parameter, Parameters
from vungmanh.rulebooks.rulebook import Rulebook


@dataclass(frozen=True, slots=True)
class Entry:
    """One value or rule in words, what it rests on, and its code where it is asked for by one."""

    text: Text
    citation: Citation
    code: str = ""


@dataclass(frozen=True, slots=True)
class Section:
    """Entries under a heading; `level` is 2 for a subject and 3 below it, `remark` a sentence before the entries."""

    heading: Text
    level: int
    entries: tuple[Entry, ...] = ()
    remark: Text | None = None


def head_of(book: Rulebook | Parameters) -> Entry:
    """When the book holds, which is cited like everything else."""
    return Entry(W.YEARS, book.citation)


def sections_of(book: Rulebook | Parameters) -> list[Section]:
    """Everything the book says."""
    return list(_sections_of_values(book) if isinstance(book, Parameters) else _sections_of_book(book))


def doubts_in(book: Rulebook | Parameters) -> tuple[int, int]:
    """How many entries have still to be confirmed, and how many there are."""
    entries = [entry for section in sections_of(book) for entry in section.entries]
    return sum(not entry.citation.evidence.is_sure for entry in entries), len(entries)


def _sections_of_values(book: Parameters) -> Iterator[Section]:
    yield Section(W.VALUES, 2, tuple(_parameter(each) for each in book.values.values()))


def _parameter(each: Parameter) -> Entry:
    value, none = words_of_value(each.value.is_), Text("", "")
    unit = each.unit if each.unit and each.value.is_known else None
    left = LOCAL if each.value.local else none
    vi = f"{each.text.vi}: {value.vi}{f' {unit.vi}' if unit else ''}{left.vi}"
    en = f"{each.text.en}: {value.en}{f' {unit.en}' if unit else ''}{left.en}"
    return Entry(Text(vi, en), each.citation, each.code)


def _sections_of_book(book: Rulebook) -> Iterator[Section]:
    for subject in Subject:
        yield Section(SUBJECTS[subject], 2, remark=None if book.seen(subject) else W.NOT_SEEN)
        yield from _subject(book, subject)
    if book.content_seen:
        yield Section(W.CAMPAIGN, 2)
        yield from _campaign(book)


def _subject(book: Rulebook, subject: Subject) -> Iterator[Section]:
    yield from _filled(W.CATEGORIES, _categories(book, subject))
    for category in book.categories(subject):
        rule = book.rule(subject, category.code)
        needed = W.ALL if rule and rule.require == "all" else W.ANY
        head = Text(f"{category.name.vi} – {needed.vi}", f"{category.name.en} – {needed.en}")
        conditions = book.conditions(subject, category.code)
        yield from _filled(head, (Entry(each.text, each.citation) for each in conditions))
    for heading, lines_of in BLOCKS.items():
        yield from _lines(heading, lines_of(book, subject))


def _categories(book: Rulebook, subject: Subject) -> Iterator[Entry]:
    for category in book.categories(subject):
        name, short = category.name, category.short
        text = Text(f"{category.rank}. {name.vi} ({short.vi})", f"{category.rank}. {name.en} ({short.en})")
        yield Entry(text, category.citation, category.code)
        for title in category.titles:
            text = Text(f"{category.rank}. – {title.name.vi}", f"{category.rank}. – {title.name.en}")
            yield Entry(text, title.citation, title.code)


def _campaign(book: Rulebook) -> Iterator[Section]:
    for process, heading in ((Process.REVIEW, W.REVIEW), (Process.RATING, W.RATING)):
        yield from _lines(heading, ((each.text, each.citation) for each in book.order(process)))
    yield from _lines(W.RE_RATING, _re_ratings(book))
    yield from _lines(W.FORMS, _forms(book))


def _re_ratings(book: Rulebook) -> Iterator[Line]:
    for each in book.re_rating:
        changes = words_of_value(each.changes)
        yield Text(f"{each.text.vi} ({changes.vi})", f"{each.text.en} ({changes.en})"), each.citation


def _forms(book: Rulebook) -> Iterator[Line]:
    for form in book.campaign.forms:
        vi = [form.number, form.text.vi, "; ".join(each.vi for each in form.fields)]
        en = [form.number, form.text.en, "; ".join(each.en for each in form.fields)]
        yield Text(" – ".join(filter(None, vi)), " – ".join(filter(None, en))), form.citation


def _lines(heading: Text, lines: Iterable[Line]) -> Iterator[Section]:
    return _filled(heading, (Entry(text, citation) for text, citation in lines))


def _filled(heading: Text, entries: Iterable[Entry]) -> Iterator[Section]:
    """The section, unless there is nothing in it."""
    found = tuple(entries)
    if found:
        yield Section(heading, 3, found)
