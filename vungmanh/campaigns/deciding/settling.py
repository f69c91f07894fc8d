"""A decision with the reasons for the caps that it exceeds; and what it would lead to, before it is recorded."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from vungmanh.campaigns.deciding.decisions import Decided, decide
from vungmanh.campaigns.deciding.not_rated import note_not_rated
from vungmanh.campaigns.deciding.pending import only_reviewed
from vungmanh.campaigns.models import Campaign, Ruling
from vungmanh.classification.actions import justify_cap
from vungmanh.classification.caps import CapFinding, findings
from vungmanh.foundation.actors import Actor
from vungmanh.foundation.decisions import Decision
from vungmanh.foundation.reasons import checked_reason
from vungmanh.journal.writing import together
from vungmanh.organizations.models import Placement
from vungmanh.rulebooks import shelf

CapKey = tuple[str, str]
"""What is counted, and the code of the cap."""


@dataclass(frozen=True, slots=True)
class Prospect:
    """What a decision leads to: its subjects by kind and category, and the caps of the body's groups after it.

    `noted` is how many members it notes as reviewed and not rated.
    """

    counts: Counter[tuple[str, str]]
    caps: tuple[CapFinding, ...]
    noted: int

    @property
    def unreasoned(self) -> list[CapFinding]:
        """The caps that would be exceeded without a reason."""
        return [one for one in self.caps if one.needs_reason]


class _TakenBackError(Exception):
    """Ends the transaction of a trial without a trace."""


def settle(
    *,
    by: Actor,
    campaign: Campaign,
    body: Placement,
    decision: Decision,
    decided: Sequence[Decided],
    reasons: Mapping[CapKey, str],
) -> list[Ruling]:
    """Decide, note who was only reviewed, and write down why caps are exceeded, all or nothing.

    Raises what `decide` raises, and Refusal where a cap of the body's own groups is exceeded without a reason.
    """
    with together():
        rulings, _noted = decide_and_note(
            by=by, campaign=campaign, body=body.organization_id, decision=decision, decided=decided
        )
        for finding in findings(body, year=campaign.year, below=False):
            if finding.needs_reason:
                counted, cap = str(finding.counted), finding.cap.code
                reason = checked_reason(reasons.get((counted, cap), ""), "campaigns.cap_reason_missing", _over(finding))
                justify_cap(by=by, placement=body, year=campaign.year, subject=counted, cap=cap, reason=reason)
    return rulings


def decide_and_note(
    *, by: Actor, campaign: Campaign, body: int, decision: Decision, decided: Sequence[Decided]
) -> tuple[list[Ruling], int]:
    """Decide, and note those of the body who were only reviewed: the rulings, and how many were noted.

    Raises what `decide` raises; nothing is written then.
    """
    with together():
        rulings = decide(by=by, campaign=campaign, body=body, decision=decision, decided=decided)
        reviewed = only_reviewed(campaign, body)
        if reviewed:
            note_not_rated(by=by, campaign=campaign, body=body, decision=decision, terms=reviewed)
    return rulings, len(reviewed)


def prospect(
    *, by: Actor, campaign: Campaign, body: Placement, decision: Decision, decided: Sequence[Decided]
) -> Prospect:
    """What a decision would lead to: it is taken, measured and taken back, so that it is refused like the real one.

    Must not be called within another action: its transaction is given up.
    """
    counts: Counter[tuple[str, str]] = Counter()
    caps: list[CapFinding] = []
    noted = 0
    try:
        with together():
            rulings, noted = decide_and_note(
                by=by, campaign=campaign, body=body.organization_id, decision=decision, decided=decided
            )
            counts.update((one.subject.kind, one.category) for one in rulings)
            caps += findings(body, year=campaign.year, below=False)
            raise _TakenBackError
    except _TakenBackError:
        return Prospect(counts, tuple(caps), noted)


def _over(finding: CapFinding) -> str:
    category = shelf.book_for(finding.year).category(finding.cap.subject, finding.cap.category)
    return _("Quyết định này làm số “{category}” là {given}, vượt tối đa {allowed}, mà chưa ghi lý do.").format(
        category=category.name.say(get_language() or "vi"), given=finding.given, allowed=finding.allowed
    )
