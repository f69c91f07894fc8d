"""Paper ballots of cells on their members: prepared, opened, counted by two tellers, closed, as in the product."""

from datetime import date
from random import Random

from vungmanh.ballots.actions import appoint_tellers, close_ballot, enter_paper, mark_absent, mark_paper
from vungmanh.ballots.counting import LEAST_GROUP
from vungmanh.ballots.models import Ballot, Elector
from vungmanh.ballots.paper import PaperCount
from vungmanh.campaigns.models import Campaign, SubjectKind
from vungmanh.campaigns.rating.balloting import open_vote, plan, prepare_vote
from vungmanh.campaigns.rating.voted import subject_of
from vungmanh.demo.drawing import lots
from vungmanh.demo.steps import Group
from vungmanh.foundation.actors import Actor
from vungmanh.organizations.queries import placement_of


def vote_in_cells(by: Actor, campaign: Campaign, group: Group, *, on: date) -> None:
    """A vote in every cell of a grassroots organization that has enough voters to keep it secret."""
    rng = lots(f"votes of {campaign.year} in {group.code}")
    for cell in sorted(one.place_id for one in group.cells):
        voters = placement_of(cell, on=on)
        assert voters is not None
        wanted = plan(campaign, voters, SubjectKind.MEMBER, on=on)
        if wanted.entitled < LEAST_GROUP:
            continue
        ballot = prepare_vote(by=by, campaign=campaign, wanted=wanted)
        open_vote(by=by, ballot=ballot, voters=voters, on=on)
        _count(by, rng, ballot, group)
        close_ballot(by=by, ballot=ballot, on=on)


def _count(by: Actor, rng: Random, ballot: Ballot, group: Group) -> None:
    """Nearly everybody votes; two of those who did count the slips, and agree."""
    electors = list(Elector.objects.filter(ballot=ballot, excluded="").order_by("member"))
    away = [one for one in electors if not one.counts_in_base]
    there = [one for one in electors if one.counts_in_base]
    if len(there) > 2 * LEAST_GROUP and rng.random() < 0.5:
        away.append(there.pop(rng.randrange(len(there))))
    if away:
        mark_absent(by=by, ballot=ballot, member_ids=[one.member_id for one in away])
    tellers = [one.member_id for one in there[:2]]
    appoint_tellers(by=by, ballot=ballot, member_ids=tellers)
    mark_paper(by=by, ballot=ballot, member_ids=[one.member_id for one in there])
    base = sum(1 for one in electors if one.counts_in_base)
    count = _slips(rng, ballot, group, slips=len(there), least=base // 2 + 1)
    for teller in tellers:
        enter_paper(by=Actor(name="", capacity="ban kiểm phiếu", member_id=teller), ballot=ballot, count=count)


def _slips(rng: Random, ballot: Ballot, group: Group, *, slips: int, least: int) -> PaperCount:
    """A majority for the category drawn for each member, the rest for the one beside it."""
    votes = {}
    for question in ballot.questions:
        drawn = group.drawn[subject_of(question.code)]
        beside = drawn + 1 if drawn + 1 < len(question.codes) else drawn - 1
        most = max(least, slips - rng.randint(0, max(1, slips // 4)))
        votes[question.code] = {question.codes[drawn]: most, question.codes[beside]: slips - most}
    blanks = dict.fromkeys(votes, 0)
    return PaperCount(
        issued=slips, returned=slips, not_returned=0, spoiled=0, valid=slips, votes=votes, blanks=blanks
    )  # fmt: skip
