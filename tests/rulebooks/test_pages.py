"""The generated pages: fresh, complete, in both languages."""

from pathlib import Path

import pytest

from vungmanh.rulebooks import pages, shelf
from vungmanh.rulebooks.facts import Subject
from vungmanh.rulebooks.parameters import Parameters
from vungmanh.rulebooks.rulebook import Rulebook

FOLDER = Path(__file__).parents[2] / "docs" / "rulebooks"


def test_pages_in_the_repository_are_fresh() -> None:
    assert pages.stale(FOLDER) == []


@pytest.mark.parametrize("language", pages.LANGUAGES)
@pytest.mark.parametrize("book", shelf.books(), ids=lambda book: book.code)
def test_a_page_names_every_condition_and_every_doubt(book: Rulebook, language: str) -> None:
    text = pages.page(book, language)
    for subject in Subject:
        for category in book.categories(subject):
            for condition in book.conditions(subject, category.code):
                assert condition.text.say(language) in text
                if condition.citation.note:
                    assert condition.citation.note.say(language) in text
        said = [each.text for each in book.special_cases(subject)]
        said += [each.text for each in book.procedure(subject)] + [each.text for each in book.titles(subject)]
        assert [words.say(language) for words in said if words.say(language) not in text] == []


@pytest.mark.parametrize("language", pages.LANGUAGES)
@pytest.mark.parametrize("book", shelf.all_parameters(), ids=lambda book: book.code)
def test_a_page_of_parameters_names_every_value_and_doubt(book: Parameters, language: str) -> None:
    text = pages.page(book, language)
    notes = [each.citation.note.say(language) for each in book.values.values() if each.citation.note]
    said = [each.text.say(language) for each in book.values.values()]
    assert [words for words in (*said, *notes) if words not in text] == []


def test_stale_missing_and_superfluous_pages_are_told(tmp_path: Path) -> None:
    pages.write(tmp_path)
    assert pages.stale(tmp_path) == []
    (tmp_path / "index.en.md").unlink()
    (tmp_path / "classification-2018.vi.md").write_text("cũ", encoding="utf-8")
    (tmp_path / "classification-1999.vi.md").write_text("thừa", encoding="utf-8")
    assert pages.stale(tmp_path) == ["classification-1999.vi.md", "classification-2018.vi.md", "index.en.md"]
    pages.write(tmp_path)
    assert pages.stale(tmp_path) == []


def test_the_command(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = str(tmp_path)
    assert [pages.main(["--check", folder]), pages.main(["--write", folder]), pages.main(["--check", folder])] == [
        1,
        0,
        0,
    ]
    assert "index.vi.md is stale. Run with --write." in capsys.readouterr().err
    assert pages.main(["--check"]) == 2
