"""The page of a list: filters and chips, columns, saved views, and one change for all selected."""

import html
import re
from datetime import date

import pytest
from django.test import Client

from tests.conftest import TODAY, District
from tests.web.conftest import Site
from tests.web.test_pages import text
from vungmanh.foundation.actors import Actor
from vungmanh.journal.models import Entry
from vungmanh.lists.models import SavedView
from vungmanh.members.actions import NewMember, enrol_members, transfer_members
from vungmanh.members.models import Membership, Standing, StandingPeriod
from vungmanh.members.queries import membership_on
from vungmanh.organizations.actions import dissolve_organization
from vungmanh.proceedings.undoing import undo_action

LISTS = ("/members/", "/lists/organizations/", "/lists/results_members/", "/lists/results_organizations/")


def names(client: Client, address: str) -> list[str]:
    """The first column of the list at the address."""
    page = client.get(address).content.decode()
    return [html.unescape(one) for one in re.findall(r'<th scope="row"[^>]*><a [^>]*>([^<]*)</a>', page)]


def chips(client: Client, address: str) -> list[tuple[str, str]]:
    """The words and the address of every chip."""
    page = client.get(address).content.decode()
    found = re.findall(r'<li class="chip set[^"]*">([^<]*)<a href="([^"]*)"', page)
    return [(html.unescape(words), html.unescape(to)) for words, to in found]


def total(client: Client, address: str) -> int:
    """The count that the list's own heading gives."""
    found = re.search(r" ([\d.]+) (?:đảng viên|tổ chức) ?", text(client, address).split("</h1>")[0].split("· ", 1)[-1])
    page = client.get(address).content.decode()
    lede = re.search(r'<p class="lede">[^<]* · ([\d.]+) ', page)
    assert found is not None or lede is not None
    return int(lede[1].replace(".", "")) if lede else 0


@pytest.mark.parametrize("address", LISTS)
def test_every_list_answers_every_persona_or_names_the_right(site: Site, address: str) -> None:
    for persona in ("office", "auditor", "commune", "cell"):
        assert site.at(persona).get(address).status_code == 200
    answer = site.at("member").get(address)
    assert answer.status_code in ((200,) if "organizations/" in address and "results" not in address else (403,))


class TestFilters:
    def test_are_shown_as_chips_that_can_be_taken_away(self, office: Client) -> None:
        first, second = chips(office, "/members/?standing=full&post=secretary")
        assert first == ("Tư cách: Chính thức", "/members/?post=secretary")
        assert second == ("Chức vụ: Bí thư", "/members/?standing=full")

    def test_what_the_list_does_not_know_is_a_chip_too(self, office: Client) -> None:
        ((words, without),) = chips(office, "/members/?standing=king&joined_from=31/02/2015")[:1]
        assert words == "Bộ lọc “Tư cách” không có giá trị “king”. Chọn lại trong bộ lọc."
        assert (without, len(names(office, "/members/?standing=king"))) == ("/members/", 9)

    def test_work_as_a_plain_form(self, office: Client) -> None:
        assert names(office, "/members/?words=&standing=full&joined_from=&under=dong-xa&party_age=") == [
            "Ma Văn Đức", "Trần Văn Hà", "Nhữ Thị Hân",
        ]  # fmt: skip

    def test_nothing_found_says_why_and_what_to_do(self, office: Client) -> None:
        page = text(office, "/members/?standing=suspended")
        assert "Không có dòng nào khớp với bộ lọc" in page
        assert "Bỏ mọi bộ lọc" in page

    def test_the_day_and_the_scope_are_kept(self, office: Client) -> None:
        ((_words, address),) = chips(office, "/members/?scope=dong-xa&on=2018-12-31&standing=full")
        assert address == "/members/?scope=dong-xa&on=2018-12-31"

    def test_a_scope_that_stands_no_more_is_said(self, office: Client, district: District, operator: Actor) -> None:
        members = [district.members["dv-06"], district.members["dv-07"]]
        cell = district.organizations["dong-xa-1"].pk
        transfer_members(by=operator, transfers=[(one, cell, date(2019, 3, 1)) for one in members])
        dissolve_organization(by=operator, on=date(2019, 3, 1), organization=district.organizations["tay-xa-1"])
        page = text(office, "/members/?scope=tay-xa-1")
        assert "Chi bộ thôn Tây 1 không hoạt động vào ngày 20/12/2019" in page
        assert len(names(office, "/members/?scope=tay-xa-1&on=2019-02-28")) == 2
        assert "không còn hoạt động từ 01/03/2019" in chips(office, "/members/?under=tay-xa-1")[0][0]

    def test_pages_keep_filter_and_size(self, office: Client, district: District, operator: Actor) -> None:
        cell = district.organizations["dong-xa-1"].pk
        new = [
            NewMember(f"p-{n}", cell, date(2011, 1, 1), Standing.FULL, {"full_name": f"Lò An {n:02}"})
            for n in range(60)
        ]
        enrol_members(by=operator, new=new)
        page = office.get("/members/?standing=full&size=25").content.decode()
        following = html.unescape(re.search(r'rel="next" href="([^"]*)"', page)[1])  # type: ignore[index]
        assert following.startswith("/members/?standing=full&size=25&after=")
        assert len(names(office, following)) == 25

    def test_sorting_by_a_day_in_a_short_list(self, office: Client) -> None:
        assert names(office, "/members/?sort=-birth_date&standing=full")[0] == "Đỗ Văn Cường"
        assert 'aria-sort="descending"' in office.get("/members/?sort=-birth_date").content.decode()


