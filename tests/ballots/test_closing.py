"""Closing and cancelling: what is told, what is withheld, what is destroyed."""

import pytest
from django.db import transaction

from tests.ballots.conftest import Electing
from tests.ballots.votes import Vote, question
from vungmanh.ballots.actions import cancel_ballot, destroy_left_over_keys, mark_absent
from vungmanh.ballots.models import BallotOutcome, Elector, Manner, Part, TellerEntry, Urn, VotingCode
from vungmanh.ballots.queries import electors_of, outcome_of
from vungmanh.ballots.sealing import destroy_key, make_key
from vungmanh.foundation.actors import Actor
from vungmanh.foundation.refusals import Refusal
from vungmanh.journal.models import Entry
from vungmanh.rulebooks.conduct import Denominator


def cast_all(vote: Vote, *answers: str | None) -> None:
    for voter, answer in enumerate(answers):
        vote.cast(voter, answer)


def test_a_closed_vote_tells_its_counts_and_what_reached_the_threshold(on_screen: Vote) -> None:
    cast_all(on_screen, "good", "good", "good", "good", "poor", None)
    outcome = on_screen.close()
    told = outcome_of(on_screen.ballot)
    assert (outcome.entitled, outcome.present, outcome.base, outcome.took_part) == (6, 6, 6, 6)
    assert told.results[0].votes == {"excellent": 0, "good": 4, "poor": 1}
    assert (told.results[0].blank, told.results[0].reached, told.withheld) == (1, ("good",), False)


def test_before_closing_nobody_is_told_anything(on_screen: Vote) -> None:
    cast_all(on_screen, "good", "good", "good")
    with pytest.raises(Refusal) as refused:
        outcome_of(on_screen.ballot)
    assert refused.value.code == "ballots.no_outcome"
    assert not BallotOutcome.objects.exists()


@pytest.mark.parametrize(
    "answers",
    [
        ("good", "good", "poor", None),  # fewer than five slips
        ("good", "good", "good", "good", "good", "good"),  # all the same
        ("good", "good", "good", "good", "good", "poor"),  # all but one
        ("good", "good", "good", "good", "good", None),  # all but a blank
    ],
)
def test_votes_by_choice_are_withheld_where_they_would_show_how_somebody_voted(
    on_screen: Vote, answers: tuple[str | None, ...]
) -> None:
    cast_all(on_screen, *answers)
    on_screen.close()
    [told] = outcome_of(on_screen.ballot).results
    assert (told.votes, told.blank) == (None, None)
    assert told.reached == (() if len(answers) == 4 else ("good",))


def test_what_is_withheld_stands_nowhere(on_screen: Vote) -> None:
    cast_all(on_screen, "good", "good", "good", "good", "good", "poor")
    on_screen.close()
    kept = str(list(BallotOutcome.objects.values_list())) + str(list(Entry.objects.values_list("details", flat=True)))
    assert "'votes': None" in kept
    assert "'good': 5" not in kept


def test_a_vote_that_is_not_secret_is_told_as_it_is(opened: Electing) -> None:
    vote = opened(3, secret=False, manner=Manner.SCREEN)
    cast_all(vote, "good", "good")
    vote.close()
    assert outcome_of(vote.ballot).results[0].votes == {"excellent": 0, "good": 2, "poor": 0}


def test_a_secret_vote_of_two_slips_is_not_closed(on_screen: Vote) -> None:
    cast_all(on_screen, "good", "good")
    with pytest.raises(Refusal) as refused:
        on_screen.close()
    assert refused.value.code == "ballots.too_few_slips"
    on_screen.cast(2, "good")
    assert on_screen.close().took_part == 3


def test_a_vote_in_which_nobody_voted_closes_with_nothing_reached(on_screen: Vote) -> None:
    assert on_screen.close().took_part == 0
    assert outcome_of(on_screen.ballot).results[0].reached == ()


