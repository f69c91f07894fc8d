"""What lists show, by every filter, today and on past days; what an address asks for and cannot have."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.conftest import TODAY, District
from vungmanh.campaigns.models import Campaign
from vungmanh.campaigns.running.actions import list_anew, open_campaign
from vungmanh.classification.actions import Rating, record_results
from vungmanh.foundation.actors import Actor
from vungmanh.lists.addresses import choice_of, query_of
from vungmanh.lists.kinds import KINDS
from vungmanh.lists.listing import Choice, Ignored
from vungmanh.members.actions import NewMember, enrol_members
from vungmanh.members.models import Particulars, Standing

PAST, END = date(2018, 6, 1), date(2018, 12, 31)


@pytest.fixture
def rated(district: District, operator: Actor) -> District:
    """Results of 2018 for three members and two organizations, and a campaign of that year."""
    open_campaign(by=operator, root=district.placement("yen-thu", END), year=2018, on=END)
    record_results(
        by=operator,
        year=2018,
        members=[
            Rating(district.members["dv-01"].pk, "excellent"),
            Rating(district.members["dv-02"].pk, "good"),
            Rating(district.members["dv-06"].pk, "", status="not_reviewed", reason="Ốm dài ngày"),
        ],
        organizations=[
            Rating(district.organizations["dong-xa"].pk, "excellent"),
            Rating(district.organizations["dong-xa-1"].pk, "good"),
        ],
    )
    return district


def asked(
    district: District, query: str = "", *, kind: str = "members", scope: str = "yen-thu", on: date = TODAY
) -> Choice:
    return choice_of(KINDS[kind], query, scope=district.placement(scope, on), on=on)


def names(choice: Choice, kind: str = "members") -> list[object]:
    """The first column of every row; the page, the rows, the ids and the count must agree on it."""
    found = KINDS[kind]
    rows = [row[0] for row in found.rows(choice)]
    assert [row.cells[0] for row in found.page(choice, "", "", 200).rows] == rows
    assert (found.count(choice), len(found.ids(choice))) == (len(rows), len(rows))
    return rows


def given(choice: Choice) -> list[str]:
    """Last syllables of the members' names."""
    return [str(name).split()[-1] for name in names(choice)]


@pytest.mark.parametrize("on", [TODAY, PAST])
@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", "An Ánh Bích Cường Đức Hà Hả Hân Ước"),
        ("sort=-name", "Ước Hân Hả Hà Đức Cường Bích Ánh An"),
        ("sort=-birth_date", "Cường Bích Ước Ánh An Đức Hả Hà Hân"),
        ("standing=probationary", "Hả"),
        ("standing=probationary&standing=exempt", "An Hả"),
        ("standing=unknown", ""),
        ("post=secretary", "Đức Hân"),
        ("post=secretary&post=inspection", "Cường Đức Hân"),
        ("post=none&under=dong-xa", "An Hà Hả"),
        ("under=dong-xa", "An Đức Hà Hả Hân"),
        ("under=dong-xa-1&under=tay-xa", "Ánh Hà Hả Hân Ước"),
        ("kind=grassroots_cell", "Bích Cường"),
        ("sector=office", "Bích Cường"),
        ("party_age=10", None),
        ("joined_from=2009-01-02", ""),
        ("joined_until=1/1/2009&under=tay-xa", "Ánh Ước"),
        ("born_from=1971", ""),
        ("born_until=1970&under=tay-xa", "Ánh Ước"),
        ("missing=gender&under=tay-xa", "Ánh Ước"),
        ("missing=birth_date", ""),
        ("words=han", "Hân"),
        ("words=ha&standing=full", "Hà Hân"),
    ],
)
def test_filters_leave_the_right_members_on_any_day(
    district: District, query: str, found: str | None, on: date
) -> None:
    everybody = "An Ánh Bích Cường Đức Hà Hả Hân Ước"
    expected = (everybody if on == TODAY else "") if found is None else found
    assert given(asked(district, query, on=on)) == expected.split()


@pytest.mark.parametrize(
    ("query", "found"),
    [("result=excellent", "Hân"), ("result=good&result=excellent", "Hà Hân"), ("result=not_reviewed", "Ánh"),
     ("result=none&under=dong-xa", "An Đức Hả")],
)  # fmt: skip
def test_members_by_last_years_result(rated: District, query: str, found: str) -> None:
    assert given(asked(rated, query)) == found.split()


def test_picked_members(district: District) -> None:
    picked = [district.members[code].pk for code in ("dv-01", "dv-09")]
    assert given(asked(district, f"pick={picked[0]}&pick={picked[1]}")) == ["Cường", "Hân"]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", ["dong-xa-1", "dong-xa-2", "tay-xa-1", "dong-xa", "tay-xa", "kho-bac"]),
        ("level=direct", ["dong-xa", "tay-xa", "kho-bac"]),
        ("kind=grassroots_cell", ["kho-bac"]),
        ("sector=village&under=dong-xa", ["dong-xa-1", "dong-xa-2"]),
        ("words=tay", ["tay-xa-1", "tay-xa"]),
        ("result=good", ["dong-xa-1"]),
        ("result=none&level=direct", ["tay-xa", "kho-bac"]),
    ],
)
def test_organizations(rated: District, query: str, found: list[str]) -> None:
    choice = asked(rated, query, kind="organizations")
    rows = KINDS["organizations"].page(choice, "", "", 50).rows
    assert sorted(str(row.subject) for row in rows) == sorted(found)
    names(choice, "organizations")


