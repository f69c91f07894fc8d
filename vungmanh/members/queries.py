"""Reading members as of a day."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, TypeVar

from django.db.models import Count, OuterRef, QuerySet, Subquery, Sum

from vungmanh.foundation.rows import DatedQuerySet, RecordedRow
from vungmanh.members.listing import listing_day
from vungmanh.members.models import (
    Headcount,
    Listing,
    Member,
    Membership,
    Particulars,
    PostHeld,
    Standing,
    StandingPeriod,
)
from vungmanh.organizations.models import Placement, path_ids

Row = TypeVar("Row", bound=RecordedRow)


def member_by_code(code: str) -> Member | None:
    """The member with this code."""
    return Member.objects.effective().filter(code=code).first()


def particulars_of(member: Member) -> Particulars:
    """What is known of the person."""
    found: Particulars = Particulars.objects.effective().get(member=member)
    return found


def memberships_of(member: Member) -> DatedQuerySet:
    """Where the member was enrolled, in the order of time."""
    return Membership.objects.effective().filter(member=member).select_related("organization").order_by("starts_on")


def standings_of(member: Member) -> DatedQuerySet:
    """The member's standings in the order of time."""
    return StandingPeriod.objects.effective().filter(member=member).order_by("starts_on")


def posts_of(member: Member) -> DatedQuerySet:
    """Posts the member held or holds, in the order of time."""
    return PostHeld.objects.effective().filter(member=member).select_related("organization").order_by("starts_on")


def posts_in(organization_id: int, *, on: date) -> DatedQuerySet:
    """Posts held in an organization on the day."""
    return PostHeld.objects.on(on).filter(organization=organization_id).select_related("member")


def posts_held_from(organization_id: int, *, day: date) -> DatedQuerySet:
    """Posts in an organization that are held on the day or later."""
    return PostHeld.objects.effective().filter(organization=organization_id).exclude(ends_on__lte=day)


def rows_numbered(model: type[Row], member: Member, numbers: Iterable[int]) -> dict[int, Row]:
    """Rows of the member's history by number, withdrawn ones too: to say what was there before."""
    return {row.pk: row for row in model.objects.filter(member=member, pk__in=numbers)}


def membership_on(member: Member, *, on: date) -> Membership | None:
    """Where the member is enrolled on the day."""
    return Membership.objects.on(on).filter(member=member).select_related("organization").first()


def names_of(member_ids: Iterable[int]) -> dict[int, str]:
    """Full names by member id."""
    particulars = Particulars.objects.effective().filter(member__in=member_ids)
    return dict(particulars.values_list("member_id", "full_name"))


def members_by_id(member_ids: Iterable[int]) -> dict[int, Member]:
    """Members by id."""
    return {member.pk: member for member in Member.objects.effective().filter(pk__in=member_ids)}


def codes_of(member_ids: Iterable[int]) -> dict[int, str]:
    """Codes by member id."""
    return dict(Member.objects.effective().filter(pk__in=member_ids).values_list("pk", "code"))


def memberships_below(placement: Placement, *, on: date) -> DatedQuerySet:
    """Memberships that hold on the day in an organization and everything below it."""
    places = Placement.objects.on(on).below(placement.path).values("organization_id")
    return Membership.objects.on(on).filter(organization__in=places)


def headcount(placement: Placement, *, on: date) -> dict[str, int]:
    """Members by standing in an organization and all below it on the day.

    Today's come from the roll-up by grassroots organization; other days, and cells, are counted from the rows.
    """
    if on != listing_day():
        enrolled = memberships_below(placement, on=on)
        counts = _by_standing(StandingPeriod.objects.on(on).filter(member__in=enrolled.values("member_id")))
        unknown = enrolled.count() - sum(counts.values())
        return counts | ({"": unknown} if unknown else {})
    rolled = _headcounts(placement, on=on).values_list("standing").annotate(Sum("members"))
    level = Listing.objects.filter(**{f"level_{placement.depth}": placement.organization_id})
    return dict(rolled) or _by_standing(level)


