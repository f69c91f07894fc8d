"""Writing what the accepted rows of a plan ask for, by the actions of the capabilities, in an order that works."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date
from typing import Any

from vungmanh.classification.actions import Rating, record_results
from vungmanh.exchange.rows import Row, steps_of
from vungmanh.exchange.steps import (
    CorrectPerson,
    CorrectPlacement,
    Dissolve,
    Enrol,
    Establish,
    Hold,
    Leave,
    Move,
    Place,
    Rate,
    Stand,
    Transfer,
    id_of,
)
from vungmanh.foundation.actors import Actor
from vungmanh.foundation.decisions import Decision
from vungmanh.members.actions import (
    NewMember,
    NewPost,
    change_standings,
    correct_particulars,
    end_memberships,
    enrol_members,
    record_posts,
    transfer_members,
)
from vungmanh.members.models import Member, Particulars
from vungmanh.organizations.actions import correct_placements, found_organizations
from vungmanh.organizations.models import Organization
from vungmanh.proceedings.reorganization import dissolve_organization, move_organization
from vungmanh.rulebooks.rulebook import Subject


def write(rows: Sequence[Row], *, by: Actor, place: int | None) -> None:
    """Take the steps of the accepted rows; the caller has opened the journal entry that they become part of."""
    _write_organizations(rows, by)
    _enrol(steps_of(rows, Enrol), by, place)
    _change_members(rows, by, place)
    _record_posts(steps_of(rows, Hold), by, place)
    if leaving := steps_of(rows, Leave):
        end_memberships(by=by, endings=[(_member(one), one.leaving, one.on) for one in leaving], place=place)
    for ending in sorted(steps_of(rows, Dissolve), key=lambda step: -step.place.placements[-1].depth):
        dissolve_organization(by=by, on=ending.on, organization=_recorded(ending.place), decision=ending.decision)
    _record_results(steps_of(rows, Rate), by, place)


def _write_organizations(rows: Sequence[Row], by: Actor) -> None:
    if new := steps_of(rows, Establish):
        founded = found_organizations(by=by, new=[one.new for one in new])
        for one, organization in zip(new, founded, strict=True):
            one.place.organization = organization
    if corrections := steps_of(rows, CorrectPlacement):
        correct_placements(by=by, corrections=[(one.placement, one.changes) for one in corrections])
    for move in steps_of(rows, Move):
        organization, parent = _recorded(move.place), _recorded(move.parent)
        move_organization(by=by, on=move.on, organization=organization, parent=parent, decision=move.decision)


def _enrol(new: Sequence[Enrol], by: Actor, place: int | None) -> None:
    if not new:
        return
    enrolled = enrol_members(
        by=by,
        place=place,
        new=[
            NewMember(one.person.code, one.place.id, one.on, one.standing, one.particulars, one.standing_on)
            for one in new
        ],
    )
    for one, member in zip(new, enrolled, strict=True):
        one.person.member = member


def _change_members(rows: Sequence[Row], by: Actor, place: int | None) -> None:
    if corrections := steps_of(rows, CorrectPerson):
        changed = [(_particulars(one), one.changes) for one in corrections]
        correct_particulars(by=by, corrections=changed, place=place)
    if standings := steps_of(rows, Stand):  # before the transfers, which carry the last standing on where none is given
        changes = [(_member(one), one.standing, one.on) for one in standings]
        change_standings(by=by, changes=changes, place=place)
    if transfers := steps_of(rows, Transfer):
        moved = [(_member(one), one.place.id, one.on) for one in transfers]
        transfer_members(by=by, transfers=moved, place=place)


def _record_posts(holding: Sequence[Hold], by: Actor, place: int | None) -> None:
    if holding:
        posts = [NewPost(one.person.id, one.place.id, one.post, one.on) for one in holding]
        record_posts(by=by, posts=posts, place=place)


def _record_results(rates: Sequence[Rate], by: Actor, place: int | None) -> None:
    """Results are recorded decision by decision."""
    groups: dict[tuple[int, Decision, int | None], list[Rate]] = defaultdict(list)
    for rate in rates:
        groups[rate.year, rate.decision, id_of(rate.decided_by)].append(rate)
    for (year, decision, decided_by), group in sorted(groups.items(), key=_by_year_and_decision):
        record_results(
            by=by,
            year=year,
            decision=decision,
            decided_by=decided_by,
            organizations=[_rating(one) for one in group if one.subject == Subject.ORGANIZATION],
            members=[_rating(one) for one in group if one.subject == Subject.MEMBER],
            place=place,
        )


def _by_year_and_decision(item: tuple[tuple[int, Decision, int | None], Any]) -> tuple[int, str, date, int]:
    year, decision, decided_by = item[0]
    return year, decision.number, decision.decided_on or date.min, decided_by or 0


def _rating(rate: Rate) -> Rating:
    target = rate.place or rate.person
    assert target is not None
    return Rating(target.id, rate.category, rate.status, rate.exemplary, rate.reason, id_of(rate.cell))


def _member(step: Transfer | Stand | Leave) -> Member:
    assert step.person.member is not None
    return step.person.member


def _particulars(step: CorrectPerson) -> Particulars:
    assert step.person.particulars is not None
    return step.person.particulars


def _recorded(place: Place) -> Organization:
    assert place.organization is not None
    return place.organization
