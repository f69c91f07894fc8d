"""Rules that are single values: by the day, cited, honest about what was not seen."""

from datetime import date, timedelta
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
import yaml

from vungmanh.rulebooks import shelf
from vungmanh.rulebooks.errors import BookError, NoBookForDay, UnknownBook, UnknownParameter
from vungmanh.rulebooks.parameters import MATTERS
from vungmanh.rulebooks.shelf import load_shelf
from vungmanh.rulebooks.values import Threshold

CITES = {"document": "doc", "place": {"vi": "chỗ", "en": "place"}, "evidence": "S"}
TEXT = {"vi": "chữ", "en": "words"}


def is_(matter: str, code: str, day: date) -> object:
    return shelf.parameters(matter, on=day).parameter(code).value.is_


def test_probation_lasts_twelve_months_and_the_cell_needs_two_thirds() -> None:
    for day in (date(2019, 12, 20), date(2025, 12, 1), date(2026, 9, 1)):
        assert is_("admission", "probation_months", day) == 12
        assert is_("admission", "cell_vote", day) == Threshold(Fraction(2, 3), strict=False)
        assert is_("admission", "probationary_votes", day) is False


def test_the_days_to_the_ceremony_count_from_receipt_and_since_2026_from_issue() -> None:
    found = [is_("admission", "ceremony_counted_from", day) for day in (date(2026, 7, 25), date(2026, 7, 26))]
    assert found == ["receipt_of_decision", "issue_of_decision"]
    assert is_("admission", "ceremony_working_days", date(2019, 12, 20)) is None


def test_attendance_aimed_at_rose_with_the_guidance_of_2025() -> None:
    before, after = (is_("meetings", "attendance_target", day) for day in (date(2025, 10, 27), date(2025, 10, 28)))
    assert (before, after) == (Threshold(Fraction(85, 100), strict=True), Threshold(Fraction(9, 10), strict=True))


def test_points_of_a_meeting_add_up_to_one_hundred() -> None:
    book = shelf.parameters("meetings", on=date(2026, 1, 1))
    points = [each.value.is_ for code, each in book.values.items() if code.startswith("points_")]
    assert sum(value for value in points if isinstance(value, int)) == 100
    assert all(each.value.local for code, each in book.values.items() if code.startswith(("points_", "band_")))


def test_a_quorum_was_not_found_and_is_left_to_the_province() -> None:
    quorum = shelf.parameters("meetings", on=date(2026, 1, 1)).parameter("quorum")
    assert (quorum.value.is_, quorum.value.local) == (None, True)


@pytest.mark.parametrize("matter", MATTERS)
def test_what_was_not_seen_has_a_note(matter: str) -> None:
    day = date(2018, 7, 6)
    while True:
        book = shelf.parameters(matter, on=day)
        assert [each.code for each in book.values.values() if not each.value.is_known and not each.citation.note] == []
        if book.ends_on is None:
            break
        day = book.ends_on + timedelta(days=1)


def test_refusals_of_the_shelf() -> None:
    with pytest.raises(NoBookForDay, match="meetings for 2018-07-05: those entered begin with 2018-07-06"):
        shelf.parameters("meetings", on=date(2018, 7, 5))
    with pytest.raises(UnknownBook, match="dues"):
        shelf.parameters("dues", on=date(2026, 1, 1))
    with pytest.raises(UnknownParameter, match="«luck»"):
        shelf.parameters("admission", on=date(2026, 1, 1)).parameter("luck")


def write_book(root: Path, folder: str, first: date, last: date | None, **changes: object) -> None:
    place = root / "meetings" / folder
    place.mkdir(parents=True)
    days: dict[str, object] = {"first": first, "cites": CITES} | ({} if last is None else {"last": last})
    entry = {"code": "minutes", "text": TEXT, "is": 90, "cites": CITES} | changes
    files = {"book.yaml": {"code": folder, "title": TEXT, "days": days}, "parameters.yaml": [entry]}
    for name, content in files.items():
        (place / name).write_text(yaml.safe_dump(content, allow_unicode=True), encoding="utf-8")


def test_books_follow_one_another_without_gap(small: Any) -> None:
    root = small.write()
    write_book(root, "a", date(2018, 1, 1), date(2019, 12, 31))
    with pytest.raises(BookError, match="no book after 2019-12-31"):
        load_shelf(root)
    write_book(root, "b", date(2020, 1, 2), None)
    with pytest.raises(BookError, match="a does not end the day before b begins"):
        load_shelf(root)


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"cites": {**CITES, "evidence": "M"}}, "the mark M without a note"),
        ({"is": {"more_than": 50}}, "«50» is not a share"),
        ({"is": "1/0"}, "an exact number is expected here"),
        ({"weight": 3}, "unknown key «weight»"),
    ],
)
def test_parameters_are_checked_like_every_value(small: Any, changes: dict[str, object], words: str) -> None:
    root = small.write()
    write_book(root, "a", date(2018, 1, 1), None, **changes)
    with pytest.raises(BookError, match=words) as caught:
        load_shelf(root)
    assert (caught.value.file, caught.value.path[:3]) == ("meetings/a/parameters.yaml", "[0]")
