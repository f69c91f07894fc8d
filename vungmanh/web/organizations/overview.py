"""What the page of an organization shows."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from vungmanh.access.questions import may
from vungmanh.access.rights import Right
from vungmanh.classification.models import OrganizationResult
from vungmanh.classification.queries import results_of_organization
from vungmanh.classification.streaks import streak_of
from vungmanh.foundation.dates import last_complete_year, written
from vungmanh.foundation.refusals import Refusal
from vungmanh.members.checks import check_no_members
from vungmanh.members.models import Post, Standing
from vungmanh.members.queries import headcount, names_of, posts_in
from vungmanh.organizations.checks import check_can_dissolve
from vungmanh.organizations.kinds import kind
from vungmanh.organizations.models import Ending, Placement
from vungmanh.organizations.queries import ancestors_of, below, directly_below, history_of, placements_ever
from vungmanh.reports.year_end import lines_by_child
from vungmanh.rulebooks.rulebook import Subject
from vungmanh.web.addresses import on_only
from vungmanh.web.classification.shown import honours_shown
from vungmanh.web.figures import Badge, badge_of, badge_of_result, bar_of, standings_in_words
from vungmanh.web.remembering import Remembering
from vungmanh.web.viewer import Viewer


@dataclass(frozen=True, slots=True)
class Change:
    """One turn in the history of an organization."""

    day: str
    words: str
    decision: str


@dataclass(frozen=True, slots=True)
class Child:
    """One organization directly below, as the table shows it."""

    code: str
    name: str
    members: int
    badge: Badge | None
    bar: Any


@dataclass(frozen=True, slots=True)
class Children:
    """How many stand directly below, and their rows drawn."""

    count: int
    rows: SafeString


def overview_of(placement: Placement, viewer: Viewer, *, sees_results: bool) -> dict[str, Any]:
    """Everything the page shows; results only for those who may see them."""
    on = viewer.on
    year = last_complete_year(on)
    counts = viewer.remembered(headcount, placement, on=on)
    history = list(history_of(placement.organization_id))
    shown = {
        "placement": placement,
        "code": placement.organization.code,
        "kind": kind(placement.kind).name,
        "above": [one for one in ancestors_of(placement, on=on) if may(viewer.actor, Right.SEE_ORGANIZATIONS, one)],
        "stands": placement.holds_on(on),
        "since": history[0].starts_on,
        "until": history[-1].ends_on,
        "members": sum(counts.values()),
        "standings": standings_in_words(counts, dict(Standing.choices)),
        "organizations": below(placement, on=on).count(),
        "posts": _posts(placement, on),
        "history": _changes(history),
        "sees_members": may(viewer.actor, Right.SEE_MEMBERS, placement),
        "year": year,
        "manages": may(viewer.actor, Right.MANAGE_ORGANIZATIONS, placement),
    }
    shown["why_not_dissolve"] = _why_not_dissolve(placement, on) if shown["manages"] and shown["stands"] else ""
    if not sees_results:
        return shown | {"children": _children(placement, None, viewer), "results": None}
    results = list(results_of_organization(placement.organization_id))
    return shown | {
        "results": [(result.year, badge_of_result(result, Subject.ORGANIZATION)) for result in results],
        "honours": honours_shown(Subject.ORGANIZATION, placement.organization_id),
        "streak": streak_of(placement.organization_id, year=_latest(results, year)),
        "children": _children(placement, year, viewer),
    }


def _why_not_dissolve(placement: Placement, on: date) -> str:
    """Why it cannot be dissolved now, in a sentence; empty where it can."""
    try:
        check_can_dissolve(placement, on=on)
        check_no_members(placement, on=on)
    except Refusal as refusal:
        return refusal.what
    return ""


def _latest(results: list[OrganizationResult], year: int) -> int:
    return max((result.year for result in results if result.year <= year), default=year)


def _posts(placement: Placement, on: date) -> list[tuple[str, int, str, str]]:
    held = list(posts_in(placement.organization_id, on=on))
    names = names_of(post.member_id for post in held)
    order = {code: place for place, code in enumerate(Post.values)}
    held.sort(key=lambda post: order.get(post.post, len(order)))
    return [
        (str(Post(post.post).label), post.member_id, names.get(post.member_id, ""), written(post.starts_on))
        for post in held
    ]


def _children(placement: Placement, year: int | None, viewer: Viewer) -> Children:
    """Those of the day with the figures of the year, names alone without one; remembered until the record changes."""
    kept = on_only(viewer)
    return viewer.remembered(
        _children_drawn, placement, on=viewer.on, year=year, kept=kept, remembered=viewer.remembered
    )


def _children_drawn(
    placement: Placement, *, on: date, year: int | None, kept: str, remembered: Remembering
) -> Children:
    """The year's figures stand with those that stood on its 31 December already."""
    found = remembered(lines_by_child, placement, year=year) if year else ()
    lines = {line.placement.organization_id: line for line in found}
    below_it = directly_below(placement.organization_id, on=on)
    children = [_child(child, lines.get(child.organization_id)) for child in below_it]
    shown = {"children": children, "year": year, "on_only": kept}
    return Children(len(children), render_to_string("web/organizations/_children.html", shown))


def _child(child: Placement, line: Any) -> Child:
    if line is None:
        return Child(child.organization.code, child.name, 0, None, "")
    badge = badge_of(line.category, exemplary=line.exemplary) if line.category else None
    return Child(child.organization.code, child.name, line.members.total, badge, bar_of(line.members))


def _changes(history: list[Placement]) -> list[Change]:
    """What each placement changed, the latest first."""
    placed = placements_ever({row.parent_id for row in history if row.parent_id})
    superiors = {id_: rows[-1].name for id_, rows in placed.items()}
    changes = []
    for before, row in zip([None, *history[:-1]], history, strict=True):
        words = _difference(before, row, superiors)
        if words:
            changes.append(Change(written(row.starts_on), words, _decision(row.decision_number, row.decided_on)))
    last = history[-1]
    if last.ending == Ending.DISSOLVED:
        decision = _decision(last.end_decision_number, last.end_decided_on)
        changes.append(Change(written(last.ends_on), _("Kết thúc hoạt động"), decision))
    return changes[::-1]


def _difference(before: Placement | None, row: Placement, superiors: dict[int, str]) -> str:
    if before is None:
        return _("Thành lập: {name}").format(name=row.name)
    said = []
    if before.name != row.name:
        said.append(_("Đổi tên thành {name}").format(name=row.name))
    if before.parent_id != row.parent_id:
        said.append(_("Chuyển về trực thuộc {name}").format(name=superiors.get(row.parent_id or 0, "–")))
    if before.kind != row.kind:
        said.append(_("Chuyển loại thành {kind}").format(kind=kind(row.kind).name.say(get_language() or "vi")))
    return "; ".join(said)


def _decision(number: str, decided_on: date | None) -> str:
    if not number and decided_on is None:
        return ""
    if decided_on is None:
        return _("Quyết định số {number}").format(number=number)
    if not number:
        return _("Quyết định ngày {day}").format(day=written(decided_on))
    return _("Quyết định số {number}, ngày {day}").format(number=number, day=written(decided_on))
