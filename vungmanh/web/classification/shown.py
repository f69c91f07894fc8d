"""What the pages of the yearly classification show."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from vungmanh.access.questions import may
from vungmanh.access.rights import Right
from vungmanh.classification.caps import CapFinding
from vungmanh.classification.explanation import Explanation
from vungmanh.classification.honouring import honours_of
from vungmanh.classification.models import Honour, Result
from vungmanh.classification.queries import organization_results
from vungmanh.classification.streaks import Streak
from vungmanh.foundation.actors import Actor
from vungmanh.foundation.citations import Citation
from vungmanh.foundation.dates import written
from vungmanh.foundation.texts import Text
from vungmanh.lists.addresses import choice_of
from vungmanh.lists.listing import PAGE
from vungmanh.lists.results_of_members import MEMBER_RESULTS
from vungmanh.organizations.models import Placement
from vungmanh.reports.year_end import TITLES, ChildLine
from vungmanh.rulebooks import shelf
from vungmanh.rulebooks.rulebook import Require, Rulebook, Subject
from vungmanh.rulebooks.traces import Finding, Trace
from vungmanh.rulebooks.verdicts import Verdict
from vungmanh.web import bars
from vungmanh.web.figures import Badge, badge_of, badge_of_result, bar_of, capped_category
from vungmanh.web.lists.table import Drawing, lines
from vungmanh.web.viewer import Viewer

_DOTS = {Verdict.MET: "g", Verdict.NOT_MET: "r", Verdict.CANNOT_TELL: "n"}
_OPEN = Text("chưa kết luận được", "cannot tell")
_CONDITION = {verdict: verdict.name_shown for verdict in Verdict}
_GROUND = {Verdict.MET: Text("có", "yes"), Verdict.NOT_MET: Text("không", "no"), Verdict.CANNOT_TELL: _OPEN}
_CASE = {
    Verdict.MET: Text("thuộc trường hợp này", "is such a case"),
    Verdict.NOT_MET: Text("không thuộc trường hợp này", "is no such case"),
    Verdict.CANNOT_TELL: _OPEN,
}


@dataclass(frozen=True, slots=True)
class Line:
    """One organization directly below: members by category, own result, years running."""

    code: str
    name: str
    members: int
    rated: int
    bar: Any
    badge: Badge | None
    streak: Streak | None


@dataclass(frozen=True, slots=True)
class CapShown:
    """One cap of one group in words."""

    name: str
    code: str
    counted: str
    what: str
    category: str
    cap: str
    given: int
    allowed: int | None
    over: int
    bar: Any
    readings: list[str]
    verdict: str
    colour: int
    reason: str
    may_justify: bool
    citation: Citation
    text: Any


def child_lines(lines: Iterable[ChildLine], streaks: Mapping[int, Streak]) -> list[Line]:
    """The table of the year."""
    return [
        Line(
            code=line.placement.organization.code,
            name=line.placement.name,
            members=line.members.total,
            rated=line.members.rated,
            bar=bar_of(line.members),
            badge=badge_of(line.category, exemplary=line.exemplary) if line.category else None,
            streak=streaks.get(line.placement.organization_id),
        )
        for line in lines
    ]


def own_result(placement: Placement, year: int) -> Badge | None:
    """The organization's own result of the year; None where nothing is recorded."""
    result = organization_results([placement.organization_id], year=year).get(placement.organization_id)
    return badge_of_result(result, Subject.ORGANIZATION) if result else None


def members_of_cell(viewer: Viewer, cell: Placement, year: int) -> dict[str, Any]:
    """The first members of a cell with their results of the year, drawn like the list of them."""
    choice = choice_of(MEMBER_RESULTS, f"year={year}", scope=cell, on=viewer.on)
    page = MEMBER_RESULTS.page(choice, "", "", PAGE)
    rows = lines(Drawing(MEMBER_RESULTS, choice, viewer.today), page.rows, picking=False)
    return {"titles": [column.title for column in MEMBER_RESULTS.shown(choice)], "rows": rows, "after": page.after}


def caps_shown(findings: Sequence[CapFinding], actor: Actor) -> list[CapShown]:
    """Caps in words, those that were exceeded first."""
    ordered = sorted(findings, key=lambda one: (not one.needs_reason, not one.exceeds))
    return [_cap(finding, actor) for finding in ordered]


