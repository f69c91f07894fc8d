"""Proposing categories: claim, ceiling with its conditions, vote and proposal of everybody in one place."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.db import IntegrityError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from vungmanh.access.questions import NotVisible
from vungmanh.access.rights import Right
from vungmanh.campaigns.models import SubjectKind
from vungmanh.campaigns.progress import PROPOSAL, STEPS, closing_of
from vungmanh.campaigns.rating.proposals import (
    Before,
    before_committee,
    check_unchanged,
    proposals_changed,
    stand_of,
    to_propose,
)
from vungmanh.campaigns.rating.proposing import Proposed, propose
from vungmanh.campaigns.rating.suggesting import Suggestions, suggestions
from vungmanh.campaigns.subjects import OF_RULEBOOK, book_of
from vungmanh.foundation.refusals import Refusal
from vungmanh.organizations.kinds import kind as kind_of
from vungmanh.rulebooks.rulebook import Category, Rulebook
from vungmanh.rulebooks.traces import Ceiling, Trace
from vungmanh.web.addresses import address, scope_of
from vungmanh.web.campaigns.figures import lines_shown
from vungmanh.web.campaigns.reading import Seen, seen
from vungmanh.web.classification.shown import trace_shown
from vungmanh.web.figures import Badge, badge_of
from vungmanh.web.viewer import Request


@dataclass(frozen=True, slots=True)
class RowShown:
    """One subject in the table; `choices` and `reason` are what stands in its fields, `is_filled` not recorded."""

    id: int
    name: str
    kind: str
    is_member: bool
    claimed: Badge | None
    ceiling: Badge | None
    ceiling_verdict: Any
    vote: str
    proposed: Badge | None
    was_reason: str
    decided: Badge | None
    choices: list[tuple[str, str, bool]]
    reason: str
    is_filled: bool


def proposals(request: Request, year: int) -> HttpResponse:
    """The table; posting records what was chosen, or only fills in what votes and claims suggest, to be looked at."""
    found = seen(request, Right.CONDUCT_REVIEWS, year)
    rows = before_committee(found.campaign, to_propose(found.campaign, found.scope))
    refusal, filled = None, None
    if request.method == "POST":
        scope_of(request, Right.CONDUCT_REVIEWS)
    if "fill" in request.POST:
        filled = suggestions(found.campaign, rows)
    elif request.method == "POST":
        try:
            return _recorded(found, rows)
        except Refusal as no:
            refusal = no
        except IntegrityError:
            refusal = proposals_changed()
    book = book_of(found.campaign)
    typed = _typed(request, filled)
    lines = [(line, line.steps[_PROPOSAL]) for line in lines_shown(found.following)]
    shown = {
        "scope": found.scope,
        "year": year,
        "tables": _tables(rows, [_row(book, one, typed) for one in rows]),
        "filled": filled,
        "left": _left(filled) if filled else [],
        "stand": stand_of(rows),
        "open": sum(one.proposal is None and one.ruling is None for one in rows),
        "cell": found.scope.organization.code if kind_of(found.scope.kind).is_cell else "",
        "lines": [(line, step) for line, step in lines if step.total],
        "closing": closing_of(found.campaign),
        "refusal": refusal,
    }
    return render(request, "web/campaigns/proposals.html", shown, status=409 if refusal else 200)


def _typed(request: Request, filled: Suggestions | None) -> Mapping[str, str]:
    """What stands in the fields: what was typed, and in those left empty what was filled in."""
    typed = request.POST.dict() if request.method == "POST" else {}
    suggested = {f"category-{id_}": code for id_, code in filled.categories.items()} if filled else {}
    return typed | {field: code for field, code in suggested.items() if not typed.get(field)}


def _left(filled: Suggestions) -> list[tuple[str, list[tuple[int, str]]]]:
    """Those for whom nothing was filled in, with the reason."""
    return [(str(why.words), [(one.terms.subject_id, _capital(one.name)) for one in rows])
            for why, rows in filled.left.items()]  # fmt: skip


def _tables(rows: Sequence[Before], shown: Sequence[RowShown]) -> list[tuple[int, list[RowShown]]]:
    """What is still to be proposed; then, folded behind their number, those who are decided."""
    pairs = list(zip(rows, shown, strict=True))
    waiting = [row for one, row in pairs if one.ruling is None]
    decided = [row for one, row in pairs if one.ruling is not None]
    return [(count, found) for count, found in ((0, waiting), (len(decided), decided)) if found]


_PROPOSAL = STEPS.index(PROPOSAL)
"""The place of the proposal among the steps."""


def _recorded(found: Seen, rows: Sequence[Before]) -> HttpResponse:
    request = found.request
    check_unchanged(rows, request.POST.get("stand", ""))
    chosen = _chosen(rows, request.POST)
    if not chosen:
        raise Refusal(
            "campaigns.nothing_chosen",
            _("Chưa chọn mức nào khác với đề xuất đang có."),
            remedy=_("Chọn mức cho từng đối tượng, hoặc điền thử theo phiếu và mức tự nhận, rồi ghi."),
        )
    viewer = request.viewer
    propose(
        by=viewer.actor,
        campaign=found.campaign,
        proposed=chosen,
        on=viewer.today,
        place=found.scope.organization_id,
    )
    said = ngettext("Đã ghi đề xuất cho {n} đối tượng.", "Đã ghi đề xuất cho {n} đối tượng.", len(chosen))
    messages.success(request, said.format(n=len(chosen)))
    return redirect(address(request, "campaign_proposals", found.year))


def _chosen(rows: Sequence[Before], typed: Mapping[str, str]) -> list[Proposed]:
    """Those whose category or reason was changed."""
    chosen = []
    for one in rows:
        category = typed.get(f"category-{one.terms.subject_id}", "")
        reason = " ".join(typed.get(f"reason-{one.terms.subject_id}", "").split())
        stands = (one.proposal.category, one.proposal.reason) if one.proposal else ("", "")
        if category and one.ruling is None and (category, reason) != stands:
            chosen.append(Proposed(one.terms, category, reason))
    return chosen


def why(request: Request, year: int, subject_id: int) -> HttpResponse:
    """The conditions of the best category left open to one subject, and of the one above it: why not more."""
    found = seen(request, Right.CONDUCT_REVIEWS, year)
    terms = [one for one in to_propose(found.campaign, found.scope) if one.subject_id == subject_id]
    if not terms:
        raise NotVisible(subject_id)
    one = before_committee(found.campaign, terms)[0]
    book, kind = book_of(found.campaign), OF_RULEBOOK[SubjectKind(one.terms.subject.kind)]
    shown = {
        "year": year,
        "row": _row(book, one, {}),
        "traces": [trace_shown(book, kind, trace) for trace in _telling(one.ceiling)],
        "scope": found.scope,
    }
    return render(request, "web/campaigns/why.html", shown)


def _row(book: Rulebook, one: Before, typed: Mapping[str, str]) -> RowShown:
    kind = SubjectKind(one.terms.subject.kind)
    categories = {each.code: each for each in book.categories(OF_RULEBOOK[kind])}
    stands = one.proposal.category if one.proposal else ""
    chosen = typed.get(f"category-{one.terms.subject_id}", stands)
    reason = typed.get(f"reason-{one.terms.subject_id}", one.proposal.reason if one.proposal else "")
    return RowShown(
        id=one.terms.subject_id,
        name=_capital(one.name),
        kind=str(kind.label),
        is_member=kind is SubjectKind.MEMBER,
        claimed=_badge(categories, one.claimed),
        ceiling=badge_of(one.ceiling.category) if one.ceiling.category else None,
        ceiling_verdict=one.ceiling.verdict.name_shown,
        vote=_vote(one, categories),
        proposed=_badge(categories, stands),
        was_reason=one.proposal.reason if one.proposal else "",
        decided=_badge(categories, one.ruling.category if one.ruling else ""),
        choices=[(code, badge_of(each).name, code == chosen) for code, each in categories.items()],
        reason=reason,
        is_filled=chosen != stands,
    )


def _capital(name: str) -> str:
    return name[:1].upper() + name[1:]


def _badge(categories: Mapping[str, Category], code: str) -> Badge | None:
    return badge_of(categories[code]) if code in categories else None


def _vote(one: Before, categories: Mapping[str, Category]) -> str:
    """What the last vote said of the subject; empty where there was none."""
    if one.vote is None:
        return ""
    if not one.vote.is_over:
        return _("đang bỏ phiếu")
    if one.vote.reached not in categories:
        return _("không mức nào đủ phiếu")
    return badge_of(categories[one.vote.reached]).name


def _telling(ceiling: Ceiling) -> list[Trace]:
    """The traces of the ceiling and of the category above it."""
    places = [place for place, trace in enumerate(ceiling.traces) if trace.category == ceiling.category]
    if not places:
        return list(ceiling.traces[:1])
    return list(reversed(ceiling.traces[max(places[0] - 1, 0) : places[0] + 1]))
