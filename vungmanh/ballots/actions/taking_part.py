"""Marking who takes a paper slip and who is absent; the journal says of how many, not of whom."""

from collections.abc import Sequence

from vungmanh.ballots import checks, events
from vungmanh.ballots.actions.preparing import told
from vungmanh.ballots.models import Ballot, Elector, Part, State
from vungmanh.foundation.actors import Actor
from vungmanh.journal.writing import note, together


def mark_paper(*, by: Actor, ballot: Ballot, member_ids: Sequence[int]) -> None:
    """These electors were given a paper slip; all or none. The tellers are appointed before."""
    checks.check_takes_paper(ballot)
    checks.check_tellers_appointed(ballot)
    _mark(by, ballot, member_ids, was=(Part.NOT_YET, Part.ABSENT), now=Part.PAPER)


def mark_absent(*, by: Actor, ballot: Ballot, member_ids: Sequence[int]) -> None:
    """These electors do not attend; they stay in the base where the terms keep them there."""
    _mark(by, ballot, member_ids, was=(Part.NOT_YET,), now=Part.ABSENT)


def take_back(*, by: Actor, ballot: Ballot, member_ids: Sequence[int]) -> None:
    """These electors gave the paper slip back unused, or came after all; a vote on screen cannot be taken back."""
    _mark(by, ballot, member_ids, was=(Part.PAPER, Part.ABSENT), now=Part.NOT_YET)


def _mark(by: Actor, ballot: Ballot, member_ids: Sequence[int], *, was: Sequence[str], now: str) -> None:
    wanted = sorted(set(member_ids))
    with together():
        checks.hold(ballot, State.OPEN)
        if now == Part.PAPER or Part.PAPER in was:
            checks.check_not_counting(ballot)
        electors = Elector.objects.filter(ballot=ballot, member__in=wanted, excluded="", part__in=was)
        if electors.update(part=now) != len(wanted):
            raise checks.cannot_be_marked(ballot, wanted, now)
        note(events.MARKED, by=by, place=ballot.organization_id, count=len(wanted), part=now, **told(ballot))
