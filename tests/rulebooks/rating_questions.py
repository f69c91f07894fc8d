"""The questions on standing, categories and caps, and the answers in the words of the case files."""

from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction
from typing import Any

from vungmanh.rulebooks import engine
from vungmanh.rulebooks.conduct import SpecialCase
from vungmanh.rulebooks.facts import Subject
from vungmanh.rulebooks.rulebook import Category, Condition, Exemption, Remark, Rulebook, Title

Case = Mapping[str, Any]
Answer = dict[str, object]


def asked_of_rating(book: Rulebook, subject: Subject, case: Case) -> Answer:
    """The answer on standing, ceiling, cap, special cases, or on the category that the case asks for."""
    questions: dict[str, Callable[[Rulebook, Subject, Case], Answer]] = {
        "standing": _standing,
        "ceiling": _ceiling,
        "cap": _cap,
        "special": _special,
        "marks": _marks,
    }
    return questions.get(case["ask"], _category)(book, subject, case)


def facts_of(case: Case) -> dict[str, object]:
    """The facts of a case; fractions are written as 1/3."""
    return {
        name: Fraction(value) if isinstance(value, str) and "/" in value else value
        for name, value in case.get("facts", {}).items()
    }


def _category(book: Rulebook, subject: Subject, case: Case) -> Answer:
    trace = engine.evaluate(book, subject, case["ask"], facts_of(case))
    findings = {step.code: str(step.verdict) for step in trace.steps}
    return {
        "verdict": str(trace.verdict),
        "findings": {code: findings.get(code) for code in case["answer"].get("findings", {})},
        "missing": list(trace.missing),
        "unseen": any(step.unseen for step in trace.steps),
    }


def _standing(book: Rulebook, subject: Subject, case: Case) -> Answer:
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


def _special(book: Rulebook, subject: Subject, case: Case) -> Answer:
    found = engine.special_cases_of(book, subject, facts_of(case))
    return {"special": {each.case.code: str(each.verdict) for each in found}}


def _ceiling(book: Rulebook, subject: Subject, case: Case) -> Answer:
    answer = engine.ceiling(book, subject, facts_of(case))
    return {
        "category": answer.category and answer.category.code,
        "verdict": str(answer.verdict),
        "missing": list(answer.missing),
    }


def _cap(book: Rulebook, subject: Subject, case: Case) -> Answer:
    """How many a cap allows of these counts, and its share, bases, rounding and group with their marks."""
    [cap] = [each for each in book.caps(subject) if each.code == case["cap"]]
    base, counts = tuple(case["base"]) if "base" in case else None, case.get("counts", {})
    return {
        "allowed": cap.allowed(counts, base),
        "verdict": str(cap.verdict(counts, base)),
        "share": ["not_seen" if cap.share is None else cap.share, str(cap.citation.evidence)],
        "bases": [[list(each) for each in cap.bases], str(cap.base_citation.evidence)],
        "rounding": [cap.rounding, str(cap.rounding_citation.evidence)],
        "group": [cap.group_code, str(cap.group_citation.evidence)],
        "local": sorted(cap.local),
        "divisions": [division.code for division in cap.divisions],
    }


def _marks(book: Rulebook, subject: Subject, case: Case) -> Answer:
    return {name: marks for name, marks in marks_of(book, subject).items() if name in case["answer"]}


def marks_of(book: Rulebook, subject: Subject) -> dict[str, dict[str, str]]:
    """How sure a book is of each entry, by code.

    Categories and the distinctions inside them («tiêu biểu»), exemptions, special cases, remarks, and under the code
    of each category its conditions.
    """
    entries: dict[str, Sequence[Category | Title | Condition | Exemption | Remark | SpecialCase]] = {
        "categories": book.categories(subject),
        "distinctions": [title for category in book.categories(subject) for title in category.titles],
        "exemptions": book.exemptions(subject),
        "special": book.special_cases(subject),
        "remarks": book.remarks(subject),
    }
    entries |= {each.code: book.conditions(subject, each.code) for each in book.categories(subject)}
    return {
        name: {each.code: str(each.citation.evidence) for each in listed} for name, listed in entries.items() if listed
    }
