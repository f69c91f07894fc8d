"""Single values of a rulebook, each with a citation of its own and open to a local frame where the book says so."""

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Generic, TypeVar

from vungmanh.foundation.citations import Citation

Content = TypeVar("Content", bound=object)


@dataclass(frozen=True, slots=True)
class Value(Generic[Content]):
    """One value: `is_` None where it was not seen.

    `local` says that a province's own frame may fill it; the value here is then no more than a default.
    """

    is_: Content | None
    citation: Citation
    local: bool = False

    @property
    def is_known(self) -> bool:
        """Whether there is a value at all."""
        return self.is_ is not None


@dataclass(frozen=True, slots=True)
class Threshold:
    """The part of the votes that is needed: more than `share` when `strict`, else at least `share`."""

    share: Fraction
    strict: bool

    def reached(self, votes: int, of: int) -> bool:
        """Whether `votes` out of `of` are enough; never in a body of none.

        Raises ValueError for counts that cannot be.
        """
        if not 0 <= votes <= of:
            raise ValueError(f"{votes} votes out of {of} cannot be.")
        if of == 0:
            return False
        found = Fraction(votes, of)
        return found > self.share if self.strict else found >= self.share

    def needed(self, of: int) -> int:
        """The smallest number of votes that is enough in a body of `of`."""
        exact = self.share * of
        whole = -(-exact.numerator // exact.denominator)
        return max(1, whole + 1 if self.strict and whole == exact else whole)


Exact = int | Decimal | Fraction
