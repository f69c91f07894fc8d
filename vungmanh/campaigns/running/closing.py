"""Closing a campaign, and what is still open in it; a campaign that was closed too early is opened again."""

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from vungmanh.ballots.models import Ballot
from vungmanh.campaigns import events
from vungmanh.campaigns.checks import check_running
from vungmanh.campaigns.models import Campaign, Closing, Contest, ContestAnswer
from vungmanh.campaigns.progress import NAMES, Step, closing_of, steps
from vungmanh.campaigns.rating.voted import votes_going_on
from vungmanh.foundation.actors import Actor
from vungmanh.foundation.reasons import checked_reason
from vungmanh.foundation.refusals import Refusal
from vungmanh.journal.writing import act, together
from vungmanh.organizations.models import Placement


@dataclass(frozen=True, slots=True)
class StillOpen:
    """What stands in the way of closing: steps that somebody has not taken, votes not over, contests not answered."""

    steps: list[Step]
    votes: list[Ballot]
    contests: list[Contest]

    @property
    def is_anything(self) -> bool:
        """Whether anything is open."""
        return bool(self.steps or self.votes or self.contests)


def still_open(campaign: Campaign, root: Placement) -> StillOpen:
    """Everything that is open in a campaign; `root` is whose campaign it is."""
    answered = ContestAnswer.objects.effective().values("contest")
    asked = Contest.objects.effective().filter(subject__campaign=campaign).exclude(pk__in=answered)
    return StillOpen(
        [step for step in steps(campaign, root) if step.open],
        list(votes_going_on(campaign).select_related("organization")),
        list(asked.select_related("subject__campaign", "ruling").order_by("contested_on", "pk")),
    )


def close_campaign(*, by: Actor, campaign: Campaign, root: Placement, on: date) -> None:
    """Close a campaign; refused while something is open in it, naming what."""
    with together():
        _check_can_close(campaign, root)
        with act(
            events.CLOSED, by=by, on=on, about=root.organization, place=root.organization_id,
            year=campaign.year, name=root.name,
        ) as closing:  # fmt: skip
            closing.record([Closing(campaign=campaign, closed_on=on)])


def reopen_campaign(*, by: Actor, campaign: Campaign, root: Placement, reason: str) -> None:
    """Open a closed campaign again, for a reason; what was decided and rated anew stays as it is."""
    closing = closing_of(campaign)
    if closing is None:
        raise Refusal(
            "campaigns.not_closed",
            _("Đợt kiểm điểm, xếp loại năm {year} chưa kết thúc.").format(year=campaign.year),
            remedy=_("Làm tiếp trong đợt đang mở."),
        )
    said = checked_reason(reason, "campaigns.reason_missing", _("Chưa ghi lý do mở lại đợt."))
    with act(
        events.REOPENED, by=by, about=root.organization, place=root.organization_id,
        year=campaign.year, name=root.name, reason=said,
    ) as opening:  # fmt: skip
        opening.withdraw([closing])


def _check_can_close(campaign: Campaign, root: Placement) -> None:
    check_running(campaign)
    found = still_open(campaign, root)
    if found.steps:
        raise Refusal(
            "campaigns.still_open",
            _("Chưa kết thúc được, còn việc chưa xong: {steps}.").format(
                steps="; ".join(f"{NAMES[step.code]}: {step.open}" for step in found.steps)
            ),
            remedy=_("Làm xong các bước này rồi kết thúc."),
        )
    if found.votes:
        raise Refusal(
            "campaigns.votes_open",
            _("Chưa kết thúc được, còn {count} cuộc bỏ phiếu chưa xong.").format(count=len(found.votes)),
            remedy=_("Kết thúc hoặc hủy các cuộc bỏ phiếu này rồi kết thúc đợt."),
        )
    if found.contests:
        raise Refusal(
            "campaigns.contests_open",
            _("Chưa kết thúc được, còn {count} đề nghị xem xét lại kết quả chưa trả lời.").format(
                count=len(found.contests)
            ),
            remedy=_("Cấp ủy đã quyết định trả lời các đề nghị này rồi kết thúc."),
        )
