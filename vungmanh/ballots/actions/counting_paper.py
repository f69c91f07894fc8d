"""Appointing tellers, entering what each of them counted on paper, and having all of them count anew."""

from collections.abc import Sequence

from django.db.models import F

from vungmanh.ballots import checks, events
from vungmanh.ballots.actions.preparing import told
from vungmanh.ballots.models import Ballot, State, Teller, TellerEntry
from vungmanh.ballots.paper import PaperCount, balanced, sealed_entry
from vungmanh.foundation.actors import Actor
from vungmanh.journal.writing import note, together


def appoint_tellers(*, by: Actor, ballot: Ballot, member_ids: Sequence[int]) -> None:
    """Appoint the tellers by name, the first leads them; replaces those appointed before.

    Before slips are given out. Later others may be added; who has counted stays, and after counting has begun nobody is
    replaced. Raises Refusal for somebody without a vote here, and for fewer than have to count alike.
    """
    checks.check_takes_paper(ballot)
    wanted = list(dict.fromkeys(member_ids))
    with together():
        checks.hold(ballot, State.PREPARED, State.OPEN)
        checks.check_tellers(ballot, wanted)
        typed = dict(Teller.objects.filter(ballot=ballot).values_list("member_id", "typed_by_id"))
        Teller.objects.filter(ballot=ballot).delete()
        Teller.objects.bulk_create(
            Teller(ballot=ballot, member_id=member_id, number=number, typed_by_id=typed.get(member_id))
            for number, member_id in enumerate(wanted, 1)
        )
        note(
            events.TELLERS_APPOINTED, by=by, place=ballot.organization_id, count=len(wanted), members=wanted,
            **told(ballot),
        )  # fmt: skip


def enter_paper(*, by: Actor, ballot: Ballot, count: PaperCount, teller_id: int | None = None) -> None:
    """Enter the count of one teller; the journal keeps who entered, not what.

    It replaces that teller's earlier one as long as no other teller's is in. It is not answered whether the counts
    agree: who conducts the vote is told, once as many as needed are in (`queries.agreement_of`).

    A teller enters the own count. With `teller_id` somebody who conducts the vote, which the caller has made sure of,
    enters in the name of a teller; nobody enters two counts of one vote.

    Raises Refusal for a count that does not add up, or is of a group too small to be counted by itself.
    """
    checks.check_takes_paper(ballot)
    typist = checks.check_typist(by)
    counted = balanced(count, ballot.questions)
    with together():
        checks.hold(ballot, State.OPEN)
        teller = checks.check_teller(ballot, typist, teller_id or typist)
        checks.check_count_is_open(ballot, teller)
        checks.check_issued(ballot, counted)
        checks.check_group_on_paper(ballot, counted)
        _keep(ballot, teller, typist, sealed_entry(ballot, teller.member_id, counted))
        event = events.PAPER_ENTERED if teller.member_id == typist else events.PAPER_ENTERED_FOR
        note(event, by=by, place=ballot.organization_id, teller=teller.member_id, **told(ballot))


def recount_paper(*, by: Actor, ballot: Ballot) -> None:
    """Have all tellers count and enter anew; what they entered before is destroyed. Only where their counts differ."""
    checks.check_takes_paper(ballot)
    with together():
        checks.hold(ballot, State.OPEN)
        checks.check_differing(ballot)
        TellerEntry.objects.filter(ballot=ballot).delete()
        Teller.objects.filter(ballot=ballot).update(typed_by=None)
        Ballot.objects.filter(pk=ballot.pk).update(recounts=F("recounts") + 1)
        note(events.PAPER_RECOUNTED, by=by, place=ballot.organization_id, **told(ballot))


def _keep(ballot: Ballot, teller: Teller, typist: int, sealed: bytes) -> None:
    Teller.objects.filter(pk=teller.pk).update(typed_by=typist)
    TellerEntry.objects.filter(ballot=ballot, teller=teller.member_id).delete()
    TellerEntry.objects.create(ballot=ballot, teller_id=teller.member_id, sealed=sealed)
