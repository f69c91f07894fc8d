"""Preparing and opening: terms decided beforehand, a list with reasons, frozen at opening."""

from datetime import timedelta

import pytest

from tests.ballots.conftest import Electing
from tests.ballots.votes import Vote, elect, question
from tests.conftest import TODAY
from tests.record import rolled_back
from vungmanh.ballots.actions import NewElector, cancel_ballot, change_electorate, open_ballot
from vungmanh.ballots.models import Ballot, Elector, Manner, State, Urn
from vungmanh.ballots.queries import electors_of, progress_of
from vungmanh.foundation.actors import Actor
from vungmanh.foundation.refusals import Refusal
from vungmanh.foundation.texts import Text
from vungmanh.journal.models import Entry
from vungmanh.members.actions import end_memberships
from vungmanh.members.models import Leaving, Member
from vungmanh.rulebooks.conduct import Denominator

EXCLUDED = Text("đi công tác", "travelling")


def test_a_prepared_vote_keeps_its_terms_with_their_source(prepared: Electing) -> None:
    ballot = Ballot.objects.get(pk=prepared().ballot.pk)
    assert ballot.questions == (question("first"),)
    assert ballot.terms.denominator == Denominator.DUE
    assert ballot.terms.threshold_source.text.en == "01-HD/TEST, 20/12/2019, point 1"
    assert not ballot.terms.threshold_source.evidence.is_sure


def test_the_list_says_who_may_vote_and_why_somebody_may_not(prepared: Electing) -> None:
    lines = electors_of(prepared(4).ballot)
    assert [line.name for line in lines] == [f"Vi Văn {number}" for number in range(1, 7)]
    assert [line.reason.en for line in lines] == ["", "", "", "", "on probation", "exempt"]


@pytest.mark.parametrize(
    ("terms", "code"),
    [
        ({"title": Text("Xếp loại", " ")}, "ballots.no_title"),
        ({"questions": ()}, "ballots.questions"),
        ({"questions": (question("a"), question("a"))}, "ballots.codes"),
        ({"questions": (question("a", ()),)}, "ballots.choices"),
        ({"questions": (question("a", ("x", "x")),)}, "ballots.codes"),
        ({"threshold": None}, "ballots.terms_undecided"),
        ({"denominator": None}, "ballots.terms_undecided"),
        ({"manner": "telepathy"}, "ballots.unknown_manner"),
        ({"breakdown_from": 2}, "ballots.breakdown_from"),
        ({"entries_needed": 1}, "ballots.tellers"),
    ],
)
def test_what_cannot_be_voted_on_is_refused(prepared: Electing, terms: dict[str, object], code: str) -> None:
    with pytest.raises(Refusal) as refused:
        prepared(**terms)
    assert refused.value.code == code
    assert not Ballot.objects.exists()


def test_screens_are_refused_where_the_installation_does_not_permit_them(prepared: Electing, settings) -> None:
    settings.SCREEN_BALLOTS = False
    vote = prepared(manner=Manner.PAPER)
    electors = [NewElector(id_) for id_ in vote.members]
    with pytest.raises(Refusal) as refused:
        elect(vote.runner, vote.ballot.organization_id, vote.members, electors, manner=Manner.MIXED)
    assert refused.value.code == "ballots.screens_not_permitted"


@pytest.mark.parametrize(
    ("wrong", "code"),
    [
        (lambda ids: [NewElector(ids[0]), NewElector(ids[0])], "ballots.listed_twice"),
        (lambda ids: [NewElector(ids[0], "away")], "ballots.reason_of_exclusion"),
        (lambda ids: [NewElector(ids[0], reason=EXCLUDED)], "ballots.reason_of_exclusion"),
        (lambda ids: [NewElector(ids[0], "away", EXCLUDED)], "ballots.nobody_entitled"),
    ],
)
def test_a_list_that_cannot_be_is_refused(prepared: Electing, operator: Actor, wrong, code: str) -> None:
    vote = prepared()
    with pytest.raises(Refusal) as refused:
        change_electorate(by=operator, ballot=vote.ballot, electors=wrong(vote.members))
    assert refused.value.code == code
    assert Elector.objects.count() == 8


