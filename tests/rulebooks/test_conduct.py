"""How the campaign is conducted under each book, and what the loader refuses there."""

from collections.abc import Callable
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vungmanh.foundation.citations import Evidence
from vungmanh.organizations.kinds import kinds
from vungmanh.rulebooks import shelf
from vungmanh.rulebooks.bodies import Body
from vungmanh.rulebooks.conduct import Award, Changes, Group, Process
from vungmanh.rulebooks.errors import BookError
from vungmanh.rulebooks.facts import Subject
from vungmanh.rulebooks.rulebook import Rulebook
from vungmanh.rulebooks.shelf import load_shelf
from vungmanh.rulebooks.values import Threshold

MEMBER, ORGANIZATION, COLLECTIVE = Subject
SEEN = [(book, subject) for book in shelf.books() for subject in Subject if book.seen(subject)]
CAMPAIGN = "classification/one/campaign.yaml"


@pytest.mark.parametrize(("book", "subject"), SEEN, ids=lambda each: getattr(each, "code", str(each)))
def test_silence_is_never_an_answer_where_a_subject_was_seen(book: Rulebook, subject: Subject) -> None:
    for entries in (book.deciding, book.ballots, book.procedure, book.criteria, book.forms):
        assert entries(subject), entries
    assert book.order(Process.REVIEW)
    assert book.order(Process.RATING)
    assert book.re_rating


def test_nothing_is_said_of_a_subject_that_was_not_seen() -> None:
    for book in shelf.books():
        for subject in (each for each in Subject if not book.seen(each)):
            said = [book.deciding(subject), book.ballots(subject), book.procedure(subject), book.titles(subject)]
            assert said == [(), (), (), ()]


def test_kinds_of_organization_are_those_of_the_product() -> None:
    named: set[str] = set()
    for book, subject in SEEN:
        named |= {kind for entry in book.deciding(subject) for kind in entry.kinds}
        named |= {kind for entry in book.titles(subject) for kind in entry.kinds}
    assert named <= kinds().keys()


def test_titles_and_forms_that_are_named_exist() -> None:
    """A title that a book needs and does not have itself (2018) is one that other books have."""
    everywhere = {title.code for book, subject in SEEN for each in book.categories(subject) for title in each.titles}
    for book, subject in SEEN:
        titles = {each.code: {title.code for title in each.titles} for each in book.categories(subject)}
        codes = [each.code for each in book.titles(subject)]
        for each in book.titles(subject):
            known = titles[each.category] if book.code != "classification-2018" else everywhere
            assert each.needs_title is None or each.needs_title in known
            assert each.after is None or each.after in codes
        forms = {each.code for each in book.campaign.forms}
        assert {step.form for step in book.procedure(subject)} - {None} <= forms


@pytest.mark.parametrize(
    ("year", "subject", "kind", "proposer", "decider"),
    [
        (2018, MEMBER, "subordinate_cell", Body.CELL, Body.GRASSROOTS_COMMITTEE),
        (2018, MEMBER, "grassroots_cell", None, Body.GRASSROOTS_CELL_COMMITTEE),
        (2018, ORGANIZATION, "district", None, Body.PROVINCIAL_STANDING),
        (2019, MEMBER, "subordinate_cell", Body.CELL, Body.GRASSROOTS_COMMITTEE),
        (2019, COLLECTIVE, "grassroots_organization", None, None),
        (2023, ORGANIZATION, "subordinate_cell", None, Body.GRASSROOTS_COMMITTEE),
        (2023, ORGANIZATION, "grassroots_organization", None, Body.DISTRICT_STANDING),
        (2025, MEMBER, "subordinate_cell", None, None),
    ],
)
def test_who_decides(year: int, subject: Subject, kind: str, proposer: Body | None, decider: Body | None) -> None:
    found = shelf.book_for(year).decides(subject, kind)
    assert found is not None
    assert (found.proposer, found.decider) == (proposer, decider)


def test_a_kind_of_which_the_book_does_not_speak() -> None:
    assert shelf.book_for(2018).decides(MEMBER, "province") is None


