"""The urn: sums under seal, opened for a moment to add one slip, and for good at closing.

The seal binds the ballot and the number of slips, so that neither another ballot's urn nor an older one of the same
ballot opens in this place.
"""

from collections.abc import Sequence

from django.utils.translation import gettext as _

from vungmanh.ballots.models import Ballot, Manner, Urn
from vungmanh.ballots.sealing import CannotOpen, KeyMissing, opened, seal
from vungmanh.ballots.tallies import Tally
from vungmanh.ballots.terms import Question
from vungmanh.foundation.refusals import Refusal


def set_up(ballot: Ballot) -> None:
    """An empty urn."""
    content = Tally.empty(ballot.questions).packed()
    Urn.objects.create(ballot=ballot, sealed=seal(ballot.uuid, content, about=_about(0)))


def put_in(ballot: Ballot, slip: Tally, *, number: int) -> None:
    """Add the slip with this number, the first being 1; within the transaction that counted it."""
    content = content_of(ballot, ballot.questions, number - 1).plus(slip).packed()
    Urn.objects.filter(ballot=ballot).update(sealed=seal(ballot.uuid, content, about=_about(number)))


def content_of(ballot: Ballot, questions: Sequence[Question], number: int) -> Tally:
    """The sums of `number` slips; refused when the key is missing or the urn is not that of so many slips."""
    sealed = Urn.objects.values_list("sealed", flat=True).get(ballot=ballot)
    try:
        tally = Tally.unpacked(questions, opened(ballot.uuid, bytes(sealed), about=_about(number)))
    except KeyMissing:
        raise key_missing(ballot) from None
    except (CannotOpen, ValueError):
        raise _changed(ballot) from None
    if tally.slips() != {number}:
        raise _changed(ballot)
    return tally


def key_missing(ballot: Ballot) -> Refusal:
    """Why nothing more can be done with a ballot whose key is gone."""
    return Refusal(
        "ballots.key_missing",
        _("Không còn chìa khóa của cuộc bỏ phiếu này trên máy (dữ liệu khôi phục từ bản sao lưu, hoặc chuyển máy)."),
        remedy=_repeat(ballot),
    )


def _changed(ballot: Ballot) -> Refusal:
    return Refusal(
        "ballots.urn_changed",
        _("Hòm phiếu không khớp với số phiếu đã bỏ: dữ liệu đã bị thay đổi hoặc lấy từ bản sao cũ."),
        remedy=_repeat(ballot),
    )


def _repeat(ballot: Ballot) -> str:
    if ballot.manner == Manner.PAPER:
        return _("Hủy cuộc bỏ phiếu, tạo lại và nhập lại số liệu từ các phiếu giấy.")
    return _("Hủy cuộc bỏ phiếu và tổ chức bỏ phiếu lại; các phiếu đã bỏ không đọc được.")


def _about(number: int) -> bytes:
    return b" urn " + number.to_bytes(8)
