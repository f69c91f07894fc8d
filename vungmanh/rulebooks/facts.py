"""The declared facts: what may be known of a member or an organization, and in which form.

Numbers are exact. A binary float is refused, because 0.1 + 0.2 is not 0.3 and a share of exactly
one half must not fall on the wrong side of a limit.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction

from vungmanh.foundation.texts import Text
from vungmanh.rulebooks.errors import UnknownFact, WrongFact


class Subject(StrEnum):
    """Who is classified."""

    MEMBER = "member"
    ORGANIZATION = "organization"
    COLLECTIVE = "collective"  # a leading collective: standing committee, committee, cell committee


class FactType(StrEnum):
    """The form of a fact's value."""

    TRUTH = "truth"  # True or False
    INTEGER = "integer"  # a whole number, not negative
    NUMBER = "number"  # int, Decimal or Fraction, such as points
    SHARE = "share"  # int, Decimal or Fraction from 0 to 1
    CHOICE = "choice"  # one of the declared codes, without order
    LEVEL = "level"  # one of the declared codes, the lowest first


@dataclass(frozen=True, slots=True)
class Choice:
    """One value that a fact of type choice or level can take."""

    code: str
    text: Text


@dataclass(frozen=True, slots=True)
class Fact:
    """A declared fact: its name, form and meaning.

    `recorded` tells whether the product keeps the fact already; the others are entered by hand.
    """

    code: str
    type: FactType
    text: Text
    about: tuple[Subject, ...]
    recorded: bool
    unit: Text | None = None
    choices: tuple[Choice, ...] = ()

    @property
    def is_ordered(self) -> bool:
        """Whether values can be compared as more or less."""
        return self.type not in (FactType.TRUTH, FactType.CHOICE)

    @property
    def codes(self) -> tuple[str, ...]:
        """The codes it can take, for choices and levels."""
        return tuple(choice.code for choice in self.choices)

    def exact(self, value: object) -> bool | str | Fraction:
        """`value` in the form in which values of this fact are compared.

        Raises WrongFact when the value is not of the declared type.
        """
        if not _FORMS[self.type](value, self):
            raise WrongFact(self.code, value, self.expected)
        if isinstance(value, (bool, str)):
            return value
        assert isinstance(value, (int, Decimal, Fraction))
        return Fraction(value)

    def position(self, value: object) -> Fraction:
        """Where `value` stands in the order of this fact; for levels, its place from the lowest."""
        exact = self.exact(value)
        if isinstance(exact, Fraction):
            return exact
        return Fraction(self.codes.index(str(exact)))

    @property
    def expected(self) -> str:
        """What a right value looks like, for error messages."""
        if self.choices:
            return f"one of {', '.join(self.codes)}"
        return _EXPECTED[self.type]


def check_facts(facts: Mapping[str, object], declared: Mapping[str, Fact]) -> dict[str, object]:
    """The given facts without those whose value is None, each checked against its declaration.

    Raises UnknownFact for a name that is not declared and WrongFact for a value of the wrong form.
    """
    known: dict[str, object] = {}
    for code, value in facts.items():
        if code not in declared:
            raise UnknownFact(code, declared)
        if value is not None:
            declared[code].exact(value)
            known[code] = value
    return known


def _is_number(value: object, fact: Fact) -> bool:
    if isinstance(value, bool) or not isinstance(value, (int, Decimal, Fraction)):
        return False
    return not (isinstance(value, Decimal) and not value.is_finite())


def _is_integer(value: object, fact: Fact) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and value >= 0


def _is_share(value: object, fact: Fact) -> bool:
    if not _is_number(value, fact):
        return False
    assert isinstance(value, (int, Decimal, Fraction))
    return 0 <= value <= 1


def _is_choice(value: object, fact: Fact) -> bool:
    return isinstance(value, str) and str(value) in fact.codes


_FORMS: Mapping[FactType, Callable[[object, Fact], bool]] = {
    FactType.TRUTH: lambda value, fact: isinstance(value, bool),
    FactType.INTEGER: _is_integer,
    FactType.NUMBER: _is_number,
    FactType.SHARE: _is_share,
    FactType.CHOICE: _is_choice,
    FactType.LEVEL: _is_choice,
}

_EXPECTED = {
    FactType.TRUTH: "True or False",
    FactType.INTEGER: "a whole number, not negative",
    FactType.NUMBER: "an exact number (int, Decimal or Fraction, not float)",
    FactType.SHARE: "an exact share from 0 to 1 (Decimal or Fraction, such as 0.75 and not 75)",
}
