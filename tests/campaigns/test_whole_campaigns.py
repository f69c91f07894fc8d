"""A campaign from opening to its end, and an order of rating that always leads to an end."""

from datetime import date

import pytest

from tests.ballots.votes import elect
from tests.campaigns.conftest import DECISION, MEETING, OPENED, Year
from tests.campaigns.test_steps import refused
from tests.conftest import District
from vungmanh.accounts.queries import as_plain_member
from vungmanh.ballots.actions import NewElector
from vungmanh.campaigns import events
from vungmanh.campaigns.deciding.contesting import answer, contest
from vungmanh.campaigns.deciding.decisions import Decided, decide
from vungmanh.campaigns.deciding.rerating import re_rate
from vungmanh.campaigns.models import Closing, Ruling, SubjectKind, Terms, Treatment
from vungmanh.campaigns.rating.order import before_rating
from vungmanh.campaigns.rating.proposing import Proposed, propose
from vungmanh.campaigns.rating.voted import Put
from vungmanh.campaigns.running.actions import open_campaign
from vungmanh.campaigns.running.closing import close_campaign, reopen_campaign
from vungmanh.campaigns.subjects import terms_in
from vungmanh.classification.models import MemberResult, OrganizationResult
from vungmanh.foundation.actors import Actor
from vungmanh.foundation.decisions import Decision
from vungmanh.journal.writing import act
from vungmanh.members.actions import NewPost, record_posts
from vungmanh.members.models import Post

WORDS = "Cấp ủy đã xem xét và kết luận như sau."


def test_a_campaign_is_closed_when_everything_is_done_and_results_stay(district: District, operator: Actor) -> None:
    root = district.placement("kho-bac", date(2019, 12, 31))
    year = Year(district, open_campaign(by=operator, root=root, year=2019, on=OPENED), operator)
    unit, members = year.body("kho-bac"), [year.member("dv-08"), year.member("dv-09")]
    for terms in (unit, *members):
        year.write(terms)
    year.hold([unit, *members])
    propose(
        by=operator, campaign=year.campaign, proposed=[Proposed(one, "good") for one in (unit, *members)], on=MEETING
    )
    own, district_id = root.organization_id, district.organizations["yen-thu"].pk
    decide(by=operator, campaign=year.campaign, body=own, decision=DECISION, decided=list(map(Decided, members)))
    with refused("campaigns.still_open"):
        close_campaign(by=operator, campaign=year.campaign, root=root, on=MEETING)
    decide(by=operator, campaign=year.campaign, body=district_id, decision=DECISION, decided=[Decided(unit)])
    asked = contest(by=as_plain_member(district.members["dv-09"]), terms=members[1], why=WORDS, on=MEETING)
    with refused("campaigns.contests_open"):
        close_campaign(by=operator, campaign=year.campaign, root=root, on=MEETING)
    answer(by=operator, contested=asked, terms=members[1], body=own, decision=DECISION, words=WORDS)
    put = Put(year.campaign.pk, SubjectKind.MEMBER, own)
    electors = [NewElector(one.subject.whose) for one in members]
    vote = elect(operator, own, [], electors, subject=put.key, manner="paper", secret=False)
    with refused("campaigns.votes_open"):
        close_campaign(by=operator, campaign=year.campaign, root=root, on=MEETING)
    vote.cancel()
    close_campaign(by=operator, campaign=year.campaign, root=root, on=MEETING)
    assert Closing.objects.effective().filter(campaign=year.campaign).exists()
    results = {*OrganizationResult.objects.effective().filter(year=2019).values_list("category", flat=True)}
    assert (results, MemberResult.objects.effective().filter(year=2019).count()) == ({"good"}, 2)
    with refused("campaigns.closed"):
        contest(by=as_plain_member(district.members["dv-08"]), terms=members[0], why=WORDS, on=MEETING)
    again = {"by": operator, "campaign": year.campaign, "root": root}
    with refused("campaigns.reason_missing"):
        reopen_campaign(**again, reason="")
    reopen_campaign(**again, reason="Kết thúc nhầm, còn chờ trả lời.")
    with refused("campaigns.not_closed"):
        reopen_campaign(**again, reason="Kết thúc nhầm, còn chờ trả lời.")
    close_campaign(**again, on=MEETING)
    re_rate(
        by=operator, campaign=year.campaign, body=own, decision=Decision("5-QĐ/CB", date(2020, 2, 3)), terms=members[0],
        category="completed", ground="found_wanting_later", reason=WORDS,
    )  # fmt: skip
    assert sorted(MemberResult.objects.effective().values_list("category", "version")) == [
        ("completed", 2), ("good", 1),
    ]  # fmt: skip


@pytest.mark.parametrize("number", [2018, 2019, 2023, 2025])
def test_nobody_waits_for_one_who_waits_for_them(district: District, operator: Actor, number: int) -> None:
    """The head of the district is an ordinary member of a cell; the deputy of a commune heads a cell."""
    places = {code: one.pk for code, one in district.organizations.items()}
    posts = [
        ("dv-02", "yen-thu", Post.SECRETARY),
        ("dv-06", "tay-xa-1", Post.SECRETARY),
        ("dv-01", "dong-xa", Post.DEPUTY),
    ]
    record_posts(
        by=operator,
        posts=[NewPost(district.members[who].pk, places[where], post, date(2016, 1, 1)) for who, where, post in posts],
    )
    root = district.placement("yen-thu", date(number, 12, 31))
    campaign = open_campaign(by=operator, root=root, year=number, on=OPENED)
    left: list[Terms] = list(terms_in(campaign).filter(treatment=Treatment.RATED))
    rated = 0
    while left:
        ready = [one for one in left if not before_rating(campaign, [one])]
        assert ready, f"{rated} are rated, {len(left)} wait for one another"
        with act(events.DECIDED, by=operator, year=number, number="1", count=len(ready)) as deciding:
            rulings = [
                Ruling(subject=one.subject, category="good", decision_number="1", decided_on=OPENED) for one in ready
            ]
            deciding.record(rulings)
        left = [one for one in left if one not in ready]
        rated += len(ready)
    assert rated
