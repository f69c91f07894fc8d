"""Why a result in a year with a campaign: the facts entered and levels given count, each version has its ground."""

from datetime import date

from tests.campaigns.conftest import BEST, DECISION, MEETING, Year
from vungmanh.campaigns.deciding.decisions import Decided, decide
from vungmanh.campaigns.deciding.explaining import account_of_collective, account_of_member
from vungmanh.campaigns.deciding.rerating import re_rate
from vungmanh.campaigns.models import SubjectKind
from vungmanh.campaigns.rating.proposing import Proposed, propose
from vungmanh.campaigns.review.opinions import enter_facts
from vungmanh.foundation.decisions import Decision
from vungmanh.reports.as_data import explanation_data

WHY = "Phát hiện vi phạm sau khi xếp loại."


def test_the_campaign_is_what_a_result_is_explained_by(year: Year) -> None:
    terms, member = year.member("dv-02"), year.district.members["dv-02"]
    year.hold([year.body("dong-xa-1", SubjectKind.COLLECTIVE), year.member("dv-01"), terms])
    enter_facts(by=year.by, terms=terms, values={"disciplined": False, "tasks_done_share": "0.9"}, source="Chi ủy")
    propose(by=year.by, campaign=year.campaign, proposed=[Proposed(terms, "good", levels=BEST)], on=MEETING)
    body = year.district.organizations["dong-xa"].pk
    decide(by=year.by, campaign=year.campaign, body=body, decision=DECISION, decided=[Decided(terms)])
    re_rate(
        by=year.by, campaign=year.campaign, body=body, decision=Decision("40-QĐ/ĐU", date(2020, 6, 1)), terms=terms,
        category="completed", ground="found_wanting_later", reason=WHY,
    )  # fmt: skip
    data = explanation_data(account_of_member(member, year=2019), "dv-02", "vi")
    facts = {name: value for one in data["conditions"] for name, value in one["values"].items()}
    assert (facts["disciplined"], facts["tasks_done_share"], facts["task_criteria_lowest"]) == (
        "False", "0.9", "excellent",
    )  # fmt: skip
    assert {one["verdict"] for one in data["conditions"]} <= {"met", "not_met", "cannot_tell"}
    assert all(one["citation"] and one["evidence_mark"] for one in data["conditions"])
    told = [(one["version"], one["category"], one["decided_by"], one["reason"]) for one in data["versions"]]
    assert told == [(1, "good", "dong-xa", None), (2, "completed", "dong-xa", WHY)]
    assert (
        data["versions"][1]["ground"] == "Đã xếp loại rồi mới phát hiện không đủ điều kiện: hủy kết quả và xếp loại lại"
    )


def test_a_collective_is_explained_by_its_own_rules(year: Year) -> None:
    terms = year.body("dong-xa-1", SubjectKind.COLLECTIVE)
    enter_facts(by=year.by, terms=terms, values={"collective_disciplined": True}, source="QĐ 05-QĐ/UBKT")
    account = account_of_collective(year.district.placement("dong-xa-1", date(2019, 12, 31)), year=2019)
    [found] = [
        step for trace in account.explanation.traces for step in trace.steps if step.code == "collective_disciplined"
    ]
    assert (str(found.verdict), account.explanation.result) == ("met", None)
