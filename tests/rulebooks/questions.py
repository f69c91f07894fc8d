"""The questions that a case may ask, and the answers of the books in the words of the case files.

What was not seen is answered «not_seen». Answers on the campaign and on single values carry the evidence mark at
their end, so a case fails as well when a book becomes surer of something than the material is.
"""

from collections.abc import Callable
from fractions import Fraction
from functools import cache
from pathlib import Path
from typing import Any

from tests.rulebooks.rating_questions import Answer, Case, asked_of_rating
from vungmanh.rulebooks import shelf
from vungmanh.rulebooks.conduct import Ballot, Commendation, CriteriaGroup, Process
from vungmanh.rulebooks.facts import Subject
from vungmanh.rulebooks.parameters import Parameters
from vungmanh.rulebooks.reading import Node, read_file
from vungmanh.rulebooks.rulebook import Rulebook
from vungmanh.rulebooks.shelf import Shelf, load_shelf
from vungmanh.rulebooks.values import Threshold, Value

CASES = Path(__file__).parent / "cases"
FRAMES = Path(__file__).parent / "frames"
NOT_SEEN = "not_seen"
CATEGORY_KEYS = "facts cap counts base frame"
CAMPAIGN_KEYS = "subject kinds ballot voters process years_running kind holds frame"


def read_cases() -> list[Case]:
    """All cases, each with the keys of its kind of question."""
    return [_checked(node) for path in sorted(CASES.glob("*.yaml")) for node in read_file(CASES, path.name).items()]


def _checked(node: Node) -> Case:
    asked = node.child("ask").string()
    if asked == "parameters":
        node.keys("title matter day ask answer", "of frame")
    elif asked in CAMPAIGN:
        node.keys("title year ask answer", CAMPAIGN_KEYS)
    else:
        node.keys("title year subject ask answer", CATEGORY_KEYS)
    node.child("title").text()
    return node.value  # type: ignore[return-value]


@cache
def shelf_with(frame: str | None) -> Shelf:
    """The books as they are, or with the values of one local frame of the tests."""
    return load_shelf(shelf.BOOKS, local=[FRAMES / frame] if frame else [])


def book_of(case: Case) -> Rulebook:
    """The book that governs the year of the case."""
    return next(book for book in shelf_with(case.get("frame")).books if book.governs(case["year"]))


def parameters_of(case: Case) -> Parameters:
    """The book of single values for the day of the case."""
    return next(book for book in shelf_with(case.get("frame")).parameters[case["matter"]] if book.holds_on(case["day"]))


def answer_of(case: Case) -> Answer:
    """What the books answer."""
    asked = case["ask"]
    if asked == "parameters":
        return _parameters(case)
    book = book_of(case)
    if asked in CAMPAIGN:
        return CAMPAIGN[asked](book, case)
    return asked_of_rating(book, Subject(case["subject"]), case)


def _marked(*values: object, mark: object) -> list[object]:
    return [*(NOT_SEEN if value is None else value for value in values), str(mark)]


def _decides(book: Rulebook, case: Case) -> Answer:
    """Who proposes and who decides; the same for all kinds of organization that the case names."""
    found = [book.decides(Subject(case["subject"]), kind) for kind in case["kinds"]]
    if not any(found):
        return {"decider": None}
    [each] = {each.code: each for each in found if each}.values()
    assert None not in found, "The book does not speak of each of these kinds."
    return {
        "proposer": each.proposer and str(each.proposer),
        "decider": _marked(each.decider and str(each.decider), mark=each.citation.evidence),
        "rated": each.rated and [*_of_value(each.rated), each.rated.local],
    }


def _of_value(value: Value[Any]) -> list[object]:
    return _marked(plain(value.is_), mark=value.citation.evidence)


def plain(value: object) -> object:
    """A value as a case writes it."""
    if isinstance(value, Threshold):
        return {"more_than" if value.strict else "at_least": value.share}
    return str(value) if isinstance(value, str) else value


def _ballot(book: Rulebook, case: Case) -> Answer:
    """Whether there is a vote, and how many votes are needed of `voters`."""
    [ballot] = [each for each in book.ballots(Subject(case["subject"])) if each.code == case["ballot"]]
    threshold = ballot.threshold.is_
    needed = threshold.needed(case["voters"]) if threshold and "voters" in case else None
    return {
        "voters": str(ballot.voters),
        "held": _of_value(ballot.held),
        "secret": _of_value(ballot.secret),
        "needed": _marked(needed, mark=ballot.threshold.citation.evidence),
        "denominator": _of_value(ballot.denominator),
        "local": [name for name in VALUES_OF_A_BALLOT if _is_local(ballot, name)],
    }


