"""Why a subject is in or out of a year's rating, in words and with the citation."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from vungmanh.campaigns.models import SubjectKind, Treatment
from vungmanh.campaigns.roll import NOT_SEEN
from vungmanh.campaigns.subjects import OF_RULEBOOK
from vungmanh.foundation.citations import Citation
from vungmanh.foundation.texts import Text
from vungmanh.members.models import Leaving
from vungmanh.rulebooks.rulebook import Rulebook

_NOT_SEEN = Text(
    "Bộ quy định của năm chưa có nội dung về đối tượng này: kiểm điểm, chưa kết luận được việc xếp loại",
    "The rules of the year do not say anything of this subject: it reviews, whether it is rated cannot be told",
)
_LEFT = {
    Leaving.TRANSFERRED: Text("Đã chuyển sinh hoạt đi nơi khác trong năm", "Transferred elsewhere during the year"),
    Leaving.DIED: Text("Đã từ trần trong năm", "Died during the year"),
    Leaving.LEFT: Text("Đã xin ra khỏi Đảng trong năm", "Left the Party during the year"),
    Leaving.STRUCK_OFF: Text("Đã bị xóa tên trong năm", "Struck off during the year"),
    Leaving.EXPELLED: Text("Đã bị khai trừ trong năm", "Expelled during the year"),
}
OWN = {NOT_SEEN: _NOT_SEEN, **{str(code): text for code, text in _LEFT.items()}}
"""Reasons that no rulebook gives: the record itself says so."""


@dataclass(frozen=True, slots=True)
class Reason:
    """A reason in words; without a citation where the record alone gives it."""

    text: Text
    citation: Citation | None = None


def reason_of(book: Rulebook, kind: str, code: str) -> Reason | None:
    """The reason with this code for subjects of a kind; None for no reason at all."""
    if not code:
        return None
    if code in OWN:
        return Reason(OWN[code], book.citation if code == NOT_SEEN else None)
    for exemption in book.exemptions(OF_RULEBOOK[SubjectKind(kind)]):
        if exemption.code == code:
            return Reason(exemption.reason, exemption.citation)
    return Reason(Text(code, code))


def special_of(book: Rulebook, kind: str, code: str) -> Reason:
    """A special case that applies to a subject, such as somebody who came from another cell in the year."""
    for case in book.special_cases(OF_RULEBOOK[SubjectKind(kind)]):
        if case.code == code:
            return Reason(case.text, case.citation)
    return Reason(Text(code, code))


def treatment_in_words(treatment: str) -> str:
    """What the year asks of a subject, in the reader's language."""
    return str(Treatment(treatment).label) if treatment in Treatment.values else _("chưa rõ")
