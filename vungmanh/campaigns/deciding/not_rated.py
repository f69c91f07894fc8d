"""What a decision notes of those who reviewed and are not rated in the year: that, and the rule that says so."""

from collections.abc import Sequence

from django.utils.translation import gettext as _

from vungmanh.campaigns.checks import check_due, check_running
from vungmanh.campaigns.models import Campaign, SubjectKind, Terms, Treatment
from vungmanh.campaigns.naming import name_of
from vungmanh.campaigns.reasons import reason_of
from vungmanh.campaigns.subjects import book_of
from vungmanh.classification.actions import Rating, record_results
from vungmanh.classification.models import Status
from vungmanh.foundation.actors import Actor
from vungmanh.foundation.decisions import Decision
from vungmanh.foundation.refusals import Refusal


def note_not_rated(*, by: Actor, campaign: Campaign, body: int, decision: Decision, terms: Sequence[Terms]) -> None:
    """Record members as reviewed and not rated, under the decision on the others of the same body.

    Raises Refusal for somebody who is rated, or does not review.
    """
    check_running(campaign)
    for one in terms:
        check_due(one)
        if one.treatment != Treatment.REVIEWED or one.subject.kind != SubjectKind.MEMBER:
            raise Refusal(
                "campaigns.is_rated",
                _("{who} thuộc diện xếp loại trong năm.").format(who=name_of(campaign, one)),
                remedy=_("Đề xuất và quyết định mức xếp loại."),
            )
    book = book_of(campaign)
    told = {code: reason_of(book, SubjectKind.MEMBER, code) for code in {one.reason for one in terms}}
    reasons = {code: reason.text.vi.partition(":")[0] for code, reason in told.items() if reason}
    record_results(
        by=by,
        year=campaign.year,
        decision=decision,
        decided_by=body,
        place=body,
        members=[
            Rating(one.subject.whose, status=Status.REVIEWED, reason=reasons.get(one.reason, ""), cell_id=one.place_id)
            for one in terms
        ],
    )
