"""Enrolling, transferring, standings, leaving and posts, and what is refused."""

from dataclasses import replace
from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.conftest import District
from tests.record import dump, rolled_back
from vungmanh.foundation.actors import Actor
from vungmanh.foundation.refusals import Refusal
from vungmanh.journal.models import Entry
from vungmanh.members.actions import (
    NewMember,
    NewPost,
    change_standings,
    correct_particulars,
    end_memberships,
    end_posts,
    enrol_members,
    record_posts,
    transfer_members,
)
from vungmanh.members.models import Leaving, Member, Membership, Post, PostHeld, Standing, StandingPeriod
from vungmanh.members.queries import (
    member_by_code,
    membership_on,
    memberships_of,
    names_of,
    particulars_of,
    posts_in,
    posts_of,
    standings_of,
)
from vungmanh.organizations.actions import dissolve_organization

JOINED, LATER = date(2018, 3, 3), date(2019, 3, 3)


def new(district: District, **changes: object) -> NewMember:
    particulars = {"full_name": " Ma  Thị Na ", "card_number": "001111111111"}
    one = NewMember("moi", district.organizations["dong-xa-1"].pk, JOINED, Standing.PROBATIONARY, particulars)
    return replace(one, **changes)  # type: ignore[arg-type]


def spans(rows: object, field: str) -> list[tuple[object, date, date | None]]:
    return [(getattr(row, field), row.starts_on, row.ends_on) for row in rows]  # type: ignore[attr-defined]


def test_a_member_is_enrolled_with_particulars_and_standings(district: District, operator: Actor) -> None:
    one = new(district, standing=Standing.FULL, standing_on=LATER, earlier_standings=((Standing.PROBATIONARY, JOINED),))
    member = enrol_members(by=operator, new=[one])[0]
    assert member_by_code("moi") == member
    particulars = particulars_of(member)
    assert (particulars.full_name, particulars.search_key, particulars.written_key) == (
        "Ma Thị Na",
        "na ma thi",
        "ma thi na",
    )
    assert spans(memberships_of(member), "organization_id") == [(one.organization_id, JOINED, None)]
    assert spans(standings_of(member), "standing") == [("probationary", JOINED, LATER), ("full", LATER, None)]


def test_a_transfer_ends_the_old_membership_on_its_day(district: District, operator: Actor) -> None:
    member, cell = district.members["dv-02"], district.organizations["tay-xa-1"]
    transfer_members(by=operator, transfers=[(member, cell.pk, LATER)])
    old, now = memberships_of(member)
    assert (old.ends_on, old.leaving, now.starts_on, now.organization_id) == (LATER, "transferred", LATER, cell.pk)
    before, on = (membership_on(member, on=day) for day in (date(2019, 3, 2), LATER))
    assert (before, on) == (old, now)


def test_who_was_transferred_away_comes_back_with_the_last_standing(district: District, operator: Actor) -> None:
    member, cell = district.members["dv-02"], district.organizations["tay-xa-1"]
    end_memberships(by=operator, endings=[(member, Leaving.TRANSFERRED, JOINED)])
    transfer_members(by=operator, transfers=[(member, cell.pk, LATER)])
    assert [(row.starts_on, row.ends_on, row.leaving) for row in memberships_of(member)] == [
        (date(2010, 1, 1), JOINED, "transferred"),
        (LATER, None, ""),
    ]
    assert spans(standings_of(member), "standing") == [
        ("full", date(2010, 1, 1), JOINED), ("full", LATER, None),
    ]  # fmt: skip


def test_the_standing_carried_along_ends_where_the_next_begins(district: District, operator: Actor) -> None:
    member, cell = district.members["dv-03"], district.organizations["tay-xa-1"]
    end_memberships(by=operator, endings=[(member, Leaving.TRANSFERRED, JOINED)])
    change_standings(by=operator, changes=[(member, Standing.FULL, LATER)])
    transfer_members(by=operator, transfers=[(member, cell.pk, date(2018, 9, 1))])
    assert spans(standings_of(member), "standing") == [
        ("probationary", date(2010, 1, 1), JOINED),
        ("probationary", date(2018, 9, 1), LATER),
        ("full", LATER, None),
    ]


