"""The loader refuses what is not cited, marked and complete, and says where, what and what to do."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from vungmanh.rulebooks.errors import BookError
from vungmanh.rulebooks.facts import Subject
from vungmanh.rulebooks.shelf import load_shelf

MEMBER_RULES = "classification/one/member.yaml"


def condition(small: Any, place: int = 0, rule: int = 0) -> dict[str, Any]:
    found: dict[str, Any] = small.of_book("member.yaml")[rule]["conditions"][place]
    return found


def with_test(test: object) -> Callable[[Any], None]:
    return lambda small: condition(small).update(test=test)


def cap_of(small: Any) -> dict[str, Any]:
    found: dict[str, Any] = small.of_book("caps.yaml")["member"][0]
    return found


def without(find: Callable[[Any], dict[str, Any]], key: str) -> Callable[[Any], None]:
    return lambda small: find(small).pop(key)


def with_(find: Callable[[Any], dict[str, Any]], **changes: object) -> Callable[[Any], None]:
    return lambda small: find(small).update(changes)


DATED = [
    {
        "code": "doc",
        "issued_on": date(2018, 9, 24),
        "issuer": {"vi": "a", "en": "a"},
        "title": {"vi": "a", "en": "a"},
    }
]

REFUSALS: dict[str, tuple[Callable[[Any], Any], str, str, str]] = {
    # what is spoilt: (how, file, key path, words of the message)
    "condition without citation": (
        without(condition, "cites"), MEMBER_RULES, "[0].conditions[0]", "a value without citation"),
    "share without citation": (
        lambda small: cap_of(small).update(share=0.2), "classification/one/caps.yaml", "member[0].share",
        "a value without citation"),
    "citation without mark": (
        without(lambda small: condition(small)["cites"], "evidence"), MEMBER_RULES, "[0].conditions[0].cites",
        "a citation without evidence mark"),
    "unknown mark": (
        with_(lambda small: condition(small)["cites"], evidence="X"), MEMBER_RULES,
        "[0].conditions[0].cites.evidence", "«X» is not allowed here. Write one of: T, Q"),
    "unsure mark without note": (
        with_(lambda small: condition(small)["cites"], evidence="M"), MEMBER_RULES, "[0].conditions[0].cites",
        "the mark M without a note"),
    "unknown document": (
        with_(lambda small: condition(small)["cites"], document="hd-99"), MEMBER_RULES,
        "[0].conditions[0].cites.document", "unknown document «hd-99». Enter it in sources.yaml"),
    "unknown fact": (
        with_test({"fact": "luck", "is": True}), MEMBER_RULES, "[0].conditions[0].test.fact",
        "unknown fact «luck». Declare it in facts.yaml"),
    "fact about someone else": (
        lambda small: small.of_book("organization.yaml")[0]["conditions"][0].update(
            test={"fact": "place", "is": "here"}),
        "classification/one/organization.yaml", "[0].conditions[0].test.fact",
        "the fact «place» is not about the subject organization"),
    "unknown category of a rule": (
        lambda small: small.of_book("member.yaml")[0].update(category="best"), MEMBER_RULES, "[0].category",
        "unknown category «best». Write one of high, low"),
    "unknown category of a cap": (
        with_(cap_of, category="best"), "classification/one/caps.yaml", "member[0].category",
        "unknown category «best»"),
    "unknown category of a reference": (
        with_test({"not_reached": "best"}), MEMBER_RULES, "[0].conditions[0].test.not_reached",
        "unknown category «best»"),
    "references in a circle": (
        with_test({"not_reached": "low"}), MEMBER_RULES, "[0].conditions[0].test",
        "«low» refers to another category itself"),
    "reference inside a test": (
        with_test({"all_of": [{"no_ground_for": "low"}]}), MEMBER_RULES, "[0].conditions[0].test.all_of[0]",
        "«no_ground_for» does not belong here"),
    "no grounds to refer to": (
        lambda small: small.of_book("member.yaml")[1]["conditions"].pop(1), MEMBER_RULES,
        "[0].conditions[1].test", "«low» has no grounds of its own"),
    "category without rule": (
        lambda small: small.of_book("member.yaml").pop(0), MEMBER_RULES, "", "no rule for the category «high»"),
    "rule written twice": (
        lambda small: small.of_book("member.yaml")[1].update(category="high"), MEMBER_RULES, "[1]",
        "the code «high» is used twice"),
    "duplicate condition": (
        lambda small: condition(small, 1).update(code="points_50"), MEMBER_RULES, "[0].conditions[1]",
        "the code «points_50» is used twice"),
    "duplicate category": (
        lambda small: small.of_book("categories.yaml")["member"][1].update(code="high"),
        "classification/one/categories.yaml", "member[1]", "the code «high» is used twice"),
    "duplicate document": (
        lambda small: small.files["sources.yaml"].append(small.files["sources.yaml"][0]), "sources.yaml", "[1]",
        "the code «doc» is used twice"),
    "missing language": (
        without(lambda small: condition(small)["text"], "vi"), MEMBER_RULES, "[0].conditions[0].text",
        "the Vietnamese text is missing. Add «vi:»"),
    "missing English": (
        without(lambda small: small.of_book("book.yaml")["title"], "en"), "classification/one/book.yaml", "title",
        "the English text is missing"),
    "empty text": (
        with_(lambda small: condition(small)["text"], en=" "), MEMBER_RULES, "[0].conditions[0].text.en",
        "a text is expected here"),
    "unknown key": (
        with_(condition, wieght=3), MEMBER_RULES, "[0].conditions[0]", "unknown key «wieght». Allowed are: code"),
    "missing key": (
        without(condition, "code"), MEMBER_RULES, "[0].conditions[0]", "the key «code» is missing"),
    "two limits": (
        with_test({"fact": "points", "at_least": 50, "below": 90}), MEMBER_RULES, "[0].conditions[0].test",
        "a comparison needs exactly one limit"),
    "two tests": (
        with_test({"unseen": True, "any_of": []}), MEMBER_RULES, "[0].conditions[0].test",
        "a test must be exactly one thing"),
    "unseen but false": (
        with_test({"unseen": False}), MEMBER_RULES, "[0].conditions[0].test.unseen", "«unseen» can only be true"),
    "empty list": (
        with_test({"all_of": []}), MEMBER_RULES, "[0].conditions[0].test.all_of", "a list with at least one member"),
    "order of a fact without order": (
        with_test({"fact": "bad", "at_least": True}), MEMBER_RULES, "[0].conditions[0].test",
        "the fact «bad» has no order"),
    "share written in percent": (
        with_test({"fact": "done", "below": 50}), MEMBER_RULES, "[0].conditions[0].test.below",
        "The fact «done» has the value 50; expected is an exact share from 0 to 1"),
    "limit that is no number": (
        with_test({"fact": "points", "below": "many"}), MEMBER_RULES, "[0].conditions[0].test.below",
        "an exact number is expected here"),
    "fraction with nothing below": (
        with_test({"fact": "points", "below": "1/0"}), MEMBER_RULES, "[0].conditions[0].test.below",
        "an exact number is expected here"),
    "choice that does not exist": (
        with_test({"fact": "place", "is": "moon"}), MEMBER_RULES, "[0].conditions[0].test.is",
        "expected is one of here, away"),
    "share above one": (
        lambda small: cap_of(small)["share"].update({"is": 20}), "classification/one/caps.yaml",
        "member[0].share.is", "«20» is not a share"),
    "unknown rounding": (
        lambda small: cap_of(small)["rounding"].update({"is": "sideways"}), "classification/one/caps.yaml",
        "member[0].rounding.is", "unknown rounding «sideways»"),
    "unknown treatment": (
        lambda small: small.of_book("exemptions.yaml")["member"][0].update(treatment="pardoned"),
        "classification/one/exemptions.yaml", "member[0].treatment", "«pardoned» is not allowed here"),
    "rules in a book without content": (
        lambda small: small.of_book("book.yaml").update(content_seen=False), "classification/one/book.yaml", "",
        "content_seen is false, yet there is member.yaml"),
    "content_seen is not true or false": (
        lambda small: small.of_book("book.yaml").update(content_seen="maybe"), "classification/one/book.yaml",
        "content_seen", "true or false is expected here"),
    "year that is no number": (
        lambda small: small.of_book("book.yaml")["years"].update(first="1930"), "classification/one/book.yaml",
        "years.first", "a whole number is expected here"),
    "gap of years": (
        lambda small: (small.add_book("two", 2000, None), small.of_book("book.yaml")["years"].update(last=1998)),
        "classification/two/book.yaml", "years.first", "no book for the years 1999 to 1999"),
    "overlap of years": (
        lambda small: (small.add_book("two", 2000, None), small.of_book("book.yaml")["years"].update(last=2000)),
        "classification/two/book.yaml", "years.first", "the year 2000 has a book already"),
    "two open books": (
        lambda small: small.add_book("two", 2000, None), "classification/two/book.yaml", "years.first",
        "the year 2000 has a book already"),
    "first book too late": (
        lambda small: small.of_book("book.yaml")["years"].update(first=1950), "classification/one/book.yaml",
        "years.first", "no book for the years 1930 to 1949"),
    "no open book": (
        lambda small: small.of_book("book.yaml")["years"].update(last=2000), "classification", "",
        "no book from the year 2001 on"),
    "years turned round": (
        lambda small: small.of_book("book.yaml")["years"].update(last=1900), "classification/one/book.yaml", "years",
        "the last year is before the first"),
    "two books of one code": (
        lambda small: (small.add_book("two", 2000, None), small.of_book("book.yaml", "two").update(code="one")),
        "classification/two/book.yaml", "code", "the code «one» is used by classification/one already"),
    "book missing in a run": (
        lambda small: small.files["classification/equivalence.yaml"][0]["members"].clear(),
        "classification/equivalence.yaml", "[0].members", "the key «one» is missing"),
    "unknown category in a run": (
        lambda small: small.files["classification/equivalence.yaml"][0]["members"].update(one=["best"]),
        "classification/equivalence.yaml", "[0].members.one[0]", "unknown category «best»"),
    "fact of unknown type": (
        lambda small: small.files["facts.yaml"]["points"].update(type="mood"), "facts.yaml", "points.type",
        "«mood» is not allowed here. Write one of: truth"),
    "duplicate choice": (
        lambda small: small.files["facts.yaml"]["place"]["choices"][1].update(code="here"), "facts.yaml",
        "place.choices[1]", "the code «here» is used twice"),
    "choice without choices": (
        lambda small: small.files["facts.yaml"]["place"].pop("choices"), "facts.yaml", "place",
        "Choices belong to the types choice and level"),
    "dated document without number": (
        lambda small: small.files.update({"sources.yaml": DATED}), "sources.yaml", "[0]",
        "a dated document without number"),
    "date that is none": (
        lambda small: small.files["sources.yaml"][0].update(number="1", issued_on="soon"), "sources.yaml",
        "[0].issued_on", "a date is expected here"),
    "missing file": (
        lambda small: small.files.pop("classification/one/exemptions.yaml"), "classification/one/exemptions.yaml", "",
        "the file is missing"),
    "a list where a mapping belongs": (
        lambda small: small.files.update({"facts.yaml": ["points"]}), "facts.yaml", "", "a mapping is expected here"),
    "a text where a mapping belongs": (
        with_(condition, text="chữ"), MEMBER_RULES, "[0].conditions[0].text", "a mapping is expected here"),
    "broken YAML": (
        lambda small: small.files.update({"facts.yaml": "a: [1"}), "facts.yaml", "", "not readable as YAML"),
    "key written twice": (
        lambda small: small.files.update({"facts.yaml": "a: 1\nb: 2\na: 3\n"}), "facts.yaml", "",
        "key «a» is written twice (line 3)"),
}  # fmt: skip


def test_the_small_shelf_is_sound(small: Any) -> None:
    [book] = load_shelf(small.write()).books
    assert [condition.code for condition in book.conditions(Subject.MEMBER, "low")] == ["below", "bad"]
    assert book.caps(Subject.MEMBER)[0].share == Decimal("0.2")


@pytest.mark.parametrize(("spoil", "file", "path", "words"), REFUSALS.values(), ids=REFUSALS)
def test_refusal(small: Any, spoil: Callable[[Any], Any], file: str, path: str, words: str) -> None:
    spoil(small)
    with pytest.raises(BookError) as caught:
        load_shelf(small.write())
    assert (caught.value.file, caught.value.path) == (file, path)
    assert words in str(caught.value)
    assert caught.value.remedy


def test_share_refused_in_a_book_without_content(small: Any) -> None:
    small.of_book("book.yaml").update(content_seen=False)
    for name in ("member.yaml", "organization.yaml", "exemptions.yaml", "remarks.yaml", "campaign.yaml"):
        small.files.pop(f"classification/one/{name}")
    with pytest.raises(BookError, match="a share in a book whose content was not seen"):
        load_shelf(small.write())
    cap_of(small)["share"]["is"] = "not_seen"
    [book] = load_shelf(small.write()).books
    assert book.caps(Subject.MEMBER)[0].share is None


def test_digest_follows_the_content_and_not_the_layout(small: Any) -> None:
    [before] = load_shelf(small.write()).books
    path = small.root / MEMBER_RULES
    path.write_text("# a remark of the editor\n\n" + path.read_text(encoding="utf-8"), encoding="utf-8")
    [relaid] = load_shelf(small.root).books
    condition(small)["test"]["at_least"] = 51
    [changed] = load_shelf(small.write()).books
    assert relaid.digest == before.digest
    assert changed.digest != before.digest


@pytest.mark.parametrize(
    "change",
    [
        lambda files: files["sources.yaml"][0]["title"].update(en="another"),
        lambda files: files["facts.yaml"]["points"]["text"].update(en="another"),
        lambda files: files["facts.yaml"]["place"]["choices"].reverse(),
    ],
)
def test_digest_covers_the_documents_and_facts_the_book_uses(small: Any, change: Any) -> None:
    [before] = load_shelf(small.write()).books
    change(small.files)
    [after] = load_shelf(small.write()).books
    assert after.digest != before.digest
