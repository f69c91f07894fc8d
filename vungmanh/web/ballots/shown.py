"""Votes as pages show them: terms with where they stand, the list, the outcome."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from vungmanh.ballots.actions import NewElector
from vungmanh.ballots.counting import QuestionOutcome
from vungmanh.ballots.models import Ballot, Part, State
from vungmanh.ballots.queries import ElectorLine, Told, electors_of, tellers_of
from vungmanh.ballots.terms import Question, Source
from vungmanh.foundation.names import name_key
from vungmanh.members.queries import names_of
from vungmanh.rulebooks import conduct
from vungmanh.rulebooks.page_words import words_of_value

_COLOURS = {State.PREPARED: "t4", State.OPEN: "t2", State.CLOSED: "t3", State.CANCELLED: "t4"}


@dataclass(frozen=True, slots=True)
class TermLine:
    """One term in words, the place that it rests on, how sure that is, and whether the place may set it itself."""

    name: str
    words: str
    cite: str
    remark: str
    local: bool


@dataclass(frozen=True, slots=True)
class Named:
    """Somebody on the list: why without a vote, or counted only where attending."""

    name: str
    reason: str
    only_if_attending: bool
    member_id: int = 0
    part: str = ""
    may_be_marked: bool = False


@dataclass(frozen=True, slots=True)
class Answered:
    """The outcome of one question: by choice the votes (None: withheld), which reached the threshold, the blanks."""

    title: str
    choices: list[tuple[str, int | None, bool]]
    blank: int | None

    @property
    def reached(self) -> list[str]:
        """The choices that reached the threshold."""
        return [name for name, _votes, is_reached in self.choices if is_reached]


def state_shown(ballot: Ballot) -> tuple[str, str]:
    """The state in words, and its colour."""
    return str(State(ballot.state).label), _COLOURS[State(ballot.state)]


def terms_planned(rule: conduct.Ballot) -> list[TermLine]:
    """The terms of the year's rulebook."""
    named = ((_("Tổ chức bỏ phiếu"), rule.held), (_("Phiếu kín"), rule.secret))
    counted = ((_("Tỷ lệ cần đạt"), rule.threshold), (_("Tính trên"), rule.denominator))
    return [
        _line(name, value.is_, Source.of(value.citation, local=value.local), note=value.citation.note)
        for name, value in (*named, *counted)
    ]


def terms_of(ballot: Ballot) -> list[TermLine]:
    """The terms that the ballot was prepared with."""
    terms = ballot.terms
    return [
        _line(_("Tỷ lệ cần đạt"), terms.threshold, terms.threshold_source),
        _line(_("Tính trên"), terms.denominator, terms.denominator_source),
    ]


def _line(name: str, value: object, source: Source, note: object = None) -> TermLine:
    language = get_language() or "vi"
    remark = "" if source.evidence.is_sure else source.evidence.meaning.say(language)
    note_said = note.say(language) if note else ""  # type: ignore[attr-defined]
    cite = source.text.say(language) + (f" – {note_said}" if note_said else "")
    return TermLine(name, words_of_value(value).say(language), cite, remark, source.local)


def electors_planned(electors: Sequence[NewElector]) -> list[Named]:
    """The list as it would be, in the order of names."""
    names, language = names_of(one.member_id for one in electors), get_language() or "vi"
    found = [
        Named(
            names.get(one.member_id, ""),
            one.reason.say(language),
            one.is_entitled and not one.counts_in_base,
            one.member_id,
        )
        for one in electors
    ]
    return sorted(found, key=lambda one: name_key(one.name))


def electors_listed(lines: Sequence[ElectorLine], ballot: Ballot) -> list[Named]:
    """The list of the ballot; while it is open, who votes on screen is not told from who has not."""
    language = get_language() or "vi"
    return [
        Named(
            line.name,
            line.reason.say(language),
            line.is_entitled and not line.counts_in_base,
            line.member_id,
            str(Part(line.part).label) if line.part and line.is_entitled else "",
            ballot.state == State.OPEN and line.is_entitled,
        )
        for line in lines
    ]


def appointable(ballot: Ballot) -> list[tuple[int, str, bool, bool]]:
    """Those who can be tellers, in the order of names: whether each leads them now, or is one of them."""
    now = {one.member_id: one.leads for one in tellers_of(ballot)}
    able = [line for line in electors_of(ballot) if line.is_entitled and line.part != Part.ABSENT]
    return [(one.member_id, one.name, now.get(one.member_id, False), one.member_id in now) for one in able]


def answered(ballot: Ballot, told: Told) -> list[Answered]:
    """The outcome, question by question."""
    results = {one.code: one for one in told.results}
    return [_answered(question, results[question.code]) for question in ballot.questions]


def _answered(question: Question, result: QuestionOutcome) -> Answered:
    language = get_language() or "vi"
    choices = [
        (choice.name.say(language), (result.votes or {}).get(choice.code), choice.code in result.reached)
        for choice in question.choices
    ]
    return Answered(question.title.say(language), choices, result.blank)
