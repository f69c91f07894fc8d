"""Tests on facts: comparisons joined by all, any and not, in three-valued logic.

An expression never guesses. A fact that is missing makes a comparison undecided, and the names of
the facts that would decide it are collected on the way up.
"""

import operator
from abc import ABC, abstractmethod
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from vungmanh.rulebooks.facts import Fact
from vungmanh.rulebooks.verdicts import Verdict, all_met, any_met

Values = tuple[tuple[str, object], ...]


class Operator(StrEnum):
    """How a fact is compared with its limit."""

    IS = "is"
    AT_LEAST = "at_least"
    AT_MOST = "at_most"
    MORE_THAN = "more_than"
    BELOW = "below"


_ORDER: Mapping[Operator, Callable[[Fraction, Fraction], bool]] = {
    Operator.AT_LEAST: operator.ge,
    Operator.AT_MOST: operator.le,
    Operator.MORE_THAN: operator.gt,
    Operator.BELOW: operator.lt,
}


@dataclass(frozen=True, slots=True)
class Outcome:
    """What an expression says of the facts.

    `missing` names the facts that could still decide it and is empty once it is decided; `values`
    are the facts that were read; `unseen` says that a part of the rule itself has not been seen.
    """

    verdict: Verdict
    missing: tuple[str, ...] = ()
    values: Values = ()
    unseen: bool = False


class Expression(ABC):
    """A test on facts."""

    __slots__ = ()

    @abstractmethod
    def decide(self, facts: Mapping[str, object]) -> Outcome:
        """Hold the facts against this test."""

    @abstractmethod
    def facts(self) -> tuple[Fact, ...]:
        """The facts it may read, each once."""


@dataclass(frozen=True, slots=True)
class Comparison(Expression):
    """One fact against one limit, exactly."""

    fact: Fact
    operator: Operator
    limit: object

    def decide(self, facts: Mapping[str, object]) -> Outcome:
        value = facts.get(self.fact.code)
        if value is None:
            return Outcome(Verdict.CANNOT_TELL, missing=(self.fact.code,))
        verdict = Verdict.MET if self._holds(value) else Verdict.NOT_MET
        return Outcome(verdict, values=((self.fact.code, value),))

    def facts(self) -> tuple[Fact, ...]:
        return (self.fact,)

    def _holds(self, value: object) -> bool:
        if self.operator is Operator.IS:
            return self.fact.exact(value) == self.fact.exact(self.limit)
        return _ORDER[self.operator](self.fact.position(value), self.fact.position(self.limit))


@dataclass(frozen=True, slots=True)
class AllOf(Expression):
    """Met when every part is met."""

    parts: tuple[Expression, ...]

    def decide(self, facts: Mapping[str, object]) -> Outcome:
        return combine([part.decide(facts) for part in self.parts], all_met)

    def facts(self) -> tuple[Fact, ...]:
        return _facts_of(self.parts)


@dataclass(frozen=True, slots=True)
class AnyOf(Expression):
    """Met when at least one part is met."""

    parts: tuple[Expression, ...]

    def decide(self, facts: Mapping[str, object]) -> Outcome:
        return combine([part.decide(facts) for part in self.parts], any_met)

    def facts(self) -> tuple[Fact, ...]:
        return _facts_of(self.parts)


@dataclass(frozen=True, slots=True)
class Not(Expression):
    """Met when its part is not met."""

    part: Expression

    def decide(self, facts: Mapping[str, object]) -> Outcome:
        found = self.part.decide(facts)
        return Outcome(found.verdict.opposite, found.missing, found.values, found.unseen)

    def facts(self) -> tuple[Fact, ...]:
        return self.part.facts()


@dataclass(frozen=True, slots=True)
class Unseen(Expression):
    """A part of a regulation that we have not seen: no fact can decide it."""

    def decide(self, facts: Mapping[str, object]) -> Outcome:
        return Outcome(Verdict.CANNOT_TELL, unseen=True)

    def facts(self) -> tuple[Fact, ...]:
        return ()


def combine(outcomes: list[Outcome], join: Callable[[list[Verdict]], Verdict]) -> Outcome:
    """One outcome from several: missing facts count only while the whole is undecided."""
    verdict = join([outcome.verdict for outcome in outcomes])
    values = tuple(dict(pair for outcome in outcomes for pair in outcome.values).items())
    if verdict.is_decided:
        return Outcome(verdict, values=values)
    missing = tuple(dict.fromkeys(name for outcome in outcomes for name in outcome.missing))
    return Outcome(verdict, missing, values, unseen=any(outcome.unseen for outcome in outcomes))


def _facts_of(parts: tuple[Expression, ...]) -> tuple[Fact, ...]:
    found = {fact.code: fact for part in parts for fact in part.facts()}
    return tuple(found.values())
