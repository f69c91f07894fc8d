"""Keeping today's list of members and their headcounts true.

Both tables are derived from the dated rows as of one day, the listing's day, which is data: actions never read
the clock. `refresh` runs in the transaction of every action that touches members; `advance` moves the day on.
"""

from collections.abc import Iterable, Sequence
from datetime import date
from itertools import islice

from django.db import transaction
from django.db.models import Count, F, Q, QuerySet

from vungmanh.foundation.inserting import insert_rows
from vungmanh.members.models import Headcount, Listing, ListingDay, Membership, StandingPeriod
from vungmanh.organizations.kinds import GRASSROOTS
from vungmanh.organizations.models import DEEPEST, Placement, path_ids
from vungmanh.organizations.queries import grassroots_id

_CHUNK = 2000
_SHOWN = (
    "full_name", "name_key", "search_key", "written_key", "gender", "birth_date", "birth_year", "card_number",
    "joined_on", "official_on",
)  # fmt: skip


def listing_day() -> date | None:
    """The day that the list shows; None in an empty installation."""
    return ListingDay.objects.values_list("day", flat=True).first()


def advance(day: date) -> None:
    """Show another day: only members whose dates lie between are written anew, all when the tree changed."""
    with transaction.atomic():
        shown = listing_day()
        if shown == day:
            return
        ListingDay.objects.update_or_create(pk=1, defaults={"day": day})
        if shown is None or Placement.objects.effective().filter(_turning(shown, day)).exists():
            rebuild()
        else:
            refresh(_members_turning(shown, day))


def rebuild() -> None:
    """Write both tables anew from the dated rows."""
    _take_turns()
    Listing.objects.all().delete()
    Headcount.objects.all().delete()
    refresh(Membership.objects.effective().values_list("member_id", flat=True).distinct().iterator())


def refresh(member_ids: Iterable[int]) -> None:
    """Write the rows of these members anew and recount the grassroots organizations they were or are in."""
    _take_turns()
    day = listing_day()
    if day is None:
        return
    grassroots = set(Placement.objects.on(day).filter(kind__in=GRASSROOTS).values_list("organization_id", flat=True))
    touched: set[int] = set()
    remaining = iter(member_ids)
    while chunk := list(islice(remaining, _CHUNK)):
        old = Listing.objects.filter(pk__in=chunk)
        touched.update(old.values_list("grassroots_id", flat=True).distinct())
        old.delete()
        new = listed_on(day, chunk, grassroots)
        insert_rows(new)
        touched.update(row.grassroots_id for row in new)
    _recount(touched)


def _take_turns() -> None:
    """Wait until whoever else is writing the list has committed: counts must see the rows that they wrote."""
    ListingDay.objects.update(day=F("day"))


def refresh_below(path: str) -> None:
    """Write anew the members of an organization and of all below it, after the tree changed there."""
    organizations = Placement.objects.effective().below(path).values("organization_id")
    members = Membership.objects.effective().filter(organization__in=organizations)
    refresh(members.values_list("member_id", flat=True).distinct().iterator())


def listed_on(day: date, member_ids: Sequence[int], grassroots: set[int]) -> list[Listing]:
    """The list's rows of these members as the dated rows have them on `day`."""
    memberships = (
        Membership.objects.on(day)
        .filter(member__in=member_ids, member__withdrawn_by=None, member__particulars__withdrawn_by=None)
        .values("member_id", "organization_id", **{name: F(f"member__particulars__{name}") for name in _SHOWN})
    )
    standings = dict(StandingPeriod.objects.on(day).filter(member__in=member_ids).values_list("member_id", "standing"))
    rows = list(memberships)
    cells = {row["organization_id"] for row in rows}
    paths = dict(Placement.objects.on(day).filter(organization__in=cells).values_list("organization_id", "path"))
    return [
        Listing(
            **row,
            **_levels(paths[row["organization_id"]]),
            grassroots_id=grassroots_id(paths[row["organization_id"]], grassroots),
            standing=standings.get(row["member_id"], ""),
        )
        for row in rows
        if row["organization_id"] in paths
    ]


def counted(listing: QuerySet[Listing]) -> dict[tuple[int, str], int]:
    """Members of the list by grassroots organization and standing, counted one by one."""
    counts = listing.order_by().values_list("grassroots_id", "standing").annotate(Count("pk"))
    return {(grassroots, standing): members for grassroots, standing, members in counts}


def _recount(grassroots: set[int]) -> None:
    Headcount.objects.filter(grassroots__in=grassroots).delete()
    counts = counted(Listing.objects.filter(grassroots__in=grassroots))
    Headcount.objects.bulk_create(
        [Headcount(grassroots_id=id_, standing=standing, members=count) for (id_, standing), count in counts.items()]
    )


def _levels(path: str) -> dict[str, int]:
    return {f"level_{level}": id_ for level, id_ in enumerate(path_ids(path)[:DEEPEST], start=1)}


def _turning(one: date, other: date) -> Q:
    """Rows that begin or end between the two days."""
    between = sorted([one, other])
    return Q(starts_on__gt=between[0], starts_on__lte=between[1]) | Q(ends_on__gt=between[0], ends_on__lte=between[1])


def _members_turning(one: date, other: date) -> set[int]:
    return {
        member_id
        for model in (Membership, StandingPeriod)
        for member_id in model.objects.effective().filter(_turning(one, other)).values_list("member_id", flat=True)
    }
