"""The second decision of a year: who qualifies, why not, the decision with its document, and its undoing."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from tests.web.conftest import Site
from vungmanh.campaigns.deciding.honours import candidates, give
from vungmanh.campaigns.models import Campaign
from vungmanh.campaigns.running.actions import open_campaign
from vungmanh.classification.actions import Rating, record_results
from vungmanh.classification.models import MemberHonour, OrganizationHonour
from vungmanh.foundation.actors import Actor
from vungmanh.foundation.decisions import Decision
from vungmanh.foundation.refusals import Refusal
from vungmanh.journal.models import Entry
from vungmanh.journal.undoing import undo
from vungmanh.rulebooks.verdicts import Verdict

PAGE = "/campaigns/2019/titles/"
WHY = "Chi bộ dẫn đầu phong trào của xã."
SAID = {"decision_number": "45-QĐ/ĐU", "decided_on": "19/12/2019"}


@pytest.fixture
def campaign(site: Site, operator: Actor, settings: Any, tmp_path: Path) -> Campaign:
    """2019: dv-01 and the first cell of Đông Xá are at the top, dv-01 also from 2016 to 2018."""
    settings.HOME = tmp_path
    root = site.district.placement("yen-thu", date(2019, 12, 31))
    found = open_campaign(by=operator, root=root, year=2019, on=date(2019, 12, 1))
    cell = site.district.organizations["dong-xa-1"].pk
    for year in (2016, 2017, 2018, 2019):
        bodies = [Rating(cell, "excellent")] if year == 2019 else []
        member = [Rating(site.member("dv-01"), "excellent", cell_id=cell)]
        decision = Decision(f"{year}-QĐ/ĐU", date(2019, 12, 19)) if year == 2019 else Decision()
        record_results(by=operator, year=year, members=member, organizations=bodies, decision=decision)
    return found


def verdicts(campaign: Campaign, site: Site, body: str) -> dict[str, Verdict]:
    found = candidates(campaign, site.district.placement(body, date(2019, 12, 31)))
    return {f"{one.subject}:{one.honour.code}": one.verdict for one in found}


def test_each_body_sees_what_it_gives_and_history_that_is_missing_cannot_tell(
    site: Site, campaign: Campaign, operator: Actor
) -> None:
    assert verdicts(campaign, site, "dong-xa") == {
        "organization:exemplary": Verdict.MET,
        "organization:cell_year": Verdict.NOT_MET,
        "member:year": Verdict.MET,
    }
    assert verdicts(campaign, site, "yen-thu")["member:five_years_district"] is Verdict.CANNOT_TELL
    record_results(by=operator, year=2015, members=[Rating(site.member("dv-01"), "excellent")])
    assert verdicts(campaign, site, "yen-thu")["member:five_years_district"] is Verdict.MET
    record_results(by=operator, year=2016, members=[Rating(site.member("dv-01"), "good")])
    assert verdicts(campaign, site, "yen-thu")["member:five_years_district"] is Verdict.NOT_MET


def test_a_decision_is_previewed_recorded_shown_printed_and_undone(site: Site, campaign: Campaign) -> None:
    client, cell, member = site.at("commune"), site.district.organizations["dong-xa-1"].pk, site.member("dv-01")
    keys = [f"organization:{cell}:exemplary", f"member:{member}:year"]
    ahead = client.post(PAGE, SAID | {"honour": keys}).context["ahead"]
    assert [number for _honour, number in ahead.counts] == [1, 1]
    assert [(one.given, one.top) for one in ahead.shares] == [(1, 1)]
    assert not MemberHonour.objects.exists()
    assert client.post(PAGE, SAID | {"honour": keys, "sure": "1"}).status_code == 302
    row = MemberHonour.objects.effective().get()
    assert (row.title, row.first_year, row.rulebook) == ("year", 2019, "classification-2019")
    assert verdicts(campaign, site, "dong-xa")["organization:cell_year"] is Verdict.MET
    code = "dong-xa-1"
    for page in (f"classification/2019/members/{member}", f"members/{member}", f"organizations/{code}"):
        assert "45-QĐ/ĐU" in client.get(f"/{page}/").content.decode()
    wanted = {"kind": "honours", "form": "docx", "year": "2019", "number": "45-QĐ/ĐU", "dated": "2019-12-19"}
    assert b"".join(client.post("/exports/order/", wanted).streaming_content)[:2] == b"PK"  # type: ignore[attr-defined]
    again = client.post(PAGE, SAID | {"honour": keys, "sure": "1"})
    assert again.context["refusal"].code == "campaigns.not_to_honour"
    undo(Entry.objects.get(pk=row.recorded_by), by=Actor.operator("tests"))
    assert not OrganizationHonour.objects.effective().exists()


def test_what_is_not_met_or_not_known_is_not_given_as_if_it_were(site: Site, campaign: Campaign) -> None:
    client, cell = site.at("commune"), site.district.organizations["dong-xa-1"].pk
    early = SAID | {"decided_on": "18/12/2019"}
    refused = client.post(PAGE, early | {"honour": [f"member:{site.member('dv-01')}:year"], "sure": "1"})
    assert refused.context["refusal"].code == "campaigns.honour_before_rating"
    for keys, code in (
        ([f"organization:{cell}:cell_year"], "campaigns.not_qualified"),
        ([f"member:{site.member('dv-01')}:five_years_district"], "campaigns.not_to_honour"),
        ([], "campaigns.nobody_honoured"),
    ):
        refused = client.post(PAGE, SAID | {"honour": keys, "sure": "1"})
        assert (refused.status_code, refused.context["refusal"].code) == (409, code)
    assert not OrganizationHonour.objects.exists()


def test_cannot_tell_costs_a_reason(site: Site, campaign: Campaign, operator: Actor) -> None:
    body = site.district.placement("yen-thu", date(2019, 12, 31))
    key = f"member:{site.member('dv-01')}:five_years_district"
    decision = Decision("50-QĐ/HU", date(2019, 12, 19))
    with pytest.raises(Refusal) as refused:
        give(by=operator, campaign=campaign, body=body, decision=decision, chosen={key: ""})
    assert refused.value.code == "campaigns.honour_reason_missing"
    why = "Kết quả năm 2015 có trong hồ sơ giấy của chi bộ."
    give(by=operator, campaign=campaign, body=body, decision=decision, chosen={key: why})
    row = MemberHonour.objects.effective().get()
    assert (row.first_year, row.reason) == (2015, why)


def test_in_2018_a_title_that_was_not_seen_is_not_told_and_one_reason_does_for_all(site: Site, operator: Actor) -> None:
    root, cells = site.district.placement("yen-thu", date(2018, 12, 31)), ("dong-xa-1", "dong-xa-2")
    found = open_campaign(by=operator, root=root, year=2018, on=date(2018, 12, 1))
    ids = [site.district.organizations[code].pk for code in cells]
    record_results(by=operator, year=2018, organizations=[Rating(id_, "excellent") for id_ in ids])
    assert verdicts(found, site, "dong-xa") == {"organization:cell_year": Verdict.CANNOT_TELL}
    keys = [f"organization:{id_}:cell_year" for id_ in ids]
    sent = SAID | {"honour": keys, "sure": "1", "common_reason": "Đảng ủy bỏ phiếu chọn.", f"reason_{keys[0]}": WHY}
    assert site.at("commune").post("/campaigns/2018/titles/", sent).status_code == 302
    rows = OrganizationHonour.objects.effective().order_by("organization_id")
    assert [row.reason for row in rows] == [WHY, "Đảng ủy bỏ phiếu chọn."]


def test_only_the_own_committee_gives_honours(site: Site, campaign: Campaign) -> None:
    asked = {persona: site.at(persona).get(PAGE, {"scope": "dong-xa"}).status_code for persona in site.logins}
    assert asked == {"office": 403, "auditor": 403, "commune": 200, "cell": 404, "member": 404}
