"""A province's own frame: fills what a book leaves to it, touches nothing else, is checked like the book."""

import shutil
from collections.abc import Callable
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
import yaml

from vungmanh.rulebooks import shelf
from vungmanh.rulebooks.errors import BookError
from vungmanh.rulebooks.facts import Subject
from vungmanh.rulebooks.shelf import load_shelf
from vungmanh.rulebooks.values import Threshold

FRAME = Path(__file__).parent / "frames" / "yen-son"
CITES = {"document": "doc", "place": {"vi": "chỗ", "en": "place"}, "evidence": "L"}
TEXT = {"vi": "chữ", "en": "words"}


def test_the_example_fills_the_book_of_2018_and_leaves_the_others() -> None:
    local = {book.code: book for book in load_shelf(shelf.BOOKS, local=[FRAME]).books}
    central = {book.code: book for book in shelf.books()}
    changed = [code for code, book in local.items() if book.digest != central[code].digest]
    assert changed == ["classification-2018"]
    book = local["classification-2018"]
    [ballot] = book.ballots(Subject.MEMBER)
    [cap] = book.caps(Subject.ORGANIZATION)
    assert ballot.threshold.is_ == Threshold(Fraction(2, 3), strict=False)
    assert ballot.threshold.citation.document.number == "HD 99-HD/TU"
    assert (cap.bases, cap.rounding) == ((("excellent", "good"), ("good",)), "nearest")
    assert [division.code for division in cap.divisions] == ["communes", "cells"]
    assert cap.allowed({"excellent": 12, "good": 37}) == 10
    assert [frame.code for frame in book.frames] == ["yen-son"]
    assert "campaign.ballots.member.cell.secret" in book.frames[0].fills


def test_what_the_frame_does_not_fill_stays_as_the_book_says() -> None:
    local = next(book for book in load_shelf(shelf.BOOKS, local=[FRAME]).books if book.frames)
    central = shelf.book("classification-2018")
    [one], [two] = local.ballots(Subject.MEMBER), central.ballots(Subject.MEMBER)
    assert (one.held, one.denominator) == (two.held, two.denominator)
    assert local.caps(Subject.MEMBER) == central.caps(Subject.MEMBER)
    assert (local.code, local.first_year, local.last_year) == (central.code, 2018, 2018)


def fill(value: str, **content: object) -> dict[str, object]:
    return {"book": "one", "value": value, "cites": CITES, **content}


def frame_in(folder: Path, *fills: dict[str, object], code: str = "local", sources: object = None) -> Path:
    folder.mkdir(exist_ok=True)
    content = {"code": code, "title": TEXT, "fills": list(fills)}
    (folder / "frame.yaml").write_text(yaml.safe_dump(content, allow_unicode=True), encoding="utf-8")
    if sources is not None:
        (folder / "sources.yaml").write_text(yaml.safe_dump(sources, allow_unicode=True), encoding="utf-8")
    return folder


HELD = "campaign.ballots.member.cell.held"

REFUSALS: dict[str, tuple[dict[str, object], str]] = {
    "not left to the province": (
        fill("caps.member.best.share", **{"is": 0.3}), "«caps.member.best.share» is not left to a local frame"),
    "a condition": (
        fill("member.high.points_50"), "the book has no value «member.high.points_50»"),
    "no such value": (fill("campaign.ballots.member.hall.held"), "the book has no value"),
    "no such book": ({**fill(HELD), "book": "two"}, "unknown book «two». Write one of one"),
    "no citation": ({"book": "one", "value": HELD, "is": True}, "a value without citation"),
    "unknown document": (
        {**fill(HELD), "cites": {**CITES, "document": "hd-99"}}, "unknown document «hd-99»"),
    "a base that is not offered": (
        fill("caps.member.best.base", **{"is": ["high"]}), "a base that the book does not offer"),
    "unknown rounding": (
        fill("caps.member.best.rounding", **{"is": "sideways"}), "unknown rounding «sideways»"),
    "a value of the wrong form": (fill(HELD, **{"is": "maybe"}), "true or false is expected here"),
    "a key that does not belong": (fill(HELD, **{"is": True, "share": 1}), "unknown key «share»"),
    "a group of nobody": (
        fill("caps.member.best.group", divisions=[{"code": "a", "name": TEXT}]), "a group of nobody"),
}  # fmt: skip


