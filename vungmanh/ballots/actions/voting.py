"""Casting a slip on screen, signed in or with a one-time code."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db import transaction
from django.db.models import F

from vungmanh.accounts.codes import digest_of, new_code
from vungmanh.ballots import checks, events, urns
from vungmanh.ballots.actions.preparing import told
from vungmanh.ballots.models import Ballot, Elector, Part, State, VotingCode
from vungmanh.ballots.tallies import Answers, Tally
from vungmanh.foundation.actors import Actor
from vungmanh.journal.writing import note, together


@dataclass(frozen=True, slots=True)
class CodeSlip:
    """What is handed to one elector: the code in clear, which exists nowhere else."""

    member_id: int
    code: str


def cast(*, by: Actor, ballot: Ballot, answers: Answers) -> None:
    """Vote: the slip and the mark «has voted» are one transaction, so there are both or neither.

    `by` votes for himself or herself; there is no way to vote for somebody else. Nothing goes into the journal, whose
    times would tell who voted when. Raises Refusal for whoever may not vote, not here, or not any more.
    """
    slip = checks.check_answers(ballot, answers)
    _cast(ballot, checks.check_in_person(by), slip)


def cast_by_code(*, ballot: Ballot, code: str, answers: Answers) -> None:
    """Vote with a one-time code, which is spent in the same transaction."""
    slip = checks.check_answers(ballot, answers)
    with transaction.atomic():
        spent = checks.check_code(digest_of(code), ballot)
        _cast(ballot, spent.elector.member_id, slip)
        spent.delete()


def make_codes(*, by: Actor, ballot: Ballot, member_ids: Sequence[int]) -> list[CodeSlip]:
    """Make a code for each of these electors, who have no login; one made before becomes worthless.

    Who makes and hands out the codes could use them; an elector who finds the own vote cast reports it, and the
    journal names who made codes and for whom.
    """
    wanted = sorted(set(member_ids))
    with together():
        checks.hold(ballot, State.OPEN)
        electors = checks.check_can_have_codes(ballot, wanted)
        VotingCode.objects.filter(elector__in=electors).delete()
        slips = [CodeSlip(elector.member_id, new_code()) for elector in electors]
        VotingCode.objects.bulk_create(
            VotingCode(elector=elector, digest=digest_of(slip.code))
            for elector, slip in zip(electors, slips, strict=True)
        )
        note(events.CODES_MADE, by=by, place=ballot.organization_id, count=len(wanted), members=wanted, **told(ballot))
    return slips


def _cast(ballot: Ballot, member_id: int, slip: Tally) -> None:
    with transaction.atomic():
        # The update locks the ballot on PostgreSQL, as the transaction locks the database on SQLite: one at a time.
        if not Ballot.objects.filter(pk=ballot.pk, state=State.OPEN).update(cast=F("cast") + 1):
            raise checks.not_in_state(ballot, State.OPEN)
        checks.check_takes_screen(ballot)
        able = Elector.objects.filter(ballot=ballot, member=member_id, excluded="", part=Part.NOT_YET)
        if not able.update(part=Part.SCREEN):
            raise checks.cannot_vote(ballot, member_id)
        number = Ballot.objects.values_list("cast", flat=True).get(pk=ballot.pk)
        urns.put_in(ballot, slip, number=number)
