"""What votes on ratings said: for each subject the last vote on it, and the category that reached the threshold."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from vungmanh.ballots.counting import QuestionOutcome
from vungmanh.ballots.models import Ballot, BallotOutcome, State
from vungmanh.ballots.queries import ballots_about
from vungmanh.campaigns.models import Campaign, SubjectKind, Terms
from vungmanh.campaigns.naming import name_of
from vungmanh.foundation.refusals import Refusal

_MOST_KEYS = 500
"""Bodies up to which their votes are asked for by name; beyond, all votes of the campaign are read."""


@dataclass(frozen=True, slots=True)
class Put:
    """Which kind of subjects of a campaign is put to the vote of which organization."""

    campaign_id: int
    kind: SubjectKind
    organization_id: int

    @property
    def key(self) -> str:
        """What the ballot keeps."""
        return f"{_beginning(self.campaign_id)}{self.kind}:{self.organization_id}"

    @classmethod
    def of(cls, ballot: Ballot) -> "Put":
        """What the ballot was prepared for; raises ValueError for a ballot of somebody else's."""
        what, campaign, kind, organization = ballot.subject.split(":")
        if what != "campaign":
            raise ValueError(f"no vote of a campaign: {ballot.subject}")
        return cls(int(campaign), SubjectKind(kind), int(organization))


@dataclass(frozen=True, slots=True)
class Voted:
    """The last vote on a subject; `result` and `base` (out of whom votes were counted) once it is closed."""

    ballot: Ballot
    result: QuestionOutcome | None = None
    base: int = 0

    @property
    def is_over(self) -> bool:
        """Whether the vote is closed."""
        return self.result is not None

    @property
    def reached(self) -> str:
        """The category that reached the threshold; empty where none did, or two: then the vote has not chosen."""
        found = self.result.reached if self.result else ()
        return found[0] if len(found) == 1 else ""


def code_of(subject_id: int) -> str:
    """The code of the question about a subject."""
    return f"s{subject_id}"


def subject_of(code: str) -> int:
    """The subject that a question is about."""
    return int(code.removeprefix("s"))


def voted(campaign: Campaign, terms: Sequence[Terms]) -> dict[int, Voted]:
    """The last vote on each of these that was not cancelled, by subject. Two queries, however many there are."""
    wanted = {one.subject_id for one in terms}
    held = list(_ballots(campaign, terms).exclude(state=State.CANCELLED).order_by("pk"))
    closed = [one.pk for one in held if one.state == State.CLOSED]
    told = {one.ballot_id: one for one in BallotOutcome.objects.effective().filter(ballot__in=closed)}
    said = (pair for ballot in held for pair in _of(ballot, told.get(ballot.pk)))  # a later vote replaces an earlier
    return {subject_id: vote for subject_id, vote in said if subject_id in wanted}


def check_not_voting(campaign: Campaign, terms: Sequence[Terms], votes: Mapping[int, Voted]) -> None:
    """Refuse to propose or decide on somebody while a vote on it is open."""
    for one in terms:
        vote = votes.get(one.subject_id)
        if vote is not None and vote.ballot.state == State.OPEN:
            raise Refusal(
                "campaigns.vote_running",
                _("Đang bỏ phiếu về mức xếp loại của {who}.").format(who=name_of(campaign, one)),
                remedy=_("Đề xuất, quyết định sau khi kết thúc bỏ phiếu."),
            )


def votes_going_on(campaign: Campaign) -> QuerySet[Ballot]:
    """The votes of a campaign that are prepared or open."""
    own = Ballot.objects.filter(subject__startswith=_beginning(campaign.pk))
    return own.filter(state__in=(State.PREPARED, State.OPEN)).order_by("pk")


def _of(ballot: Ballot, outcome: BallotOutcome | None) -> Iterable[tuple[int, Voted]]:
    if outcome is None:
        return [(subject_of(asked["code"]), Voted(ballot)) for asked in ballot.kept_questions]
    results = [QuestionOutcome.from_json(kept) for kept in outcome.results]
    return [(subject_of(one.code), Voted(ballot, one, outcome.base)) for one in results]


def _ballots(campaign: Campaign, terms: Sequence[Terms]) -> QuerySet[Ballot]:
    keys = {put.key for one in terms if (put := _put(campaign, one))}
    if len(keys) > _MOST_KEYS:
        return Ballot.objects.filter(subject__startswith=_beginning(campaign.pk))
    return ballots_about(sorted(keys))


def _put(campaign: Campaign, terms: Terms) -> Put | None:
    """To whose vote a subject is put: a member to that of the cell, others to that of the committee that decides."""
    if terms.subject.kind == SubjectKind.MEMBER:
        return Put(campaign.pk, SubjectKind.MEMBER, terms.place_id)
    return Put(campaign.pk, SubjectKind(terms.subject.kind), terms.decided_by_id) if terms.decided_by_id else None


def _beginning(campaign_id: int) -> str:
    return f"campaign:{campaign_id}:"
