from collections import Counter
from datetime import date
from fractions import Fraction

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import given
from hypothesis import strategies as st

from tests.classification.ratings import rate, rate_2018
from tests.conftest import FOUNDED, District
from vungmanh.classification.actions import Rating, justify_cap, record_results
from vungmanh.classification.caps import CapFinding, findings
from vungmanh.classification.populations import Counted
from vungmanh.foundation.actors import Actor
from vungmanh.members.actions import NewMember, enrol_members
from vungmanh.members.models import Standing
from vungmanh.organizations.actions import found_organizations
from vungmanh.organizations.founding import NewOrganization
from vungmanh.organizations.models import Organization
from vungmanh.organizations.queries import placement_by_code
from vungmanh.rulebooks import shelf
from vungmanh.rulebooks.rulebook import Subject

REASON = "Mười hai tổ chức đều vượt chỉ tiêu, tỉnh đồng ý."


@pytest.fixture
def fifty_five(listed: None, operator: Actor) -> dict[str, Organization]:
    """A district with 55 organizations directly below it."""
    new = [NewOrganization("huyen", "Đảng bộ huyện", "district", None, FOUNDED)] + [
        NewOrganization(f"cb-{number:02}", f"Chi bộ {number}", "grassroots_cell", "huyen", FOUNDED)
        for number in range(55)
    ]
    return {organization.code: organization for organization in found_organizations(by=operator, new=new)}


def rate_all(operator: Actor, founded: dict[str, Organization], year: int, **numbers: int) -> None:
    categories = [category for category, number in numbers.items() for _ in range(number)]
    ids = [organization.pk for code, organization in founded.items() if code != "huyen"]
    record_results(by=operator, year=year, organizations=list(map(Rating, ids, categories)))


def finding_of(code: str, year: int, counted: Counted = Counted.ORGANIZATIONS) -> CapFinding:
    placement = placement_by_code(code, on=date(year, 12, 31))
    assert placement is not None
    [found] = [each for each in findings(placement, year=year, below=False) if each.counted is counted]
    return found


def test_twelve_of_fifty_five_exceed_both_readings(fifty_five: dict[str, Organization], operator: Actor) -> None:
    rate_all(operator, fifty_five, 2018, excellent=12, good=37, completed=6)
    found = finding_of("huyen", 2018)
    assert found.given == 12
    assert [(reading.base, reading.base_count, reading.allowed) for reading in found.readings] == [
        (("good",), 37, 7),
        (("excellent", "good"), 49, 9),
    ]
    assert (found.exceeds, found.exceeds_every_reading, found.needs_reason) == (True, True, True)


def test_a_cap_may_be_exceeded_in_one_reading_and_kept_in_another(
    fifty_five: dict[str, Organization], operator: Actor
) -> None:
    rate_all(operator, fifty_five, 2018, excellent=8, good=37, completed=10)
    found = finding_of("huyen", 2018)
    assert (found.exceeds, found.exceeds_every_reading) == (True, False)


def test_exactly_what_is_allowed_is_within(fifty_five: dict[str, Organization], operator: Actor) -> None:
    rate_all(operator, fifty_five, 2018, excellent=7, good=35, completed=13)
    found = finding_of("huyen", 2018)
    assert (found.given, found.allowed) == (7, 7)
    assert (found.exceeds, found.exceeds_every_reading, found.needs_reason) == (False, False, False)


def test_a_written_reason_is_enough_and_the_excess_stays_visible(
    fifty_five: dict[str, Organization], operator: Actor
) -> None:
    rate_all(operator, fifty_five, 2018, excellent=12, good=37, completed=6)
    placement = placement_by_code("huyen", on=date(2018, 12, 31))
    assert placement is not None
    justify_cap(
        by=operator, placement=placement, year=2018, subject=Counted.ORGANIZATIONS, cap="excellent-organizations",
        reason=REASON,
    )  # fmt: skip
    found = finding_of("huyen", 2018)
    assert (found.reason, found.exceeds, found.needs_reason) == (REASON, True, False)


