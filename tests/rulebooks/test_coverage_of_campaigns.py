"""Every entry of every campaign and every single value of admission and meetings has a case, by name."""

from collections.abc import Callable, Iterator

import pytest

from tests.rulebooks.questions import VALUES_OF_A_BALLOT, read_cases
from tests.rulebooks.rating_questions import Case
from vungmanh.rulebooks import shelf
from vungmanh.rulebooks.conduct import Commendation, Process
from vungmanh.rulebooks.facts import Subject
from vungmanh.rulebooks.rulebook import Rulebook

Name = tuple[str, ...]
CENTRAL = [case for case in read_cases() if "frame" not in case]


def covered() -> set[Name]:
    """What the cases ask and answer: book, subject or «book», question, and code."""
    found: set[Name] = set()
    for case in CENTRAL:
        if "year" in case and case["ask"] in ANSWERED:
            about = (shelf.book_for(case["year"]).code, case.get("subject", "book"), case["ask"])
            found |= {(*about, code) for code in ANSWERED[case["ask"]](case)}
    return found


def answered_titles(case: Case) -> list[str]:
    answer = case["answer"]
    return (
        [f"{code}: given" for code in [*answer.get("awards", {}), *answer.get("not_seen", [])]]
        + [f"{code}: not yet" for code in answer.get("not_yet", [])]
        + [f"{code}: without the title" for code in answer.get("lacks_title", [])]
    )


ANSWERED: dict[str, Callable[[Case], list[str]]] = {
    "decides": lambda case: case["kinds"] if "decider" in case["answer"] else [],
    "ballot": lambda case: [
        f"{case['ballot']}: {name}"
        for name in VALUES_OF_A_BALLOT
        if {"threshold": "needed"}.get(name, name) in case["answer"]
    ],
    "procedure": lambda case: [step[0] for step in case["answer"].get("steps", [])],
    "order": lambda case: [f"{case['process']}: {code}" for code in case["answer"]["order"]],
    "criteria": lambda case: list(case["answer"]["groups"]),
    "re_rating": lambda case: list(case["answer"]["changes"]),
    "titles": answered_titles,
    "forms": lambda case: list(case["answer"]["forms"]),
}


def wanted_of(book: Rulebook, subject: Subject) -> Iterator[tuple[str, str]]:
    """Question and code of every entry about a subject; of a subject that was not seen, that nobody is named."""
    for deciding in book.deciding(subject):
        yield from (("decides", kind) for kind in deciding.kinds)
    for ballot in book.ballots(subject):
        yield from (("ballot", f"{ballot.code}: {name}") for name in VALUES_OF_A_BALLOT)
    yield from (("procedure", step.code) for step in book.procedure(subject))
    yield from (("criteria", group.code) for group in book.criteria(subject))
    for title in book.titles(subject):
        yield from (("titles", f"{title.code}: {how}") for how in ways_of(title))
    yield from (("forms", form.code) for form in book.forms(subject))


def ways_of(title: Commendation) -> Iterator[str]:
    yield "given"
    if title.years and title.years > 1:
        yield "not yet"
    if title.needs_title:
        yield "without the title"


def wanted() -> set[Name]:
    found: set[Name] = set()
    for book in shelf.books():
        for subject in Subject:
            found |= {(book.code, str(subject), *each) for each in wanted_of(book, subject)}
        orders = [f"{process}: {each.code}" for process in Process for each in book.order(process)]
        found |= {(book.code, "book", "order", each) for each in orders}
        found |= {(book.code, "book", "re_rating", each.code) for each in book.re_rating}
    return found


def test_every_entry_of_a_campaign_has_a_case() -> None:
    assert sorted(wanted() - covered()) == []


def test_a_subject_that_was_not_seen_has_a_case_that_names_nobody() -> None:
    not_seen = {(book.code, str(subject)) for book in shelf.books() for subject in Subject if not book.seen(subject)}
    asked = {
        (shelf.book_for(case["year"]).code, case["subject"])
        for case in CENTRAL
        if case["ask"] == "decides" and case["answer"] == {"decider": None}
    }
    assert not_seen - asked == set()


@pytest.mark.parametrize("matter", ["admission", "meetings"])
def test_every_single_value_has_a_case_with_its_mark(matter: str) -> None:
    asked = {
        (shelf.parameters(matter, on=case["day"]).code, code)
        for case in CENTRAL
        if case["ask"] == "parameters" and case["matter"] == matter
        for code in case["answer"].get("is", {})
    }
    every = {(book.code, code) for book in shelf.all_parameters() if book.matter == matter for code in book.values}
    assert sorted(every - asked) == []
