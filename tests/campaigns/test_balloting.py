"""Votes of a cell on its members and of a committee on organizations: who votes, by which terms, and what follows."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from pytest_django.fixtures import Settings

from tests.ballots.votes import person
from tests.campaigns.conftest import DECISION, MEETING, Year
from tests.campaigns.test_steps import refused
from tests.record import rolled_back
from vungmanh.ballots.actions import appoint_tellers, cancel_ballot, cast, close_ballot, enter_paper, mark_paper
from vungmanh.ballots.models import Ballot, Elector, Manner
from vungmanh.ballots.paper import PaperCount
from vungmanh.campaigns.deciding.decisions import Decided, decide
from vungmanh.campaigns.models import SubjectKind
from vungmanh.campaigns.rating.balloting import kinds_of_votes, list_electors_anew, open_vote, plan, prepare_vote
from vungmanh.campaigns.rating.proposing import Proposed, propose
from vungmanh.campaigns.rating.voted import Put, code_of, voted
from vungmanh.campaigns.review.opinions import enter_facts
from vungmanh.campaigns.running.actions import open_campaign
from vungmanh.classification.populations import Counted
from vungmanh.members.actions import NewMember, NewPost, enrol_members, record_posts
from vungmanh.members.models import Member, Post, Standing
from vungmanh.organizations.models import Placement
from vungmanh.reports.year_end import year_end
from vungmanh.rulebooks.conduct import Denominator
from vungmanh.rulebooks.values import Value

STANDINGS = (Standing.FULL, Standing.FULL, Standing.FULL, Standing.TEMPORARY, Standing.SUSPENDED)


@pytest.fixture
def cell(year: Year, settings: Settings, tmp_path: Path) -> Placement:
    """Dong-xa-1 with five more: two full members and one on probation are there already."""
    settings.SCREEN_BALLOTS, settings.BALLOT_KEYS = True, tmp_path / "keys"
    place = year.district.organizations["dong-xa-1"].pk
    new = [
        NewMember(f"e-{n}", place, date(2012, 1, 1), standing, {"full_name": f"Vi Văn {n}"})
        for n, standing in enumerate(STANDINGS, 1)
    ]
    enrol_members(by=year.by, new=new)
    return year.district.placement("dong-xa-1", MEETING)


def prepared(year: Year, cell: Placement, **terms: object) -> Ballot:
    wanted = plan(year.campaign, cell, SubjectKind.MEMBER, on=MEETING)
    return prepare_vote(by=year.by, campaign=year.campaign, wanted=wanted, manner=Manner.SCREEN, **terms)


def held(year: Year, cell: Placement, *chosen: str) -> Ballot:
    """A closed vote in which each elector in turn gives one category to everybody."""
    ballot = prepared(year, cell)
    open_vote(by=year.by, ballot=ballot, voters=cell, on=MEETING)
    voters = Elector.objects.filter(ballot=ballot, excluded="").order_by("member").values_list("member_id", flat=True)
    for voter, category in zip(voters, chosen, strict=False):
        cast(by=person(voter), ballot=ballot, answers={one.code: category for one in ballot.questions})
    close_ballot(by=year.by, ballot=ballot, on=MEETING)
    return ballot


def test_who_votes_and_out_of_whom_votes_are_counted(year: Year, cell: Placement) -> None:
    wanted = plan(year.campaign, cell, SubjectKind.MEMBER, on=MEETING)
    found = [(one.excluded, one.counts_in_base) for one in wanted.electors]
    full, away = ("", True), ("", False)
    assert found == [full, full, ("probationary", False), full, full, full, away, ("suspended", False)]
    assert (wanted.entitled, wanted.rule.denominator.is_) == (6, Denominator.DUE)
    assert all(one.reason.vi and one.reason.en for one in wanted.electors if one.excluded)


def test_a_question_for_each_who_is_rated_with_the_categories_of_the_year(year: Year, cell: Placement) -> None:
    ballot = prepared(year, cell)
    first = ballot.questions[0]
    assert first.codes == ("excellent", "good", "completed", "not_completed")
    asked = {one.code for one in ballot.questions}
    assert asked == {code_of(year.member(code).subject_id) for code in ("dv-01", "dv-02", "dv-03")}
    assert (Put.of(ballot).organization_id, ballot.secret) == (cell.organization_id, True)


def test_the_list_is_that_of_the_day_of_opening(year: Year, cell: Placement) -> None:
    ballot = prepared(year, cell)
    enrol_members(
        by=year.by,
        new=[NewMember("e-9", cell.organization_id, MEETING, Standing.FULL, {"full_name": "Vi Văn Mới"})],
    )
    with refused("campaigns.electorate_changed"):
        open_vote(by=year.by, ballot=ballot, voters=cell, on=MEETING)
    list_electors_anew(by=year.by, ballot=ballot, voters=cell, on=MEETING)
    open_vote(by=year.by, ballot=ballot, voters=cell, on=MEETING)
    assert Elector.objects.filter(ballot=ballot, excluded="").count() == 7


def test_one_vote_at_a_time_and_none_on_whom_a_vote_has_chosen(year: Year, cell: Placement) -> None:
    ballot = prepared(year, cell)
    with refused("campaigns.vote_going_on"):
        prepared(year, cell)
    cancel_ballot(by=year.by, ballot=ballot, reason="Chuẩn bị nhầm danh sách.")
    held(year, cell, *["good"] * 5)
    with refused("campaigns.nobody_to_vote_on"):
        prepared(year, cell)


def test_the_proposal_goes_where_the_vote_went(year: Year, cell: Placement) -> None:
    held(year, cell, *["good"] * 4, "excellent", "completed")
    terms = year.member("dv-02")
    year.write(terms, "excellent")
    assert voted(year.campaign, [terms])[terms.subject_id].reached == "good"
    [proposal] = propose(by=year.by, campaign=year.campaign, proposed=[Proposed(terms)], on=MEETING)
    assert proposal.category == "good"
    for other in ("excellent", "completed"):
        with refused("campaigns.other_than_voted"):
            propose(by=year.by, campaign=year.campaign, proposed=[Proposed(terms, other)], on=MEETING)
    why = "Chi ủy xem xét thêm thành tích được khen thưởng đột xuất."
    [departing] = propose(by=year.by, campaign=year.campaign, proposed=[Proposed(terms, "excellent", why)], on=MEETING)
    assert departing.reason == why


def test_a_ceiling_below_the_vote_needs_no_reason(year: Year, cell: Placement) -> None:
    held(year, cell, *["good"] * 6)
    terms = year.member("dv-02")
    enter_facts(by=year.by, terms=terms, values={"disciplined": True}, source="QĐ 05-QĐ/UBKT")
    [proposal] = propose(by=year.by, campaign=year.campaign, proposed=[Proposed(terms)], on=MEETING)
    assert proposal.category == "not_completed"


def test_where_no_category_reached_the_threshold_the_committee_gives_its_reason(year: Year, cell: Placement) -> None:
    held(year, cell, *["good"] * 2, *["excellent"] * 2, "completed", "completed")
    terms = year.member("dv-02")
    with refused("campaigns.vote_chose_none"):
        propose(by=year.by, campaign=year.campaign, proposed=[Proposed(terms, "good")], on=MEETING)
    assert prepared(year, cell).questions  # and it may be voted on again


def test_nothing_is_proposed_or_decided_while_a_vote_runs(year: Year, cell: Placement) -> None:
    terms, commune = year.member("dv-01"), year.district.organizations["dong-xa"].pk
    year.hold([year.body("dong-xa-1", SubjectKind.COLLECTIVE), terms])
    propose(by=year.by, campaign=year.campaign, proposed=[Proposed(terms, "good")], on=MEETING)
    ballot = prepared(year, cell)
    open_vote(by=year.by, ballot=ballot, voters=cell, on=MEETING)
    with refused("campaigns.vote_running"):
        propose(by=year.by, campaign=year.campaign, proposed=[Proposed(year.member("dv-02"), "good")], on=MEETING)
    decision = {"by": year.by, "campaign": year.campaign, "body": commune, "decision": DECISION}
    with refused("campaigns.vote_running"):
        decide(**decision, decided=[Decided(terms)])
    cancel_ballot(by=year.by, ballot=ballot, reason="Đã có đề xuất từ trước.")
    assert [one.category for one in decide(**decision, decided=[Decided(terms)])] == ["good"]


def test_a_cell_may_vote_openly_where_the_rule_leaves_it_to_the_place(year: Year, cell: Placement) -> None:
    assert prepared(year, cell, openly=True).secret is False


def test_a_committee_votes_on_organizations_only_by_decided_terms(year: Year, cell: Placement) -> None:
    commune = year.district.placement("dong-xa", MEETING)
    suspended = Member.objects.effective().get(code="e-5").pk
    posts = [NewPost(suspended, commune.organization_id, Post.COMMITTEE, date(2016, 1, 1))]
    record_posts(by=year.by, posts=posts)
    assert kinds_of_votes(year.campaign, cell) == [SubjectKind.MEMBER]
    assert kinds_of_votes(year.campaign, commune) == [SubjectKind.ORGANIZATION, SubjectKind.COLLECTIVE]
    wanted = plan(year.campaign, commune, SubjectKind.ORGANIZATION, on=MEETING)
    assert [(one.member_id, one.excluded) for one in wanted.electors] == [
        (year.district.members["dv-04"].pk, ""), (suspended, "suspended"),
    ]  # fmt: skip
    assert [one.title.vi for one in wanted.questions] == ["Chi bộ thôn Đông 1", "Chi bộ thôn Đông 2"]
    with refused("ballots.terms_undecided"):
        prepare_vote(by=year.by, campaign=year.campaign, wanted=wanted)


def test_what_the_year_makes_secret_is_not_voted_openly(year: Year, cell: Placement) -> None:
    wanted = plan(year.campaign, cell, SubjectKind.MEMBER, on=MEETING)
    secret = replace(wanted, rule=replace(wanted.rule, secret=Value(True, wanted.rule.secret.citation)))
    with refused("campaigns.vote_is_secret"):
        prepare_vote(by=year.by, campaign=year.campaign, wanted=secret, openly=True)
    assert prepare_vote(by=year.by, campaign=year.campaign, wanted=secret).secret


def test_a_year_without_a_vote_on_collectives_has_none(year: Year) -> None:
    root = year.district.placement("yen-thu", date(2018, 12, 31))
    campaign = open_campaign(by=year.by, root=root, year=2018, on=date(2018, 12, 1))
    commune = year.district.placement("dong-xa", MEETING)
    with refused("campaigns.no_vote"):
        plan(campaign, commune, SubjectKind.COLLECTIVE, on=MEETING)
    assert kinds_of_votes(campaign, commune) == [SubjectKind.ORGANIZATION]


def rated(year: Year, cell: Placement, good: int) -> dict[str, int]:
    """The members of the report after a vote on paper of five, so many of whom gave dv-01 «good», the rest «excellent».

    Everything from the slips to the decision, by the actions that the demonstration takes.
    """
    terms = [year.member(code) for code in ("dv-01", "dv-02", "dv-03")]
    wanted = plan(year.campaign, cell, SubjectKind.MEMBER, on=MEETING)
    ballot = prepare_vote(by=year.by, campaign=year.campaign, wanted=wanted)
    open_vote(by=year.by, ballot=ballot, voters=cell, on=MEETING)
    there = [one.member_id for one in wanted.electors if one.counts_in_base]
    appoint_tellers(by=year.by, ballot=ballot, member_ids=there[:2])
    mark_paper(by=year.by, ballot=ballot, member_ids=there)
    votes = {one.code: {"good": 5} for one in ballot.questions}
    votes[code_of(terms[0].subject_id)] = {"good": good, "excellent": 5 - good}
    count = PaperCount(5, 5, 0, 0, 5, votes, dict.fromkeys(votes, 0))
    for teller in there[:2]:
        enter_paper(by=person(teller), ballot=ballot, count=count)
    close_ballot(by=year.by, ballot=ballot, on=MEETING)
    year.hold([year.body("dong-xa-1", SubjectKind.COLLECTIVE), *terms])
    propose(by=year.by, campaign=year.campaign, proposed=[Proposed(one) for one in terms], on=MEETING)
    commune = year.district.organizations["dong-xa"].pk
    decide(by=year.by, campaign=year.campaign, body=commune, decision=DECISION, decided=[Decided(one) for one in terms])
    lines = year_end(year.district.placement("dong-xa", date(2019, 12, 31)), year=2019).tables[Counted.MEMBERS].lines
    return {line.category.code: line.count for line in lines if line.count}


def test_one_slip_changes_the_figure_of_the_report(year: Year, cell: Placement) -> None:
    with rolled_back():
        assert rated(year, cell, good=3) == {"good": 3}
    assert rated(year, cell, good=2) == {"excellent": 1, "good": 2}
