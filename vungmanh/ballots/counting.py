"""From the sums to what may be told: out of whom votes are counted, what reached the threshold, what stays unsaid."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from vungmanh.ballots.models import Part
from vungmanh.ballots.tallies import Tally
from vungmanh.ballots.terms import Question
from vungmanh.rulebooks.conduct import Denominator
from vungmanh.rulebooks.values import Threshold

LEAST_GROUP = 3
"""A secret vote, and each way of voting in it, needs three voters: of two, each knows the other's vote from the sum."""
BREAKDOWN_FROM = 5
"""Valid slips from which a secret vote is told by choice: below, a few spoken words give away who voted how."""
SMALL_BODY = 12
"""Up to so many valid slips the votes by choice are withheld where all, or all but one, are the same.

«11 : 1» sets eleven people looking for the twelfth. All the same is withheld as well, so that withholding does not
itself say that there was one: a reader cannot tell the two apart.
"""


class TakesPart(Protocol):
    """What is counted of an elector."""

    @property
    def counts_in_base(self) -> bool: ...  # noqa: D102

    @property
    def part(self) -> str: ...  # noqa: D102

    @property
    def is_entitled(self) -> bool: ...  # noqa: D102  (see Elector)


@dataclass(frozen=True, slots=True)
class QuestionOutcome:
    """What may be told of one question; `votes` and `blank` are None where they would show how somebody voted."""

    code: str
    reached: tuple[str, ...]
    votes: Mapping[str, int] | None
    blank: int | None

    def as_json(self) -> dict[str, Any]:
        """How the outcome keeps it."""
        votes = None if self.votes is None else dict(self.votes)
        return {"code": self.code, "reached": list(self.reached), "votes": votes, "blank": self.blank}

    @classmethod
    def from_json(cls, kept: Mapping[str, Any]) -> "QuestionOutcome":
        """What the outcome keeps."""
        return cls(kept["code"], tuple(kept["reached"]), kept["votes"], kept["blank"])


def base_of(electors: Iterable[TakesPart], denominator: Denominator) -> int:
    """Out of how many people votes are counted; never fewer than took part.

    *Due*: those whom the list counts, and of the others (away, exempt) those who took part all the same; absent
    ones stay in. *Present*: the entitled who were not marked absent. *Issued*: slips given out. *All*: the entitled.
    """
    counted: dict[Denominator, Callable[[TakesPart], bool]] = {
        Denominator.DUE: lambda one: one.counts_in_base or _took_part(one),
        Denominator.PRESENT: lambda one: one.is_entitled and one.part != Part.ABSENT,
        Denominator.ISSUED: _took_part,
        Denominator.ALL: lambda one: one.is_entitled,
    }
    return sum(1 for elector in electors if counted[denominator](elector))


def outcomes(
    questions: Sequence[Question],
    tally: Tally,
    *,
    threshold: Threshold,
    base: int,
    breakdown_from: int | None,
    shares: Sequence[Tally] = (),
) -> list[QuestionOutcome]:
    """What may be told of each question; `breakdown_from` None: the vote is not secret, everything is told.

    `shares` are what each way of voting adds to `tally`. Who counts the paper knows its sums, so that telling the whole
    tells them the rest: a share has the protection of a body as small as itself.
    """
    parts = [tally, *(share for share in shares if share.slips() != {0})]
    by_question = zip(*(part.counts for part in parts), strict=True)
    withheld = [breakdown_from is not None and any(tells_too_much(one, breakdown_from) for one in counts)
                for counts in by_question]  # fmt: skip
    return [
        _outcome(question, counts, threshold, base, is_withheld)
        for question, counts, is_withheld in zip(questions, tally.counts, withheld, strict=True)
    ]


def tells_too_much(counts: Sequence[int], breakdown_from: int) -> bool:
    """Whether the votes by choice, blanks among them, would show how somebody voted."""
    valid = sum(counts)
    return valid < breakdown_from or (valid <= SMALL_BODY and max(counts) >= valid - 1)


def _outcome(
    question: Question, counts: Sequence[int], threshold: Threshold, base: int, is_withheld: bool
) -> QuestionOutcome:
    votes = dict(zip(question.codes, counts, strict=False))  # the last count is the blanks
    reached = tuple(code for code, number in votes.items() if threshold.reached(number, of=base))
    if is_withheld:
        return QuestionOutcome(question.code, reached, None, None)
    return QuestionOutcome(question.code, reached, votes, counts[-1])


def _took_part(elector: TakesPart) -> bool:
    return elector.part in (Part.SCREEN, Part.PAPER, Part.VOTED)