VALUES_OF_A_BALLOT = ("held", "secret", "threshold", "denominator")


def _is_local(ballot: Ballot, name: str) -> bool:
    return bool(getattr(ballot, name).local)


def _procedure(book: Rulebook, case: Case) -> Answer:
    """The steps in their order: who takes each."""
    steps = book.procedure(Subject(case["subject"]))
    return {
        "steps": [
            [step.code, *_marked("unseen" if step.unseen else _or_nobody(step.actor), mark=step.citation.evidence)]
            for step in steps
        ],
        "forms": {step.code: step.form for step in steps if step.form},
        "working_days_before": {step.code: step.working_days_before for step in steps if step.working_days_before},
    }


def _or_nobody(body: object) -> str:
    return str(body) if body else "nobody"


def _order(book: Rulebook, case: Case) -> Answer:
    """What comes before what."""
    return {
        "order": {
            each.code: _marked(
                each.first and str(each.first), each.then and str(each.then), mark=each.citation.evidence
            )
            for each in book.order(Process(case["process"]))
        }
    }


def _criteria(book: Rulebook, case: Case) -> Answer:
    """The criteria of each group and the points that it can bring."""
    groups = book.criteria(Subject(case["subject"]))
    return {
        "groups": {each.code: _marked(_listed(each), mark=each.citation.evidence) for each in groups},
        "bears_on": {each.code: str(each.role) for each in groups},
        "points": {each.code: each.points for each in groups if each.points},
    }


def _listed(group: CriteriaGroup) -> list[str] | None:
    return None if group.unseen else [each.code for each in group.criteria]


def _re_rating(book: Rulebook, case: Case) -> Answer:
    """Which year a re-rating changes and who decides."""
    return {
        "changes": {
            each.code: _marked(str(each.changes), each.decider and str(each.decider), mark=each.citation.evidence)
            for each in book.re_rating
        }
    }


def _titles(book: Rulebook, case: Case) -> Answer:
    """What may be given after so many years running in the best category: award, who gives it, money, mark."""
    found = [
        each
        for each in book.titles(Subject(case["subject"]))
        if not each.kinds or case.get("kind") in each.kinds
    ]  # fmt: skip
    seen = [each for each in found if each.years is not None]
    entitled = [each for each in seen if each.needs_title in (None, case.get("holds"))]
    reached = [each for each in entitled if each.years and case["years_running"] >= each.years]
    return {
        "awards": {each.code: _award(each) for each in reached},
        "not_yet": [each.code for each in entitled if each not in reached],
        "lacks_title": [each.code for each in seen if each not in entitled],
        "after": {each.code: each.after for each in reached if each.after},
        "not_seen": [each.code for each in found if each.years is None],
    }


def _award(each: Commendation) -> list[object]:
    money = each.multiple.is_ if each.multiple else None
    return _marked(
        each.award and str(each.award), each.decider and str(each.decider), money, mark=each.citation.evidence
    )


def _forms(book: Rulebook, case: Case) -> Answer:
    """The forms with their numbers."""
    forms = book.forms(Subject(case["subject"]))
    return {
        "forms": {form.code: [form.number, str(form.citation.evidence)] for form in forms},
        "fields": {form.code: len(form.fields) for form in forms if form.fields},
    }


def _parameters(case: Case) -> Answer:
    """Single values on a day, and how many votes a threshold needs of a body of `of`."""
    values = {code: each.value for code, each in parameters_of(case).values.items()}
    thresholds = {code: value.is_ for code, value in values.items() if isinstance(value.is_, Threshold)}
    return {
        "is": {code: _of_value(values[code]) for code in case["answer"].get("is", {})},
        "local": [code for code in case["answer"].get("is", {}) if values[code].local],
        "needed": {code: thresholds[code].needed(case["of"]) for code in case["answer"].get("needed", {})},
    }


CAMPAIGN: dict[str, Callable[[Rulebook, Case], Answer]] = {
    "decides": _decides,
    "ballot": _ballot,
    "procedure": _procedure,
    "order": _order,
    "criteria": _criteria,
    "re_rating": _re_rating,
    "titles": _titles,
    "forms": _forms,
}


def in_answer(value: Any) -> Any:
    """An expected answer with exact shares in place of their texts."""
    if isinstance(value, dict):
        return {
            key: Fraction(each) if key in ("more_than", "at_least") else in_answer(each) for key, each in value.items()
        }
    return [in_answer(each) for each in value] if isinstance(value, list) else value
