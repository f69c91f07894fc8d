"""Casting on screen: once, in person, by whoever is on the list, while the vote is open."""

from itertools import pairwise

import pytest

from tests.ballots.conftest import Electing
from tests.ballots.votes import Vote, person, question
from tests.conftest import TODAY
from vungmanh.accounts.actions import give_login
from vungmanh.accounts.models import Login
from vungmanh.ballots.actions import cast, cast_by_code, make_codes, mark_absent, open_ballot, take_back
from vungmanh.ballots.models import Elector, Manner, Part, Urn, VotingCode
from vungmanh.ballots.queries import electors_of, own_part, progress_of
from vungmanh.ballots.sealing import destroy_key
from vungmanh.foundation.actors import Actor
from vungmanh.foundation.refusals import Refusal
from vungmanh.journal.models import Entry
from vungmanh.members.models import Member


def urn() -> bytes:
    return bytes(Urn.objects.get().sealed)


def refused_cast(vote: Vote, voter: int, *answers: str | None) -> str:
    """The code with which casting is refused; nothing may have changed."""
    before = urn(), list(Elector.objects.order_by("member").values_list("part", flat=True))
    with pytest.raises(Refusal) as refused:
        vote.cast(voter, *answers)
    assert (urn(), list(Elector.objects.order_by("member").values_list("part", flat=True))) == before
    return refused.value.code


def test_a_slip_is_counted_and_its_voter_marked(on_screen: Vote) -> None:
    on_screen.cast(0, "good")
    assert progress_of(on_screen.ballot).cast == 1
    assert own_part(on_screen.ballot, on_screen.members[0]).part == Part.SCREEN


def test_nobody_votes_twice(on_screen: Vote) -> None:
    on_screen.cast(0, "good")
    assert refused_cast(on_screen, 0, "poor") == "ballots.voted_already"
    assert progress_of(on_screen.ballot).cast == 1


def test_nobody_votes_before_opening(prepared: Electing, operator: Actor) -> None:
    vote = prepared()
    with pytest.raises(Refusal) as refused:
        vote.cast(0, "good")
    assert refused.value.code == "ballots.not_open"
    open_ballot(by=operator, ballot=vote.ballot, on=TODAY)
    vote.cast(0, "good")


def test_nobody_votes_after_closing_or_cancelling(opened: Electing) -> None:
    vote = opened(6)
    for voter in range(5):
        vote.cast(voter, "good")
    vote.close()
    with pytest.raises(Refusal) as refused:
        vote.cast(5, "good")
    assert refused.value.code == "ballots.closed"


def test_nobody_votes_after_cancelling(on_screen: Vote) -> None:
    on_screen.cancel()
    with pytest.raises(Refusal) as refused:
        on_screen.cast(0, "good")
    assert refused.value.code == "ballots.cancelled"


def test_nobody_votes_for_somebody_else(on_screen: Vote, operator: Actor) -> None:
    with pytest.raises(Refusal) as refused:
        cast(by=operator, ballot=on_screen.ballot, answers={"first": "good"})
    assert refused.value.code == "ballots.not_in_person"


def test_who_is_not_on_the_list_has_no_vote(on_screen: Vote, district) -> None:
    with pytest.raises(Refusal) as refused:
        cast(by=person(district.members["dv-01"].pk), ballot=on_screen.ballot, answers={"first": "good"})
    assert refused.value.code == "ballots.not_listed"


def test_who_is_excluded_is_told_why(on_screen: Vote) -> None:
    with pytest.raises(Refusal, match="đảng viên dự bị") as refused:
        on_screen.cast(6, "good")
    assert refused.value.code == "ballots.excluded"


def test_who_has_a_paper_slip_or_is_marked_absent_votes_after_that_is_taken_back(mixed: Vote, operator: Actor) -> None:
    mixed.hand_out(0)
    mark_absent(by=operator, ballot=mixed.ballot, member_ids=mixed.members[1:2])
    assert refused_cast(mixed, 0, "good") == "ballots.has_paper"
    assert refused_cast(mixed, 1, "good") == "ballots.marked_absent"
    take_back(by=operator, ballot=mixed.ballot, member_ids=mixed.members[:2])
    mixed.cast(0, "good")
    mixed.cast(1, "good")


def test_a_vote_on_paper_takes_no_slips_on_screen(on_paper: Vote) -> None:
    assert refused_cast(on_paper, 0, "good") == "ballots.on_paper_only"


def test_every_question_is_answered_by_one_of_its_choices_or_a_blank(opened: Electing) -> None:
    vote = opened(questions=(question("first"), question("second", ("yes", "no"))))
    assert refused_cast(vote, 0, "good") == "ballots.question_unanswered"
    assert refused_cast(vote, 0, "good", "excellent") == "ballots.unknown_choice"
    with pytest.raises(Refusal) as refused:
        cast(by=person(vote.members[0]), ballot=vote.ballot, answers={"first": None, "second": "no", "third": "no"})
    assert refused.value.code == "ballots.unknown_question"
    vote.cast(0, None, "no")
    assert progress_of(vote.ballot).cast == 1


def test_without_its_key_a_vote_takes_no_slip_and_marks_nobody(on_screen: Vote) -> None:
    on_screen.cast(0, "good")
    destroy_key(on_screen.ballot.uuid)
    assert refused_cast(on_screen, 1, "good") == "ballots.key_missing"


def test_another_ballots_key_does_not_open_the_urn(on_screen: Vote, keys) -> None:
    (keys / f"{on_screen.ballot.uuid}.key").write_bytes(b"k" * 32)
    assert refused_cast(on_screen, 0, "good") == "ballots.urn_changed"


