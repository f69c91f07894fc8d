"""What waits of campaigns and votes: each line leads to the very place where it is done."""

from collections.abc import Iterator, Sequence

from django.urls import reverse
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from vungmanh.access.contests import contests_waiting
from vungmanh.access.questions import may, may_anywhere
from vungmanh.access.rights import Right
from vungmanh.ballots.models import Ballot, State
from vungmanh.ballots.queries import awaiting, going_on
from vungmanh.campaigns.deciding.pending import ready_for
from vungmanh.campaigns.models import Treatment
from vungmanh.campaigns.progress import DECISION, NAMES, PROPOSAL, REVIEW, SELF_REVIEW
from vungmanh.campaigns.review.dossier import Dossier, being_written, to_be_written
from vungmanh.campaigns.running.following import Following
from vungmanh.campaigns.running.reminding import reminders, writers_reminded
from vungmanh.campaigns.subjects import running_over
from vungmanh.foundation.dates import written
from vungmanh.foundation.dates import year_end as last_day
from vungmanh.organizations.kinds import kind as kind_of
from vungmanh.organizations.models import Placement
from vungmanh.organizations.queries import placement_of
from vungmanh.reports.self_reviews import called
from vungmanh.web.addresses import address
from vungmanh.web.campaigns.figures import list_of
from vungmanh.web.campaigns.reading import followed
from vungmanh.web.campaigns.self_review import own_bodies
from vungmanh.web.home.line import MOST, SOON, URGENT, Waiting, due_in_words
from vungmanh.web.viewer import Request


def votes(request: Request) -> list[Waiting]:
    """Votes that the viewer takes part in or conducts, whoever the viewer is; shown above everything else."""
    viewer = request.viewer
    own = list(awaiting(viewer.actor.member_id)) if viewer.actor.member_id else []
    found = [
        Waiting(_title(one), _("Đang bỏ phiếu, đồng chí chưa bỏ phiếu"), reverse("vote", args=[one.uuid]), "", URGENT)
        for one in own
    ]
    if may_anywhere(viewer.actor, Right.CONDUCT_REVIEWS):
        found += [
            Waiting(_title(one), _("Điều hành bỏ phiếu: {state}").format(state=State(one.state).label),
                    reverse("ballot", args=[one.uuid]))
            for one in going_on(viewer.reach(Right.CONDUCT_REVIEWS))[:MOST]
        ]  # fmt: skip
    return found


def _title(ballot: Ballot) -> str:
    return ballot.title.say(get_language() or "vi")


def own_reviews(request: Request) -> Iterator[Waiting]:
    """Self-reviews that the viewer is to write and has not handed in."""
    viewer = request.viewer
    dossiers = viewer.remembered(_unwritten, viewer.actor.member_id or 0, bodies=own_bodies(viewer.actor))
    drafted = being_written(dossiers)
    for dossier in dossiers:
        year, due = dossier.campaign.year, dossier.deadlines.get(SELF_REVIEW)
        words = _("Viết tiếp {what} năm {year}") if dossier.subject.pk in drafted else _("Viết {what} năm {year}")
        late = due is not None and due < request.viewer.today
        page = reverse("self_review", args=[dossier.subject.pk])
        day = due_in_words(due, request.viewer.today)
        whose = dossier.name if dossier.is_member else dossier.place.name
        if reminded := viewer.remembered(writers_reminded, dossier.campaign, place=dossier.terms.place_id):
            whose = _("{name} · được nhắc ngày {day}").format(name=whose, day=written(reminded))
        colour = URGENT if late or reminded else SOON
        yield Waiting(words.format(what=called(dossier), year=year), whose, page, day, colour)


def _unwritten(member_id: int, *, bodies: Sequence[int]) -> list[Dossier]:
    """What they are asked to write and have not handed in; what is read of it is remembered, but for drafts."""
    found = to_be_written(member_id=member_id or None, bodies=bodies)
    return [one for one in found if not (one.terms.treatment == Treatment.OUT or one.review or one.held)]


