"""Answers of the engine with the way that led to them, ready to be shown and to be stored."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from itertools import takewhile

from vungmanh.foundation.citations import Citation
from vungmanh.foundation.texts import Text
from vungmanh.rulebooks.conduct import SpecialCase
from vungmanh.rulebooks.facts import Subject
from vungmanh.rulebooks.rulebook import Category, Exemption, Remark, Rulebook
from vungmanh.rulebooks.verdicts import Verdict


@dataclass(frozen=True, slots=True)
class Finding:
    """What the facts say of one condition.

    `value` is the fact that was read when there was exactly one, `values` are all that were read.
    `missing` names the facts that would decide it; `unseen` says that the rule itself was not seen.
    """

    code: str
    text: Text
    verdict: Verdict
    value: object | None
    missing: tuple[str, ...]
    citation: Citation
    values: tuple[tuple[str, object], ...] = ()
    unseen: bool = False

    def as_data(self) -> dict[str, object]:
        """Itself in words and numbers that JSON can keep; exact numbers become strings such as "1/3"."""
        note = self.citation.note
        return {
            "code": self.code,
            "text": {"vi": self.text.vi, "en": self.text.en},
            "verdict": str(self.verdict),
            "values": {name: _plain(value) for name, value in self.values},
            "missing": list(self.missing),
            "unseen": self.unseen,
            "citation": {
                "document": self.citation.document.code,
                "place": {"vi": self.citation.place.vi, "en": self.citation.place.en},
                "evidence": str(self.citation.evidence),
                "note": {"vi": note.vi, "en": note.en} if note else None,
            },
        }


@dataclass(frozen=True, slots=True)
class Trace:
    """Whether a category is met, and why: one finding per condition, in the order of the book."""

    book: Rulebook
    subject: Subject
    category: Category
    verdict: Verdict
    steps: tuple[Finding, ...]

    @property
    def missing(self) -> tuple[str, ...]:
        """The facts that would decide it; none once it is decided."""
        return () if self.verdict.is_decided else _missing(self.steps)

    @property
    def unsure(self) -> tuple[Finding, ...]:
        """The findings that rest on a value still to be confirmed against the document."""
        return tuple(step for step in self.steps if not step.citation.evidence.is_sure)

    def as_data(self) -> dict[str, object]:
        """The whole trace for storage beside a result, with the book and version it was made under."""
        return {
            "book": self.book.code,
            "version": self.book.version,
            "subject": str(self.subject),
            "category": self.category.code,
            "verdict": str(self.verdict),
            "steps": [step.as_data() for step in self.steps],
        }


@dataclass(frozen=True, slots=True)
class ExemptionAnswer:
    """Whether an exemption applies: the exemption, the verdict, a finding for each one looked at."""

    exemption: Exemption | None
    verdict: Verdict
    steps: tuple[Finding, ...]
    remarks: tuple[Remark, ...] = ()

    @property
    def missing(self) -> tuple[str, ...]:
        """The facts that could still make an exemption apply before, or instead of, the one found."""
        looked_at = tuple(takewhile(lambda step: step.verdict is not Verdict.MET, self.steps))
        return _missing(looked_at)


@dataclass(frozen=True, slots=True)
class SpecialFinding:
    """A special case that applies (met) or may apply (cannot tell), with the facts that would decide it."""

    case: SpecialCase
    verdict: Verdict
    missing: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Ceiling:
    """The best category that nothing speaks against, with the traces of all categories, best first."""

    category: Category | None
    verdict: Verdict
    traces: tuple[Trace, ...]

    @property
    def missing(self) -> tuple[str, ...]:
        """The facts that would decide whether the category is reached; none once it is."""
        return tuple(name for trace in self.traces if trace.category == self.category for name in trace.missing)


def _missing(steps: Iterable[Finding]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(name for step in steps for name in step.missing))


def _plain(value: object) -> object:
    if isinstance(value, (Decimal, Fraction)):
        return str(value)
    return str(value) if isinstance(value, str) else value
