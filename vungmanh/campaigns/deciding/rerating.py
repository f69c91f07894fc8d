"""Rating a year anew, on a ground that the year's rulebook knows, or because a contest was found right."""

from dataclasses import dataclass

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from vungmanh.campaigns import events
from vungmanh.campaigns.checks import check_not_before
from vungmanh.campaigns.deciding.decisions import Decided, record_rulings, ruling_of
from vungmanh.campaigns.models import Campaign, ContestAnswer, Outcome, Ruling, Subject, SubjectKind, Terms
from vungmanh.campaigns.naming import name_of
from vungmanh.campaigns.review.reviewing import check_category
from vungmanh.campaigns.subjects import book_of
from vungmanh.foundation.actors import Actor
from vungmanh.foundation.citations import Citation
from vungmanh.foundation.dates import year_end
from vungmanh.foundation.decisions import Decision
from vungmanh.foundation.reasons import checked_reason
from vungmanh.foundation.refusals import Refusal
from vungmanh.foundation.texts import Text
from vungmanh.journal.writing import act
from vungmanh.organizations.models import path_ids
from vungmanh.organizations.queries import placement_of
from vungmanh.rulebooks.rulebook import Rulebook


@dataclass(frozen=True, slots=True)
class Ground:
    """Why a year may be rated anew; without a citation where no regulation was seen that says so."""

    code: str
    text: Text
    citation: Citation | None = None


UPON_CONTEST = Ground(
    "contest",
    Text("Đề nghị xem xét lại có căn cứ, đã kiểm tra lại", "The request to reconsider was checked and found justified"),
)
"""A body puts its own decision right: open only within the answer to a contest that it found right."""


def re_rate(
    *,
    by: Actor,
    campaign: Campaign,
    body: int,
    decision: Decision,
    terms: Terms,
    category: str,
    ground: str,
    reason: str,
) -> Ruling:
    """Rate a subject anew for the campaign's year, by the body that decided or one above it.

    The campaign may be closed. The result becomes a new version that says which year it changes and why. Raises
    Refusal for one's own result, for a ground or category that the year does not have, for the category that stands,
    for a day before the ruling that is replaced, and without a reason.
    """
    check_not_oneself(by, terms.subject)
    old = ruling_on(terms)
    if old is None:
        raise Refusal(
            "campaigns.nothing_to_re_rate",
            _("{who} chưa có kết quả năm {year}.").format(who=name_of(campaign, terms), year=campaign.year),
            remedy=_("Quyết định trong đợt xếp loại của năm."),
        )
    rule = _ground(campaign, old, ground)
    _check_body(campaign, terms, body)
    check_category(campaign, terms.subject, category)
    _check_change(campaign, terms, old, category, reason)
    check_not_before(decision.decided_on, old.decided_on, _("quyết định được thay"))
    new = ruling_of(body, decision, Decided(terms, category, reason), category, rerates=rule.code)
    about = terms.subject.member or terms.subject.organization
    with act(
        events.RERATED, by=by, on=decision.decided_on, about=about, place=body,
        year=campaign.year, why=reason.strip(), ground=ground,
    ) as deciding:  # fmt: skip
        deciding.withdraw([old])
        deciding.record([new])
        record_rulings(by, campaign, body, decision, [Decided(terms, category, reason)], [new])
    return new


def ruling_on(terms: Terms) -> Ruling | None:
    """What is decided on a subject; None where nothing is."""
    return Ruling.objects.effective().filter(subject=terms.subject_id).first()


def check_not_oneself(by: Actor, subject: Subject) -> None:
    """Refuse that somebody takes up the own result again, or answers the own contest."""
    if subject.kind == SubjectKind.MEMBER and by.member_id == subject.member_id:
        raise Refusal(
            "campaigns.own_result",
            _("Đồng chí không tự xem xét lại kết quả của mình."),
            remedy=_("Đề nghị đồng chí khác trong cấp ủy có thẩm quyền ghi."),
        )


def grounds_in(book: Rulebook) -> dict[str, Ground]:
    """Every ground on which a year under this rulebook may have been rated anew, by code."""
    of_book = {rule.code: Ground(rule.code, rule.text, rule.citation) for rule in book.re_rating}
    return {UPON_CONTEST.code: UPON_CONTEST, **of_book}


def grounds_against(campaign: Campaign, ruling: Ruling) -> dict[str, Ground]:
    """The grounds on which this ruling may be taken up again, by code."""
    grounds = grounds_in(book_of(campaign))
    upheld = ContestAnswer.objects.effective().filter(contest__ruling=ruling, outcome=Outcome.RATED_ANEW)
    if not upheld.exists():
        del grounds[UPON_CONTEST.code]
    return grounds


def _ground(campaign: Campaign, ruling: Ruling, code: str) -> Ground:
    grounds = grounds_against(campaign, ruling)
    if code not in grounds:
        language = get_language() or "vi"
        names = "; ".join(rule.text.say(language) for rule in grounds.values())
        raise Refusal(
            "campaigns.unknown_ground",
            _("Bộ quy định của năm không có căn cứ xếp loại lại “{code}”.").format(code=code),
            remedy=_("Các căn cứ: {names}.").format(names=names),
        )
    return grounds[code]


def _check_body(campaign: Campaign, terms: Terms, body: int) -> None:
    """The body that decides, or one above it: the direct superior may cancel a result and rate anew."""
    decider = terms.decided_by_id or campaign.organization_id
    place = placement_of(decider, on=year_end(campaign.year))
    if body != decider and (place is None or body not in path_ids(place.path)):
        raise Refusal(
            "campaigns.not_competent",
            _("{who} do cấp khác quyết định.").format(who=name_of(campaign, terms)),
            remedy=_("Chuyển đề xuất lên cấp có thẩm quyền."),
        )


def _check_change(campaign: Campaign, terms: Terms, old: Ruling, category: str, reason: str) -> None:
    if category == old.category:
        raise Refusal(
            "campaigns.same_category",
            _("{who} đang được xếp đúng mức này.").format(who=name_of(campaign, terms)),
            remedy=_("Chọn mức khác; nếu giữ nguyên kết quả thì không phải xếp loại lại."),
        )
    checked_reason(reason, "campaigns.reason_missing", _("Chưa ghi lý do xếp loại lại."))
