"""The engine: exact comparisons, three-valued logic, honest missing facts, traces that can be stored."""

import json
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vungmanh.rulebooks import engine, shelf
from vungmanh.rulebooks.errors import UnknownCategory, UnknownFact, WrongFact
from vungmanh.rulebooks.expressions import AllOf, AnyOf, Comparison, Expression, Not, Operator, Unseen
from vungmanh.rulebooks.facts import Fact, FactType, Subject
from vungmanh.rulebooks.shelf import load_shelf
from vungmanh.rulebooks.verdicts import Verdict, all_met, any_met

BOOK_2018 = shelf.book_for(2018)
FACTS = shelf.facts()


def value_of(fact: Fact) -> st.SearchStrategy[object]:
    if fact.choices:
        return st.sampled_from(fact.codes)
    return {
        FactType.TRUTH: st.booleans(),
        FactType.INTEGER: st.integers(0, 20),
        FactType.NUMBER: st.fractions(0, 100, max_denominator=10),
        FactType.SHARE: st.fractions(0, 1, max_denominator=12),
    }[fact.type]


def facts_about(subject: Subject) -> st.SearchStrategy[dict[str, object]]:
    return st.fixed_dictionaries(
        {}, optional={code: value_of(fact) for code, fact in FACTS.items() if subject in fact.about}
    )


QUESTIONS = [
    (book, subject, category.code)
    for book in shelf.books()
    for subject in Subject
    for category in book.categories(subject)
]


@given(st.sampled_from(QUESTIONS), st.data())
def test_more_facts_never_turn_a_decided_verdict(question: Any, data: st.DataObject) -> None:
    book, subject, category = question
    more = data.draw(facts_about(subject))
    kept = data.draw(st.sets(st.sampled_from(sorted(more)))) if more else set()
    fewer = {code: more[code] for code in kept}
    before = engine.evaluate(book, subject, category, fewer)
    after = engine.evaluate(book, subject, category, more)
    pairs = [(before.verdict, after.verdict)]
    pairs += [(one.verdict, two.verdict) for one, two in zip(before.steps, after.steps, strict=True)]
    assert all(later is earlier for earlier, later in pairs if earlier.is_decided)


@given(st.sampled_from(QUESTIONS), st.data())
def test_missing_facts_are_really_missing_and_only_while_undecided(question: Any, data: st.DataObject) -> None:
    book, subject, category = question
    facts = data.draw(facts_about(subject))
    trace = engine.evaluate(book, subject, category, facts)
    assert not set(trace.missing) & set(facts)
    assert not (trace.verdict.is_decided and trace.missing)
    if trace.verdict is Verdict.CANNOT_TELL:
        assert trace.missing or any(step.unseen for step in trace.steps)


@given(st.sampled_from([(book, subject) for book in shelf.books() for subject in Subject]), st.data())
def test_ceiling_is_the_best_category_not_ruled_out(place: Any, data: st.DataObject) -> None:
    book, subject = place
    found = engine.ceiling(book, subject, data.draw(facts_about(subject)))
    assert [trace.category for trace in found.traces] == list(book.categories(subject))
    if found.category is not None:
        better = [trace for trace in found.traces if trace.category.rank < found.category.rank]
        assert all(trace.verdict is Verdict.NOT_MET for trace in better)
        assert found.verdict is not Verdict.NOT_MET


VERDICTS = st.lists(st.sampled_from(Verdict), min_size=1, max_size=6)


@given(VERDICTS)
def test_all_and_any_are_each_others_opposite(verdicts: list[Verdict]) -> None:
    assert any_met(verdicts) is all_met(verdict.opposite for verdict in verdicts).opposite


@given(VERDICTS)
def test_kleene_agrees_with_every_way_to_fill_the_unknown(verdicts: list[Verdict]) -> None:
    filled = {Verdict.MET: [True], Verdict.NOT_MET: [False], Verdict.CANNOT_TELL: [True, False]}
    worlds: list[list[bool]] = [[]]
    for verdict in verdicts:
        worlds = [[*world, value] for world in worlds for value in filled[verdict]]
    outcomes = {all(world) for world in worlds}
    expected = Verdict.CANNOT_TELL if len(outcomes) == 2 else (Verdict.MET if True in outcomes else Verdict.NOT_MET)
    assert all_met(verdicts) is expected


def test_one_third_is_exact() -> None:
    test = Comparison(FACTS["subordinates_not_completed_share"], Operator.MORE_THAN, Fraction(1, 3))
    code = test.fact.code
    assert test.decide({code: Fraction(4, 12)}).verdict is Verdict.NOT_MET
    assert test.decide({code: Fraction(5, 12)}).verdict is Verdict.MET
    assert test.decide({code: Decimal("0.3333333333333333333333333333")}).verdict is Verdict.NOT_MET


