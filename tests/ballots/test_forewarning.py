"""What electors are told before they vote is what will be done."""

from fractions import Fraction

import pytest
from django.utils.translation import override

from tests.ballots.conftest import Electing
from vungmanh.ballots.forewarning import forewarnings
from vungmanh.ballots.models import Manner
from vungmanh.rulebooks.values import Threshold

FEW, SMALL, LARGE = "numbers of votes", "two of them different", "more than 12"


@pytest.mark.parametrize(("voters", "shown"), [(4, FEW), (5, SMALL), (12, SMALL), (13, LARGE)])
def test_what_will_be_shown_depends_on_the_size_of_the_body(prepared: Electing, voters: int, shown: str) -> None:
    vote = prepared(voters)
    with override("en"):
        assert shown in forewarnings(vote.ballot)[0]


def test_a_threshold_that_nearly_all_must_reach_is_told_of(prepared: Electing) -> None:
    vote = prepared(6, threshold=Threshold(Fraction(4, 5), strict=False))
    with override("en"):
        assert any("5 votes of 6 entitled" in said for said in forewarnings(vote.ballot))


def test_paper_is_recommended_to_a_small_body_that_would_vote_on_screen(prepared: Electing) -> None:
    vote = prepared(6, manner=Manner.SCREEN)
    with override("en"):
        assert any("paper may be trusted more" in said for said in forewarnings(vote.ballot))
        vote.ballot.manner = Manner.PAPER
        assert not any("paper may be trusted more" in said for said in forewarnings(vote.ballot))


def test_an_open_vote_says_that_it_is_open(prepared: Electing) -> None:
    vote = prepared(6, secret=False)
    with override("en"):
        assert [said.split(":")[0] for said in forewarnings(vote.ballot)] == ["This vote is not secret"]


def test_a_small_body_is_advised_against_both_ways(prepared: Electing) -> None:
    vote = prepared(6, manner=Manner.MIXED)
    with override("en"):
        assert [said[:14] for said in forewarnings(vote.ballot)].count("Do not use bot") == 1
        vote.ballot.manner = Manner.PAPER
        assert [said[:14] for said in forewarnings(vote.ballot)].count("Do not use bot") == 0


def test_a_mixed_vote_names_the_least_number_of_each_way(prepared: Electing) -> None:
    vote = prepared(13, manner=Manner.MIXED)
    with override("en"):
        assert "at least 3 slips on paper and 3 on screen" in forewarnings(vote.ballot)[-1]
