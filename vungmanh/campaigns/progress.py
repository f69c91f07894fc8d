"""How far a campaign is, step by step, for any organization; and what is still open."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy

from vungmanh.campaigns.models import Campaign, Closing, Deadline, Held, Proposal, Ruling, SelfReview, Terms, Treatment
from vungmanh.campaigns.subjects import terms_in, within
from vungmanh.foundation.rows import RecordedRow
from vungmanh.organizations.models import Placement

SELF_REVIEW, REVIEW, PROPOSAL, DECISION = "self_review", "review", "proposal", "decision"
_DONE: dict[str, type[RecordedRow]] = {
    SELF_REVIEW: SelfReview,
    REVIEW: Held,
    PROPOSAL: Proposal,
    DECISION: Ruling,
}
RATED_ONLY = (PROPOSAL, DECISION)
"""Steps of those only who are rated."""
STEPS = tuple(_DONE)
"""The steps in their order; the ballot of a cell belongs to its meeting and is counted with the proposal."""
NAMES = {
    SELF_REVIEW: gettext_lazy("Tự kiểm điểm"),
    REVIEW: gettext_lazy("Kiểm điểm"),
    PROPOSAL: gettext_lazy("Đề xuất"),
    DECISION: gettext_lazy("Quyết định"),
}


@dataclass(frozen=True, slots=True)
class Step:
    """One step: how many have done it of how many who have to, and by when."""

    code: str
    done: int
    total: int
    due_on: date | None = None

    @property
    def open(self) -> int:
        """How many are left."""
        return self.total - self.done


def steps(campaign: Campaign, placement: Placement) -> list[Step]:
    """The steps of everybody in an organization and below it."""
    deadlines = dict(Deadline.objects.effective().filter(campaign=campaign).values_list("step", "due_on"))
    found = []
    for code in STEPS:
        whom = concerned(campaign, code).filter(within(placement))
        total = whom.count()
        found.append(Step(code, total - open_in(whom, code).count(), total, deadlines.get(code)))
    return found


def asked_of(step: str) -> Q:
    """The condition that a step is asked of somebody on such terms."""
    return Q(treatment=Treatment.RATED) if step in RATED_ONLY else ~Q(treatment=Treatment.OUT)


def has_taken(step: str) -> Q:
    """The condition that the subject of terms has taken a step; who was reviewed without writing owes it no more."""
    done: QuerySet[Any] = _DONE[step].objects.effective()
    taken = Q(subject__in=done.values("subject_id"))
    return taken | has_taken(REVIEW) if step == SELF_REVIEW else taken


def concerned(campaign: Campaign, step: str) -> QuerySet[Terms]:
    """Those who have to take a step."""
    return terms_in(campaign).filter(asked_of(step))


def open_in(whom: QuerySet[Terms], step: str) -> QuerySet[Terms]:
    """Those of them who have not taken it."""
    return whom.exclude(has_taken(step))


def closing_of(campaign: Campaign) -> Closing | None:
    """The end of the campaign; None while it runs."""
    return Closing.objects.effective().filter(campaign=campaign).first()
