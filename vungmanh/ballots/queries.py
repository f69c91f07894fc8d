"""Reading ballots: before closing nothing but numbers of people, after closing what the outcome may tell."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from vungmanh.accounts.codes import digest_of
from vungmanh.ballots.checks import cannot_vote, check_code, check_takes_screen, not_in_state
from vungmanh.ballots.counting import QuestionOutcome, base_of
from vungmanh.ballots.models import Ballot, BallotOutcome, Elector, Manner, Part, State, Teller, TellerEntry
from vungmanh.ballots.paper import Agreement, agreement
from vungmanh.foundation.names import name_key
from vungmanh.foundation.refusals import Refusal
from vungmanh.foundation.texts import Text
from vungmanh.members.queries import names_of


def ballot_by_uuid(uuid: UUID) -> Ballot | None:
    """The ballot with this identity, which addresses of pages carry."""
    return Ballot.objects.filter(uuid=uuid).first()


def ballots_about(subjects: Sequence[str]) -> QuerySet[Ballot]:
    """Ballots prepared for these keys, in the order in which they were prepared."""
    return Ballot.objects.filter(subject__in=subjects).order_by("pk")


def going_on(places: QuerySet[Any]) -> QuerySet[Ballot]:
    """Ballots of these organizations that are prepared or open."""
    return Ballot.objects.filter(organization__in=places, state__in=(State.PREPARED, State.OPEN)).order_by("-pk")


def awaiting(member_id: int) -> QuerySet[Ballot]:
    """Open ballots in which the member may vote on screen and has not taken part yet."""
    own = Elector.objects.filter(member=member_id, excluded="", part=Part.NOT_YET, ballot__state=State.OPEN)
    return Ballot.objects.filter(pk__in=own.values("ballot")).exclude(manner=Manner.PAPER).order_by("pk")


def elector_of_code(typed: str) -> Elector:
    """Whose one-time code this is, with the ballot; refused for a code that is worth nothing (any more)."""
    return check_code(digest_of(typed)).elector


def hindrance(ballot: Ballot, member_id: int) -> Refusal | None:
    """Why the member cannot vote on screen now; None who can. It says nothing about anybody else."""
    if ballot.state != State.OPEN:
        return not_in_state(ballot, State.OPEN)
    own = own_part(ballot, member_id)
    if own is None or own.part != Part.NOT_YET or not own.is_entitled:
        return cannot_vote(ballot, member_id)
    try:
        check_takes_screen(ballot)
    except Refusal as refusal:
        return refusal
    return None


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a vote has come, in numbers of people only.

    `base` is out of how many votes would be counted now, `tellers` the members who entered a count of paper slips.
    """

    state: str
    entitled: int
    excluded: int
    cast: int
    paper: int
    absent: int
    base: int
    tellers: tuple[int, ...]

    @property
    def waiting_for(self) -> int:
        """The entitled of whom nothing is known yet."""
        return self.entitled - self.cast - self.paper - self.absent


def progress_of(ballot: Ballot) -> Progress:
    """How far the vote has come; needs no key, so that a vote whose key is lost can still be shown and cancelled."""
    ballot.refresh_from_db()
    electors = list(Elector.objects.filter(ballot=ballot))
    parts = Counter(one.part for one in electors)
    entitled = sum(1 for one in electors if one.is_entitled)
    tellers = TellerEntry.objects.filter(ballot=ballot).order_by("teller").values_list("teller", flat=True)
    return Progress(
        ballot.state, entitled, len(electors) - entitled, ballot.cast, parts[Part.PAPER], parts[Part.ABSENT],
        base_of(electors, ballot.terms.denominator), tuple(tellers),
    )  # fmt: skip


def agreement_of(ballot: Ballot) -> Agreement:
    """How far the tellers' counts of paper slips agree; refused when the key is missing."""
    found, _count = agreement(ballot)
    return found


@dataclass(frozen=True, slots=True)
class TellerLine:
    """An appointed teller; `typed_by` is the name of who entered the teller's count, empty while nobody has."""

    member_id: int
    name: str
    leads: bool
    typed_by: str
    is_typed_by_another: bool


def tellers_of(ballot: Ballot) -> list[TellerLine]:
    """The tellers as they were appointed, who leads them first."""
    tellers = list(Teller.objects.filter(ballot=ballot).order_by("number"))
    names = names_of({one.member_id for one in tellers} | {one.typed_by_id for one in tellers if one.typed_by_id})
    return [
        TellerLine(
            one.member_id,
            names.get(one.member_id, ""),
            one.number == 1,
            names.get(one.typed_by_id or 0, ""),
            one.is_typed_by_another,
        )
        for one in tellers
    ]


@dataclass(frozen=True, slots=True)
class ElectorLine:
    """An elector as the list shows it; `part` is None as long as it would tell who has voted on screen."""

    member_id: int
    name: str
    is_entitled: bool
    reason: Text
    counts_in_base: bool
    part: str | None


def electors_of(ballot: Ballot) -> list[ElectorLine]:
    """The list of the ballot in the order of names.

    While the vote is open, paper slips given out and absences are shown, but not who has voted on screen: nobody is
    to be watched while voting. After it everybody's part is.
    """
    electors = list(Elector.objects.filter(ballot=ballot))
    names = names_of(one.member_id for one in electors)
    electors.sort(key=lambda one: (name_key(names.get(one.member_id, "")), one.member_id))
    over = ballot.state in (State.CLOSED, State.CANCELLED)
    return [
        ElectorLine(
            one.member_id,
            names.get(one.member_id, ""),
            one.is_entitled,
            one.reason,
            one.counts_in_base,
            one.part if over or one.part in (Part.PAPER, Part.ABSENT) else None,
        )
        for one in electors
    ]


def own_part(ballot: Ballot, member_id: int) -> Elector | None:
    """The member's own line of the list, which the member may always see."""
    return Elector.objects.filter(ballot=ballot, member=member_id).first()


@dataclass(frozen=True, slots=True)
class Told:
    """An outcome with its questions read; `withheld` says whether votes by choice are kept back anywhere."""

    row: BallotOutcome
    results: tuple[QuestionOutcome, ...]

    @property
    def withheld(self) -> bool:
        """Whether votes by choice are kept back for a question."""
        return any(result.votes is None for result in self.results)


def outcome_of(ballot: Ballot) -> Told:
    """What the closed ballot tells; refused before closing, whoever asks."""
    row = BallotOutcome.objects.effective().filter(ballot=ballot).first()
    if row is None:
        raise Refusal(
            "ballots.no_outcome",
            _("Chưa có kết quả: trước khi kết thúc bỏ phiếu không ai xem được số phiếu của từng lựa chọn."),
            remedy=_("Chờ người điều hành kết thúc bỏ phiếu."),
        )
    return Told(row, tuple(QuestionOutcome.from_json(kept) for kept in row.results))
