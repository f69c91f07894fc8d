"""What is filled in before a committee chooses: votes and claims of those who were reviewed, nothing else."""

import pytest

from tests.campaigns.conftest import MEETING, Year
from tests.campaigns.test_steps import refused
from vungmanh.campaigns.models import Proposal, SubjectKind
from vungmanh.campaigns.rating.proposals import before_committee, check_unchanged, stand_of
from vungmanh.campaigns.rating.proposing import Proposed, propose
from vungmanh.campaigns.rating.suggesting import Left, suggestions
from vungmanh.campaigns.review.opinions import enter_facts
from vungmanh.foundation.refusals import Refusal


def test_claims_of_those_reviewed_are_suggested_and_the_others_named_with_why(year: Year) -> None:
    collective = year.body("dong-xa-1", SubjectKind.COLLECTIVE)
    head, member, writer = (year.member(code) for code in ("dv-01", "dv-02", "dv-03"))
    idle = year.member("dv-04")
    year.write(head, "good")
    year.write(member, "good")
    enter_facts(by=year.by, terms=member, values={"disciplined": True}, source="QĐ 05-QĐ/UBKT")
    year.hold([collective, head, member])
    year.write(writer, "excellent")
    terms = [collective, head, member, writer, idle]
    found = suggestions(year.campaign, before_committee(year.campaign, terms))
    assert found.categories == {head.subject_id: "good", member.subject_id: "not_completed"}
    left = {why: [row.terms.subject_id for row in rows] for why, rows in found.left.items()}
    assert left == {
        Left.NOT_HANDED_IN: [idle.subject_id],
        Left.NOT_REVIEWED: [writer.subject_id],
        Left.NOTHING_CLAIMED: [collective.subject_id],
    }


def test_the_ceiling_alone_proposes_nothing(year: Year) -> None:
    collective = year.body("dong-xa-1", SubjectKind.COLLECTIVE)
    year.hold([collective])
    with pytest.raises(Refusal) as refused:
        propose(by=year.by, campaign=year.campaign, proposed=[Proposed(collective)], on=MEETING)
    assert (refused.value.code, Proposal.objects.exists()) == ("campaigns.nothing_to_propose", False)
    propose(by=year.by, campaign=year.campaign, proposed=[Proposed(collective, "good")], on=MEETING)
    assert not suggestions(year.campaign, before_committee(year.campaign, [collective])).left


def test_a_form_made_before_somebody_elses_proposal_is_refused(year: Year) -> None:
    terms = [year.member("dv-01")]
    before = before_committee(year.campaign, terms)
    propose(by=year.by, campaign=year.campaign, proposed=[Proposed(terms[0], "good")], on=MEETING)
    after = before_committee(year.campaign, terms)
    check_unchanged(after, stand_of(after))
    with refused("campaigns.proposals_changed"):
        check_unchanged(after, stand_of(before))
