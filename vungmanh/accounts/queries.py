"""Logins by name and member, and in which capacities one may act by its own posts."""

import re
from dataclasses import dataclass
from datetime import date
from itertools import count
from typing import Any

from django.db.models import F
from django.utils.translation import gettext as _
from django.utils.translation import override, pgettext

from vungmanh.accounts.models import CodeState, Login, OneTimeCode
from vungmanh.foundation.actors import Actor
from vungmanh.foundation.dates import written
from vungmanh.foundation.names import unaccented
from vungmanh.foundation.rows import DatedQuerySet, holding_on
from vungmanh.members.models import Member, Membership, Post, PostHeld
from vungmanh.members.queries import names_of

LONGEST_CAPACITY = 200
"""Letters that the journal keeps of a capacity; names of organizations may be that long themselves."""
_PLACE = "organization__placements__"


@dataclass(frozen=True, slots=True)
class Help:
    """By what a helper acts: the delegation, the post and person helped, the last day, and the rights lent."""

    delegation_id: int
    post: str
    delegator: str
    until: date | None
    lent: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Capacity:
    """One hat of a login: a post in an organization, `helps` for its holder, or neither for the plain member.

    `organization` is the organization's name on the day.
    """

    key: str
    post: str
    organization_id: int
    organization_code: str
    organization: str
    helps: Help | None = None

    @property
    def post_name(self) -> str:
        """How the post is called in the reader's language."""
        if self.helps:
            return _("Giúp việc {post}").format(post=Post(self.helps.post).label)
        return str(Post(self.post).label) if self.post else pgettext("capacity", "Đảng viên")

    @property
    def title(self) -> str:
        """The whole capacity in words."""
        return self._worded(self.post_name)

    @property
    def title_for_the_journal(self) -> str:
        """The capacity in words, a helper's with the name of the one who lent the rights."""
        return self._worded(f"{self.post_name} {self.helps.delegator}" if self.helps else self.post_name)

    def _worded(self, post: str) -> str:
        title = f"{post} · {self.organization}"
        if self.helps is None or self.helps.until is None:
            return title
        return _("{capacity}, đến {day}").format(capacity=title, day=written(self.helps.until))


def login_named(username: str) -> Login | None:
    """The login with this name that may sign in."""
    return Login.objects.filter(username=username, is_active=True).first()


def login_of(member: Member) -> Login | None:
    """The member's login, locked or not."""
    return Login.objects.filter(member=member).first()


def open_code_of(member: Member) -> OneTimeCode | None:
    """The member's one-time code that was not used yet, perhaps past its last day."""
    return OneTimeCode.objects.filter(member=member, state=CodeState.OPEN).first()


def suggested_username(full_name: str) -> str:
    """A user name made of the given name and the initials of the others, not taken yet: *Nhữ Thị Hân* → *hannt*."""
    *before, given = unaccented(full_name).split() or ["dang-vien"]
    letters = re.sub("[^a-z0-9]", "", given + "".join(word[0] for word in before)) or "dangvien"
    taken = set(Login.objects.filter(username__startswith=letters).values_list("username", flat=True))
    free = (letters + (str(number) if number > 1 else "") for number in count(1))
    return next(name for name in free if name not in taken)


def capacities(login: Login, *, on: date) -> list[Capacity]:
    """The posts that the login's member holds on the day, the widest first, and last the plain member."""
    held = _where(PostHeld.objects.on(on).filter(member=login.member_id), on, "post")
    found = [_capacity(str(row["pk"]), row["post"], row) for row in held]
    enrolled = _where(Membership.objects.on(on).filter(member=login.member_id), on)
    return found + [_capacity("member", "", row) for row in enrolled[:1]]


def as_plain_member(member: Member) -> Actor:
    """A member who does something about the own login before being signed in."""
    with override("vi"):
        capacity = pgettext("capacity", "Đảng viên")
    return Actor(name=names_of([member.pk]).get(member.pk, member.code), capacity=capacity, member_id=member.pk)


def actor_in(login: Login, capacity: Capacity | None) -> Actor:
    """The login's member acting in a capacity, worded in Vietnamese as the journal is; None may do nothing."""
    with override("vi"):
        title = capacity.title_for_the_journal if capacity else ""
    return Actor(
        name=names_of([login.member_id]).get(login.member_id, login.username),
        capacity=title[:LONGEST_CAPACITY],
        login_id=login.pk,
        member_id=login.member_id,
        post=capacity.post if capacity else "",
        organization_id=capacity.organization_id if capacity else None,
        delegation_id=capacity.helps.delegation_id if capacity and capacity.helps else None,
        lent=capacity.helps.lent if capacity and capacity.helps else (),
    )


def _where(rows: DatedQuerySet, day: date, *fields: str) -> list[dict[str, Any]]:
    """Rows with the organization they are in as it stands on the day, the topmost organization first."""
    standing = rows.filter(holding_on(day, _PLACE)).order_by(f"{_PLACE}depth", *fields, "pk")
    return list(
        standing.values("pk", "organization_id", *fields, name=F(f"{_PLACE}name"), code=F("organization__code"))
    )


def _capacity(key: str, post: str, row: dict[str, Any]) -> Capacity:
    return Capacity(key, post, row["organization_id"], row["code"], row["name"])
