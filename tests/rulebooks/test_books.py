"""The books on the shelf: their years, names, marks and digests."""

from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass
from itertools import pairwise

import pytest

from vungmanh.foundation.citations import Citation, Evidence
from vungmanh.rulebooks import engine, shelf
from vungmanh.rulebooks.errors import NoBookForYear, UnknownBook, UnknownCategory, UnknownRun
from vungmanh.rulebooks.facts import Subject
from vungmanh.rulebooks.rulebook import Rulebook
from vungmanh.rulebooks.verdicts import Verdict

MEMBER, ORGANIZATION = Subject.MEMBER, Subject.ORGANIZATION


@pytest.mark.parametrize("year", range(1990, 2031))
def test_every_year_has_exactly_one_book(year: int) -> None:
    governing = [book for book in shelf.books() if book.governs(year)]
    assert governing == [shelf.book_for(year)]


@pytest.mark.parametrize(
    ("first", "last", "code"),
    [
        (1930, 2007, "classification-before-2008"),
        (2008, 2013, "classification-2008"),
        (2014, 2017, "classification-2014"),
        (2018, 2018, "classification-2018"),
        (2019, 2022, "classification-2019"),
        (2023, 2024, "classification-2023"),
        (2025, 2500, "classification-2025"),
    ],
)
def test_years_of_the_books(first: int, last: int, code: str) -> None:
    assert [shelf.book_for(first), shelf.book_for(last)] == [shelf.book(code)] * 2


def test_books_stand_in_the_order_of_their_years() -> None:
    assert all(one.last_year == two.first_year - 1 for one, two in pairwise(shelf.books()))


def test_no_book_before_1930() -> None:
    with pytest.raises(NoBookForYear, match="1929.*begins with 1930"):
        shelf.book_for(1929)


def test_unknown_book_names_the_known_ones() -> None:
    with pytest.raises(UnknownBook, match="classification-2017.*classification-2018"):
        shelf.book("classification-2017")


@pytest.mark.parametrize("year", [1999, 2008, 2014])
def test_categories_until_2017(year: int) -> None:
    book = shelf.book_for(year)
    assert [each.code for each in book.categories(MEMBER)] == [
        "excellent",
        "good",
        "completed",
        "not_completed",
    ]
    assert [each.code for each in book.categories(ORGANIZATION)] == [
        "clean_and_strong",
        "good",
        "completed",
        "weak",
    ]
    assert book.category(MEMBER, "good").name.vi == "Đủ tư cách, hoàn thành tốt nhiệm vụ"
    assert book.category(ORGANIZATION, "weak").name.vi == "Yếu kém"
    best = book.category(ORGANIZATION, "clean_and_strong")
    assert (best.name.vi, best.short.vi, best.rank) == ("Trong sạch, vững mạnh", "TSVM", 1)
    assert [title.code for title in best.titles] == ["exemplary"]


@pytest.mark.parametrize(
    ("year", "subject"),
    [(2018, MEMBER), (2018, ORGANIZATION), *((year, subject) for year in (2019, 2023, 2025) for subject in Subject)],
)
def test_categories_from_2018_on(year: int, subject: Subject) -> None:
    found = [(each.code, each.short.vi, each.rank) for each in shelf.book_for(year).categories(subject)]
    assert found == [
        ("excellent", "HTXSNV", 1),
        ("good", "HTTNV", 2),
        ("completed", "HTNV", 3),
        ("not_completed", "KHTNV", 4),
    ]


def test_unknown_category_names_book_code_and_allowed_ones() -> None:
    with pytest.raises(UnknownCategory) as caught:
        shelf.book_for(2018).category(ORGANIZATION, "clean_and_strong")
    for word in ("classification-2018", "clean_and_strong", "excellent, good, completed, not_completed"):
        assert word in str(caught.value)


def citations_of(value: object) -> Iterator[Citation]:
    """Every citation inside a book, whatever part it belongs to."""
    if isinstance(value, Citation):
        yield value
    elif isinstance(value, Mapping):
        yield from (each for part in value.values() for each in citations_of(part))
    elif isinstance(value, tuple):
        yield from (each for part in value for each in citations_of(part))
    elif is_dataclass(value):
        yield from (each for field in fields(value) for each in citations_of(getattr(value, field.name)))


