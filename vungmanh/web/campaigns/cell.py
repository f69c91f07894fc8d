"""The working page of a cell in the campaign: who has handed in, what is missing, and one button per step."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from vungmanh.access.questions import NotVisible
from vungmanh.access.rights import Right
from vungmanh.campaigns.models import Campaign, SubjectKind, Treatment
from vungmanh.campaigns.progress import DECISION, PROPOSAL, REVIEW, SELF_REVIEW
from vungmanh.campaigns.rating.voted import voted
from vungmanh.campaigns.review.cell_facts import questions_of
from vungmanh.campaigns.review.cell_work import Line, cell_lines, picked
from vungmanh.campaigns.review.reviewing import hold_reviews
from vungmanh.campaigns.subjects import book_of, campaign_over
from vungmanh.foundation.dates import year_end
from vungmanh.foundation.refusals import Refusal
from vungmanh.organizations.models import Placement
from vungmanh.organizations.queries import names_on
from vungmanh.rulebooks.conduct import Process
from vungmanh.web.addresses import address, number_in, organization_of, standing_on
from vungmanh.web.campaigns.figures import list_of
from vungmanh.web.campaigns.steps_forms import HeldForm
from vungmanh.web.viewer import Request

_COLUMNS = "name,kind,self_review,claimed,review,ceiling,proposal"
"""What the list of proposals that goes to the deciding body shows."""


@dataclass(frozen=True, slots=True)
class Stage:
    """One step of the cell: how many are done of how many, and where the rest is done.

    `nothing` is said where nobody has to take the step.
    """

    code: str
    name: str
    done: int
    total: int
    address: str = ""
    button: str = ""
    nothing: str = ""

    @property
    def is_done(self) -> bool:
        """Whether there was something to do and nobody is left."""
        return 0 < self.total == self.done

    @property
    def left(self) -> int:
        """How many are left."""
        return self.total - self.done


def campaign_cell(request: Request, year: int, code: str) -> HttpResponse:
    """The steps of everybody rated in an organization, and the form that records the review of many at once."""
    viewer = request.viewer
    scope = organization_of(request, Right.CONDUCT_REVIEWS, code)
    place = standing_on(request, Right.CONDUCT_REVIEWS, year_end(year), scope)
    campaign = _campaign(place, year)
    lines = cell_lines(campaign, place)
    handed_in = all(line.handed_in for line in lines if line.is_due and not line.held)
    form = HeldForm(request.POST or None, today=viewer.today, all_handed_in=handed_in)
    chosen = _chosen(request, lines)

    def act(data: dict[str, Any]) -> None:
        _hold(request, campaign, lines, chosen, data)

    if form.carries_out(act):
        count = len(chosen)
        done = ngettext("Đã ghi kiểm điểm {n} đối tượng.", "Đã ghi kiểm điểm {n} đối tượng.", count).format(n=count)
        messages.success(request, done)
        return redirect(address(request, "campaign_cell", year, code))
    shown = {"campaign": campaign, "year": year, "place": place, "lines": lines, "form": form, "chosen": chosen}
    stages = _stages(request, campaign, place, lines)
    shown |= {"refusal": form.refusal, "stages": stages, "next": next((one for one in stages if one.left), None)}
    shown |= {"rules": book_of(campaign).order(Process.REVIEW), "deciders": _deciders(campaign, lines)}
    shown["questions"] = questions_of(campaign)
    shown["proposals"] = list_of(year, code, asked=PROPOSAL, level="here", columns=_COLUMNS).partition("?")[2]
    return render(request, "web/campaigns/cell.html", shown, status=409 if form.refusal else 200)


def _campaign(place: Placement, year: int) -> Campaign:
    found = campaign_over([place.organization_id, *place.ancestor_ids], year=year)
    if found is None:
        raise NotVisible(year)
    return found


def _hold(request: Request, campaign: Campaign, lines: Sequence[Line], chosen: set[int], data: dict[str, Any]) -> None:
    terms = picked(lines, chosen)
    if not terms:
        raise Refusal(
            "web.nobody_picked", _("Chưa chọn ai để ghi kiểm điểm."), remedy=_("Đánh dấu những đối tượng đã kiểm điểm.")
        )
    by = request.viewer.actor
    hold_reviews(by=by, campaign=campaign, terms=terms, on=data["held_on"], **HeldForm.read(data))


def _chosen(request: Request, lines: Sequence[Line]) -> set[int]:
    """Those ticked; on a fresh page everybody who has handed in, lacks no opinion and is not reviewed yet."""
    open_ = [line for line in lines if line.is_due and not line.held]
    if request.method == "POST":
        sent = {number_in(text) for text in request.POST.getlist("subject")}
        return {line.terms.subject_id for line in open_ if line.terms.subject_id in sent}
    return {line.terms.subject_id for line in open_ if line.handed_in and not line.missing}


def _stages(request: Request, campaign: Campaign, place: Placement, lines: Sequence[Line]) -> list[Stage]:
    due = [line for line in lines if line.is_due]
    rated = [line for line in due if line.terms.treatment == Treatment.RATED]
    members = [line for line in rated if line.terms.subject.kind == SubjectKind.MEMBER]
    year, code = campaign.year, place.organization.code
    votes = voted(campaign, [line.terms for line in members])
    return [
        Stage(
            SELF_REVIEW, _("Tự kiểm điểm"), sum(1 for one in due if one.handed_in or one.held), len(due),
            list_of(year, code, open=SELF_REVIEW, level="here"), _("Xem ai chưa nộp"),
        ),
        _opinions(due),
        Stage(
            REVIEW, _("Hội nghị kiểm điểm"), sum(1 for one in due if one.held), len(due),
            "#hold", _("Ghi đã kiểm điểm"),
        ),
        Stage(
            "ballots", _("Bỏ phiếu"), sum(1 for one in votes.values() if one.is_over), len(members),
            reverse("subject_ballots", args=[year, code]), _("Bỏ phiếu"),
        ),
        Stage(
            PROPOSAL, _("Đề xuất mức"), sum(1 for one in rated if one.proposed), len(rated),
            address(request, "campaign_proposals", year), _("Đề xuất mức"),
        ),
        Stage(DECISION, _("Quyết định"), sum(1 for one in rated if one.decided), len(rated)),
    ]  # fmt: skip


def _opinions(due: Sequence[Line]) -> Stage:
    """Of those only whose rating needs an opinion; what was recorded of the others is counted too."""
    asked, given = [line for line in due if line.needed], sum(line.opinions for line in due)
    words = _("không có ý kiến bắt buộc; đã ghi {n}").format(n=given)
    done = sum(1 for line in asked if not line.missing)
    return Stage("opinions", _("Ý kiến phải có"), done, len(asked), "#hold", _("Xem ai còn thiếu"), words)


def _deciders(campaign: Campaign, lines: Sequence[Line]) -> str:
    """The names of the organizations whose committees decide on these."""
    ids = {line.terms.decided_by_id for line in lines if line.terms.treatment == Treatment.RATED}
    names = names_on({id_ for id_ in ids if id_}, on=year_end(campaign.year))
    return ", ".join(sorted(name for name, _superior in names.values()))