class TestColumns:
    def test_are_remembered_for_the_login_and_the_list(self, site: Site, office: Client) -> None:
        answer = office.post("/lists/members/columns/?standing=full", {"column": ["card_number", "cell"]})
        assert answer.headers["Location"] == "/members/?standing=full&columns=name%2Ccell%2Ccard_number"
        assert "001234567801" in text(office, "/members/")
        assert "001234567801" not in text(site.at("auditor"), "/members/")

    def test_the_address_goes_before_the_habit(self, office: Client) -> None:
        office.post("/lists/members/columns/", {"column": ["card_number"]})
        assert "001234567801" not in text(office, "/members/?columns=name,cell")

    def test_a_cells_own_list_does_not_name_the_cell_in_every_row(self, office: Client) -> None:
        heads = {
            scope: re.findall(
                r'<th scope="col"[^>]*>(?:<a[^>]*>)?([^<]*)', office.get(f"/members/?scope={scope}").content.decode()
            )
            for scope in ("dong-xa", "dong-xa-1")
        }
        assert ("Chi bộ" in heads["dong-xa"], "Chi bộ" in heads["dong-xa-1"]) == (True, False)

    def test_the_usual_ones_come_back(self, office: Client) -> None:
        office.post("/lists/members/columns/", {"column": ["card_number"]})
        assert office.post("/lists/members/columns/", {"reset": "1"}).headers["Location"] == "/members/"
        assert "001234567801" not in text(office, "/members/")


class TestSavedViews:
    def test_are_kept_renamed_and_deleted(self, office: Client) -> None:
        office.post("/lists/members/views/?standing=full&post=secretary", {"name": "  Bí thư   chính thức "})
        view = SavedView.objects.get()
        assert (view.name, view.query, view.is_shared) == ("Bí thư chính thức", "standing=full&post=secretary", False)
        assert 'href="/members/?standing=full&amp;post=secretary"' in office.get("/members/").content.decode()
        office.post(f"/lists/members/views/{view.pk}/", {"name": "Bí thư"})
        assert "Bí thư chính thức" not in office.get("/members/").content.decode()
        office.post(f"/lists/members/views/{view.pk}/", {"delete": "1"})
        assert SavedView.objects.count() == 0

    def test_a_name_is_used_once(self, office: Client) -> None:
        office.post("/lists/members/views/", {"name": "Tất cả"})
        page = office.post("/lists/members/views/?standing=full", {"name": "Tất cả"}, follow=True).content.decode()
        assert "Đồng chí đã có bộ lọc tên “Tất cả”" in page
        assert SavedView.objects.count() == 1

    def test_are_ones_own_unless_shared_with_the_same_capacity(self, site: Site, office: Client) -> None:
        office.post("/lists/members/views/?standing=full", {"name": "Của riêng tôi"})
        office.post("/lists/members/views/?standing=full", {"name": "Của cả ban", "shared": "1"})
        auditor = site.at("auditor").get("/members/").content.decode()
        assert ("Của riêng tôi" in auditor, "Của cả ban" in auditor) == (False, False)
        SavedView.objects.filter(name="Của cả ban").update(post="inspection")
        auditor = site.at("auditor").get("/members/").content.decode()
        assert ("Của riêng tôi" in auditor, "Của cả ban" in auditor) == (False, True)

    def test_nobody_changes_those_of_others(self, site: Site, office: Client) -> None:
        office.post("/lists/members/views/", {"name": "Của cả ban", "shared": "1"})
        view = SavedView.objects.get()
        assert site.at("auditor").post(f"/lists/members/views/{view.pk}/", {"delete": "1"}).status_code == 404

    def test_opening_one_shows_nothing_more_than_one_may_see(self, site: Site, office: Client) -> None:
        office.post("/lists/members/views/?scope=tay-xa", {"name": "Tây Xá"})
        address = f"/members/?{SavedView.objects.get().query}"
        assert office.get(address).status_code == 200
        assert site.at("cell").get(address).status_code == 404


