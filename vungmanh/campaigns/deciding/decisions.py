"""Decisions of the competent body: the only way from a campaign to results."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db import IntegrityError
from django.utils.translation import gettext as _

from vungmanh.campaigns import events
from vungmanh.campaigns.checks import check_not_before, check_rated, check_running
from vungmanh.campaigns.models import Campaign, Held, Proposal, Ruling, SubjectKind, Terms
from vungmanh.campaigns.naming import name_of
from vungmanh.campaigns.rating.order import check_rating_order
from vungmanh.campaigns.rating.voted import check_not_voting, voted
from vungmanh.campaigns.review.reviewing import check_category
from vungmanh.classification.actions import Rating, record_results
from vungmanh.foundation.actors import Actor
from vungmanh.foundation.decisions import Decision
from vungmanh.foundation.reasons import checked_reason, is_reason
from vungmanh.foundation.refusals import Refusal
from vungmanh.journal.writing import act


@dataclass(frozen=True, slots=True)
class Decided:
    """What is decided on one subject; without a category it is the one proposed. `reason` where it departs from it."""

    terms: Terms
    category: str = ""
    reason: str = ""


def decide(*, by: Actor, campaign: Campaign, body: int, decision: Decision, decided: Sequence[Decided]) -> list[Ruling]:
    """Decide on subjects for which the committee of the organization `body` is competent, all or none.

    The organization whose campaign it is records what a body outside the installation decides. Raises Refusal for a
    subject of another body's, one that was not reviewed or is being voted on, has no proposal or is decided already,
    for an organization before those below it, and for a category other than proposed without a reason. Caps are not
    checked here: they warn, and `classification.caps` asks for the reason.
    """
    check_running(campaign)
    terms = [one.terms for one in decided]
    for one in terms:
        check_rated(one)
    _check_body(campaign, body, terms)
    _check_reviewed(campaign, terms, decision)
    check_not_voting(campaign, terms, voted(campaign, terms))
    check_rating_order(campaign, terms)
    rulings = _rulings(campaign, body, decision, decided)
    with act(
        events.DECIDED, by=by, on=decision.decided_on, place=body,
        year=campaign.year, number=decision.number, count=len(rulings),
    ) as deciding:  # fmt: skip
        try:
            deciding.record_many(rulings)
        except IntegrityError:
            raise Refusal(
                "campaigns.decided_already",
                _("Có đối tượng vừa được quyết định trong một lần ghi khác."),
                remedy=_("Mở lại danh sách để xem; thay đổi kết quả đã quyết định bằng xếp loại lại."),
            ) from None
        record_rulings(by, campaign, body, decision, decided, rulings)
    return rulings


def _check_body(campaign: Campaign, body: int, terms: Sequence[Terms]) -> None:
    others = [one for one in terms if (one.decided_by_id or campaign.organization_id) != body]
    if others:
        raise Refusal(
            "campaigns.not_competent",
            _("{who} do cấp khác quyết định.").format(who=name_of(campaign, others[0])),
            remedy=_("Chuyển đề xuất lên cấp có thẩm quyền."),
        )


def _check_reviewed(campaign: Campaign, terms: Sequence[Terms], decision: Decision) -> None:
    ids = [one.subject_id for one in terms]
    held = dict(Held.objects.effective().filter(subject__in=ids).values_list("subject_id", "held_on"))
    left = [one for one in terms if one.subject_id not in held]
    if left:
        raise Refusal(
            "campaigns.not_reviewed",
            _("Chưa kiểm điểm: {who} (tất cả {count}).").format(who=name_of(campaign, left[0]), count=len(left)),
            remedy=_("Kiểm điểm xong mới xếp loại."),
        )
    if held:
        check_not_before(decision.decided_on, max(held.values()), _("hội nghị kiểm điểm"))


def _rulings(campaign: Campaign, body: int, decision: Decision, decided: Sequence[Decided]) -> list[Ruling]:
    ids = [one.terms.subject_id for one in decided]
    proposed = dict(Proposal.objects.effective().filter(subject__in=ids).values_list("subject_id", "category"))
    rulings = []
    for one in decided:
        proposal = proposed.get(one.terms.subject_id, "")
        category = one.category or proposal
        if not proposal:
            raise Refusal(
                "campaigns.no_proposal",
                _("Chưa có đề xuất cho {who}.").format(who=name_of(campaign, one.terms)),
                remedy=_("Cấp ủy đề xuất mức trước khi cấp có thẩm quyền quyết định."),
            )
        check_category(campaign, one.terms.subject, category)
        if category != proposal and not is_reason(one.reason):
            who = name_of(campaign, one.terms)
            what = _("Mức quyết định cho {who} khác với đề xuất mà chưa ghi lý do.").format(who=who)
            checked_reason(one.reason, "campaigns.reason_missing", what)
        rulings.append(ruling_of(body, decision, one, category))
    return rulings


def ruling_of(body: int, decision: Decision, one: Decided, category: str, *, rerates: str = "") -> Ruling:
    """What is to be written down; raises Refusal where the decision has no number or day."""
    if decision.decided_on is None or not decision.number:
        raise Refusal(
            "campaigns.decision_unnamed",
            _("Quyết định chưa có số hoặc chưa có ngày."),
            remedy=_("Ghi số và ngày của quyết định."),
        )
    return Ruling(
        subject=one.terms.subject,
        category=category,
        decision_number=decision.number,
        decided_on=decision.decided_on,
        decided_by_id=body,
        rerates=rerates,
        reason=one.reason.strip(),
    )


def record_rulings(
    by: Actor,
    campaign: Campaign,
    body: int,
    decision: Decision,
    decided: Sequence[Decided],
    rulings: Sequence[Ruling],
) -> None:
    """Results follow from rulings in the same action."""
    ratings: dict[str, list[Rating]] = {kind: [] for kind in SubjectKind}
    for one, ruling in zip(decided, rulings, strict=True):
        kind = one.terms.subject.kind
        cell = one.terms.place_id if kind == SubjectKind.MEMBER else None
        ratings[kind].append(Rating(one.terms.subject.whose, ruling.category, cell_id=cell))
    record_results(
        by=by,
        year=campaign.year,
        decision=decision,
        decided_by=body,
        place=body,
        organizations=ratings[SubjectKind.ORGANIZATION],
        collectives=ratings[SubjectKind.COLLECTIVE],
        members=ratings[SubjectKind.MEMBER],
    )
