"""The campaign at the command line: reasons for caps like on the page, and collectives rated anew."""

import json
from datetime import date

from tests.campaigns.conftest import MEETING, OPENED, Year
from tests.cli.conftest import Run
from tests.conftest import District
from vungmanh.campaigns.models import Proposal, SubjectKind
from vungmanh.campaigns.rating.proposing import Proposed, propose
from vungmanh.campaigns.running.actions import open_campaign
from vungmanh.classification.models import CapReason, CollectiveResult, MemberResult
from vungmanh.foundation.actors import Actor
from vungmanh.members.actions import NewPost, record_posts
from vungmanh.members.models import Post

WHY = "Cấp ủy đã xem xét và thống nhất."
DECIDE = ("campaign", "decide", "--year", "2019", "--number", "21-QĐ/CB", "--decided", "2019-12-20")


def opened(district: District, operator: Actor, code: str) -> Year:
    root = district.placement(code, date(2019, 12, 31))
    return Year(district, open_campaign(by=operator, root=root, year=2019, on=OPENED), operator)


def test_deciding_beyond_a_cap_is_refused_until_a_reason_is_given(
    command: Run, district: District, operator: Actor
) -> None:
    year = opened(district, operator, "kho-bac")
    year.hold([year.body("kho-bac"), year.member("dv-08")])
    proposed = [Proposed(year.member("dv-08"), "excellent", WHY)]
    propose(by=operator, campaign=year.campaign, proposed=proposed, on=MEETING)
    refused = command(*DECIDE, "--organization", "kho-bac")
    assert (refused.status, MemberResult.objects.exists()) == (1, False)
    assert "members: 1 > 0" in refused.err
    assert '--reason members="…"' in refused.err
    unknown = command(*DECIDE, "--organization", "kho-bac", "--reason", f"member={WHY}")
    assert "members" in unknown.err
    assert command(*DECIDE, "--organization", "kho-bac", "--reason", f"members={WHY}").status == 0
    assert MemberResult.objects.effective().get().category == "excellent"
    assert CapReason.objects.effective().get().reason == WHY


def test_a_collective_is_rated_anew(command: Run, district: District, operator: Actor) -> None:
    place = district.organizations["dong-xa-1"].pk
    record_posts(by=operator, posts=[NewPost(district.members["dv-02"].pk, place, Post.DEPUTY, date(2016, 1, 1))])
    year = opened(district, operator, "dong-xa")
    collective = year.body("dong-xa-1", SubjectKind.COLLECTIVE)
    year.hold([collective])
    propose(by=operator, campaign=year.campaign, proposed=[Proposed(collective, "good", WHY)], on=MEETING)
    assert command(*DECIDE, "--organization", "dong-xa").status == 0
    again = command(
        "campaign", "rerate", "dong-xa-1", "--collective", "--organization", "dong-xa", "--year", "2019",
        "--number", "30-QĐ/ĐU", "--category", "completed", "--ground", "found_wanting_later", "--reason", WHY,
    )  # fmt: skip
    assert again.status == 0, again.err
    assert sorted(CollectiveResult.objects.values_list("category", "version")) == [("completed", 2), ("good", 1)]


def test_proposing_takes_claims_of_those_reviewed_and_counts_the_others(
    command: Run, district: District, operator: Actor
) -> None:
    year = opened(district, operator, "kho-bac")
    unit, member = year.body("kho-bac"), year.member("dv-08")
    year.write(member, "good")
    year.hold([unit, member])
    propose_all = ("campaign", "propose", "--organization", "kho-bac", "--year", "2019", "--format", "json")
    tried = json.loads(command(*propose_all, "--preview").out)
    assert not Proposal.objects.exists()
    done = json.loads(command(*propose_all).out)
    assert [one.category for one in Proposal.objects.effective()] == ["good"]
    assert (tried["proposed"], tried["skipped"]) == (done["proposed"], done["skipped"])
    assert (done["proposed"], done["skipped"]) == (
        1, [{"code": "not_handed_in", "count": 1}, {"code": "nothing_claimed", "count": 1}]
    )  # fmt: skip
