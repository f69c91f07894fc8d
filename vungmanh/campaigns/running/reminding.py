"""Reminding those who are late: kept per organization and step, seen there in «Hôm nay», and told in the journal."""

from collections.abc import Iterable, Sequence
from datetime import date

from django.utils.translation import gettext as _

from vungmanh.campaigns import events
from vungmanh.campaigns.checks import check_running
from vungmanh.campaigns.models import Campaign, Reminder
from vungmanh.campaigns.progress import SELF_REVIEW
from vungmanh.campaigns.running.following import Late
from vungmanh.foundation.actors import Actor
from vungmanh.foundation.refusals import Refusal
from vungmanh.journal.writing import act
from vungmanh.organizations.models import Placement


def remind(*, by: Actor, campaign: Campaign, place: Placement, late: Sequence[Late], on: date) -> int:
    """Remind these places, each of its step; returns how many, leaving out those reminded on the same day.

    `place` is the organization whose reach they are in. Raises Refusal where nobody is left to remind.
    """
    check_running(campaign)
    reminded = {(one.organization_id, one.step) for one in reminders(campaign, on=on)}
    left = [one for one in late if (one.organization_id, one.step) not in reminded]
    if not left:
        raise Refusal(
            "campaigns.nobody_to_remind",
            _("Không còn nơi nào để nhắc: không nơi nào chậm, hoặc đã nhắc trong hôm nay."),
            remedy=_("Mỗi nơi nhắc một lần trong ngày cho mỗi bước."),
        )
    with act(
        events.REMINDED, by=by, on=on, about=place.organization, place=place.organization_id,
        year=campaign.year, count=len({one.organization_id for one in left}),
    ) as reminding:  # fmt: skip
        reminding.record_many(
            [
                Reminder(
                    campaign=campaign,
                    organization_id=one.organization_id,
                    step=one.step,
                    reminded_on=on,
                    open=one.open,
                )
                for one in left
            ]
        )
    return len(left)


def reminders(
    campaign: Campaign, *, organizations: Iterable[int] | None = None, on: date | None = None
) -> list[Reminder]:
    """Reminders of a campaign, the latest last; perhaps only of some organizations or of one day."""
    found = Reminder.objects.effective().filter(campaign=campaign)
    if organizations is not None:
        found = found.filter(organization__in=list(organizations))
    if on is not None:
        found = found.filter(reminded_on=on)
    return list(found.order_by("reminded_on", "pk"))


def writers_reminded(campaign: Campaign, place: int) -> date | None:
    """When those in a place who owe a self-review were last reminded of it."""
    last = [one for one in reminders(campaign, organizations=[place]) if one.step == SELF_REVIEW]
    return last[-1].reminded_on if last else None


def last_reminded(campaign: Campaign) -> dict[tuple[int, str], date]:
    """When each place was last reminded of each step."""
    return {(one.organization_id, one.step): one.reminded_on for one in reminders(campaign)}
