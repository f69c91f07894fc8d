"""Proposing by the rules for every member and organization of a year, and how that grows with their number."""

import django

django.setup()

from vungmanh.campaigns.models import Campaign, SubjectKind, Terms, Treatment  # noqa: E402  (Django must be set up first)
from vungmanh.campaigns.proposing import Proposed, propose  # noqa: E402
from vungmanh.campaigns.subjects import terms_in  # noqa: E402
from vungmanh.cli.bench.timing import seconds, tell  # noqa: E402
from vungmanh.foundation.actors import Actor  # noqa: E402
from vungmanh.foundation.dates import year_end  # noqa: E402
from vungmanh.journal.models import Entry  # noqa: E402
from vungmanh.journal.undoing import undo  # noqa: E402

YEAR = 2018
BY = Actor.operator("vungmanh bench")


def main() -> None:
    """Reopen the year; propose for a half, for all, for all organizations; each replaces what was proposed before."""
    undo(Entry.objects.get(event="campaigns.closed", details__year=YEAR), by=BY)
    campaign = Campaign.objects.effective().get(year=YEAR)
    members, bodies = _rated(campaign, SubjectKind.MEMBER), _rated(campaign, SubjectKind.ORGANIZATION)
    half = members[: len(members) // 2]
    _propose(campaign, half[:100])
    of_half, of_all = seconds(lambda: _propose(campaign, half)), seconds(lambda: _propose(campaign, members))
    of_bodies = seconds(lambda: _propose(campaign, bodies))
    tell(
        {
            "members": len(members),
            "members_s": round(of_all, 2),
            "organizations": len(bodies),
            "organizations_s": round(of_bodies, 2),
            "target": "<= 5 s together",
            "twice_as_many_take": round(of_all / of_half, 2),
            "target_of_growth": "<= 2.3",
        }
    )


def _rated(campaign: Campaign, kind: SubjectKind) -> list[Terms]:
    return list(terms_in(campaign).filter(treatment=Treatment.RATED, subject__kind=kind).order_by("pk"))


def _propose(campaign: Campaign, terms: list[Terms]) -> None:
    propose(by=BY, campaign=campaign, proposed=[Proposed(one) for one in terms], on=year_end(YEAR))


if __name__ == "__main__":
    main()
