"""Where a ballot stands, and which ways of voting it takes."""

from django.db.models import F
from django.utils.translation import gettext as _

from vungmanh.ballots.models import Ballot, Manner, State
from vungmanh.foundation.refusals import Refusal


def hold(ballot: Ballot, *states: str) -> None:
    """Keep the ballot from changing until the end of this transaction; refused unless it is in one of the states.

    The update changes nothing; it waits for whoever else is changing the ballot, on either database.
    """
    if not Ballot.objects.filter(pk=ballot.pk, state__in=states).update(cast=F("cast")):
        raise not_in_state(ballot, states[-1])


def not_in_state(ballot: Ballot, wanted: str) -> Refusal:
    """Why the ballot cannot be worked on: what it is instead of `wanted`."""
    now = Ballot.objects.values_list("state", flat=True).get(pk=ballot.pk)
    if now == State.CLOSED:
        return Refusal(
            "ballots.closed",
            _("Cuộc bỏ phiếu này đã kết thúc."),
            remedy=_("Xem kết quả; nếu phải bỏ phiếu lại, tạo cuộc bỏ phiếu mới."),
        )
    if now == State.CANCELLED:
        return Refusal(
            "ballots.cancelled", _("Cuộc bỏ phiếu này đã bị hủy."), remedy=_("Tạo cuộc bỏ phiếu mới để bỏ phiếu lại.")
        )
    if wanted == State.PREPARED:
        return Refusal(
            "ballots.open_already",
            _("Cuộc bỏ phiếu đã bắt đầu, danh sách người bỏ phiếu không thay đổi được nữa."),
            remedy=_("Nếu danh sách sai, hủy cuộc bỏ phiếu, tạo lại với danh sách đúng."),
        )
    return Refusal(
        "ballots.not_open",
        _("Cuộc bỏ phiếu này chưa bắt đầu."),
        remedy=_("Chờ người điều hành bắt đầu bỏ phiếu."),
    )


def check_takes_screen(ballot: Ballot) -> None:
    """Refuse a slip on screen where the vote is on paper."""
    if ballot.manner == Manner.PAPER:
        raise Refusal(
            "ballots.on_paper_only",
            _("Cuộc bỏ phiếu này chỉ dùng phiếu giấy."),
            remedy=_("Nhận phiếu giấy từ ban kiểm phiếu."),
        )


def check_takes_paper(ballot: Ballot) -> None:
    """Refuse paper slips where the vote is on screen."""
    if ballot.manner == Manner.SCREEN:
        raise Refusal(
            "ballots.on_screen_only",
            _("Cuộc bỏ phiếu này chỉ bỏ trên màn hình, không dùng phiếu giấy."),
            remedy=_("Người không có tài khoản bỏ phiếu bằng mã một lần trên điện thoại dùng chung."),
        )
