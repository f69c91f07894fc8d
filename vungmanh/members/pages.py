"""Pages of the member list: any organization, any day, sorted by given name, filtered and searched.

Paging is by key (the last row's sort key and id), so that the thousandth page costs what the first does. Today is
read from the derived list, other days from the dated rows; both give the same `MemberRow`s.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import DateField, F, IntegerField, Q, QuerySet, Value
from django.db.models.functions import Coalesce, ExtractDay, ExtractMonth, ExtractYear

from vungmanh.foundation.dates import parsed
from vungmanh.foundation.names import unaccented
from vungmanh.members.births import Birth
from vungmanh.members.listing import listing_day
from vungmanh.members.models import Listing, Membership, StandingPeriod
from vungmanh.organizations.models import Placement

PAGE = 50
SHOWN = ("full_name", "name_key", "gender", "birth_date", "birth_year", "card_number", "joined_on", "official_on")


@dataclass(frozen=True, slots=True)
class MemberRow:
    """One member as a list shows it on its day."""

    member_id: int
    organization_id: int
    full_name: str
    name_key: str
    gender: str
    birth_date: date | None
    birth_year: int | None
    card_number: str
    joined_on: date | None
    official_on: date | None
    standing: str

    @property
    def born(self) -> Birth:
        """The day of birth, else the year, else nothing."""
        return self.birth_date or self.birth_year

    @property
    def key(self) -> str:
        """Where the row stands in the list, for the address of the next page."""
        return f"{self.name_key}~{self.member_id}"


@dataclass(frozen=True, slots=True)
class Order:
    """By what a list is sorted: the name, which an index serves at any size, or a day (for lists of some hundreds)."""

    by: str = "name_key"
    descending: bool = False

    def key(self, row: MemberRow) -> str:
        """Where the row stands in this order, for the address of the next page; no day comes before every day."""
        place = _birth_number(row.born) if self.by == BORN else getattr(row, self.by) or ""
        return f"{place}~{row.member_id}"


BY_NAME = Order()
BORN = "birth_date"
"""The order of births: a year alone comes before the days of that year."""


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
    source = source_of(scope, on=on)
    rows = _narrowed(source, words=words, standing=standing, only=only)
    return page_of(source, rows, after=after, before=before, size=size)


def members_count(
    scope: Placement,
    *,
    on: date,
    words: str = "",
    standing: str = "",
    only: Iterable[int] | QuerySet[Any] | None = None,
) -> int:
    """How many members the pages have together."""
    return _narrowed(source_of(scope, on=on), words=words, standing=standing, only=only).count()


def _narrowed(
    source: "Source", *, words: str = "", standing: str = "", only: Iterable[int] | QuerySet[Any] | None = None
) -> QuerySet[Any]:
    rows = source.rows
    if standing:
        rows = source.in_standing(rows, [standing])
    if words:
        rows = rows.filter(source.matching(words))
    return rows if only is None else rows.filter(member_id__in=only)


def search_members(scope: Placement, *, on: date, words: str, size: int = 8) -> list[MemberRow]:
    """The first members found in `scope`: by given name first, then by the name as written or by card number."""
    source = source_of(scope, on=on)
    by_given_name = source.rows.filter(_by_given_name(words, source.prefix))
    found = source.read(by_given_name.order_by(source.sort, "member_id")[:size])
    if len(found) < size:
        as_written = source.rows.filter(_as_written(words, source.prefix))
        others = as_written.exclude(member_id__in=[row.member_id for row in found])
        found += source.read(others.order_by(source.sort, "member_id")[: size - len(found)])
    return found


def source_of(scope: Placement, *, on: date) -> "Source":
    """Where the members of `scope` and all below it are read from on the day."""
    return Source(scope, on) if on == listing_day() else PastDay(scope, on)


class Source:
    """Rows of the derived list; particulars stand in fields that begin with `prefix`."""

    sort = "name_key"
    prefix = ""

    def __init__(self, scope: Placement, on: date) -> None:
        self.on = on
        self.rows: QuerySet[Any] = Listing.objects.filter(**{f"level_{scope.depth}": scope.organization_id})

    def within(self, placement: Placement) -> Q:
        """Those enrolled in an organization or below it."""
        return Q(**{f"level_{placement.depth}": placement.organization_id})

    def in_standing(self, rows: QuerySet[Any], standings: Iterable[str]) -> QuerySet[Any]:
        """Of the rows, those of members in one of the standings; an empty one means that none is recorded."""
        return rows.filter(standing__in=list(standings))

    def read(self, rows: QuerySet[Any]) -> list[MemberRow]:
        """The rows as a list shows them."""
        return [MemberRow(**row) for row in rows.values("member_id", "organization_id", "standing", *SHOWN)]

    def matching(self, words: str) -> Q:
        """Those whose name, or card number, is being typed."""
        return matching(words, self.prefix)


class PastDay(Source):
    """The dated rows as of another day.

    Particulars have names of their own, so that every condition is about the row that stands: one that followed the
    relation again would be about withdrawn rows too.
    """

    sort = "known_name_key"
    prefix = "known_"

    def __init__(self, scope: Placement, on: date) -> None:
        self.on = on
        places = Placement.objects.on(on).below(scope.path).values("organization_id")
        enrolled = Membership.objects.on(on).filter(
            organization__in=places, member__withdrawn_by=None, member__particulars__withdrawn_by=None
        )
        names = (*SHOWN, "search_key", "written_key")
        self.rows = enrolled.alias(**{self.prefix + name: F(f"member__particulars__{name}") for name in names})

    def within(self, placement: Placement) -> Q:
        """As for today, by the tree of the day."""
        return Q(organization__in=Placement.objects.on(self.on).below(placement.path).values("organization_id"))

    def in_standing(self, rows: QuerySet[Any], standings: Iterable[str]) -> QuerySet[Any]:
        """As for today, from the dated rows."""
        wanted, on_the_day = list(standings), StandingPeriod.objects.on(self.on)
        found = Q(member__in=on_the_day.filter(standing__in=wanted).values("member_id"))
        return rows.filter(found | ~Q(member__in=on_the_day.values("member_id")) if "" in wanted else found)

    def read(self, rows: QuerySet[Any]) -> list[MemberRow]:
        """The rows as a list shows them."""
        shown = {name: F(self.prefix + name) for name in SHOWN}
        read = list(rows.values("member_id", "organization_id", **shown))
        ids = [row["member_id"] for row in read]
        standings = dict(StandingPeriod.objects.on(self.on).filter(member__in=ids).values_list("member_id", "standing"))
        return [MemberRow(**row, standing=standings.get(row["member_id"], "")) for row in read]


def matching(words: str, prefix: str = "") -> Q:
    """Particulars, in fields that begin with `prefix`, of those whose name or card number is being typed."""
    return _by_given_name(words, prefix) | _as_written(words, prefix)


def _by_given_name(words: str, prefix: str) -> Q:
    """The last word begins the given name, the words before it stand in the rest of the name."""
    *rest, given = unaccented(words).split() or [""]
    key = f"{prefix}search_key"
    found = Q(**{f"{key}__gte": given, f"{key}__lt": given + "~"})
    return found & Q(**{f"{key}__contains": " " + " ".join(rest)}) if rest else found


def _as_written(words: str, prefix: str) -> Q:
    """The name begins as typed; digits are a card number."""
    digits = words.replace(" ", "")
    if digits.isdigit():
        return Q(**{f"{prefix}card_number": digits})
    key, typed = f"{prefix}written_key", unaccented(words)
    return Q(**{f"{key}__gte": typed, f"{key}__lt": typed + "~"})


def page_of(source: Source, rows: QuerySet[Any], *, after: str, before: str, size: int, order: Order = BY_NAME) -> Page:
    """One page of rows of the source in the order."""
    forward = not before
    rows, place = placed(source, rows, order)
    if after or before:
        rows = rows.filter(_beyond(place, _key_read(after or before, order), upward=forward != order.descending))
    read = source.read(rows.order_by(*in_order(place, descending=forward is order.descending))[: size + 1])
    more, read = len(read) > size, read[:size]
    if not forward:
        read.reverse()
    if not read:
        return Page([], None, None)
    has_before = bool(after) if forward else more
    has_after = more if forward else True
    return Page(read, order.key(read[0]) if has_before else None, order.key(read[-1]) if has_after else None)


def placed(source: Source, rows: QuerySet[Any], order: Order) -> tuple[QuerySet[Any], str]:
    """The rows with what the order goes by, and its name; what is not known comes before everything known."""
    if order.by == "name_key":
        return rows, source.sort
    if order.by == BORN:
        return rows.annotate(place=_birth_place(source.prefix)), "place"
    day = Coalesce(F(source.prefix + order.by), Value(date.min), output_field=DateField())
    return rows.annotate(place=day), "place"


def in_order(place: str, *, descending: bool) -> tuple[str, str]:
    """What to sort by: the place, then the member."""
    return (f"-{place}", "-member_id") if descending else (place, "member_id")


def _beyond(place: str, key: tuple[Any, int], *, upward: bool) -> Q:
    value, id_ = key
    than = "gt" if upward else "lt"
    return Q(**{f"{place}__{than}": value}) | Q(**{place: value, f"member_id__{than}": id_})


def _key_read(key: str, order: Order) -> tuple[Any, int]:
    """What `Order.key` wrote; the beginning for what somebody else wrote."""
    text, _tilde, member_id = key.rpartition("~")
    id_ = _number(member_id, 18)
    if order.by == "name_key":
        return text, id_
    return (_number(text, 8) if order.by == BORN else _day(text)), id_


def _number(text: str, digits: int) -> int:
    return int(text) if text.isdecimal() and len(text) <= digits else 0


def _day(text: str) -> date:
    try:
        return parsed(text)
    except ValueError:
        return date.min


def _birth_number(born: Birth) -> int:
    """Births as numbers that sort: 19500905, 19500000 for the year alone, 0 for nothing."""
    if isinstance(born, int):
        return born * 10000
    return born.year * 10000 + born.month * 100 + born.day if born else 0


def _birth_place(prefix: str) -> Coalesce:
    """`_birth_number` in the database."""
    day = F(f"{prefix}birth_date")
    whole = ExtractYear(day) * 10000 + ExtractMonth(day) * 100 + ExtractDay(day)
    return Coalesce(whole, F(f"{prefix}birth_year") * 10000, Value(0), output_field=IntegerField())
