"""Rights to change something follow today's reach; a day of the past on the page or in a form brings none back."""

from datetime import date

import pytest
from django.test import Client

from tests.web.conftest import Site
from vungmanh.accounts.actions import give_login
from vungmanh.foundation.actors import Actor
from vungmanh.members.actions import NewPost, change_standings, record_posts, transfer_members
from vungmanh.members.models import Post, PostHeld, Standing
from vungmanh.members.queries import particulars_of
from vungmanh.proceedings.reorganization import move_organization

PAST = {"on": "2019-06-01"}


@pytest.fixture
def commune_office(site: Site, operator: Actor) -> Client:
    """The organization office of Tây Xá, from whose cell dv-07 was transferred away on 1/10/2019."""
    district = site.district
    place, member = district.organizations["tay-xa"], district.members["dv-06"]
    record_posts(by=operator, posts=[NewPost(member.pk, place.pk, Post.ORGANIZATION_OFFICE, date(2019, 1, 1))])
    login = give_login(by=operator, member=member, username="tay-xa", password="kim-phu-2018-x")
    away = district.organizations["dong-xa-1"].pk
    transfer_members(by=operator, transfers=[(district.members["dv-07"], away, date(2019, 10, 1))])
    client = Client()
    client.force_login(login, backend="django.contrib.auth.backends.ModelBackend")
    office = PostHeld.objects.effective().get(member=member, post=Post.ORGANIZATION_OFFICE)
    client.post("/capacity/", {"capacity": str(office.pk)})
    return client


def test_a_member_who_has_left_cannot_be_changed_on_a_page_of_the_past(site: Site, commune_office: Client) -> None:
    address = f"/members/{site.member('dv-07')}/correct/"
    answered = commune_office.post(f"{address}?on=2019-06-01", {"full_name": "Người Khác"})
    assert answered.status_code == 404
    assert particulars_of(site.district.members["dv-07"]).full_name == "Lý Văn Ước"


@pytest.mark.parametrize(
    ("year", "on", "status"),
    [(2018, "2019-06-01", 200), (2019, "2019-06-01", 404), (2020, "2019-06-01", 404), (2018, "2019-12-20", 404)],
)
def test_no_result_is_explained_of_a_year_after_somebody_left(
    site: Site, commune_office: Client, year: int, on: str, status: int
) -> None:
    address = f"/classification/{year}/members/{site.member('dv-07')}/"
    assert commune_office.get(address, {"on": on}).status_code == status
    assert site.at("office").get(address, {"on": on}).status_code == 200


def test_a_page_of_the_past_stops_where_the_cell_was_placed_elsewhere(
    site: Site, commune_office: Client, operator: Actor
) -> None:
    member, organizations = site.district.members["dv-02"], site.district.organizations
    transfer_members(by=operator, transfers=[(member, organizations["tay-xa-1"].pk, date(2018, 1, 1))])
    move_organization(
        by=operator, on=date(2019, 11, 1), organization=organizations["tay-xa-1"], parent=organizations["dong-xa"]
    )
    change_standings(by=operator, changes=[(member, Standing.EXEMPT, date(2019, 12, 1))])
    shown = commune_office.get(f"/members/{member.pk}/", PAST).context
    assert (shown["until"], [one.words for one in shown["standings"]]) == ("01/11/2019", ["Chính thức"])


def test_one_who_is_still_there_can_be_changed(site: Site, commune_office: Client) -> None:
    assert commune_office.get(f"/members/{site.member('dv-06')}/correct/", PAST).status_code == 200


def _come(site: Site, operator: Actor) -> None:
    """dv-03 comes to the commune."""
    to = site.district.organizations["tay-xa-1"].pk
    transfer_members(by=operator, transfers=[(site.district.members["dv-03"], to, date(2019, 5, 1))])


def test_a_post_cannot_be_given_where_the_reach_does_not_go_today(
    site: Site, commune_office: Client, operator: Actor
) -> None:
    _come(site, operator)
    given = {"post": Post.ORGANIZATION_OFFICE, "organization": "dong-xa-1", "on": "01/06/2019"}
    answered = commune_office.post(f"/members/{site.member('dv-03')}/post/", given)
    assert answered.status_code == 409
    assert "Không có tổ chức nào trong phạm vi của đồng chí" in answered.content.decode()
    assert (
        not PostHeld.objects.effective()
        .filter(organization=site.district.organizations["dong-xa-1"].pk)
        .exclude(member=site.district.members["dv-01"])
    )


def test_a_post_can_be_given_by_the_name_of_an_organization_in_reach(
    site: Site, commune_office: Client, operator: Actor
) -> None:
    _come(site, operator)
    given = {"post": Post.SECRETARY, "organization": "chi bo thon tay 1", "on": "01/06/2019"}
    answered = commune_office.post(f"/members/{site.member('dv-03')}/post/", given)
    assert answered.status_code == 302


def test_the_journal_on_a_members_page_tells_nothing_of_places_left_behind(site: Site, commune_office: Client) -> None:
    look = {"groups": ["origin"], "purpose": "database", "reason": "đối chiếu ở nơi cũ"}
    number = site.member("dv-02")
    assert site.at("office").post(f"/members/{number}/guarded/", look).status_code == 200
    moved = {"cell": "tay-xa-1", "on": "20/12/2019", "sure": "end"}
    assert site.at("office").post(f"/members/{number}/transfer/", moved).status_code == 302
    shown = {who: client.get(f"/members/{number}/").content.decode() for who, client in
             (("district", site.at("office")), ("commune", commune_office))}  # fmt: skip
    assert {who: "đối chiếu ở nơi cũ" in page for who, page in shown.items()} == {"district": True, "commune": False}
    assert {who: "Chuyển sinh hoạt" in page for who, page in shown.items()} == {"district": True, "commune": True}


def test_complete_rosters_are_of_today_only(commune_office: Client) -> None:
    order = {"kind": "roster", "reason": "nộp dữ liệu theo công văn 15"}
    refused = commune_office.post("/exports/order/?on=2019-06-01", order)
    assert (refused.status_code, "chỉ lập theo ngày hôm nay" in refused.content.decode()) == (409, True)
    assert b"".join(commune_office.post("/exports/order/", order).streaming_content)[:2] == b"PK"


def test_pages_for_one_person_are_kept_by_nobody(commune_office: Client) -> None:
    assert commune_office.get("/").headers["Cache-Control"] == "private, no-store"


@pytest.mark.parametrize(
    "address", ["/?on=1930-01-01", "/?on=9999-12-31", "/reports/year-end/?year=²", "/journal/?before=9" + "9" * 30]
)
def test_odd_days_and_numbers_are_no_fault(office: Client, address: str) -> None:
    assert office.get(address).status_code in (200, 404)


@pytest.mark.parametrize("query", ["words=%00", "cell=%00&cell=dong-xa-1"])
def test_a_nul_character_is_a_bad_request(office: Client, query: str) -> None:
    assert office.get(f"/members/?{query}").status_code == 400
    assert (
        office.post("/members/bulk/only/", query, content_type="application/x-www-form-urlencoded").status_code == 400
    )