@pytest.mark.parametrize(
    ("operator", "verdicts"),
    [
        (Operator.AT_LEAST, [False, True, True]),
        (Operator.MORE_THAN, [False, False, True]),
        (Operator.AT_MOST, [True, True, False]),
        (Operator.BELOW, [True, False, False]),
        (Operator.IS, [False, True, False]),
    ],
)
def test_operators_at_the_limit(operator: Operator, verdicts: list[bool]) -> None:
    test = Comparison(FACTS["points"], operator, 50)
    found = [test.decide({"points": points}).verdict is Verdict.MET for points in (Decimal("49.9"), 50, 51)]
    assert found == verdicts


def test_levels_are_compared_by_their_order_and_not_their_letters() -> None:
    test = Comparison(FACTS["task_criteria_lowest"], Operator.AT_LEAST, "good")
    found = {level: test.decide({"task_criteria_lowest": level}).verdict.value for level in test.fact.codes}
    assert found == {"poor": "not_met", "average": "not_met", "good": "met", "excellent": "met"}


def test_a_decided_part_hides_what_is_missing_beside_it() -> None:
    yes = Comparison(FACTS["disciplined"], Operator.IS, True)
    other = Comparison(FACTS["decline_concluded"], Operator.IS, True)
    parts: tuple[Expression, ...] = (yes, other)
    assert AnyOf(parts).decide({"disciplined": True}).missing == ()
    assert AllOf(parts).decide({"disciplined": True}).missing == ("decline_concluded",)
    assert Not(AllOf(parts)).decide({"disciplined": False}).verdict is Verdict.MET
    assert AnyOf((yes, Unseen())).decide({"disciplined": False}).unseen


def test_finding_carries_the_value_that_was_read() -> None:
    trace = engine.evaluate(BOOK_2018, Subject.MEMBER, "not_completed", {"tasks_done_share": Decimal("0.4")})
    step = {each.code: each for each in trace.steps}["tasks_under_half"]
    assert (step.value, step.values) == (Decimal("0.4"), (("tasks_done_share", Decimal("0.4")),))
    assert step.citation.document.code == "hd-16-2018"


def test_none_is_a_missing_fact() -> None:
    trace = engine.evaluate(BOOK_2018, Subject.MEMBER, "not_completed", {"disciplined": None})
    assert "disciplined" in trace.missing


def test_a_misspelt_fact_is_refused_and_not_taken_for_missing() -> None:
    with pytest.raises(UnknownFact, match="diciplined"):
        engine.evaluate(BOOK_2018, Subject.MEMBER, "not_completed", {"diciplined": True})


@pytest.mark.parametrize(
    ("code", "value"),
    [
        ("tasks_done_share", 0.5),
        ("tasks_done_share", 75),
        ("tasks_done_share", True),
        ("tasks_done_share", Decimal("NaN")),
        ("months_since_admission", Decimal(6)),
        ("months_since_admission", -1),
        ("months_since_admission", True),
        ("disciplined", 1),
        ("standing", "retired"),
        ("employee_rating", 3),
    ],
)
def test_a_value_of_the_wrong_form_is_refused(code: str, value: object) -> None:
    with pytest.raises(WrongFact, match=code):
        engine.standing_of(BOOK_2018, Subject.MEMBER, {code: value})


def test_unknown_category_is_refused_even_where_content_was_not_seen() -> None:
    with pytest.raises(UnknownCategory, match="classification-2019.*clean_and_strong"):
        engine.evaluate(shelf.book_for(2020), Subject.ORGANIZATION, "clean_and_strong", {})


def test_trace_can_be_stored_as_json() -> None:
    facts = {
        "has_subordinates": True,
        "subordinates_not_completed_share": Fraction(1, 3),
        "points": Decimal("70.5"),
    }
    trace = engine.evaluate(shelf.book_for(2016), Subject.ORGANIZATION, "weak", facts)
    stored = json.loads(json.dumps(trace.as_data()))
    assert (stored["book"], stored["version"]) == ("classification-2014", trace.book.version)
    assert stored["steps"][-1]["values"] == {
        "has_subordinates": True,
        "subordinates_not_completed_share": "1/3",
    }
    assert stored["steps"][0]["values"] == {"points": "70.5"}
    assert stored["steps"][0]["citation"]["evidence"] == "Q"


def test_unsure_findings_are_told_apart() -> None:
    trace = engine.evaluate(BOOK_2018, Subject.MEMBER, "excellent", {})
    unsure = {step.code for step in trace.unsure}
    assert "outstanding_results" not in unsure
    assert {"task_criteria_excellent", "other_criteria_good", "employee_rated_excellent"} <= unsure


def test_verdicts_have_names_in_both_languages() -> None:
    assert [verdict.name_shown.en for verdict in Verdict] == ["met", "not met", "cannot tell"]


def test_no_ceiling_where_every_category_is_ruled_out(small: Any) -> None:
    for name in ("member.yaml", "organization.yaml"):
        del small.of_book(name)[1]["conditions"][0]
    [book] = load_shelf(small.write()).books
    found = engine.ceiling(book, Subject.MEMBER, {"points": 40, "bad": False})
    assert (found.category, found.verdict, found.missing) == (None, Verdict.NOT_MET, ())
