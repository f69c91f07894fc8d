"""Why a result: the conditions of the year's rulebook, met, not met or not to be told, each with its citation."""

from collections.abc import Mapping
from dataclasses import dataclass

from vungmanh.classification.actions import RESULTS
from vungmanh.classification.facts import collective_facts, member_facts, organization_facts
from vungmanh.classification.models import Result, Status
from vungmanh.members.models import Member
from vungmanh.organizations.models import Placement
from vungmanh.rulebooks import engine, shelf
from vungmanh.rulebooks.rulebook import Category, Rulebook, Subject
from vungmanh.rulebooks.traces import Ceiling, ExemptionAnswer, Trace


@dataclass(frozen=True, slots=True)
class Explanation:
    """One subject's year against the rules of that year.

    `result` is the standing result, None when there is none; `book` the rulebook of the year; `traces` one per
    category, best first; `exemption` whether the subject is rated at all; `versions` every rating of the year, the
    first one first, also those that a later one replaced.
    """

    subject: Subject
    year: int
    book: Rulebook
    result: Result | None
    exemption: ExemptionAnswer
    ceiling: Ceiling
    versions: tuple[Result, ...]

    @property
    def category(self) -> Category | None:
        """The category given; None when not rated."""
        if self.result is None or self.result.status != Status.RATED:
            return None
        return shelf.book(self.result.rulebook).category(self.subject, self.result.category)

    @property
    def traces(self) -> tuple[Trace, ...]:
        """The categories with their conditions, best first."""
        return self.ceiling.traces

    @property
    def rulebook_changed(self) -> bool:
        """Whether the rulebook's content is no longer the one the result was given under."""
        return self.result is not None and self.result.rulebook_version != shelf.book(self.result.rulebook).version


NO_FACTS: Mapping[str, object] = {}


def explain_member(member: Member, *, year: int, also: Mapping[str, object] = NO_FACTS) -> Explanation:
    """Why the member's result of the year; `also` are facts that the campaign of the year knows besides."""
    return _explain(Subject.MEMBER, member.pk, year, {**member_facts(member, year=year), **also})


def explain_organization(placement: Placement, *, year: int, also: Mapping[str, object] = NO_FACTS) -> Explanation:
    """Why the organization's result of the year; `placement` is how it stood on 31 December."""
    facts = {**organization_facts(placement, year=year), **also}
    return _explain(Subject.ORGANIZATION, placement.organization_id, year, facts)


def explain_collective(placement: Placement, *, year: int, also: Mapping[str, object] = NO_FACTS) -> Explanation:
    """Why the result of the organization's leading collective in the year."""
    facts = {**collective_facts(placement, year=year), **also}
    return _explain(Subject.COLLECTIVE, placement.organization_id, year, facts)


def _explain(subject: Subject, whose: int, year: int, facts: Mapping[str, object]) -> Explanation:
    book, (model, column) = shelf.book_for(year), RESULTS[subject]
    given = model.objects.filter(year=year, **{column: whose}).select_related("decision__organization")
    rows: list[Result] = list(given.order_by("version", "pk"))
    standing = next((row for row in rows if row.withdrawn_by is None), None)
    replaced = [row for row in rows if row.withdrawn_by is not None and standing and row.version < standing.version]
    return Explanation(
        subject=subject,
        year=year,
        book=book,
        result=standing,
        exemption=engine.standing_of(book, subject, facts),
        ceiling=engine.ceiling(book, subject, facts),
        versions=(*_latest_of_each(replaced), *([standing] if standing else [])),
    )


def _latest_of_each(rows: list[Result]) -> list[Result]:
    """One row per version: an import that was undone and made again leaves an earlier copy behind."""
    return list({row.version: row for row in rows}.values())
