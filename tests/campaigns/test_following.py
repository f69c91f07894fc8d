"""How far a campaign is, who is late, and reminding them."""

from datetime import date

import pytest

from tests.campaigns.conftest import MEETING, Year
from tests.campaigns.test_steps import refused
from tests.conftest import TODAY
from vungmanh.campaigns.models import SubjectKind, Terms
from vungmanh.campaigns.progress import steps
from vungmanh.campaigns.running.actions import difference, list_anew, open_campaign, set_deadlines
from vungmanh.campaigns.running.following import Following
from vungmanh.campaigns.running.preview import preview_opening
from vungmanh.campaigns.running.reminding import last_reminded, remind
from vungmanh.journal.models import Entry
from vungmanh.members.actions import change_standings
from vungmanh.members.models import Standing


def following(year: Year, code: str, on: date = TODAY) -> Following:
    return Following(year.campaign, year.district.placement(code, date(2019, 12, 31)), on=on)


@pytest.fixture
def written(year: Year) -> Year:
    """Two of Đông Xá's first cell have written, the collective was reviewed."""
    year.write(year.member("dv-01"))
    year.write(year.member("dv-02"))
    year.hold([year.body("dong-xa-1", SubjectKind.COLLECTIVE)])
    return year


@pytest.mark.parametrize("code", ["yen-thu", "dong-xa", "dong-xa-1"])
def test_figures_are_those_of_the_steps_at_any_level(written: Year, code: str) -> None:
    assert following(written, code).steps == steps(written.campaign, written.district.placement(code))


def test_the_parts_make_the_whole(written: Year) -> None:
    whole = following(written, "yen-thu")
    own = sum(group.total for group in whole.groups if group.place == whole.placement.organization_id)
    assert sum(child.subjects for child in whole.children) + own == whole.treatments.total()
    assert {child.stand.code for child in whole.children} == {"dong-xa", "tay-xa", "kho-bac"}


@pytest.mark.parametrize("code", ["yen-thu", "dong-xa-1"])
def test_as_many_queries_for_a_district_as_for_a_cell(
    written: Year, code: str, django_assert_num_queries: object
) -> None:
    found = following(written, code)
    with django_assert_num_queries(3):  # type: ignore[operator]
        assert (found.steps, found.children, found.late, found.reasons) is not None


def test_late_is_what_is_open_after_its_day(written: Year) -> None:
    cell = written.district.organizations["dong-xa-1"].pk
    assert following(written, "dong-xa-1", on=date(2019, 12, 8)).late == []
    late = following(written, "dong-xa-1").late
    assert [(one.organization_id, one.step, one.open) for one in late] == [(cell, "self_review", 2)]


def test_the_latest_stands_first(written: Year) -> None:
    children = following(written, "yen-thu").children
    assert [child.late for child in children] == sorted((child.late for child in children), reverse=True)


def test_a_reminder_is_kept_journalled_and_given_once_a_day(written: Year) -> None:
    found, by = following(written, "yen-thu"), written.by
    place = found.placement
    count = remind(by=by, campaign=written.campaign, place=place, late=found.late, on=TODAY)
    assert count == len(found.late)
    assert last_reminded(written.campaign) == {(one.organization_id, one.step): TODAY for one in found.late}
    assert Entry.objects.filter(event="campaigns.reminded").count() == 1
    with refused("campaigns.nobody_to_remind"):
        remind(by=by, campaign=written.campaign, place=place, late=found.late, on=TODAY)


def test_deadlines_keep_the_order_of_the_steps(year: Year) -> None:
    root = year.district.placement("yen-thu")
    with refused("campaigns.calendar_out_of_order"):
        set_deadlines(by=year.by, campaign=year.campaign, root=root, calendar={"review": date(2019, 12, 1)})
    set_deadlines(by=year.by, campaign=year.campaign, root=root, calendar={"review": MEETING})
    assert following(year, "yen-thu").deadlines == {"self_review": date(2019, 12, 8), "review": MEETING}


def test_a_second_campaign_is_refused_above_and_below(year: Year) -> None:
    for code in ("yen-thu", "dong-xa"):
        with refused("campaigns.open_already"):
            open_campaign(by=year.by, root=year.district.placement(code), year=2019, on=TODAY)


def test_the_preview_counts_what_opening_lists(year: Year) -> None:
    counts = preview_opening(year.district.placement("yen-thu"), year=2018)
    open_campaign(by=year.by, root=year.district.placement("yen-thu"), year=2018, on=TODAY)
    assert Terms.objects.effective().filter(subject__campaign__year=2018).count() == counts.total


def test_listing_anew_does_what_its_preview_says(year: Year) -> None:
    root = year.district.placement("yen-thu")
    changes = [(year.district.members["dv-02"], Standing.EXEMPT, date(2019, 12, 1))]
    change_standings(by=year.by, changes=changes)
    found = difference(year.campaign, root)
    assert [(terms.treatment, line.treatment) for terms, line in found.changed] == [("rated", "out")]
    assert list_anew(by=year.by, campaign=year.campaign, root=root) == (len(found.added), len(found.changed))
    assert difference(year.campaign, root).changed == []
