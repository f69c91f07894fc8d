"""What pages show and do."""

import re
from datetime import date

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.conftest import District
from tests.web.conftest import Site
from vungmanh.classification.actions import Rating, record_results
from vungmanh.classification.caps import findings
from vungmanh.foundation.actors import Actor
from vungmanh.members.actions import NewMember, enrol_members
from vungmanh.members.models import Standing
from vungmanh.members.queries import membership_on, particulars_of, standings_of
from vungmanh.organizations.queries import placement_by_code, placement_of


def text(client: Client, address: str) -> str:
    """The page as its reader sees it: words without tags, with single spaces."""
    response = client.get(address)
    assert response.status_code == 200, (address, response.status_code)
    return " ".join(re.sub(r"<[^>]*>", " ", response.content.decode()).split())


def test_signing_in_as_a_persona_needs_the_demonstration_people(client: Client, db: None) -> None:
    assert client.post("/personas/", {"persona": "nobody"}).status_code == 404
    assert "Vào bản minh họa" in text(client, "/personas/")


def test_signing_in_with_a_password(site: Site, client: Client) -> None:
    wrong = client.post("/accounts/login/", {"login": "cell", "password": "wrong"})
    assert wrong.status_code == 200
    right = client.post("/accounts/login/", {"login": "cell", "password": "kim-phu-2018-x"})
    assert (right.status_code, right.headers["Location"]) == (302, "/")


def test_vietnamese_comes_first_and_english_is_chosen(site: Site) -> None:
    client = site.at("office")
    assert client.get("/", headers={"Accept-Language": "en"}).headers["Content-Language"] == "vi"
    client.post("/language/", {"language": "en", "next": "/"})
    assert client.get("/").headers["Content-Language"] == "en"


def test_a_capacity_is_chosen_only_among_ones_own(site: Site) -> None:
    client = site.at("commune")
    assert client.post("/capacity/", {"capacity": "999999"}).status_code == 404
    assert client.post("/capacity/", {"capacity": "member"}).status_code == 302
    assert "Kết quả xếp loại của tôi" in text(client, "/")


def test_the_day_is_kept_in_links_and_can_be_left(office: Client) -> None:
    page = office.get("/members/?on=31/12/2018").content.decode()
    assert "Về hôm nay" in page
    assert 'href="/organizations/?on=2018-12-31"' in page


def test_a_day_that_is_none_is_said_and_today_shown(office: Client) -> None:
    page = text(office, "/members/?on=31/02/2015")
    assert "“31/02/2015” không phải là ngày" in page
    assert "Tính đến ngày 20/12/2019" in page


def test_search_needs_no_diacritics(office: Client) -> None:
    page = text(office, "/search/?words=nhu thi han")
    assert "Nhữ Thị Hân" in page
    assert "Chi bộ thôn Đông 1" in text(office, "/search/?words=dong 1")


def test_search_shows_only_what_one_may_see(site: Site) -> None:
    assert "Lý Văn Ước" in text(site.at("office"), "/search/?words=uoc")
    assert "Lý Văn Ước" not in text(site.at("commune"), "/search/?words=uoc")


def test_choosing_a_scope_leads_back_to_the_page(office: Client) -> None:
    page = office.get("/scopes/?words=dong xa&page=/members/").content.decode()
    assert 'href="/members/?scope=dong-xa"' in page


def test_the_list_is_sorted_by_given_name_and_filtered(office: Client) -> None:
    page = text(office, "/members/").split("Chức vụ", 1)[1]
    names = ["Hoàng Thị An", "Nông Thị Ánh", "Phạm Thị Bích", "Ma Văn Đức", "Trần Văn Hà", "Lê Văn Hả", "Nhữ Thị Hân"]
    places = [page.index(name) for name in names]
    assert places == sorted(places)
    assert "Nhữ Thị Hân" not in text(office, "/members/?standing=exempt")


def test_guarded_particulars_stand_on_no_page(site: Site, office: Client) -> None:
    page = text(office, f"/members/{site.member('dv-01')}/")
    assert "001234567801" in page
    assert "Dân tộc, tôn giáo được bảo vệ" in page


def test_a_member_sees_the_own_file_and_result(site: Site) -> None:
    page = text(site.at("member"), f"/members/{site.member('dv-02')}/")
    assert "Trần Văn Hà" in page
    assert "Hoàn thành xuất sắc nhiệm vụ" in page


def test_one_result_changed_changes_every_figure(office: Client, district: District, operator: Actor) -> None:
    before = text(office, "/reports/year-end/?year=2018&scope=dong-xa")
    record_results(by=operator, year=2018, members=[Rating(district.members["dv-02"].pk, "good")])
    after = text(office, "/reports/year-end/?year=2018&scope=dong-xa")
    assert ("2 66,67%" in before, "1 33,33%" in after) == (True, True)


