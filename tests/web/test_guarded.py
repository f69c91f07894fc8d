"""Guarded particulars in the browser: opened with a reason on one answer, seen by the member who looked."""

import re
from datetime import date

import pytest
from django.contrib.sessions.models import Session
from django.test import Client

from tests.web.conftest import Site
from vungmanh.foundation.actors import Actor
from vungmanh.journal.models import Entry
from vungmanh.members.actions import NewPost, correct_particulars, end_memberships, record_posts, transfer_members
from vungmanh.members.events import GUARDED_SEEN
from vungmanh.members.models import Leaving, Post
from vungmanh.members.queries import membership_on, particulars_of, posts_of

VALUES = {"ethnicity": "ZQ-Dao", "religion": "ZQ-đạo", "citizen_id": "098765432109", "residence_place": "ZQ-số 7"}
LOOK = {"groups": ["origin"], "purpose": "database", "reason": "đối chiếu theo công văn 12"}


@pytest.fixture
def member_id(site: Site, operator: Actor) -> int:
    member = site.district.members["dv-02"]
    correct_particulars(by=operator, corrections=[(particulars_of(member), VALUES)])
    return member.pk


def words(answer: object) -> str:
    return " ".join(re.sub(r"<[^>]*>", " ", answer.content.decode()).split())  # type: ignore[attr-defined]


def hidden(client: Client, address: str) -> str:
    return re.findall(r'name="made_from" value="([^"]*)"', client.get(address).content.decode())[0]


def test_values_stand_on_the_one_answer_only(site: Site, member_id: int) -> None:
    office, address = site.at("office"), f"/members/{member_id}/guarded/"
    assert "ZQ-" not in words(office.get(address + "?group=origin"))
    answer = office.post(address, LOOK)
    page = words(answer)
    assert (answer.status_code, answer.headers["Cache-Control"]) == (200, "private, no-store")
    assert ["ZQ-Dao" in page, "ZQ-đạo" in page, "ZQ-số 7" in page, "098765432109" in page] == [True, True, False, False]
    assert "ZQ-" not in words(office.get(address)) + words(office.get(f"/members/{member_id}/"))
    assert not any("ZQ-" in str(one.get_decoded()) for one in Session.objects.all())


def test_the_journal_keeps_who_when_and_why_but_no_value(site: Site, member_id: int) -> None:
    site.at("cell").post(f"/members/{member_id}/guarded/", LOOK)
    entry = Entry.objects.get(event=GUARDED_SEEN.code)
    assert (entry.actor, entry.capacity) == ("Nhữ Thị Hân", "Bí thư · Chi bộ thôn Đông 1")
    assert entry.details["reason"] == "đối chiếu theo công văn 12"
    assert "ZQ-" not in repr(list(Entry.objects.values()))
    own = words(site.at("member").get(f"/members/{member_id}/"))
    assert "Nhữ Thị Hân · Bí thư · Chi bộ thôn Đông 1" in own
    assert "đối chiếu theo công văn 12" in own


@pytest.mark.parametrize(
    "wrong", [{"reason": "xem"}, {"reason": ""}, {"groups": []}, {"groups": ["all"]}, {"purpose": ""}]
)
def test_without_a_reason_nothing_is_shown_or_noted(site: Site, member_id: int, wrong: dict[str, object]) -> None:
    page = words(site.at("office").post(f"/members/{member_id}/guarded/", LOOK | wrong))
    assert ("ZQ-" in page, Entry.objects.filter(event=GUARDED_SEEN.code).exists()) == (False, False)


@pytest.mark.parametrize(("persona", "status"), [("auditor", 403), ("commune", 403), ("member", 403)])
def test_without_the_right_nothing_is_shown(site: Site, member_id: int, persona: str, status: int) -> None:
    answer = site.at(persona).post(f"/members/{member_id}/guarded/", LOOK)
    assert (answer.status_code, "ZQ-" in answer.content.decode()) == (status, False)


def test_outside_the_reach_there_is_nothing(site: Site) -> None:
    outside = site.member("dv-07")
    assert site.at("cell").post(f"/members/{outside}/guarded/", LOOK).status_code == 404


