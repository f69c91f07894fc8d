"""Why a subject is in or out of a year's rating, in words and with the citation."""

from dataclasses import dataclass

from vungmanh.campaigns.models import SubjectKind
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
_GONE = Text("Đã rời khỏi Đảng trong năm", "Left the Party during the year")
OWN = {
    NOT_SEEN: _NOT_SEEN,
    Leaving.TRANSFERRED.value: Text("Đã chuyển sinh hoạt đi nơi khác trong năm", "Transferred elsewhere in the year"),
    Leaving.DIED.value: Text("Đã từ trần trong năm", "Died during the year"),
    Leaving.LEFT.value: _GONE,
    Leaving.STRUCK_OFF.value: _GONE,
    Leaving.EXPELLED.value: _GONE,
}
"""Reasons that no rulebook gives; why somebody left for good is guarded and not told here."""

GONE = "gone"
"""What the reasons of leaving the Party for good are called together, other than by death."""
_FOR_GOOD = (Leaving.LEFT.value, Leaving.STRUCK_OFF.value, Leaving.EXPELLED.value)


@dataclass(frozen=True, slots=True)
class Reason:
    """A reason in words; without a citation where the record alone gives it."""

    text: Text
    citation: Citation | None = None


def reason_of(book: Rulebook, kind: str, code: str) -> Reason | None:
    """The reason with this code for subjects of a kind; None for no reason at all."""
    if not code:
        return None
    if code == GONE:
        return Reason(_GONE)
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


def told_as(code: str) -> str:
    """The code by which a reason is told: that of several which are not told apart is the same."""
    return GONE if code in _FOR_GOOD else code


def codes_told_as(told: str) -> tuple[str, ...]:
    """The codes that are told so."""
    return _FOR_GOOD if told == GONE else (told,)