@pytest.mark.parametrize(
    ("denominator", "base"),
    [(Denominator.DUE, 6), (Denominator.ALL, 6), (Denominator.PRESENT, 4), (Denominator.ISSUED, 3)],
)
def test_absent_voters_stay_in_the_base_unless_the_terms_say_otherwise(
    opened: Electing, operator: Actor, denominator: Denominator, base: int
) -> None:
    vote = opened(6, denominator=denominator)
    cast_all(vote, "good", "good", "good")
    mark_absent(by=operator, ballot=vote.ballot, member_ids=vote.members[4:6])
    assert vote.close().base == base
    assert outcome_of(vote.ballot).results[0].reached == (("good",) if base < 6 else ())


def test_after_closing_everybody_sees_who_took_part(on_screen: Vote) -> None:
    cast_all(on_screen, "good", "good", "good")
    on_screen.close()
    parts = [line.part for line in electors_of(on_screen.ballot)]
    assert parts == [Part.VOTED] * 3 + [Part.NOT_YET] * 5


def test_closing_destroys_urn_codes_and_key(
    on_screen: Vote, operator: Actor, keys, django_capture_on_commit_callbacks
) -> None:
    cast_all(on_screen, "good", "good", "good")
    with django_capture_on_commit_callbacks(execute=True):
        on_screen.close()
    assert list(keys.iterdir()) == []
    assert not Urn.objects.exists()
    assert not TellerEntry.objects.exists()
    assert not VotingCode.objects.exists()


def test_closing_that_does_not_come_to_its_end_leaves_the_vote_open(
    on_screen: Vote, keys, django_capture_on_commit_callbacks
) -> None:
    cast_all(on_screen, "good", "good", "good")
    with django_capture_on_commit_callbacks(execute=True), transaction.atomic():
        on_screen.close()
        transaction.set_rollback(True)
    assert len(list(keys.iterdir())) == 1
    on_screen.cast(3, "good")
    assert on_screen.close().took_part == 4


def test_a_vote_closes_once(on_screen: Vote) -> None:
    cast_all(on_screen, "good", "good", "good")
    on_screen.close()
    with pytest.raises(Refusal) as refused:
        on_screen.close()
    assert refused.value.code == "ballots.closed"
    assert BallotOutcome.objects.count() == 1


def test_a_lost_key_means_voting_again_and_cancelling_still_works(on_screen: Vote) -> None:
    cast_all(on_screen, "good", "good", "good")
    destroy_key(on_screen.ballot.uuid)
    with pytest.raises(Refusal, match="bỏ phiếu lại") as refused:
        on_screen.close()
    assert refused.value.code == "ballots.key_missing"
    on_screen.cancel()
    assert not Urn.objects.exists()
    assert Entry.objects.latest("pk").details["cast"] == 3


def test_cancelling_asks_for_a_reason_and_happens_once(on_screen: Vote, operator: Actor) -> None:
    with pytest.raises(Refusal) as refused:
        cancel_ballot(by=operator, ballot=on_screen.ballot, reason=" sai ")
    assert refused.value.code == "ballots.reason_missing"
    on_screen.cancel()
    with pytest.raises(Refusal) as refused:
        on_screen.cancel()
    assert refused.value.code == "ballots.cancelled"


def test_a_key_left_over_by_a_killed_process_is_destroyed_later(
    on_screen: Vote, opened: Electing, keys, operator: Actor
) -> None:
    on_screen.cancel()  # the test's transaction is not committed, so the key is still there
    assert len(list(keys.iterdir())) == 1
    assert (destroy_left_over_keys(), list(keys.iterdir())) == (1, [])


def test_keys_of_open_votes_and_of_other_installations_stay(on_screen: Vote, keys) -> None:
    from uuid import uuid4

    make_key(uuid4())
    assert destroy_left_over_keys() == 0
    assert len(list(keys.iterdir())) == 2


def test_no_pattern_of_answers_to_several_questions_is_kept(opened: Electing) -> None:
    vote = opened(6, questions=(question("first"), question("second")))
    for voter, answers in enumerate((("good", "poor"), ("poor", "good"), ("good", "good"))):
        vote.cast(voter, *answers)
    for voter in range(3, 6):
        vote.cast(voter, "excellent", "excellent")
    vote.close()
    first, second = outcome_of(vote.ballot).results
    assert first.votes == second.votes == {"excellent": 3, "good": 2, "poor": 1}
    assert set(Elector.objects.values_list("part", flat=True)) == {Part.VOTED, Part.NOT_YET}