def _cap(finding: CapFinding, actor: Actor) -> CapShown:
    language = get_language() or "vi"
    verdict, colour = _verdict(finding)
    return CapShown(
        name=finding.placement.name,
        code=finding.placement.organization.code,
        counted=str(finding.counted),
        what=TITLES[finding.counted].say(language),
        category=capped_category(finding).name.say(language),
        cap=finding.cap.code,
        given=finding.given,
        allowed=finding.allowed,
        over=max(finding.given - (finding.allowed or 0), 0),
        bar=bars.measure(finding.given, finding.allowed),
        readings=_readings(finding),
        verdict=verdict,
        colour=colour,
        reason=finding.reason,
        may_justify=may(actor, Right.JUSTIFY_CAPS, finding.placement),
        citation=finding.cap.citation,
        text=finding.cap.text,
    )


def _verdict(finding: CapFinding) -> tuple[str, int]:
    if finding.allowed is None:
        return _("chưa kết luận được"), 0
    if not finding.exceeds:
        return _("trong tỷ lệ"), 3
    if finding.reason:
        return _("vượt, đã ghi lý do"), 2
    return _("vượt, chưa ghi lý do"), 1


def _readings(finding: CapFinding) -> list[str]:
    """Every reading of the base in a sentence: «tối đa 7 (20 % của 37 …)»."""
    language = get_language() or "vi"
    book, said = shelf.book_for(finding.year), []
    for reading in finding.readings:
        names = ", ".join(book.category(finding.cap.subject, code).name.say(language) for code in reading.base)
        if reading.allowed is None:
            said.append(
                _("chưa rõ tỷ lệ tối đa tính trên {count} “{names}”").format(count=reading.base_count, names=names)
            )
            continue
        sentence = _("tối đa {allowed} nếu tính trên {count} “{names}”")
        said.append(sentence.format(allowed=reading.allowed, count=reading.base_count, names=names))
    return said


def explanation_shown(explanation: Explanation) -> dict[str, Any]:
    """One subject's year against the rules of that year."""
    result = explanation.result
    return {
        "explanation": explanation,
        "year": explanation.year,
        "book": explanation.book,
        "badge": badge_of_result(result, explanation.subject) if result else None,
        "decision": decision_line(result) if result else "",
        "given": next(
            (_category(explanation, trace) for trace in explanation.traces if _is_given(explanation, trace)), None
        ),
        "others": [_category(explanation, trace) for trace in explanation.traces if not _is_given(explanation, trace)],
        "exemptions": [_step(step, _CASE) for step in explanation.exemption.steps],
        "rated_at_all": _rated_at_all(explanation),
    }


def _is_given(explanation: Explanation, trace: Trace) -> bool:
    return explanation.category is not None and trace.category.code == explanation.category.code


def _category(explanation: Explanation, trace: Trace) -> dict[str, Any]:
    return trace_shown(explanation.book, explanation.subject, trace)


def trace_shown(book: Rulebook, subject: Subject, trace: Trace) -> dict[str, Any]:
    """One category with its conditions; grounds of which any one is enough are present or absent, not failed."""
    rule = book.rule(subject, trace.category.code)
    words = _GROUND if rule is not None and rule.require is Require.ANY else _CONDITION
    return {
        "badge": badge_of(trace.category),
        "verdict": trace.verdict.name_shown,
        "open": trace.verdict is Verdict.CANNOT_TELL,
        "steps": [_step(step, words) for step in trace.steps],
    }


def _rated_at_all(explanation: Explanation) -> str:
    """Whether the subject is to be rated, in words."""
    found = explanation.exemption
    if found.exemption is not None and found.verdict is Verdict.MET:
        return found.exemption.reason.say(get_language() or "vi")
    if found.verdict is Verdict.NOT_MET:
        return _("Thuộc diện đánh giá, xếp loại.")
    return _("Chưa kết luận được từ dữ liệu đang có.")


def _step(step: Finding, words: Mapping[Verdict, Text]) -> dict[str, Any]:
    language = get_language() or "vi"
    facts = shelf.facts()
    return {
        "text": step.text,
        "verdict": words[step.verdict],
        "dot": _DOTS[step.verdict],
        "missing": [facts[name].text.say(language) if name in facts else name for name in step.missing],
        "citation": step.citation,
        "unseen": step.unseen,
    }


@dataclass(frozen=True, slots=True)
class HonourShown:
    """One title or commendation: the year, its name, the years it rests on and the decision."""

    year: int
    name: Text
    first_year: int
    decision: str


def honours_shown(subject: Subject, whose: int) -> list[HonourShown]:
    """The titles and commendations of a subject, the latest first."""
    return [HonourShown(row.year, name, row.first_year, decision_line(row)) for row, name in honours_of(subject, whose)]


def decision_line(result: Result | Honour) -> str:
    """The decision in a line; says so where it is not known."""
    decision = result.decision
    if not decision.number and decision.decided_on is None:
        return _("chưa ghi quyết định")
    said = _("Quyết định {number}").format(number=decision.number) if decision.number else _("Quyết định")
    return f"{said}, {written(decision.decided_on)}" if decision.decided_on else said
