"""Verdicts and their three-valued logic (Kleene): what is not known stays not known until it no longer matters."""

from collections.abc import Iterable
from enum import StrEnum

from vungmanh.foundation.texts import Text


class Verdict(StrEnum):
    """What can be said of a condition from the facts at hand."""

    MET = "met"
    NOT_MET = "not_met"
    CANNOT_TELL = "cannot_tell"

    @property
    def is_decided(self) -> bool:
        """Whether no further fact can change it."""
        return self is not Verdict.CANNOT_TELL

    @property
    def opposite(self) -> "Verdict":
        """The verdict on the negated condition; the opposite of cannot tell is cannot tell."""
        return _OPPOSITES[self]

    @property
    def name_shown(self) -> Text:
        """The words for it on pages and documents."""
        return _NAMES[self]


_OPPOSITES = {
    Verdict.MET: Verdict.NOT_MET,
    Verdict.NOT_MET: Verdict.MET,
    Verdict.CANNOT_TELL: Verdict.CANNOT_TELL,
}

_NAMES = {
    Verdict.MET: Text("đạt", "met"),
    Verdict.NOT_MET: Text("không đạt", "not met"),
    Verdict.CANNOT_TELL: Text("chưa kết luận được", "cannot tell"),
}


def all_met(verdicts: Iterable[Verdict]) -> Verdict:
    """Met when every verdict is met; one that is not met decides, whatever is unknown beside it."""
    found = set(verdicts)
    for verdict in (Verdict.NOT_MET, Verdict.CANNOT_TELL):
        if verdict in found:
            return verdict
    return Verdict.MET


def any_met(verdicts: Iterable[Verdict]) -> Verdict:
    """Met when at least one verdict is met, whatever is unknown beside it."""
    return all_met(verdict.opposite for verdict in verdicts).opposite
