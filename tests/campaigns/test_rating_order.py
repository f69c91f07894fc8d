"""Who is rated before whom, in the years that know it."""

from datetime import date

import pytest

from tests.campaigns.conftest import Year
from tests.conftest import District
from vungmanh.campaigns.models import SubjectKind
from vungmanh.campaigns.rating.order import before_rating, not_known_first
from vungmanh.campaigns.running.actions import open_campaign
from vungmanh.foundation.actors import Actor
from vungmanh.members.actions import NewPost, record_posts
from vungmanh.members.models import Post


@pytest.fixture
def year(district: District, operator: Actor, request: pytest.FixtureRequest) -> Year:
    """The campaign of the year asked for; dong-xa-1 has a collective of dv-01, its secretary, and dv-02."""
    place = district.organizations["dong-xa-1"].pk
    record_posts(by=operator, posts=[NewPost(district.members["dv-02"].pk, place, Post.DEPUTY, date(2016, 1, 1))])
    root = district.placement("yen-thu", date(request.param, 12, 31))
    return Year(district, open_campaign(by=operator, root=root, year=request.param, on=root.starts_on), operator)


def awaited(year: Year, *terms: object) -> set[str]:
    return {one.who for one in before_rating(year.campaign, terms)}  # type: ignore[arg-type]


@pytest.mark.parametrize("year", [2019], indirect=True)
def test_in_2019_only_lower_comes_before_higher(year: Year) -> None:
    collective, cell = year.body("dong-xa-1", SubjectKind.COLLECTIVE), year.body("dong-xa-1")
    assert awaited(year, cell) == {"Nhữ Thị Hân", "Trần Văn Hà", "Lê Văn Hả"}
    assert awaited(year, collective, year.member("dv-01")) == set()
    assert awaited(year, year.body("dong-xa")) == {
        "Nhữ Thị Hân", "Trần Văn Hà", "Lê Văn Hả", "Ma Văn Đức", "Chi bộ thôn Đông 1", "Chi bộ thôn Đông 2",
    }  # fmt: skip


@pytest.mark.parametrize("year", [2023], indirect=True)
def test_from_2023_a_collective_comes_before_its_members_and_a_unit_before_its_head(year: Year) -> None:
    collective, cell = year.body("dong-xa-1", SubjectKind.COLLECTIVE), year.body("dong-xa-1")
    head, deputy, other = (year.member(code) for code in ("dv-01", "dv-02", "dv-03"))
    assert awaited(year, other) == set()
    assert awaited(year, deputy) == {"Tập thể lãnh đạo Chi bộ thôn Đông 1"}
    assert awaited(year, head) == {"Tập thể lãnh đạo Chi bộ thôn Đông 1", "Chi bộ thôn Đông 1"}
    assert awaited(year, cell) == {"Lê Văn Hả"}
    assert awaited(year, collective, cell, head, deputy, other) == set()


@pytest.mark.parametrize("year", [2019, 2023], indirect=True)
def test_what_is_rated_outside_is_asked_for_where_the_year_puts_it_first(year: Year) -> None:
    unknown = not_known_first(year.campaign, [year.member("dv-01"), year.body("dong-xa")])
    told = [(one.rule.code, len(one.subject_ids)) for one in unknown]
    assert told == ([("civil_first", 1)] if year.campaign.year == 2019 else [("state_first", 1)])
