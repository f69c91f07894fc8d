"""Founding organizations: many at once, in any order, each where it may stand."""

from dataclasses import replace
from datetime import date
from itertools import permutations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.conftest import FOUNDED, TODAY, District
from tests.record import dump, rolled_back
from vungmanh.foundation.actors import Actor
from vungmanh.foundation.decisions import Decision
from vungmanh.foundation.refusals import Refusal
from vungmanh.organizations.actions import found_organization, found_organizations, move_organization
from vungmanh.organizations.checks import check_stands_under
from vungmanh.organizations.founding import NewOrganization
from vungmanh.organizations.kinds import kind, kinds
from vungmanh.organizations.models import Placement
from vungmanh.organizations.queries import history_of, placement_by_code

CELL = NewOrganization("moi", "Chi bộ mới", "subordinate_cell", "dong-xa", date(2018, 1, 1), "village", Decision("5"))
BRANCH = (
    NewOrganization("huyen", "Đảng bộ huyện", "district", None, FOUNDED),
    NewOrganization("xa", "Đảng bộ xã", "grassroots_organization", "huyen", FOUNDED),
    NewOrganization("thon", "Chi bộ thôn", "subordinate_cell", "xa", FOUNDED),
    NewOrganization("to", "Tổ đảng", "party_group", "thon", FOUNDED),
)


@pytest.mark.django_db
def test_organizations_are_founded_in_whatever_order_they_come(operator: Actor) -> None:
    for order in permutations(BRANCH):
        with rolled_back():
            found_organizations(by=operator, new=order)
            placements = {row.organization.code: row for row in Placement.objects.select_related("organization")}
            chain = "".join(f"{placements[one.code].organization_id:08}" for one in BRANCH)
            assert placements["to"].path == chain
            assert [placements[one.code].depth for one in BRANCH] == [1, 2, 3, 4]


@pytest.mark.django_db
def test_any_level_may_be_the_root(operator: Actor) -> None:
    for code in kinds():
        with rolled_back():
            day = kind(code).exists_from or FOUNDED
            found_organization(by=operator, new=NewOrganization("goc", "Gốc", code, None, day))
            root = placement_by_code("goc", on=day)
            assert root is not None
            assert (root.depth, root.parent_id) == (1, None)


def test_a_founded_organization_stands_as_its_decision_says(district: District, operator: Actor) -> None:
    found_organization(by=operator, new=replace(CELL, name="  Chi bộ   mới "))
    placement = district.placement("moi")
    assert (placement.name, placement.kind, placement.sector) == ("Chi bộ mới", "subordinate_cell", "village")
    assert (placement.decision_number, placement.search_key) == ("5", "chi bo moi")
    assert placement.ancestor_ids == [district.organizations["yen-thu"].pk, district.organizations["dong-xa"].pk]
    assert placement_by_code("moi", on=date(2017, 12, 31)) is None


def test_founding_back_in_time_follows_the_later_moves_of_the_superior(district: District, operator: Actor) -> None:
    found_organization(by=operator, new=NewOrganization("bp", "Bộ phận", "sectional_organization", "dong-xa", FOUNDED))
    section = placement_by_code("bp", on=TODAY)
    assert section is not None
    move_organization(by=operator, on=TODAY, organization=section.organization, parent=district.organizations["tay-xa"])
    cell = found_organization(by=operator, new=replace(CELL, parent_code="bp"))
    assert [(row.starts_on, row.ends_on, row.ancestor_ids[1]) for row in history_of(cell.pk)] == [
        (CELL.starts_on, TODAY, district.organizations["dong-xa"].pk),
        (TODAY, None, district.organizations["tay-xa"].pk),
    ]


REFUSED = {
    "organizations.code_taken": replace(CELL, code="kho-bac"),
    "organizations.bad_code": replace(CELL, code="hai chữ"),
    "organizations.bad_name": replace(CELL, name="  "),
    "organizations.unknown_kind": replace(CELL, kind="committee"),
    "organizations.kind_not_of_the_day": replace(CELL, kind="cell"),
    "organizations.no_superior_then": replace(CELL, parent_code="nowhere"),
    "organizations.may_not_stand_under": replace(CELL, parent_code="yen-thu"),
    "organizations.circle": replace(CELL, parent_code="moi"),
}


@pytest.mark.parametrize("code", REFUSED)
def test_what_cannot_be_founded_is_refused_with_what_to_do(district: District, operator: Actor, code: str) -> None:
    before = dump()
    with pytest.raises(Refusal) as refused:
        found_organizations(by=operator, new=[replace(CELL, code="truoc"), REFUSED[code]])
    assert (refused.value.code, bool(refused.value.remedy)) == (code, True)
    assert dump() == before


@pytest.mark.parametrize("starts_on", [date(2004, 12, 31), FOUNDED])
def test_a_superior_must_exist_already_on_the_first_day(district: District, operator: Actor, starts_on: date) -> None:
    new = replace(CELL, starts_on=starts_on)
    if starts_on < FOUNDED:
        with pytest.raises(Refusal) as refused:
            found_organization(by=operator, new=new)
        assert refused.value.code == "organizations.no_superior_then"
    else:
        assert found_organization(by=operator, new=new).code == "moi"


def test_the_tree_has_seven_levels(district: District) -> None:
    deep = Placement(name="Tổ", kind="subordinate_cell", depth=7)
    with pytest.raises(Refusal) as refused:
        check_stands_under(kind("party_group"), deep, parent_name="to", on=TODAY)
    assert refused.value.code == "organizations.too_deep"


def test_one_code_twice_in_one_set_is_refused(district: District, operator: Actor) -> None:
    with pytest.raises(Refusal) as refused:
        found_organizations(by=operator, new=[CELL, CELL])
    assert refused.value.code == "organizations.code_taken"


def test_founding_costs_the_same_queries_for_one_and_many(district: District, operator: Actor) -> None:
    costs = set()
    for count in (1, 40):
        with rolled_back(), CaptureQueriesContext(connection) as queries:
            found_organizations(by=operator, new=[replace(CELL, code=f"moi-{number}") for number in range(count)])
        costs.add(len(queries))
    assert len(costs) == 1