def test_a_past_page_gives_no_right(site: Site, operator: Actor, member_id: int) -> None:
    member = site.district.members["dv-02"]
    cell = site.district.organizations["tay-xa-1"].pk
    transfer_members(by=operator, transfers=[(member, cell, date(2019, 6, 1))])
    assert site.at("cell").post(f"/members/{member_id}/guarded/?on=2019-01-01", LOOK).status_code == 404


def test_many_looks_stand_on_the_home_page_of_the_inspection(site: Site, member_id: int, settings: object) -> None:
    settings.GUARDED_VIEWS_A_DAY = 2  # type: ignore[attr-defined]
    told = "xem thông tin được bảo vệ nhiều lần"
    office = site.at("office")
    office.post(f"/members/{member_id}/guarded/", LOOK)
    assert told not in words(site.at("auditor").get("/"))
    assert "bộ phận kiểm tra được báo" in words(office.post(f"/members/{member_id}/guarded/", LOOK))
    assert told in words(site.at("auditor").get("/"))


def test_guarded_particulars_are_corrected_without_being_shown(site: Site, member_id: int) -> None:
    office, address = site.at("office"), f"/members/{member_id}/correct-guarded/"
    assert "ZQ-" not in office.get(address).content.decode()
    made_from = hidden(office, address)
    answer = office.post(address, {"religion": "Không", "emptied": ["residence_place"], "made_from": made_from})
    assert answer.status_code == 302
    row = particulars_of(site.district.members["dv-02"])
    assert (row.ethnicity, row.religion, row.residence_place) == ("ZQ-Dao", "Không", "")
    nothing = office.post(address, {"made_from": hidden(office, address)})
    assert (nothing.status_code, "Chưa ghi mục nào" in words(nothing)) == (200, True)
    short = office.post(address, {"citizen_id": "123", "made_from": hidden(office, address)})
    assert (short.status_code, "12 chữ số" in words(short)) == (200, True)


def test_why_somebody_left_is_a_matter_of_discipline(site: Site, operator: Actor, member_id: int) -> None:
    member = site.district.members["dv-02"]
    end_memberships(by=operator, endings=[(member, Leaving.EXPELLED, date(2019, 6, 1))])
    page = words(site.at("office").get(f"/members/{member_id}/"))
    assert ("Rời khỏi Đảng" in page, "Khai trừ" in page, "Lý do rời khỏi Đảng" in page) == (True, False, True)
    opened = words(site.at("office").post(f"/members/{member_id}/guarded/", LOOK | {"groups": ["leaving"]}))
    assert "Khai trừ" in opened


def test_of_one_who_left_the_reach_the_past_page_tells_nothing_later(site: Site, operator: Actor) -> None:
    member = site.district.members["dv-02"]
    tay_xa = site.district.organizations["tay-xa-1"].pk
    transfer_members(by=operator, transfers=[(member, tay_xa, date(2018, 6, 1))])
    record_posts(by=operator, posts=[NewPost(member.pk, tay_xa, Post.SECRETARY, date(2019, 1, 1))])
    page = words(site.at("cell").get(f"/members/{member.pk}/?on=2017-12-31"))
    assert "rời phạm vi của đồng chí từ ngày 01/06/2018" in page
    assert ("Chi bộ thôn Tây 1" in page, "Hoàn thành xuất sắc" in page) == (False, False)
    assert site.at("cell").get(f"/members/{member.pk}/").status_code == 404
    everything = words(site.at("office").get(f"/members/{member.pk}/?on=2017-12-31"))
    assert ("Chi bộ thôn Tây 1" in everything, "rời phạm vi" in everything) == (True, False)


