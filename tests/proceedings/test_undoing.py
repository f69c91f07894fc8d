"""Undoing an action on which the tree or a membership rests without a trace in the journal."""

from datetime import date

import pytest

from tests.conftest import TODAY, District
from tests.record import dump
from vungmanh.foundation.actors import Actor
from vungmanh.foundation.refusals import Refusal
from vungmanh.journal.models import Entry
from vungmanh.members.actions import transfer_members
from vungmanh.members.models import Listing
from vungmanh.organizations.actions import dissolve_organization, found_organization
from vungmanh.organizations.founding import NewOrganization
from vungmanh.proceedings.reorganization import move_organization
from vungmanh.proceedings.undoing import undo_action

DAY = date(2018, 1, 1)


def last_entry() -> Entry:
    entry = Entry.objects.filter(part_of=None).order_by("pk").last()
    assert entry is not None
    return entry


def refused(entry: Entry, operator: Actor) -> str:
    before = dump()
    with pytest.raises(Refusal) as raised:
        undo_action(entry, by=operator)
    assert dump() == before
    return raised.value.code


def test_an_undone_move_takes_the_members_back(district: District, operator: Actor) -> None:
    before, listed = dump(), set(Listing.objects.values_list())
    cell, parent = district.organizations["dong-xa-1"], district.organizations["tay-xa"]
    move_organization(by=operator, on=DAY, organization=cell, parent=parent)
    assert set(Listing.objects.values_list()) != listed
    undo_action(last_entry(), by=operator)
    assert (dump(), set(Listing.objects.values_list())) == (before, listed)


def test_an_undone_transfer_takes_the_member_back(district: District, operator: Actor) -> None:
    listed = set(Listing.objects.values_list())
    transfer_members(by=operator, transfers=[(district.members["dv-01"], district.organizations["kho-bac"].pk, DAY)])
    undo_action(last_entry(), by=operator)
    assert set(Listing.objects.values_list()) == listed


def test_a_move_stays_when_something_was_founded_below_since(district: District, operator: Actor) -> None:
    cell, parent = district.organizations["dong-xa-1"], district.organizations["tay-xa"]
    move_organization(by=operator, on=DAY, organization=cell, parent=parent)
    moved = last_entry()
    found_organization(by=operator, new=NewOrganization("to-1", "Tổ 1", "party_group", "dong-xa-1", TODAY))
    assert refused(moved, operator) == "proceedings.no_longer_fits"


def test_a_move_stays_when_the_old_superior_is_gone(district: District, operator: Actor) -> None:
    move_organization(
        by=operator, on=DAY, organization=district.organizations["tay-xa-1"], parent=district.organizations["dong-xa"]
    )
    moved = last_entry()
    dissolve_organization(by=operator, on=DAY, organization=district.organizations["tay-xa"])
    assert refused(moved, operator) == "proceedings.no_longer_fits"


def test_a_transfer_stays_when_the_old_cell_is_gone(district: District, operator: Actor) -> None:
    members = [district.members[code] for code in ("dv-08", "dv-09")]
    to = district.organizations["dong-xa-1"].pk
    transfer_members(by=operator, transfers=[(member, to, DAY) for member in members])
    transferred = last_entry()
    dissolve_organization(by=operator, on=DAY, organization=district.organizations["kho-bac"])
    assert refused(transferred, operator) == "proceedings.no_longer_fits"
