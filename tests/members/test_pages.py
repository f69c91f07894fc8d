"""Pages of the member list: the same members in the same order, today and on a past day, forward and backward."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.conftest import TODAY, District
from tests.record import rolled_back
from vungmanh.foundation.actors import Actor
from vungmanh.foundation.names import name_key
from vungmanh.members import listing
from vungmanh.members.actions import NewMember, enrol_members
from vungmanh.members.models import Standing
from vungmanh.members.pages import MemberRow, Page, members_page, search_members
from vungmanh.organizations.models import Placement

PAST = date(2018, 6, 1)
given_names = st.sampled_from("Hà Hả Ha Hân An Ánh Đức Dũng Ước Út".split())
people = st.lists(st.tuples(given_names, given_names, given_names).map(" ".join), min_size=0, max_size=25)


def enrol(district: District, operator: Actor, names: list[str]) -> None:
    cell = district.organizations["tay-xa-1"].pk
    enrol_members(
        by=operator,
        new=[
            NewMember(f"m{number}", cell, date(2011, 1, 1), Standing.FULL, {"full_name": name})
            for number, name in enumerate(names)
        ],
    )


def forward(scope: Placement, *, on: date, size: int) -> list[MemberRow]:
    page = members_page(scope, on=on, size=size)
    rows, before = list(page.rows), page.before
    assert before is None
    while page.after:
        page = members_page(scope, on=on, size=size, after=page.after)
        rows += page.rows
    return rows


def backward(scope: Placement, *, on: date, size: int) -> list[MemberRow]:
    page = _last(scope, on=on, size=size)
    rows = list(page.rows)
    while page.before:
        page = members_page(scope, on=on, size=size, before=page.before)
        rows = page.rows + rows
    return rows


def _last(scope: Placement, *, on: date, size: int) -> Page:
    page = members_page(scope, on=on, size=size)
    while page.after:
        page = members_page(scope, on=on, size=size, after=page.after)
    return page


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(names=people, size=st.integers(1, 7))
def test_paging_shows_everybody_once_in_order(district: District, operator: Actor, names: list[str], size: int) -> None:
    with rolled_back():
        enrol(district, operator, names)
        scope = district.placement("yen-thu")
        today = forward(scope, on=TODAY, size=size)
        assert len({row.member_id for row in today}) == len(today) == len(names) + 9
        assert [(row.name_key, row.member_id) for row in today] == sorted(
            (row.name_key, row.member_id) for row in today
        )
        assert [row.name_key for row in today] == [name_key(row.full_name) for row in today]
        assert backward(scope, on=TODAY, size=size) == today
        past = forward(scope, on=PAST, size=size)
        assert past == today  # nobody came or went between the two days
        assert backward(scope, on=PAST, size=size) == past
        listing.advance(PAST)
        assert forward(scope, on=PAST, size=size) == today


def found(district: District, words: str, on: date = TODAY, scope: str = "yen-thu") -> list[str]:
    return [row.full_name for row in members_page(district.placement(scope, on), on=on, words=words).rows]


@pytest.mark.parametrize("on", [TODAY, PAST])
@pytest.mark.parametrize(
    ("words", "names"),
    [
        ("nhu thi han", ["Nhữ Thị Hân"]),
        ("Nhữ Thị Hân", ["Nhữ Thị Hân"]),
        ("han", ["Nhữ Thị Hân"]),
        ("ha", ["Trần Văn Hà", "Lê Văn Hả", "Nhữ Thị Hân"]),
        ("van ha", ["Trần Văn Hà", "Lê Văn Hả"]),
        ("nhu", ["Nhữ Thị Hân"]),
        ("nhu th", ["Nhữ Thị Hân"]),
        ("001234567804", ["Ma Văn Đức"]),
        ("0012 3456 7804", ["Ma Văn Đức"]),
        ("duc", ["Ma Văn Đức"]),
        ("thi", []),
        ("100%", []),
        ("zz", []),
    ],
)
def test_members_are_found_without_diacritics(district: District, words: str, names: list[str], on: date) -> None:
    assert found(district, words, on) == names


def test_search_as_you_type_puts_given_names_first(district: District) -> None:
    rows = search_members(district.placement("yen-thu"), on=TODAY, words="h")
    assert [row.full_name for row in rows] == ["Trần Văn Hà", "Lê Văn Hả", "Nhữ Thị Hân", "Hoàng Thị An"]
    assert [row.full_name for row in search_members(district.placement("yen-thu"), on=TODAY, words="h", size=2)] == [
        "Trần Văn Hà",
        "Lê Văn Hả",
    ]


def test_a_scope_shows_only_its_own(district: District) -> None:
    assert found(district, "", scope="tay-xa") == ["Nông Thị Ánh", "Lý Văn Ước"]
    assert found(district, "han", scope="tay-xa") == []


@pytest.mark.parametrize("on", [TODAY, PAST])
def test_a_standing_is_a_filter(district: District, on: date) -> None:
    page = members_page(district.placement("yen-thu"), on=on, standing=Standing.EXEMPT)
    assert [(row.full_name, row.standing) for row in page.rows] == [("Hoàng Thị An", "exempt")]


def test_a_list_can_stay_within_given_members(district: District) -> None:
    ids = [district.members[code].pk for code in ("dv-01", "dv-07")]
    page = members_page(district.placement("yen-thu"), on=TODAY, only=ids)
    assert [row.member_id for row in page.rows] == ids


@pytest.mark.parametrize("key", ["nonsense", "~", "A1~x", "~~~"])
def test_a_key_that_nobody_gave_out_still_answers(district: District, key: str) -> None:
    assert isinstance(members_page(district.placement("yen-thu"), on=TODAY, after=key), Page)


@pytest.mark.parametrize("on", [TODAY, PAST])
def test_a_page_costs_the_same_queries_for_one_and_many(district: District, operator: Actor, on: date) -> None:
    costs = set()
    for count in (1, 30):
        with rolled_back():
            enrol(district, operator, ["Lê Văn An"] * count)
            with CaptureQueriesContext(connection) as queries:
                members_page(district.placement("tay-xa-1"), on=on)
            costs.add(len(queries))
    assert len(costs) == 1
