"""Recording yearly results and the reasons given where a cap is exceeded."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from vungmanh.classification import events
from vungmanh.classification.checks import check_cap, check_once, check_reason, check_result, check_year
from vungmanh.classification.models import (
    CapReason,
    CollectiveResult,
    MemberResult,
    OrganizationResult,
    Result,
    Status,
    YearlyDecision,
)
from vungmanh.foundation.actors import Actor
from vungmanh.foundation.decisions import Decision
from vungmanh.journal.writing import Act, act
from vungmanh.organizations.models import Placement
from vungmanh.rulebooks.rulebook import Rulebook, Subject

AnyResult = TypeVar("AnyResult", bound=Result)

RESULTS: dict[Subject, tuple[type[Result], str]] = {
    Subject.ORGANIZATION: (OrganizationResult, "organization_id"),
    Subject.COLLECTIVE: (CollectiveResult, "organization_id"),
    Subject.MEMBER: (MemberResult, "member_id"),
}
"""Where the result of each kind of subject is kept, and the column that says whose it is."""


@dataclass(frozen=True, slots=True)
class Rating:
    """The result of one subject and what the decision says of it.

    `subject_id` is the member's or the organization's id; that of the organization for its leading collective.
    `category` is a code of the year's rulebook, empty unless `status` is rated; `cell_id` is the cell that rated
    a member.
    """

    subject_id: int
    category: str = ""
    status: str = Status.RATED
    exemplary: bool = False
    reason: str = ""
    cell_id: int | None = None


def record_results(
    *,
    by: Actor,
    year: int,
    decision: Decision = Decision(),
    decided_by: int | None = None,
    organizations: Sequence[Rating] = (),
    collectives: Sequence[Rating] = (),
    members: Sequence[Rating] = (),
    place: int | None = None,
) -> None:
    """Record results of one year under one decision, all or none; a later result of the same year is a new version.

    Raises Refusal for a category that the year's rulebook does not have and for a subject rated twice. Caps do not
    stand in the way: they are checked by `caps.findings`, which asks for a reason.
    """
    book = check_year(year)
    given = {Subject.ORGANIZATION: organizations, Subject.COLLECTIVE: collectives, Subject.MEMBER: members}
    for subject, ratings in given.items():
        check_once(rating.subject_id for rating in ratings)
        for rating in ratings:
            check_result(book, subject, rating.status, rating.category, exemplary=rating.exemplary)
    event = events.COLLECTIVES_RECORDED if collectives else events.RESULTS_RECORDED
    with act(
        event, by=by, place=place, year=year, decision=decision.number,
        organizations=len(organizations), collectives=len(collectives), members=len(members),
    ) as recording:  # fmt: skip
        common = _stamp(book, year, decision_row(recording, year, decision, decided_by))
        for subject, ratings in given.items():
            _record(recording, *RESULTS[subject], ratings, common)


def justify_cap(*, by: Actor, placement: Placement, year: int, subject: str, cap: str, reason: str) -> None:
    """Write down why a cap was exceeded in the group of an organization; a new reason replaces the old one.

    `subject` tells who is counted (`populations.Counted`). Raises Refusal for a cap that the year's rulebook does
    not have, and for a reason that says nothing.
    """
    check_cap(check_year(year), subject, cap)
    reason = check_reason(reason)
    with act(
        events.CAP_JUSTIFIED, by=by, about=placement.organization, place=placement.organization_id,
        year=year, name=placement.name, cap=cap,
    ) as justifying:  # fmt: skip
        justifying.withdraw(
            list(
                CapReason.objects.effective().filter(
                    organization=placement.organization_id, year=year, subject=subject, cap=cap
                )
            )
        )
        justifying.record(
            [CapReason(organization_id=placement.organization_id, year=year, subject=subject, cap=cap, reason=reason)]
        )


def decision_row(recording: Act, year: int, decision: Decision, decided_by: int | None) -> YearlyDecision:
    """The decision as a row: the one known already, or a new one written with the act."""
    known = YearlyDecision.objects.effective().filter(
        year=year, number=decision.number, decided_on=decision.decided_on, organization=decided_by
    )
    new = YearlyDecision(year=year, number=decision.number, decided_on=decision.decided_on, organization_id=decided_by)
    return known.first() or recording.record([new])[0]


def _stamp(book: Rulebook, year: int, decision: YearlyDecision) -> dict[str, Any]:
    return {"year": year, "decision": decision, "rulebook": book.code, "rulebook_version": book.version}


def _record(
    recording: Act, model: type[AnyResult], subject: str, ratings: Sequence[Rating], common: Mapping[str, Any]
) -> None:
    if not ratings:
        return
    known = _known(model, subject, common["year"], [rating.subject_id for rating in ratings])
    recording.withdraw(list(known.values()))
    recording.record_many(
        [
            model(
                **{subject: rating.subject_id},
                **common,
                **({"organization_id": rating.cell_id} if model is MemberResult else {}),
                status=rating.status,
                category=rating.category,
                exemplary=rating.exemplary,
                reason=rating.reason,
                version=known[rating.subject_id].version + 1 if rating.subject_id in known else 1,
            )
            for rating in ratings
        ]
    )


def _known(model: type[AnyResult], subject: str, year: int, ids: Iterable[int]) -> dict[int, AnyResult]:
    standing = model.objects.effective().filter(year=year, **{f"{subject}__in": list(ids)})
    return {getattr(result, subject): result for result in standing}
