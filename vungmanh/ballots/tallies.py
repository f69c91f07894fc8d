"""Sums of votes: how often each choice of each question was given, and how often none."""

import struct
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from vungmanh.ballots.terms import Question

Answers = Mapping[str, str | None]
"""A choice's code by the question's code; None is a blank, given on purpose."""


@dataclass(frozen=True, slots=True)
class Tally:
    """By question, in the ballot's order: the votes of each choice in its order, then the blanks.

    It keeps nothing of a single slip, not even which answers to different questions came from one hand.
    """

    counts: tuple[tuple[int, ...], ...]

    @classmethod
    def empty(cls, questions: Sequence[Question]) -> "Tally":
        """No votes yet."""
        return cls(tuple((0,) * (len(question.choices) + 1) for question in questions))

    @classmethod
    def of(cls, questions: Sequence[Question], answers: Answers) -> "Tally":
        """One slip; raises KeyError for a question without an answer, ValueError for an unknown choice."""
        return cls(tuple(_one(question, answers[question.code]) for question in questions))

    @classmethod
    def unpacked(cls, questions: Sequence[Question], packed: bytes) -> "Tally":
        """The tally that `packed` gave; raises ValueError when it is none of these questions."""
        sizes = [len(question.choices) + 1 for question in questions]
        if len(packed) != 4 * sum(sizes):
            raise ValueError("not a tally of these questions")
        numbers = iter(struct.unpack(f">{sum(sizes)}I", packed))
        return cls(tuple(tuple(next(numbers) for _place in range(size)) for size in sizes))

    def packed(self) -> bytes:
        """The counts as bytes, as many for one vote as for a thousand: their length tells nothing."""
        numbers = [number for question in self.counts for number in question]
        return struct.pack(f">{len(numbers)}I", *numbers)

    def plus(self, other: "Tally") -> "Tally":
        """Both together."""
        return Tally(
            tuple(
                tuple(mine + theirs for mine, theirs in zip(ours, others, strict=True))
                for ours, others in zip(self.counts, other.counts, strict=True)
            )
        )

    def slips(self) -> set[int]:
        """How many slips each question counts: one number when all is well."""
        return {sum(question) for question in self.counts}


def _one(question: Question, answer: str | None) -> tuple[int, ...]:
    places = [*question.codes, None]
    chosen = places.index(answer)
    return tuple(int(place == chosen) for place in range(len(places)))
