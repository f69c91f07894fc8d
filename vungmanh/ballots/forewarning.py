"""What the electors are told before they vote: what will be shown, and what can be concluded from it all the same."""

from collections.abc import Sequence

from django.utils.translation import gettext as _

from vungmanh.ballots.counting import BREAKDOWN_FROM, LEAST_GROUP, SMALL_BODY, TakesPart, base_of
from vungmanh.ballots.models import Ballot, Elector, Manner
from vungmanh.rulebooks.conduct import Denominator
from vungmanh.rulebooks.values import Threshold


def forewarnings(ballot: Ballot) -> list[str]:
    """Sentences for the page before the vote, the most important first; none are needed for an open vote."""
    terms, electors = ballot.terms, list(Elector.objects.filter(ballot=ballot))
    if not ballot.secret:
        return [openly()]
    return forewarned(electors, ballot.manner, terms.threshold, terms.denominator, ballot.breakdown_from)


def forewarned(
    electors: Sequence[TakesPart],
    manner: str,
    threshold: Threshold | None,
    denominator: Denominator | None,
    breakdown_from: int = BREAKDOWN_FROM,
) -> list[str]:
    """What those on the list are told before they choose a secret vote in this manner."""
    entitled = sum(1 for one in electors if one.is_entitled)
    if entitled < LEAST_GROUP:
        return [
            _("Chỉ {entitled} người có quyền bỏ phiếu: không thể bỏ phiếu kín với dưới {least} người.").format(
                entitled=entitled, least=LEAST_GROUP
            )
        ]
    said = [_shown(entitled, breakdown_from)]
    if threshold and denominator:
        said += _nearly_all(entitled, threshold.needed(base_of(electors, denominator)))
    said.append(
        _(
            "Khi mọi phiếu giống nhau, kết quả cho biết mọi người đã chọn gì, và một mình chọn khác thì tự biết mọi "
            "người khác đã chọn gì; không cách bỏ phiếu kín nào tránh được."
        )
    )
    if entitled <= SMALL_BODY and manner != Manner.PAPER:
        said.append(_("Với số người ít như vậy, phiếu giấy có thể làm mọi người yên tâm hơn; hãy hỏi ý kiến trước."))
    if manner == Manner.MIXED:
        said += _both_ways(entitled)
    return said


def openly() -> str:
    """What those on the list are told before they choose an open vote."""
    return _("Biểu quyết không kín: số phiếu của từng lựa chọn được công bố; không lưu ai chọn gì.")


def _nearly_all(entitled: int, needed: int) -> list[str]:
    if needed < entitled - 1:
        return []
    return [
        _(
            "Muốn đạt phải có {needed} phiếu trong {entitled} người có quyền: khi một lựa chọn đạt, mọi người biết "
            "gần như tất cả đã chọn như vậy."
        ).format(needed=needed, entitled=entitled)
    ]


def _both_ways(entitled: int) -> list[str]:
    said = [
        _(
            "Nếu dùng cả phiếu giấy và màn hình: người kiểm phiếu biết số liệu phiếu giấy, nên khi công bố số phiếu "
            "thì trừ đi biết được số phiếu trên màn hình. Số phiếu của từng lựa chọn chỉ công bố khi riêng phần "
            "phiếu giấy và riêng phần màn hình đều không lộ ai đã bỏ gì."
        ),
        _("Phải có ít nhất {least} phiếu giấy và {least} phiếu trên màn hình, nếu dùng cả hai.").format(
            least=LEAST_GROUP
        ),
    ]
    if entitled <= 2 * SMALL_BODY:
        said.insert(0, _("Không nên dùng cả hai cách với số người ít như vậy; hãy chọn một cách cho tất cả."))
    return said


def _shown(entitled: int, breakdown_from: int) -> str:
    if entitled < breakdown_from:
        return _("Chỉ công bố lựa chọn nào đạt, không công bố số phiếu, vì có dưới {number} người.").format(
            number=breakdown_from
        )
    if entitled <= SMALL_BODY:
        return _(
            "Công bố lựa chọn nào đạt. Số phiếu của từng lựa chọn chỉ công bố khi có từ {number} phiếu hợp lệ và ít "
            "nhất hai phiếu khác số còn lại."
        ).format(number=breakdown_from)
    return _("Công bố số phiếu của từng lựa chọn, nếu có trên {small} phiếu hợp lệ hoặc không lộ ai đã bỏ gì.").format(
        small=SMALL_BODY
    )