LEFT_FOR_GOOD = {
    Leaving.DIED: ("members.died", "dv-02"),
    Leaving.LEFT: ("members.left_the_party", "không còn trong Đảng"),
    Leaving.STRUCK_OFF: ("members.left_the_party", "không còn trong Đảng"),
    Leaving.EXPELLED: ("members.left_the_party", "không còn trong Đảng"),
}


@pytest.mark.parametrize("leaving", LEFT_FOR_GOOD)
def test_nothing_goes_on_for_one_who_died_or_left_the_party(
    district: District, operator: Actor, leaving: Leaving
) -> None:
    member, cell = district.members["dv-02"], district.organizations["dong-xa-1"].pk
    end_memberships(by=operator, endings=[(member, leaving, JOINED)])
    before, (code, said) = dump(), LEFT_FOR_GOOD[leaving]
    for attempt in (
        lambda: transfer_members(by=operator, transfers=[(member, cell, LATER)]),
        lambda: change_standings(by=operator, changes=[(member, Standing.EXEMPT, LATER)]),
        lambda: record_posts(by=operator, posts=[NewPost(member.pk, cell, Post.DEPUTY, LATER)]),
        lambda: record_posts(by=operator, posts=[NewPost(member.pk, cell, Post.DEPUTY, date(2017, 1, 1), LATER)]),
    ):
        with pytest.raises(Refusal, match=said) as refused:
            attempt()
        assert (refused.value.code, bool(refused.value.remedy), dump()) == (code, True, before)
    record_posts(by=operator, posts=[NewPost(member.pk, cell, Post.DEPUTY, date(2017, 1, 1), JOINED)])
    assert [(row.starts_on, row.ends_on) for row in posts_of(member)] == [(date(2017, 1, 1), JOINED)]


def test_the_standing_held_already_is_not_given_again(district: District, operator: Actor) -> None:
    member = district.members["dv-02"]
    for day in (date(2010, 1, 1), LATER):
        with pytest.raises(Refusal, match="dv-02") as refused:
            change_standings(by=operator, changes=[(member, Standing.FULL, day)])
        assert refused.value.code == "members.same_standing"


def test_a_standing_holds_until_the_next(district: District, operator: Actor) -> None:
    member = district.members["dv-03"]
    change_standings(by=operator, changes=[(member, Standing.FULL, LATER)])
    assert spans(standings_of(member), "standing") == [
        ("probationary", date(2010, 1, 1), LATER), ("full", LATER, None),
    ]  # fmt: skip


def test_leaving_ends_standing_and_posts_too(district: District, operator: Actor) -> None:
    member = district.members["dv-04"]
    end_memberships(by=operator, endings=[(member, Leaving.DIED, LATER)])
    ended = [*memberships_of(member), *standings_of(member), *posts_of(member)]
    assert [row.ends_on for row in ended] == [LATER, LATER, LATER]
    assert memberships_of(member)[0].leaving == Leaving.DIED


def test_a_post_ends_on_its_day(district: District, operator: Actor) -> None:
    place = district.organizations["dong-xa"].pk
    end_posts(by=operator, on=LATER, posts=list(posts_in(place, on=LATER)))
    assert [post.member.code for post in posts_in(place, on=date(2019, 3, 2))] == ["dv-04"]
    assert list(posts_in(place, on=LATER)) == []


def test_a_correction_replaces_particulars_with_their_keys(district: District, operator: Actor) -> None:
    member = district.members["dv-02"]
    correct_particulars(by=operator, corrections=[(particulars_of(member), {"full_name": "Trần Văn Hạ"})])
    particulars = particulars_of(member)
    assert (particulars.full_name, particulars.card_number) == ("Trần Văn Hạ", "001234567802")
    assert names_of([member.pk]) == {member.pk: "Trần Văn Hạ"}


def test_two_members_may_exchange_their_numbers(district: District, operator: Actor) -> None:
    one, other = (particulars_of(district.members[code]) for code in ("dv-01", "dv-02"))
    swapped = [(one, {"card_number": other.card_number}), (other, {"card_number": one.card_number})]
    correct_particulars(by=operator, corrections=swapped)
    assert particulars_of(district.members["dv-01"]).card_number == other.card_number


