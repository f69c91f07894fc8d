"""Actions write rows with their stamps, together with the entry that tells of them."""

from datetime import date

import pytest

from tests.conftest import TODAY, District
from tests.record import dump
from vungmanh.foundation.actors import Actor
from vungmanh.foundation.decisions import Decision
from vungmanh.foundation.refusals import Refusal
from vungmanh.journal import events
from vungmanh.journal.models import Entry
from vungmanh.journal.writing import act, note
from vungmanh.members import events as member_events
from vungmanh.organizations.actions import found_organization, rename_organization
from vungmanh.organizations.events import FOUNDED, RENAMED
from vungmanh.organizations.founding import NewOrganization
from vungmanh.organizations.models import Organization, Placement

OFFICE = Actor("Phạm Thị Bích", "Cán bộ Ban Tổ chức · Đảng bộ huyện Yên Thử", login_id=3, member_id=8)


def test_an_entry_says_who_did_what_in_which_capacity_from_when(district: District) -> None:
    organization = district.organizations["kho-bac"]
    rename_organization(
        by=OFFICE, on=TODAY, organization=organization, name="Chi bộ Kho bạc", decision=Decision("9-QĐ/HU")
    )
    entry = Entry.objects.get(event=RENAMED.code)
    assert (entry.actor, entry.capacity, entry.login_id, entry.member_id) == (
        "Phạm Thị Bích", "Cán bộ Ban Tổ chức · Đảng bộ huyện Yên Thử", 3, 8,
    )  # fmt: skip
    assert (entry.takes_effect_on, entry.subject, entry.subject_id) == (TODAY, "organization", organization.pk)
    assert RENAMED.tell(entry.details, "vi") == "Đổi tên Chi bộ Kho bạc Nhà nước thành Chi bộ Kho bạc"
    assert RENAMED.tell(entry.details, "en") == "Renamed Chi bộ Kho bạc Nhà nước to Chi bộ Kho bạc"


def test_rows_carry_the_number_of_the_entry_that_wrote_them(district: District) -> None:
    rename_organization(by=OFFICE, on=TODAY, organization=district.organizations["kho-bac"], name="Chi bộ Kho bạc")
    entry = Entry.objects.get(event=RENAMED.code)
    assert Placement.objects.filter(withdrawn_by=entry.pk).count() == 1
    assert set(Placement.objects.filter(recorded_by=entry.pk).values_list("starts_on", "ends_on")) == {
        (date(2005, 1, 1), TODAY),
        (TODAY, None),
    }


def test_an_action_inside_another_is_part_of_it(listed: None, operator: Actor) -> None:
    with act(events.UNDONE, by=operator) as outer, act(events.UNDONE, by=operator) as inner:
        innermost = note(events.UNDONE, by=operator)
    assert (outer.entry.part_of, inner.entry.part_of, innermost.part_of) == (None, outer.entry.pk, outer.entry.pk)
    assert note(events.UNDONE, by=operator).part_of is None


def test_a_refused_action_leaves_no_trace(district: District, operator: Actor) -> None:
    before, entries = dump(), Entry.objects.count()
    with pytest.raises(Refusal), act(FOUNDED, by=operator):
        found_organization(by=operator, new=NewOrganization("moi", "Chi bộ mới", "subordinate_cell", "dong-xa", TODAY))
        found_organization(by=operator, new=NewOrganization("moi", "Chi bộ mới", "subordinate_cell", "dong-xa", TODAY))
    assert (dump(), Entry.objects.count()) == (before, entries)


def test_the_entry_of_one_founded_organization_is_filed_under_it(district: District, operator: Actor) -> None:
    founded = found_organization(
        by=operator, new=NewOrganization("moi", "Chi bộ mới", "subordinate_cell", "dong-xa", TODAY)
    )
    entry = Entry.objects.get(event=FOUNDED.code)
    assert (entry.subject, entry.subject_id, entry.organization_id) == ("organization", founded.pk, founded.pk)


def test_whoever_comes_second_is_told_that_the_row_has_changed(district: District, operator: Actor) -> None:
    stale = district.placement("kho-bac")
    with act(events.UNDONE, by=operator) as first:
        first.replace(stale, name="Chi bộ thứ nhất")
    with pytest.raises(Refusal) as refused, act(events.UNDONE, by=operator) as second:
        second.replace(stale, name="Chi bộ thứ hai")
    assert refused.value.code == "journal.changed_meanwhile"
    assert district.placement("kho-bac").name == "Chi bộ thứ nhất"


def test_ending_rows_on_their_first_day_withdraws_them(district: District, operator: Actor) -> None:
    placement = district.placement("kho-bac")
    with act(events.UNDONE, by=operator) as action:
        action.end([placement], on=placement.starts_on)
    assert not Placement.objects.effective().filter(organization=placement.organization_id).exists()


def test_recording_nothing_writes_nothing(listed: None, operator: Actor, django_assert_num_queries) -> None:
    with act(events.UNDONE, by=operator) as action, django_assert_num_queries(0):
        action.record([])
        action.withdraw([])
        action.replace_all([])


def test_details_and_counters_are_kept(listed: None, operator: Actor) -> None:
    with act(events.UNDONE, by=operator, undoes=7) as action:
        action.keep(rows=3)
    assert Entry.objects.get(pk=action.entry.pk).details == {"undoes": 7, "rows": 3}


def test_an_event_is_declared_once() -> None:
    with pytest.raises(ValueError, match="declared twice"):
        events.declare("journal.undone", "Hoàn tác", "Undid")


def test_an_undeclared_event_is_unknown() -> None:
    with pytest.raises(KeyError):
        events.declared("journal.forgotten")
    assert events.declared("members.enrolled") is member_events.ENROLLED
    assert len({event.code for event in events.all_declared()}) == len(events.all_declared())


def test_a_detail_that_was_not_kept_is_left_open() -> None:
    assert RENAMED.tell({"name": "A"}, "vi") == "Đổi tên A thành …"


def test_a_code_may_be_used_again_once_its_organization_is_withdrawn(district: District, operator: Actor) -> None:
    new = NewOrganization("moi", "Chi bộ mới", "subordinate_cell", "dong-xa", TODAY)
    founded = found_organization(by=operator, new=new)
    with act(events.UNDONE, by=operator) as action:
        action.withdraw(list(Placement.objects.effective().filter(organization=founded)))
    with act(events.UNDONE, by=operator) as action:
        action.withdraw([founded])
    again = found_organization(by=operator, new=new)
    assert list(Organization.objects.effective().filter(code="moi")) == [again]
