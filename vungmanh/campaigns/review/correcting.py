"""Opinions entered by mistake: corrected or withdrawn until the subject is decided; what stood first stays recorded."""

from datetime import date

from django.utils.translation import gettext as _

from vungmanh.campaigns import events
from vungmanh.campaigns.checks import check_not_decided, check_running
from vungmanh.campaigns.models import Opinion, Terms
from vungmanh.campaigns.review.opinions import NewOpinion, check_says_something, opinion_row
from vungmanh.foundation.actors import Actor
from vungmanh.foundation.reasons import checked_reason
from vungmanh.journal.models import Entry
from vungmanh.journal.writing import act

_SAID = ("said_by", "words", "document_number", "given_on", "votes_for", "votes_against")


def correct_opinion(*, by: Actor, opinion: Opinion, corrected: NewOpinion, on: date) -> Opinion:
    """Put what was really said, given on a day, in the place of an opinion; its kind stays.

    Raises Refusal after the decision or the end of the campaign, for what says nothing, and where somebody else was
    faster. Its time is not asked again: it was given in its time.
    """
    check_can_correct(corrected.terms)
    check_says_something(corrected)
    row, year = opinion_row(corrected, on), corrected.terms.subject.campaign.year
    with act(
        events.OPINION_CORRECTED, by=by, place=corrected.terms.place_id, year=year, kind=opinion.kind
    ) as correcting:  # fmt: skip
        return correcting.replace(opinion, **{name: getattr(row, name) for name in _SAID})


def withdraw_opinion(*, by: Actor, opinion: Opinion, terms: Terms, reason: str) -> None:
    """Take an opinion back, such as one that was entered about somebody else; raises Refusal as a correction does."""
    check_can_correct(terms)
    said = checked_reason(reason, "campaigns.reason_missing", _("Chưa ghi lý do rút ý kiến."))
    with act(
        events.OPINION_WITHDRAWN, by=by, place=terms.place_id, year=terms.subject.campaign.year, kind=opinion.kind,
        reason=said,
    ) as withdrawing:  # fmt: skip
        withdrawing.withdraw([opinion])


def check_can_correct(terms: Terms) -> None:
    """Refuse to change what was said after the subject was decided or the campaign closed."""
    campaign = terms.subject.campaign
    check_running(campaign)
    check_not_decided(campaign, [terms])


def opinion_numbered(number: int, subject_id: int) -> Opinion | None:
    """The standing opinion with this number about a subject."""
    return Opinion.objects.effective().filter(pk=number, subject=subject_id).first()


def entered_by(opinions: list[Opinion]) -> dict[int, int | None]:
    """Who entered each opinion, as a member."""
    whose = dict(Entry.objects.filter(pk__in={one.recorded_by for one in opinions}).values_list("pk", "member_id"))
    return {one.pk: whose.get(one.recorded_by) for one in opinions}