REFUSED = {
    "members.code_taken": {"code": "dv-01"},
    "members.name_missing": {"particulars": {"full_name": " "}},
    "members.number_taken": {"particulars": {"full_name": "Ma Na", "card_number": "001234567801"}},
    "members.no_organization_then": {"starts_on": date(2004, 12, 31)},
    "members.standings_out_of_order": {"earlier_standings": ((Standing.PROBATIONARY, JOINED),)},
}


@pytest.mark.parametrize("code", REFUSED)
def test_whom_nobody_can_enrol(district: District, operator: Actor, code: str) -> None:
    before = dump()
    with pytest.raises(Refusal) as refused:
        enrol_members(by=operator, new=[new(district, **REFUSED[code])])
    assert (refused.value.code, bool(refused.value.remedy)) == (code, True)
    assert dump() == before


def test_members_are_enrolled_in_cells(district: District, operator: Actor) -> None:
    with pytest.raises(Refusal, match="Đảng bộ xã Đông Xá") as refused:
        enrol_members(by=operator, new=[new(district, organization_id=district.organizations["dong-xa"].pk)])
    assert refused.value.code == "members.holds_no_members"


@pytest.mark.parametrize("twice", ["code", "number"])
def test_the_same_member_twice_in_one_set_is_refused(district: District, operator: Actor, twice: str) -> None:
    other = new(district) if twice == "code" else new(district, code="khac")
    with pytest.raises(Refusal) as refused:
        enrol_members(by=operator, new=[new(district), other])
    assert refused.value.code == f"members.{twice}_taken"


def test_nobody_joins_a_dissolved_cell(district: District, operator: Actor) -> None:
    cell = district.organizations["dong-xa-1"]
    dissolve_organization(by=operator, on=JOINED, organization=cell)
    with pytest.raises(Refusal) as refused:
        transfer_members(by=operator, transfers=[(district.members["dv-07"], cell.pk, JOINED)])
    assert refused.value.code == "members.no_organization_then"


def test_nothing_outlasts_a_dissolved_organization(district: District, operator: Actor) -> None:
    cell, member = district.organizations["kho-bac"], district.members["dv-07"]
    away = [(district.members[code], district.organizations["dong-xa-1"].pk, JOINED) for code in ("dv-08", "dv-09")]
    transfer_members(by=operator, transfers=away)
    dissolve_organization(by=operator, on=LATER, organization=cell)
    before = dump()
    for attempt in (
        lambda: transfer_members(by=operator, transfers=[(member, cell.pk, JOINED)]),
        lambda: enrol_members(by=operator, new=[new(district, organization_id=cell.pk)]),
        lambda: record_posts(by=operator, posts=[NewPost(member.pk, cell.pk, Post.SECRETARY, JOINED)]),
        lambda: record_posts(by=operator, posts=[NewPost(member.pk, cell.pk, Post.SECRETARY, JOINED, date.max)]),
    ):
        with pytest.raises(Refusal, match="“Chi bộ Kho bạc Nhà nước” chỉ hoạt động đến hết ngày 02/03/2019") as refused:
            attempt()
        assert (refused.value.code, bool(refused.value.remedy), dump()) == ("members.organization_ends", True, before)
    record_posts(by=operator, posts=[NewPost(member.pk, cell.pk, Post.SECRETARY, JOINED, LATER)])
    assert [(row.starts_on, row.ends_on) for row in posts_of(member)] == [(JOINED, LATER)]


def test_an_action_with_one_member_is_filed_under_the_member(district: District, operator: Actor) -> None:
    one, other = district.members["dv-02"], district.members["dv-03"]
    cell = district.organizations["tay-xa-1"].pk
    post = NewPost(one.pk, cell, Post.DEPUTY, LATER)
    for do in (
        lambda: correct_particulars(by=operator, corrections=[(particulars_of(one), {"full_name": "Trần Hà"})]),
        lambda: transfer_members(by=operator, transfers=[(one, cell, JOINED)]),
        lambda: change_standings(by=operator, changes=[(one, Standing.EXEMPT, LATER)]),
        lambda: record_posts(by=operator, posts=[post]),
        lambda: end_posts(by=operator, on=date(2019, 6, 1), posts=list(posts_of(one))),
        lambda: end_memberships(by=operator, endings=[(one, Leaving.LEFT, date(2019, 9, 1))]),
    ):
        do()
        assert filed_under() == ("member", one.pk)
    enrolled = enrol_members(by=operator, new=[new(district)])[0]
    assert filed_under() == ("member", enrolled.pk)
    transfer_members(by=operator, transfers=[(enrolled, cell, LATER), (other, cell, LATER)])
    assert filed_under() == ("", None)


