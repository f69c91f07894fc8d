"""Preparing a vote, naming who may vote, opening it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from vungmanh.ballots import checks, events, urns
from vungmanh.ballots.counting import BREAKDOWN_FROM
from vungmanh.ballots.models import Ballot, Elector, Manner, Part, State, Teller
from vungmanh.ballots.sealing import destroy_key, make_key
from vungmanh.ballots.terms import Question, questions_as_json, terms_as_json
from vungmanh.foundation.actors import Actor
from vungmanh.foundation.texts import Text
from vungmanh.journal.writing import act, note, together
from vungmanh.rulebooks.conduct import Denominator
from vungmanh.rulebooks.values import Threshold, Value

_NO_REASON = Text("", "")


@dataclass(frozen=True, slots=True)
class NewElector:
    """Somebody for the list: entitled, or `excluded` by a reason's code with its sentence.

    `counts_in_base` tells whether votes are counted out of this person too, under the denominator «due».
    """

    member_id: int
    excluded: str = ""
    reason: Text = _NO_REASON
    counts_in_base: bool = True
    part: str = Part.NOT_YET

    @property
    def is_entitled(self) -> bool:
        """Whether this person has a vote."""
        return not self.excluded


def prepare_ballot(
    *,
    by: Actor,
    organization_id: int,
    title: Text,
    questions: Sequence[Question],
    electors: Sequence[NewElector],
    threshold: Value[Threshold],
    denominator: Value[Denominator],
    secret: bool = True,
    manner: str = Manner.PAPER,
    subject: str = "",
    breakdown_from: int = BREAKDOWN_FROM,
    entries_needed: int = 2,
) -> Ballot:
    """Prepare a vote: all its terms are fixed from here on, its electorate from opening on.

    Raises Refusal for questions that cannot be asked, terms that are not decided, screens that are not permitted, and a
    secret vote of fewer than three.
    """
    checks.check_questions(title, questions)
    terms = checks.check_terms(threshold, denominator)
    checks.check_manner(manner, breakdown_from=breakdown_from, entries_needed=entries_needed)
    checks.check_electorate(electors)
    checks.check_enough(sum(1 for one in electors if one.is_entitled), secret=secret)
    with together():
        ballot = Ballot.objects.create(
            organization_id=organization_id, subject=subject, title_vi=title.vi, title_en=title.en,
            kept_questions=questions_as_json(questions), kept_terms=terms_as_json(terms), manner=manner, secret=secret,
            breakdown_from=breakdown_from, entries_needed=entries_needed,
        )  # fmt: skip
        _list(ballot, electors)
        note(events.PREPARED, by=by, place=organization_id, **told(ballot))
    return ballot


def change_electorate(*, by: Actor, ballot: Ballot, electors: Sequence[NewElector]) -> None:
    """Replace the whole list of a vote that is not open yet; tellers who have no vote any more are none either."""
    checks.check_electorate(electors)
    entitled = sum(1 for one in electors if not one.excluded)
    with together():
        checks.hold(ballot, State.PREPARED)
        Elector.objects.filter(ballot=ballot).delete()
        _list(ballot, electors)
        listed = [one.member_id for one in electors if not one.excluded]
        Teller.objects.filter(ballot=ballot).exclude(member__in=listed).delete()
        note(
            events.ELECTORATE_CHANGED, by=by, place=ballot.organization_id, entitled=entitled,
            excluded=len(electors) - entitled, **told(ballot),
        )  # fmt: skip


def open_ballot(*, by: Actor, ballot: Ballot, on: date) -> None:
    """Open the vote on the day `on`: the list is frozen, the key made, the urn empty.

    Raises Refusal when the ballot is not prepared, or the vote is to be secret and too few may vote.
    """
    made = False
    try:
        with act(events.OPENED, by=by, on=on, place=ballot.organization_id, **told(ballot)) as opening:
            checks.hold(ballot, State.PREPARED)
            entitled = Elector.objects.filter(ballot=ballot, excluded="").count()
            checks.check_enough(entitled, secret=ballot.secret)
            excluded = Elector.objects.filter(ballot=ballot).count() - entitled
            opening.keep(entitled=entitled, excluded=excluded)
            Ballot.objects.filter(pk=ballot.pk).update(state=State.OPEN)
            make_key(ballot.uuid)
            made = True
            urns.set_up(ballot)
    except BaseException:
        if made:
            destroy_key(ballot.uuid)
        raise
    ballot.refresh_from_db()


def told(ballot: Ballot) -> dict[str, Any]:
    """What every entry of the journal says of the ballot."""
    return {"ballot": str(ballot.uuid), "title": ballot.title_vi, "title_en": ballot.title_en}


def _list(ballot: Ballot, electors: Sequence[NewElector]) -> None:
    Elector.objects.bulk_create(
        [
            Elector(
                ballot=ballot,
                member_id=one.member_id,
                excluded=one.excluded,
                reason_vi=one.reason.vi,
                reason_en=one.reason.en,
                counts_in_base=one.counts_in_base,
            )
            for one in sorted(electors, key=lambda one: one.member_id)
        ],
        batch_size=500,
    )
