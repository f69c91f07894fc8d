"""Counts of the paper slips: what a teller writes down, whether it adds up, and whether the tellers agree."""

import struct
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from vungmanh.ballots.models import Ballot, TellerEntry
from vungmanh.ballots.sealing import CannotOpen, KeyMissing, opened, seal
from vungmanh.ballots.tallies import Tally
from vungmanh.ballots.terms import Question
from vungmanh.ballots.urns import key_missing
from vungmanh.foundation.refusals import Refusal

_SLIPS = struct.Struct(">3I")
_MOST = 100_000
"""No vote has more slips; larger numbers are slips of the finger."""


@dataclass(frozen=True, slots=True)
class PaperCount:
    """One teller's count: slips issued, returned, not returned, spoiled, valid; votes and blanks by question.

    The totals are asked for although they could be added up: who counts by hand finds mistakes that way.
    """

    issued: int
    returned: int
    not_returned: int
    spoiled: int
    valid: int
    votes: Mapping[str, Mapping[str, int]]
    blanks: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Counted:
    """A paper count that adds up."""

    issued: int
    returned: int
    spoiled: int
    tally: Tally

    @classmethod
    def none(cls, questions: Sequence[Question]) -> "Counted":
        """No paper slip was issued."""
        return cls(0, 0, 0, Tally.empty(questions))


@dataclass(frozen=True, slots=True)
class Agreement:
    """How far the tellers' entries agree: who entered, how many alike are needed, and once as many are in, where they
    differ. Before that nothing is compared: an answer to each entry would let one teller find out another's.

    `differing` names questions by their code, and «slips» for issued, returned or spoiled; never anybody's numbers.
    """

    tellers: tuple[int, ...]
    needed: int
    differing: tuple[str, ...]
    is_reached: bool

    @property
    def missing(self) -> int:
        """How many more entries are needed at least."""
        return 0 if self.is_reached else max(1, self.needed - len(self.tellers))


ENTRY_CHANGED = "ballots.entry_changed"
"""The code of the refusal where an entry cannot be read; all counting anew mends it."""
SLIPS = "slips"
"""Stands among the differing questions for the numbers of slips."""


def balanced(count: PaperCount, questions: Sequence[Question]) -> Counted:
    """The count, when it adds up; refused with the numbers that do not."""
    _check_numbers(count)
    _check_sum(
        "ballots.paper_issued", count.issued, count.returned + count.not_returned,
        _("Phát ra {left} phiếu, nhưng thu về và không thu về cộng lại là {right}."),
    )  # fmt: skip
    _check_sum(
        "ballots.paper_returned", count.returned, count.spoiled + count.valid,
        _("Thu về {left} phiếu, nhưng hợp lệ và không hợp lệ cộng lại là {right}."),
    )  # fmt: skip
    return Counted(count.issued, count.returned, count.spoiled, Tally(tuple(_row(count, one) for one in questions)))


def sealed_entry(ballot: Ballot, teller_id: int, counted: Counted) -> bytes:
    """The count under the ballot's key, as long for every count; refused when the key is missing."""
    slips = _SLIPS.pack(counted.issued, counted.returned, counted.spoiled)
    try:
        return seal(ballot.uuid, slips + counted.tally.packed(), about=_about(teller_id))
    except KeyMissing:
        raise key_missing(ballot) from None


def agreement(ballot: Ballot) -> tuple[Agreement, Counted | None]:
    """How far the entries agree, for who conducts the vote, and, for closing alone, the count that they agree on.

    Raises Refusal when the key is missing or an entry was changed.
    """
    questions = ballot.questions
    rows = list(TellerEntry.objects.filter(ballot=ballot).order_by("teller"))
    entries = [_opened(ballot, row, questions) for row in rows]
    alike = [entry for entry, times in Counter(entries).items() if times >= ballot.entries_needed]
    count = alike[0] if len(alike) == 1 else None
    differing = () if count or len(entries) < ballot.entries_needed else _differing(entries, questions)
    tellers = tuple(row.teller_id for row in rows)
    return Agreement(tellers, ballot.entries_needed, differing, count is not None), count


def _opened(ballot: Ballot, row: TellerEntry, questions: Sequence[Question]) -> Counted:
    try:
        content = opened(ballot.uuid, bytes(row.sealed), about=_about(row.teller_id))
        issued, returned, spoiled = _SLIPS.unpack(content[: _SLIPS.size])
        return Counted(issued, returned, spoiled, Tally.unpacked(questions, content[_SLIPS.size :]))
    except KeyMissing:
        raise key_missing(ballot) from None
    except (CannotOpen, ValueError):
        raise Refusal(
            ENTRY_CHANGED,
            _("Một lượt nhập số liệu kiểm phiếu đã bị thay đổi trong cơ sở dữ liệu."),
            remedy=_("Cho kiểm phiếu lại: mọi người kiểm phiếu nhập lại; nếu vẫn lỗi, hủy cuộc bỏ phiếu."),
        ) from None


def _differing(entries: Sequence[Counted], questions: Sequence[Question]) -> tuple[str, ...]:
    slips = {(entry.issued, entry.returned, entry.spoiled) for entry in entries}
    rows = [{entry.tally.counts[place] for entry in entries} for place in range(len(questions))]
    found = [question.code for question, different in zip(questions, rows, strict=True) if len(different) > 1]
    return ((SLIPS,) if len(slips) > 1 else ()) + tuple(found)


def _row(count: PaperCount, question: Question) -> tuple[int, ...]:
    votes, title = count.votes.get(question.code, {}), question.title.vi
    if unknown := set(votes) - set(question.codes):
        raise Refusal(
            "ballots.unknown_choice",
            _("“{choice}” không phải là lựa chọn của “{question}”.").format(choice=min(unknown), question=title),
            remedy=_("Các lựa chọn: {choices}.").format(choices=", ".join(question.codes)),
        )
    row = (*(votes.get(code, 0) for code in question.codes), count.blanks.get(question.code, 0))
    _check_sum(
        "ballots.paper_votes", count.valid, sum(row),
        _("“{question}”: có {left} phiếu hợp lệ, nhưng các lựa chọn và phiếu trắng cộng lại là {right}."),
        question=title,
    )  # fmt: skip
    return row


def _check_numbers(count: PaperCount) -> None:
    numbers = [count.issued, count.returned, count.not_returned, count.spoiled, count.valid, *count.blanks.values()]
    numbers += [number for votes in count.votes.values() for number in votes.values()]
    if min(numbers) < 0 or max(numbers) > _MOST:
        raise Refusal(
            "ballots.paper_number",
            _("Số phiếu phải từ 0 đến {most}.").format(most=_MOST),
            remedy=_("Xem lại các số đã nhập."),
        )


def _check_sum(code: str, left: int, right: int, what: str, **names: str) -> None:
    if left != right:
        raise Refusal(
            code, what.format(left=left, right=right, **names), remedy=_("Đếm lại các phiếu rồi sửa số liệu.")
        )


def _about(teller_id: int) -> bytes:
    return b" paper " + teller_id.to_bytes(8)
