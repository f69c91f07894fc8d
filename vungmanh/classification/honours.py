"""Titles and commendations after the rating: what a book offers, who meets its conditions, and recording them.

A condition that rests on years of which the record says nothing, or on a rule that was not seen, answers «cannot
tell»; it is never taken for «not met».
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from django.db import IntegrityError
from django.utils.translation import gettext as _

from vungmanh.classification import events
from vungmanh.classification.actions import RESULTS, decision_row
from vungmanh.classification.checks import check_year
from vungmanh.classification.models import Honour, MemberHonour, OrganizationHonour, Status, YearlyDecision
from vungmanh.foundation.actors import Actor
from vungmanh.foundation.citations import Citation
from vungmanh.foundation.decisions import Decision
from vungmanh.foundation.refusals import Refusal
from vungmanh.foundation.texts import Text
from vungmanh.journal.writing import act
from vungmanh.rulebooks import shelf
from vungmanh.rulebooks.conduct import Commendation
from vungmanh.rulebooks.rulebook import Rulebook, Subject
from vungmanh.rulebooks.verdicts import Verdict, all_met

HONOURS: dict[Subject, tuple[type[Honour], str]] = {
    Subject.ORGANIZATION: (OrganizationHonour, "organization_id"),
    Subject.MEMBER: (MemberHonour, "member_id"),
}
"""Where the honours of each kind of subject are kept, and the column that says whose they are."""

EXEMPLARY = "exemplary"
"""The title that results from before this decision was recorded carry as a mark of their own."""


@dataclass(frozen=True, slots=True)
class Met:
    """One condition of an honour, the years it rests on, and what is missing where nothing can be told."""

    text: Text
    verdict: Verdict
    citation: Citation
    years: tuple[int, ...] = ()
    missing: tuple[int, ...] = ()


@dataclass(slots=True)
class History:
    """What the record knows of one subject: category and book by year («» where not rated), honours by year."""

    categories: dict[int, tuple[str, str]] = field(default_factory=dict)
    honours: set[tuple[int, str]] = field(default_factory=set)

    def has(self, title: str) -> bool:
        """Whether the honour was ever given."""
        return any(code == title for _year, code in self.honours)


@dataclass(frozen=True, slots=True)
class Giving:
    """An honour to be given to one subject."""

    subject_id: int
    title: str
    first_year: int
    reason: str = ""


def offered(book: Rulebook, subject: Subject) -> list[Commendation]:
    """The titles inside categories, then the commendations; a title is one that no form of award goes with."""
    titles = [
        Commendation(title.code, title.name, category.code, (), 1, None, None, title.citation)
        for category in book.categories(subject)
        for title in category.titles
    ]
    return [*titles, *book.titles(subject)]


def is_title(book: Rulebook, subject: Subject, code: str) -> bool:
    """Whether it is a title inside a category; who rates gives it."""
    return any(title.code == code for category in book.categories(subject) for title in category.titles)


def histories(subject: Subject, whose: Iterable[int], *, year: int) -> dict[int, History]:
    """What is known of subjects up to a year; two queries for any number."""
    model, column = RESULTS[subject]
    found: dict[int, History] = {id_: History() for id_ in whose}
    results = model.objects.effective().filter(year__lte=year, **{f"{column}__in": list(found)})
    for id_, then, status, category, book, marked in results.values_list(
        column, "year", "status", "category", "rulebook", "exemplary"
    ):
        found[id_].categories[then] = (category if status == Status.RATED else "", book)
        if marked:
            found[id_].honours.add((then, EXEMPLARY))
    given, column = HONOURS[subject]
    rows = given.objects.effective().filter(year__lte=year, **{f"{column}__in": list(found)})
    for id_, then, title in rows.values_list(column, "year", "title"):
        found[id_].honours.add((then, title))
    return found


def conditions(one: Commendation, subject: Subject, history: History, *, year: int, title: bool) -> tuple[Met, ...]:
    """Every condition of an honour held against what is known."""
    category, _book = history.categories.get(year, ("", ""))
    name = shelf.book_for(year).category(subject, one.category).name
    now = Verdict.MET if category == one.category else Verdict.NOT_MET
    text = Text(f"Năm {year} được xếp “{name.vi}”", f"Rated “{name.en}” in {year}")
    found = [Met(text, now, one.citation, (year,))]
    if one.years != 1:
        found.append(_running(one, subject, history, year))
    if one.needs_title:
        found.append(_with_title(one, history, year))
    if one.after:
        found.append(_after(one, subject, history, year))
    if one.years and one.years > 1:
        found += _given_within(one, history, year)
    if one.decider is None and not title:
        found.append(
            Met(Text("Cấp có thẩm quyền: chưa thấy quy định", "Who decides was not seen"), _OPEN, one.citation)
        )
    return tuple(found)


def verdict_of(found: Sequence[Met]) -> Verdict:
    """All conditions are needed."""
    return all_met(one.verdict for one in found)


_OPEN = Verdict.CANNOT_TELL


def _running(one: Commendation, subject: Subject, history: History, year: int) -> Met:
    if one.years is None:
        text = Text("Số năm liền cần có: chưa thấy quy định", "How many years running are needed was not seen")
        return Met(text, _OPEN, one.citation)
    span = tuple(range(year - one.years + 1, year + 1))
    missing = tuple(each for each in span if not history.categories.get(each, ("", ""))[0])
    run = shelf.equivalence().best_run(subject)
    rated = [history.categories[each] for each in span if each not in missing]
    lower = any(category not in run.members[book] for category, book in rated)
    verdict = Verdict.NOT_MET if lower else _OPEN if missing else Verdict.MET
    crosses = len({book for _category, book in rated}) > 1
    text = Text(f"{one.years} năm liền ở mức cao nhất", f"{one.years} years running at the top")
    return Met(text, verdict, run.citation if crosses else one.citation, span, missing)


def _with_title(one: Commendation, history: History, year: int) -> Met:
    """In the year itself it must have been given; of earlier years without it the record may not know."""
    span = tuple(range(year - (one.years or 1) + 1, year + 1))
    missing = tuple(each for each in span if (each, one.needs_title) not in history.honours)
    verdict = Verdict.NOT_MET if year in missing else _OPEN if missing else Verdict.MET
    return Met(Text("Được công nhận tiêu biểu", "Recognized as exemplary"), verdict, one.citation, span, missing)


def _after(one: Commendation, subject: Subject, history: History, year: int) -> Met:
    """What the record does not know may have been given before it was kept."""
    known = {each.code: each.text for each in shelf.book_for(year).titles(subject)}
    before = known.get(one.after or "", Text(one.after or "", one.after or ""))
    verdict = Verdict.MET if history.has(one.after or "") else _OPEN
    return Met(Text(f"Đã có: {before.vi}", f"Given before: {before.en}"), verdict, one.citation)


def _given_within(one: Commendation, history: History, year: int) -> list[Met]:
    """Whether a run starts again after the same award was not seen, so that is for the body to say."""
    years = tuple(
        sorted(then for then, code in history.honours if code == one.code and year - (one.years or 1) < then < year)
    )
    text = Text(
        "Đã nhận cùng hình thức trong chuỗi năm này: chưa thấy quy định có tính lại từ đầu không",
        "The same was given within this run: whether the run starts again was not seen",
    )
    return [Met(text, _OPEN, one.citation, years)] if years else []


def record_honours(
    *, by: Actor, year: int, decision: Decision, decided_by: int | None, place: int,
    given: Mapping[Subject, Sequence[Giving]],
) -> None:  # fmt: skip
    """Record honours of a year under one decision, all or none; raises Refusal for one that stands already."""
    book = check_year(year)
    counts = {subject: len(given.get(subject, ())) for subject in HONOURS}
    with act(
        events.HONOURS_RECORDED, by=by, on=decision.decided_on, place=place, year=year, decision=decision.number,
        organizations=counts[Subject.ORGANIZATION], members=counts[Subject.MEMBER],
    ) as recording:  # fmt: skip
        row = decision_row(recording, year, decision, decided_by)
        stamp = {"year": year, "decision": row, "rulebook": book.code, "rulebook_version": book.version}
        for subject, (model, column) in HONOURS.items():
            rows = [
                model(
                    **{column: one.subject_id}, **stamp, title=one.title, first_year=one.first_year, reason=one.reason
                )
                for one in given.get(subject, ())
            ]
            try:
                recording.record_many(rows)
            except IntegrityError:
                raise Refusal(
                    "classification.honoured_already",
                    _("Có đối tượng vừa được ghi danh hiệu này trong một lần ghi khác."),
                    remedy=_("Mở lại danh sách để xem."),
                ) from None


def honours_of(subject: Subject, whose: int) -> list[tuple[Honour, Text]]:
    """The honours that stand, the latest first, each under the name of the book it was given by."""
    model, column = HONOURS[subject]
    rows = model.objects.effective().filter(**{column: whose}).select_related("decision").order_by("-year", "pk")
    return [(row, name_of(row, subject)) for row in rows]


def decisions_on_honours(organization_id: int, *, year: int) -> list[tuple[YearlyDecision, int]]:
    """The decisions of a committee on honours of a year, the latest first, with how many each gave."""
    counts: Counter[int] = Counter()
    for model, _column in HONOURS.values():
        rows = model.objects.effective().filter(year=year, decision__organization=organization_id)
        counts.update(rows.values_list("decision_id", flat=True))
    found = YearlyDecision.objects.filter(pk__in=list(counts)).order_by("-decided_on", "-pk")
    return [(one, counts[one.pk]) for one in found]


def name_of(honour: Honour, subject: Subject) -> Text:
    """The name of an honour in the book of its year."""
    names = {one.code: one.text for one in offered(shelf.book(honour.rulebook), subject)}
    return names.get(honour.title, Text(honour.title, honour.title))


def top_results(subject: Subject, *, year: int, places: Iterable[int]) -> dict[int, int]:
    """Who has a category of the year that an honour starts from, with the organization, of those in these places."""
    model, column = RESULTS[subject]
    wanted = {one.category for one in offered(shelf.book_for(year), subject)}
    rows = model.objects.effective().filter(year=year, category__in=wanted)
    within = set(places)
    return {whose: place for whose, place in rows.values_list(column, "organization_id") if place in within}
