"""Caps: the largest share of a group that may be given the best category.

A cap warns and the competent body decides, so nothing here blocks. Where the share of a cap was
not seen, the answer is None, which is not the same as "no limit".
"""

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from vungmanh.foundation.citations import Citation
from vungmanh.foundation.texts import Text
from vungmanh.rulebooks.facts import Subject
from vungmanh.rulebooks.verdicts import Verdict

Base = tuple[str, ...]

ROUNDINGS: Mapping[str, Callable[[Fraction], int]] = {
    "down": math.floor,
    "nearest": lambda exact: math.floor(exact + Fraction(1, 2)),
    "up": math.ceil,
}
"""Ways to round what a cap allows; a half is rounded up by «nearest»."""


@dataclass(frozen=True, slots=True)
class Division:
    """One group of similar organizations that a local frame names, by kinds or codes of organizations."""

    code: str
    name: Text
    kinds: tuple[str, ...]
    organizations: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Cap:
    """How many of a group may be in `category`, as a share of those in the categories of `base`.

    `share` is None where it was not seen. `citation` is that of the share; base, rounding and
    group rest on citations of their own, because each is known with a different certainty. `local` names those of
    "share", "base", "rounding" and "group" that a local frame may fill, `divisions` the groups it names.
    """

    code: str
    subject: Subject
    category: str
    share: Decimal | None
    base: Base
    alternative_bases: tuple[Base, ...]
    group_code: str
    group: Text
    rounding: str
    text: Text
    citation: Citation
    base_citation: Citation
    rounding_citation: Citation
    group_citation: Citation
    local: frozenset[str] = frozenset()
    divisions: tuple[Division, ...] = ()

    @property
    def bases(self) -> tuple[Base, ...]:
        """The readings of the base that may be chosen, the usual one first."""
        return (self.base, *self.alternative_bases)

    def base_count(self, counts: Mapping[str, int], base: Base | None = None) -> int:
        """How many of the group are in the base.

        `counts` gives the number rated per category code; a category that is absent counts as none.
        Raises ValueError for a base that this cap does not offer or a negative count.
        """
        chosen = self.base if base is None else tuple(base)
        if chosen not in self.bases:
            offered = "; ".join(", ".join(each) for each in self.bases)
            raise ValueError(f"Cap «{self.code}» has no base ({', '.join(chosen)}). Offered are: {offered}.")
        numbers = [counts.get(code, 0) for code in chosen]
        if any(number < 0 for number in numbers):
            raise ValueError(f"Cap «{self.code}» was given a negative count: {dict(counts)}.")
        return sum(numbers)

    def allowed(self, counts: Mapping[str, int], base: Base | None = None) -> int | None:
        """How many the cap allows, rounded as the cap says (usually down); None where the share was not seen."""
        in_base = self.base_count(counts, base)
        if self.share is None:
            return None
        return ROUNDINGS[self.rounding](Fraction(self.share) * in_base)

    def verdict(self, counts: Mapping[str, int], base: Base | None = None) -> Verdict:
        """Met while the number in the capped category is within what is allowed."""
        allowed = self.allowed(counts, base)
        if allowed is None:
            return Verdict.CANNOT_TELL
        return Verdict.MET if counts.get(self.category, 0) <= allowed else Verdict.NOT_MET
