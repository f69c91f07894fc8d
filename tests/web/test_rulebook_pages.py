"""The rulebooks in the browser: every value with its citation, and only the doubts where these are asked for."""

import html
import re

import pytest
from django.test import Client

from vungmanh.rulebooks import shelf
from vungmanh.rulebooks.outline import doubts_in, sections_of
from vungmanh.rulebooks.parameters import Parameters
from vungmanh.rulebooks.rulebook import Rulebook

BOOKS: list[Rulebook | Parameters] = [*shelf.books(), *shelf.all_parameters()]


def words(client: Client, address: str) -> str:
    page = client.get(address).content.decode()
    return html.unescape(" ".join(re.sub(r"<[^>]*>", " ", page).split()))


@pytest.mark.parametrize("book", BOOKS, ids=lambda book: book.code)
def test_a_page_shows_every_entry_with_citation_mark_and_note(office: Client, book: Rulebook | Parameters) -> None:
    page = words(office, f"/rulebooks/{book.code}/")
    for section in sections_of(book):
        for entry in section.entries:
            citation = entry.citation
            said = [entry.text.vi, citation.say("vi"), citation.evidence.meaning.vi, citation.note and citation.note.vi]
            assert [part for part in said if part and " ".join(part.split()) not in page] == []


@pytest.mark.parametrize("book", BOOKS, ids=lambda book: book.code)
def test_only_what_has_to_be_confirmed(office: Client, book: Rulebook | Parameters) -> None:
    page = office.get(f"/rulebooks/{book.code}/", {"doubts": "1"}).content.decode()
    doubts, entries = doubts_in(book)
    assert page.count('<span class="dot ') == doubts <= entries
    assert page.count('<span class="dot g"') == 0


def test_the_list_marks_the_books_of_the_day(office: Client) -> None:
    page = office.get("/rulebooks/?on=2018-12-31").content.decode()
    rows = re.findall(r"<tr><th scope=\"row\">.*?</tr>", page, re.DOTALL)
    in_force = [re.search(r"/rulebooks/([^/]+)/", row)[1] for row in rows if "đang áp dụng" in row]  # type: ignore[index]
    assert len(rows) == len(BOOKS)
    assert [code for code in in_force if not code.startswith("documents")] == [
        "classification-2018", "admission-2016", "meetings-2018",
    ]  # fmt: skip


def test_a_book_that_is_not_on_the_shelf_is_not_found(office: Client) -> None:
    assert office.get("/rulebooks/classification-1999/").status_code == 404