def test_an_older_urn_put_back_is_found_out(on_screen: Vote) -> None:
    on_screen.cast(0, "good")
    older = urn()
    on_screen.cast(1, "good")
    Urn.objects.update(sealed=older)
    assert refused_cast(on_screen, 2, "good") == "ballots.urn_changed"


def test_the_urn_changes_wholly_and_keeps_its_length(on_screen: Vote) -> None:
    seen = [urn()]
    for voter, answer in enumerate(("good", "good", None, "poor")):
        on_screen.cast(voter, answer)
        seen.append(urn())
    assert len({len(sealed) for sealed in seen}) == 1
    for earlier, later in pairwise(seen):
        same = sum(one == other for one, other in zip(earlier, later, strict=True))
        assert same < len(later) / 4  # by chance one byte of 256


def test_casting_writes_nothing_into_the_journal(on_screen: Vote) -> None:
    before = Entry.objects.count()
    on_screen.cast(0, "good")
    assert Entry.objects.count() == before


def test_while_the_vote_is_open_the_list_does_not_say_who_has_voted_on_screen(mixed: Vote) -> None:
    mixed.hand_out(0)
    mixed.cast(1, "good")
    assert [line.part for line in electors_of(mixed.ballot)] == [Part.PAPER, *[None] * 11]


def test_marks_are_for_the_entitled_who_have_not_taken_part_and_all_or_none(mixed: Vote, operator: Actor) -> None:
    mixed.cast(0, "good")
    for wrong in (0, 10):
        with pytest.raises(Refusal) as refused:
            mixed.hand_out(1, wrong)
        assert refused.value.code == "ballots.cannot_be_marked"
    mixed.hand_out(1)
    assert progress_of(mixed.ballot).paper == 1


def test_a_code_votes_once(on_screen: Vote, operator: Actor) -> None:
    [slip] = make_codes(by=operator, ballot=on_screen.ballot, member_ids=on_screen.members[:1])
    cast_by_code(ballot=on_screen.ballot, code=slip.code.lower(), answers={"first": "good"})
    with pytest.raises(Refusal) as refused:
        cast_by_code(ballot=on_screen.ballot, code=slip.code, answers={"first": "good"})
    assert refused.value.code == "ballots.code_not_valid"
    assert refused_cast(on_screen, 0, "good") == "ballots.voted_already"


def test_a_newer_code_replaces_the_older_and_closing_all_of_them(on_screen: Vote, operator: Actor) -> None:
    [older] = make_codes(by=operator, ballot=on_screen.ballot, member_ids=on_screen.members[:1])
    [newer] = make_codes(by=operator, ballot=on_screen.ballot, member_ids=on_screen.members[:1])
    for code in (older.code, "", "ABCD"):
        with pytest.raises(Refusal) as refused:
            cast_by_code(ballot=on_screen.ballot, code=code, answers={"first": "good"})
        assert refused.value.code == "ballots.code_not_valid"
    on_screen.cancel()
    assert not VotingCode.objects.exists()
    with pytest.raises(Refusal) as refused:
        cast_by_code(ballot=on_screen.ballot, code=newer.code, answers={"first": "good"})
    assert refused.value.code == "ballots.code_not_valid"


def test_a_code_of_another_vote_does_not_vote_here(on_screen: Vote, prepared: Electing, operator: Actor) -> None:
    from tests.ballots.votes import elect
    from vungmanh.ballots.actions import NewElector

    electors = [NewElector(id_) for id_ in on_screen.entitled]
    other = elect(operator, on_screen.ballot.organization_id, on_screen.members, electors, manner=Manner.SCREEN)
    open_ballot(by=operator, ballot=other.ballot, on=TODAY)
    [slip] = make_codes(by=operator, ballot=other.ballot, member_ids=on_screen.members[:1])
    with pytest.raises(Refusal) as refused:
        cast_by_code(ballot=on_screen.ballot, code=slip.code, answers={"first": "good"})
    assert refused.value.code == "ballots.code_not_valid"


def test_codes_are_for_those_who_have_not_taken_part_and_only_their_digest_is_kept(
    on_screen: Vote, operator: Actor
) -> None:
    on_screen.cast(0, "good")
    with pytest.raises(Refusal) as refused:
        make_codes(by=operator, ballot=on_screen.ballot, member_ids=on_screen.members[:2])
    assert refused.value.code == "ballots.cannot_be_marked"
    [slip] = make_codes(by=operator, ballot=on_screen.ballot, member_ids=on_screen.members[1:2])
    assert slip.code not in VotingCode.objects.get().digest
    entry = Entry.objects.get(event="ballots.codes_made")
    assert entry.details["members"] == on_screen.members[1:2]
    assert slip.code not in str(entry.details)


def test_codes_are_for_those_who_cannot_sign_in(on_screen: Vote, operator: Actor) -> None:
    member = Member.objects.get(pk=on_screen.members[1])
    login = give_login(by=operator, member=member, username="vi-2", password="kim-phu-2018-x")
    wanted = {"by": operator, "ballot": on_screen.ballot, "member_ids": on_screen.members[:2]}
    with pytest.raises(Refusal, match=r"Vi Văn 2\.") as refused:
        make_codes(**wanted)
    assert (refused.value.code, VotingCode.objects.exists()) == ("ballots.has_login", False)
    Login.objects.filter(pk=login.pk).update(is_active=False)
    assert len(make_codes(**wanted)) == 2


def test_a_code_is_worthless_when_its_owner_votes_signed_in(on_screen: Vote, operator: Actor) -> None:
    [slip] = make_codes(by=operator, ballot=on_screen.ballot, member_ids=on_screen.members[:1])
    on_screen.cast(0, "good")
    with pytest.raises(Refusal) as refused:
        cast_by_code(ballot=on_screen.ballot, code=slip.code, answers={"first": "good"})
    assert refused.value.code == "ballots.voted_already"
