"""Who may: everybody who has rights over an organization, by post or as a helper."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from vungmanh.access.delegations import Loan, loans_over
from vungmanh.access.grants import reach_of
from vungmanh.access.rights import Reach, Right
from vungmanh.foundation.dates import day_before
from vungmanh.members.models import PostHeld
from vungmanh.members.queries import names_of
from vungmanh.organizations.models import Placement, path_ids


@dataclass(frozen=True, slots=True)
class Holder:
    """Somebody who has a right somewhere: by a post, or until a day as the helper of the one who holds it."""

    member_id: int
    full_name: str
    post: str
    organization: str
    delegator: str = ""
    until: date | None = None


def who_may(right: Right, placement: Placement, *, on: date) -> list[Holder]:
    """Who has the right over the organization on the day."""
    return holders_of(placement, on=on).get(right, [])


def holders_of(placement: Placement, *, on: date) -> dict[Right, list[Holder]]:
    """Everybody with a right over the organization on the day, by right: holders of posts, then helpers."""
    held = PostHeld.objects.on(on).filter(organization__in=path_ids(placement.path), member__withdrawn_by=None)
    posts, loans = list(held.order_by("organization_id", "post")), loans_over(placement, on=on)
    people = {post.member_id for post in posts}
    people |= {id_ for loan in loans for id_ in (loan.delegation.member_id, loan.delegation.delegator_id)}
    names, places = names_of(people), _names_of_places(posts, on)
    holders: dict[Right, list[Holder]] = defaultdict(list)
    for right in Right:
        for post in posts:
            if _reaches(reach_of(post.post, right), post.organization_id, placement):
                name, place = names.get(post.member_id, ""), places.get(post.organization_id, "")
                holders[right].append(Holder(post.member_id, name, post.post, place))
        for loan in loans:
            if _reaches(loan.reaches.get(right), loan.placement.organization_id, placement):
                holders[right].append(_helper(loan, names))
    return dict(holders)


def _reaches(reach: Reach | None, organization_id: int, placement: Placement) -> bool:
    """Whether a right at one organization, which stands above the placement or is it, goes as far as the placement."""
    return reach == Reach.OWN_AND_BELOW or (reach == Reach.OWN and organization_id == placement.organization_id)


def _helper(loan: Loan, names: dict[int, str]) -> Holder:
    row = loan.delegation
    until = day_before(row.ends_on) if row.ends_on else None
    name, delegator = names.get(row.member_id, ""), names.get(row.delegator_id, "")
    return Holder(row.member_id, name, row.post, loan.placement.name, delegator, until)


def _names_of_places(posts: Iterable[PostHeld], on: date) -> dict[int, str]:
    organizations = {post.organization_id for post in posts}
    return dict(Placement.objects.on(on).filter(organization__in=organizations).values_list("organization_id", "name"))
