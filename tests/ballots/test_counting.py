"""Sums, bases and what is withheld, for any votes."""

from dataclasses import dataclass

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.ballots.conftest import Electing
from tests.ballots.votes import CHOICES, HALF, Vote, paper_count, question
from tests.record import rolled_back
from vungmanh.ballots.actions import mark_absent
from vungmanh.ballots.counting import SMALL_BODY, base_of, outcomes, tells_too_much
from vungmanh.ballots.models import Manner, Part
from vungmanh.ballots.queries import outcome_of
from vungmanh.ballots.tallies import Tally
from vungmanh.ballots.terms import questions_as_json, questions_from_json
from vungmanh.foundation.refusals import Refusal
from vungmanh.rulebooks.conduct import Denominator

QUESTIONS = (question("first"), question("second", ("yes", "no")))
ANSWERS = st.fixed_dictionaries(
    {"first": st.sampled_from([*CHOICES, None]), "second": st.sampled_from(["yes", "no", None])}
)
COUNTS = st.lists(st.integers(0, 30), min_size=2, max_size=5)


@dataclass
class Someone:
    """What is counted of an elector."""

    is_entitled: bool
    counts_in_base: bool
    part: str


ELECTORS = st.lists(
    st.builds(Someone, st.booleans(), st.booleans(), st.sampled_from(list(Part))).map(
        lambda one: one if one.is_entitled else Someone(False, one.counts_in_base, Part.NOT_YET)
    )
)


@given(st.lists(ANSWERS))
def test_a_tally_counts_every_slip_once_in_any_order(slips: list[dict[str, str | None]]) -> None:
    forwards = backwards = Tally.empty(QUESTIONS)
    for slip in slips:
        forwards = forwards.plus(Tally.of(QUESTIONS, slip))
    for slip in reversed(slips):
        backwards = Tally.of(QUESTIONS, slip).plus(backwards)
    assert forwards == backwards
    assert forwards.slips() == {len(slips)}
    assert forwards.counts[1][0] == sum(slip["second"] == "yes" for slip in slips)


@given(st.lists(ANSWERS))
def test_a_packed_tally_is_the_same_again_and_as_long_as_an_empty_one(slips: list[dict[str, str | None]]) -> None:
    tally = Tally.empty(QUESTIONS)
    for slip in slips:
        tally = tally.plus(Tally.of(QUESTIONS, slip))
    assert Tally.unpacked(QUESTIONS, tally.packed()) == tally
    assert len(tally.packed()) == len(Tally.empty(QUESTIONS).packed())


def test_a_tally_of_other_questions_is_not_read() -> None:
    with pytest.raises(ValueError, match="not a tally"):
        Tally.unpacked(QUESTIONS[:1], Tally.empty(QUESTIONS).packed())


def test_questions_are_kept_as_they_were() -> None:
    assert questions_from_json(questions_as_json(QUESTIONS)) == QUESTIONS


@given(ELECTORS, st.sampled_from(list(Denominator)))
def test_a_base_is_never_smaller_than_the_slips(electors: list[Someone], denominator: Denominator) -> None:
    slips = sum(one.part in (Part.SCREEN, Part.PAPER, Part.VOTED) for one in electors)
    assert slips <= base_of(electors, denominator) <= len(electors)


@given(ELECTORS)
def test_being_absent_leaves_the_due_base_as_it_is(electors: list[Someone]) -> None:
    absent = [
        Someone(one.is_entitled, one.counts_in_base, Part.ABSENT if one.part == Part.NOT_YET else one.part)
        for one in electors
    ]
    for denominator in (Denominator.DUE, Denominator.ALL):
        assert base_of(absent, denominator) == base_of(electors, denominator)


@given(COUNTS, st.integers(0, 50))
def test_a_choice_reaches_by_the_threshold_whether_it_is_told_or_not(counts: list[int], others: int) -> None:
    base = sum(counts) + others
    asked = question("first", [f"c{place}" for place in range(len(counts) - 1)])
    [secret] = outcomes([asked], Tally((tuple(counts),)), threshold=HALF, base=base, breakdown_from=5)
    [told] = outcomes([asked], Tally((tuple(counts),)), threshold=HALF, base=base, breakdown_from=None)
    assert secret.reached == told.reached
    assert told.votes is not None
    assert {code for code, votes in told.votes.items() if 2 * votes > base} == set(told.reached)
    assert secret.votes in (None, told.votes)