@pytest.mark.parametrize(("wrong", "words"), REFUSALS.values(), ids=REFUSALS)
def test_refusal(small: Any, tmp_path: Path, wrong: dict[str, object], words: str) -> None:
    root = small.write()
    with pytest.raises(BookError) as caught:
        load_shelf(root, local=[frame_in(tmp_path / "local", wrong)])
    assert words in str(caught.value)
    assert caught.value.file.endswith("/frame.yaml")
    assert caught.value.path.startswith("fills[0]")


@pytest.mark.parametrize(
    ("arrange", "words"),
    [
        (lambda folder: [frame_in(folder / "a", fill(HELD), fill(HELD))], "is used twice"),
        (
            lambda folder: [frame_in(folder / "a", fill(HELD)), frame_in(folder / "b", fill(HELD), code="other")],
            "is filled by the frame «local» already",
        ),
        (
            lambda folder: [
                frame_in(folder / "a", fill(HELD), sources=[{"code": "doc", "issuer": TEXT, "title": TEXT}])
            ],
            "the document «doc» exists already",
        ),
    ],
)
def test_frames_do_not_collide(small: Any, tmp_path: Path, arrange: Callable[[Path], list[Path]], words: str) -> None:
    root = small.write()
    with pytest.raises(BookError) as caught:
        load_shelf(root, local=arrange(tmp_path))
    assert words in str(caught.value)


def test_a_frame_fills_single_values_of_meetings(tmp_path: Path) -> None:
    cites = {"document": "hd-12-2018", "place": {"vi": "mục 2", "en": "section 2"}, "evidence": "L"}
    own = {"book": "meetings-2018", "value": "parameters.minutes_at_least", "is": 60, "cites": cites}
    filled = {
        each.code: each
        for each in load_shelf(shelf.BOOKS, local=[frame_in(tmp_path / "a", own)]).parameters["meetings"]
    }
    central = {each.code: each for each in shelf.all_parameters() if each.matter == "meetings"}
    assert filled["meetings-2018"].parameter("minutes_at_least").value.is_ == 60
    assert central["meetings-2018"].parameter("minutes_at_least").value.is_ == 90
    assert [code for code in filled if filled[code].digest != central[code].digest] == ["meetings-2018"]
    assert [frame.fills for frame in filled["meetings-2018"].frames] == [("parameters.minutes_at_least",)]


@pytest.mark.parametrize(
    ("value", "words"),
    [
        ("parameters.official_members_at_least", "the book has no value"),
        ("caps.member.best.share", "the book has no value «caps.member.best.share»"),
        ("parameters.regular_per_month", "is not left to a local frame"),
    ],
)
def test_a_frame_may_not_fill_other_values_of_meetings(tmp_path: Path, value: str, words: str) -> None:
    cites = {"document": "hd-12-2018", "place": {"vi": "mục 2", "en": "section 2"}, "evidence": "L"}
    own = {"book": "meetings-2018", "value": value, "is": 60, "cites": cites}
    with pytest.raises(BookError, match=words) as caught:
        load_shelf(shelf.BOOKS, local=[frame_in(tmp_path / "a", own)])
    assert caught.value.file.endswith("/frame.yaml")


@pytest.mark.parametrize("given", ["sixty", True, {"more_than": "1/2"}])
def test_a_number_is_not_filled_with_something_else(tmp_path: Path, given: object) -> None:
    cites = {"document": "hd-12-2018", "place": {"vi": "mục 2", "en": "section 2"}, "evidence": "L"}
    own = {"book": "meetings-2018", "value": "parameters.minutes_at_least", "is": given, "cites": cites}
    with pytest.raises(BookError, match="is of another form than the value of the book. Write it like «90»"):
        load_shelf(shelf.BOOKS, local=[frame_in(tmp_path / "a", own)])


def test_an_installation_keeps_its_frames_in_a_folder(tmp_path: Path) -> None:
    shutil.copytree(FRAME, tmp_path / "frames" / "yen-son")
    try:
        shelf.use_frames(tmp_path / "frames")
        shelf.check_frames()
        assert [frame.code for frame in shelf.book("classification-2018").frames] == ["yen-son"]
        (tmp_path / "frames" / "yen-son" / "frame.yaml").write_text("code: [", encoding="utf-8")
        shelf.use_frames(tmp_path / "frames")
        with pytest.raises(BookError):
            shelf.check_frames()
    finally:
        shelf.use_frames(tmp_path / "none")
    assert shelf.book("classification-2018").frames == ()
