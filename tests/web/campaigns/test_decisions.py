"""The committee's page: what waits, what a decision would lead to, the decision and its document."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from tests.web.conftest import Site
from vungmanh.campaigns.deciding.contesting import contest_about
from vungmanh.campaigns.models import Campaign, Ruling, Terms
from vungmanh.campaigns.rating.proposing import Proposed, propose
from vungmanh.campaigns.review.reviewing import hold_reviews
from vungmanh.campaigns.running.actions import open_campaign
from vungmanh.campaigns.subjects import terms_in
from vungmanh.classification.models import CapReason, MemberResult, Status
from vungmanh.foundation.actors import Actor
from vungmanh.members.actions import NewMember, enrol_members
from vungmanh.members.models import Standing

PAGE = "/campaigns/2019/decisions/"
MEETING = date(2019, 12, 10)
SAID = {"decision_number": "21-QĐ/ĐU", "decided_on": "18/12/2019"}
CAP = "cap_reason:members:excellent-members"


@pytest.fixture
def campaign(site: Site, operator: Actor) -> Campaign:
    """Both members with a vote of the first cell of Đông Xá are reviewed and proposed as excellent and good."""
    root = site.district.placement("yen-thu", date(2019, 12, 31))
    found = open_campaign(by=operator, root=root, year=2019, on=date(2019, 12, 1))
    both = [terms_of(found, site, "dv-01"), terms_of(found, site, "dv-02")]
    hold_reviews(by=operator, campaign=found, terms=both, on=MEETING, reason="Chi bộ nghe báo cáo bằng lời.")
    proposed = [Proposed(both[0], "excellent"), Proposed(both[1], "good")]
    propose(by=operator, campaign=found, proposed=proposed, on=MEETING)
    return found


@pytest.fixture(autouse=True)
def own_folder(settings: Any, tmp_path: Path) -> None:
    settings.HOME = tmp_path


def terms_of(campaign: Campaign, site: Site, code: str) -> Terms:
    return terms_in(campaign).get(subject__member=site.district.members[code])


def posted(client: Client, campaign: Campaign, site: Site, *codes: str, **more: str) -> Any:
    ids = [terms_of(campaign, site, code).subject_id for code in codes]
    return client.post(PAGE, SAID | {"subject": ids} | more)


def test_the_page_tells_what_waits_for_the_committee(site: Site, campaign: Campaign) -> None:
    shown = site.at("commune").get(PAGE).context
    names = [line.pending.name for _place, lines in shown["groups"] for line in lines]
    assert names == ["Trần Văn Hà", "Nhữ Thị Hân"]
    assert (shown["waiting"], shown["ready"]) == (6, 2)


def test_who_was_only_reviewed_is_noted_with_the_decision_on_the_others(site: Site, operator: Actor) -> None:
    cell, day = site.district.organizations["dong-xa-1"], date(2019, 10, 1)
    fresh = NewMember("dv-99", cell.pk, day, Standing.PROBATIONARY, {"full_name": "Lò Văn Mới", "joined_on": day})
    enrol_members(by=operator, new=[fresh])
    root = site.district.placement("yen-thu", date(2019, 12, 31))
    found = open_campaign(by=operator, root=root, year=2019, on=date(2019, 12, 1))
    both = [terms_of(found, site, "dv-01"), terms_in(found).get(subject__member__code="dv-99")]
    hold_reviews(by=operator, campaign=found, terms=both, on=MEETING, reason="Chi bộ nghe báo cáo bằng lời.")
    propose(by=operator, campaign=found, proposed=[Proposed(both[0], "good")], on=MEETING)
    client = site.at("commune")
    assert posted(client, found, site, "dv-01", preview="1").context["ahead"].noted == 1
    assert posted(client, found, site, "dv-01", sure="1").status_code == 302
    noted = MemberResult.objects.effective().get(member__code="dv-99", year=2019)
    assert (noted.status, noted.category, noted.decision.number) == (Status.REVIEWED, "", "21-QĐ/ĐU")


def test_a_preview_tells_the_numbers_and_leaves_no_trace(site: Site, campaign: Campaign) -> None:
    answer = posted(site.at("commune"), campaign, site, "dv-01", "dv-02", preview="1")
    [(kind, counts)] = answer.context["counts"]
    assert (kind, [count for _badge, count in counts]) == ("Đảng viên", [1, 1, 0, 0])
    assert [one.rule.vi for one in answer.context["first"]] == [
        "Xếp loại cán bộ, công chức, viên chức xong trước xếp loại đảng viên"
    ]
    assert CAP in answer.content.decode()
    assert not Ruling.objects.exists()


def test_an_exceeded_cap_needs_its_reason_in_the_same_step(site: Site, campaign: Campaign) -> None:
    client = site.at("commune")
    refused = posted(client, campaign, site, "dv-01", "dv-02", sure="1")
    assert refused.context["refusal"].code == "campaigns.cap_reason_missing"
    assert not Ruling.objects.exists()
    why = "Chi bộ chỉ có ba đảng viên, đồng chí được tặng bằng khen."
    done = posted(client, campaign, site, "dv-01", "dv-02", sure="1", **{CAP: why})
    assert done.status_code == 302
    assert [one.reason for one in CapReason.objects.effective()] == [why]
    assert set(MemberResult.objects.effective().filter(year=2019).values_list("member__code", "category")) == {
        ("dv-01", "excellent"), ("dv-02", "good"),
    }  # fmt: skip
    again = posted(client, campaign, site, "dv-01", "dv-02", sure="1", **{CAP: why})
    assert (again.status_code, Ruling.objects.count()) == (302, 2)


def test_of_two_who_decide_at_once_the_second_is_told(site: Site, campaign: Campaign) -> None:
    first, second = site.at("commune"), site.at("commune")
    assert posted(first, campaign, site, "dv-02", sure="1").status_code == 302
    refused = posted(second, campaign, site, "dv-02", sure="1", decision_number="22-QĐ/ĐU")
    assert (refused.status_code, refused.context["refusal"].code) == (409, "campaigns.decided_already")


def test_a_category_of_another_year_and_another_one_without_reason_are_refused(site: Site, campaign: Campaign) -> None:
    client, id_ = site.at("commune"), terms_of(campaign, site, "dv-02").subject_id
    for category, code in (("weak", "campaigns.unknown_category"), ("completed", "campaigns.reason_missing")):
        refused = posted(client, campaign, site, "dv-02", sure="1", **{f"category_{id_}": category})
        assert refused.context["refusal"].code == code
    assert posted(client, campaign, site, sure="1").context["refusal"].code == "campaigns.nobody_chosen"


def test_only_the_own_committee_decides(site: Site, campaign: Campaign) -> None:
    assert site.at("cell").get("/classification/2019/organizations/dong-xa-1/collective/").status_code == 200
    asked = {persona: site.at(persona).get(PAGE, {"scope": "dong-xa"}).status_code for persona in site.logins}
    assert asked == {"office": 403, "auditor": 403, "commune": 200, "cell": 404, "member": 404}


def test_the_decision_is_a_document_that_stays_the_same(site: Site, campaign: Campaign) -> None:
    client = site.at("commune")
    posted(client, campaign, site, "dv-02", sure="1")
    wanted = {"kind": "decision", "form": "docx", "year": "2019", "number": "21-QĐ/ĐU", "dated": "2019-12-18"}
    files = [b"".join(client.post("/exports/order/", wanted).streaming_content) for _ in range(2)]  # type: ignore[attr-defined]
    assert files[0] == files[1]
    assert files[0][:2] == b"PK"
    page = f"/campaigns/2019/subjects/{terms_of(campaign, site, 'dv-02').subject_id}/re-rating/"
    anew = {"ground": "found_wanting_later", "category": "completed", "decision_number": "40-QĐ/ĐU",
            "decided_on": "19/12/2019", "reason": "Phát hiện vi phạm sau khi xếp loại."}  # fmt: skip
    assert client.post(page, anew).status_code == 302
    assert b"".join(client.post("/exports/order/", wanted).streaming_content) == files[0]  # type: ignore[attr-defined]
    assert client.post("/exports/order/", wanted | {"number": "99-QĐ/ĐU"}).status_code == 409


def test_a_result_is_contested_answered_and_every_version_is_told(site: Site, campaign: Campaign) -> None:
    commune, member = site.at("commune"), site.at("member")
    id_, own = terms_of(campaign, site, "dv-02").subject_id, f"/classification/2019/members/{site.member('dv-02')}/"
    ask = f"/campaigns/2019/subjects/{id_}/contest/"
    early = member.get(ask)
    assert (early.status_code, "Chưa có kết quả năm 2019" in early.content.decode()) == (409, True)
    assert 'name="why"' not in early.content.decode()
    posted(commune, campaign, site, "dv-02", sure="1")
    assert ask in member.get(own).content.decode()
    home = member.get("/").content.decode()
    assert ("Kết quả xếp loại năm 2019: Hoàn thành tốt nhiệm vụ" in home, ask in home) == (True, True)
    why = "Tôi đã hoàn thành mọi việc trước thời hạn."
    assert member.post(ask, {"why": why, "wanted": "excellent"}).status_code == 302
    assert ask not in member.get("/").content.decode()
    asked = contest_about(id_)
    assert asked is not None
    page = f"/campaigns/contests/{asked.pk}/"
    answered = {persona: site.at(persona).get(page).status_code for persona in site.logins}
    assert answered == {"office": 404, "auditor": 404, "commune": 200, "cell": 404, "member": 200}
    given = {"outcome": "rated_anew", "words": "Đảng ủy nhất trí với đề nghị.", "document_number": "30-QĐ/ĐU",
             "answered_on": "20/12/2019"}  # fmt: skip
    assert commune.post(page, given).status_code == 200
    given |= {"category": "excellent", "ground": "several_posts", "reason": "Đã xem xét đầy đủ kết quả."}
    assert commune.post(page, given).status_code == 302
    told = member.get(own).content.decode()
    assert "Đã xem xét đầy đủ kết quả." in told
    assert "30-QĐ/ĐU" in told
    assert "21-QĐ/ĐU" in told


def test_reasons_are_not_for_everybody_who_sees_results(site: Site, campaign: Campaign) -> None:
    posted(site.at("commune"), campaign, site, "dv-02", sure="1", **{
        f"category_{terms_of(campaign, site, 'dv-02').subject_id}": "completed",
        f"reason_{terms_of(campaign, site, 'dv-02').subject_id}": "Chậm nộp báo cáo ba lần.",
    })  # fmt: skip
    own = f"/classification/2019/members/{site.member('dv-02')}/"
    reads = {persona: "Chậm nộp" in site.at(persona).get(own).content.decode() for persona in site.logins}
    assert reads == {"office": True, "auditor": False, "commune": True, "cell": True, "member": True}