@given(COUNTS)
def test_what_is_told_leaves_two_voters_beside_the_largest_group_of_a_small_body(counts: list[int]) -> None:
    if not tells_too_much(counts, 5) and sum(counts) <= SMALL_BODY:
        assert sum(counts) - max(counts) >= 2
        assert sum(counts) >= 5


@given(st.integers(0, SMALL_BODY), st.integers(2, 5), st.integers(3, 6))
def test_withholding_does_not_say_whether_somebody_differed(valid: int, choices: int, told_from: int) -> None:
    unanimous = [valid, *[0] * choices]
    assert tells_too_much(unanimous, told_from)
    if valid:
        assert tells_too_much([valid - 1, 1, *[0] * (choices - 1)], told_from)


@given(COUNTS, COUNTS)
def test_neither_way_of_voting_is_told_by_taking_the_other_from_the_whole(first: list[int], second: list[int]) -> None:
    size = min(len(first), len(second))
    ways = [Tally((tuple(one[:size]),)) for one in (first, second)]
    asked = question("first", [f"c{place}" for place in range(size - 1)])
    whole = ways[0].plus(ways[1])
    [told] = outcomes([asked], whole, threshold=HALF, base=100, breakdown_from=5, shares=ways)
    shares = [one.counts[0] for one in (whole, *ways) if sum(one.counts[0])] or [whole.counts[0]]
    assert (told.votes is None) == any(tells_too_much(one, 5) for one in shares)


PARTS = st.lists(st.sampled_from([*CHOICES, None, "paper", "absent", "nothing"]), min_size=12, max_size=12)


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(parts=PARTS, paper=st.lists(st.sampled_from([*CHOICES, None, "spoiled", "kept"]), min_size=12, max_size=12))
def test_any_mix_of_screen_and_paper_adds_up(mix: Vote, parts: list[str | None], paper: list[str | None]) -> None:
    with rolled_back():
        given_out = [voter for voter, part in enumerate(parts) if part == "paper"]
        on_screen = [part for part in parts if part not in ("paper", "absent", "nothing")]
        on_paper = paper[: len(given_out)]
        _take_part(mix, parts, given_out, on_screen)
        try:
            _count(mix, on_paper)
            outcome = mix.close()
        except Refusal as refused:
            _is_about_small_groups(refused, on_screen, on_paper)
            return
        valid = [*on_screen, *(slip for slip in on_paper if slip not in ("spoiled", "kept"))]
        [told] = outcome_of(mix.ballot).results
        assert outcome.took_part == len(valid) + on_paper.count("spoiled")
        assert told.votes in (None, {choice: valid.count(choice) for choice in CHOICES})
        assert told.reached == tuple(choice for choice in CHOICES if 2 * valid.count(choice) > outcome.base)


@pytest.fixture
def mix(opened: Electing) -> Vote:
    """An open vote of twelve, on screen and on paper."""
    return opened(12, manner=Manner.MIXED)


def _take_part(mix: Vote, parts: list[str | None], given_out: list[int], on_screen: list[str | None]) -> None:
    mix.hand_out(*given_out)
    absent = [mix.members[voter] for voter, part in enumerate(parts) if part == "absent"]
    mark_absent(by=mix.runner, ballot=mix.ballot, member_ids=absent)
    voters = [voter for voter, part in enumerate(parts) if part not in ("paper", "absent", "nothing")]
    for voter, answer in zip(voters, on_screen, strict=True):
        mix.cast(voter, answer)


def _count(mix: Vote, on_paper: list[str | None]) -> None:
    if on_paper:
        count = paper_count(
            len(on_paper),
            {choice: on_paper.count(choice) for choice in CHOICES},
            spoiled=on_paper.count("spoiled"),
            blank=on_paper.count(None),
        )
        mix.enter(0, count)
        mix.enter(1, count)


def _is_about_small_groups(refused: Refusal, on_screen: list[str | None], on_paper: list[str | None]) -> None:
    returned = len(on_paper) - on_paper.count("kept")
    valid = len(on_screen) + returned - on_paper.count("spoiled")
    expected = {
        "ballots.paper_group_too_small": 0 < returned < 3,
        "ballots.screen_group_too_small": 0 < len(on_screen) < 3 and returned > 0,
        "ballots.too_few_slips": 0 < valid < 3,
    }
    assert expected[refused.code]