def campaigns(request: Request, scope: Placement) -> Iterator[Waiting]:
    """Of every campaign that runs over the scope: reminders, what is to be proposed here, places that are late."""
    viewer = request.viewer
    for campaign in viewer.remembered(running_over, scope):
        then = viewer.remembered(placement_of, scope.organization_id, on=last_day(campaign.year)) or scope
        following = viewer.remembered(followed, then, campaign=campaign, on=viewer.today)
        yield from _reminded(request, following)
        yield from _cell(request, following)
        yield from _to_propose(request, following)
        yield from _late(request, following)


def _reminded(request: Request, following: Following) -> Iterator[Waiting]:
    """Steps of which the scope was reminded and that are still open there."""
    scope, year = following.placement, following.campaign.year
    if scope.organization_id != request.viewer.actor.organization_id:
        return
    there = {"organizations": (scope.organization_id,)}
    last = {one.step: one for one in request.viewer.remembered(reminders, following.campaign, **there)}
    for step, reminder in last.items():
        if left := following.left_at(scope.organization_id, step):
            words = _("Được nhắc: bước “{step}” năm {year} còn {n}").format(step=NAMES[step], year=year, n=left)
            more = {"decider": scope.organization.code} if step == DECISION else {"level": "here"}
            page = list_of(year, scope.organization.code, open=step, **more)
            day, due = written(reminder.reminded_on), due_in_words(following.deadlines.get(step), following.on)
            yield Waiting(words, _("nhắc ngày {day}").format(day=day), page, due, URGENT)


def _cell(request: Request, following: Following) -> Iterator[Waiting]:
    """The work of a cell, for who conducts its reviews: how many have not written, how many are not reviewed."""
    cell, year = following.placement, following.campaign.year
    if not kind_of(cell.kind).is_cell or not may(request.viewer.actor, Right.CONDUCT_REVIEWS, cell):
        return
    left = {step: following.left_at(cell.organization_id, step) for step in (SELF_REVIEW, REVIEW)}
    if not any(left.values()):
        return
    words = _("Kiểm điểm, xếp loại năm {year} của chi bộ").format(year=year)
    detail = _("còn {written} bản tự kiểm điểm, {held} đối tượng chưa kiểm điểm").format(
        written=left[SELF_REVIEW], held=left[REVIEW]
    )
    due = min((day for step, n in left.items() if n and (day := following.deadlines.get(step))), default=None)
    page = reverse("campaign_cell", args=[year, cell.organization.code])
    late = due is not None and due < following.on
    yield Waiting(words, detail, page, due_in_words(due, following.on), URGENT if late else SOON)


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
        day = due_in_words(due, following.on)
        yield Waiting(words.format(n=left, year=year), scope.name, page, day, URGENT if late else SOON)


def _late(request: Request, following: Following) -> Iterator[Waiting]:
    """Places that are late, for those who run the campaign and for those above several places."""
    places = {one.organization_id for one in following.late} - {following.placement.organization_id}
    if not places:
        return
    words = ngettext("{n} nơi chậm tiến độ kiểm điểm, xếp loại năm {year}",
                     "{n} nơi chậm tiến độ kiểm điểm, xếp loại năm {year}", len(places))  # fmt: skip
    year, reminds = following.campaign.year, may(request.viewer.actor, Right.CONDUCT_REVIEWS, following.placement)
    detail = _("xem danh sách và nhắc") if reminds else _("xem danh sách")
    yield Waiting(words.format(n=len(places), year=year), detail, address(request, "campaign_late", year), "", URGENT)


def to_decide(request: Request) -> Iterator[Waiting]:
    """Subjects that were reviewed and proposed, for those who record the decisions of their committee."""
    viewer = request.viewer
    own = viewer.own
    if own is None or not may(viewer.actor, Right.DECIDE_RATINGS, own):
        return
    for campaign, count in viewer.remembered(ready_for, own):
        words = ngettext(
            "{n} đối tượng chờ quyết định xếp loại năm {year}",
            "{n} đối tượng chờ quyết định xếp loại năm {year}",
            count,
        )
        yield Waiting(words.format(n=count, year=campaign.year), own.name, reverse("decisions", args=[campaign.year]))


def to_answer(request: Request) -> Iterator[Waiting]:
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