def test_the_cell_ballot_of_2018_is_a_local_parameter_and_that_of_2019_a_rule() -> None:
    [earlier], [later] = (shelf.book_for(year).ballots(MEMBER) for year in (2018, 2019))
    assert (earlier.held.is_, earlier.held.local, earlier.held.citation.evidence) == (True, True, Evidence.UNCONFIRMED)
    assert (later.held.is_, later.held.local, later.held.citation.evidence) == (True, False, Evidence.QUOTED)
    assert later.threshold.is_ == Threshold(Fraction(1, 2), strict=True)
    assert (later.threshold.local, later.threshold.citation.evidence) == (True, Evidence.UNCONFIRMED)


def test_what_was_not_seen_of_a_ballot_is_open_to_a_local_frame() -> None:
    for year in (2008, 2014, 2023, 2025):
        [ballot] = shelf.book_for(year).ballots(MEMBER)
        values = (ballot.held, ballot.secret, ballot.threshold, ballot.denominator)
        assert [(value.is_known, value.local) for value in values] == [(False, True)] * 4


def test_orders_of_2023() -> None:
    book = shelf.book_for(2023)
    review = [(each.first, each.then) for each in book.order(Process.REVIEW)]
    assert review == [
        (Group.COLLECTIVE, Group.INDIVIDUAL),
        (Group.HEAD, Group.DEPUTY),
        (Group.DEPUTY, Group.OTHER),
        (Group.STATE_AND_MASS, Group.PARTY),
        (Group.IN_CELL, Group.IN_COLLECTIVE),
    ]
    rating = [(each.first, each.then) for each in book.order(Process.RATING)]
    assert rating == [
        (Group.STATE_AND_MASS, Group.PARTY),
        (Group.LOWER, Group.HIGHER),
        (Group.COLLECTIVE, Group.COLLECTIVE_MEMBER),
        (Group.UNIT, Group.HEAD),
    ]


def test_re_rating_changes_the_year_of_the_discipline_until_2022_and_of_the_violation_from_2023() -> None:
    changed = {
        year: {each.code: each.changes for each in shelf.book_for(year).re_rating} for year in (2018, 2019, 2023)
    }
    assert changed[2018]["disciplined_in_year"] is Changes.DISCIPLINE_YEAR
    assert changed[2019]["disciplined_in_year"] is Changes.DISCIPLINE_YEAR
    assert changed[2023]["earlier_violation"] is Changes.VIOLATION_YEAR


def test_steps_of_a_member_in_2019_stand_in_their_order() -> None:
    steps = [step.code for step in shelf.book_for(2019).procedure(MEMBER)]
    assert steps == [
        "self_rating", "residence_comment", "proposal", "discussion", "ballot", "to_committee", "decision", "filing",
    ]  # fmt: skip


def test_the_draft_report_of_a_collective_goes_out_three_working_days_before() -> None:
    days = {step.code: step.working_days_before for step in shelf.book_for(2023).procedure(COLLECTIVE)}
    assert {code: each for code, each in days.items() if each} == {"draft_report": 3}


def test_criteria_of_2018_and_points_of_2025() -> None:
    groups = shelf.book_for(2018).criteria(ORGANIZATION)
    assert [(group.code, len(group.criteria), str(group.role)) for group in groups] == [
        ("party_building", 4, "other"),
        ("assigned_tasks", 2, "task"),
        ("limits", 1, "other"),
    ]
    assert [group.points for group in shelf.book_for(2025).criteria(MEMBER)] == [30, 70]


def test_five_years_running_bring_a_certificate_and_then_a_commendation() -> None:
    found = {each.code: each for each in shelf.book_for(2019).titles(MEMBER)}
    assert [(each.years, each.award) for each in found.values()] == [
        (1, Award.CERTIFICATE),
        (5, Award.CERTIFICATE),
        (5, Award.COMMENDATION),
    ]
    assert found["five_years_province"].after == "five_years_district"
    assert [str(each.multiple.is_) for each in found.values() if each.multiple] == ["0.3", "1.0", "1.5"]