def headcounts_below(placement: Placement, *, on: date) -> Mapping[int, int]:
    """Members of each organization directly below on the day, by organization id; those without any are left out."""
    counts: Counter[int] = Counter()
    step = placement.depth
    if on != listing_day():
        below = Placement.objects.on(on).below(placement.path, itself=False)
        paths = dict(below.values_list("organization_id", "path"))
        enrolled = memberships_below(placement, on=on).order_by().values_list("organization_id")
        for organization_id, members in enrolled.annotate(Count("pk")):
            if organization_id in paths:
                counts[path_ids(paths[organization_id])[step]] += members
        return counts
    rolled = _headcounts(placement, on=on).exclude(grassroots=placement.organization_id)
    for path, members in rolled.values_list(_path_on(on), "members"):
        counts[path_ids(path)[step]] += members
    level = Listing.objects.filter(**{f"level_{step}": placement.organization_id}).order_by()
    if counts:  # of those directly below, only cells outside grassroots organizations are missing
        level = level.filter(grassroots=placement.organization_id)
    cells = level.exclude(**{f"level_{step + 1}": None}).values_list(f"level_{step + 1}").annotate(Count("pk"))
    return counts | dict(cells)


def _headcounts(placement: Placement, *, on: date) -> QuerySet[Headcount]:
    grassroots = Placement.objects.on(on).below(placement.path).values("organization_id")
    return Headcount.objects.filter(grassroots__in=grassroots).order_by()


def _path_on(on: date) -> Subquery:
    standing = Placement.objects.on(on).filter(organization=OuterRef("grassroots"))
    return Subquery(standing.values("path")[:1])


def _by_standing(rows: QuerySet[Any]) -> dict[str, int]:
    return dict(rows.order_by().values_list("standing").annotate(Count("pk")))


def posts_of_many(member_ids: Iterable[int], *, on: date) -> dict[int, list[str]]:
    """Codes of the posts held on the day, by member id."""
    held: dict[int, list[str]] = {}
    posts = PostHeld.objects.on(on).filter(member__in=member_ids).order_by("post")
    for member_id, post in posts.values_list("member_id", "post"):
        held.setdefault(member_id, []).append(post)
    return held


def holders_of(post: str, organization_ids: Iterable[int], *, on: date) -> dict[int, str]:
    """Names of those who hold the post on the day, by organization id."""
    held = PostHeld.objects.on(on).filter(
        post=post, organization__in=organization_ids, member__particulars__withdrawn_by=None
    )
    return dict(held.order_by("-starts_on").values_list("organization_id", "member__particulars__full_name"))


def members_by_organization(placements: Sequence[Placement], *, on: date) -> Counter[int]:
    """Members of each organization and of all below it on the day, by organization id.

    One query for every depth that occurs, or two on a day other than the list's.
    """
    ids = {placement.organization_id for placement in placements}
    counts: Counter[int] = Counter()
    if on != listing_day():
        enrolled = Membership.objects.on(on).order_by().values_list("organization_id").annotate(Count("pk"))
        paths = dict(Placement.objects.on(on).values_list("organization_id", "path"))
        for cell, members in enrolled:
            for id_ in ids.intersection(path_ids(paths.get(cell, ""))):
                counts[id_] += members
        return counts
    for depth in sorted({placement.depth for placement in placements}):
        level = f"level_{depth}"
        here = [placement.organization_id for placement in placements if placement.depth == depth]
        found = Listing.objects.filter(**{f"{level}__in": here}).order_by().values_list(level).annotate(Count("pk"))
        counts.update(dict(found))
    return counts


@dataclass(frozen=True, slots=True)
class Probation:
    """A member on probation and the day on which the twelve months of it are over."""

    member_id: int
    full_name: str
    ends_on: date


def probations_ending(placement: Placement, *, on: date, by: date) -> list[Probation]:
    """Members below on probation whose twelve months are over by the day `by`, the first to end first."""
    latest = _a_year_before(by)
    enrolled = memberships_below(placement, on=on).values("member_id")
    probationary = StandingPeriod.objects.on(on).filter(standing=Standing.PROBATIONARY, starts_on__lte=latest)
    found = probationary.filter(member__in=enrolled, member__particulars__withdrawn_by=None)
    rows = found.order_by("starts_on", "member_id").values_list(
        "member_id", "member__particulars__full_name", "starts_on"
    )
    return [Probation(id_, name, _a_year_after(starts_on)) for id_, name, starts_on in rows]


def _a_year_before(day: date) -> date:
    return date(day.year - 1, day.month, 28 if (day.month, day.day) == (2, 29) else day.day)


def _a_year_after(day: date) -> date:
    return date(day.year + 1, 3, 1) if (day.month, day.day) == (2, 29) else date(day.year + 1, day.month, day.day)
