"""Renaming, moving and dissolving organizations, each from a day on, also back in time."""

from datetime import date

import pytest

from tests.conftest import FOUNDED, TODAY, District
from tests.organizations.tree import faults
from tests.record import dump
from vungmanh.foundation.actors import Actor
from vungmanh.foundation.decisions import Decision
from vungmanh.foundation.refusals import Refusal
from vungmanh.organizations.actions import (
    correct_placements,
    dissolve_organization,
    found_organization,
    move_organization,
    rename_organization,
)
from vungmanh.organizations.founding import NewOrganization
from vungmanh.organizations.models import Ending, Placement
from vungmanh.organizations.queries import (
    ancestors_of,
    below,
    directly_below,
    history_of,
    matching,
    placement_by_code,
    roots,
)

FIRST, SECOND, THIRD = date(2010, 1, 1), date(2012, 1, 1), date(2014, 1, 1)


def names(district: District, code: str) -> list[tuple[str, date, date | None]]:
    history = history_of(district.organizations[code].pk)
    return [(row.name, row.starts_on, row.ends_on) for row in history]


def superiors(district: District, code: str) -> list[tuple[str, date, date | None]]:
    history = history_of(district.organizations[code].pk)
    return [(row.parent.code if row.parent else "", row.starts_on, row.ends_on) for row in history]


def test_a_new_name_holds_from_its_day_on(district: District, operator: Actor) -> None:
    cell = district.organizations["dong-xa-1"]
    rename_organization(by=operator, on=SECOND, organization=cell, name=" Chi bộ  Một ", decision=Decision("7", SECOND))
    assert names(district, "dong-xa-1") == [("Chi bộ thôn Đông 1", FOUNDED, SECOND), ("Chi bộ Một", SECOND, None)]
    assert district.placement("dong-xa-1").decision_number == "7"
    assert district.placement("dong-xa-1", FIRST).decision_number == "01-QĐ/HU"


def test_a_name_given_back_in_time_goes_on_until_the_next_name(district: District, operator: Actor) -> None:
    cell = district.organizations["dong-xa-1"]
    rename_organization(by=operator, on=THIRD, organization=cell, name="Tên ba")
    move_organization(by=operator, on=SECOND, organization=cell, parent=district.organizations["tay-xa"])
    rename_organization(by=operator, on=FIRST, organization=cell, name="Tên một")
    assert names(district, "dong-xa-1") == [
        ("Chi bộ thôn Đông 1", FOUNDED, FIRST),
        ("Tên một", FIRST, SECOND),
        ("Tên một", SECOND, THIRD),
        ("Tên ba", THIRD, None),
    ]


def test_a_subtree_moves_with_its_organization(district: District, operator: Actor) -> None:
    cell = district.organizations["dong-xa-1"]
    group = found_organization(by=operator, new=NewOrganization("to-1", "Tổ 1", "party_group", "dong-xa-1", FIRST))
    move_organization(
        by=operator, on=SECOND, organization=cell, parent=district.organizations["tay-xa"], decision=Decision("8")
    )
    assert superiors(district, "dong-xa-1") == [("dong-xa", FOUNDED, SECOND), ("tay-xa", SECOND, None)]
    assert [(row.starts_on, row.ends_on) for row in history_of(group.pk)] == [(FIRST, SECOND), (SECOND, None)]
    tay = district.placement("tay-xa")
    assert [row.name for row in below(tay, on=TODAY).order_by("path")] == [
        "Chi bộ thôn Đông 1", "Tổ 1", "Chi bộ thôn Tây 1",
    ]  # fmt: skip
    assert [row.name for row in below(tay, on=FIRST)] == ["Chi bộ thôn Tây 1"]
    assert faults() == []


def test_a_move_back_in_time_ends_where_the_next_move_begins(district: District, operator: Actor) -> None:
    cell = district.organizations["dong-xa-1"]
    move_organization(by=operator, on=THIRD, organization=cell, parent=district.organizations["tay-xa"])
    found_organization(
        by=operator, new=NewOrganization("nam-xa", "Đảng bộ Nam", "grassroots_organization", "yen-thu", FOUNDED)
    )
    nam = placement_by_code("nam-xa", on=TODAY)
    assert nam is not None
    move_organization(by=operator, on=FIRST, organization=cell, parent=nam.organization)
    assert superiors(district, "dong-xa-1") == [
        ("dong-xa", FOUNDED, FIRST), ("nam-xa", FIRST, THIRD), ("tay-xa", THIRD, None),
    ]  # fmt: skip


def test_one_who_moves_under_a_superior_follows_its_later_moves(district: District, operator: Actor) -> None:
    found_organization(by=operator, new=NewOrganization("bp", "Bộ phận", "sectional_organization", "tay-xa", FOUNDED))
    section = placement_by_code("bp", on=TODAY)
    assert section is not None
    move_organization(
        by=operator, on=THIRD, organization=section.organization, parent=district.organizations["dong-xa"]
    )
    move_organization(
        by=operator, on=FIRST, organization=district.organizations["dong-xa-1"], parent=section.organization
    )
    assert [row.ancestor_ids[1] for row in history_of(district.organizations["dong-xa-1"].pk)] == [
        district.organizations["dong-xa"].pk, district.organizations["tay-xa"].pk, district.organizations["dong-xa"].pk,
    ]  # fmt: skip
    assert faults() == []


def test_a_dissolved_organization_is_known_until_its_day(district: District, operator: Actor) -> None:
    dissolve_organization(
        by=operator, on=THIRD, organization=district.organizations["kho-bac"], decision=Decision("9-QĐ/HU", THIRD)
    )
    assert placement_by_code("kho-bac", on=THIRD) is None
    last = history_of(district.organizations["kho-bac"].pk).last()
    assert (last.ends_on, last.ending, last.end_decision_number) == (THIRD, Ending.DISSOLVED, "9-QĐ/HU")


