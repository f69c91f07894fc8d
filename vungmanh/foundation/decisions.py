"""The numbered decision that a change rests on."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Decision:
    """Number and date of a decision as written on paper; both may be unknown for old records."""

    number: str = ""
    decided_on: date | None = None
