"""The subject's own step: writing the self-review, handing it in; and the review in the meeting."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models.functions import Now
from django.utils.translation import gettext as _

from vungmanh.campaigns import events
from vungmanh.campaigns.checks import check_due, check_running
from vungmanh.campaigns.levels import check_levels
from vungmanh.campaigns.models import (
    Campaign,
    Draft,
    Held,
    SelfReview,
    SignsStatement,
    Subject,
    SubjectKind,
    Terms,
)
from vungmanh.campaigns.naming import name_of
from vungmanh.campaigns.review.order import check_review_order
from vungmanh.campaigns.review.signs import STATED_ON
from vungmanh.campaigns.subjects import OF_RULEBOOK, book_of
from vungmanh.foundation.actors import Actor
from vungmanh.foundation.reasons import checked_reason
from vungmanh.foundation.refusals import Refusal
from vungmanh.journal.writing import act
from vungmanh.rulebooks.errors import UnknownCategory

PARTS = ("results", "limits", "causes", "remedies", "commitments")
"""The texts of a self-review, in the order of the form."""
LONGEST = 20_000
"""Letters of one text."""


@dataclass(frozen=True, slots=True)
class Written:
    """What stands in a self-review."""

    parts: Mapping[str, str]
    levels: Mapping[str, object] = field(default_factory=dict)
    claimed: str = ""
    signs: Mapping[str, str] = field(default_factory=dict)


def save_draft(*, subject: Subject, content: Mapping[str, Any], edition: int) -> int:
    """Keep what was typed so far over the edition that the writer saw, 0 for none; returns the new edition.

    Raises Refusal where the draft was saved or handed in from somewhere else meanwhile: neither text is lost.
    """
    if not edition:
        created = {"content": dict(content), "edition": 1}
        _draft, is_new = Draft.objects.get_or_create(subject=subject, defaults=created)
        if is_new:
            return 1
    saved = Draft.objects.filter(subject=subject, edition=edition)
    if not saved.update(content=dict(content), edition=edition + 1, saved_at=Now()):
        raise Refusal(
            "campaigns.draft_elsewhere",
            _("Bản đang viết vừa được lưu hoặc nộp từ máy khác."),
            remedy=_("So sánh hai bản rồi chọn bản để giữ; chưa bản nào bị mất."),
        )
    return edition + 1


def hand_in(*, by: Actor, subject: Subject, terms: Terms, written: Written, on: date) -> SelfReview:
    """Hand in the self-review; handing in again replaces it until the review is held.

    Raises Refusal for a subject that does not review, for a category or level that the year does not have, after the
    review was held, and where nothing was written.
    """
    campaign = subject.campaign
    check_running(campaign)
    check_due(terms)
    check_not_held([subject.pk])
    kept = kept_of(campaign, subject, written)
    own = {"about": subject.member} if subject.member_id else {"about": subject.organization}
    with act(events.SELF_REVIEW, by=by, on=on, **own, place=terms.place_id, year=campaign.year) as handing:
        handing.withdraw(list(SelfReview.objects.effective().filter(subject=subject)))
        handing.withdraw(list(SignsStatement.objects.effective().filter(subject=subject)))
        review = handing.record([SelfReview(subject=subject, handed_in_on=on, **kept)])[0]
        if written.signs:
            handing.record([SignsStatement(subject=subject, statements=checked_signs(written.signs))])
        Draft.objects.filter(subject=subject).delete()
    return review


def hold_reviews(
    *,
    by: Actor,
    campaign: Campaign,
    terms: Sequence[Terms],
    on: date,
    minutes: str = "",
    reason: str = "",
    place: int | None = None,
) -> None:
    """Record that these subjects were reviewed, in this order, on a day; `place` where they belong to several.

    Raises Refusal where somebody who comes first by the rulebook has not been reviewed, here or before, for who was
    reviewed already, and without a reason for who has handed in no self-review.
    """
    check_running(campaign)
    for one in terms:
        check_due(one)
    _check_not_held_before(campaign, terms)
    check_review_order(campaign, terms)
    said = reasons_without(campaign, terms, reason)
    place = place or (terms[0].place_id if terms else None)
    with act(events.HELD, by=by, on=on, place=place, year=campaign.year, count=len(terms)) as holding:
        holding.record_many(
            [
                Held(subject=one.subject, held_on=on, minutes=minutes, reason=said.get(one.subject_id, ""))
                for one in terms
            ]
        )


def reasons_without(campaign: Campaign, terms: Sequence[Terms], reason: str) -> dict[int, str]:
    """The reason for each who is reviewed without having handed in a self-review; refused where it says nothing."""
    ids = [one.subject_id for one in terms]
    handed_in = set(SelfReview.objects.effective().filter(subject__in=ids).values_list("subject_id", flat=True))
    missing = [one for one in terms if one.subject_id not in handed_in]
    if not missing:
        return {}
    what = _("{who} chưa nộp bản tự kiểm điểm (tất cả {count}) mà chưa ghi lý do kiểm điểm.").format(
        who=name_of(campaign, missing[0]), count=len(missing)
    )
    said = checked_reason(reason, "campaigns.held_without_self_review", what)
    return {one.subject_id: said for one in missing}


def _check_not_held_before(campaign: Campaign, terms: Sequence[Terms]) -> None:
    ids = [one.subject_id for one in terms]
    held = set(Held.objects.effective().filter(subject__in=ids).values_list("subject_id", flat=True))
    before = [one for one in terms if one.subject_id in held]
    if before:
        raise Refusal(
            "campaigns.held_already",
            _("Đã ghi kiểm điểm {who} (tất cả {count}).").format(who=name_of(campaign, before[0]), count=len(before)),
            remedy=_("Mở lại trang rồi ghi những đối tượng còn lại."),
        )


def check_not_held(subject_ids: Sequence[int]) -> None:
    """Refuse a change of self-reviews after the meeting heard them."""
    if Held.objects.effective().filter(subject__in=subject_ids).exists():
        raise Refusal(
            "campaigns.reviewed_already",
            _("Hội nghị đã kiểm điểm, bản tự kiểm điểm không thay đổi được nữa."),
            remedy=_("Ý kiến bổ sung ghi vào phần góp ý của hội nghị."),
        )


def kept_of(campaign: Campaign, subject: Subject, written: Written) -> dict[str, Any]:
    """What is kept of a self-review; Refusal where nothing was written, or what the year does not know."""
    texts = {code: written.parts.get(code, "").strip()[:LONGEST] for code in PARTS}
    parts = {code: text for code, text in texts.items() if text}
    if "results" not in parts:
        raise Refusal(
            "campaigns.nothing_written",
            _("Chưa ghi kết quả đã làm được trong năm."),
            remedy=_("Ghi ít nhất phần ưu điểm, kết quả, rồi nộp."),
        )
    book, kind = book_of(campaign), OF_RULEBOOK[SubjectKind(subject.kind)]
    if written.claimed:
        check_category(campaign, subject, written.claimed)
    return {"parts": parts, "levels": check_levels(book, kind, written.levels), "claimed": written.claimed}


def check_category(campaign: Campaign, subject: Subject, code: str) -> None:
    """Refuse a category that the campaign's rulebook does not have."""
    book, kind = book_of(campaign), OF_RULEBOOK[SubjectKind(subject.kind)]
    try:
        book.category(kind, code)
    except UnknownCategory:
        names = ", ".join(one.name.vi for one in book.categories(kind))
        raise Refusal(
            "campaigns.unknown_category",
            _("“{code}” không phải là mức xếp loại của năm {year}.").format(code=code, year=campaign.year),
            remedy=_("Các mức: {names}.").format(names=names),
            because=book.citation,
        ) from None


def checked_signs(signs: Mapping[str, str]) -> dict[str, str]:
    """The member's words by group or sign, empty ones left out; Refusal for a sign that there is not."""
    unknown = [sign for sign in signs if sign not in STATED_ON]
    if unknown:
        raise Refusal("campaigns.unknown_sign", _("Không có biểu hiện “{sign}”.").format(sign=unknown[0]))
    return {sign: words.strip()[:LONGEST] for sign, words in signs.items() if words.strip()}
