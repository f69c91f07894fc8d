"""By what lists of members are narrowed down; nothing that is guarded is among it."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date

from django.db.models import Q
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from vungmanh.classification.models import MemberResult, Status
from vungmanh.foundation.dates import last_complete_year, parsed, years_before
from vungmanh.lists.listing import Choice, Entry, Filter
from vungmanh.lists.results_in_words import unrated_statuses
from vungmanh.members.models import Gender, Post, PostHeld, Standing
from vungmanh.members.pages import Source
from vungmanh.organizations.kinds import HOLDING_MEMBERS, kinds
from vungmanh.organizations.models import Placement, Sector
from vungmanh.organizations.queries import directly_below
from vungmanh.rulebooks import shelf
from vungmanh.rulebooks.rulebook import Subject

PARTY_AGES = (10, 20, 30, 40, 45, 50, 55, 60, 65, 70, 75, 80, 85, 90)
"""Years in the Party that are asked for; from thirty on those of the badges."""
_NOT_KNOWN = "unknown"


def _standings(_choice: Choice) -> list[tuple[str, str]]:
    return [*((code, str(label)) for code, label in Standing.choices), (_NOT_KNOWN, _("chưa ghi"))]


def _genders(_choice: Choice) -> list[tuple[str, str]]:
    return [(code or _NOT_KNOWN, str(label)) for code, label in Gender.choices]


def _posts(_choice: Choice) -> list[tuple[str, str]]:
    return [*((code, str(label)) for code, label in Post.choices), ("none", _("Không giữ chức vụ"))]


def _kinds(_choice: Choice) -> list[tuple[str, str]]:
    language = get_language() or "vi"
    return [(code, kinds()[code].name.say(language)) for code in HOLDING_MEMBERS]


def _sectors(_choice: Choice) -> list[tuple[str, str]]:
    return [(code or _NOT_KNOWN, str(label)) for code, label in Sector.choices]


def _below(choice: Choice) -> list[tuple[str, str]]:
    """The organizations directly below; deeper ones may stand in the address."""
    return [(one.organization.code, one.name) for one in directly_below(choice.scope.organization_id, on=choice.on)]


def _party_ages(_choice: Choice) -> list[tuple[str, str]]:
    return [(str(years), _("từ {years} năm trở lên").format(years=years)) for years in PARTY_AGES]


def _results(choice: Choice) -> list[tuple[str, str]]:
    language, book = get_language() or "vi", shelf.book_for(last_complete_year(choice.on))
    categories = [(one.code, one.name.say(language)) for one in book.categories(Subject.MEMBER)]
    return [*categories, (Status.EXEMPT.value, str(Status.EXEMPT.label)), *unrated_statuses()]


def _missing(_choice: Choice) -> list[tuple[str, str]]:
    return [
        ("birth_date", _("Ngày, tháng, năm sinh đầy đủ")),
        ("gender", _("Giới tính")),
        ("card_number", _("Số thẻ đảng viên")),
        ("joined_on", _("Ngày vào Đảng")),
    ]


def _typed(_choice: Choice) -> list[tuple[str, str]]:
    return []


PERSON_FILTERS = (
    Filter("standing", lambda: _("Tư cách"), _standings),
    Filter("gender", lambda: _("Giới tính"), _genders),
    Filter("post", lambda: _("Chức vụ"), _posts),
    Filter("under", lambda: _("Thuộc tổ chức"), _below, Entry.ORGANIZATION),
    Filter("kind", lambda: _("Loại tổ chức"), _kinds),
    Filter("sector", lambda: _("Loại hình"), _sectors),
    Filter("party_age", lambda: _("Tuổi Đảng"), _party_ages, Entry.ONE),
    Filter("joined_from", lambda: _("Vào Đảng từ ngày"), _typed, Entry.DAY),
    Filter("joined_until", lambda: _("Vào Đảng đến ngày"), _typed, Entry.DAY),
    Filter("born_from", lambda: _("Sinh từ năm"), _typed, Entry.YEAR),
    Filter("born_until", lambda: _("Sinh đến năm"), _typed, Entry.YEAR),
    Filter("missing", lambda: _("Còn thiếu"), _missing),
    Filter("pick", lambda: _("Đã chọn"), _typed, Entry.SUBJECTS),
)
"""Filters of every list of members."""

MEMBER_FILTERS = (*PERSON_FILTERS[:7], Filter("result", lambda: _("Xếp loại năm trước"), _results), *PERSON_FILTERS[7:])
"""Filters of the member list."""

Narrowing = Callable[[Source, Choice, Sequence[str]], Q]


def _by_gender(source: Source, _choice: Choice, values: Sequence[str]) -> Q:
    return Q(**{f"{source.prefix}gender__in": ["" if value == _NOT_KNOWN else value for value in values]})


def _by_post(source: Source, _choice: Choice, values: Sequence[str]) -> Q:
    held = PostHeld.objects.on(source.on)
    found = Q(member__in=held.filter(post__in=values).values("member_id"))
    return found | ~Q(member__in=held.values("member_id")) if "none" in values else found


def _by_organization(source: Source, _choice: Choice, values: Sequence[str]) -> Q:
    named = Placement.objects.on(source.on).filter(organization__code__in=values, organization__withdrawn_by=None)
    places = [source.within(place) for place in named]
    return Q(*places, _connector=Q.OR) if places else Q(pk__in=[])


def _by_place(field: str) -> Narrowing:
    def narrowed(source: Source, _choice: Choice, values: Sequence[str]) -> Q:
        wanted = ["" if value == _NOT_KNOWN else value for value in values]
        places = Placement.objects.on(source.on).filter(**{f"{field}__in": wanted})
        return Q(organization__in=places.values("organization_id"))

    return narrowed


def _by_party_age(source: Source, _choice: Choice, values: Sequence[str]) -> Q:
    return Q(**{f"{source.prefix}joined_on__lte": years_before(source.on, min(map(int, values)))})


def _by_day(field: str, compared: str) -> Narrowing:
    def narrowed(source: Source, _choice: Choice, values: Sequence[str]) -> Q:
        return Q(**{f"{source.prefix}{field}__{compared}": parsed(values[-1])})

    return narrowed


def _born_from(source: Source, _choice: Choice, values: Sequence[str]) -> Q:
    return _born(source, "gte", date(int(values[-1]), 1, 1))


def _born_until(source: Source, _choice: Choice, values: Sequence[str]) -> Q:
    return _born(source, "lte", date(int(values[-1]), 12, 31))


def _born(source: Source, compared: str, day: date) -> Q:
    """By the day, where only a year is known by the year."""
    known = {f"{source.prefix}birth_date__{compared}": day, f"{source.prefix}birth_year__{compared}": day.year}
    return Q(**known, _connector=Q.OR)


def _by_missing(source: Source, _choice: Choice, values: Sequence[str]) -> Q:
    texts = {"gender", "card_number"}
    missing = [Q(**{f"{source.prefix}{field}": "" if field in texts else None}) for field in values]
    return Q(*missing, _connector=Q.OR)


def _by_result(_source: Source, choice: Choice, values: Sequence[str]) -> Q:
    results = MemberResult.objects.effective().filter(year=last_complete_year(choice.on))
    found = Q(member__in=results.filter(Q(category__in=values) | Q(status__in=values)).values("member_id"))
    return found | ~Q(member__in=results.values("member_id")) if "none" in values else found


def _by_pick(_source: Source, _choice: Choice, values: Sequence[str]) -> Q:
    return Q(member_id__in=[int(value) for value in values])


NARROWINGS: Mapping[str, Narrowing] = {
    "gender": _by_gender,
    "post": _by_post,
    "under": _by_organization,
    "kind": _by_place("kind"),
    "sector": _by_place("sector"),
    "party_age": _by_party_age,
    "joined_from": _by_day("joined_on", "gte"),
    "joined_until": _by_day("joined_on", "lte"),
    "born_from": _born_from,
    "born_until": _born_until,
    "missing": _by_missing,
    "result": _by_result,
    "pick": _by_pick,
}
"""What each filter leaves of the rows; standings are the source's own."""


def standings_wanted(values: Sequence[str]) -> list[str]:
    """Codes of standings as the record has them."""
    return ["" if value == _NOT_KNOWN else value for value in values]
