"""Evidence on a subject, gathered from the record instead of typed: each item with where it comes from.

What the product does not keep yet stands in the list as not recorded, so that nobody takes silence for a clean year.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from typing import Any

from django.utils.translation import gettext as _

from vungmanh.campaigns.facts import exact
from vungmanh.campaigns.models import EnteredFact, SubjectKind
from vungmanh.campaigns.review.dossier import Dossier
from vungmanh.classification.models import Status
from vungmanh.classification.populations import Counted
from vungmanh.classification.queries import member_results, organization_results
from vungmanh.classification.tallies import Tally, YearBelow, by_category
from vungmanh.foundation.dates import written, year_end, year_start
from vungmanh.foundation.numbers import grouped
from vungmanh.foundation.texts import Text
from vungmanh.members.models import Member, Post, Standing
from vungmanh.members.queries import memberships_of, particulars_of, posts_of, standings_of
from vungmanh.organizations.queries import founding_days, placement_of
from vungmanh.rulebooks import shelf
from vungmanh.rulebooks.facts import Fact, FactType


class Source(StrEnum):
    """Where an item comes from; pages know the address."""

    MEMBER = "member"
    ORGANIZATION = "organization"
    EXPLANATION = "explanation"
    RESULTS = "results"
    ENTERED = "entered"


@dataclass(frozen=True, slots=True)
class Item:
    """One piece of evidence: its name, its values in words (none: not recorded), its source.

    `year` belongs to an explanation of a result; `note` says where an entered fact was taken from, or why there is
    nothing.
    """

    name: str
    values: tuple[str, ...] = ()
    source: Source | None = None
    year: int | None = None
    note: str = ""

    @property
    def is_missing(self) -> bool:
        """Whether nothing is recorded."""
        return not self.values


def evidence_on(dossier: Dossier, *, language: str) -> list[Item]:
    """Everything that the record holds on a subject for the campaign's year, then what it does not hold."""
    gather = {
        SubjectKind.MEMBER: _on_member,
        SubjectKind.ORGANIZATION: _on_organization,
        SubjectKind.COLLECTIVE: _on_collective,
    }[SubjectKind(dossier.subject.kind)]
    entered = {one.name: one for one in dossier.entered}
    named = _ASKED[SubjectKind(dossier.subject.kind)]
    known = list(gather(dossier, language))
    asked = [_entered_or_missing(name, facts, entered, language) for name, facts in named]
    shown = {fact for _name, facts in named for fact in facts}
    others = [_entered(one, language) for one in dossier.entered if one.name not in shown]
    return [*known, *asked, *others]


_ASKED: dict[SubjectKind, tuple[tuple[Text, tuple[str, ...]], ...]] = {
    SubjectKind.MEMBER: (
        (Text("Dự sinh hoạt chi bộ", "Attendance at cell meetings"), ()),
        (Text("Nhiệm vụ hoàn thành trên nhiệm vụ được giao", "Tasks done of tasks given"), ("tasks_done_share",)),
        (Text("Kỷ luật trong năm", "Discipline in the year"), ("disciplined",)),
        (Text("Nghỉ ốm trong năm", "Sick leave in the year"), ("sick_leave_months",)),
    ),
    SubjectKind.COLLECTIVE: (
        (Text("Chỉ tiêu, nhiệm vụ hoàn thành", "Targets and tasks done"), ("tasks_done_share",)),
        (Text("Kỷ luật đối với tập thể", "Discipline of the collective"), ("collective_disciplined",)),
    ),
    SubjectKind.ORGANIZATION: (
        (Text("Chỉ tiêu, nhiệm vụ hoàn thành", "Targets and tasks done"), ("tasks_done_share",)),
        (Text("Sinh hoạt của tổ chức trong năm", "Meetings held in the year"), ()),
        (Text("Kỷ luật trong năm", "Discipline in the year"), ("subordinate_or_leader_disciplined",)),
    ),
}
"""What regulations ask for and no capability records yet, with the facts that somebody may enter instead."""


def _on_member(dossier: Dossier, language: str) -> Iterator[Item]:
    member, year = dossier.member, dossier.campaign.year
    known = particulars_of(member)
    yield Item(_("Ngày kết nạp"), _day(known.joined_on), Source.MEMBER)
    yield Item(_("Ngày chính thức"), _day(known.official_on), Source.MEMBER)
    yield Item(_("Tư cách trong năm"), tuple(_standings(member, year)), Source.MEMBER)
    yield Item(_("Nơi sinh hoạt trong năm"), tuple(_stays(member, year)), Source.MEMBER)
    yield Item(_("Chức vụ trong năm"), tuple(_posts(member, year)) or (_("không giữ chức vụ"),), Source.MEMBER)
    yield _result_before(dossier, language)


