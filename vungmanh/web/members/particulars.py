"""What the page of a member shows."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from vungmanh.access.questions import may_with_member
from vungmanh.access.rights import Right
from vungmanh.classification.models import MemberResult
from vungmanh.classification.queries import results_of_member
from vungmanh.foundation.dates import day_before, written
from vungmanh.journal.queries import entries_touching
from vungmanh.members.models import Gender, Leaving, Member, Membership, Post, PostHeld, Standing
from vungmanh.members.queries import memberships_of, particulars_of, posts_of, standings_of
from vungmanh.organizations.queries import placements_ever
from vungmanh.rulebooks import shelf
from vungmanh.rulebooks.rulebook import Subject
from vungmanh.web.figures import Badge, badge_of_result
from vungmanh.web.journal.sentences import told
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


@dataclass(frozen=True, slots=True)
class Year:
    """One year's result with what it rests on."""

    year: int
    badge: Badge
    decision: str
    rulebook: str


def particulars_shown(member: Member, viewer: Viewer) -> dict[str, Any]:
    """Everything the page shows."""
    particulars = particulars_of(member)
    memberships, posts = list(memberships_of(member)), list(posts_of(member))
    standings = list(standings_of(member))
    places = placements_ever({row.organization_id for row in [*memberships, *posts]})
    on = viewer.on
    standing = next((one for one in standings if one.holds_on(on)), None)
    membership = next((one for one in memberships if one.holds_on(on)), None)
    sees_journal = may_with_member(viewer.actor, Right.SEE_JOURNAL, member, on=on)
    return {
        "member": member,
        "name": particulars.full_name,
        "facts": _facts(member, particulars),
        "standing": Standing(standing.standing).label if standing else "",
        "cell": _place(places, membership) if membership else None,
        "memberships": [_membership(row, places, on) for row in reversed(memberships)],
        "standings": [
            Period(span(row), str(Standing(row.standing).label), "", row.holds_on(on)) for row in reversed(standings)
        ],
        "posts": [_post(row, places, on) for row in reversed(posts)],
        "years": [_year(result) for result in reversed(results_of_member(member))],
        "is_self": member.pk == viewer.actor.member_id,
        "entries": told(entries_touching(member)[:20], viewer.language) if sees_journal else None,
    }


def span(row: Any) -> str:
    """From when to when a row holds, in words."""
    if row.ends_on is None:
        return _("từ {day}").format(day=written(row.starts_on))
    return _("{first} – {last}").format(first=written(row.starts_on), last=written(day_before(row.ends_on)))


def _facts(member: Member, particulars: Any) -> list[tuple[str, str]]:
    """Particulars that are not guarded and known."""
    facts = [
        (_("Mã đảng viên"), member.code),
        (_("Số thẻ đảng viên"), particulars.card_number),
        (_("Tên khác"), particulars.other_name),
        (_("Ngày sinh"), written(particulars.birth_date)),
        (_("Giới tính"), str(Gender(particulars.gender).label)),
        (_("Ngày vào Đảng"), written(particulars.joined_on)),
        (_("Ngày chính thức"), written(particulars.official_on)),
    ]
    return [(name, value) for name, value in facts if value]


def _place(places: dict[int, Any], row: Any) -> Any:
    return next((one for one in reversed(places.get(row.organization_id, [])) if one.starts_on <= row.starts_on), None)


def _membership(row: Membership, places: dict[int, Any], on: Any) -> Period:
    place = _place(places, row)
    detail = str(Leaving(row.leaving).label) if row.leaving else ""
    return Period(
        span(row), place.name if place else row.organization.code, detail, row.holds_on(on), row.organization.code
    )


def _post(row: PostHeld, places: dict[int, Any], on: Any) -> Period:
    place = _place(places, row)
    detail = _("Quyết định số {number}").format(number=row.decision_number) if row.decision_number else ""
    words = f"{Post(row.post).label} · {place.name if place else row.organization.code}"
    return Period(span(row), words, detail, row.holds_on(on), row.organization.code, row.pk)


def _year(result: MemberResult) -> Year:
    decision = result.decision
    book = shelf.book(result.rulebook)
    said = " · ".join(part for part in (decision.number, written(decision.decided_on)) if part)
    return Year(result.year, badge_of_result(result, Subject.MEMBER), said, book.title)
