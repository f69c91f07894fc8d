"""How far the viewer's own review is once the self-review was handed in, up to the result."""

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext as _

from vungmanh.campaigns.deciding.contesting import contest_about
from vungmanh.campaigns.models import Treatment
from vungmanh.campaigns.progress import REVIEW
from vungmanh.campaigns.review.dossier import Dossier, to_be_written
from vungmanh.foundation.dates import written
from vungmanh.web.campaigns.rerating import result_page
from vungmanh.web.home.line import NONE, NOTE, Waiting
from vungmanh.web.viewer import Request


def own_standing(request: Request) -> Iterator[Waiting]:
    """What became of the own self-review in the campaigns that are not over."""
    for dossier in to_be_written(member_id=request.viewer.actor.member_id):
        if dossier.ruling:
            yield from _decided(request, dossier)
        elif dossier.review:
            yield _handed_in(request, dossier)


def _handed_in(request: Request, dossier: Dossier) -> Waiting:
    assert dossier.review is not None
    words = _("Xem bản tự kiểm điểm năm {year} đã nộp").format(year=dossier.campaign.year)
    handed_in = _("Đã nộp ngày {day}.").format(day=written(dossier.review.handed_in_on))
    page = reverse("self_review_paper", args=[dossier.subject.pk])
    return Waiting(words, f"{handed_in} {_next(request, dossier)}", page, "", NOTE)


def _next(request: Request, dossier: Dossier) -> str:
    if dossier.held and dossier.terms.treatment == Treatment.RATED:
        return _("Đã kiểm điểm ngày {day}, chờ quyết định xếp loại.").format(day=written(dossier.held.held_on))
    if dossier.held:
        return _("Đã kiểm điểm ngày {day}.").format(day=written(dossier.held.held_on))
    due = dossier.deadlines.get(REVIEW)
    if due and due >= request.viewer.today:
        return _("Chi bộ kiểm điểm chậm nhất ngày {day}.").format(day=written(due))
    return _("Chờ chi bộ kiểm điểm.")


def _decided(request: Request, dossier: Dossier) -> Iterator[Waiting]:
    ruling, year = dossier.ruling, dossier.campaign.year
    assert ruling is not None
    category = dossier.book.category(dossier.kind, ruling.category).name.say(request.viewer.language)
    decision = _("Quyết định {number} ngày {day}").format(number=ruling.decision_number, day=written(ruling.decided_on))
    words = _("Kết quả xếp loại năm {year}: {category}").format(year=year, category=category)
    yield Waiting(words, decision, result_page(dossier), "", NOTE)
    if contest_about(dossier.subject.pk) is None:
        words, why = _("Đề nghị xem xét lại kết quả"), _("nếu đồng chí không đồng ý với mức đã quyết định")
        yield Waiting(words, why, reverse("contest_result", args=[year, dossier.subject.pk]), "", NONE)
