"""A decided result may be contested while the campaign runs; the deciding body answers by a numbered document."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import IntegrityError
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from vungmanh.campaigns import events
from vungmanh.campaigns.checks import check_not_before, check_running
from vungmanh.campaigns.deciding.rerating import check_not_oneself, re_rate, ruling_on
from vungmanh.campaigns.models import Campaign, Contest, ContestAnswer, Outcome, Ruling, Subject, SubjectKind, Terms
from vungmanh.campaigns.review.reviewing import LONGEST, check_category
from vungmanh.foundation.actors import Actor
from vungmanh.foundation.decisions import Decision
from vungmanh.foundation.reasons import checked_reason
from vungmanh.foundation.refusals import Refusal
from vungmanh.journal.writing import act


@dataclass(frozen=True, slots=True)
class Anew:
    """How a contested subject is rated anew: category, ground of the year's rulebook, and the reason for everybody."""

    category: str
    ground: str
    reason: str


def contest(*, by: Actor, terms: Terms, why: str, on: date, wanted: str = "") -> Contest:
    """Ask to have what was decided on a subject reconsidered; once for each decision.

    Raises Refusal after the campaign was closed, where nothing is decided, and without a reason.
    """
    subject = terms.subject
    _check_for_oneself(by, subject)
    ruling = check_contestable(terms)
    checked_reason(why, "campaigns.reason_missing", _("Chưa ghi lý do đề nghị xem xét lại."))
    if wanted:
        check_category(subject.campaign, subject, wanted)
    new = Contest(subject=subject, ruling=ruling, wanted=wanted, why=why.strip()[:LONGEST], contested_on=on)
    about = subject.member or subject.organization
    with act(events.CONTESTED, by=by, on=on, about=about, place=terms.place_id, year=subject.campaign.year) as asking:
        try:
            asking.record([new])
        except IntegrityError:
            raise Refusal(
                "campaigns.contested_already",
                _("Kết quả này đã được đề nghị xem xét lại."),
                remedy=_("Xem đề nghị đã gửi và trả lời, nếu đã có."),
            ) from None
    return new


def check_contestable(terms: Terms) -> Ruling:
    """The result that may be contested; Refusal after the campaign was closed, and where nothing is decided."""
    campaign = terms.subject.campaign
    check_running(campaign)
    ruling = ruling_on(terms)
    if ruling is None:
        raise Refusal(
            "campaigns.nothing_to_contest",
            _("Chưa có kết quả năm {year} để đề nghị xem xét lại.").format(year=campaign.year),
            remedy=_("Chờ quyết định của cấp có thẩm quyền."),
        )
    return ruling


def answer(
    *, by: Actor, contested: Contest, terms: Terms, body: int, decision: Decision, words: str, anew: Anew | None = None
) -> ContestAnswer:
    """Answer a contest: the result is kept, or with `anew` the subject is rated anew in the same action.

    Raises Refusal for a document without number and day, without words, for one's own contest, and when it was answered
    meanwhile; and whatever `re_rate` refuses.
    """
    subject = contested.subject
    on = _check_answer(by, contested, decision, words)
    new = ContestAnswer(
        contest=contested,
        outcome=Outcome.RATED_ANEW if anew else Outcome.KEPT,
        words=words.strip()[:LONGEST],
        document_number=decision.number,
        answered_on=on,
    )
    about = subject.member or subject.organization
    with act(
        events.CONTEST_ANSWERED, by=by, on=on, about=about, place=body,
        year=subject.campaign.year, number=decision.number,
    ) as answering:  # fmt: skip
        try:
            answering.record([new])
        except IntegrityError:
            raise _answered_already() from None
        if anew:
            re_rate(
                by=by, campaign=subject.campaign, body=body, decision=decision, terms=terms,
                category=anew.category, ground=anew.ground, reason=anew.reason,
            )  # fmt: skip
    return new


def contest_about(subject_id: int) -> Contest | None:
    """The latest contest about a subject."""
    found = Contest.objects.effective().filter(subject=subject_id).select_related("subject__campaign", "ruling")
    return found.order_by("-pk").first()


def contests_about(subject_id: int) -> list[tuple[Contest, ContestAnswer | None]]:
    """Every contest about a subject with its answer, the first one first."""
    asked = Contest.objects.effective().filter(subject=subject_id).order_by("pk")
    answers = {one.contest_id: one for one in ContestAnswer.objects.effective().filter(contest__in=asked)}
    return [(one, answers.get(one.pk)) for one in asked]


def answer_to(contested: Contest) -> ContestAnswer | None:
    """The answer; None while the contest waits."""
    return ContestAnswer.objects.effective().filter(contest=contested).first()


def contest_numbered(number: int) -> Contest | None:
    """The contest with this number."""
    found = Contest.objects.effective().filter(pk=number)
    return found.select_related("subject__campaign", "subject__member", "subject__organization", "ruling").first()


def waiting_contests(bodies: Any, campaign: Campaign | None = None) -> QuerySet[Contest]:
    """Contests without an answer about what the committees of these organizations decided, the oldest first.

    `bodies` are ids, or a query for them.
    """
    answered = ContestAnswer.objects.effective().values("contest_id")
    waiting: QuerySet[Contest] = Contest.objects.effective().exclude(pk__in=answered)
    waiting = waiting.filter(ruling__decided_by__in=bodies)
    if campaign is not None:
        waiting = waiting.filter(subject__campaign=campaign)
    return waiting.select_related("subject__campaign", "ruling").order_by("contested_on", "pk")


def _check_for_oneself(by: Actor, subject: Subject) -> None:
    if subject.kind == SubjectKind.MEMBER and by.member_id != subject.member_id:
        raise Refusal(
            "campaigns.not_ones_own",
            _("Chỉ chính đảng viên mới đề nghị xem xét lại kết quả của mình."),
            remedy=_("Cấp có thẩm quyền thấy cần thay đổi thì xếp loại lại."),
        )


def _check_answer(by: Actor, contested: Contest, decision: Decision, words: str) -> date:
    """The day of the answer."""
    check_not_oneself(by, contested.subject)
    if not decision.number or decision.decided_on is None:
        raise Refusal(
            "campaigns.decision_unnamed",
            _("Văn bản trả lời chưa có số hoặc chưa có ngày."),
            remedy=_("Ghi số và ngày của văn bản."),
        )
    check_not_before(decision.decided_on, contested.contested_on, _("đề nghị xem xét lại"))
    checked_reason(words, "campaigns.reason_missing", _("Chưa ghi nội dung trả lời cho người đề nghị."))
    if answer_to(contested):
        raise _answered_already()
    return decision.decided_on


def _answered_already() -> Refusal:
    return Refusal(
        "campaigns.contest_answered",
        _("Đề nghị này đã được trả lời."),
        remedy=_("Mở lại trang để xem trả lời."),
    )