def test_every_figure_opens_the_list_behind_it(office: Client) -> None:
    page = office.get("/reports/year-end/?year=2018&scope=dong-xa").content.decode()
    link = re.search(r'href="([^"]*group=excellent)">2<', page)
    assert link is not None
    listed = text(office, link[1].replace("&amp;", "&"))
    assert ("Nhữ Thị Hân" in listed, "Trần Văn Hà" in listed, "Ma Văn Đức" in listed) == (True, True, False)


class TestRename:
    def test_takes_effect_on_its_day(self, office: Client) -> None:
        answer = office.post("/organizations/dong-xa/rename/", {"name": "Đảng bộ xã Đông Sơn", "on": "05/09/2019"})
        assert answer.status_code == 302
        assert placement_by_code("dong-xa", on=date(2019, 9, 5)).name == "Đảng bộ xã Đông Sơn"
        assert placement_by_code("dong-xa", on=date(2019, 9, 4)).name == "Đảng bộ xã Đông Xá"

    def test_a_wrong_day_is_said_beside_the_field_and_input_kept(self, office: Client) -> None:
        answer = office.post("/organizations/dong-xa/rename/", {"name": "Đảng bộ xã Đông Sơn", "on": "31/02/2019"})
        page = answer.content.decode()
        assert 'id="id_on_error"' in page
        assert "“31/02/2019” không phải là ngày" in page
        assert 'value="Đảng bộ xã Đông Sơn"' in page

    def test_a_refusal_stands_above_the_form(self, office: Client) -> None:
        answer = office.post("/organizations/dong-xa/rename/", {"name": "X", "on": "01/01/1999"})
        assert answer.status_code == 409
        assert 'class="refusal"' in answer.content.decode()


class TestFound:
    FORM = {"name": "Chi bộ thôn Đông 3", "code": "dong-xa-3", "kind": "subordinate_cell", "on": "20/12/2019"}

    def test_founds(self, office: Client) -> None:
        assert office.post("/organizations/dong-xa/found/", self.FORM).status_code == 302
        assert placement_by_code("dong-xa-3", on=date(2019, 12, 20)).name == "Chi bộ thôn Đông 3"

    def test_a_taken_code_is_refused(self, office: Client) -> None:
        answer = office.post("/organizations/dong-xa/found/", self.FORM | {"code": "dong-xa-1"})
        assert (answer.status_code, "đã có" in answer.content.decode()) == (409, True)


class TestMove:
    FORM = {"parent": "tay-xa", "on": "20/12/2019"}

    def test_previews_and_asks_once_more(self, office: Client, district: District) -> None:
        page = office.post("/organizations/dong-xa-1/move/", self.FORM).content.decode()
        assert "3 đảng viên" in page
        assert district.placement("dong-xa-1").parent_id == district.organizations["dong-xa"].pk

    def test_moves_when_confirmed(self, office: Client, district: District) -> None:
        assert office.post("/organizations/dong-xa-1/move/", self.FORM | {"sure": "1"}).status_code == 302
        assert district.placement("dong-xa-1").parent_id == district.organizations["tay-xa"].pk

    def test_not_under_itself(self, office: Client) -> None:
        answer = office.post("/organizations/dong-xa/move/", {"parent": "dong-xa-1", "on": "20/12/2019", "sure": "1"})
        assert answer.status_code == 409


class TestDissolve:
    def test_is_shown_disabled_with_the_reason(self, office: Client) -> None:
        page = office.get("/organizations/dong-xa/").content.decode()
        assert "còn 2 tổ chức trực thuộc" in page

    def test_refused_while_members_are_enrolled(self, office: Client, district: District) -> None:
        form = {"on": "20/12/2019", "sure": "1"}
        assert office.post("/organizations/kho-bac/dissolve/", form).status_code == 409
        assert placement_of(district.organizations["kho-bac"].pk, on=date(2019, 12, 31)) is not None


