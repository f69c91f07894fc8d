"""Whether paper may be counted, and whether the vote may be closed."""

from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from vungmanh.ballots.checks.tellers import has_counted
from vungmanh.ballots.counting import LEAST_GROUP
from vungmanh.ballots.models import Ballot, Elector, Manner, Part
from vungmanh.ballots.paper import ENTRY_CHANGED, SLIPS, Agreement, Counted, agreement
from vungmanh.foundation.refusals import Refusal


def check_not_counting(ballot: Ballot) -> None:
    """Refuse to give out or take back paper slips once counting has begun."""
    if has_counted(ballot):
        raise Refusal(
            "ballots.counting_has_begun",
            _("Đã bắt đầu nhập số liệu kiểm phiếu, không phát hoặc thu lại phiếu giấy được nữa."),
            remedy=_("Kết thúc bỏ phiếu; nếu danh sách nhận phiếu sai, hủy cuộc bỏ phiếu và làm lại."),
        )


def check_issued(ballot: Ballot, counted: Counted) -> None:
    """Refuse a count of other slips than were given out."""
    issued = Elector.objects.filter(ballot=ballot, part=Part.PAPER).count()
    if counted.issued != issued:
        raise Refusal(
            "ballots.paper_issued_otherwise",
            _("Số phiếu phát ra ghi là {written}, nhưng {issued} người được ghi là đã nhận phiếu giấy.").format(
                written=counted.issued, issued=issued
            ),
            remedy=_("Sửa danh sách nhận phiếu hoặc số phiếu phát ra cho khớp, trước khi nhập số liệu."),
        )


def check_group_on_paper(ballot: Ballot, counted: Counted) -> None:
    """Refuse the count of one or two paper slips beside slips on screen: whoever counts would know how they voted."""
    if ballot.secret and ballot.manner == Manner.MIXED and 0 < counted.returned < LEAST_GROUP:
        raise Refusal(
            "ballots.paper_group_too_small",
            ngettext(
                "Chỉ có {count} phiếu giấy: mở ra là biết ai đã bỏ gì.",
                "Chỉ có {count} phiếu giấy: mở ra là biết ai đã bỏ gì.",
                counted.returned,
            ).format(count=counted.returned),
            remedy=_(
                "Không mở các phiếu này. Trước khi nhập số liệu: trả phiếu để người đó bỏ trên màn hình, hoặc để "
                "thêm người bỏ phiếu giấy, từ {least} phiếu trở lên; nếu không được, hủy và bỏ phiếu lại."
            ).format(least=LEAST_GROUP),
        )


def check_agreed(ballot: Ballot, found: Agreement, count: Counted | None, *, issued: int) -> Counted:
    """The count that enough tellers entered alike; refused when there is none, naming where they differ."""
    if count is None:
        raise Refusal("ballots.tellers_disagree", _disagreement(ballot, found), remedy=_remedy(found))
    if count.issued != issued:
        raise Refusal(
            "ballots.paper_issued_otherwise",
            _("Số phiếu phát ra ghi là {written}, nhưng {issued} người được ghi là đã nhận phiếu giấy.").format(
                written=count.issued, issued=issued
            ),
            remedy=_("Kiểm phiếu và nhập lại số liệu."),
        )
    return count


def check_differing(ballot: Ballot) -> None:
    """Refuse to count anew where as many counts as needed are not in yet, or agree; one that was changed never does."""
    try:
        found, _count = agreement(ballot)
    except Refusal as refused:
        if refused.code != ENTRY_CHANGED:
            raise
        return
    if not found.differing:
        raise Refusal(
            "ballots.nothing_to_recount",
            _("Chưa cần kiểm phiếu lại: số liệu đã khớp, hoặc chưa đủ {needed} người nhập.").format(
                needed=found.needed
            ),
            remedy=_("Chờ đủ số liệu; chỉ kiểm phiếu lại khi số liệu khác nhau."),
        )


def check_can_close(ballot: Ballot, paper: Counted) -> None:
    """Refuse to tell the sum of a secret vote where one or two voted, in all or in one of its ways."""
    if not ballot.secret:
        return
    check_group_on_paper(ballot, paper)
    if 0 < ballot.cast < LEAST_GROUP and paper.returned:
        raise Refusal(
            "ballots.screen_group_too_small",
            ngettext(
                "Chỉ có {count} người bỏ phiếu trên màn hình, còn lại bằng phiếu giấy: trừ đi là biết ai đã bỏ gì.",
                "Chỉ có {count} người bỏ phiếu trên màn hình, còn lại bằng phiếu giấy: trừ đi là biết ai đã bỏ gì.",
                ballot.cast,
            ).format(count=ballot.cast),
            remedy=_(
                "Để thêm người bỏ phiếu trên màn hình, từ {least} người trở lên; nếu không được, hủy và bỏ phiếu lại "
                "bằng một cách."
            ).format(least=LEAST_GROUP),
        )
    valid = ballot.cast + paper.returned - paper.spoiled
    if 0 < valid < LEAST_GROUP:
        raise Refusal(
            "ballots.too_few_slips",
            ngettext(
                "Mới có {count} phiếu hợp lệ: công bố kết quả là lộ ai đã bỏ gì.",
                "Mới có {count} phiếu hợp lệ: công bố kết quả là lộ ai đã bỏ gì.",
                valid,
            ).format(count=valid),
            remedy=_("Chờ đủ {least} phiếu hợp lệ, hoặc hủy cuộc bỏ phiếu.").format(least=LEAST_GROUP),
        )


def _disagreement(ballot: Ballot, found: Agreement) -> str:
    if len(found.tellers) < found.needed:
        return _("Mới có {count} người nhập số liệu kiểm phiếu giấy, cần {needed} người.").format(
            count=len(found.tellers), needed=found.needed
        )
    return said_of_difference(ballot, found)


def said_of_difference(ballot: Ballot, found: Agreement) -> str:
    """Where the tellers' counts differ, for who conducts the vote; no numbers."""
    language = get_language() or "vi"
    titles = {question.code: question.title.say(language) for question in ballot.questions}
    titles[SLIPS] = _("số phiếu phát ra, thu về, không hợp lệ")
    return _("Số liệu của những người kiểm phiếu khác nhau ở: {questions}.").format(
        questions="; ".join(titles[code] for code in found.differing)
    )


def _remedy(found: Agreement) -> str:
    if len(found.tellers) < found.needed:
        return _("Người kiểm phiếu khác đếm và nhập độc lập.")
    return _(
        "Cho kiểm phiếu lại (mọi người kiểm phiếu đếm và nhập lại từ đầu), hoặc cử thêm người kiểm phiếu đếm và nhập, "
        "cho đến khi {needed} người khớp."
    ).format(needed=found.needed)
