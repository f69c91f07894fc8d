"""What the page of a member shows."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from vungmanh.access.questions import known_until, knows_year, may
from vungmanh.access.responsibility import entries_in_reach
from vungmanh.access.rights import Right
from vungmanh.classification.models import MemberResult
from vungmanh.classification.queries import results_of_member
from vungmanh.classification.reasons import is_kept_back
from vungmanh.foundation.dates import written
from vungmanh.journal.queries import entries_touching
from vungmanh.lists.registers.entries import Told, told
from vungmanh.members.field_names import NAMES
from vungmanh.members.guarded import ON_THE_FILE, leaving_shown, value_shown
from vungmanh.members.models import Guarded, Leaving, Member, Membership, Particulars, Post, PostHeld, Standing
from vungmanh.members.queries import memberships_of, particulars_of, posts_of, standings_of
from vungmanh.organizations.queries import placement_of, placements_ever
from vungmanh.rulebooks import shelf
from vungmanh.rulebooks.rulebook import Subject
from vungmanh.web.classification.shown import honours_shown
from vungmanh.web.figures import Badge, badge_of_result
from vungmanh.web.members.stale import span
from vungmanh.web.viewer import Viewer


@dataclass(frozen=True, slots=True)
class Period:
    """Something that held for a span of days."""

    span: str
    words: str
    detail: str
    holds: bool
    code: str = ""
    id: int = 0
    may_end: bool = False


@dataclass(frozen=True, slots=True)
class Year:
    """One year's result with what it rests on."""

    year: int
    badge: Badge
    decision: str
    rulebook: str


def particulars_shown(member: Member, viewer: Viewer, has: Callable[[Right], bool]) -> dict[str, Any]:
    """Everything the page shows; of one who has left the viewer's reach since, only what was so until then.

    `has` tells which rights over the member the viewer has today.
    """
    particulars = particulars_of(member)
    on = viewer.on
    asked = {"on": on, "today": viewer.today}
    until = None if has(Right.SEE_MEMBERS) else known_until(viewer.actor, Right.SEE_MEMBERS, member, **asked)
    memberships = _known(memberships_of(member), until)
    posts, standings = _known(posts_of(member), until), _known(standings_of(member), until)
    places = placements_ever({row.organization_id for row in [*memberships, *posts]})
    standing = next((one for one in standings if one.holds_on(on)), None)
    membership = next((one for one in memberships if one.holds_on(on)), None)
    years = [result for result in reversed(results_of_member(member)) if knows_year(until, result.year)]
    return {
        "member": member,
        "name": particulars.full_name,
        "facts": _facts(member, particulars),
        "until": written(until),
        "standing": Standing(standing.standing).label if standing else "",
        "cell": _place(places, membership) if membership else None,
        "memberships": [_membership(row, places, on) for row in reversed(memberships)],
        "standings": [
            Period(span(row), str(Standing(row.standing).label), "", row.holds_on(on)) for row in reversed(standings)
        ],
        "posts": [_post(row, places, viewer) for row in reversed(posts)],
        "years": [_year(result) for result in years],
        "honours": [one for one in honours_shown(Subject.MEMBER, member.pk) if knows_year(until, one.year)],
        "groups": _groups(memberships, years),
        "is_self": member.pk == viewer.actor.member_id,
        "entries": _entries(member, viewer) if has(Right.SEE_JOURNAL) else None,
    }


def _entries(member: Member, viewer: Viewer) -> list[Told]:
    """What the journal tells of the member, as far as it is the viewer's to see: nothing of places left behind."""
    own = placement_of(viewer.actor.organization_id or 0, on=viewer.today)
    found = entries_in_reach(entries_touching(member), viewer.actor, own, on=viewer.today) if own else ()
    return told(found[:20], viewer.language)


def _known(rows: Iterable[Any], until: date | None) -> list[Any]:
    """The rows that began before the day, none of them seen to hold longer."""
    known = [row for row in rows if until is None or row.starts_on < until]
    for row in known:
        if until is not None and (row.ends_on is None or row.ends_on > until):
            row.ends_on = until
    return known


def _groups(memberships: Iterable[Membership], years: Iterable[MemberResult]) -> list[Guarded]:
    """Groups of guarded particulars; leavings and reasons of results only where the page hides which one it was."""
    hidden = any(row.leaving and leaving_shown(row.leaving) != Leaving(row.leaving).label for row in memberships)
    leaving = [Guarded.LEAVING] if hidden else []
    return [*ON_THE_FILE, *leaving, *([Guarded.UNRATED] if any(map(is_kept_back, years)) else [])]


def _facts(member: Member, particulars: Particulars) -> list[tuple[str, str]]:
    """Particulars that are not guarded and known."""
    open_to_all = [field for field in NAMES if field not in Particulars.GUARDED and field != "full_name"]
    facts = [(str(NAMES[field]), value_shown(particulars, field)) for field in open_to_all]
    return [(_("Mã đảng viên"), member.code), *((name, value) for name, value in facts if value)]


def _place(places: dict[int, Any], row: Any) -> Any:
    return next((one for one in reversed(places.get(row.organization_id, [])) if one.starts_on <= row.starts_on), None)


def _membership(row: Membership, places: dict[int, Any], on: Any) -> Period:
    place = _place(places, row)
    detail = leaving_shown(row.leaving) if row.leaving else ""
    return Period(
        span(row), place.name if place else row.organization.code, detail, row.holds_on(on), row.organization.code
    )


def _post(row: PostHeld, places: dict[int, Any], viewer: Viewer) -> Period:
    place = _place(places, row)
    detail = _("Quyết định số {number}").format(number=row.decision_number) if row.decision_number else ""
    words = f"{Post(row.post).label} · {place.name if place else row.organization.code}"
    goes_on = row.ends_on is None or row.ends_on > viewer.today
    latest = places.get(row.organization_id, [])[-1:]
    may_end = goes_on and any(may(viewer.actor, Right.MANAGE_MEMBERS, one) for one in latest)
    return Period(span(row), words, detail, row.holds_on(viewer.on), row.organization.code, row.pk, may_end)


def _year(result: MemberResult) -> Year:
    decision = result.decision
    book = shelf.book(result.rulebook)
    said = " · ".join(part for part in (decision.number, written(decision.decided_on)) if part)
    return Year(result.year, badge_of_result(result, Subject.MEMBER), said, book.title)