def test_the_list_changes_until_the_vote_opens_and_not_after(prepared: Electing, operator: Actor) -> None:
    vote = prepared()
    shorter = [NewElector(id_) for id_ in vote.members[:4]]
    change_electorate(by=operator, ballot=vote.ballot, electors=shorter)
    open_ballot(by=operator, ballot=vote.ballot, on=TODAY)
    with pytest.raises(Refusal) as refused:
        change_electorate(by=operator, ballot=vote.ballot, electors=shorter[:3])
    assert refused.value.code == "ballots.open_already"
    assert progress_of(vote.ballot).entitled == 4


def test_who_leaves_after_opening_keeps_the_vote_that_the_list_gave(on_screen: Vote, operator: Actor) -> None:
    member = Member.objects.get(pk=on_screen.members[0])
    end_memberships(by=operator, endings=[(member, Leaving.LEFT, TODAY + timedelta(days=1))])
    on_screen.cast(0, "good")
    assert progress_of(on_screen.ballot).cast == 1


def test_a_secret_vote_of_two_hides_nobody_and_an_open_one_may_be_held(prepared: Electing, operator: Actor) -> None:
    with rolled_back(), pytest.raises(Refusal) as refused:
        prepared(2)
    assert (refused.value.code, Ballot.objects.exists()) == ("ballots.too_few_entitled", False)
    vote = prepared(3)
    change_electorate(by=operator, ballot=vote.ballot, electors=[NewElector(id_) for id_ in vote.members[:2]])
    with pytest.raises(Refusal) as refused:
        open_ballot(by=operator, ballot=vote.ballot, on=TODAY)
    assert refused.value.code == "ballots.too_few_entitled"
    Ballot.objects.filter(pk=vote.ballot.pk).update(secret=False)
    vote.ballot.refresh_from_db()
    open_ballot(by=operator, ballot=vote.ballot, on=TODAY)
    assert vote.ballot.state == State.OPEN


def test_a_vote_opens_once(on_screen: Vote, operator: Actor) -> None:
    sealed = bytes(Urn.objects.get().sealed)
    with pytest.raises(Refusal) as refused:
        open_ballot(by=operator, ballot=on_screen.ballot, on=TODAY)
    assert refused.value.code == "ballots.open_already"
    assert bytes(Urn.objects.get().sealed) == sealed


def test_the_key_lies_outside_the_database_readable_by_its_owner_only(on_screen: Vote, keys) -> None:
    [key] = keys.iterdir()
    assert key.name == f"{on_screen.ballot.uuid}.key"
    assert (key.stat().st_mode & 0o777, keys.stat().st_mode & 0o777) == (0o600, 0o700)


def test_an_opening_that_fails_leaves_no_key(prepared: Electing, operator: Actor, keys) -> None:
    vote = prepared()
    keys.mkdir()
    Urn.objects.create(ballot=vote.ballot, sealed=b"in the way")
    with pytest.raises(Exception, match=r"(?i)unique"):
        open_ballot(by=operator, ballot=vote.ballot, on=TODAY)
    assert list(keys.iterdir()) == []
    assert Ballot.objects.get(pk=vote.ballot.pk).state == State.PREPARED


def test_the_journal_tells_of_preparing_opening_and_cancelling(prepared: Electing, operator: Actor) -> None:
    vote = prepared()
    open_ballot(by=operator, ballot=vote.ballot, on=TODAY)
    cancel_ballot(by=operator, ballot=vote.ballot, reason="sai danh sách người bỏ phiếu")
    told = Entry.objects.filter(event__startswith="ballots.").order_by("pk").values_list("event", flat=True)
    assert list(told) == ["ballots.prepared", "ballots.opened", "ballots.cancelled"]
