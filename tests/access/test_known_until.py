"""What became of somebody elsewhere is known to nobody who had the person in reach before."""

from datetime import date

import pytest

from tests.conftest import TODAY, District
from vungmanh.access.questions import known_until, knows_year
from vungmanh.access.rights import Right
from vungmanh.foundation.actors import Actor
from vungmanh.members.actions import end_memberships, transfer_members
from vungmanh.members.models import Leaving, Member, Post
from vungmanh.organizations.actions import move_organization

BEFORE = date(2012, 5, 1)


@pytest.fixture
def commune(district: District) -> Actor:
    """The organization office of Đông Xá, today."""
    here = district.organizations["dong-xa"].pk
    return Actor("A", "office", 1, district.members["dv-08"].pk, Post.ORGANIZATION_OFFICE, here)


def moved(operator: Actor, district: District, *moves: tuple[str, date]) -> Member:
    """dv-01, enrolled in dong-xa-1, after some transfers."""
    member = district.members["dv-01"]
    for cell, on in moves:
        transfer_members(by=operator, transfers=[(member, district.organizations[cell].pk, on)])
    return member


def asked(actor: Actor, member: Member, on: date = BEFORE) -> date | None:
    return known_until(actor, Right.SEE_MEMBERS, member, on=on, today=TODAY)


def test_of_one_in_reach_today_everything_is_known(district: District, operator: Actor, commune: Actor) -> None:
    member = moved(operator, district, ("tay-xa-1", date(2014, 2, 1)), ("dong-xa-1", date(2016, 2, 1)))
    assert asked(commune, member) is None


def test_of_one_transferred_away_nothing_later_is_known(district: District, operator: Actor, commune: Actor) -> None:
    member = moved(operator, district, ("tay-xa-1", date(2014, 2, 1)))
    assert asked(commune, member) == date(2014, 2, 1)


def test_a_transfer_within_reach_is_no_leaving(district: District, operator: Actor, commune: Actor) -> None:
    member = moved(operator, district, ("dong-xa-2", date(2014, 2, 1)), ("tay-xa-1", date(2017, 2, 1)))
    assert asked(commune, member) == date(2017, 2, 1)


def test_one_who_came_back_between_is_known_until_the_first_leaving(
    district: District, operator: Actor, commune: Actor
) -> None:
    member = moved(
        operator, district,
        ("tay-xa-1", date(2014, 2, 1)), ("dong-xa-1", date(2016, 2, 1)), ("kho-bac", date(2018, 2, 1)),
    )  # fmt: skip
    assert [asked(commune, member), asked(commune, member, date(2017, 1, 1))] == [date(2014, 2, 1), date(2018, 2, 1)]


def test_who_left_the_party_elsewhere_is_known_until_the_transfer(
    district: District, operator: Actor, commune: Actor
) -> None:
    member = moved(operator, district, ("tay-xa-1", date(2014, 2, 1)))
    end_memberships(by=operator, endings=[(member, Leaving.EXPELLED, date(2018, 1, 1))])
    assert asked(commune, member) == date(2014, 2, 1)


def test_a_cell_placed_elsewhere_takes_its_members_along(district: District, operator: Actor, commune: Actor) -> None:
    cell, parent = district.organizations["dong-xa-1"], district.organizations["tay-xa"]
    move_organization(by=operator, on=date(2015, 7, 1), organization=cell, parent=parent)
    assert asked(commune, district.members["dv-01"]) == date(2015, 7, 1)


def test_oneself_and_the_operator_know_everything(district: District, operator: Actor) -> None:
    member = moved(operator, district, ("tay-xa-1", date(2014, 2, 1)))
    oneself = Actor("A", "", 1, member.pk, "", district.organizations["tay-xa-1"].pk)
    assert [asked(oneself, member), asked(operator, member)] == [None, None]


@pytest.mark.parametrize(
    ("until", "years"),
    [(None, [2013, 2014]), (date(2014, 12, 31), [2013]), (date(2015, 1, 1), [2013, 2014]), (date(2013, 5, 1), [])],
)
def test_a_year_is_known_that_was_over_before(until: date | None, years: list[int]) -> None:
    assert [year for year in (2013, 2014) if knows_year(until, year)] == years
