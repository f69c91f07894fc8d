"""What waits: each line leads to the very place where it is done."""

from collections.abc import Iterator
from datetime import timedelta

from django.conf import settings
from django.urls import reverse
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from vungmanh.access.questions import may, may_anywhere
from vungmanh.access.rights import Right
from vungmanh.classification.caps import CapFinding
from vungmanh.exchange.queries import waiting_runs
from vungmanh.foundation.dates import written
from vungmanh.members.guarded import often
from vungmanh.members.models import Standing
from vungmanh.members.queries import probations_ending
from vungmanh.members.requests import waiting_requests
from vungmanh.organizations.models import Placement
from vungmanh.reports.year_end import TITLES, YearEnd
from vungmanh.web.addresses import address
from vungmanh.web.figures import capped_category
from vungmanh.web.home.campaigns import campaigns, own_reviews, to_answer, to_decide
from vungmanh.web.home.line import MOST, SOON, URGENT, Waiting
from vungmanh.web.viewer import Request

DAYS = 30
"""How far ahead the end of a probation is announced."""


def waiting(request: Request, scope: Placement, report: YearEnd) -> list[Waiting]:
    """Everything that waits in the scope, the most urgent first."""
    return [
        *own_reviews(request),
        *campaigns(request, scope),
        *to_decide(request),
        *to_answer(request),
        *_caps(request, report),
        *_imports(request),
        *_requests(request),
        *_often(request),
        *_probations(request, scope),
    ]


def _caps(request: Request, report: YearEnd) -> Iterator[Waiting]:
    over = [one for one in report.warnings if one.needs_reason]
    mine = [one for one in over if may(request.viewer.actor, Right.JUSTIFY_CAPS, one.placement)]
    for finding in mine[:MOST]:
        yield _cap(request, finding)
    if (more := len(mine) - MOST) > 0:
        words = ngettext(
            "và {n} nơi khác vượt tỷ lệ tối đa, chưa ghi lý do",
            "và {n} nơi khác vượt tỷ lệ tối đa, chưa ghi lý do",
            more,
        )
        page = address(request, "classification_year", report.year) + "#caps"
        year = _("Kết quả xếp loại {year}").format(year=report.year)
        yield Waiting(words.format(n=more), year, page, "", URGENT)


def _cap(request: Request, finding: CapFinding) -> Waiting:
    language = get_language() or "vi"
    words = _("{name}: {given} “{category}”, tối đa {allowed}").format(
        name=finding.placement.name,
        given=finding.given,
        category=capped_category(finding).name.say(language),
        allowed=finding.allowed,
    )
    page = address(
        request, "cap", finding.year, finding.placement.organization.code, str(finding.counted), finding.cap.code
    )
    what = TITLES[finding.counted].say(language)
    detail = _("{what} · đánh giá, xếp loại {year}").format(what=what, year=finding.year)
    return Waiting(words, detail, page, _("chưa ghi lý do"), URGENT)


def _imports(request: Request) -> Iterator[Waiting]:
    """Previewed imports that nobody has applied yet."""
    viewer = request.viewer
    if not may_anywhere(viewer.actor, Right.IMPORT):
        return
    for run in waiting_runs(viewer.reach(Right.IMPORT))[:MOST]:
        words = _("Tệp {name} đã đọc xong, chờ xác nhận ghi").format(name=run.file_name)
        yield Waiting(words, run.started_by, reverse("import", args=[run.pk]))


def _requests(request: Request) -> Iterator[Waiting]:
    """Requests for correction, with how long the oldest waits."""
    viewer = request.viewer
    if not may_anywhere(viewer.actor, Right.MANAGE_MEMBERS):
        return
    waiting = waiting_requests(viewer.reach(Right.MANAGE_MEMBERS), on=viewer.today)
    asked = list(waiting.values_list("asked_on", flat=True))
    if not asked:
        return
    days = (viewer.today - min(asked)).days
    words = ngettext(
        "{n} đề nghị đính chính đang chờ trả lời", "{n} đề nghị đính chính đang chờ trả lời", len(asked)
    ).format(n=len(asked))
    detail = _("lâu nhất {days} ngày, hạn {limit} ngày").format(days=days, limit=settings.CORRECTION_DAYS)
    yield Waiting(words, detail, reverse("requests"), "", URGENT if days > settings.CORRECTION_DAYS else SOON)


def _often(request: Request) -> Iterator[Waiting]:
    """For those who see the journal: that guarded particulars were looked at often this week."""
    viewer = request.viewer
    if may_anywhere(viewer.actor, Right.SEE_JOURNAL) and often(viewer.reach(Right.SEE_JOURNAL)):
        words = _("Có tài khoản xem thông tin được bảo vệ nhiều lần trong 24 giờ")
        yield Waiting(words, _("trong 7 ngày qua; xem nhật ký"), reverse("journal"), "", URGENT)


def _probations(request: Request, scope: Placement) -> Iterator[Waiting]:
    """Members whose twelve months of probation end within the next thirty days, or have ended."""
    viewer = request.viewer
    if not may(viewer.actor, Right.SEE_MEMBERS, scope):
        return
    ending = viewer.remembered(probations_ending, scope, on=viewer.on, by=viewer.on + timedelta(days=DAYS))
    for one in ending[:MOST]:
        yield Waiting(
            _("{name} hết 12 tháng dự bị").format(name=one.full_name),
            _("Chuẩn bị hồ sơ công nhận đảng viên chính thức"),
            address(request, "member", one.member_id),
            written(one.ends_on),
            URGENT if one.ends_on < viewer.on else SOON,
        )
    if (more := len(ending) - MOST) > 0:
        words = ngettext("và {n} đảng viên dự bị khác", "và {n} đảng viên dự bị khác", more).format(n=more)
        page = address(request, "members", standing=Standing.PROBATIONARY)
        yield Waiting(words, _("hết 12 tháng dự bị trong 30 ngày tới hoặc đã quá hạn"), page)
