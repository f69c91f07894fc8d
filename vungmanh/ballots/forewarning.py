"""What the electors are told before they vote: what will be shown, and what can be concluded from it all the same."""

from django.utils.translation import gettext as _

from vungmanh.ballots.counting import LEAST_GROUP, SMALL_BODY, base_of
from vungmanh.ballots.models import Ballot, Elector, Manner


def forewarnings(ballot: Ballot) -> list[str]:
    """Sentences for the page before the vote, the most important first; none are needed for an open vote."""
    if not ballot.secret:
        return [_("Biểu quyết không kín: số phiếu của từng lựa chọn được công bố; không lưu ai chọn gì.")]
    electors = list(Elector.objects.filter(ballot=ballot))
    entitled = sum(1 for one in electors if one.is_entitled)
    said = [_shown(entitled, ballot.breakdown_from)]
    needed = ballot.terms.threshold.needed(base_of(electors, ballot.terms.denominator))
    if needed >= entitled - 1:
        said.append(
            _(
                "Muốn đạt phải có {needed} phiếu trong {entitled} người có quyền: khi một lựa chọn đạt, mọi người biết "
                "gần như tất cả đã chọn như vậy."
            ).format(needed=needed, entitled=entitled)
        )
    said.append(
        _(
            "Khi mọi phiếu giống nhau, kết quả cho biết mọi người đã chọn gì, và một mình chọn khác thì tự biết mọi "
            "người khác đã chọn gì; không cách bỏ phiếu kín nào tránh được."
        )
    )
    if ballot.manner == Manner.MIXED:
        said.append(
            _("Phải có ít nhất {least} phiếu giấy và {least} phiếu trên màn hình, nếu dùng cả hai.").format(
                least=LEAST_GROUP
            )
        )
    if entitled <= SMALL_BODY and ballot.manner != Manner.PAPER:
        said.append(_("Với số người ít như vậy, phiếu giấy có thể làm mọi người yên tâm hơn; hãy hỏi ý kiến trước."))
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
