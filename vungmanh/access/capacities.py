"""Everything that a login may act as on a day: posts held, help for the holder of a post, and the plain member."""

from datetime import date

from vungmanh.access.delegations import Loan, loans_of
from vungmanh.accounts import queries
from vungmanh.accounts.models import Login
from vungmanh.accounts.queries import Capacity, Help
from vungmanh.foundation.actors import Actor
from vungmanh.foundation.dates import day_before
from vungmanh.members.models import PostHeld
from vungmanh.members.queries import names_of


def capacities(login: Login, *, on: date) -> list[Capacity]:
    """Posts first, then help for others, last the plain member; empty for one who is nowhere on the day."""
    own = queries.capacities(login, on=on)
    loans = loans_of(login.member_id, on=on)
    names = names_of(loan.delegation.delegator_id for loan in loans) if loans else {}
    helping = [_capacity(loan, names.get(loan.delegation.delegator_id, "")) for loan in loans]
    posts = [one for one in own if one.post]
    return [*posts, *helping, *own[len(posts) :]]


def still_acts(by: Actor, *, on: date) -> bool:
    """Whether the actor of a waiting job still holds on the day or later the post, or the delegation, acted by."""
    if by.member_id is None:
        return True
    if by.delegation_id is not None:
        loans = {loan.delegation.pk: loan for loan in loans_of(by.member_id, on=on)}
        loan = loans.get(by.delegation_id)
        return loan is not None and {right.value for right in loan.reaches} >= {right for right, _reach in by.lent}
    held = PostHeld.objects.effective().filter(member=by.member_id, post=by.post, organization=by.organization_id)
    return bool(held.exclude(ends_on__lte=on).exists())


def _capacity(loan: Loan, delegator: str) -> Capacity:
    row, place = loan.delegation, loan.placement
    return Capacity(
        key=f"delegation-{row.pk}",
        post="",
        organization_id=place.organization_id,
        organization_code=place.organization.code,
        organization=place.name,
        helps=Help(
            delegation_id=row.pk,
            post=row.post,
            delegator=delegator,
            until=day_before(row.ends_on) if row.ends_on else None,
            lent=tuple((right.value, reach.value) for right, reach in loan.reaches.items()),
        ),
    )