def _on_collective(dossier: Dossier, _language: str) -> Iterator[Item]:
    yield Item(_("Tổ chức"), (dossier.place.name,), Source.ORGANIZATION)


def _on_organization(dossier: Dossier, language: str) -> Iterator[Item]:
    founded = founding_days([dossier.terms.place_id]).get(dossier.terms.place_id)
    yield Item(_("Ngày thành lập"), _day(founded), Source.ORGANIZATION)
    yield from _results_below(dossier, language)
    yield _result_before(dossier, language)


def _results_below(dossier: Dossier, language: str) -> Iterator[Item]:
    """Results of the year below: of the members, and of the organizations directly below."""
    below = YearBelow(dossier.place, year=dossier.campaign.year)
    for name, counted in (
        (_("Kết quả của đảng viên trong năm"), Counted.MEMBERS),
        (_("Kết quả của tổ chức trực thuộc trong năm"), Counted.ORGANIZATIONS),
    ):
        tally = below.tally(counted)
        if tally:
            values = tuple(_counted(dossier, counted, tally, language))
            yield Item(name, values, Source.RESULTS, dossier.campaign.year)


def _counted(dossier: Dossier, counted: Counted, tally: Tally, language: str) -> Iterator[str]:
    found = by_category(tally)
    for category in dossier.book.categories(counted.subject):
        if found[category.code]:
            yield f"{category.name.say(language)}: {found[category.code]}"
    left = tally.total() - found.total()
    if left:
        yield _("chưa có kết quả, hoặc không xếp loại: {count}").format(count=left)


def _result_before(dossier: Dossier, language: str) -> Item:
    """The result of the year before, under its own rulebook."""
    year, whose = dossier.campaign.year - 1, dossier.subject.whose
    results = member_results if dossier.is_member else organization_results
    result = results([whose], year=year).get(whose)
    name = _("Kết quả xếp loại năm {year}").format(year=year)
    if result is None or result.status != Status.RATED:
        return Item(name)
    category = shelf.book(result.rulebook).category(dossier.kind, result.category)
    return Item(name, (category.name.say(language),), Source.EXPLANATION, year)


def _standings(member: Member, year: int) -> Iterator[str]:
    for row in standings_of(member):
        if _within(row.starts_on, row.ends_on, year):
            yield _since(str(Standing(row.standing).label), row.starts_on, year)


def _stays(member: Member, year: int) -> Iterator[str]:
    for row in memberships_of(member):
        if _within(row.starts_on, row.ends_on, year):
            place = placement_of(row.organization_id, on=max(row.starts_on, year_start(year)))
            yield _since(place.name if place else row.organization.code, row.starts_on, year)


def _posts(member: Member, year: int) -> Iterator[str]:
    for row in posts_of(member):
        if _within(row.starts_on, row.ends_on, year):
            yield _since(str(Post(row.post).label), row.starts_on, year)


def _within(starts_on: date, ends_on: date | None, year: int) -> bool:
    return starts_on <= year_end(year) and (ends_on is None or ends_on > year_start(year))


def _since(words: str, starts_on: date, year: int) -> str:
    if starts_on <= year_start(year):
        return words
    return _("{what} (từ {day})").format(what=words, day=written(starts_on))


def _day(day: date | None) -> tuple[str, ...]:
    return (written(day),) if day else ()


def _entered_or_missing(name: Text, facts: tuple[str, ...], entered: dict[str, EnteredFact], language: str) -> Item:
    for fact in facts:
        if fact in entered:
            one = entered[fact]
            return Item(
                name.say(language), (said(shelf.facts()[fact], one.value, language),), Source.ENTERED, note=one.source
            )
    return Item(name.say(language), note="" if facts else _("chưa theo dõi trên phần mềm"))


def _entered(one: EnteredFact, language: str) -> Item:
    fact = shelf.facts()[one.name]
    return Item(fact.text.say(language), (said(fact, one.value, language),), Source.ENTERED, note=one.source)


def said(fact: Fact, value: Any, language: str) -> str:
    """An entered value in words."""
    if fact.type is FactType.TRUTH:
        return _("có") if value else _("không")
    for choice in fact.choices:
        if choice.code == value:
            return choice.text.say(language)
    number = exact(fact, value)
    if fact.type is FactType.SHARE and isinstance(number, Decimal | Fraction | int):
        percent = (
            Decimal(number.numerator) / Decimal(number.denominator) if isinstance(number, Fraction) else Decimal(number)
        ) * 100
        return f"{grouped(percent.normalize() if percent % 1 else percent.quantize(Decimal(1)), language)}%"
    unit = f" {fact.unit.say(language)}" if fact.unit else ""
    return f"{value}{unit}"
