"""What may be done in a campaign now, and the refusals when it may not."""

from collections.abc import Mapping, Sequence
from datetime import date
from itertools import pairwise

from django.db.models import Q
from django.utils.translation import gettext as _

from vungmanh.campaigns.models import Campaign, Closing, Ruling, Terms, Treatment
from vungmanh.campaigns.naming import name_of
from vungmanh.campaigns.progress import NAMES, STEPS
from vungmanh.foundation.dates import written, year_end
from vungmanh.foundation.refusals import Refusal
from vungmanh.organizations.models import Placement


def check_can_open(root: Placement, year: int) -> None:
    """Refuse a second campaign of the same year over the same organizations, above, here or below."""
    below = Placement.objects.on(year_end(year)).below(root.path).values("organization_id")
    there = Campaign.objects.effective().filter(year=year)
    if there.filter(
        Q(organization__in=below) | Q(organization__in=[root.organization_id, *root.ancestor_ids])
    ).exists():
        raise Refusal(
            "campaigns.open_already",
            _("Năm {year} đã có đợt kiểm điểm, xếp loại bao gồm {name}.").format(year=year, name=root.name),
            remedy=_("Làm tiếp trong đợt đã mở."),
        )


def check_calendar(calendar: Mapping[str, date]) -> None:
    """Refuse a calendar in which a step is due before one that comes first."""
    dated = [(step, calendar[step]) for step in STEPS if step in calendar]
    for (first, earlier), (then, later) in pairwise(dated):
        if later < earlier:
            raise Refusal(
                "campaigns.calendar_out_of_order",
                _("Hạn của bước “{then}” ({later}) sớm hơn hạn của bước “{first}” ({earlier}).").format(
                    then=NAMES[then], later=written(later), first=NAMES[first], earlier=written(earlier)
                ),
                remedy=_("Các bước làm theo thứ tự: đặt hạn của bước sau bằng hoặc muộn hơn hạn của bước trước."),
            )


def check_running(campaign: Campaign) -> None:
    """Refuse changes to a campaign that was closed."""
    if Closing.objects.effective().filter(campaign=campaign).exists():
        raise Refusal(
            "campaigns.closed",
            _("Đợt kiểm điểm, xếp loại năm {year} đã kết thúc.").format(year=campaign.year),
            remedy=_("Kết quả đã quyết định chỉ thay đổi bằng xếp loại lại."),
        )


def check_due(terms: Terms) -> None:
    """Refuse a step of somebody who does not review in this year."""
    if terms.treatment == Treatment.OUT:
        raise Refusal(
            "campaigns.not_due",
            _("Đối tượng này không thuộc diện kiểm điểm, xếp loại trong năm."),
            remedy=_(
                "Xem lý do trong danh sách đối tượng; nếu chưa đúng, sửa tư cách, nơi sinh hoạt rồi cập nhật lại."
            ),
        )


def check_rated(terms: Terms) -> None:
    """Refuse a rating of somebody who is not rated in this year."""
    check_due(terms)
    if terms.treatment != Treatment.RATED:
        raise Refusal(
            "campaigns.not_rated",
            _("Đối tượng này kiểm điểm nhưng chưa xếp loại trong năm."),
            remedy=_("Xem lý do trong danh sách đối tượng."),
        )


def check_not_before(day: date | None, earlier: date, what: str) -> None:
    """Refuse a day before the one of what it follows upon; `what` names that."""
    if day is not None and day < earlier:
        raise Refusal(
            "campaigns.day_too_early",
            _("Ngày {day} sớm hơn ngày {earlier} của {what}.").format(
                day=written(day), earlier=written(earlier), what=what
            ),
            remedy=_("Ghi đúng ngày trên văn bản."),
        )


def check_not_decided(campaign: Campaign, terms: Sequence[Terms]) -> None:
    """Refuse to change what a decision rests on once it was taken."""
    ids = [one.subject_id for one in terms]
    decided = set(Ruling.objects.effective().filter(subject__in=ids).values_list("subject_id", flat=True))
    over = [one for one in terms if one.subject_id in decided]
    if over:
        raise Refusal(
            "campaigns.decided_already",
            _("Đã quyết định xếp loại {who} (tất cả {count}).").format(who=name_of(campaign, over[0]), count=len(over)),
            remedy=_("Mở lại danh sách để xem; thay đổi kết quả đã quyết định bằng xếp loại lại."),
        )
