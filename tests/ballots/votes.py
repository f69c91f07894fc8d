"""Making votes, and taking part in them, for tests."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from tests.conftest import TODAY
from vungmanh.ballots import actions
from vungmanh.ballots.actions import NewElector, prepare_ballot
from vungmanh.ballots.models import Ballot, BallotOutcome, Manner, Teller
from vungmanh.ballots.paper import Agreement, PaperCount
from vungmanh.ballots.queries import agreement_of
from vungmanh.ballots.terms import Choice, Question
from vungmanh.foundation.actors import Actor
from vungmanh.foundation.citations import Citation, Document, Evidence
from vungmanh.foundation.texts import Text
from vungmanh.rulebooks.conduct import Denominator
from vungmanh.rulebooks.values import Threshold, Value

CITATION = Citation(
    Document("test", "01-HD/TEST", TODAY, Text("Nơi thử", "Test"), Text("Thử", "Test")),
    Text("điểm 1", "point 1"),
    Evidence.UNCONFIRMED,
)
TITLE = Text("Xếp loại", "Rating")
HALF = Threshold(Fraction(1, 2), strict=True)
CHOICES = ("excellent", "good", "poor")


def question(code: str, choices: Sequence[str] = CHOICES) -> Question:
    """A question whose texts are its codes."""
    return Question(code, Text(code, code), tuple(Choice(choice, Text(choice, choice)) for choice in choices))


@dataclass(frozen=True)
class Vote:
    """A ballot with the members on its list: the entitled first, the two excluded last."""

    ballot: Ballot
    members: list[int]
    runner: Actor

    @property
    def entitled(self) -> list[int]:
        return self.members[:-2]

    def cast(self, voter: int, *answers: str | None) -> None:
        """The voter with this place on the list answers the questions in order."""
        codes = [one.code for one in self.ballot.questions]
        given = dict(zip(codes, answers, strict=False))
        actions.cast(by=person(self.members[voter]), ballot=self.ballot, answers=given)

    def hand_out(self, *voters: int) -> None:
        """Give a paper slip to the voters with these places; the first four are tellers if nobody is yet."""
        if not Teller.objects.filter(ballot=self.ballot).exists():
            self.appoint(*range(4))
        actions.mark_paper(by=self.runner, ballot=self.ballot, member_ids=[self.members[voter] for voter in voters])

    def appoint(self, *voters: int) -> None:
        """Appoint the voters with these places as tellers."""
        members = [self.members[voter] for voter in voters]
        actions.appoint_tellers(by=self.runner, ballot=self.ballot, member_ids=members)

    def enter(self, teller: int, count: PaperCount) -> Agreement:
        """The member with this place enters a count; how far the tellers agree is what who conducts is told then."""
        actions.enter_paper(by=person(self.members[teller]), ballot=self.ballot, count=count)
        return agreement_of(self.ballot)

    def recount(self) -> None:
        actions.recount_paper(by=self.runner, ballot=self.ballot)

    def close(self) -> BallotOutcome:
        return actions.close_ballot(by=self.runner, ballot=self.ballot, on=TODAY)

    def cancel(self) -> None:
        actions.cancel_ballot(by=self.runner, ballot=self.ballot, reason="phải bỏ phiếu lại")


def elect(
    by: Actor,
    organization_id: int,
    members: list[int],
    electors: Sequence[NewElector],
    *,
    questions: Sequence[Question] = (question("first"),),
    threshold: Threshold | None = HALF,
    denominator: Denominator | None = Denominator.DUE,
    manner: str = Manner.SCREEN,
    title: Text = TITLE,
    **more: object,
) -> Vote:
    """A prepared vote."""
    ballot = prepare_ballot(
        by=by,
        organization_id=organization_id,
        title=title,
        questions=questions,
        electors=electors,
        threshold=Value(threshold, CITATION),
        denominator=Value(denominator, CITATION),
        manner=manner,
        **more,
    )
    return Vote(ballot, members, by)


def person(member_id: int) -> Actor:
    """Somebody signed in."""
    return Actor("Vi Văn", "đảng viên", member_id=member_id)


def paper_count(issued: int, votes: Mapping[str, int], *, spoiled: int = 0, blank: int = 0) -> PaperCount:
    """A count of one question that adds up; what is missing of `issued` was not returned."""
    valid = sum(votes.values()) + blank
    returned = valid + spoiled
    return PaperCount(issued, returned, issued - returned, spoiled, valid, {"first": dict(votes)}, {"first": blank})
