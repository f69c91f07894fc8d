"""Paper slips: counts that add up, independent entries that agree, nobody's numbers shown."""

from dataclasses import replace

import pytest

from tests.ballots.conftest import Electing
from tests.ballots.votes import Vote, paper_count, question
from vungmanh.ballots.actions import take_back
from vungmanh.ballots.models import Manner, Part, TellerEntry
from vungmanh.ballots.paper import SLIPS, Agreement, PaperCount
from vungmanh.ballots.queries import agreement_of, electors_of, outcome_of, progress_of
from vungmanh.ballots.sealing import destroy_key
from vungmanh.foundation.refusals import Refusal
from vungmanh.journal.models import Entry

COUNT = paper_count(6, {"excellent": 3, "good": 1}, spoiled=1, blank=1)


def refused_entry(vote: Vote, teller: int, count: PaperCount) -> Refusal:
    with pytest.raises(Refusal) as refused:
        vote.enter(teller, count)
    return refused.value


@pytest.fixture
def handed_out(on_paper: Vote) -> Vote:
    """A vote on paper of six; all have their slips."""
    on_paper.hand_out(*range(6))
    return on_paper


def test_two_equal_entries_of_two_tellers_are_the_count(handed_out: Vote) -> None:
    assert handed_out.enter(0, COUNT).missing == 1
    assert handed_out.enter(1, COUNT).is_reached
    outcome = handed_out.close()
    assert (outcome.issued, outcome.on_paper, outcome.spoiled, outcome.took_part) == (6, 6, 1, 6)
    [told] = outcome_of(handed_out.ballot).results
    assert (told.votes, told.blank) == ({"excellent": 3, "good": 1, "poor": 0}, 1)


def test_one_teller_entering_twice_is_one_teller(handed_out: Vote) -> None:
    handed_out.enter(0, COUNT)
    assert handed_out.enter(0, COUNT) == Agreement((handed_out.members[0],), 2, (), is_reached=False)
    with pytest.raises(Refusal, match="Mới có 1 người") as refused:
        handed_out.close()
    assert refused.value.code == "ballots.tellers_disagree"


def test_entries_that_differ_name_the_questions_and_no_numbers(opened: Electing) -> None:
    vote = opened(6, manner=Manner.PAPER, questions=(question("first"), question("second", ("yes", "no"))))
    vote.hand_out(*range(6))
    count = replace(paper_count(6, {"good": 6}), votes={"first": {"good": 6}, "second": {"yes": 5, "no": 1}})
    vote.enter(0, count)
    found = vote.enter(1, replace(count, votes={"first": {"good": 6}, "second": {"yes": 4, "no": 2}}))
    assert (found.differing, found.missing) == (("second",), 1)
    with pytest.raises(Refusal) as refused:
        vote.close()
    assert "second" in refused.value.what
    assert not any(number in refused.value.what for number in "456")
    assert vote.enter(2, count).is_reached


OTHER = paper_count(6, {"excellent": 4, "good": 1}, spoiled=0, blank=1)


def test_a_teller_corrects_the_own_entry_only_until_another_is_in(handed_out: Vote) -> None:
    handed_out.enter(0, OTHER)
    handed_out.enter(0, COUNT)
    assert handed_out.enter(1, OTHER).differing == (SLIPS, "first")
    assert [refused_entry(handed_out, teller, COUNT).code for teller in (0, 1)] == ["ballots.count_stays"] * 2
    assert not agreement_of(handed_out.ballot).is_reached


def test_nothing_is_compared_before_as_many_as_needed_are_in(opened: Electing) -> None:
    vote = opened(6, manner=Manner.PAPER, entries_needed=3)
    vote.hand_out(*range(6))
    assert [vote.enter(teller, one).differing for teller, one in enumerate((COUNT, OTHER, COUNT))] == [
        (), (), (SLIPS, "first"),
    ]  # fmt: skip


def test_tellers_who_differ_all_count_anew_and_the_slips_stay_with_whom_they_were_given(handed_out: Vote) -> None:
    handed_out.enter(0, COUNT)
    assert refused_recount(handed_out) == "ballots.nothing_to_recount"
    handed_out.enter(1, OTHER)
    handed_out.recount()
    assert (agreement_of(handed_out.ballot).tellers, refused_recount(handed_out)) == ((), "ballots.nothing_to_recount")
    with pytest.raises(Refusal, match="không phát hoặc thu lại"):
        take_back(by=handed_out.runner, ballot=handed_out.ballot, member_ids=handed_out.members[:1])
    assert [handed_out.enter(teller, COUNT).is_reached for teller in (1, 0)] == [False, True]
    assert refused_recount(handed_out) == "ballots.nothing_to_recount"
    assert Entry.objects.filter(event="ballots.paper_recounted").count() == 1


def refused_recount(vote: Vote) -> str:
    with pytest.raises(Refusal) as refused:
        vote.recount()
    return refused.value.code


def test_two_pairs_that_disagree_are_no_count(handed_out: Vote) -> None:
    other = paper_count(6, {"excellent": 5}, spoiled=1)
    for teller, count in enumerate((COUNT, COUNT, other, other)):
        found = handed_out.enter(teller, count)
    assert not found.is_reached
    handed_out.recount()
    assert [handed_out.enter(teller, COUNT).is_reached for teller in (2, 3)] == [False, True]


def test_three_equal_entries_where_three_are_asked(opened: Electing) -> None:
    vote = opened(6, manner=Manner.PAPER, entries_needed=3)
    vote.hand_out(*range(6))
    assert [vote.enter(teller, COUNT).is_reached for teller in range(3)] == [False, False, True]


