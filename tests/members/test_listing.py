"""The derived list and headcounts are what the dated rows say, after every action and on every day."""

from collections import Counter
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.conftest import MEMBERS, TODAY, District
from tests.record import rolled_back
from vungmanh.foundation.actors import Actor
from vungmanh.foundation.refusals import Refusal
from vungmanh.journal.models import Entry
from vungmanh.members import listing
from vungmanh.members.actions import NewMember, change_standings, end_memberships, enrol_members, transfer_members
from vungmanh.members.models import Headcount, Leaving, Listing, Member, Standing
from vungmanh.members.queries import headcount, headcounts_below
from vungmanh.organizations.actions import found_organizations
from vungmanh.organizations.founding import NewOrganization
from vungmanh.organizations.models import Placement
from vungmanh.organizations.queries import placement_by_code
from vungmanh.proceedings.reorganization import move_organization
from vungmanh.proceedings.undoing import undo_action

DAYS = [date(2012, 1, 1), date(2015, 1, 1), date(2018, 1, 1), TODAY, date(2021, 1, 1)]
CELLS = ["dong-xa-1", "dong-xa-2", "tay-xa-1", "kho-bac"]
numbers = st.integers(0, 1000)
steps = st.lists(
    st.tuples(
        st.sampled_from(["enrol", "transfer", "standing", "leave", "move", "undo", "advance"]),
        numbers, numbers, st.sampled_from(DAYS),
    ),
    min_size=3,
    max_size=12,
)  # fmt: skip


def derived() -> tuple[set[tuple[object, ...]], set[tuple[object, ...]]]:
    return set(Listing.objects.values_list()), set(Headcount.objects.values_list("grassroots", "standing", "members"))


def check(district: District) -> None:
    kept = derived()
    with rolled_back():
        listing.rebuild()
        assert derived() == kept
    for day in DAYS:
        shown = _counts(day)
        with rolled_back():
            listing.advance(day)
            assert _counts(day) == shown, day


def _counts(day: date) -> dict[str, tuple[dict[str, int], dict[int, int]]]:
    rows = Placement.objects.on(day).select_related("organization")
    return {
        row.organization.code: (headcount(row, on=day), {**headcounts_below(row, on=day)})
        for row in rows
        if row.depth < 7
    }


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(changes=steps)
def test_every_action_keeps_the_lists_true(
    district: District, operator: Actor, changes: list[tuple[str, int, int, date]]
) -> None:
    with rolled_back():
        before = max(Entry.objects.values_list("pk", flat=True))
        for change in changes:
            try:
                _change(district, operator, before, *change)
            except Refusal:
                continue
        check(district)


def _change(district: District, by: Actor, before: int, doing: str, one: int, other: int, on: date) -> None:
    members = list(Member.objects.effective().order_by("pk"))
    member = members[one % len(members)]
    cell = district.organizations[CELLS[other % len(CELLS)]]
    standing = Standing.values[other % len(Standing.values)]
    if doing == "enrol":
        late = date(on.year, 6, 1)
        particulars = {"full_name": f"Người {len(members)}"}
        new = NewMember(f"n{len(members)}-{one}-{other}", cell.pk, on, standing, particulars, standing_on=late)
        enrol_members(by=by, new=[new])
    elif doing == "transfer":
        transfer_members(by=by, transfers=[(member, cell.pk, on)])
    elif doing == "standing":
        change_standings(by=by, changes=[(member, standing, on)])
    elif doing == "leave":
        end_memberships(by=by, endings=[(member, Leaving.DIED, on)])
    elif doing == "move":
        parent = district.organizations[("dong-xa", "tay-xa")[one % 2]]
        move_organization(by=by, on=on, organization=cell, parent=parent)
    elif doing == "undo":
        entries = list(Entry.objects.filter(part_of=None, pk__gt=before).order_by("-pk")[:3])
        if entries:
            undo_action(entries[one % len(entries)], by=by)
    else:
        listing.advance(on)


def test_headcounts_of_every_level(district: District) -> None:
    root = district.placement("yen-thu")
    assert headcount(root, on=TODAY) == {"full": 7, "probationary": 1, "exempt": 1}
    assert headcount(district.placement("dong-xa"), on=TODAY) == {"full": 3, "probationary": 1, "exempt": 1}
    assert headcount(district.placement("dong-xa-1"), on=TODAY) == {"full": 2, "probationary": 1}
    ids = {code: organization.pk for code, organization in district.organizations.items()}
    assert headcounts_below(root, on=TODAY) == {ids["dong-xa"]: 5, ids["tay-xa"]: 2, ids["kho-bac"]: 2}
    assert headcounts_below(district.placement("dong-xa"), on=TODAY) == {ids["dong-xa-1"]: 3, ids["dong-xa-2"]: 2}
    assert headcounts_below(district.placement("dong-xa-1"), on=TODAY) == {}


def test_a_day_before_the_first_member_has_nobody(district: District) -> None:
    day = date(2009, 12, 31)
    assert headcount(district.placement("yen-thu", day), on=day) == {}
    listing.advance(day)
    assert Listing.objects.count() == Headcount.objects.count() == 0
    assert headcount(district.placement("yen-thu", day), on=day) == {}
    listing.advance(TODAY)
    assert Listing.objects.count() == len(MEMBERS)


@pytest.mark.parametrize("day", [date(2026, 8, 1)])
def test_cells_directly_under_a_province_are_counted_too(db: None, operator: Actor, day: date) -> None:
    listing.advance(day)
    organizations = found_organizations(
        by=operator,
        new=[
            NewOrganization("tinh", "Đảng bộ tỉnh", "province", None, day),
            NewOrganization("xa", "Đảng bộ xã", "grassroots_organization", "tinh", day),
            NewOrganization("thon", "Chi bộ thôn", "cell", "xa", day),
            NewOrganization("so", "Chi bộ sở", "cell", "tinh", day),
        ],
    )
    ids = {organization.code: organization.pk for organization in organizations}
    new = [
        NewMember(str(number), ids[code], day, Standing.FULL, {"full_name": f"Người {number}"})
        for number, code in enumerate(["thon", "so", "so"])
    ]
    enrol_members(by=operator, new=new)
    root = placement_by_code("tinh", on=day)
    assert root is not None
    for shown in (day, date(2027, 1, 1)):
        listing.advance(shown)
        assert Counter(headcounts_below(root, on=day)) == Counter({ids["xa"]: 1, ids["so"]: 2})


def test_a_member_moves_in_the_list_with_the_cell(district: District, operator: Actor) -> None:
    move_organization(
        by=operator, on=TODAY, organization=district.organizations["dong-xa-1"], parent=district.organizations["tay-xa"]
    )
    row = Listing.objects.get(member=district.members["dv-01"])
    tay = district.organizations["tay-xa"].pk
    assert (row.level_2, row.grassroots_id) == (tay, tay)
    assert headcount(district.placement("tay-xa"), on=TODAY) == {"full": 4, "probationary": 1}
