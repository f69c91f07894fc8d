"""Entering what tellers counted on paper."""

from vungmanh.ballots import checks, events
from vungmanh.ballots.actions.preparing import told
from vungmanh.ballots.models import Ballot, State, TellerEntry
from vungmanh.ballots.paper import Agreement, PaperCount, agreement, balanced, sealed_entry
from vungmanh.foundation.actors import Actor
from vungmanh.journal.writing import note, together


def enter_paper(*, by: Actor, ballot: Ballot, count: PaperCount) -> Agreement:
    """Enter one teller's count, which replaces that teller's earlier one; the journal keeps who entered, not what.

    Returns how far the entries agree: where they differ, another teller counts and enters, or one corrects the own
    entry. Raises Refusal for a count that does not add up, or is of a group too small to be counted by itself.
    """
    checks.check_takes_paper(ballot)
    teller_id = checks.check_teller(by)
    counted = balanced(count, ballot.questions)
    with together():
        checks.hold(ballot, State.OPEN)
        checks.check_issued(ballot, counted)
        checks.check_group_on_paper(ballot, counted)
        TellerEntry.objects.filter(ballot=ballot, teller=teller_id).delete()
        TellerEntry.objects.create(ballot=ballot, teller_id=teller_id, sealed=sealed_entry(ballot, teller_id, counted))
        note(events.PAPER_ENTERED, by=by, place=ballot.organization_id, **told(ballot))
        found, _count = agreement(ballot)
    return found
