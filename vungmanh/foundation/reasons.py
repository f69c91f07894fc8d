"""Reasons that somebody has to give in words: how long they must be, and what is said when they are not."""

from django.utils.translation import gettext as _

from vungmanh.foundation.refusals import Refusal

SHORTEST_REASON, LONGEST_REASON = 10, 300
"""Letters of a reason: fewer say nothing; of what is kept in the journal no more is taken."""


def is_reason(text: str) -> bool:
    """Whether the words are enough to be a reason."""
    return len(_in_one_line(text)) >= SHORTEST_REASON


def checked_reason(text: str, code: str, what: str) -> str:
    """The reason in one line; refused with `code` and the sentence `what` when it says nothing."""
    if not is_reason(text):
        remedy = _("Ghi lý do bằng một câu đầy đủ (từ {least} ký tự).").format(least=SHORTEST_REASON)
        raise Refusal(code, what, remedy=remedy)
    return _in_one_line(text)


def _in_one_line(text: str) -> str:
    return " ".join(text.split())
