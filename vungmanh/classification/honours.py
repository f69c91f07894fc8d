"""Titles and commendations after the rating: what a book offers, and who meets its conditions.

A condition that rests on years of which the record says nothing, or on a rule that was not seen, answers «cannot
tell»; it is never taken for «not met».
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import Q, QuerySet

from vungmanh.classification.actions import RESULTS
from vungmanh.classification.models import Honour, MemberHonour, OrganizationHonour, Status
from vungmanh.classification.populations import EXEMPLARY
from vungmanh.foundation.citations import Citation
from vungmanh.foundation.texts import Text
from vungmanh.rulebooks import shelf
from vungmanh.rulebooks.conduct import Commendation
from vungmanh.rulebooks.rulebook import Rulebook, Subject
from vungmanh.rulebooks.verdicts import Verdict, all_met

HONOURS: dict[Subject, tuple[type[Honour], str]] = {
    Subject.ORGANIZATION: (OrganizationHonour, "organization_id"),
    Subject.MEMBER: (MemberHonour, "member_id"),
}
"""Where the honours of each kind of subject are kept, and the column that says whose they are."""


@dataclass(frozen=True, slots=True)
class Met:
    """One condition of an honour, the years it rests on, and those of them that the record does not know."""

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


@dataclass(frozen=True, slots=True)
class AtTheTop:
    """One whom the year's rating lets have an honour: who, where rated, and the day of that decision."""

    whose: int
    organization_id: int
    rated_on: date | None


def offered(book: Rulebook, subject: Subject) -> list[Commendation]:
    """The titles inside categories, then the commendations; a title is one that no form of award goes with."""
    titles = [
        Commendation(title.code, _named(category.name, title.name), category.code, (), 1, None, None, title.citation)
        for category in book.categories(subject)
        for title in category.titles
    ]
    return [*titles, *book.titles(subject)]


def _named(category: Text, title: Text) -> Text:
    """«Hoàn thành xuất sắc nhiệm vụ tiêu biểu»."""
    return Text(f"{category.vi} {title.vi.lower()}", f"{category.en}, {title.en.lower()}")


def is_title(book: Rulebook, subject: Subject, code: str) -> bool:
    """Whether it is a title inside a category; who rates gives it."""
    return any(title.code == code for category in book.categories(subject) for title in category.titles)


def at_the_top(subject: Subject, *, year: int, places: QuerySet[Any]) -> list[AtTheTop]:
    """Those rated in these places in a category that an honour starts from, and those who have one of the year."""
    _model, column = RESULTS[subject]
    rows = _results_at_the_top(subject, year, places)
    return [AtTheTop(*row) for row in rows.values_list(column, "organization_id", "decision__decided_on")]


def ids_at_the_top(subject: Subject, *, year: int, places: QuerySet[Any]) -> QuerySet[Any]:
    """The ids of those whom `at_the_top` finds, for use within another query."""
    _model, column = RESULTS[subject]
    return _results_at_the_top(subject, year, places).values_list(column, flat=True)


def histories(subject: Subject, *, year: int, places: QuerySet[Any]) -> dict[int, History]:
    """What is known up to a year of those whom `at_the_top` finds there; two queries for any number."""
    model, column = RESULTS[subject]
    whose = {f"{column}__in": ids_at_the_top(subject, year=year, places=places)}
    found: dict[int, History] = {}
    results = model.objects.effective().filter(year__lte=year, **whose)
    for id_, then, status, category, book, marked in results.values_list(
        column, "year", "status", "category", "rulebook", "exemplary"
    ):
        known = found.setdefault(id_, History())
        known.categories[then] = (category if status == Status.RATED else "", book)
        if marked:
            known.honours.add((then, EXEMPLARY))
    given, column = HONOURS[subject]
    rows = given.objects.effective().filter(year__lte=year, **whose)
    for id_, then, title in rows.values_list(column, "year", "title"):
        found[id_].honours.add((then, title))
    return found


def _results_at_the_top(subject: Subject, year: int, places: QuerySet[Any]) -> QuerySet[Any]:
    (model, column), (honours, _column) = RESULTS[subject], HONOURS[subject]
    wanted = {one.category for one in offered(shelf.book_for(year), subject)}
    given = honours.objects.effective().filter(year=year).values(column)
    rows: QuerySet[Any] = model.objects.effective().filter(year=year, organization__in=places)
    return rows.filter(Q(category__in=wanted) | Q(**{f"{column}__in": given}))


