"""Published books are locked: a change needs a correction that accounts for it."""

from typing import Any

import pytest
import yaml

from vungmanh.rulebooks import lock, shelf
from vungmanh.rulebooks.errors import BookError

TEXT = {"vi": "chữ", "en": "words"}


def spoil(small: Any) -> None:
    small.of_book("member.yaml")[0]["conditions"][0]["test"]["at_least"] += 1
    small.write()


def correct(small: Any, *steps: tuple[str, str]) -> None:
    entries = [
        {
            "book": "one",
            "before": before,
            "after": after,
            "made_on": "2026-01-02",
            "what": TEXT,
            "why": TEXT,
            "years": [1930, 1931],
            "groups": TEXT,
        }
        for before, after in steps
    ]
    text = yaml.safe_dump(entries, allow_unicode=True).replace("'2026-01-02'", "2026-01-02")
    (small.root / lock.CORRECTIONS).write_text(text, encoding="utf-8")


def test_every_published_book_is_as_it_was_or_its_corrections_say_why() -> None:
    assert lock.problems(shelf.BOOKS) == []


def test_a_new_book_has_to_be_locked(small: Any) -> None:
    small.write()
    assert [problem.split()[0] for problem in lock.problems(small.root)] == ["equivalence", "one"]
    assert sorted(lock.write(small.root)) == ["equivalence", "one"]
    assert lock.problems(small.root) == []
    assert lock.write(small.root) == []


def test_a_changed_book_is_found_and_writing_does_not_hide_it(small: Any) -> None:
    small.write()
    lock.write(small.root)
    spoil(small)
    [problem] = lock.problems(small.root)
    assert problem.startswith("one was changed after it was published. Undo the change, or add to corrections.yaml:")
    assert lock.write(small.root) == []
    assert lock.problems(small.root) == [problem]


def test_corrections_lead_from_the_published_digest_to_the_present_one(small: Any) -> None:
    small.write()
    lock.write(small.root)
    first = lock.current(small.root)["one"]
    spoil(small)
    second = lock.current(small.root)["one"]
    spoil(small)
    third = lock.current(small.root)["one"]
    correct(small, (first, second), (second, third))
    assert lock.problems(small.root) == []
    correct(small, (first, third))
    assert lock.problems(small.root) == []
    correct(small, (second, third))
    [problem] = lock.problems(small.root)
    assert f"begins with {second[:12]}, but the book was at {first[:12]}" in problem


def test_a_changed_table_of_equivalence_is_found(small: Any) -> None:
    small.write()
    lock.write(small.root)
    small.files["classification/equivalence.yaml"][0]["members"]["one"] = ["low"]
    small.write()
    assert [problem.split()[0] for problem in lock.problems(small.root)] == ["equivalence"]


def test_a_published_book_cannot_go(small: Any) -> None:
    small.write()
    lock.write(small.root)
    small.of_book("book.yaml")["code"] = "two"
    small.files["classification/equivalence.yaml"][0]["members"] = {"two": ["high"]}
    small.write()
    found = lock.problems(small.root)
    assert "one was published and is gone. Put it back: results were given under it." in found


def test_a_correction_must_be_complete(small: Any) -> None:
    small.write()
    (small.root / lock.CORRECTIONS).write_text("- book: one\n", encoding="utf-8")
    with pytest.raises(BookError, match=r"corrections.yaml, at \[0\]: the key «before» is missing"):
        lock.problems(small.root)


def test_the_command_refuses_unknown_words(capsys: pytest.CaptureFixture[str]) -> None:
    assert [lock.main(["--check"]), lock.main([]), lock.main(["--now"])] == [0, 2, 2]
    assert capsys.readouterr().err == "Write one of --check, --write.\n" * 2
