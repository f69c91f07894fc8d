"""The journal's pages: filters, one action with what it changed, and whose they are."""

from datetime import date

import pytest
from django.test import Client

from tests.conftest import TODAY
from tests.web.conftest import Site, site  # noqa: F401  (a fixture)
from vungmanh.foundation.actors import Actor
from vungmanh.journal.models import Entry
from vungmanh.members.actions import correct_particulars
from vungmanh.members.queries import particulars_of
from vungmanh.organizations.actions import correct_placements, rename_organization
from vungmanh.organizations.kinds import kind


def shown(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200, address
    return str(answer.content.decode())


@pytest.fixture
def renamed(site: Site, operator: Actor) -> int:  # noqa: F811
    """The entry of a commune's new name."""
    commune = site.district.organizations["dong-xa"]
    rename_organization(by=operator, on=TODAY, organization=commune, name="Đảng bộ xã Đông Mới")
    return Entry.objects.latest("pk").pk


def test_an_action_tells_in_words_what_it_changed_of_whom(site: Site, renamed: int) -> None:  # noqa: F811
    page = shown(site.at("office"), f"/journal/{renamed}/")
    assert "<td>Đảng bộ xã Đông Mới</td><td>Tên gọi</td><td>Đảng bộ xã Đông Xá</td><td>Đảng bộ xã Đông Mới</td>" in page
    page = shown(site.at("office", "en"), f"/journal/{renamed}/")
    assert "<td>Name</td><td>Đảng bộ xã Đông Xá</td><td>Đảng bộ xã Đông Mới</td>" in page


def test_codes_are_told_by_their_names_and_commands_in_office_words(site: Site, operator: Actor) -> None:  # noqa: F811
    placement = site.district.placement("dong-xa-1")
    correct_placements(by=operator, corrections=[(placement, {"kind": "grassroots_cell"})])
    number = Entry.objects.latest("pk").pk
    page = shown(site.at("office"), f"/journal/{number}/")
    assert f"<td>{kind(placement.kind).name.vi}</td><td>{kind('grassroots_cell').name.vi}</td>" in page
    journal = shown(site.at("office"), "/journal/")
    assert '<h2 class="day num">' in journal
    assert f"Lệnh trên máy chủ: {operator.capacity}" in journal


def test_an_action_that_is_unknown_or_not_for_the_viewer_is_told_apart(site: Site, renamed: int) -> None:  # noqa: F811
    assert site.at("office").get(f"/journal/{10**9}/").status_code == 404
    assert site.at("cell").get(f"/journal/{renamed}/").status_code == 403


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("kind=organizations", True),
        ("kind=members", False),
        ("by=VUNGMANH", True),
        ("by=máy chủ", True),
        ("by=nobody", False),
        ("until=1/1/2001", False),
        ("since=1/1/2001", True),
    ],
)
def test_filters_leave_what_fits(site: Site, renamed: int, asked: str, found: bool) -> None:  # noqa: F811
    assert (f"/journal/{renamed}/" in shown(site.at("office"), f"/journal/?{asked}")) == found


def test_a_filter_that_cannot_be_read_leaves_all(site: Site, renamed: int) -> None:  # noqa: F811
    assert f"/journal/{renamed}/" in shown(site.at("office"), "/journal/?since=x&kind=organizations")


def test_nothing_that_fits_is_said(site: Site) -> None:  # noqa: F811
    assert "Không có việc nào khớp với bộ lọc." in shown(site.at("office"), "/journal/?by=nobody")


def test_the_entries_of_one_member(site: Site, operator: Actor) -> None:  # noqa: F811
    member = site.district.members["dv-02"]
    old = particulars_of(member)
    correct_particulars(by=operator, corrections=[(old, {"birth_date": date(1971, 1, 1)})])
    corrected = Entry.objects.latest("pk").pk
    page = shown(site.at("office"), f"/journal/?member={member.pk}")
    assert f"/journal/{corrected}/" in page
    assert f"/journal/{corrected}/" not in shown(site.at("office"), f"/journal/?member={site.member('dv-03')}")
