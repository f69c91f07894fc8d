"""Undoing turns the stamps around, unless something later builds on the action."""

from datetime import date

import pytest

from tests.conftest import TODAY, District
from tests.record import dump
from vungmanh.foundation.actors import Actor
from vungmanh.foundation.refusals import Refusal
from vungmanh.journal import events
from vungmanh.journal.models import Entry
from vungmanh.journal.undoing import undo
from vungmanh.journal.writing import act
from vungmanh.members.actions import correct_particulars, end_memberships, transfer_members
from vungmanh.members.models import Leaving
from vungmanh.members.queries import particulars_of
from vungmanh.organizations.actions import (
    dissolve_organization,
    found_organization,
    move_organization,
    rename_organization,
)
from vungmanh.organizations.founding import NewOrganization

CELL = NewOrganization("moi", "Chi bộ mới", "subordinate_cell", "dong-xa", date(2018, 1, 1))


def last_entry() -> Entry:
    entry = Entry.objects.filter(part_of=None).order_by("pk").last()
    assert entry is not None
    return entry


def refused(entry: Entry, operator: Actor) -> str:
    before = dump()
    with pytest.raises(Refusal) as raised:
        undo(entry, by=operator)
    assert dump() == before
    return raised.value.code


@pytest.mark.parametrize("doing", ["rename", "move", "found", "transfer", "leave"])
def test_after_an_undo_everything_stands_as_before(district: District, operator: Actor, doing: str) -> None:
    before = dump()
    organizations, member = district.organizations, district.members["dv-02"]
    if doing == "rename":
        rename_organization(by=operator, on=TODAY, organization=organizations["dong-xa"], name="Đảng bộ Đông")
    elif doing == "move":
        move_organization(
            by=operator, on=TODAY, organization=organizations["dong-xa-1"], parent=organizations["tay-xa"]
        )
    elif doing == "found":
        found_organization(by=operator, new=CELL)
    elif doing == "transfer":
        transfer_members(by=operator, transfers=[(member, organizations["tay-xa-1"].pk, TODAY)])
    else:
        end_memberships(by=operator, endings=[(member, Leaving.DIED, TODAY)])
    assert dump() != before
    done = last_entry()
    undoing = undo(done, by=operator)
    assert dump() == before
    done.refresh_from_db()
    assert (done.undone_by, undoing.event, undoing.details) == (undoing.pk, events.UNDONE.code, {"undoes": done.pk})


def test_an_action_is_undone_with_all_its_parts(district: District, operator: Actor) -> None:
    before = dump()
    with act(events.UNDONE, by=operator) as whole:
        organization = found_organization(by=operator, new=CELL)
        rename_organization(by=operator, on=TODAY, organization=organization, name="Chi bộ khác")
    Entry.objects.filter(pk=whole.entry.pk).update(event="organizations.founded_many")
    undo(Entry.objects.get(pk=whole.entry.pk), by=operator)
    assert dump() == before


def test_an_action_is_undone_once(district: District, operator: Actor) -> None:
    found_organization(by=operator, new=CELL)
    entry = last_entry()
    undo(Entry.objects.get(pk=entry.pk), by=operator)
    assert refused(Entry.objects.get(pk=entry.pk), operator) == "journal.undone_already"
    assert refused(entry, operator) == "journal.undone_already"  # somebody else was faster


def test_an_undo_is_not_undone(district: District, operator: Actor) -> None:
    found_organization(by=operator, new=CELL)
    undoing = undo(last_entry(), by=operator)
    assert refused(undoing, operator) == "journal.undo_is_final"


def test_an_action_whose_row_was_replaced_since_stays(district: District, operator: Actor) -> None:
    rename_organization(by=operator, on=TODAY, organization=district.organizations["kho-bac"], name="Chi bộ một")
    first = last_entry()
    rename_organization(by=operator, on=TODAY, organization=district.organizations["kho-bac"], name="Chi bộ hai")
    assert refused(first, operator) == "journal.built_upon"
    undo(last_entry(), by=operator)
    undo(first, by=operator)
    assert district.placement("kho-bac").name == "Chi bộ Kho bạc Nhà nước"


def test_an_action_whose_row_is_pointed_at_stays(district: District, operator: Actor) -> None:
    cell = found_organization(by=operator, new=CELL)
    first = last_entry()
    transfer_members(by=operator, transfers=[(district.members["dv-02"], cell.pk, TODAY)])
    assert refused(first, operator) == "journal.built_upon"
    undo(last_entry(), by=operator)
    undo(first, by=operator)


def test_an_action_whose_history_was_continued_stays(district: District, operator: Actor) -> None:
    member = district.members["dv-02"]
    end_memberships(by=operator, endings=[(member, Leaving.TRANSFERRED, date(2018, 1, 1))])
    first = last_entry()
    transfer_members(by=operator, transfers=[(member, district.organizations["tay-xa-1"].pk, TODAY)])
    assert refused(first, operator) == "journal.built_upon"


def test_a_withdrawal_whose_history_was_continued_stays(district: District, operator: Actor) -> None:
    member = district.members["dv-02"]
    end_memberships(by=operator, endings=[(member, Leaving.TRANSFERRED, date(2010, 1, 1))])
    first = last_entry()
    transfer_members(by=operator, transfers=[(member, district.organizations["tay-xa-1"].pk, TODAY)])
    assert refused(first, operator) == "journal.built_upon"


def test_the_refusal_names_the_later_entry(district: District, operator: Actor) -> None:
    dissolve_organization(by=operator, on=TODAY, organization=district.organizations["kho-bac"])
    rename_organization(by=operator, on=TODAY, organization=district.organizations["tay-xa"], name="Đảng bộ Tây")
    first = last_entry()
    rename_organization(by=operator, on=TODAY, organization=district.organizations["tay-xa"], name="Đảng bộ mới")
    with pytest.raises(Refusal, match=str(last_entry().pk)):
        undo(first, by=operator)


def test_an_action_whose_old_number_was_taken_since_stays(district: District, operator: Actor) -> None:
    one, other = (particulars_of(district.members[code]) for code in ("dv-01", "dv-02"))
    correct_particulars(by=operator, corrections=[(one, {"card_number": "009999999999"})])
    first = last_entry()
    correct_particulars(by=operator, corrections=[(other, {"card_number": one.card_number})])
    assert refused(first, operator) == "journal.taken_since"
