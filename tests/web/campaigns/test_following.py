"""Opening, following, reminding, proposing and closing a campaign in the browser."""

import html
import re
from datetime import date

import pytest
from django.test import Client

from tests.conftest import TODAY
from tests.web.campaigns.reviewing import Reviewing
from tests.web.conftest import Site
from tests.web.test_pages import text
from vungmanh.accounts.queries import as_plain_member
from vungmanh.campaigns.deciding.contesting import contest
from vungmanh.campaigns.deciding.decisions import Decided, decide
from vungmanh.campaigns.models import Campaign, Closing, Proposal, Reminder, SubjectKind
from vungmanh.campaigns.rating.balloting import plan, prepare_vote
from vungmanh.campaigns.rating.proposing import Proposed, propose
from vungmanh.campaigns.review.reviewing import Written, hand_in, hold_reviews
from vungmanh.campaigns.running.actions import set_deadlines
from vungmanh.campaigns.subjects import terms_in
from vungmanh.foundation.actors import Actor
from vungmanh.foundation.decisions import Decision

OPENING = {"year": "2018", "due_self_review": "10/12/2018", "due_review": "20/12/2018"}
WHY = "Tập thể cấp ủy thống nhất đề xuất."


def test_opening_is_previewed_and_then_confirmed(site: Site) -> None:
    office, page = site.at("office"), "/campaigns/2018/open/"
    preview = office.post(page, OPENING).content.decode()
    assert "đối tượng vào danh sách năm 2018" in preview
    assert not Campaign.objects.effective().exists()
    assert office.post(page, OPENING | {"sure": "1"}).headers["Location"] == "/campaigns/2018/"
    assert "hạn 10/12/2018" in text(office, "/campaigns/2018/")
    again = office.post(page, OPENING)
    assert (again.status_code, "đã có đợt kiểm điểm" in again.content.decode()) == (409, True)


def test_a_calendar_out_of_order_is_refused_and_kept_in_the_form(site: Site) -> None:
    office = site.at("office")
    wrong = OPENING | {"due_review": "01/12/2018", "sure": "1"}
    answer = office.post("/campaigns/2018/open/", wrong)
    assert answer.status_code == 409
    assert 'value="01/12/2018"' in answer.content.decode()


def test_every_figure_of_the_overview_opens_a_list_of_that_length(reviewing: Reviewing) -> None:
    office = reviewing.site.at("office")
    page = office.get("/campaigns/2019/").content.decode()
    left = re.findall(r'<a href="(/lists/campaign/[^"]*open=[^"]*)">còn (\d+)</a>', page)
    assert len(left) == 4
    for address, number in left:
        assert f"{number} đối tượng" in text(office, html.unescape(address))


@pytest.fixture
def late(reviewing: Reviewing) -> Reviewing:
    """The self-reviews were due on the tenth."""
    site = reviewing.site
    root = site.district.placement("yen-thu")
    by = Actor.operator("tests")
    set_deadlines(by=by, campaign=reviewing.campaign, root=root, calendar={"self_review": date(2019, 12, 10)})
    return reviewing


def test_who_is_reminded_sees_it_today(late: Reviewing) -> None:
    site = late.site
    assert "Được nhắc" not in text(site.at("cell"), "/")
    assert "chậm tiến độ" in text(site.at("office"), "/")
    assert site.at("office").post("/campaigns/2019/late/", {"all": "1"}).status_code == 302
    assert "Được nhắc: bước “Tự kiểm điểm” năm 2019 còn" in text(site.at("cell"), "/")
    assert "20/12/2019" in text(site.at("office"), "/campaigns/2019/late/").split("Nhắc lần cuối", 1)[1]
    twice = site.at("office").post("/campaigns/2019/late/", {"all": "1"})
    assert (twice.status_code, Reminder.objects.effective().filter(step="self_review").count() > 0) == (409, True)


