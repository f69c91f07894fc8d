"""Pages of the member list: any organization, any day, sorted by given name, filtered and searched.

Paging is by key (the last row's sort key and id), so that the thousandth page costs what the first does. Today is
read from the derived list, other days from the dated rows; both give the same `MemberRow`s.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import F, Q, QuerySet

from vungmanh.foundation.names import unaccented
from vungmanh.members.listing import listing_day
from vungmanh.members.models import Listing, Membership, StandingPeriod
from vungmanh.organizations.models import Placement

PAGE = 50
_FIELDS = ("full_name", "name_key", "gender", "birth_date", "card_number", "joined_on", "official_on")


@dataclass(frozen=True, slots=True)
class MemberRow:
    """One member as a list shows it on its day."""

    member_id: int
    organization_id: int
    full_name: str
    name_key: str
    gender: str
    birth_date: date | None
    card_number: str
    joined_on: date | None
    official_on: date | None
    standing: str

    @property
    def key(self) -> str:
        """Where the row stands in the list, for the address of the next page."""
        return f"{self.name_key}~{self.member_id}"


@dataclass(frozen=True, slots=True)
class Page:
    """Rows of one page with the keys of the neighbouring pages; None where there is none."""

    rows: list[MemberRow]
    before: str | None
    after: str | None


def members_page(
    scope: Placement,
    *,
    on: date,
    words: str = "",
    standing: str = "",
    after: str = "",
    before: str = "",
    size: int = PAGE,
    only: Iterable[int] | QuerySet[Any] | None = None,
) -> Page:
    """One page of the members of `scope` and all below it on the day.

    `words` is a search without diacritics, `standing` a filter, `after` and `before` the keys of a neighbouring
    page, `only` ids of members to stay within, or a query of them.
    """
    source = _Today(scope) if on == listing_day() else _PastDay(scope, on)
    rows = source.rows
    if standing:
        rows = source.in_standing(rows, standing)
    if words:
        rows = rows.filter(source.matching(words))
    if only is not None:
        rows = rows.filter(member_id__in=only)
    return _page(source, rows, after=after, before=before, size=size)


def search_members(scope: Placement, *, on: date, words: str, size: int = 8) -> list[MemberRow]:
    """The first members found in `scope`: by given name first, then by the name as written or by card number."""
    source = _Today(scope) if on == listing_day() else _PastDay(scope, on)
    found = source.read(source.rows.filter(source.by_given_name(words)).order_by(source.sort, "member_id")[:size])
    if len(found) < size:
        others = source.rows.filter(source.as_written(words)).exclude(member_id__in=[row.member_id for row in found])
        found += source.read(others.order_by(source.sort, "member_id")[: size - len(found)])
    return found


class _Today:
    """Rows of the derived list."""

    sort = "name_key"
    prefix = ""

    def __init__(self, scope: Placement) -> None:
        self.rows: QuerySet[Any] = Listing.objects.filter(**{f"level_{scope.depth}": scope.organization_id})

    def in_standing(self, rows: QuerySet[Any], standing: str) -> QuerySet[Any]:
        return rows.filter(standing=standing)

    def read(self, rows: QuerySet[Any]) -> list[MemberRow]:
        return [MemberRow(**row) for row in rows.values("member_id", "organization_id", "standing", *_FIELDS)]

    def by_given_name(self, words: str) -> Q:
        """The last word begins the given name, the words before it stand in the rest of the name."""
        *rest, given = unaccented(words).split() or [""]
        key = f"{self.prefix}search_key"
        found = Q(**{f"{key}__gte": given, f"{key}__lt": given + "~"})
        return found & Q(**{f"{key}__contains": " " + " ".join(rest)}) if rest else found

    def as_written(self, words: str) -> Q:
        """The name begins as typed; digits are a card number."""
        digits = words.replace(" ", "")
        if digits.isdigit():
            return Q(**{f"{self.prefix}card_number": digits})
        key, typed = f"{self.prefix}written_key", unaccented(words)
        return Q(**{f"{key}__gte": typed, f"{key}__lt": typed + "~"})

    def matching(self, words: str) -> Q:
        return self.by_given_name(words) | self.as_written(words)


class _PastDay(_Today):
    """The dated rows as of another day."""

    sort = "member__particulars__name_key"
    prefix = "member__particulars__"

    def __init__(self, scope: Placement, on: date) -> None:
        self.on = on
        places = Placement.objects.on(on).below(scope.path).values("organization_id")
        self.rows = Membership.objects.on(on).filter(
            organization__in=places, member__withdrawn_by=None, member__particulars__withdrawn_by=None
        )

    def in_standing(self, rows: QuerySet[Any], standing: str) -> QuerySet[Any]:
        holding = StandingPeriod.objects.on(self.on).filter(standing=standing)
        return rows.filter(member__in=holding.values("member_id"))

    def read(self, rows: QuerySet[Any]) -> list[MemberRow]:
        shown = {name: F(f"member__particulars__{name}") for name in _FIELDS}
        read = list(rows.values("member_id", "organization_id", **shown))
        ids = [row["member_id"] for row in read]
        standings = dict(StandingPeriod.objects.on(self.on).filter(member__in=ids).values_list("member_id", "standing"))
        return [MemberRow(**row, standing=standings.get(row["member_id"], "")) for row in read]


def _page(source: _Today, rows: QuerySet[Any], *, after: str, before: str, size: int) -> Page:
    forward = not before
    if after or before:
        rows = rows.filter(_beyond(source.sort, after or before, forward=forward))
    order = (source.sort, "member_id") if forward else (f"-{source.sort}", "-member_id")
    read = source.read(rows.order_by(*order)[: size + 1])
    more, read = len(read) > size, read[:size]
    if not forward:
        read.reverse()
    if not read:
        return Page([], None, None)
    has_before = bool(after) if forward else more
    has_after = more if forward else True
    return Page(read, read[0].key if has_before else None, read[-1].key if has_after else None)


def _beyond(sort: str, key: str, *, forward: bool) -> Q:
    name, _tilde, member_id = key.rpartition("~")
    id_ = int(member_id) if member_id.isdecimal() and len(member_id) <= 18 else 0
    than = "gt" if forward else "lt"
    return Q(**{f"{sort}__{than}": name}) | Q(**{sort: name, f"member_id__{than}": id_})
