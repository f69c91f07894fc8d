"""Recording titles and commendations by a decision of their own, and reading those that stand."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.db import IntegrityError
from django.db.models import Q
from django.utils.translation import gettext as _

from vungmanh.classification import events
from vungmanh.classification.actions import decision_row
from vungmanh.classification.checks import check_year
from vungmanh.classification.honours import HONOURS, offered
from vungmanh.classification.models import Honour, YearlyDecision
from vungmanh.foundation.actors import Actor
from vungmanh.foundation.decisions import Decision
from vungmanh.foundation.refusals import Refusal
from vungmanh.foundation.texts import Text
from vungmanh.journal.writing import act
from vungmanh.rulebooks import shelf
from vungmanh.rulebooks.rulebook import Subject


@dataclass(frozen=True, slots=True)
class Giving:
    """An honour to be given to one subject."""

    subject_id: int
    title: str
    first_year: int
    reason: str = ""


def record_honours(
    *, by: Actor, year: int, decision: Decision, decided_by: int | None, place: int,
    given: Mapping[Subject, Sequence[Giving]],
) -> None:  # fmt: skip
    """Record honours of a year under one decision, all or none; raises Refusal for one that stands already.

    `decided_by` is None for a body outside the installation; `place` is the organization that records it.
    """
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
    if subject not in HONOURS:
        return []
    model, column = HONOURS[subject]
    rows = model.objects.effective().filter(**{column: whose}).select_related("decision__organization")
    return [(row, name_of(row, subject)) for row in rows.order_by("-year", "pk")]


def name_of(honour: Honour, subject: Subject) -> Text:
    """The name of an honour in the book of its year."""
    names = {one.code: one.text for one in offered(shelf.book(honour.rulebook), subject)}
    return names.get(honour.title, Text(honour.title, honour.title))


def decisions_on_honours(organization_id: int, *, year: int, outside: bool) -> list[tuple[YearlyDecision, int]]:
    """The decisions of a committee on honours of a year, the latest first, with how many each gave.

    With `outside` also those of bodies outside the installation.
    """
    whose = Q(decision__organization=organization_id)
    counts: Counter[int] = Counter()
    for model, _column in HONOURS.values():
        rows = model.objects.effective().filter(whose | Q(decision__organization=None) if outside else whose, year=year)
        counts.update(rows.values_list("decision_id", flat=True))
    found = YearlyDecision.objects.filter(pk__in=list(counts)).order_by("-decided_on", "-pk")
    return [(one, counts[one.pk]) for one in found]