def test_who_conducts_a_cell_is_led_to_its_page_and_told_that_the_day_has_passed(late: Reviewing) -> None:
    home = late.site.at("cell").get("/").content.decode()
    line = home.split('href="/campaigns/2019/cells/dong-xa-1/"', 1)[1].split("</li>", 1)[0]
    assert ("còn 4 bản tự kiểm điểm" in line, "quá hạn 10 ngày" in line) == (True, True)
    assert "quá hạn 10 ngày" in text(late.site.at("member"), "/")
    assert "cells/dong-xa-1" not in late.site.at("member").get("/").content.decode()
    set_deadlines(by=Actor.operator("tests"), campaign=late.campaign, root=late.site.district.placement("yen-thu"),
                  calendar={"self_review": date(2019, 12, 20)})  # fmt: skip
    assert "hạn 20/12/2019" in text(late.site.at("cell"), "/")
    assert "quá hạn" not in text(late.site.at("member"), "/")


def test_a_secretary_reminds_the_own_members_by_name_and_they_see_it_today(late: Reviewing) -> None:
    page, cell, member = "/campaigns/2019/late/", late.site.at("cell"), late.site.at("member")
    told = text(cell, page)
    assert ("Trần Văn Hà" in told, "Nơi chậm tiến độ" in told) == (True, False)
    assert "Trần Văn Hà" not in text(late.site.at("auditor"), f"{page}?scope=dong-xa-1")
    assert member.post(page, {"all": "1"}).status_code == 403
    assert not Reminder.objects.effective().exists()
    assert cell.post(page, {"all": "1"}).status_code == 302
    assert "được nhắc ngày 20/12/2019" in text(member, "/")
    assert late.site.at("cell").post(f"{page}?scope=dong-xa", {"all": "1"}).status_code == 404


def test_closing_is_refused_while_something_is_open_with_its_list(reviewing: Reviewing) -> None:
    answer = reviewing.site.at("office").post("/campaigns/2019/close/")
    page = answer.content.decode()
    assert (answer.status_code, "/lists/campaign/?scope=yen-thu" in page) == (409, True)
    assert not Closing.objects.effective().exists()


def test_everything_that_is_open_leads_from_the_closing_page_to_where_it_is_done(
    reviewing: Reviewing, operator: Actor
) -> None:
    site, district = reviewing.site, reviewing.site.district
    commune = district.organizations["dong-xa"].pk
    one = terms_in(reviewing.campaign).get(subject__member=site.member("dv-01"))
    hold_reviews(by=operator, campaign=reviewing.campaign, terms=[one], on=date(2019, 12, 10), reason=WHY)
    propose(by=operator, campaign=reviewing.campaign, proposed=[Proposed(one, "good")], on=date(2019, 12, 10))
    decision = Decision("21-QĐ/ĐU", date(2019, 12, 12))
    decide(by=operator, campaign=reviewing.campaign, body=commune, decision=decision, decided=[Decided(one)])
    asked = contest(by=as_plain_member(district.members["dv-01"]), terms=one, why=WHY, on=date(2019, 12, 15))
    wanted = plan(reviewing.campaign, district.placement("dong-xa-1"), SubjectKind.MEMBER, on=TODAY)
    ballot = prepare_vote(by=operator, campaign=reviewing.campaign, wanted=wanted, openly=True)
    page = "/campaigns/2019/close/"
    office = site.at("office").get(page).content.decode()
    addresses = re.findall(r'<a href="(/(?:ballots|campaigns/2019/subjects|campaigns/contests|lists)/[^"]*)"', office)
    assert f"/ballots/{ballot.uuid}/" in addresses
    assert f"/campaigns/2019/subjects/{one.subject_id}/" in addresses  # the commune answers
    assert ("Nhữ Thị Hân" in office, "Đảng bộ xã Đông Xá trả lời" in office) == (True, True)
    assert [site.at("office").get(html.unescape(one)).status_code for one in addresses] == [200] * len(addresses)
    assert asked.why not in office


