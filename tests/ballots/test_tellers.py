"""Tellers: appointed by name before slips are given out; nobody enters two counts."""

from collections.abc import Callable

import pytest

from tests.ballots.conftest import Electing
from tests.ballots.votes import Vote, paper_count, person
from tests.record import rolled_back
from vungmanh.ballots.actions import appoint_tellers, change_electorate, enter_paper, mark_absent, mark_paper
from vungmanh.ballots.actions.preparing import NewElector
from vungmanh.ballots.models import Manner
from vungmanh.ballots.queries import tellers_of
from vungmanh.foundation.refusals import Refusal
from vungmanh.journal.models import Entry

COUNT = paper_count(6, {"good": 6})


def refused(what: Callable[[], object]) -> str:
    with pytest.raises(Refusal) as no:
        what()
    return no.value.code


def for_teller(vote: Vote, typist: int, teller: int) -> None:
    """One enters the count of another."""
    enter_paper(
        by=person(vote.members[typist]), ballot=vote.ballot, count=COUNT, teller_id=vote.members[teller]
    )  # fmt: skip


def test_no_slip_is_given_out_before_it_is_known_who_counts(on_paper: Vote) -> None:
    paper = [on_paper.members[0]]
    assert refused(lambda: mark_paper(by=on_paper.runner, ballot=on_paper.ballot, member_ids=paper)) == (
        "ballots.no_tellers"
    )
    on_paper.appoint(1, 0)
    mark_paper(by=on_paper.runner, ballot=on_paper.ballot, member_ids=paper)
    assert [(one.member_id, one.leads) for one in tellers_of(on_paper.ballot)] == [
        (on_paper.members[1], True), (on_paper.members[0], False),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("voters", "code"),
    [
        ((0,), "ballots.number_of_tellers"),
        ((0, 0), "ballots.number_of_tellers"),
        ((0, 6), "ballots.teller_without_vote"),
        ((0, 5), "ballots.teller_without_vote"),
    ],
)
def test_tellers_are_two_or_three_who_have_a_vote_and_are_there(
    on_paper: Vote, voters: tuple[int, ...], code: str
) -> None:
    mark_absent(by=on_paper.runner, ballot=on_paper.ballot, member_ids=[on_paper.members[5]])
    assert refused(lambda: on_paper.appoint(*voters)) == code
    on_paper.appoint(0, 1)


def test_a_vote_on_screen_has_no_tellers(on_screen: Vote) -> None:
    assert refused(lambda: on_screen.appoint(0, 1)) == "ballots.on_screen_only"


def test_who_is_off_the_list_is_no_teller_any_more(prepared: Electing) -> None:
    vote = prepared(6, manner=Manner.PAPER)
    vote.appoint(0, 1, 2)
    left = [NewElector(id_) for id_ in vote.members[1:6]]
    change_electorate(by=vote.runner, ballot=vote.ballot, electors=left)
    assert [one.member_id for one in tellers_of(vote.ballot)] == vote.members[1:3]


def test_counts_come_from_tellers_and_each_from_another_hand(on_paper: Vote) -> None:
    on_paper.appoint(0, 1)
    on_paper.hand_out(*range(6))
    assert refused(lambda: on_paper.enter(2, COUNT)) == "ballots.not_a_teller"
    nobody = {"by": on_paper.runner, "ballot": on_paper.ballot, "count": COUNT, "teller_id": on_paper.members[0]}
    assert refused(lambda: enter_paper(**nobody)) == "ballots.teller_unknown"
    for_teller(on_paper, 4, 0)
    assert refused(lambda: for_teller(on_paper, 4, 1)) == "ballots.typed_another"
    assert refused(lambda: for_teller(on_paper, 3, 0)) == "ballots.count_is_the_tellers"
    with rolled_back():  # the teller takes the own count over; then the other one is free to be typed
        on_paper.enter(0, COUNT)
        for_teller(on_paper, 4, 1)
    on_paper.enter(1, COUNT)
    assert refused(lambda: for_teller(on_paper, 1, 0)) == "ballots.typed_another"
    on_paper.close()
    assert [one.is_typed_by_another for one in tellers_of(on_paper.ballot)] == [True, False]
    entered = Entry.objects.filter(event__startswith="ballots.paper_entered").order_by("pk")
    assert list(entered.values_list("event", "member_id", "details__teller")) == [
        ("ballots.paper_entered_for", on_paper.members[4], on_paper.members[0]),
        ("ballots.paper_entered", on_paper.members[1], on_paper.members[1]),
    ]


def test_after_counting_has_begun_tellers_are_added_and_none_goes(on_paper: Vote) -> None:
    on_paper.appoint(0, 1)
    on_paper.hand_out(*range(6))
    on_paper.enter(0, COUNT)
    on_paper.enter(1, paper_count(6, {"good": 5, "poor": 1}))
    assert refused(lambda: on_paper.appoint(0, 2)) == "ballots.teller_stays"
    on_paper.appoint(0, 1, 2)
    assert on_paper.enter(2, COUNT).is_reached


def test_the_journal_names_the_tellers(on_paper: Vote) -> None:
    appoint_tellers(by=on_paper.runner, ballot=on_paper.ballot, member_ids=on_paper.members[:2])
    [entry] = Entry.objects.filter(event="ballots.tellers_appointed")
    assert (entry.details["count"], entry.details["members"]) == (2, on_paper.members[:2])
