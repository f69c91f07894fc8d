"""Proposing by the rules for every member and organization of a year, and for ten times as many members."""

import os
from collections.abc import Sequence
from datetime import date
from random import Random

import django

django.setup()

from vungmanh.campaigns import events  # noqa: E402  (Django must be set up first)
from vungmanh.campaigns.models import Campaign, Ruling, SubjectKind, Terms, Treatment  # noqa: E402
from vungmanh.campaigns.rating.proposing import Proposed, propose  # noqa: E402
from vungmanh.campaigns.review.bulk import Handed, hand_in_all  # noqa: E402
from vungmanh.campaigns.review.reviewing import Written  # noqa: E402
from vungmanh.campaigns.running.actions import list_anew  # noqa: E402
from vungmanh.campaigns.running.closing import reopen_campaign  # noqa: E402
from vungmanh.campaigns.subjects import terms_in  # noqa: E402
from vungmanh.cli.bench.timing import seconds, tell  # noqa: E402
from vungmanh.foundation.actors import Actor  # noqa: E402
from vungmanh.journal.writing import act  # noqa: E402
from vungmanh.members.actions import NewMember, enrol_members  # noqa: E402
from vungmanh.organizations.models import Placement  # noqa: E402
from vungmanh.organizations.queries import placement_of  # noqa: E402

YEAR, DAY = 2018, date(2018, 12, 31)
BY = Actor.operator("vungmanh bench")
LEVELS = ("average", "good", "excellent")


def main() -> None:
    """Reopen the year, undecided; propose for all its members and organizations, grow it, propose for all again.

    Each proposal replaces the one before; those who are new have none, and the first turn is made for nothing.
    """
    campaign = Campaign.objects.effective().get(year=YEAR)
    _reopen(campaign)
    members, bodies = _rated(campaign, SubjectKind.MEMBER), _rated(campaign, SubjectKind.ORGANIZATION)
    _propose(campaign, members[:500])
    of_members, of_bodies = seconds(lambda: _propose(campaign, members)), seconds(lambda: _propose(campaign, bodies))
    _grow(campaign, members, max(90_000, int(os.environ["VUNGMANH_BENCH_MEMBERS"])))
    many = _rated(campaign, SubjectKind.MEMBER)
    of_many = seconds(lambda: _propose(campaign, many))
    tell(
        {
            "members": len(members),
            "organizations": len(bodies),
            "members_s": round(of_members, 2),
            "organizations_s": round(of_bodies, 2),
            "target": "<= 5 s together",
            "members_grown": len(many),
            "members_grown_s": round(of_many, 2),
            "growth_beyond_linear": round(of_many / of_members * len(members) / len(many), 2),
            "target_of_growth": "<= 1.3",
        }
    )


def _reopen(campaign: Campaign) -> None:
    """As it was before anything was decided: who is decided is not proposed again."""
    reopen_campaign(by=BY, campaign=campaign, root=_root(campaign), reason="Bench proposes for everybody.")
    with act(events.DECIDED, by=BY, place=campaign.organization_id, year=YEAR, number="bench", count=0) as undeciding:
        undeciding.withdraw(list(Ruling.objects.effective().filter(subject__campaign=campaign)))


def _root(campaign: Campaign) -> Placement:
    found = placement_of(campaign.organization_id, on=DAY)
    assert found is not None
    return found


def _rated(campaign: Campaign, kind: SubjectKind) -> list[Terms]:
    return list(terms_in(campaign).filter(treatment=Treatment.RATED, subject__kind=kind).order_by("pk"))


def _propose(campaign: Campaign, terms: Sequence[Terms]) -> None:
    propose(by=BY, campaign=campaign, proposed=[Proposed(one) for one in terms], on=DAY)


def _grow(campaign: Campaign, known: Sequence[Terms], members: int) -> None:
    """Members in the cells of others until there are so many, listed, each with a self-review."""
    chance, before = Random(2018), {one.subject_id for one in known}
    new = [
        NewMember(
            code=f"bench-{number}",
            organization_id=chance.choice(known).place_id,
            starts_on=date(2015, 1, 1),
            standing="full",
            particulars={"full_name": f"Bench {number}", "joined_on": date(2014, 1, 1)},
        )
        for number in range(members - len(known))
    ]
    for start in range(0, len(new), 10_000):
        enrol_members(by=BY, new=new[start : start + 10_000])
    list_anew(by=BY, campaign=campaign, root=_root(campaign))
    added = [one for one in _rated(campaign, SubjectKind.MEMBER) if one.subject_id not in before]
    handed = [Handed(one, _written(chance)) for one in added]
    hand_in_all(by=BY, campaign=campaign, place=campaign.organization_id, handed=handed, on=DAY)


def _written(chance: Random) -> Written:
    return Written({"results": "Bench"}, {"tasks": chance.choice(LEVELS), "others": "good"}, "good")


if __name__ == "__main__":
    main()