@dataclass(frozen=True, slots=True)
class Claim:
    """One honour held against what is known of one subject."""

    honour: Commendation
    subject: Subject
    history: History
    year: int

    @property
    def book(self) -> Rulebook:
        """The rulebook of the year."""
        return shelf.book_for(self.year)

    def conditions(self) -> tuple[Met, ...]:
        """Every condition of the honour, the category of the year first."""
        one = self.honour
        found = [self._rated()]
        if one.years != 1:
            found.append(self._running())
        if one.needs_title:
            found.append(self._with_title(one.needs_title))
        if one.after:
            found.append(self._after(one.after))
        found += self._given_within()
        if one.decider is None and not is_title(self.book, self.subject, one.code):
            text = Text("Cấp có thẩm quyền: chưa thấy quy định", "Who decides was not seen")
            found.append(Met(text, Verdict.CANNOT_TELL, one.citation))
        return tuple(found)

    def _span(self) -> tuple[int, ...]:
        return tuple(range(self.year - (self.honour.years or 1) + 1, self.year + 1))

    def _rated(self) -> Met:
        category, _book = self.history.categories.get(self.year, ("", ""))
        name = self.book.category(self.subject, self.honour.category).name
        verdict = Verdict.MET if category == self.honour.category else Verdict.NOT_MET
        text = Text(f"Năm {self.year} được xếp “{name.vi}”", f"Rated “{name.en}” in {self.year}")
        return Met(text, verdict, self.honour.citation, (self.year,))

    def _running(self) -> Met:
        if self.honour.years is None:
            text = Text("Số năm liền cần có: chưa thấy quy định", "How many years running are needed was not seen")
            return Met(text, Verdict.CANNOT_TELL, self.honour.citation)
        known, run = self.history.categories, shelf.equivalence().best_run(self.subject)
        missing = tuple(each for each in self._span() if not known.get(each, ("", ""))[0])
        rated = [known[each] for each in self._span() if each not in missing]
        lower = any(category not in run.members[book] for category, book in rated)
        verdict = Verdict.NOT_MET if lower else Verdict.CANNOT_TELL if missing else Verdict.MET
        crosses = len({book for _category, book in rated}) > 1
        text = Text(f"{self.honour.years} năm liền ở mức cao nhất", f"{self.honour.years} years running at the top")
        return Met(text, verdict, run.citation if crosses else self.honour.citation, self._span(), missing)

    def _with_title(self, title: str) -> Met:
        """In the year itself it must have been given, where its book has it; of earlier years the record may not know.

        A book that needs a title and has none: the text that makes it a title was not seen.
        """
        missing = tuple(each for each in self._span() if (each, title) not in self.history.honours)
        lacks = self.year in missing and is_title(self.book, self.subject, title)
        verdict = Verdict.NOT_MET if lacks else Verdict.CANNOT_TELL if missing else Verdict.MET
        text = Text("Được công nhận tiêu biểu", "Recognized as exemplary")
        return Met(text, verdict, self.honour.citation, self._span(), missing)

    def _after(self, code: str) -> Met:
        """What the record does not know may have been given before it was kept."""
        before = next(one.text for one in self.book.titles(self.subject) if one.code == code)
        given = any(title == code for _year, title in self.history.honours)
        text = Text(f"Đã có: {before.vi}", f"Given before: {before.en}")
        return Met(text, Verdict.MET if given else Verdict.CANNOT_TELL, self.honour.citation)

    def _given_within(self) -> list[Met]:
        """Whether a run starts again after the same award was not seen, so that is for the body to say."""
        years = tuple(then for then in self._span()[:-1] if (then, self.honour.code) in self.history.honours)
        text = Text(
            "Đã nhận cùng hình thức trong chuỗi năm này: chưa thấy quy định có tính lại từ đầu không",
            "The same was given within this run: whether the run starts again was not seen",
        )
        return [Met(text, Verdict.CANNOT_TELL, self.honour.citation, years)] if years else []


def verdict_of(found: Sequence[Met]) -> Verdict:
    """All conditions are needed."""
    return all_met(one.verdict for one in found)