class TestProposals:
    PAGE = "/campaigns/2019/proposals/"

    def stand(self, client: Client) -> str:
        found = re.search(r'name="stand" value="([^"]*)"', client.get(self.PAGE).content.decode())
        assert found is not None
        return found[1]

    def test_one_is_proposed_and_shown(self, reviewing: Reviewing) -> None:
        cell, id_ = reviewing.site.at("cell"), reviewing.subject("dv-02").pk
        answer = cell.post(self.PAGE, {"stand": self.stand(cell), f"category-{id_}": "good"})
        assert answer.status_code == 302
        assert [one.category for one in Proposal.objects.effective()] == ["good"]
        assert '<option value="good" selected>' in cell.get(self.PAGE).content.decode()

    def test_nothing_chosen_is_said(self, reviewing: Reviewing) -> None:
        cell = reviewing.site.at("cell")
        answer = cell.post(self.PAGE, {"stand": self.stand(cell)})
        assert (answer.status_code, "Chưa chọn mức nào" in answer.content.decode()) == (409, True)

    def test_filling_in_records_nothing_and_names_for_whom_nothing_is_suggested(
        self, reviewing: Reviewing, operator: Actor
    ) -> None:
        cell, id_ = reviewing.site.at("cell"), reviewing.subject("dv-01").pk
        terms = terms_in(reviewing.campaign).get(subject=id_)
        written = Written({"results": "Hoàn thành các việc."}, claimed="good")
        hand_in(by=operator, subject=terms.subject, terms=terms, written=written, on=date(2019, 12, 5))
        hold_reviews(by=operator, campaign=reviewing.campaign, terms=[terms], on=date(2019, 12, 10))
        answer = cell.post(self.PAGE, {"stand": self.stand(cell), "fill": "1"})
        page = answer.content.decode()
        assert (answer.status_code, Proposal.objects.exists()) == (200, False)
        assert ("Đã điền thử cho 1 đối tượng, chưa ghi." in page, page.count("selected>")) == (True, 1)
        assert "chưa nộp bản tự kiểm điểm" in page.split("Không điền cho ", 1)[1].split("</summary>", 1)[0]
        assert "Trần Văn Hà" in page.split("Không điền cho ", 1)[1].split("</details>", 1)[0]

    def test_a_form_from_before_somebody_elses_change_writes_nothing(self, reviewing: Reviewing) -> None:
        cell, id_ = reviewing.site.at("cell"), reviewing.subject("dv-02").pk
        old = self.stand(cell)
        cell.post(self.PAGE, {"stand": old, f"category-{id_}": "good"})
        answer = cell.post(self.PAGE, {"stand": old, f"category-{id_}": "completed", f"reason-{id_}": WHY})
        page = answer.content.decode()
        assert (answer.status_code, '<option value="completed" selected>' in page, WHY in page) == (409, True, True)
        assert [one.category for one in Proposal.objects.effective()] == ["good"]

    def test_the_conditions_are_told_with_their_citations(self, reviewing: Reviewing) -> None:
        page = text(reviewing.site.at("cell"), f"{self.PAGE}{reviewing.subject('dv-02').pk}/")
        assert "Căn cứ" in page


def test_trying_moves_the_meter_without_scripts_and_writes_nothing(reviewing: Reviewing) -> None:
    office, cell = reviewing.site.at("office"), reviewing.site.at("cell")
    proposals = TestProposals()
    chosen = {f"category-{reviewing.subject(code).pk}": "excellent" for code in ("dv-01", "dv-02")}
    reasons = {f"reason-{reviewing.subject(code).pk}": WHY for code in ("dv-01", "dv-02")}
    cell.post(proposals.PAGE, {"stand": proposals.stand(cell), **chosen, **reasons})
    page = office.get("/campaigns/2019/caps/").content.decode()
    found = re.search(r'href="(/campaigns/2019/caps/dong-xa/members/[^"]*)"', page)
    assert found is not None
    address = found[1]
    assert "<b>2</b>, tối đa 0" in office.get(address).content.decode()
    tried = office.get(f"{address}?tried=1&pick={reviewing.subject('dv-01').pk}").content.decode()
    assert "<b>1</b>, tối đa" in tried
    assert Proposal.objects.effective().filter(category="excellent").count() == 2
