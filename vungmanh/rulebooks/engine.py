"""Hold facts against a rulebook and say, step by step, what follows.

The engine proposes nothing and decides nothing: it answers met, not met or cannot tell, with the
condition, the value that was read, the facts that are missing and the citation of every step.
Facts are a mapping from declared names to values; a name left out or given as None is missing.
Every function raises UnknownFact and WrongFact for facts that facts.yaml does not allow.
"""

from collections.abc import Iterable, Mapping

from vungmanh.foundation.citations import Citation
from vungmanh.foundation.texts import Text
from vungmanh.rulebooks.expressions import Expression
from vungmanh.rulebooks.facts import Subject, check_facts
from vungmanh.rulebooks.rulebook import Require, Rule, Rulebook
from vungmanh.rulebooks.traces import Ceiling, ExemptionAnswer, Finding, SpecialFinding, Trace
from vungmanh.rulebooks.verdicts import Verdict, all_met, any_met

__all__ = [
    "Ceiling",
    "ExemptionAnswer",
    "Finding",
    "SpecialFinding",
    "Trace",
    "Verdict",
    "ceiling",
    "evaluate",
    "special_cases_of",
    "standing_of",
]

NOT_SEEN = Text(
    vi="Nội dung quy định của các năm này chưa có trong hệ thống, chưa kết luận được",
    en="The rules of these years are not entered yet, so nothing can be told from them",
)


def evaluate(book: Rulebook, subject: Subject, category_code: str, facts: Mapping[str, object]) -> Trace:
    """Whether the facts meet the rule of a category, with one finding per condition.

    Raises UnknownCategory. Where the content for the subject was not seen the answer is always cannot tell.
    """
    category = book.category(subject, category_code)
    known = check_facts(facts, book.declared)
    rule = book.rule(subject, category_code)
    if rule is None:
        steps: tuple[Finding, ...] = (_content_not_seen(book),)
    else:
        steps = tuple(_find(each.code, each.text, each.test, each.citation, known) for each in rule.conditions)
    return Trace(book, subject, category, _verdict(rule, steps), steps)


def standing_of(book: Rulebook, subject: Subject, facts: Mapping[str, object]) -> ExemptionAnswer:
    """Which exemption of the book applies, if any.

    Its verdict is met when one applies, not met when none does, cannot tell when a missing fact
    could still make one apply. The first that applies counts; remarks of the book that concern
    these facts come with the answer.
    """
    known = check_facts(facts, book.declared)
    remarks = tuple(each for each in book.remarks(subject) if each.when.decide(known).verdict is Verdict.MET)
    if not book.seen(subject):
        return ExemptionAnswer(None, Verdict.CANNOT_TELL, (_content_not_seen(book),), remarks)
    exemptions = book.exemptions(subject)
    steps = tuple(_find(each.code, each.reason, each.condition, each.citation, known) for each in exemptions)
    applying = [each for each, step in zip(exemptions, steps, strict=True) if step.verdict is Verdict.MET]
    verdict = any_met(step.verdict for step in steps)
    return ExemptionAnswer(applying[0] if applying else None, verdict, steps, remarks)


def special_cases_of(book: Rulebook, subject: Subject, facts: Mapping[str, object]) -> tuple[SpecialFinding, ...]:
    """The special cases of the book that apply or, for want of facts, may apply; those that do not are left out."""
    known = check_facts(facts, book.declared)
    found = ((each, each.when.decide(known)) for each in book.special_cases(subject))
    return tuple(
        SpecialFinding(each, outcome.verdict, outcome.missing)
        for each, outcome in found
        if outcome.verdict is not Verdict.NOT_MET
    )


def ceiling(book: Rulebook, subject: Subject, facts: Mapping[str, object]) -> Ceiling:
    """The best category that no finding speaks against, with the traces of all categories, best first.

    Its verdict is that of the category's trace: cannot tell means that the category is open, not
    that it has been reached. No category where the content was not seen or every one is ruled out.
    """
    traces = tuple(evaluate(book, subject, each.code, facts) for each in book.categories(subject))
    if not book.seen(subject):
        return Ceiling(None, Verdict.CANNOT_TELL, traces)
    for trace in traces:
        if trace.verdict is not Verdict.NOT_MET:
            return Ceiling(trace.category, trace.verdict, traces)
    return Ceiling(None, Verdict.NOT_MET, traces)


def _find(code: str, text: Text, test: Expression, citation: Citation, facts: Mapping[str, object]) -> Finding:
    outcome = test.decide(facts)
    value = outcome.values[0][1] if len(outcome.values) == 1 else None
    return Finding(code, text, outcome.verdict, value, outcome.missing, citation, outcome.values, outcome.unseen)


def _verdict(rule: Rule | None, steps: Iterable[Finding]) -> Verdict:
    verdicts = [step.verdict for step in steps]
    if rule is not None and rule.require is Require.ANY:
        return any_met(verdicts)
    return all_met(verdicts)


def _content_not_seen(book: Rulebook) -> Finding:
    return Finding("content_not_seen", NOT_SEEN, Verdict.CANNOT_TELL, None, (), book.citation, unseen=True)