class TestChangesForAll:
    TRANSFER = {"cell": "tay-xa-1", "on": "20/12/2019", "step": "1"}

    def digest(self, client: Client, address: str, form: dict[str, object]) -> str:
        page = client.post(address, form).content.decode()
        return re.search(r'name="digest" value="([^"]*)"', page)[1]  # type: ignore[index]

    def test_preview_writes_nothing_and_says_what_would_happen(self, office: Client) -> None:
        entries = Entry.objects.count()
        answer = office.post("/members/bulk/transfer/?under=dong-xa", {"all": "1", **self.TRANSFER})
        page = " ".join(re.sub(r"<[^>]*>", " ", answer.content.decode()).split())
        assert "5 đảng viên được cập nhật trong một mục nhật ký" in page
        assert "Đang sinh hoạt ở 2 chi bộ." in page
        assert Entry.objects.count() == entries

    def test_all_that_match_are_transferred_in_one_entry_and_undone(self, office: Client, operator: Actor) -> None:
        address, form = "/members/bulk/transfer/?under=dong-xa", {"all": "1", **self.TRANSFER}
        entries = Entry.objects.count()
        digest = self.digest(office, address, form)
        assert office.post(address, form | {"digest": digest, "sure": "1"}).status_code == 302
        assert Entry.objects.count() == entries + 1
        assert len(names(office, "/members/?scope=tay-xa-1")) == 7
        undo_action(Entry.objects.latest("pk"), by=operator)
        assert len(names(office, "/members/?scope=tay-xa-1")) == 2

    def test_picked_members_get_another_standing(self, site: Site, office: Client) -> None:
        picked = [site.member("dv-02"), site.member("dv-04")]
        form = {"pick": picked, "standing": "exempt", "on": "20/12/2019", "step": "1"}
        digest = self.digest(office, "/members/bulk/standing/", form)
        assert office.post("/members/bulk/standing/", form | {"digest": digest, "sure": "1"}).status_code == 302
        assert names(office, "/members/?standing=exempt") == ["Hoàng Thị An", "Ma Văn Đức", "Trần Văn Hà"]

    def test_a_list_that_changed_since_the_preview_is_said_and_nothing_written(
        self, site: Site, office: Client, operator: Actor
    ) -> None:
        address, form = "/members/bulk/transfer/?under=dong-xa", {"all": "1", **self.TRANSFER}
        digest = self.digest(office, address, form)
        moved = site.district.members["dv-02"]
        transfer_members(by=operator, transfers=[(moved, site.district.organizations["kho-bac"].pk, date(2019, 12, 1))])
        answer = office.post(address, form | {"digest": digest, "sure": "1"})
        assert answer.status_code == 409
        assert "nay có 4 đảng viên. Chưa ghi gì." in answer.content.decode()
        assert membership_on(site.district.members["dv-01"], on=TODAY).organization.code == "dong-xa-1"

    def test_nobody_selected_is_refused(self, office: Client) -> None:
        answer = office.post("/members/bulk/transfer/", {})
        page = answer.content.decode()
        assert (answer.status_code, "Chưa chọn đảng viên nào." in page) == (409, True)
        assert ("Quay lại danh sách" in page, 'name="digest"' in page) == (True, False)

    def test_needs_the_right_today(self, site: Site) -> None:
        for persona in ("auditor", "commune", "cell"):
            answer = site.at(persona).post("/members/bulk/transfer/", {"all": "1", **self.TRANSFER, "sure": "1"})
            assert answer.status_code == 403

    def test_members_outside_of_todays_reach_are_named(self, site: Site, office: Client, operator: Actor) -> None:
        from vungmanh.members.actions import end_memberships

        gone = site.district.members["dv-07"]
        end_memberships(by=operator, endings=[(gone, "left", date(2019, 6, 1))])
        answer = office.post("/members/bulk/standing/?on=2019-01-01", {"all": "1"})
        assert answer.status_code == 409
        assert "chưa có quyền cập nhật 1 đảng viên đã chọn, trước hết là Lý Văn Ước." in answer.content.decode()

    def test_only_those_picked_are_shown_for_a_file_or_a_print(self, site: Site, office: Client) -> None:
        picked = [site.member("dv-02"), site.member("dv-04")]
        answer = office.post("/members/bulk/only/?standing=full", {"pick": picked})
        assert names(office, answer.headers["Location"]) == ["Ma Văn Đức", "Trần Văn Hà"]

    def test_a_thousand_at_once(self, site: Site, office: Client, operator: Actor) -> None:
        cell = site.district.organizations["dong-xa-1"].pk
        new = [
            NewMember(f"k-{n}", cell, date(2011, 1, 1), Standing.FULL, {"full_name": f"Lò Số{n} An"})
            for n in range(1000)
        ]
        enrol_members(by=operator, new=new)
        form = {"all": "1", "standing": "reduced", "on": "20/12/2019", "step": "1"}
        digest = self.digest(office, "/members/bulk/standing/?words=an&under=dong-xa-1", form)
        form |= {"digest": digest, "sure": "1"}
        assert office.post("/members/bulk/standing/?words=an&under=dong-xa-1", form).status_code == 302
        assert StandingPeriod.objects.on(TODAY).filter(standing="reduced").count() == 1000
        assert Membership.objects.on(TODAY).count() == 1009


def test_every_figure_of_the_year_end_page_opens_a_list_of_as_many(office: Client) -> None:
    page = office.get("/reports/year-end/?year=2018").content.decode()
    figures = re.findall(r'<td class="n"><a href="(/lists/results_[^"]*)">([\d.]+)</a>', page)
    assert len(figures) > 20
    for address, figure in figures:
        assert (address, total(office, html.unescape(address))) == (address, int(figure.replace(".", "")))
