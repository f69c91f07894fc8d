"""Reviews recorded wrongly: corrected or withdrawn until the subject is decided; what stood first stays recorded."""

from datetime import date

from django.utils.translation import gettext as _

from vungmanh.campaigns import events
from vungmanh.campaigns.models import Held, Terms
from vungmanh.campaigns.review.correcting import check_can_correct
from vungmanh.campaigns.review.reviewing import reasons_without
from vungmanh.foundation.actors import Actor
from vungmanh.foundation.reasons import checked_reason
from vungmanh.journal.writing import act


def correct_review(*, by: Actor, held: Held, terms: Terms, held_on: date, minutes: str = "", reason: str = "") -> Held:
    """Put the right day, minutes and reason in the place of what was recorded.

    Raises Refusal after the decision or the end of the campaign, and as `reviewing.hold_reviews` does without a reason.
    """
    check_can_correct(terms)
    campaign = terms.subject.campaign
    said = reasons_without(campaign, [terms], reason).get(terms.subject_id, "")
    with act(events.REVIEW_CORRECTED, by=by, place=terms.place_id, year=campaign.year) as correcting:
        return correcting.replace(held, held_on=held_on, minutes=minutes, reason=said)


def withdraw_review(*, by: Actor, held: Held, terms: Terms, reason: str) -> None:
    """Take back that a subject was reviewed, such as one ticked by mistake; raises Refusal as a correction does."""
    check_can_correct(terms)
    said = checked_reason(reason, "campaigns.reason_missing", _("Chưa ghi lý do rút việc ghi đã kiểm điểm."))
    year = terms.subject.campaign.year
    with act(events.REVIEW_WITHDRAWN, by=by, place=terms.place_id, year=year, reason=said) as withdrawing:
        withdrawing.withdraw([held])
