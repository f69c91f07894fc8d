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
    questions = {"standing": ask_standing, "ceiling": ask_ceiling, "cap": ask_cap}
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
    }


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


def test_every_condition_has_cases() -> None:
    seen: dict[tuple[str, str, str, str], set[str]] = {}
    for case in ALL:
        for code, verdict in case["answer"].get("findings", {}).items():
            key = (shelf.book_for(case["year"]).code, case["subject"], case["ask"], code)
            seen.setdefault(key, set()).add(verdict)
    for key, condition in every_condition():
        wanted = {"met", "not_met"} if condition.test.facts() else {"cannot_tell"}
        if key in NEVER_NOT_MET:
            wanted = {"met"}
        assert wanted <= seen.get(key, set()), key


def test_every_exemption_remark_and_cap_has_a_case() -> None:
    exemptions, remarks, caps = set(), set(), set()
    for case in ALL:
        book, answer = shelf.book_for(case["year"]).code, case["answer"]
        exemptions.add((book, case["subject"], answer.get("exemption")))
        remarks |= {(book, case["subject"], code) for code in answer.get("remarks", [])}
        caps.add((book, case["subject"], case.get("cap")))
    for book in shelf.books():
        for subject in Subject:
            about = (book.code, str(subject))
            assert {(*about, each.code) for each in book.exemptions(subject)} <= exemptions
            assert {(*about, each.code) for each in book.remarks(subject)} <= remarks
            assert {(*about, each.code) for each in book.caps(subject)} <= caps
