"""Runs the cases that a lawyer can read, and sees that every rule of every book has one."""

from collections.abc import Iterator, Mapping
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from vungmanh.rulebooks import engine, shelf
from vungmanh.rulebooks.facts import Subject
from vungmanh.rulebooks.reading import read_file
from vungmanh.rulebooks.rulebook import Condition, Rulebook

CASES = Path(__file__).parent / "cases"
Case = Mapping[str, Any]

# The other grounds of this category were not seen, so it can be told that it is met, never that it is not.
NEVER_NOT_MET = {("classification-2018", "organization", "not_completed", "below_completed")}

# The other grounds of not completed were not seen, so it can be told that one applies, never that none does.
NEVER_MET = "no_ground_for_not_completed"


def read_cases() -> list[Case]:
    found: list[Case] = []
    for path in sorted(CASES.glob("*.yaml")):
        for node in read_file(CASES, path.name).items():
            node.keys("title year subject ask answer", "facts cap counts base")
            node.child("title").text()
            found.append(node.value)  # type: ignore[arg-type]
    return found


ALL = read_cases()


def facts_of(case: Case) -> dict[str, object]:
    return {
        name: Fraction(value) if isinstance(value, str) and "/" in value else value
        for name, value in case.get("facts", {}).items()
    }


def ask(case: Case) -> dict[str, object]:
    book, subject = shelf.book_for(case["year"]), Subject(case["subject"])
    questions = {"standing": ask_standing, "ceiling": ask_ceiling, "cap": ask_cap, "special": ask_special}
    return questions.get(case["ask"], ask_category)(book, subject, case)


def ask_category(book: Rulebook, subject: Subject, case: Case) -> dict[str, object]:
    trace = engine.evaluate(book, subject, case["ask"], facts_of(case))
    findings = {step.code: str(step.verdict) for step in trace.steps}
    return {
        "verdict": str(trace.verdict),
        "findings": {code: findings.get(code) for code in case["answer"].get("findings", {})},
        "missing": list(trace.missing),
        "unseen": any(step.unseen for step in trace.steps),
    }


def ask_standing(book: Rulebook, subject: Subject, case: Case) -> dict[str, object]:
    answer = engine.standing_of(book, subject, facts_of(case))
    return {
        "exemption": answer.exemption and answer.exemption.code,
        "treatment": answer.exemption and str(answer.exemption.treatment),
        "verdict": str(answer.verdict),
        "missing": list(answer.missing),
        "remarks": [remark.code for remark in answer.remarks],
        "exemptions": {
            step.code: str(step.verdict) for step in answer.steps if step.code in case["answer"].get("exemptions", {})
        },
    }


def ask_special(book: Rulebook, subject: Subject, case: Case) -> dict[str, object]:
    found = engine.special_cases_of(book, subject, facts_of(case))
    return {"special": {each.case.code: str(each.verdict) for each in found}}


def ask_ceiling(book: Rulebook, subject: Subject, case: Case) -> dict[str, object]:
    answer = engine.ceiling(book, subject, facts_of(case))
    return {
        "category": answer.category and answer.category.code,
        "verdict": str(answer.verdict),
        "missing": list(answer.missing),
    }


def ask_cap(book: Rulebook, subject: Subject, case: Case) -> dict[str, object]:
    [cap] = [each for each in book.caps(subject) if each.code == case["cap"]]
    base = tuple(case["base"]) if "base" in case else None
    return {
        "allowed": cap.allowed(case["counts"], base),
        "verdict": str(cap.verdict(case["counts"], base)),
    }


@pytest.mark.parametrize("case", ALL, ids=[f"{case['year']} {case['title']['en']}" for case in ALL])
def test_case(case: Case) -> None:
    answer = ask(case)
    assert {key: answer[key] for key in case["answer"]} == case["answer"]


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
    for case in ALL:
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
    for case in ALL:
        about = (shelf.book_for(case["year"]).code, case["subject"])
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
