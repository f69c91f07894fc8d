"""Who votes: the members of a cell, or the holders of a committee's posts, with who has no vote and why."""

from collections.abc import Iterable
from datetime import date

from vungmanh.ballots.actions import NewElector
from vungmanh.ballots.models import Ballot, Elector
from vungmanh.campaigns.roll import COMMITTEE_POSTS
from vungmanh.foundation.texts import Text
from vungmanh.members.models import Membership, PostHeld, Standing, StandingPeriod
from vungmanh.organizations.kinds import kind
from vungmanh.organizations.models import Placement

_NO_VOTE = {
    Standing.PROBATIONARY: Text("đảng viên dự bị không có quyền biểu quyết", "a probationary member has no vote"),
    Standing.SUSPENDED: Text("đang bị đình chỉ sinh hoạt đảng", "suspended from Party activity"),
}
_ONLY_WHO_ATTEND = frozenset({Standing.EXEMPT, Standing.TEMPORARY})
"""They have a vote, but votes are counted out of them only where they come and vote (294-QĐ/TW, 9.3.2)."""


def electors_of_cell(cell: Placement, *, on: date) -> list[NewElector]:
    """The members enrolled on the day in a cell and in its party groups."""
    groups = Placement.objects.on(on).below(cell.path)
    places = [one.organization_id for one in groups if one.pk == cell.pk or not kind(one.kind).is_rated]
    enrolled = Membership.objects.on(on).filter(organization__in=places, member__withdrawn_by=None)
    members = sorted(set(enrolled.values_list("member_id", flat=True)))
    standings = StandingPeriod.objects.on(on).filter(member__in=members).values_list("member_id", "standing")
    known = dict(standings)
    return [_elector(member_id, known.get(member_id, Standing.FULL)) for member_id in members]


def electors_of_committee(place: Placement, *, on: date) -> list[NewElector]:
    """The holders of the committee's posts on the day; a committee counts all of them who have a vote."""
    held = PostHeld.objects.on(on).filter(organization=place.organization_id, post__in=COMMITTEE_POSTS)
    members = sorted(set(held.filter(member__withdrawn_by=None).values_list("member_id", flat=True)))
    without = StandingPeriod.objects.on(on).filter(member__in=members, standing__in=list(_NO_VOTE))
    known = dict(without.values_list("member_id", "standing"))
    return [_elector(one, known[one]) if one in known else NewElector(one) for one in members]


def differs(ballot: Ballot, electors: Iterable[NewElector]) -> bool:
    """Whether the list that a ballot was prepared with is another than this."""
    listed = Elector.objects.filter(ballot=ballot).values_list("member_id", "excluded", "counts_in_base")
    return set(listed) != {(one.member_id, one.excluded, one.counts_in_base) for one in electors}


def _elector(member_id: int, standing: str) -> NewElector:
    if standing in _NO_VOTE:
        return NewElector(member_id, str(standing), _NO_VOTE[Standing(standing)], counts_in_base=False)
    return NewElector(member_id, counts_in_base=standing not in _ONLY_WHO_ATTEND)
