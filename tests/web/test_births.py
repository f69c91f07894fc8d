"""A year of birth alone on pages: typed, shown, asked for."""

import pytest
from django.test import Client

from tests.web.conftest import Site
from vungmanh.foundation.actors import Actor
from vungmanh.members.actions import correct_particulars
from vungmanh.members.births import birth_fields
from vungmanh.members.queries import particulars_of


@pytest.fixture
def old(site: Site, operator: Actor) -> Site:
    """Of dv-02 only the year is known."""
    member = site.district.members["dv-02"]
    correct_particulars(by=operator, corrections=[(particulars_of(member), birth_fields(1950))])
    return site


@pytest.mark.parametrize(
    ("address", "shown"),
    [
        ("/members/{id}/", "1950"),
        ("/members/", '<td class="nw" data-k="Ngày sinh">1950</td>'),
        ("/search/?words=tran+van", "1950 · Chi bộ thôn Đông 1"),
        ("/members/{id}/correct/", 'value="1950"'),
    ],
)
def test_the_year_stands_where_a_date_would(old: Site, address: str, shown: str) -> None:
    page = old.at("office").get(address.format(id=old.member("dv-02"))).content.decode()
    assert page.count(shown) >= 1


@pytest.mark.parametrize(
    ("typed", "status", "born"), [("1949", 302, "1949"), ("02/03/1949", 302, "1949-03-02"), ("", 302, "None"),
                                  ("49", 200, "1950"), ("1700", 200, "1950"), ("31/02/1949", 200, "1950")],
)  # fmt: skip
def test_a_birth_is_corrected_to_a_day_or_a_year(old: Site, typed: str, status: int, born: str) -> None:
    data = {"full_name": "Trần Văn Hà", "birth_date": typed, "gender": "", "card_number": "001234567802"}
    answered = old.at("office").post(f"/members/{old.member('dv-02')}/correct/", data)
    assert (answered.status_code, str(particulars_of(old.district.members["dv-02"]).born)) == (status, born)


def test_a_member_asks_for_a_year_and_for_nothing_that_stands_already(old: Site) -> None:
    member, own = old.member("dv-02"), old.at("member")
    for wanted, status in (("1950", 409), ("khoảng 1950", 409), ("1951", 302)):
        data = {"field": "birth_date", "wanted": wanted, "why": "theo giấy khai sinh"}
        assert own.post(f"/members/{member}/ask/", data).status_code == status


def test_own_data_tells_the_year(old: Site) -> None:
    own: Client = old.at("member")
    told = own.post(f"/members/{old.member('dv-02')}/own-data/file/", {"form": "json"}).json()
    assert [row["value"] for row in told["particulars"] if row["name"] == "Ngày sinh"] == ["1950"]