def test_where_the_share_was_not_seen_nobody_can_tell(fifty_five: dict[str, Organization], operator: Actor) -> None:
    rate_all(operator, fifty_five, 2008, clean_and_strong=50, good=5)
    found = finding_of("huyen", 2008)
    assert found.given == 50
    assert [reading.allowed for reading in found.readings] == [None, None]
    assert (found.exceeds, found.exceeds_every_reading, found.needs_reason) == (False, False, False)


def groups(district: District, code: str = "yen-thu") -> dict[tuple[str, Counted], Counter[str]]:
    found = findings(district.placement(code), year=2018)
    return {(each.placement.organization.code, each.counted): each.counts for each in found}


def test_groups_are_organizations_by_superior_and_cells_and_members_by_grassroots_organization(
    district: District,
) -> None:
    rate_2018(district)
    assert groups(district) == {
        ("yen-thu", Counted.ORGANIZATIONS): {"excellent": 1, "good": 2},
        ("dong-xa", Counted.CELLS): {"excellent": 1, "good": 1},
        ("tay-xa", Counted.CELLS): {"completed": 1},
        ("dong-xa", Counted.MEMBERS): {"excellent": 1, "good": 2},
        ("tay-xa", Counted.MEMBERS): {"completed": 1, "not_completed": 1},
        ("kho-bac", Counted.MEMBERS): {"good": 1},
    }


def test_cells_under_a_section_and_members_of_a_party_group_belong_to_the_grassroots_organization(
    district: District, operator: Actor
) -> None:
    founded = found_organizations(
        by=operator,
        new=[
            NewOrganization("dong-bp", "Đảng bộ bộ phận Đông", "sectional_organization", "dong-xa", FOUNDED),
            NewOrganization("dong-bp-1", "Chi bộ Đông 3", "subordinate_cell", "dong-bp", FOUNDED),
            NewOrganization("dong-to", "Tổ đảng số 1", "party_group", "dong-bp-1", FOUNDED),
        ],
    )
    joined = date(2012, 1, 1)
    member = enrol_members(
        by=operator,
        new=[NewMember("dv-10", founded[2].pk, joined, Standing.FULL, {"full_name": "Sằm Văn Mười"})],
    )[0]
    record_results(
        by=operator,
        year=2018,
        organizations=[Rating(founded[0].pk, "good"), Rating(founded[1].pk, "excellent")],
        members=[Rating(member.pk, "good")],
    )
    assert groups(district) == {
        ("dong-xa", Counted.CELLS): {"excellent": 1},
        ("dong-xa", Counted.MEMBERS): {"good": 1},
    }


def test_seen_from_a_cell_there_is_no_group(district: District) -> None:
    rate_2018(district)
    assert groups(district, "dong-xa-1") == {}
    assert set(groups(district, "kho-bac")) == {("kho-bac", Counted.MEMBERS)}
    assert set(groups(district, "dong-xa")) == {("dong-xa", Counted.CELLS), ("dong-xa", Counted.MEMBERS)}


def test_only_the_own_groups_when_asked(district: District) -> None:
    rate_2018(district)
    own = findings(district.placement("yen-thu"), year=2018, below=False)
    assert [(each.placement.organization.code, each.counted) for each in own] == [("yen-thu", Counted.ORGANIZATIONS)]


def test_findings_take_as_many_queries_for_more_groups(district: District) -> None:
    rate(district, 2018, {"dong-xa": "good"})
    with CaptureQueriesContext(connection) as few:
        findings(district.placement("yen-thu"), year=2018)
    rate_2018(district)
    with CaptureQueriesContext(connection) as many:
        assert len(findings(district.placement("yen-thu"), year=2018)) == 6
    assert len(few) == len(many)


@given(excellent=st.integers(0, 10_000), good=st.integers(0, 10_000))
def test_a_cap_allows_the_largest_whole_number_within_the_share(excellent: int, good: int) -> None:
    [cap] = shelf.book_for(2018).caps(Subject.MEMBER)
    counts = {"excellent": excellent, "good": good}
    for base in cap.bases:
        allowed = cap.allowed(counts, base)
        in_base = sum(counts[category] for category in base)
        assert allowed is not None
        assert Fraction(allowed) <= Fraction(in_base, 5) < allowed + 1