@pytest.mark.parametrize(
    ("wrong", "code", "numbers"),
    [
        (replace(COUNT, not_returned=1), "ballots.paper_issued", ("6", "7")),
        (replace(COUNT, spoiled=2), "ballots.paper_returned", ("6", "7")),
        (replace(COUNT, blanks={"first": 2}), "ballots.paper_votes", ("5", "6")),
        (replace(COUNT, votes={"first": {"best": 4}}), "ballots.unknown_choice", ("best",)),
        (replace(COUNT, votes={}), "ballots.paper_votes", ("5", "1")),
        (replace(COUNT, spoiled=-1, valid=7), "ballots.paper_number", ("0",)),
        (paper_count(5, {"good": 5}), "ballots.paper_issued_otherwise", ("5", "6")),
    ],
)
def test_a_count_that_does_not_add_up_is_refused_with_its_numbers(
    handed_out: Vote, wrong: PaperCount, code: str, numbers: tuple[str, ...]
) -> None:
    refused = refused_entry(handed_out, 0, wrong)
    assert refused.code == code
    assert [number for number in numbers if number not in refused.what] == []
    assert not TellerEntry.objects.exists()
    handed_out.enter(0, COUNT)


def test_once_counting_has_begun_no_slip_is_given_out_or_taken_back(on_paper: Vote) -> None:
    on_paper.hand_out(*range(5))
    on_paper.enter(0, paper_count(5, {"good": 5}))
    with pytest.raises(Refusal) as refused:
        on_paper.hand_out(5)
    assert refused.value.code == "ballots.counting_has_begun"


def test_a_vote_on_screen_takes_no_paper(on_screen: Vote) -> None:
    assert refused_entry(on_screen, 0, COUNT).code == "ballots.on_screen_only"
    with pytest.raises(Refusal) as refused:
        on_screen.hand_out(0)
    assert refused.value.code == "ballots.on_screen_only"


def test_an_entry_moved_to_another_teller_is_found_out(handed_out: Vote) -> None:
    handed_out.enter(0, COUNT)
    TellerEntry.objects.update(teller=handed_out.members[1])
    with pytest.raises(Refusal) as refused:
        agreement_of(handed_out.ballot)
    assert refused.value.code == "ballots.entry_changed"
    handed_out.recount()
    assert [handed_out.enter(teller, COUNT).is_reached for teller in (0, 1)] == [False, True]


def test_the_journal_tells_who_entered_and_not_what(handed_out: Vote) -> None:
    handed_out.enter(0, COUNT)
    handed_out.enter(1, COUNT)
    entries = Entry.objects.filter(event="ballots.paper_entered").order_by("pk")
    assert list(entries.values_list("member_id", flat=True)) == handed_out.members[:2]
    assert {frozenset(entry.details) for entry in entries} == {frozenset(("ballot", "title", "title_en", "teller"))}


def test_progress_says_who_entered_and_whether_they_agree(handed_out: Vote) -> None:
    handed_out.enter(1, COUNT)
    found = progress_of(handed_out.ballot)
    assert (found.paper, found.tellers) == (6, (handed_out.members[1],))
    assert not agreement_of(handed_out.ballot).is_reached
    handed_out.enter(0, COUNT)
    assert agreement_of(handed_out.ballot).is_reached


def test_without_the_key_progress_is_shown_and_agreement_refused(handed_out: Vote) -> None:
    handed_out.enter(0, COUNT)
    destroy_key(handed_out.ballot.uuid)
    assert progress_of(handed_out.ballot).tellers == (handed_out.members[0],)
    with pytest.raises(Refusal, match="nhập lại số liệu") as refused:
        agreement_of(handed_out.ballot)
    assert refused.value.code == "ballots.key_missing"
    handed_out.cancel()


@pytest.mark.parametrize(
    ("screen", "told"),
    [
        (("good", "good", "good", "poor", "poor"), {"excellent": 0, "good": 6, "poor": 4}),
        (("good", "good", "good", "good", "poor"), None),  # the tellers take theirs away: one of five differed
        (("good", "good", "good"), None),  # 3 : 0 on screen would be told as 6 : 2
    ],
)
def test_in_a_mixed_vote_the_sum_is_told_where_neither_way_would_be(
    mixed: Vote, screen: tuple[str, ...], told: dict[str, int] | None
) -> None:
    for voter, answer in enumerate(screen):
        mixed.cast(voter, answer)
    mixed.hand_out(5, 6, 7, 8, 9)
    for teller in (0, 1):
        mixed.enter(teller, paper_count(5, {"good": 3, "poor": 2}))
    outcome = mixed.close()
    assert outcome_of(mixed.ballot).results[0].votes == told
    assert (outcome.on_screen, outcome.on_paper) == (len(screen), 5)
    took_part = {line.part for line in electors_of(mixed.ballot) if line.is_entitled}
    assert took_part - {Part.NOT_YET} == {Part.VOTED}  # by which way nobody is told
    assert not TellerEntry.objects.exists()


def test_two_slips_on_paper_beside_a_screen_are_not_counted(mixed: Vote) -> None:
    mixed.hand_out(6, 7, 8)
    assert refused_entry(mixed, 0, paper_count(3, {"good": 2})).code == "ballots.paper_group_too_small"
    mixed.enter(0, paper_count(3, {"good": 3}))


def test_two_slips_on_screen_beside_paper_are_not_told(mixed: Vote) -> None:
    mixed.hand_out(*range(2, 10))
    for teller in (0, 1):
        mixed.enter(teller, paper_count(8, {"good": 7}))
    mixed.cast(0, "good")
    mixed.cast(1, "good")
    with pytest.raises(Refusal) as refused:
        mixed.close()
    assert refused.value.code == "ballots.screen_group_too_small"
    mixed.cancel()
