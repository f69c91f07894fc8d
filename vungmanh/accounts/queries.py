"""In which capacities a login may act."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import F
from django.utils.translation import override, pgettext

from vungmanh.accounts.models import Login
from vungmanh.foundation.actors import Actor
from vungmanh.foundation.rows import DatedQuerySet, holding_on
from vungmanh.members.models import Membership, Post, PostHeld
from vungmanh.members.queries import names_of

_PLACE = "organization__placements__"


@dataclass(frozen=True, slots=True)
class Capacity:
    """One hat of a login: a post in an organization, or `post` empty for the plain member.

    `organization` is the organization's name on the day.
    """

    key: str
    post: str
    organization_id: int
    organization_code: str
    organization: str

    @property
    def post_name(self) -> str:
        """How the post is called in the reader's language."""
        return str(Post(self.post).label) if self.post else pgettext("capacity", "Đảng viên")

    @property
    def title(self) -> str:
        """The whole capacity in words."""
        return f"{self.post_name} · {self.organization}"


def login_named(username: str) -> Login | None:
    """The login with this name that may sign in."""
    return Login.objects.filter(username=username, is_active=True).first()


def capacities(login: Login, *, on: date) -> list[Capacity]:
    """The posts that the login's member holds on the day, the widest first, and last the plain member."""
    held = _where(PostHeld.objects.on(on).filter(member=login.member_id), on, "post")
    found = [_capacity(str(row["pk"]), row["post"], row) for row in held]
    enrolled = _where(Membership.objects.on(on).filter(member=login.member_id), on)
    return found + [_capacity("member", "", row) for row in enrolled[:1]]


def actor_in(login: Login, capacity: Capacity | None) -> Actor:
    """The login's member acting in a capacity, worded in Vietnamese as the journal is; None may do nothing."""
    with override("vi"):
        title = capacity.title if capacity else ""
    return Actor(
        name=names_of([login.member_id]).get(login.member_id, login.username),
        capacity=title,
        login_id=login.pk,
        member_id=login.member_id,
        post=capacity.post if capacity else "",
        organization_id=capacity.organization_id if capacity else None,
    )


def _where(rows: DatedQuerySet, day: date, *fields: str) -> list[dict[str, Any]]:
    """Rows with the organization they are in as it stands on the day, the topmost organization first."""
    standing = rows.filter(holding_on(day, _PLACE)).order_by(f"{_PLACE}depth", *fields, "pk")
    return list(
        standing.values("pk", "organization_id", *fields, name=F(f"{_PLACE}name"), code=F("organization__code"))
    )


def _capacity(key: str, post: str, row: dict[str, Any]) -> Capacity:
    return Capacity(key, post, row["organization_id"], row["code"], row["name"])
