"""Runs the cases that a lawyer can read, and sees that every rule of every book has one."""

from collections.abc import Iterator

import pytest

from tests.rulebooks.questions import answer_of, in_answer, read_cases
from tests.rulebooks.rating_questions import Case, marks_of
from vungmanh.rulebooks import shelf
from vungmanh.rulebooks.facts import Subject
from vungmanh.rulebooks.rulebook import Condition

# The other grounds of this category were not seen, so it can be told that it is met, never that it is not.
NEVER_NOT_MET = {("classification-2018", "organization", "not_completed", "below_completed")}

# The other grounds of not completed were not seen, so it can be told that one applies, never that none does.
NEVER_MET = "no_ground_for_not_completed"

ALL = read_cases()
CENTRAL = [case for case in ALL if "frame" not in case]
OF_YEARS = [case for case in CENTRAL if "year" in case]


def name_of(case: Case) -> str:
    return f"{case.get('year') or case['day']} {case['ask']} {case['title']['en']}"


@pytest.mark.parametrize("case", ALL, ids=[name_of(case) for case in ALL])
def test_case(case: Case) -> None:
    answer = answer_of(case)
    assert {key: answer[key] for key in case["answer"]} == in_answer(case["answer"])


def test_the_titles_of_the_cases_of_a_year_differ() -> None:
    names = [(name_of(case), case.get("subject"), case.get("frame")) for case in ALL]
    assert [name for name in names if names.count(name) > 1] == []


def every_condition() -> Iterator[tuple[tuple[str, str, str, str], Condition]]:
    for book in shelf.books():
        for subject in Subject:
            for category in book.categories(subject):
                for condition in book.conditions(subject, category.code):
                    yield (book.code, str(subject), category.code, condition.code), condition


def wanted_of(key: tuple[str, str, str, str], condition: Condition) -> set[str]:
    if not condition.test.facts():
        return {"cannot_tell"}
    if key in NEVER_NOT_MET:
        return {"met"}
    unseen = condition.test.decide({}).unseen
    return {"not_met", "cannot_tell"} if unseen and condition.code == NEVER_MET else {"met", "not_met"}


def test_every_condition_has_cases() -> None:
    seen: dict[tuple[str, str, str, str], set[str]] = {}
    for case in OF_YEARS:
        for code, verdict in case["answer"].get("findings", {}).items():
            key = (shelf.book_for(case["year"]).code, case["subject"], case["ask"], code)
            seen.setdefault(key, set()).add(verdict)
    lacking = {
        key: wanted_of(key, condition) - seen.get(key, set())
        for key, condition in every_condition()
        if not wanted_of(key, condition) <= seen.get(key, set())
    }
    assert lacking == {}


def test_without_facts_no_condition_is_decided() -> None:
    decided = [key for key, condition in every_condition() if condition.test.decide({}).verdict.is_decided]
    assert decided == []


def covered() -> set[tuple[str, str, str, str]]:
    """Book, subject, matter and code of everything that a case answers."""
    found: set[tuple[str, str, str, str]] = set()
    for case in OF_YEARS:
        about = (shelf.book_for(case["year"]).code, case.get("subject", ""))
        answer = case["answer"]
        listed = {
            "exemption": [answer.get("exemption"), *answer.get("exemptions", {})],
            "remark": answer.get("remarks", []),
            "cap": [case.get("cap")],
            "special": [code for code, verdict in answer.get("special", {}).items() if verdict == "met"],
            "special unknown": [
                code for code, verdict in answer.get("special", {}).items() if verdict == "cannot_tell"
            ],
        }
        found |= {(*about, matter, code) for matter, codes in listed.items() for code in codes if code}
    return found


def test_every_exemption_remark_cap_and_special_case_has_a_case() -> None:
    wanted = set()
    for book in shelf.books():
        for subject in Subject:
            special = [each.code for each in book.special_cases(subject)]
            listed = {
                "exemption": [each.code for each in book.exemptions(subject)],
                "remark": [each.code for each in book.remarks(subject)],
                "cap": [each.code for each in book.caps(subject)],
                "special": special,
                "special unknown": special,
            }
            about = (book.code, str(subject))
            wanted |= {(*about, matter, code) for matter, codes in listed.items() for code in codes}
    assert wanted - covered() == set()


def test_every_value_of_a_cap_has_a_case() -> None:
    values = ("share", "bases", "rounding", "group", "local")
    asked = {
        (shelf.book_for(case["year"]).code, case["subject"], case["cap"], value)
        for case in OF_YEARS
        if case["ask"] == "cap"
        for value in values
        if value in case["answer"]
    }
    every = {
        (book.code, str(subject), cap.code, value)
        for book in shelf.books()
        for subject in Subject
        for cap in book.caps(subject)
        for value in values
    }
    assert sorted(every - asked) == []


def test_how_sure_a_book_may_be_of_an_entry_stands_in_a_case() -> None:
    asked, every = set(), set()
    for case in OF_YEARS:
        if case["ask"] == "marks":
            about = (shelf.book_for(case["year"]).code, case["subject"])
            asked |= {(*about, name, code) for name, marks in case["answer"].items() for code in marks}
    for book in shelf.books():
        for subject in Subject:
            listed = marks_of(book, subject)
            every |= {(book.code, str(subject), name, code) for name, marks in listed.items() for code in marks}
    assert sorted(every - asked) == []