def test_columns_of_organizations(rated: District) -> None:
    choice = asked(rated, "columns=code,members,depth,superior,secretary,result&words=dong-xa-1", kind="organizations")
    assert list(KINDS["organizations"].rows(choice)) == [
        ["Chi bộ thôn Đông 1", "dong-xa-1", "Đảng bộ xã Đông Xá", 3, 3, "Nhữ Thị Hân", "Hoàn thành tốt nhiệm vụ"]
    ]


def test_results_say_why_there_is_none(rated: District) -> None:
    choice = asked(rated, "year=2018&columns=name,result", kind="results_members")
    results = dict(KINDS["results_members"].rows(choice))
    assert results["Nông Thị Ánh"] == "Chưa kiểm điểm (lý do khác)"
    assert results["Hoàng Thị An"] == "Miễn sinh hoạt, không xếp loại"
    assert results["Ma Văn Đức"] == "Chưa có kết quả"
    other = asked(rated, "year=2018&reason=Lý do khác", kind="results_members")
    assert names(other, "results_members") == ["Nông Thị Ánh"]
    guessed = asked(rated, "year=2018&reason=Ốm dài ngày", kind="results_members")
    assert [(one.name, one.text) for one in guessed.ignored] == [("reason", "Ốm dài ngày")]


@pytest.mark.parametrize(
    ("query", "name", "text"),
    [
        ("standing=king", "standing", "king"),
        ("joined_from=31/02/2015", "joined_from", "31/02/2015"),
        ("born_from=soon", "born_from", "soon"),
        ("under=nowhere", "under", "nowhere"),
        ("pick=me", "pick", "me"),
        ("party_age=31", "party_age", "31"),
        ("sort=ethnicity", "sort", "ethnicity"),
        ("columns=name,religion", "columns", "religion"),
    ],
)
def test_what_the_list_does_not_know_is_left_out_and_said(district: District, query: str, name: str, text: str) -> None:
    choice = asked(district, query)
    assert [(one.name, one.text) for one in choice.ignored] == [(name, text)]
    assert text in choice.ignored[0].why
    assert given(choice) == given(asked(district))


def test_an_organization_outside_of_the_scope_is_left_out(district: District) -> None:
    choice = asked(district, "under=tay-xa", scope="dong-xa")
    assert choice.ignored == [
        Ignored(
            "under",
            "tay-xa",
            "Không có tổ chức mã “tay-xa” trong “Đảng bộ xã Đông Xá”. Chọn tổ chức khác, hoặc đổi phạm vi.",
        )
    ]


@pytest.mark.parametrize(
    "query",
    ["", "words=ha", "standing=full&standing=exempt&post=secretary", "joined_from=2009-01-01&sort=-birth_date",
     "under=dong-xa&columns=name%2Ccell", "pick=1&pick=2"],
)  # fmt: skip
def test_a_choice_and_its_address_are_the_same(district: District, query: str) -> None:
    assert query_of(asked(district, query)) == query


def test_guarded_particulars_are_no_columns_and_no_filters(district: District) -> None:
    for kind in KINDS.values():
        codes = {column.code for column in kind.columns()} | {one.code for one in kind.filters}
        assert codes & set(Particulars.GUARDED) == set()


@pytest.mark.parametrize("kind", list(KINDS))
def test_many_rows_need_no_more_queries_than_few(rated: District, operator: Actor, kind: str) -> None:
    every = ",".join(column.code for column in KINDS[kind].columns())
    choice = asked(rated, f"columns={every}&from=2009-12-31", kind=kind)
    few = _queries(kind, choice)
    cell = rated.organizations["dong-xa-1"].pk
    new = [NewMember(f"x-{n}", cell, date(2011, 1, 1), Standing.FULL, {"full_name": f"Lò An {n}"}) for n in range(40)]
    enrol_members(by=operator, new=new)
    list_anew(by=operator, campaign=Campaign.objects.get(), root=rated.placement("yen-thu", END))
    assert _queries(kind, choice) == few


def _queries(kind: str, choice: Choice) -> int:
    with CaptureQueriesContext(connection) as captured:
        assert list(KINDS[kind].rows(choice)) != []
    return len(captured)


@pytest.mark.parametrize("kind", list(KINDS))
@pytest.mark.parametrize("sort", ["", "-name"])
def test_pages_forward_and_backward_are_the_whole_list(rated: District, kind: str, sort: str) -> None:
    choice, found = asked(rated, f"sort={sort}&year=2018&from=2009-12-31", kind=kind), KINDS[kind]
    page = found.page(choice, "", "", 2)
    rows = list(page.rows)
    while page.after:
        page = found.page(choice, page.after, "", 2)
        rows += page.rows
    assert [row.cells for row in rows] == [list(cells) for cells in found.rows(choice)]
    back = list(page.rows)
    while page.before:
        page = found.page(choice, "", page.before, 2)
        back = [*page.rows, *back]
    assert back == rows
