"""The register of logins for the office: who has one, who was invited, who holds a post without one."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import models
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from vungmanh.accounts.models import CodeState, Login, OneTimeCode, Purpose
from vungmanh.accounts.strength import with_second_factor
from vungmanh.members.models import Listing, Member, Membership, PostHeld
from vungmanh.members.pages import PAGE, members_count, members_page
from vungmanh.organizations.models import Placement


class LoginState(models.TextChoices):
    """How it stands with a member's login."""

    ACTIVE = "active", _("Đang dùng")
    INVITED = "invited", _("Đã cấp mã, chưa nhận")
    LOCKED = "locked", _("Đang khóa")
    MISSING = "missing", _("Giữ chức vụ, chưa có tài khoản")
    NONE = "none", _("Chưa có tài khoản")


@dataclass(frozen=True, slots=True)
class LoginRow:
    """One member and the login, as the register shows them."""

    member_id: int
    full_name: str
    organization_id: int
    state: LoginState
    username: str
    second_factor: bool
    last_sign_in: date | None
    code_last_day: date | None


@dataclass(frozen=True, slots=True)
class RegisterPage:
    """Rows of one page with the keys of the neighbouring pages."""

    rows: list[LoginRow]
    before: str | None
    after: str | None


def register_page(
    scope: Placement, *, on: date, state: str = "", words: str = "", after: str = "", before: str = "", size: int = PAGE
) -> RegisterPage:
    """Members enrolled today in the scope and below, in one state, or all who have a login or a code."""
    page = members_page(scope, on=on, words=words, after=after, before=before, size=size, only=_in_state(state, on))
    people = [(row.member_id, row.full_name, row.organization_id) for row in page.rows]
    return RegisterPage(_rows(people, on), page.before, page.after)


def register_count(scope: Placement, *, on: date, state: str = "", words: str = "") -> int:
    """How many the pages of the register have together."""
    return members_count(scope, on=on, words=words, only=_in_state(state, on))


def register_line(member: Member, full_name: str, organization_id: int, *, on: date) -> LoginRow:
    """How it stands with one member's login."""
    return _rows([(member.pk, full_name, organization_id)], on)[0]


def counts_by_state(scope: Placement, *, on: date) -> dict[str, int]:
    """How many members of the scope and below are in each state; `NONE` is not counted."""
    enrolled = Listing.objects.filter(**{f"level_{scope.depth}": scope.organization_id})
    states = [state for state in LoginState if state != LoginState.NONE]
    return {state.value: enrolled.filter(member__in=_in_state(state, on)).count() for state in states}


def without_login(
    scope: Placement, *, on: date, posts: Collection[str] | None = None, again: bool = False
) -> QuerySet[Member]:
    """Members of the scope and below without a login, all or the holders of some posts.

    `again` takes in those whose code still waits to be used.
    """
    enrolled = Listing.objects.filter(**{f"level_{scope.depth}": scope.organization_id}).values("member_id")
    members: QuerySet[Member] = Member.objects.effective().filter(pk__in=enrolled, login=None)
    if posts is not None:
        members = members.filter(pk__in=PostHeld.objects.on(on).filter(post__in=posts).values("member_id"))
    if not again:
        members = members.exclude(pk__in=_invited(on))
    return members.order_by("listing__organization_id", "listing__name_key")


def cells_of(member_ids: Iterable[int], *, on: date) -> dict[int, int]:
    """Ids of the organizations where members are enrolled on the day, by member id."""
    return dict(Membership.objects.on(on).filter(member__in=member_ids).values_list("member_id", "organization_id"))


def _in_state(state: str, on: date) -> QuerySet[Any]:
    """Ids of members in the state; with no state of those who have a login or a code."""
    logins = Login.objects.values("member_id")
    if state == LoginState.ACTIVE:
        return logins.filter(is_active=True)
    if state == LoginState.LOCKED:
        return logins.filter(is_active=False)
    if state == LoginState.INVITED:
        return _invited(on)
    if state == LoginState.MISSING:
        holding = PostHeld.objects.on(on).exclude(member__in=logins).exclude(member__in=_invited(on))
        return holding.values("member_id")
    return Member.objects.filter(Q(pk__in=logins) | Q(pk__in=_invited(on))).values("pk")


def _invited(on: date) -> QuerySet[Any]:
    codes = OneTimeCode.objects.filter(state=CodeState.OPEN, purpose=Purpose.INVITATION, last_day__gte=on)
    return codes.values("member_id")


def _rows(people: list[tuple[int, str, int]], on: date) -> list[LoginRow]:
    """Three queries, however many people."""
    ids = [member_id for member_id, _name, _organization in people]
    logins = {login.member_id: login for login in Login.objects.filter(member__in=ids)}
    codes = OneTimeCode.objects.filter(member__in=ids, state=CodeState.OPEN, last_day__gte=on)
    waiting = dict(codes.values_list("member_id", "last_day"))
    strong = with_second_factor([login.pk for login in logins.values()])
    return [
        _row(*person, login=logins.get(person[0]), waiting=waiting.get(person[0]), strong=strong) for person in people
    ]


def _row(
    member_id: int, name: str, organization_id: int, *, login: Login | None, waiting: date | None, strong: set[int]
) -> LoginRow:
    if login is None:
        state = LoginState.INVITED if waiting else LoginState.NONE
        return LoginRow(member_id, name, organization_id, state, "", False, None, waiting)
    state = LoginState.ACTIVE if login.is_active else LoginState.LOCKED
    signed_in = timezone.localtime(login.last_login).date() if login.last_login else None
    return LoginRow(member_id, name, organization_id, state, login.username, login.pk in strong, signed_in, waiting)
