"""Recording organizations, members and posts of the scenario by the product's bulk actions."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from random import Random
from typing import Any

from django.db import connection
from django.db.models import Model

from vungmanh.demo.drawing import lots
from vungmanh.demo.people import Person
from vungmanh.demo.posts import Appointment
from vungmanh.demo.tree import (
    DISSOLVED,
    DISSOLVED_ON,
    DISTRICT,
    GROUPS,
    LAP_THANH,
    MOVED_ON,
    POPULATION_CENTRE,
    bodies,
    body_at,
    body_of,
    cells,
)
from vungmanh.foundation.actors import Actor
from vungmanh.foundation.decisions import Decision
from vungmanh.members.actions import (
    NewMember,
    NewPost,
    end_memberships,
    enrol_members,
    record_posts,
    transfer_members,
)
from vungmanh.members.models import Member, Membership, Particulars, StandingPeriod
from vungmanh.organizations.actions import found_organizations, rename_organization
from vungmanh.organizations.founding import NewOrganization
from vungmanh.organizations.models import Organization, Placement
from vungmanh.proceedings.reorganization import dissolve_organization, move_organization

LAST_DAY = date(2019, 12, 20)
_DISTRICT_FOUNDED, _GROUPS_FOUNDED = date(1976, 1, 1), date(2005, 3, 1)
_FORMER_NAMES = {
    "kim-phu-thon-5": ("Chi bộ xóm 5", date(2012, 3, 1), Decision("31-QĐ/ĐU", date(2012, 2, 20))),
    "hung-loi-truong-thcs": (
        "Chi bộ Trường Phổ thông cơ sở Hùng Lợi", date(2009, 9, 1), Decision("18-QĐ/ĐU", date(2009, 8, 25)),
    ),
}  # fmt: skip
"""What cells were called until when, and the decision that gave them the name of 2018."""


def found(*, by: Actor) -> dict[str, Organization]:
    """Found all organizations at once; returns them by code."""
    return {one.code: one for one in found_organizations(by=by, new=list(_organizations()))}


def _organizations() -> Iterator[NewOrganization]:
    rng = lots("founding decisions")
    yield NewOrganization(DISTRICT, "Đảng bộ huyện Yên Sơn", "district", None, _DISTRICT_FOUNDED)
    for body in bodies():
        kind = "grassroots_cell" if body.is_cell else "grassroots_organization"
        decision = Decision(f"{rng.randint(5, 180)}-QĐ/HU", body.founded_on)
        yield NewOrganization(body.code, body.name, kind, DISTRICT, body.founded_on, body.sector, decision)
        for cell in () if body.is_cell else body.cells:
            name = _FORMER_NAMES[cell.code][0] if cell.code in _FORMER_NAMES else cell.name
            superior = body_at(cell.code, cell.founded_on)
            decision = Decision(f"{rng.randint(2, 60)}-QĐ/ĐU", cell.founded_on)
            yield NewOrganization(cell.code, name, "subordinate_cell", superior, cell.founded_on, cell.sector, decision)
    decision = Decision("22-QĐ/ĐU", DISSOLVED.founded_on)
    yield NewOrganization(
        DISSOLVED.code, DISSOLVED.name, "subordinate_cell", DISSOLVED.body, DISSOLVED.founded_on, "office", decision
    )
    for number, code in enumerate(GROUPS, start=1):
        decision = Decision("02-QĐ/CB", _GROUPS_FOUNDED)
        yield NewOrganization(
            code, f"Tổ đảng số {number}", "party_group", LAP_THANH, _GROUPS_FOUNDED, "village", decision
        )


def reorganize(*, by: Actor, ids: Mapping[str, Organization]) -> None:
    """Rename cells, move one and dissolve one, each in its year; the members have left the dissolved one before."""
    for code, (_former, on, decision) in _FORMER_NAMES.items():
        rename_organization(by=by, on=on, organization=ids[code], name=cells()[code].name, decision=decision)
    centre, superior = ids[POPULATION_CENTRE], ids[cells()[POPULATION_CENTRE].body]
    decision = Decision("268-QĐ/HU", date(2018, 6, 22))
    move_organization(by=by, on=MOVED_ON, organization=centre, parent=superior, decision=decision)
    decision = Decision("47-QĐ/ĐU", date(2013, 6, 25))
    dissolve_organization(by=by, on=DISSOLVED_ON, organization=ids[DISSOLVED.code], decision=decision)


def enrol(*, by: Actor, people: Sequence[Person], ids: Mapping[str, Organization]) -> dict[str, Member]:
    """Enrol everybody where they first were, then let them move on, die and leave; returns members by code."""
    rng = lots("papers")
    for number, person in enumerate(people, start=1):
        person.code = f"ys-{number:05}"
    new = [_new_member(person, ids, _particulars(rng, person, number)) for number, person in enumerate(people, start=1)]
    members = {member.code: member for member in enrol_members(by=by, new=new)}
    moves = sorted((day, person.code, seat) for person in people for seat, day in person.moves)
    rounds: list[list[tuple[Member, int, date]]] = [[], []]
    seen: set[str] = set()
    for day, code, seat in moves:
        rounds[code in seen].append((members[code], ids[seat].pk, day))
        seen.add(code)
    for transfers in rounds:
        transfer_members(by=by, transfers=transfers)
    endings = [(members[person.code], *person.ended) for person in people if person.ended is not None]
    end_memberships(by=by, endings=endings)
    count_rows(Placement, Member, Particulars, Membership, StandingPeriod)
    return members


def count_rows(*models: type[Model]) -> None:
    """Let PostgreSQL count rows just written: within one transaction nobody else does, and it plans as for a few.

    Only tables that have been filled: one counted while empty stays empty for the planner.
    """
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            for model in models:
                cursor.execute(f"ANALYZE {connection.ops.quote_name(model._meta.db_table)}")


def _new_member(person: Person, ids: Mapping[str, Organization], particulars: dict[str, Any]) -> NewMember:
    *earlier, (standing, since) = person.standings(until=LAST_DAY)
    return NewMember(
        code=person.code,
        organization_id=ids[person.seat].pk,
        starts_on=person.enrolled_on,
        standing=standing,
        particulars=particulars,
        standing_on=since,
        earlier_standings=earlier,
    )


def _particulars(rng: Random, person: Person, number: int) -> dict[str, Any]:
    """The papers: numbers beginning with 99, which no real card and no real citizen's number does."""
    official = person.official_on if person.official_on <= LAST_DAY else None
    card = _card_day(person.official_on)
    last_seat = [person.seat, *[seat for seat, _since in person.moves]][-1]
    body = body_of()[cells()[LAP_THANH if last_seat in GROUPS else last_seat].body]
    home = body.name.removeprefix("Đảng bộ ") if body.sector == "commune" else "thị trấn Tân Bình"
    has_card = card <= LAST_DAY
    return {
        "full_name": person.full_name,
        "gender": person.gender,
        "birth_date": person.born,
        "ethnicity": person.ethnicity,
        "religion": "Không",
        "citizen_id": f"999{number:05}{rng.randint(0, 9999):04}",
        "card_number": f"99{number:06}{rng.randint(0, 9999):04}" if has_card else "",
        "card_issued_by": "Tỉnh ủy Tuyên Quang" if has_card else "",
        "card_issued_on": card if has_card else None,
        "birth_country": "Việt Nam",
        "birth_province": "Tuyên Quang",
        "home_country": "Việt Nam",
        "home_province": "Tuyên Quang",
        "residence_country": "Việt Nam",
        "residence_province": "Tuyên Quang",
        "residence_place": f"{home}, huyện Yên Sơn",
        "joined_on": person.joined_on,
        "official_on": official,
    }


def _card_day(official_on: date) -> date:
    """Cards are handed out on four holidays of the year; this is the first after probation."""
    holidays = [date(year, month, day) for year in (official_on.year, official_on.year + 1) for month, day in _HOLIDAYS]
    return next(day for day in holidays if day > official_on)


_HOLIDAYS = ((2, 3), (5, 19), (9, 2), (11, 7))


def record_appointments(
    *,
    by: Actor,
    appointments: Sequence[Appointment],
    members: Mapping[str, Member],
    ids: Mapping[str, Organization],
) -> None:
    """Record all posts."""
    posts = [
        NewPost(
            members[one.person.code].pk, ids[one.organization].pk, one.post, one.starts_on, one.ends_on, one.decision
        )
        for one in appointments
    ]
    record_posts(by=by, posts=posts)
