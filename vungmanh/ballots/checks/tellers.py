"""Who may be a teller, and who may enter whose count."""

from collections.abc import Sequence

from django.utils.translation import gettext as _

from vungmanh.ballots.models import Ballot, Elector, Part, Teller, TellerEntry
from vungmanh.foundation.actors import Actor
from vungmanh.foundation.refusals import Refusal
from vungmanh.members.queries import names_of

MOST_APPOINTED = 9
"""More do not count together; a meeting of a whole commune elects five or seven."""


def check_tellers(ballot: Ballot, member_ids: Sequence[int]) -> None:
    """Refuse tellers who are too few or too many, have no vote here, or leave out one while counting goes on."""
    if not ballot.entries_needed <= len(member_ids) <= MOST_APPOINTED:
        raise Refusal(
            "ballots.number_of_tellers",
            _("Ban kiểm phiếu chọn {count} người; phải có từ {fewest} đến {most} người.").format(
                count=len(member_ids), fewest=ballot.entries_needed, most=MOST_APPOINTED
            ),
            remedy=_("Chọn trưởng ban và các thành viên trong danh sách người bỏ phiếu."),
        )
    able = Elector.objects.filter(ballot=ballot, member__in=member_ids, excluded="").exclude(part=Part.ABSENT)
    left = [id_ for id_ in member_ids if id_ not in set(able.values_list("member_id", flat=True))]
    if left:
        raise Refusal(
            "ballots.teller_without_vote",
            _("{name} không có quyền bỏ phiếu ở đây hoặc đang ghi vắng mặt nên không vào ban kiểm phiếu.").format(
                name=names_of(left[:1]).get(left[0], "…")
            ),
            remedy=_("Chọn người có quyền bỏ phiếu và có mặt."),
        )
    before = Teller.objects.filter(ballot=ballot).values_list("member_id", flat=True) if has_counted(ballot) else []
    if gone := [id_ for id_ in before if id_ not in member_ids]:
        raise Refusal(
            "ballots.teller_stays",
            _("Đã bắt đầu nhập số liệu nên {name} không rút khỏi ban kiểm phiếu được nữa.").format(
                name=names_of(gone[:1]).get(gone[0], "…")
            ),
            remedy=_("Giữ những người đã cử; nếu cần, cử thêm người."),
        )


def has_counted(ballot: Ballot) -> bool:
    """Whether a count of the paper slips is in, or was before all had to count anew: somebody has seen the slips."""
    recounted = Ballot.objects.filter(pk=ballot.pk, recounts__gt=0).exists()
    return recounted or TellerEntry.objects.filter(ballot=ballot).exists()


def check_count_is_open(ballot: Ballot, teller: Teller) -> None:
    """Refuse to replace a count beside which another is in: whoever could, could try until both are the same."""
    entered = set(TellerEntry.objects.filter(ballot=ballot).values_list("teller_id", flat=True))
    if teller.member_id in entered and len(entered) > 1:
        raise Refusal(
            "ballots.count_stays",
            _("Đã có số liệu của người kiểm phiếu khác, nên số liệu của {name} không thay được nữa.").format(
                name=names_of([teller.member_id]).get(teller.member_id, "…")
            ),
            remedy=_(
                "Nếu số liệu của những người kiểm phiếu khác nhau, người điều hành cho kiểm phiếu lại: mọi người kiểm "
                "phiếu đếm và nhập lại từ đầu."
            ),
        )


def check_tellers_appointed(ballot: Ballot) -> None:
    """Refuse to give out slips before it is known who counts them."""
    if Teller.objects.filter(ballot=ballot).count() < ballot.entries_needed:
        raise Refusal(
            "ballots.no_tellers",
            _("Chưa cử ban kiểm phiếu, hoặc cử chưa đủ {needed} người.").format(needed=ballot.entries_needed),
            remedy=_("Cử ban kiểm phiếu rồi phát phiếu giấy."),
        )


def check_typist(by: Actor) -> int:
    """The member who enters a count; refused for an actor who is nobody in particular."""
    if by.member_id is None:
        raise Refusal(
            "ballots.teller_unknown",
            _("Số liệu kiểm phiếu phải do từng người kiểm phiếu nhập, không nhập bằng tài khoản quản trị máy chủ."),
            remedy=_("Từng người kiểm phiếu đăng nhập và nhập số liệu của mình."),
        )
    return by.member_id


def check_teller(ballot: Ballot, typist: int, teller_id: int) -> Teller:
    """The teller whose count is entered; refused for one not appointed, a second count, and over a teller's own."""
    tellers = {one.member_id: one for one in Teller.objects.filter(ballot=ballot)}
    if teller_id not in tellers:
        raise Refusal(
            "ballots.not_a_teller",
            _("Chỉ ban kiểm phiếu nhập số liệu: {names}.").format(
                names=", ".join(names_of(tellers).values()) or _("chưa cử ai")
            ),
            remedy=_("Người kiểm phiếu đăng nhập và nhập, hoặc người điều hành nhập thay theo bản ghi có chữ ký."),
        )
    if any(one.typed_by_id == typist and one.member_id != teller_id for one in tellers.values()):
        raise Refusal(
            "ballots.typed_another",
            _("Đồng chí đã nhập số liệu của một người kiểm phiếu; mỗi người chỉ nhập một lượt."),
            remedy=_(
                "Để người khác nhập: người kiểm phiếu đăng nhập trên cùng điện thoại, hoặc cấp phó, cấp trên nhập thay."
            ),
        )
    teller = tellers[teller_id]
    if typist != teller_id and teller.typed_by_id not in (None, typist):
        raise Refusal(
            "ballots.count_is_the_tellers",
            _("Số liệu của {name} do người khác nhập, không sửa thay được.").format(
                name=names_of([teller_id]).get(teller_id, "…")
            ),
            remedy=_("Người đã nhập hoặc chính người kiểm phiếu sửa."),
        )
    return teller
