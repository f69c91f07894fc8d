"""Through real requests: rights end with the post, the delegation, the membership, at the next request."""

from datetime import date, timedelta

import pytest
from django.test import Client

from tests.conftest import TODAY
from tests.web.conftest import Site
from vungmanh.access.models import Delegation
from vungmanh.foundation.actors import Actor
from vungmanh.journal.models import Entry
from vungmanh.members.actions import NewPost, end_memberships, end_posts, record_posts
from vungmanh.members.models import Leaving, Post, PostHeld
from vungmanh.organizations.models import Placement

LENDING = {
    "helper": "Trần Văn Hà", "organization": "dong-xa", "rights": ["see_members", "see_reports"],
    "first": "20/12/2019", "last": "31/12/2019", "reason": "giúp tổng hợp cuối năm",
}  # fmt: skip


def key_of(client: Client, title: str) -> str:
    """The value of the button that chooses the capacity."""
    page = client.get("/").content.decode()
    before = page[: page.index(f">{title}</button>")]
    return before.rsplit('value="', 1)[1].split('"', 1)[0]


def text(client: Client, address: str = "/") -> str:
    return client.get(address).content.decode()


def test_a_post_ended_today_gives_nothing_at_the_next_request(site: Site, operator: Actor) -> None:
    client = site.at("commune")
    assert [client.get("/members/").status_code for _time in range(3)] == [200] * 3  # and is remembered
    end_posts(by=operator, on=TODAY, posts=[PostHeld.objects.on(TODAY).get(member=site.member("dv-04"))])
    assert client.get("/members/").status_code == 403
    page = text(client)
    assert "làm việc với tư cách" not in page  # it was said on the refused page, once


def test_the_capacity_that_was_chosen_says_that_it_is_gone(site: Site, operator: Actor) -> None:
    new = NewPost(site.member("dv-04"), site.district.organizations["dong-xa-2"].pk, Post.SECRETARY, date(2016, 1, 1))
    record_posts(by=operator, posts=[new])
    client = site.at("commune")
    client.post("/capacity/", {"capacity": key_of(client, "Bí thư · Chi bộ thôn Đông 2")})
    assert "Bí thư · Chi bộ thôn Đông 2" in text(client)
    held = PostHeld.objects.on(TODAY).get(organization=site.district.organizations["dong-xa-2"])
    end_posts(by=operator, on=TODAY, posts=[held])
    page = text(client)
    assert "Tư cách “Bí thư · Chi bộ thôn Đông 2” không còn hiệu lực." in page
    assert "làm việc với tư cách: Bí thư · Đảng bộ xã Đông Xá." in page
    assert "không còn hiệu lực" not in text(client)


def test_a_post_that_ends_on_a_day_ends_when_the_day_comes(site: Site, operator: Actor, settings: object) -> None:
    client = site.at("commune")
    end_posts(
        by=operator, on=TODAY + timedelta(days=1), posts=[PostHeld.objects.on(TODAY).get(member=site.member("dv-04"))]
    )
    assert client.get("/members/").status_code == 200
    settings.TODAY = TODAY + timedelta(days=1)  # type: ignore[attr-defined]
    assert client.get("/members/").status_code == 403


@pytest.mark.parametrize("leaving", [Leaving.EXPELLED, Leaving.LEFT, Leaving.STRUCK_OFF])
def test_who_left_the_party_acts_as_nothing_and_is_told(site: Site, operator: Actor, leaving: str) -> None:
    client = site.at("commune")
    assert client.get("/").status_code == 200
    end_memberships(by=operator, endings=[(site.district.members["dv-04"], leaving, TODAY)])
    answer = client.get("/")
    assert (answer.status_code, "không có chức vụ và không sinh hoạt" in answer.content.decode()) == (403, True)
    addresses = ("/members/", "/organizations/dong-xa/", f"/members/{site.member('dv-04')}/", "/delegations/")
    assert [client.get(address).status_code for address in addresses] == [403] * 4


def lent(site: Site, **changes: object) -> Client:
    """The secretary of Đông Xá lends; the helper's browser."""
    answer = site.at("commune").post("/delegations/new/", LENDING | changes)
    assert answer.status_code == 302, answer.content.decode()
    return site.at("member")