class TestForms:
    """What a form was made from is known; what changed meanwhile is told."""

    def test_the_second_of_two_is_told_what_changed(self, site: Site, member_id: int) -> None:
        office, address = site.at("office"), f"/members/{member_id}/correct/"
        seen = hidden(office, address)
        typed = {"full_name": "Trần Văn Hà", "joined_on": "01/01/2009", "made_from": seen}
        assert office.post(address, typed | {"other_name": "Hà Một"}).status_code == 302
        second = office.post(address, typed | {"other_name": "Hà Hai"})
        page = words(second)
        assert (second.status_code, "chưa ghi Hà Một" in page, 'value="Hà Hai"' in second.content.decode()) == (
            409, True, True,
        )  # fmt: skip
        again = office.post(address, typed | {"other_name": "Hà Hai", "made_from": hidden(office, address)})
        assert (again.status_code, particulars_of(site.district.members["dv-02"]).other_name) == (302, "Hà Hai")

    def test_guarded_changes_are_told_without_values(self, site: Site, operator: Actor, member_id: int) -> None:
        office, address = site.at("office"), f"/members/{member_id}/correct/"
        seen, row = hidden(office, address), particulars_of(site.district.members["dv-02"])
        correct_particulars(by=operator, corrections=[(row, {"religion": "ZQ-khác"})])
        page = words(office.post(address, {"full_name": "Trần Văn Hà", "made_from": seen}))
        assert ("Tôn giáo được bảo vệ" in page, "ZQ-" in page) == (True, False)

    def test_a_transfer_meanwhile_is_told(self, site: Site, operator: Actor, member_id: int) -> None:
        office, address = site.at("office"), f"/members/{member_id}/standing/"
        seen = hidden(office, address)
        cell = site.district.organizations["dong-xa-2"].pk
        transfer_members(by=operator, transfers=[(site.district.members["dv-02"], cell, date(2019, 6, 1))])
        answer = office.post(address, {"standing": "exempt", "on": "01/12/2019", "made_from": seen})
        assert (answer.status_code, "Chi bộ thôn Đông 2, từ 01/06/2019" in words(answer)) == (409, True)

    def test_numbers_of_other_members_tell_nothing(self, site: Site, member_id: int) -> None:
        other = particulars_of(site.district.members["dv-07"])
        stand = f"particulars:{other.pk}.x.99999999999999999999;membership:"
        answer = site.at("office").post(
            f"/members/{member_id}/correct/", {"full_name": "Trần Văn Hà", "made_from": stand}
        )
        assert "Lý Văn Ước" not in words(answer)


class TestPosts:
    def test_a_post_is_ended(self, site: Site) -> None:
        member = site.district.members["dv-01"]
        office, post = site.at("office"), posts_of(member).get()
        address = f"/members/{member.pk}/posts/{post.pk}/end/"
        assert address in office.get(f"/members/{member.pk}/").content.decode()
        assert office.post(address, {"on": "01/12/2019", "made_from": hidden(office, address)}).status_code == 302
        assert posts_of(member).get().ends_on == date(2019, 12, 1)
        assert office.get(address).status_code == 404

    def test_a_post_that_ended_is_not_prolonged(self, site: Site, operator: Actor) -> None:
        member = site.district.members["dv-02"]
        cell = site.district.organizations["dong-xa-1"].pk
        record_posts(by=operator, posts=[NewPost(member.pk, cell, Post.DEPUTY, date(2016, 1, 1), date(2017, 1, 1))])
        address = f"/members/{member.pk}/posts/{posts_of(member).get().pk}/end/"
        answer = site.at("office").post(address, {"on": "01/12/2019"})
        assert (answer.status_code, "đã kết thúc từ ngày 01/01/2017" in words(answer)) == (409, True)

    @pytest.mark.parametrize(("answer", "goes_on"), [("end", False), ("keep", True)])
    def test_a_transfer_asks_about_posts_in_the_old_cell(self, site: Site, answer: str, goes_on: bool) -> None:
        member = site.district.members["dv-01"]
        office, address = site.at("office"), f"/members/{member.pk}/transfer/"
        typed = {"cell": "dong-xa-2", "on": "01/12/2019", "made_from": hidden(office, address)}
        asked = office.post(address, typed)
        assert (asked.status_code, "Bí thư · Chi bộ thôn Đông 1, từ 01/06/2015" in words(asked)) == (200, True)
        membership = membership_on(member, on=date(2019, 12, 20))
        assert membership is not None
        assert membership.organization.code == "dong-xa-1"
        assert office.post(address, typed | {"sure": answer}).status_code == 302
        moved = membership_on(member, on=date(2019, 12, 20))
        assert moved is not None
        assert (moved.organization.code, posts_of(member).get().ends_on is None) == ("dong-xa-2", goes_on)
