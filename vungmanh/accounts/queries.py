"""In which capacities a login may act."""

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from vungmanh.accounts.models import Login
from vungmanh.foundation.actors import Actor
from vungmanh.members.models import Post
from vungmanh.members.queries import membership_on, particulars_of, posts_of
from vungmanh.organizations.queries import placements_on


@dataclass(frozen=True, slots=True)
class Capacity:
    """One hat of a login: a post in an organization, or `post` empty for the plain member."""

    key: str
    post: str
    organization_id: int | None
    title: str


def capacities(login: Login, *, on: date) -> list[Capacity]:
    """The posts that the login's member holds on the day, the widest first, and last the plain member."""
    posts = [post for post in posts_of(login.member) if post.holds_on(on)]
    membership = membership_on(login.member, on=on)
    places = {post.organization_id for post in posts} | ({membership.organization_id} if membership else set())
    standing = placements_on(places, on=on)
    held = sorted(
        (post for post in posts if post.organization_id in standing),
        key=lambda post: (standing[post.organization_id].depth, post.post),
    )
    found = [
        Capacity(str(post.pk), post.post, post.organization_id, f"{Post(post.post).label} · {standing[post.organization_id].name}")
        for post in held
    ]  # fmt: skip
    if membership and membership.organization_id in standing:
        name = standing[membership.organization_id].name
        found.append(Capacity("member", "", membership.organization_id, f"{_('Đảng viên')} · {name}"))
    return found


def actor_in(login: Login, capacity: Capacity | None) -> Actor:
    """The login's member acting in a capacity; without one it may do nothing."""
    return Actor(
        name=particulars_of(login.member).full_name,
        capacity=capacity.title if capacity else "",
        login_id=login.pk,
        member_id=login.member_id,
        post=capacity.post if capacity else "",
        organization_id=capacity.organization_id if capacity else None,
    )