def test_one_dissolved_on_the_day_it_was_moved_keeps_its_end(district: District, operator: Actor) -> None:
    cell, decision = district.organizations["dong-xa-1"], Decision("9-QĐ/HU", THIRD)
    move_organization(by=operator, on=THIRD, organization=cell, parent=district.organizations["tay-xa"])
    dissolve_organization(by=operator, on=THIRD, organization=cell, decision=decision)
    assert [(row.ends_on, row.ending, row.end_decision_number, row.end_decided_on) for row in history_of(cell.pk)] == [
        (THIRD, Ending.DISSOLVED, "9-QĐ/HU", THIRD)
    ]


def test_a_change_back_in_time_leaves_the_end_to_the_last_placement(district: District, operator: Actor) -> None:
    dissolve_organization(by=operator, on=THIRD, organization=district.organizations["kho-bac"])
    rename_organization(by=operator, on=FIRST, organization=district.organizations["kho-bac"], name="Chi bộ Kho")
    history = history_of(district.organizations["kho-bac"].pk)
    assert [(row.ends_on, row.ending) for row in history] == [(FIRST, Ending.NONE), (THIRD, Ending.DISSOLVED)]


def test_a_correction_has_no_day(district: District, operator: Actor) -> None:
    correct_placements(by=operator, corrections=[(district.placement("kho-bac"), {"name": "Chi bộ  Kho bạc"})])
    assert names(district, "kho-bac") == [("Chi bộ Kho bạc", FOUNDED, None)]
    assert [row.name for row in matching(Placement.objects.on(TODAY), "kho bac")] == ["Chi bộ Kho bạc"]


def _refused_moves() -> dict[str, tuple[str, str]]:
    return {
        "organizations.under_itself": ("dong-xa", "dong-xa-1"),
        "organizations.may_not_stand_under": ("dong-xa-1", "yen-thu"),
        "organizations.no_superior_then": ("dong-xa-1", "kho-bac"),
        "organizations.not_standing": ("kho-bac", "yen-thu"),
        "organizations.superior_ends": ("dong-xa-1", "nam-xa"),
    }


@pytest.mark.parametrize("code", _refused_moves())
def test_an_impossible_move_is_refused(district: District, operator: Actor, code: str) -> None:
    new = NewOrganization("nam-xa", "Đảng bộ Nam", "grassroots_organization", "yen-thu", FOUNDED)
    organizations = district.organizations | {"nam-xa": found_organization(by=operator, new=new)}
    dissolve_organization(by=operator, on=SECOND, organization=organizations["kho-bac"])
    dissolve_organization(by=operator, on=TODAY, organization=organizations["nam-xa"])
    moved, parent = _refused_moves()[code]
    before = dump()
    with pytest.raises(Refusal) as refused:
        move_organization(by=operator, on=THIRD, organization=organizations[moved], parent=organizations[parent])
    assert (refused.value.code, bool(refused.value.remedy)) == (code, True)
    assert dump() == before


def test_nobody_moves_under_what_will_be_below(district: District, operator: Actor) -> None:
    cell = district.organizations["dong-xa-1"]
    group = found_organization(by=operator, new=NewOrganization("to-1", "Tổ 1", "party_group", "kho-bac", FIRST))
    move_organization(by=operator, on=THIRD, organization=group, parent=cell)
    with pytest.raises(Refusal) as refused:
        move_organization(by=operator, on=SECOND, organization=cell, parent=group)
    assert refused.value.code == "organizations.under_itself"


def test_an_organization_with_subordinates_is_not_dissolved(district: District, operator: Actor) -> None:
    with pytest.raises(Refusal, match="Chi bộ thôn Đông 1") as refused:
        dissolve_organization(by=operator, on=TODAY, organization=district.organizations["dong-xa"])
    assert refused.value.code == "organizations.has_subordinates"
    for code in ("dong-xa-1", "dong-xa-2"):
        move_organization(
            by=operator, on=TODAY, organization=district.organizations[code], parent=district.organizations["tay-xa"]
        )
    dissolve_organization(by=operator, on=TODAY, organization=district.organizations["dong-xa"])
    assert placement_by_code("dong-xa", on=TODAY) is None


def test_one_that_gets_subordinates_later_elsewhere_is_not_dissolved(district: District, operator: Actor) -> None:
    cell = district.organizations["dong-xa-1"]
    move_organization(by=operator, on=SECOND, organization=cell, parent=district.organizations["tay-xa"])
    found_organization(by=operator, new=NewOrganization("to-1", "Tổ 1", "party_group", "dong-xa-1", THIRD))
    with pytest.raises(Refusal) as refused:
        dissolve_organization(by=operator, on=FIRST, organization=cell)
    assert refused.value.code == "organizations.has_subordinates"


@pytest.mark.parametrize("name", ["", "  ", "Đ" * 201])
def test_a_name_is_between_one_and_two_hundred_letters(district: District, operator: Actor, name: str) -> None:
    with pytest.raises(Refusal) as refused:
        rename_organization(by=operator, on=TODAY, organization=district.organizations["kho-bac"], name=name)
    assert refused.value.code == "organizations.bad_name"


def test_the_tree_is_read_in_vietnamese_order(district: District) -> None:
    root = district.organizations["yen-thu"]
    assert [row.organization.code for row in directly_below(root.pk, on=TODAY)] == ["kho-bac", "dong-xa", "tay-xa"]
    assert [row.organization.code for row in roots(on=TODAY)] == ["yen-thu"]
    above = ancestors_of(district.placement("dong-xa-1"), on=TODAY)
    assert [row.organization.code for row in above] == ["yen-thu", "dong-xa"]
