"""Changing members: enrol, correct, transfer, change of standing, leaving, posts.

Every action takes many at once, because rosters come in whole; all are written or none.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, TypeVar

from vungmanh.foundation.actors import Actor
from vungmanh.foundation.decisions import Decision
from vungmanh.foundation.names import name_key, normalized, search_key, unaccented
from vungmanh.foundation.rows import DatedRow
from vungmanh.journal.writing import act
from vungmanh.members import events, listing
from vungmanh.members.births import birth_fields
from vungmanh.members.checks import (
    check_appointable,
    check_codes_are_free,
    check_enrollable,
    check_held_longer,
    check_in_the_party,
    check_is_member,
    check_nothing_later,
    check_other_standing,
    check_particulars,
    check_standings_in_order,
)
from vungmanh.members.models import Leaving, Member, Membership, Particulars, PostHeld, StandingPeriod

Dated = TypeVar("Dated", bound=DatedRow)
_BATCH = 5000


@dataclass(frozen=True, slots=True)
class NewMember:
    """A member to enrol: code, cell and day, standing, and particulars by field name (`full_name` is required)."""

    code: str
    organization_id: int
    starts_on: date
    standing: str
    particulars: Mapping[str, Any] = field(repr=False)
    standing_on: date | None = None
    """From when the standing holds; None means from the day of the membership."""
    earlier_standings: Sequence[tuple[str, date]] = field(default=())
    """Standings before, each with its first day, in the order of time."""


@dataclass(frozen=True, slots=True)
class NewPost:
    """A post to record."""

    member_id: int
    organization_id: int
    post: str
    starts_on: date
    ends_on: date | None = None
    decision: Decision = Decision()


def enrol_members(*, by: Actor, new: Sequence[NewMember], place: int | None = None) -> Sequence[Member]:
    """Enrol members, each in the cell and on the day given; raises Refusal for a taken code or a wrong cell."""
    with act(events.ENROLLED, by=by, place=place, count=len(new)) as enrolling:
        check_codes_are_free([one.code for one in new])
        check_particulars([{"full_name": "", **one.particulars} for one in new])
        check_enrollable((one.organization_id, one.starts_on) for one in new)
        members = enrolling.record([Member(code=one.code) for one in new])
        pairs = list(zip(members, new, strict=True))
        enrolling.record_many([Particulars(member=member, **completed(one.particulars)) for member, one in pairs])
        enrolling.record_many(
            [
                Membership(member=member, organization_id=one.organization_id, starts_on=one.starts_on)
                for member, one in pairs
            ]
        )
        enrolling.record_many([period for member, one in pairs for period in _standings(member, one)])
        if len(members) == 1 and enrolling.entry.part_of is None:  # an import is filed as a whole
            enrolling.file_under(members[0], place=place)
        listing.refresh(member.pk for member in members)
    return members


def correct_particulars(
    *, by: Actor, corrections: Sequence[tuple[Particulars, Mapping[str, Any]]], place: int | None = None
) -> None:
    """Replace particulars by corrected ones."""
    about = _only([row.member_id for row, _changes in corrections])
    with act(events.CORRECTED, by=by, about=about, place=place, count=len(corrections)) as correcting:
        check_particulars([changes for _row, changes in corrections], instead_of=[row for row, _ in corrections])
        correcting.replace_all((row, completed(changes)) for row, changes in corrections)
        listing.refresh(row.member_id for row, _changes in corrections)


def transfer_members(
    *,
    by: Actor,
    transfers: Sequence[tuple[Member, int, date]],
    ending: Sequence[tuple[PostHeld, date]] = (),
    place: int | None = None,
) -> None:
    """Move members, each to a cell from a day; the old membership ends on that day, and so do posts in `ending`.

    One who was transferred away comes back with it, and with the standing held last where none is recorded for that
    day. Refused where the record goes on otherwise after that day, and for those who died or left the Party.
    """
    ids = [member.pk for member, _to, _on in transfers]
    with act(events.TRANSFERRED, by=by, about=_only(ids), place=place, count=len(transfers)) as moving:
        check_enrollable((organization_id, on) for _member, organization_id, on in transfers)
        known, standings = _standing_rows(Membership, ids), _standing_rows(StandingPeriod, ids)
        left = [(row, on) for member, _to, on in transfers for row in _not_ended(known, member.pk, on)]
        check_nothing_later(left)
        for pk in ids:
            check_in_the_party(known.get(pk, []))
        for post, on in ending:
            check_held_longer([post], on=on)
        moving.end_each((row, on, {"leaving": Leaving.TRANSFERRED}) for row, on in left)
        moving.end_each((post, on, {}) for post, on in ending)
        moving.record(
            [
                Membership(member=member, organization_id=organization_id, starts_on=on)
                for member, organization_id, on in transfers
            ]
        )
        moving.record([row for member, _to, on in transfers for row in _carried(standings.get(member.pk, []), on)])
        listing.refresh(member.pk for member, _to, _on in transfers)


def change_standings(*, by: Actor, changes: Sequence[tuple[Member, str, date]], place: int | None = None) -> None:
    """Give members another standing, each from a day on; refused where the record goes on otherwise after that day.

    Refused too for the standing held already, and for those who died or left the Party.
    """
    ids = [member.pk for member, _standing, _on in changes]
    with act(events.STANDING_CHANGED, by=by, about=_only(ids), place=place, count=len(changes)) as changing:
        known, memberships = _standing_rows(StandingPeriod, ids), _standing_rows(Membership, ids)
        left = [(row, to, on) for member, to, on in changes for row in _not_ended(known, member.pk, on)]
        check_nothing_later((row, on) for row, _to, on in left)
        for row, to, on in left:
            check_other_standing(row, to, on=on)
        for pk in ids:
            check_in_the_party(memberships.get(pk, []))
        changing.end_each((row, on, {}) for row, _to, on in left)
        changing.record(
            [StandingPeriod(member=member, standing=standing, starts_on=on) for member, standing, on in changes]
        )
        listing.refresh(member.pk for member, _standing, _on in changes)


def end_memberships(*, by: Actor, endings: Sequence[tuple[Member, str, date]], place: int | None = None) -> None:
    """End memberships, each for a reason (`Leaving`) and on a day, the first on which it no longer holds.

    Standing and posts end with it.
    """
    ids = [member.pk for member, _leaving, _on in endings]
    with act(events.LEFT, by=by, about=_only(ids), place=place, count=len(endings)) as ending:
        memberships = _standing_rows(Membership, ids)
        for member, _leaving, on in endings:
            check_is_member(member, _not_ended(memberships, member.pk, on), on=on)
        left = [(row, on, why) for member, why, on in endings for row in _not_ended(memberships, member.pk, on)]
        check_nothing_later((row, on) for row, on, _why in left)
        ending.end_each((row, on, {"leaving": why}) for row, on, why in left)
        for model in (StandingPeriod, PostHeld):
            held = _standing_rows(model, ids)
            ending.end_each((row, on, {}) for member, _why, on in endings for row in _not_ended(held, member.pk, on))
        listing.refresh(ids)


def record_posts(*, by: Actor, posts: Sequence[NewPost], place: int | None = None) -> None:
    """Record posts held; refused in an organization that does not exist all the time, and where held already.

    Refused too for those who died or left the Party before the post would end.
    """
    ids = [one.member_id for one in posts]
    with act(events.APPOINTED, by=by, about=_only(ids), place=place, count=len(posts)) as appointing:
        memberships = _standing_rows(Membership, ids)
        for one in posts:
            check_in_the_party(memberships.get(one.member_id, []), until=one.ends_on)
        check_appointable([(one.member_id, one.organization_id, one.post, one.starts_on, one.ends_on) for one in posts])
        appointing.record(
            [
                PostHeld(
                    member_id=one.member_id,
                    organization_id=one.organization_id,
                    post=one.post,
                    starts_on=one.starts_on,
                    ends_on=one.ends_on,
                    decision_number=one.decision.number,
                    decided_on=one.decision.decided_on,
                )
                for one in posts
            ]
        )


def end_posts(*, by: Actor, on: date, posts: Sequence[PostHeld], place: int | None = None) -> None:
    """End posts on a day, the first on which they are no longer held; refused where they ended before."""
    about = _only([post.member_id for post in posts])
    with act(events.POST_ENDED, by=by, on=on, about=about, place=place, count=len(posts)) as ending:
        check_held_longer(posts, on=on)
        ending.end(posts, on=on)


def completed(particulars: Mapping[str, Any]) -> dict[str, Any]:
    """Particulars with the keys that belong to the name; a day of birth takes the place of a year, and the reverse."""
    born = particulars.get("birth_date") or particulars.get("birth_year")
    whole = {**particulars, **(birth_fields(born) if born else {})}
    if "full_name" not in whole:
        return whole
    name = normalized(whole["full_name"])
    keys = {"name_key": name_key(name), "search_key": search_key(name), "written_key": unaccented(name)}
    return {**whole, "full_name": name, **keys}


def _standings(member: Member, one: NewMember) -> list[StandingPeriod]:
    begun = [*one.earlier_standings, (one.standing, one.standing_on or one.starts_on)]
    check_standings_in_order(one.code, [starts_on for _standing, starts_on in begun])
    ends = [starts_on for _standing, starts_on in begun[1:]] + [None]
    return [
        StandingPeriod(member=member, standing=standing, starts_on=starts_on, ends_on=ends_on)
        for (standing, starts_on), ends_on in zip(begun, ends, strict=True)
    ]


def _only(ids: Sequence[int]) -> Member | None:
    """The member under whom an action is filed: the one whom alone it concerns."""
    return Member(pk=ids[0]) if len(set(ids)) == 1 else None


def _carried(standings: Sequence[StandingPeriod], on: date) -> list[StandingPeriod]:
    """The standing held last, from the day until the next, for a member without one on that day."""
    before = [row for row in standings if row.starts_on <= on]
    if not before or before[-1].holds_on(on):
        return []
    until = next((row.starts_on for row in standings if row.starts_on > on), None)
    return [StandingPeriod(member=before[-1].member, standing=before[-1].standing, starts_on=on, ends_on=until)]


def _standing_rows(model: type[Dated], ids: Sequence[int]) -> dict[int, list[Dated]]:
    """Rows that were not withdrawn, by member id, in the order of time."""
    rows: dict[int, list[Dated]] = {}
    members = sorted(set(ids))
    for start in range(0, len(members), _BATCH):
        batch = members[start : start + _BATCH]
        for row in model.objects.effective().filter(member__in=batch).select_related("member").order_by("starts_on"):
            rows.setdefault(row.member_id, []).append(row)
    return rows


def _not_ended(rows: Mapping[int, list[Dated]], member_id: int, on: date) -> list[Dated]:
    """The member's rows that hold on the day or later."""
    return [row for row in rows.get(member_id, []) if row.ends_on is None or row.ends_on > on]
