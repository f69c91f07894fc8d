"""The list of a campaign's subjects: everybody, also those who are not rated, each with the reason."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from django.db.models import Case, F, FilteredRelation, IntegerField, Q, QuerySet, When
from django.db.models import Value as Constant
from django.db.models.functions import Coalesce
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from vungmanh.access.rights import Right
from vungmanh.campaigns.models import Campaign, Proposal, Ruling, SubjectKind, Terms, Treatment
from vungmanh.campaigns.progress import NAMES, STEPS, asked_of, has_taken
from vungmanh.campaigns.reasons import codes_told_as, reason_of, told_as
from vungmanh.campaigns.subjects import book_of, campaigns_over, places_in, terms_in
from vungmanh.documents.tables import Value
from vungmanh.foundation.dates import year_end
from vungmanh.foundation.names import unaccented
from vungmanh.foundation.rows import holding_on
from vungmanh.lists.campaign_columns import USUAL, campaign_columns, cells_of
from vungmanh.lists.listing import Choice, Entry, Filter, ListKind, Page, Row
from vungmanh.organizations.models import Placement
from vungmanh.organizations.queries import directly_below, last_placements_by_code
from vungmanh.rulebooks.rulebook import Subject

_BATCH = 1000
"""Rows read at once for a file."""
_IN_ORDER = (SubjectKind.ORGANIZATION, SubjectKind.COLLECTIVE, SubjectKind.MEMBER)
HERE = "here"


def campaign_of(choice: Choice) -> Campaign | None:
    """The campaign that the list is about: that of the year chosen, else the latest over the scope."""
    over = campaigns_over(choice.scope)
    chosen = choice.filters.get("year", ())
    return next((one for one in over if not chosen or str(one.year) == chosen[-1]), None)


def _years(choice: Choice) -> list[tuple[str, str]]:
    return [(str(one.year), str(one.year)) for one in campaigns_over(choice.scope)]


def _kinds(_choice: Choice) -> list[tuple[str, str]]:
    return [(kind.value, str(kind.label)) for kind in _IN_ORDER]


def _treatments(_choice: Choice) -> list[tuple[str, str]]:
    return [(code, str(label)) for code, label in Treatment.choices]


def _reasons(choice: Choice) -> list[tuple[str, str]]:
    campaign, language = campaign_of(choice), get_language() or "vi"
    if campaign is None:
        return []
    stored = terms_in(campaign).exclude(reason="").select_related(None).order_by()
    named = {}
    for kind, code in stored.values_list("subject__kind", "reason").distinct():
        found = reason_of(book_of(campaign), kind, told_as(code))
        named[told_as(code)] = found.text.say(language) if found else code
    return sorted(named.items(), key=lambda pair: pair[1])


def _steps(_choice: Choice) -> list[tuple[str, str]]:
    return [(step, str(NAMES[step])) for step in STEPS]


def _categories(choice: Choice) -> list[tuple[str, str]]:
    campaign, language = campaign_of(choice), get_language() or "vi"
    return (
        [(one.code, one.name.say(language)) for one in book_of(campaign).categories(Subject.MEMBER)] if campaign else []
    )


def _superiors(choice: Choice) -> list[tuple[str, str]]:
    return [(one.organization.code, one.name) for one in directly_below(choice.scope.organization_id, on=choice.on)]


def _depths(_choice: Choice) -> list[tuple[str, str]]:
    return [(HERE, _("Chỉ tại đây")), ("all", _("Tại đây và mọi cấp bên dưới"))]


Narrowing = Callable[[Campaign, QuerySet[Terms], Sequence[str]], QuerySet[Terms]]


def _by_open(_campaign: Campaign, rows: QuerySet[Terms], values: Sequence[str]) -> QuerySet[Terms]:
    """Those who have not taken one of the steps that are asked of them."""
    return rows.filter(Q(*(asked_of(step) & ~has_taken(step) for step in values), _connector=Q.OR))


def _by_done(_campaign: Campaign, rows: QuerySet[Terms], values: Sequence[str]) -> QuerySet[Terms]:
    """Those who have taken every one of the steps that is asked of them."""
    return rows.filter(*(asked_of(step) & has_taken(step) for step in values))


def _by_under(campaign: Campaign, rows: QuerySet[Terms], values: Sequence[str]) -> QuerySet[Terms]:
    wanted = Q(pk__in=[])
    for place in last_placements_by_code(values).values():
        wanted |= Q(place__in=places_in(campaign, place).values("organization_id"))
    return rows.filter(wanted)


def _by_reason(_campaign: Campaign, rows: QuerySet[Terms], values: Sequence[str]) -> QuerySet[Terms]:
    return rows.filter(reason__in=[code for told in values for code in codes_told_as(told)])


_NARROWINGS: Mapping[str, Narrowing] = {
    "kind": lambda _campaign, rows, values: rows.filter(subject__kind__in=values),
    "treatment": lambda _campaign, rows, values: rows.filter(treatment__in=values),
    "reason": _by_reason,
    "asked": lambda _campaign, rows, values: rows.filter(asked_of(values[-1])),
    "open": _by_open,
    "done": _by_done,
    "under": _by_under,
    "decider": lambda _campaign, rows, values: rows.filter(decided_by__code__in=values),
    "proposed": lambda _campaign, rows, values: rows.filter(
        subject__in=Proposal.objects.effective().filter(category__in=values).values("subject_id")
    ),
    "decided": lambda _campaign, rows, values: rows.filter(
        subject__in=Ruling.objects.effective().filter(category__in=values).values("subject_id")
    ),
}


def _narrowed(choice: Choice) -> tuple[Campaign | None, QuerySet[Terms]]:
    campaign = campaign_of(choice)
    if campaign is None:
        return None, Terms.objects.none()
    rows = terms_in(campaign, places=_places(campaign, choice))
    for code, values in choice.filters.items():
        if code in _NARROWINGS:
            rows = _NARROWINGS[code](campaign, rows, values)
    return campaign, rows.filter(_in_words(campaign, choice.words)) if choice.words else rows


def _places(campaign: Campaign, choice: Choice) -> Any:
    if HERE in choice.filters.get("level", ()):
        return [choice.scope.organization_id]
    if choice.scope.organization_id == campaign.organization_id:
        return None
    return places_in(campaign, choice.scope).values("organization_id")


def _in_words(campaign: Campaign, words: str) -> Q:
    typed = unaccented(words).split()
    person = Q(subject__member__particulars__withdrawn_by=None)
    for word in typed:
        person &= Q(subject__member__particulars__written_key__contains=word)
    places = Placement.objects.on(year_end(campaign.year)).filter(Q(*[Q(search_key__contains=one) for one in typed]))
    return person | Q(subject__organization__in=places.values("organization_id"))


def _placed(campaign: Campaign | None, rows: QuerySet[Terms]) -> QuerySet[Any]:
    """With what they are sorted by: organizations, collectives, members, each by name."""
    day = year_end(campaign.year if campaign else 1)
    person, body = "subject__member__particulars", "subject__organization__placements"
    return rows.annotate(
        person=FilteredRelation(person, condition=Q(**{f"{person}__withdrawn_by": None})),
        body=FilteredRelation(body, condition=holding_on(day, f"{body}__")),
        rank=Case(
            *(When(subject__kind=kind, then=Constant(rank)) for rank, kind in enumerate(_IN_ORDER)),
            output_field=IntegerField(),
        ),
        by_name=Coalesce(F("person__name_key"), F("body__sort_key"), Constant("")),
    )


def _order(*, descending: bool) -> list[str]:
    return [f"{'-' if descending else ''}{name}" for name in ("rank", "by_name", "subject_id")]


def _beyond(key: str, *, upward: bool) -> Q:
    """Rows after the key of another; one that nobody wrote is before all others."""
    parts = key.split("~")
    numbers = [int(one) if one.isdecimal() and len(one) <= 18 else 0 for one in (parts[0], parts[-1])]
    rank, name, id_ = numbers[0], "~".join(parts[1:-1]), numbers[-1]
    than = "gt" if upward else "lt"
    same = {"rank": rank, "by_name": name}
    return (
        Q(**{f"rank__{than}": rank})
        | Q(**{"rank": rank, f"by_name__{than}": name})
        | Q(**same, **{f"subject_id__{than}": id_})
    )


def _key(row: Any) -> str:
    return f"{row.rank}~{row.by_name}~{row.subject_id}"


def _page(choice: Choice, after: str, before: str, size: int) -> Page:
    campaign, found = _narrowed(choice)
    if campaign is None:
        return Page([], None, None)
    descending, forward = choice.sort.startswith("-"), not before
    rows, upward = _placed(campaign, found), forward is not descending
    if after or before:
        rows = rows.filter(_beyond(after or before, upward=upward))
    read = list(rows.order_by(*_order(descending=not upward))[: size + 1])
    more, read = len(read) > size, read[:size]
    if not forward:
        read.reverse()
    if not read:
        return Page([], None, None)
    cells = cells_of(campaign, read, [column.code for column in CAMPAIGN.shown(choice)])
    listed = [Row(row.subject_id, _key(row), values) for row, values in zip(read, cells, strict=True)]
    has_before, has_after = (bool(after), more) if forward else (more, True)
    return Page(listed, listed[0].key if has_before else None, listed[-1].key if has_after else None)


def _ids(choice: Choice) -> Sequence[int]:
    campaign, found = _narrowed(choice)
    ordered = _placed(campaign, found).order_by(*_order(descending=choice.sort.startswith("-")))
    return list(ordered.values_list("subject_id", flat=True))


def _rows(choice: Choice) -> Iterator[Sequence[Value]]:
    campaign, found = _narrowed(choice)
    if campaign is None:
        return
    codes = [column.code for column in CAMPAIGN.shown(choice)]
    every = list(_placed(campaign, found).order_by(*_order(descending=choice.sort.startswith("-"))))
    for start in range(0, len(every), _BATCH):
        yield from cells_of(campaign, every[start : start + _BATCH], codes)


def _title(choice: Choice) -> str:
    campaign = campaign_of(choice)
    return _("Đối tượng kiểm điểm, xếp loại năm {year}").format(year=campaign.year if campaign else choice.on.year)


CAMPAIGN = ListKind(
    code="campaign",
    title=_title,
    right=Right.SEE_RESULTS,
    columns=campaign_columns,
    usual=USUAL,
    filters=(
        Filter("year", lambda: _("Năm"), _years, Entry.ONE),
        Filter("level", lambda: _("Phạm vi"), _depths, Entry.ONE),
        Filter("kind", lambda: _("Loại đối tượng"), _kinds),
        Filter("treatment", lambda: _("Diện"), _treatments),
        Filter("reason", lambda: _("Lý do không xếp loại"), _reasons),
        Filter("asked", lambda: _("Phải làm bước"), _steps, Entry.ONE),
        Filter("open", lambda: _("Bước chưa xong"), _steps),
        Filter("done", lambda: _("Bước đã xong"), _steps),
        Filter("proposed", lambda: _("Đề xuất mức"), _categories),
        Filter("decided", lambda: _("Mức đã quyết định"), _categories),
        Filter("under", lambda: _("Thuộc tổ chức"), _superiors, Entry.ORGANIZATION),
        Filter("decider", lambda: _("Cấp quyết định"), _superiors, Entry.ORGANIZATION),
    ),
    count=lambda choice: _narrowed(choice)[1].count(),
    rows=_rows,
    page=_page,
    ids=_ids,
    sorts=("name",),
)
