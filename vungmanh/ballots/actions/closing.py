"""Closing and cancelling: what may be known is written down, everything else is destroyed."""

from collections.abc import Sequence
from datetime import date

from django.db import transaction

from vungmanh.ballots import checks, events, urns
from vungmanh.ballots.actions.preparing import told
from vungmanh.ballots.counting import base_of, outcomes
from vungmanh.ballots.models import Ballot, BallotOutcome, Elector, Manner, Part, State, TellerEntry, Urn, VotingCode
from vungmanh.ballots.paper import Counted, agreement
from vungmanh.ballots.sealing import destroy_key, keys_held
from vungmanh.foundation.actors import Actor
from vungmanh.journal.writing import act


def close_ballot(*, by: Actor, ballot: Ballot, on: date) -> BallotOutcome:
    """End the vote on the day `on`, count it and write its outcome; of two people closing at once the first does.

    Urn, tellers' entries, codes and key are destroyed. Raises Refusal, and leaves the vote open, when the tellers do
    not agree, when so few voted (or so few in one way) that the sum would show how, or when the urn cannot be opened.
    """
    with act(events.CLOSED, by=by, on=on, place=ballot.organization_id, **told(ballot)) as closing:
        checks.hold(ballot, State.OPEN)
        ballot.refresh_from_db()
        electors = list(Elector.objects.filter(ballot=ballot).order_by("member"))
        paper = _paper(ballot, electors)
        checks.check_can_close(ballot, paper)
        [outcome] = closing.record([_outcome(ballot, electors, paper, on)])
        closing.keep(entitled=outcome.entitled, took_part=outcome.took_part)
        _end(ballot, State.CLOSED, electors)
    return outcome


def cancel_ballot(*, by: Actor, ballot: Ballot, reason: str) -> None:
    """Give the vote up, whatever its state of repair: needs no key; the slips cast and the entries made are lost."""
    reason = checks.check_reason(reason)
    with act(events.CANCELLED, by=by, place=ballot.organization_id, reason=reason, **told(ballot)) as cancelling:
        checks.hold(ballot, State.PREPARED, State.OPEN)
        ballot.refresh_from_db()
        cancelling.keep(cast=ballot.cast, entries=TellerEntry.objects.filter(ballot=ballot).count())
        _end(ballot, State.CANCELLED, list(Elector.objects.filter(ballot=ballot).order_by("member")))


def destroy_left_over_keys() -> int:
    """Destroy keys of ballots that ended while the process was killed; returns how many there were."""
    held = keys_held()
    ended = Ballot.objects.filter(uuid__in=held, state__in=(State.CLOSED, State.CANCELLED))
    left_over = list(ended.values_list("uuid", flat=True))
    for ballot in left_over:
        destroy_key(ballot)
    return len(left_over)


def _paper(ballot: Ballot, electors: Sequence[Elector]) -> Counted:
    issued = sum(1 for elector in electors if elector.part == Part.PAPER)
    if ballot.manner == Manner.SCREEN or not issued:
        return Counted.none(ballot.questions)
    return checks.check_agreed(ballot, *agreement(ballot), issued=issued)


def _outcome(ballot: Ballot, electors: Sequence[Elector], paper: Counted, on: date) -> BallotOutcome:
    questions, terms = ballot.questions, ballot.terms
    screen = urns.content_of(ballot, questions, ballot.cast)
    tally = screen.plus(paper.tally)
    base = base_of(electors, terms.denominator)
    told_from = ballot.breakdown_from if ballot.secret else None
    results = outcomes(
        questions, tally, threshold=terms.threshold, base=base, breakdown_from=told_from, shares=(screen, paper.tally)
    )  # fmt: skip
    entitled = [elector for elector in electors if elector.is_entitled]
    return BallotOutcome(
        organization_id=ballot.organization_id,
        ballot=ballot,
        closed_on=on,
        results=[result.as_json() for result in results],
        entitled=len(entitled),
        present=sum(1 for elector in entitled if elector.part != Part.ABSENT),
        base=base,
        on_screen=ballot.cast,
        issued=paper.issued,
        on_paper=paper.returned,
        spoiled=paper.spoiled,
    )


def _end(ballot: Ballot, state: str, electors: Sequence[Elector]) -> None:
    """Destroy what could join a voter to a vote; the key goes once it is sure that the rest is gone."""
    Urn.objects.filter(ballot=ballot).delete()
    TellerEntry.objects.filter(ballot=ballot).delete()
    VotingCode.objects.filter(elector__ballot=ballot).delete()
    Elector.objects.filter(ballot=ballot).delete()
    for elector in electors:
        elector.pk = None
        if elector.part in (Part.SCREEN, Part.PAPER):
            elector.part = Part.VOTED
    Elector.objects.bulk_create(electors, batch_size=500)
    Ballot.objects.filter(pk=ballot.pk).update(state=state)
    ballot.state = state
    transaction.on_commit(lambda: destroy_key(ballot.uuid))
    transaction.on_commit(destroy_left_over_keys)