def test_a_helper_works_until_it_is_withdrawn(site: Site) -> None:
    helper = lent(site)
    assert "Giúp việc Bí thư · Đảng bộ xã Đông Xá, đến 31/12/2019" in text(helper)
    assert [helper.get(one).status_code for one in ("/members/", "/reports/", "/imports/", "/journal/")] == [
        200, 302, 403, 403,
    ]  # fmt: skip
    assert helper.get("/organizations/tay-xa/").status_code == 404
    row = Delegation.objects.get()
    assert site.at("commune").post(f"/delegations/{row.pk}/withdraw/").status_code == 302
    page = helper.get("/members/")
    assert (page.status_code, "không còn hiệu lực" in page.content.decode()) == (403, True)


def test_a_helper_may_not_take_anything_out(site: Site) -> None:
    helper = lent(site)
    assert helper.post("/exports/", {"scope": "dong-xa"}).status_code == 403


def test_the_helper_is_no_longer_one_when_the_secretary_stops(site: Site, operator: Actor) -> None:
    helper = lent(site)
    assert helper.get("/members/").status_code == 200
    end_posts(by=operator, on=TODAY, posts=[PostHeld.objects.on(TODAY).get(member=site.member("dv-04"))])
    assert helper.get("/members/").status_code == 403


def test_the_journal_names_helper_and_secretary(site: Site) -> None:
    answer = site.at("office").post(
        "/delegations/new/", LENDING | {"rights": ["manage_members"], "organization": "dong-xa-1"}
    )
    assert answer.status_code == 302, answer.content.decode()
    helper = site.at("member")
    address = f"/members/{site.member('dv-03')}/standing/"
    assert helper.post(address, {"standing": "full", "on": "20/12/2019"}).status_code == 302
    entry = Entry.objects.get(event="members.standing_changed")
    assert entry.actor == "Trần Văn Hà"
    assert entry.capacity == "Giúp việc Cán bộ Ban Tổ chức Phạm Thị Bích · Chi bộ thôn Đông 1, đến 31/12/2019"


@pytest.mark.parametrize(
    ("persona", "changes", "said"),
    [
        ("commune", {"rights": ["export"]}, "không phải là một trong"),
        ("commune", {"organization": "tay-xa"}, "Không có tổ chức nào trong phạm vi"),
        ("commune", {"helper": "Phạm Thị Bích"}, "không có đảng viên"),
        ("commune", {"last": "31/12/2020"}, "dài hơn mức 92 ngày"),
        ("cell", {"rights": ["see_members"], "organization": "dong-xa"}, "Không có tổ chức nào trong phạm vi"),
        ("member", {}, "Chỉ người giữ chức vụ mới ủy quyền được"),
    ],
)
def test_what_cannot_be_lent_says_why(site: Site, persona: str, changes: dict[str, object], said: str) -> None:
    page = site.at(persona).post("/delegations/new/", LENDING | changes).content.decode()
    assert said in page
    assert not Delegation.objects.exists()


def test_others_cannot_withdraw_by_guessing_the_number(site: Site) -> None:
    lent(site)
    row = Delegation.objects.get()
    answers = {one: site.at(one).post(f"/delegations/{row.pk}/withdraw/").status_code for one in ("cell", "auditor")}
    assert answers == {"cell": 404, "auditor": 404}
    assert site.at("office").post(f"/delegations/{row.pk}/withdraw/").status_code == 302


def test_who_may_see_a_member(site: Site) -> None:
    lent(site)
    page = text(site.at("member"), f"/members/{site.member('dv-02')}/access/")
    for name in ("Nhữ Thị Hân", "Ma Văn Đức", "Phạm Thị Bích", "Đỗ Văn Cường"):
        assert name in page
    assert "Giúp việc Bí thư Ma Văn Đức, đến 31/12/2019" in page
    guarded = page[page.index("Xem thông tin được bảo vệ") :].split("</details>")[0]
    assert ["Phạm Thị Bích" in guarded, "Nhữ Thị Hân" in guarded, "Ma Văn Đức" in guarded] == [True, True, False]


def test_who_may_in_an_organization(site: Site) -> None:
    page = text(site.at("office"), "/organizations/dong-xa/access/")
    assert ["Ma Văn Đức" in page, "Nông Thị Ánh" in page] == [True, False]
    assert Placement.objects.on(TODAY).count() == 7