class TestMemberChanges:
    def test_standing(self, site: Site, office: Client) -> None:
        member = site.district.members["dv-03"]
        form = {"standing": "full", "on": "20/12/2019"}
        assert office.post(f"/members/{member.pk}/standing/", form).status_code == 302
        assert standings_of(member).last().standing == Standing.FULL

    def test_transfer(self, site: Site, office: Client) -> None:
        member = site.district.members["dv-03"]
        form = {"cell": "tay-xa-1", "on": "20/12/2019"}
        assert office.post(f"/members/{member.pk}/transfer/", form).status_code == 302
        assert membership_on(member, on=date(2019, 12, 20)).organization.code == "tay-xa-1"

    def test_transfer_to_what_holds_no_members_is_refused(self, site: Site, office: Client) -> None:
        form = {"cell": "tay-xa", "on": "20/12/2019"}
        assert office.post(f"/members/{site.member('dv-03')}/transfer/", form).status_code == 409

    def test_end_asks_once_more(self, site: Site, office: Client) -> None:
        member = site.district.members["dv-03"]
        form = {"leaving": "died", "on": "20/12/2019"}
        assert office.post(f"/members/{member.pk}/end/", form).status_code == 200
        assert office.post(f"/members/{member.pk}/end/", form | {"sure": "1"}).status_code == 302
        assert membership_on(member, on=date(2019, 12, 20)) is None

    def test_correction(self, site: Site, office: Client) -> None:
        member = site.district.members["dv-03"]
        form = {"full_name": "Lê Văn Hạ", "card_number": "001234567803"}
        assert office.post(f"/members/{member.pk}/correct/", form).status_code == 302
        assert particulars_of(member).full_name == "Lê Văn Hạ"

    def test_a_card_number_of_somebody_else_is_refused(self, site: Site, office: Client) -> None:
        form = {"full_name": "Lê Văn Hả", "card_number": "001234567801"}
        assert office.post(f"/members/{site.member('dv-03')}/correct/", form).status_code == 409

    def test_post(self, site: Site, office: Client) -> None:
        form = {"post": "deputy", "organization": "dong-xa-1", "on": "20/12/2019"}
        assert office.post(f"/members/{site.member('dv-02')}/post/", form).status_code == 302
        assert "Phó Bí thư · Chi bộ thôn Đông 1" in text(office, f"/members/{site.member('dv-02')}/")


class TestCaps:
    def test_a_reason_is_written_down(self, site: Site) -> None:
        finding = next(
            one for one in findings(site.district.placement("dong-xa"), year=2018, below=False) if one.exceeds
        )
        address = f"/classification/2018/organizations/dong-xa/caps/{finding.counted}/{finding.cap.code}/"
        client = site.at("commune")
        assert address in client.get("/").content.decode()
        assert client.post(address, {"reason": "ngắn"}).status_code == 409
        reason = "Hai đồng chí có thành tích đột xuất được cấp trên biểu dương."
        assert client.post(address, {"reason": reason}).status_code == 302
        assert reason in text(client, "/classification/2018/")

    def test_the_auditor_reads_only(self, site: Site) -> None:
        finding = next(
            one for one in findings(site.district.placement("dong-xa"), year=2018, below=False) if one.exceeds
        )
        address = f"/classification/2018/organizations/dong-xa/caps/{finding.counted}/{finding.cap.code}/"
        client = site.at("auditor")
        assert (client.get(address).status_code, client.post(address, {"reason": "x" * 20}).status_code) == (200, 403)


@pytest.mark.parametrize(
    "address",
    ["/campaigns/0/", "/campaigns/10000/decisions/", "/campaigns/2019/subjects/9223372036854775808/",
     "/self-review/99999999999999999999/paper/", "/classification/1066/"],
)  # fmt: skip
def test_numbers_that_nobody_gave_out_are_no_pages(office: Client, address: str) -> None:
    assert office.get(address).status_code == 404


ADDRESSES = ("/", "/organizations/", "/organizations/dong-xa-1/", "/members/", "/members/?on=2018-12-31", "/journal/",
             "/classification/2018/", "/reports/year-end/?year=2018", "/search/?words=an",
             "/lists/results_members/?year=2018&group=rated")  # fmt: skip


@pytest.mark.parametrize("address", ADDRESSES)
def test_many_members_need_no_more_queries_than_few(
    office: Client, district: District, operator: Actor, address: str
) -> None:
    few = _queries(office, address)
    cell = district.organizations["dong-xa-1"].pk
    new = [
        NewMember(f"them-{n}", cell, date(2011, 1, 1), Standing.FULL, {"full_name": f"Lò Văn An {n}"})
        for n in range(30)
    ]
    enrol_members(by=operator, new=new)
    assert _queries(office, address) <= few


def _queries(client: Client, address: str) -> int:
    with CaptureQueriesContext(connection) as captured:
        assert client.get(address).status_code == 200
    return len(captured)


def test_no_page_needs_inline_styles_or_scripts(site: Site, office: Client) -> None:
    for address in (*ADDRESSES, f"/members/{site.member('dv-01')}/", "/imports/", "/accounts/login/", "/personas/"):
        page = office.get(address).content.decode()
        assert re.findall(r"<style|\sstyle=|\son\w+=|<script(?![^>]*\ssrc=)", page) == [], address


def test_a_page_of_a_cell_secretary_is_light(site: Site) -> None:
    pages = [len(site.at("cell").get(address).content) for address in ("/", "/members/", "/organizations/")]
    assert max(pages) < 30_000