@given(st.fractions(0, 1, max_denominator=6).filter(bool), st.booleans(), st.integers(1, 300))
def test_needed_is_the_smallest_number_that_reaches_a_threshold(share: Fraction, strict: bool, of: int) -> None:
    threshold = Threshold(share, strict)
    needed = threshold.needed(of)
    assert [votes for votes in range(of + 1) if threshold.reached(votes, of)] == list(range(needed, of + 1))


def test_nothing_is_reached_in_a_body_of_none_and_impossible_counts_are_refused() -> None:
    threshold = Threshold(Fraction(1, 2), strict=True)
    assert not threshold.reached(0, 0)
    with pytest.raises(ValueError, match="3 votes out of 2 cannot be"):
        threshold.reached(3, 2)


def entry(small: Any, matter: str) -> dict[str, Any]:
    found: dict[str, Any] = small.of_book("campaign.yaml")[matter]["member"][0]
    return found


def first(small: Any, matter: str) -> dict[str, Any]:
    found: dict[str, Any] = small.of_book("campaign.yaml")[matter][0]
    return found


REFUSALS: dict[str, tuple[Callable[[Any], Any], str, str]] = {
    "matter left out": (
        lambda small: small.of_book("campaign.yaml").pop("ballots"), "", "the key «ballots» is missing"),
    "subject left out": (
        lambda small: small.of_book("campaign.yaml")["deciding"].pop("member"), "deciding",
        "the key «member» is missing"),
    "empty matter": (
        lambda small: small.of_book("campaign.yaml")["procedure"].update(member=[]), "procedure.member",
        "a list with at least one member"),
    "entry without citation": (
        lambda small: entry(small, "deciding").pop("cites"), "deciding.member[0]", "a value without citation"),
    "value without citation": (
        lambda small: entry(small, "ballots")["held"].pop("cites"), "ballots.member[0].held",
        "a value without citation"),
    "unknown body": (
        lambda small: entry(small, "deciding").update(decider="parish"), "deciding.member[0].decider",
        "«parish» is not allowed here"),
    "two thresholds": (
        lambda small: entry(small, "ballots")["threshold"].update({"is": {"more_than": 0.5, "at_least": 0.5}}),
        "ballots.member[0].threshold.is", "a threshold is one limit"),
    "threshold in percent": (
        lambda small: entry(small, "ballots")["threshold"].update({"is": {"more_than": 50}}),
        "ballots.member[0].threshold.is.more_than", "«50» is not a share"),
    "criteria and unseen": (
        lambda small: entry(small, "criteria").update(unseen=True), "criteria.member[0]",
        "criteria and «unseen» exclude each other"),
    "neither criteria nor unseen": (
        lambda small: entry(small, "criteria").pop("criteria"), "criteria.member[0]",
        "criteria and «unseen» exclude each other"),
    "unknown year that changes": (
        lambda small: first(small, "re_rating").update(changes="any"), "re_rating[0].changes",
        "«any» is not allowed here"),
    "unknown order": (
        lambda small: small.of_book("campaign.yaml")["order"]["review"][0].update(first="eldest"),
        "order.review[0].first", "«eldest» is not allowed here"),
    "form about nobody": (
        lambda small: first(small, "forms").update(about=[]), "forms[0].about", "a list with at least one member"),
    "code used twice": (
        lambda small: small.of_book("campaign.yaml")["procedure"]["member"].append(entry(small, "procedure")),
        "procedure.member[1]", "the code «one» is used twice"),
}  # fmt: skip


@pytest.mark.parametrize(("spoil", "path", "words"), REFUSALS.values(), ids=REFUSALS)
def test_refusal(small: Any, spoil: Callable[[Any], Any], path: str, words: str) -> None:
    spoil(small)
    with pytest.raises(BookError) as caught:
        load_shelf(small.write())
    assert (caught.value.file, caught.value.path) == (CAMPAIGN, path)
    assert words in str(caught.value)


def test_a_special_case_that_keeps_below_a_category_is_a_condition_of_it(small: Any) -> None:
    [book] = load_shelf(small.write()).books
    assert [each.code for each in book.conditions(MEMBER, "high")] == ["points_50", "clear", "not_ill"]
    assert [each.code for each in book.conditions(MEMBER, "low")] == ["below", "bad"]
