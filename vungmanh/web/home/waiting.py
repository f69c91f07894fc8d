"""What waits: each line leads to the very place where it is done."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta

from django.conf import settings
from django.urls import reverse
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from vungmanh.access.contests import contests_waiting
from vungmanh.access.questions import may, may_anywhere, visible
from vungmanh.access.rights import Right
from vungmanh.ballots.models import Ballot, State
from vungmanh.ballots.queries import awaiting, going_on
from vungmanh.campaigns.deciding.pending import ready_for
from vungmanh.campaigns.models import Treatment
from vungmanh.campaigns.progress import DECISION, NAMES, PROPOSAL, SELF_REVIEW, closing_of
from vungmanh.campaigns.running.following import Following
from vungmanh.campaigns.running.reminding import reminders
from vungmanh.campaigns.subjects import campaigns_over
from vungmanh.classification.caps import CapFinding
from vungmanh.exchange.queries import waiting_runs
from vungmanh.foundation.dates import written
from vungmanh.foundation.dates import year_end as last_day
from vungmanh.members.guarded import often
from vungmanh.members.models import Standing
from vungmanh.members.queries import probations_ending
from vungmanh.organizations.models import Placement
from vungmanh.organizations.queries import placement_of
from vungmanh.reports.year_end import TITLES, YearEnd
from vungmanh.web.addresses import address
from vungmanh.web.campaigns.figures import list_of
from vungmanh.web.campaigns.reading import followed
from vungmanh.web.campaigns.self_review import own_dossiers
from vungmanh.web.figures import capped_category
from vungmanh.web.members.requests import in_reach as requests_in_reach
from vungmanh.web.viewer import Request

URGENT, SOON, NOTE = "r", "", "g"
"""Colours of the dot: needs a decision, comes up, for information."""

MOST = 6
"""Caps that are named one by one; the others are counted."""

DAYS = 30
"""How far ahead the end of a probation is announced."""


@dataclass(frozen=True, slots=True)
class Waiting:
    """One thing to do."""

    words: str
    detail: str
    address: str
    due: str = ""
    colour: str = SOON


def waiting(request: Request, scope: Placement, report: YearEnd) -> list[Waiting]:
    """Everything that waits in the scope, the most urgent first."""
    return [
        *own_reviews(request),
        *_campaigns(request, scope),
        *_decisions(request),
        *_contests(request),
        *_caps(request, report),
        *_imports(request),
        *_requests(request),
        *_often(request),
        *_probations(request, scope),
    ]


def votes(request: Request) -> list[Waiting]:
    """Votes that the viewer takes part in or conducts, whoever the viewer is; shown above everything else."""
    viewer = request.viewer
    own = list(awaiting(viewer.actor.member_id)) if viewer.actor.member_id else []
    found = [
        Waiting(_title(one), _("Đang bỏ phiếu, đồng chí chưa bỏ phiếu"), reverse("vote", args=[one.uuid]), "", URGENT)
        for one in own
    ]
    if may_anywhere(viewer.actor, Right.CONDUCT_REVIEWS):
        places = visible(viewer.actor, Right.CONDUCT_REVIEWS, on=viewer.today).values("organization_id")
        found += [
            Waiting(_title(one), _("Điều hành bỏ phiếu: {state}").format(state=State(one.state).label),
                    reverse("ballot", args=[one.uuid]))
            for one in going_on(places)[:MOST]
        ]  # fmt: skip
    return found


def _title(ballot: Ballot) -> str:
    return ballot.title.say(get_language() or "vi")


def own_reviews(request: Request) -> Iterator[Waiting]:
    """Self-reviews that the viewer is to write and has not handed in."""
    for dossier in own_dossiers(request):
        if dossier.terms.treatment == Treatment.OUT or dossier.review or dossier.held:
            continue
        year, due = dossier.campaign.year, dossier.deadlines.get(SELF_REVIEW)
        words = _("Viết tiếp bản tự kiểm điểm năm {year}") if dossier.draft else _("Viết bản tự kiểm điểm năm {year}")
        late = due is not None and due < request.viewer.today
        day = _("hạn {day}").format(day=written(due)) if due else ""
        page = reverse("self_review", args=[dossier.subject.pk])
        yield Waiting(words.format(year=year), dossier.name, page, day, URGENT if late else SOON)


def _campaigns(request: Request, scope: Placement) -> Iterator[Waiting]:
    """Of every campaign that runs over the scope: reminders, what is to be proposed here, places that are late."""
    for campaign in campaigns_over(scope):
        if closing_of(campaign) is None:
            then = placement_of(scope.organization_id, on=last_day(campaign.year)) or scope
            viewer = request.viewer
            following = viewer.remembered(followed, then, campaign=campaign, on=viewer.today)
            yield from _reminded(request, following)
            yield from _to_propose(request, following)
            yield from _late(request, following)


def _reminded(request: Request, following: Following) -> Iterator[Waiting]:
    """Steps of which the scope was reminded and that are still open there."""
    scope, year = following.placement, following.campaign.year
    if scope.organization_id != request.viewer.actor.organization_id:
        return
    last = {one.step: one for one in reminders(following.campaign, organizations=[scope.organization_id])}
    for step, reminder in last.items():
        if left := following.left_at(scope.organization_id, step):
            words = _("Được nhắc: bước “{step}” năm {year} còn {n}").format(step=NAMES[step], year=year, n=left)
            more = {"decider": scope.organization.code} if step == DECISION else {"level": "here"}
            page = list_of(year, scope.organization.code, open=step, **more)
            day, due = written(reminder.reminded_on), written(following.deadlines.get(step))
            yield Waiting(words, _("nhắc ngày {day}").format(day=day), page, _due(due), URGENT)


def _to_propose(request: Request, following: Following) -> Iterator[Waiting]:
    scope, year = following.placement, following.campaign.year
    if not may(request.viewer.actor, Right.CONDUCT_REVIEWS, scope):
        return
    if left := following.left_at(scope.organization_id, PROPOSAL):
        words = ngettext(
            "{n} đối tượng chưa có đề xuất mức xếp loại năm {year}",
            "{n} đối tượng chưa có đề xuất mức xếp loại năm {year}",
            left,
        )
        due = following.deadlines.get(PROPOSAL)
        page = address(request, "campaign_proposals", year)
        late = due is not None and due < following.on
        yield Waiting(words.format(n=left, year=year), scope.name, page, _due(written(due)), URGENT if late else SOON)


def _late(request: Request, following: Following) -> Iterator[Waiting]:
    """Places that are late, for those who run the campaign and for those above several places."""
    places = {one.organization_id for one in following.late} - {following.placement.organization_id}
    if not places:
        return
    words = ngettext("{n} nơi chậm tiến độ kiểm điểm, xếp loại năm {year}",
                     "{n} nơi chậm tiến độ kiểm điểm, xếp loại năm {year}", len(places))  # fmt: skip
    year, run = following.campaign.year, may(request.viewer.actor, Right.RUN_CAMPAIGNS, following.placement)
    detail = _("xem danh sách và nhắc") if run else _("xem danh sách")
    yield Waiting(words.format(n=len(places), year=year), detail, address(request, "campaign_late", year), "", URGENT)


def _due(day: str) -> str:
    return _("hạn {day}").format(day=day) if day else ""


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
        year = _("Đánh giá, xếp loại {year}").format(year=report.year)
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


def _decisions(request: Request) -> Iterator[Waiting]:
    """Subjects that were reviewed and proposed, for those who record the decisions of their committee."""
    viewer = request.viewer
    own = placement_of(viewer.actor.organization_id or 0, on=viewer.today)
    if own is None or not may(viewer.actor, Right.DECIDE_RATINGS, own):
        return
    for campaign, count in ready_for(own):
        words = ngettext(
            "{n} đối tượng chờ quyết định xếp loại năm {year}",
            "{n} đối tượng chờ quyết định xếp loại năm {year}",
            count,
        )
        yield Waiting(words.format(n=count, year=campaign.year), own.name, reverse("decisions", args=[campaign.year]))


def _contests(request: Request) -> Iterator[Waiting]:
    """Requests to reconsider a result that the viewer may answer."""
    asked = contests_waiting(request.viewer.actor, on=request.viewer.today)
    if asked:
        words = ngettext(
            "{n} đề nghị xem xét lại kết quả đang chờ trả lời",
            "{n} đề nghị xem xét lại kết quả đang chờ trả lời",
            len(asked),
        )
        since = _("lâu nhất từ ngày {day}").format(day=written(asked[0].contested_on))
        yield Waiting(words.format(n=len(asked)), since, reverse("contests"), "", URGENT)


def _imports(request: Request) -> Iterator[Waiting]:
    """Previewed imports that nobody has applied yet."""
    if not may_anywhere(request.viewer.actor, Right.IMPORT):
        return
    places = visible(request.viewer.actor, Right.IMPORT, on=request.viewer.today).values("organization_id")
    for run in waiting_runs(places)[:MOST]:
        words = _("Tệp {name} đã đọc xong, chờ xác nhận ghi").format(name=run.file_name)
        yield Waiting(words, run.started_by, reverse("import", args=[run.pk]))


def _requests(request: Request) -> Iterator[Waiting]:
    """Requests for correction, with how long the oldest waits."""
    viewer = request.viewer
    if not may_anywhere(viewer.actor, Right.MANAGE_MEMBERS):
        return
    asked = list(requests_in_reach(request).values_list("asked_on", flat=True))
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
    if not may_anywhere(viewer.actor, Right.SEE_JOURNAL):
        return
    places = visible(viewer.actor, Right.SEE_JOURNAL, on=viewer.today).values("organization_id")
    if often(places):
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
