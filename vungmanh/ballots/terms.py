"""What is asked and by which terms it is decided: frozen with the ballot, kept as JSON."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from vungmanh.foundation.citations import Citation, Evidence
from vungmanh.foundation.texts import Text
from vungmanh.rulebooks.conduct import Denominator
from vungmanh.rulebooks.values import Threshold

Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Choice:
    """One answer that may be given."""

    code: str
    name: Text


@dataclass(frozen=True, slots=True)
class Question:
    """One thing that is voted on; every elector gives one of the choices, or none of them: a blank."""

    code: str
    title: Text
    choices: tuple[Choice, ...]

    @property
    def codes(self) -> tuple[str, ...]:
        """The codes of the choices in their order."""
        return tuple(choice.code for choice in self.choices)


@dataclass(frozen=True, slots=True)
class Source:
    """Where a term stands, how sure that is, and whether a local body may set it."""

    text: Text
    evidence: Evidence
    local: bool

    @classmethod
    def of(cls, citation: Citation, *, local: bool) -> "Source":
        """The source that a value of a rulebook cites."""
        return cls(Text(citation.say("vi"), citation.say("en")), citation.evidence, local)


@dataclass(frozen=True, slots=True)
class Terms:
    """What is enough, and out of whom it is counted."""

    threshold: Threshold
    threshold_source: Source
    denominator: Denominator
    denominator_source: Source


def questions_as_json(questions: Iterable[Question]) -> list[Json]:
    """How a ballot keeps its questions."""
    return [
        {
            "code": question.code,
            **_text_as_json(question.title),
            "choices": [{"code": choice.code, **_text_as_json(choice.name)} for choice in question.choices],
        }
        for question in questions
    ]


def questions_from_json(kept: Sequence[Json]) -> tuple[Question, ...]:
    """The questions that a ballot keeps."""
    return tuple(
        Question(
            one["code"],
            _text_from_json(one),
            tuple(Choice(choice["code"], _text_from_json(choice)) for choice in one["choices"]),
        )
        for one in kept
    )


def terms_as_json(terms: Terms) -> Json:
    """How a ballot keeps its terms."""
    threshold = terms.threshold
    return {
        "threshold": {
            "share": str(threshold.share),
            "strict": threshold.strict,
            "source": _source_as_json(terms.threshold_source),
        },
        "denominator": {"is": terms.denominator.value, "source": _source_as_json(terms.denominator_source)},
    }


def terms_from_json(kept: Json) -> Terms:
    """The terms that a ballot keeps."""
    threshold, denominator = kept["threshold"], kept["denominator"]
    return Terms(
        Threshold(Fraction(threshold["share"]), strict=threshold["strict"]),
        _source_from_json(threshold["source"]),
        Denominator(denominator["is"]),
        _source_from_json(denominator["source"]),
    )


def _text_as_json(text: Text) -> Json:
    return {"vi": text.vi, "en": text.en}


def _text_from_json(kept: Json) -> Text:
    return Text(kept["vi"], kept["en"])


def _source_as_json(source: Source) -> Json:
    return {**_text_as_json(source.text), "evidence": source.evidence.value, "local": source.local}


def _source_from_json(kept: Json) -> Source:
    return Source(_text_from_json(kept), Evidence(kept["evidence"]), kept["local"])
