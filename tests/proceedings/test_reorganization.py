"""Moving and ending organizations with their members."""

from datetime import date

import pytest

from tests.conftest import TODAY, District
from tests.record import dump
from vungmanh.foundation.actors import Actor
from vungmanh.foundation.refusals import Refusal
from vungmanh.members.actions import transfer_members
from vungmanh.members.queries import headcount, posts_of
from vungmanh.organizations.queries import placement_by_code
from vungmanh.proceedings.reorganization import dissolve_organization, move_organization

EARLIER, LATER = date(2015, 1, 1), date(2018, 1, 1)


def test_a_cell_with_members_is_not_dissolved(district: District, operator: Actor) -> None:
    cell = district.organizations["kho-bac"]
    before = dump()
    with pytest.raises(Refusal, match="2 đảng viên") as refused:
        dissolve_organization(by=operator, on=TODAY, organization=cell)
    assert (refused.value.code, dump()) == ("members.still_enrolled", before)
    moved = [(district.members[code], district.organizations["dong-xa-1"].pk, TODAY) for code in ("dv-08", "dv-09")]
    transfer_members(by=operator, transfers=moved)
    dissolve_organization(by=operator, on=TODAY, organization=cell)
    assert placement_by_code("kho-bac", on=TODAY) is None


def test_posts_end_with_their_organization(district: District, operator: Actor) -> None:
    cell, away, secretary = (district.organizations["dong-xa-1"], district.organizations["dong-xa-2"], "dv-01")
    moved = [(district.members[code], away.pk, TODAY) for code in (secretary, "dv-02", "dv-03")]
    transfer_members(by=operator, transfers=moved)
    dissolve_organization(by=operator, on=TODAY, organization=cell)
    [post] = posts_of(district.members[secretary])
    assert (post.organization_id, post.ends_on) == (cell.pk, TODAY)


def test_what_does_not_exist_cannot_be_dissolved(district: District, operator: Actor) -> None:
    with pytest.raises(Refusal) as refused:
        dissolve_organization(by=operator, on=date(2004, 1, 1), organization=district.organizations["kho-bac"])
    assert refused.value.code == "organizations.not_standing"


def test_a_move_back_in_time_before_another_leaves_today_alone(district: District, operator: Actor) -> None:
    cell, dong, tay = (district.organizations[code] for code in ("dong-xa-1", "dong-xa", "tay-xa"))
    move_organization(by=operator, on=LATER, organization=cell, parent=tay)
    today = headcount(district.placement("tay-xa"), on=TODAY)
    move_organization(by=operator, on=EARLIER, organization=cell, parent=tay)
    assert headcount(district.placement("tay-xa"), on=TODAY) == today
    assert headcount(district.placement("dong-xa", EARLIER), on=EARLIER) == {"full": 1, "exempt": 1}
    assert dong.code == "dong-xa"