@pytest.mark.parametrize("book", shelf.books(), ids=lambda book: book.code)
def test_sources_are_the_documents_cited(book: Rulebook) -> None:
    assert {citation.document for citation in citations_of(book)} == set(book.sources)


@pytest.mark.parametrize("book", shelf.books(), ids=lambda book: book.code)
def test_what_is_not_confirmed_says_so(book: Rulebook) -> None:
    unsure = [each for each in citations_of(book) if each.evidence in (Evidence.INFERRED, Evidence.UNCONFIRMED)]
    assert unsure
    assert all(each.note for each in unsure)


def test_marks_of_2018_are_those_of_the_collected_facts() -> None:
    book = shelf.book_for(2018)
    marks = {each.code: each.citation.evidence for each in book.conditions(MEMBER, "not_completed")}
    assert set(marks.values()) == {Evidence.QUOTED}
    leaders = [each for each in book.conditions(MEMBER, "not_completed") if each.code.startswith("leader_")]
    assert {each.citation.document.code for each in leaders} == {"qd-132-2018"}
    assert [cap.citation.evidence for subject in Subject for cap in book.caps(subject)] == [Evidence.UNCONFIRMED] * 2
    assert [each.citation.evidence for each in book.exemptions(MEMBER)] == [Evidence.QUOTED] * 2


def test_books_without_content_answer_every_question_with_cannot_tell() -> None:
    for book in shelf.books():
        for subject in (each for each in Subject if not book.seen(each)):
            verdicts = {engine.evaluate(book, subject, each.code, {}).verdict for each in book.categories(subject)}
            assert verdicts <= {Verdict.CANNOT_TELL}
            assert engine.standing_of(book, subject, {}).verdict is Verdict.CANNOT_TELL
            assert engine.ceiling(book, subject, {}).category is None
            assert {cap.allowed({"good": 1000}) for cap in book.caps(subject)} <= {None}


def test_every_subject_of_every_book_has_a_cap_so_silence_is_never_no_limit() -> None:
    assert all(book.caps(subject) for book in shelf.books() for subject in Subject if book.seen(subject))
    assert all(book.caps(subject) for book in shelf.books() for subject in (MEMBER, ORGANIZATION))


def test_leading_collectives_are_seen_from_2019_on() -> None:
    assert [book.seen(Subject.COLLECTIVE) for book in shelf.books()] == [False] * 4 + [True] * 3


def test_versions_differ_and_are_the_head_of_the_digest() -> None:
    books = shelf.books()
    assert len({book.digest for book in books}) == len(books)
    assert all(len(book.digest) == 64 and book.digest.startswith(book.version) for book in books)
    assert {len(book.version) for book in books} == {12}


def test_lap_thanh_is_at_the_top_in_every_year_from_2008_to_2018() -> None:
    table = shelf.equivalence()
    top = table.best_run(ORGANIZATION)
    results = [(year, "clean_and_strong" if year < 2018 else "excellent") for year in range(2008, 2019)]
    counted = [
        year for year, code in results if table.counts_as(ORGANIZATION, top.code, shelf.book_for(year).code, code)
    ]
    assert len(counted) == 11
    assert top.citation.note is not None
    assert "confirm" in top.citation.note.en


def test_a_category_of_the_wrong_years_does_not_count_in_the_run() -> None:
    table = shelf.equivalence()
    assert not table.counts_as(ORGANIZATION, "top", "classification-2018", "good")
    assert not table.counts_as(ORGANIZATION, "top", "classification-2014", "excellent")
    assert table.counts_as(MEMBER, "bottom", "classification-2014", "not_completed")
    assert [run.code for run in table.runs(MEMBER)] == ["top", "bottom"]


def test_equivalence_refuses_unknown_runs_and_books() -> None:
    table = shelf.equivalence()
    with pytest.raises(UnknownRun, match="middle.*top, bottom"):
        table.run(MEMBER, "middle")
    with pytest.raises(UnknownBook, match="classification-1999"):
        table.counts_as(MEMBER, "top", "classification-1999", "excellent")


def test_pages_and_facts_can_be_looked_up() -> None:
    assert any("thuvienphapluat.vn" in page for page in shelf.pages("hd-16-2018"))
    assert shelf.pages("not-seen") == ()
    assert shelf.facts()["months_since_admission"].recorded
