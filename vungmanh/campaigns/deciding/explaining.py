"""Why a result, where the year had a campaign: with the facts and levels given there, and who decided each version."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from vungmanh.campaigns.deciding.rerating import Ground, grounds_in
from vungmanh.campaigns.facts import given_on
from vungmanh.campaigns.models import Ruling, Subject, SubjectKind, Terms
from vungmanh.campaigns.subjects import book_of
from vungmanh.classification.explanation import (
    Explanation,
    explain_collective,
    explain_member,
    explain_organization,
)
from vungmanh.classification.honouring import honours_of
from vungmanh.classification.models import Honour, Result
from vungmanh.foundation.texts import Text
from vungmanh.members.models import Member
from vungmanh.organizations.models import Placement
from vungmanh.rulebooks import rulebook as rulebooks


@dataclass(frozen=True, slots=True)
class Version:
    """One rating of the year; `ruling` and the `ground` of rating anew where a campaign gave it."""

    result: Result
    ruling: Ruling | None = None
    ground: Ground | None = None


@dataclass(frozen=True, slots=True)
class Account:
    """An explanation with its versions; `terms` are those of the subject in the campaign of the year, if any.

    `honours` are the titles and commendations of the year, each with its name.
    """

    explanation: Explanation
    versions: tuple[Version, ...]
    terms: Terms | None
    honours: tuple[tuple[Honour, Text], ...]


def account_of_member(member: Member, *, year: int) -> Account:
    """Why the member's result of the year."""
    terms = _terms(year, kind=SubjectKind.MEMBER, member=member)
    honours = _honours(rulebooks.Subject.MEMBER, member.pk, year)
    return _account(terms, lambda also: explain_member(member, year=year, also=also), honours)


def account_of_organization(placement: Placement, *, year: int) -> Account:
    """Why the organization's result of the year; `placement` is how it stood on 31 December."""
    terms = _terms(year, kind=SubjectKind.ORGANIZATION, organization=placement.organization_id)
    honours = _honours(rulebooks.Subject.ORGANIZATION, placement.organization_id, year)
    return _account(terms, lambda also: explain_organization(placement, year=year, also=also), honours)


def account_of_collective(placement: Placement, *, year: int) -> Account:
    """Why the result of the organization's leading collective."""
    terms = _terms(year, kind=SubjectKind.COLLECTIVE, organization=placement.organization_id)
    return _account(terms, lambda also: explain_collective(placement, year=year, also=also))


def _terms(year: int, **whose: Any) -> Terms | None:
    subject = Subject.objects.effective().filter(campaign__year=year, campaign__withdrawn_by=None, **whose).first()
    found = Terms.objects.effective().filter(subject=subject).select_related("subject__campaign") if subject else None
    return found.first() if found is not None else None


def _honours(subject: rulebooks.Subject, whose: int, year: int) -> tuple[tuple[Honour, Text], ...]:
    return tuple(one for one in honours_of(subject, whose) if one[0].year == year)


def _account(
    terms: Terms | None, explain: Callable[[Any], Explanation], honours: tuple[tuple[Honour, Text], ...] = ()
) -> Account:
    if terms is None:
        explanation = explain({})
        return Account(explanation, tuple(map(Version, explanation.versions)), None, honours)
    campaign = terms.subject.campaign
    explanation = explain(given_on(campaign, [terms])[terms.subject_id])
    rulings = Ruling.objects.filter(subject=terms.subject_id).select_related("decided_by").order_by("pk")
    grounds = grounds_in(book_of(campaign))
    return Account(explanation, _versions(explanation.versions, list(rulings), grounds), terms, honours)


def _versions(results: Sequence[Result], rulings: Sequence[Ruling], grounds: dict[str, Ground]) -> tuple[Version, ...]:
    """Each result with the ruling that it follows from: the last one of the same decision and category."""
    known: dict[tuple[str, date | None, str], Ruling] = {
        (one.decision_number, one.decided_on, one.category): one for one in rulings
    }
    found = []
    for result in results:
        ruling = known.get((result.decision.number, result.decision.decided_on, result.category))
        found.append(Version(result, ruling, grounds.get(ruling.rerates) if ruling else None))
    return tuple(found)
