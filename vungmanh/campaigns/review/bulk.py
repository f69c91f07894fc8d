"""Steps of the campaign for many subjects at once, each in one entry of the journal instead of one for everybody.

What is typed in from the paper files of a commune, what is taken over from elsewhere: the checks are those of the
single steps.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from vungmanh.campaigns import events
from vungmanh.campaigns.checks import check_due, check_running
from vungmanh.campaigns.models import Campaign, Draft, EnteredFact, Opinion, SelfReview, SignsStatement, Terms
from vungmanh.campaigns.review.opinions import NewOpinion, check_fact, check_opinions, opinion_row, stored_fact
from vungmanh.campaigns.review.reviewing import Written, check_not_held, checked_signs, kept_of
from vungmanh.foundation.actors import Actor
from vungmanh.journal.writing import act

_AT_ONCE = 2_000
"""Subjects about whom the database is asked in one query."""


@dataclass(frozen=True, slots=True)
class Handed:
    """The self-review of one subject."""

    terms: Terms
    written: Written


@dataclass(frozen=True, slots=True)
class Entered:
    """Facts about one subject with where they come from."""

    terms: Terms
    values: Mapping[str, object]
    source: str


def hand_in_all(*, by: Actor, campaign: Campaign, place: int, handed: Sequence[Handed], on: date) -> None:
    """Hand in many self-reviews, all or none; `place` is the organization under which the journal files it.

    Raises Refusal as `reviewing.hand_in` does.
    """
    check_running(campaign)
    batches = [[one.terms.subject_id for one in handed[at : at + _AT_ONCE]] for at in range(0, len(handed), _AT_ONCE)]
    for ids in batches:
        check_not_held(ids)
    reviews, statements = [], []
    for one in handed:
        check_due(one.terms)
        kept = kept_of(campaign, one.terms.subject, one.written)
        reviews.append(SelfReview(subject=one.terms.subject, handed_in_on=on, **kept))
        if one.written.signs:
            statements.append(SignsStatement(subject=one.terms.subject, statements=checked_signs(one.written.signs)))
    with act(events.ALL_HANDED_IN, by=by, on=on, place=place, year=campaign.year, count=len(reviews)) as handing:
        for ids in batches:
            handing.withdraw(list(SelfReview.objects.effective().filter(subject__in=ids)))
            handing.withdraw(list(SignsStatement.objects.effective().filter(subject__in=ids)))
            Draft.objects.filter(subject__in=ids).delete()
        handing.record_many(reviews)
        handing.record_many(statements)


def give_opinions(*, by: Actor, campaign: Campaign, place: int, opinions: Sequence[NewOpinion], on: date) -> None:
    """Record what was said of many subjects, all or none; raises Refusal as `opinions.give_opinion` does."""
    check_running(campaign)
    check_opinions(opinions)
    with act(events.OPINIONS, by=by, on=on, place=place, year=campaign.year, count=len(opinions)) as giving:
        rows: list[Opinion] = [opinion_row(one, on) for one in opinions]
        giving.record_many(rows)


def enter_facts_of_all(*, by: Actor, campaign: Campaign, place: int, entered: Sequence[Entered]) -> None:
    """Enter facts about many subjects, all or none; raises Refusal as `opinions.enter_facts` does."""
    check_running(campaign)
    rows = []
    for one in entered:
        check_due(one.terms)
        for name, value in one.values.items():
            check_fact(one.terms.subject, name, value)
            if value is not None:
                kept = stored_fact(name, value)
                rows.append(EnteredFact(subject=one.terms.subject, name=name, value=kept, source=one.source))
    with act(events.FACTS, by=by, place=place, year=campaign.year, count=len(entered)) as entering:
        for start in range(0, len(entered), _AT_ONCE):
            asked = {one.terms.subject_id: one.values for one in entered[start : start + _AT_ONCE]}
            standing = EnteredFact.objects.effective().filter(subject__in=list(asked))
            entering.withdraw([row for row in standing if row.name in asked[row.subject_id]])
        entering.record_many(rows)