def filed_under() -> tuple[str, int | None]:
    entry = Entry.objects.order_by("pk").last()
    assert entry is not None
    return entry.subject, entry.subject_id


def test_a_change_before_a_later_one_is_refused(district: District, operator: Actor) -> None:
    member, cell = district.members["dv-02"], district.organizations["tay-xa-1"].pk
    transfer_members(by=operator, transfers=[(member, cell, LATER)])
    change_standings(by=operator, changes=[(member, Standing.EXEMPT, LATER)])
    codes = []
    for attempt in (
        lambda: transfer_members(by=operator, transfers=[(member, cell, JOINED)]),
        lambda: change_standings(by=operator, changes=[(member, Standing.REDUCED, JOINED)]),
        lambda: end_memberships(by=operator, endings=[(member, Leaving.LEFT, JOINED)]),
    ):
        before = dump()
        with pytest.raises(Refusal) as refused:
            attempt()
        codes.append(refused.value.code)
        assert dump() == before
    assert codes == ["members.ended_later"] * 3


def test_a_change_before_the_first_membership_is_refused(district: District, operator: Actor) -> None:
    with pytest.raises(Refusal) as refused:
        end_memberships(by=operator, endings=[(district.members["dv-02"], Leaving.LEFT, date(2009, 1, 1))])
    assert refused.value.code == "members.changed_later"


def test_who_has_left_cannot_leave_again(district: District, operator: Actor) -> None:
    member = district.members["dv-02"]
    end_memberships(by=operator, endings=[(member, Leaving.LEFT, JOINED)])
    with pytest.raises(Refusal) as refused:
        end_memberships(by=operator, endings=[(member, Leaving.DIED, LATER)])
    assert refused.value.code == "members.not_enrolled"


def test_a_post_is_held_once_at_a_time(district: District, operator: Actor) -> None:
    member, place = district.members["dv-01"].pk, district.organizations["dong-xa-1"].pk
    for post in (
        NewPost(member, place, Post.SECRETARY, LATER),
        NewPost(member, place, Post.SECRETARY, date(2015, 1, 1), date(2015, 6, 2)),
    ):
        with pytest.raises(Refusal) as refused:
            record_posts(by=operator, posts=[post])
        assert refused.value.code == "members.post_held_already"
    record_posts(by=operator, posts=[NewPost(member, place, Post.SECRETARY, date(2015, 1, 1), date(2015, 6, 1))])
    assert PostHeld.objects.effective().filter(member=member).count() == 2


def test_there_are_no_posts_where_there_is_no_organization(district: District, operator: Actor) -> None:
    post = NewPost(district.members["dv-01"].pk, district.organizations["dong-xa-1"].pk, Post.DEPUTY, date(2004, 1, 1))
    with pytest.raises(Refusal) as refused:
        record_posts(by=operator, posts=[post])
    assert refused.value.code == "members.no_organization_then"


def test_actions_cost_the_same_queries_for_one_and_many(district: District, operator: Actor) -> None:
    cell = district.organizations["tay-xa-1"].pk
    members = enrol_members(by=operator, new=[_numbered(district, number) for number in range(20)])
    for do in (
        lambda some: transfer_members(by=operator, transfers=[(member, cell, LATER) for member in some]),
        lambda some: change_standings(by=operator, changes=[(member, Standing.FULL, LATER) for member in some]),
        lambda some: end_memberships(by=operator, endings=[(member, Leaving.LEFT, LATER) for member in some]),
    ):
        costs = set()
        for count in (1, 20):
            with rolled_back(), CaptureQueriesContext(connection) as queries:
                do(members[:count])
            costs.add(len(queries))
        assert len(costs) == 1


def _numbered(district: District, number: int) -> NewMember:
    return new(district, code=f"moi-{number}", particulars={"full_name": f"Ma Thị Na {number}"})


def test_the_models_know_one_open_row_each(district: District) -> None:
    for model in (Membership, StandingPeriod):
        assert model.objects.effective().filter(ends_on=None).count() == Member.objects.effective().count()
