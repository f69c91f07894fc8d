"""The votes of a cell or committee in a year, and preparing one: what all are told comes before what is chosen."""

from dataclasses import dataclass
from typing import Any

from django import forms
from django.conf import settings
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from vungmanh.access.rights import Right
from vungmanh.ballots.checks import check_terms
from vungmanh.ballots.counting import SMALL_BODY
from vungmanh.ballots.forewarning import forewarned, openly
from vungmanh.ballots.models import Ballot, Manner
from vungmanh.ballots.queries import ballots_about
from vungmanh.campaigns.models import Campaign, SubjectKind
from vungmanh.campaigns.rating.balloting import Plan, kinds_of_votes, plan, prepare_vote
from vungmanh.campaigns.rating.voted import Put
from vungmanh.campaigns.subjects import campaign_over
from vungmanh.foundation.refusals import Refusal
from vungmanh.organizations.models import Placement
from vungmanh.web.addresses import address, organization_of
from vungmanh.web.ballots.shown import electors_planned, state_shown, terms_planned
from vungmanh.web.forms import ActionForm
from vungmanh.web.viewer import Request

SECRET, OPEN = "secret", "open"


class PrepareForm(ActionForm):
    """How the vote is held. Paper and secret come first; what is not permitted is not offered."""

    manner = forms.ChoiceField(label=gettext_lazy("Cách bỏ phiếu"), widget=forms.RadioSelect)
    secrecy = forms.ChoiceField(label=gettext_lazy("Hình thức"), widget=forms.RadioSelect)
    tellers = forms.TypedChoiceField(
        label=gettext_lazy("Số người kiểm phiếu giấy nhập độc lập"), coerce=int, choices=[(2, "2"), (3, "3")],
        required=False, empty_value=2,
    )  # fmt: skip
    told = forms.BooleanField(label=gettext_lazy("Đã thông báo những điều trên cho mọi người trước khi chọn"))

    def __init__(self, *given: Any, wanted: Plan, **more: Any) -> None:
        super().__init__(*given, **more)
        manners = [Manner.PAPER, Manner.SCREEN, Manner.MIXED] if settings.SCREEN_BALLOTS else [Manner.PAPER]
        self.fields["manner"].choices = [(one.value, str(one.label).capitalize()) for one in manners]
        self.fields["manner"].initial = Manner.PAPER
        secret, in_the_open = (SECRET, _("Bỏ phiếu kín")), (OPEN, _("Biểu quyết không kín, có đếm phiếu"))
        both = [secret, in_the_open] if wanted.is_secret else [in_the_open]
        self.fields["secrecy"].choices = both if wanted.leaves_secrecy_open or not wanted.is_secret else [secret]
        self.fields["secrecy"].initial = both[0][0]
        if wanted.entitled > SMALL_BODY:
            self.fields["told"].required = False


@dataclass(frozen=True, slots=True)
class Offer:
    """A vote that could be prepared, or why it cannot."""

    kind: SubjectKind
    ballots: list[tuple[Ballot, str, str]]
    plan: Plan | None
    refusal: Refusal | None


def subject_ballots(request: Request, year: int, code: str) -> HttpResponse:
    """The votes of a cell or committee in the campaign of a year; a form sent here prepares one."""
    place = organization_of(request, Right.CONDUCT_REVIEWS, code)
    campaign = campaign_over([place.organization_id, *place.ancestor_ids], year=year)
    if campaign is None:
        raise Http404
    kind = request.POST.get("kind", "")
    offers, form = [], None
    for one in kinds_of_votes(campaign, place):
        offer = _offer(request, campaign, place, one)
        if offer.plan:
            sent = request.POST if request.method == "POST" and kind == one else None
            form = PrepareForm(sent, wanted=offer.plan, prefix=one)
            if sent and (made := _prepared(request, campaign, offer.plan, form)):
                return redirect(address(request, "ballot", made.uuid))
        offers.append((offer, _shown(offer, form) if offer.plan else {}))
    shown = {"place": place, "year": year, "offers": offers, "screens": settings.SCREEN_BALLOTS}
    return render(request, "web/ballots/subject_ballots.html", shown, status=409 if form and form.refusal else 200)


def _offer(request: Request, campaign: Campaign, place: Placement, kind: SubjectKind) -> Offer:
    held = list(ballots_about([Put(campaign.pk, kind, place.organization_id).key]))
    ballots = [(one, *state_shown(one)) for one in reversed(held)]
    try:
        return Offer(kind, ballots, plan(campaign, place, kind, on=request.viewer.today), None)
    except Refusal as refusal:
        return Offer(kind, ballots, None, refusal)


def _prepared(request: Request, campaign: Campaign, wanted: Plan, form: PrepareForm) -> Ballot | None:
    made: list[Ballot] = []

    def act(data: dict[str, Any]) -> None:
        manner, openly_ = data["manner"], data["secrecy"] == OPEN
        ballot = prepare_vote(
            by=request.viewer.actor, campaign=campaign, wanted=wanted, manner=manner,
            openly=openly_, tellers=data["tellers"],
        )  # fmt: skip
        made.append(ballot)

    return made[0] if form.carries_out(act) else None


def _shown(offer: Offer, form: PrepareForm | None) -> dict[str, Any]:
    wanted = offer.plan
    assert wanted is not None
    manner = Manner.MIXED if settings.SCREEN_BALLOTS else Manner.PAPER
    rule = wanted.rule
    secretly = forewarned(wanted.electors, manner, rule.threshold.is_, rule.denominator.is_)
    return {
        "form": form,
        "refusal": form.refusal if form else None,
        "blocked": _undecided(wanted),
        "terms": terms_planned(wanted.rule),
        "electors": electors_planned(wanted.electors),
        "entitled": wanted.entitled,
        "secretly": secretly if wanted.is_secret else [],
        "openly": openly() if wanted.leaves_secrecy_open or not wanted.is_secret else "",
    }


def _undecided(wanted: Plan) -> Refusal | None:
    """Why a vote cannot be prepared whatever is chosen: a term that neither the book nor the province has decided."""
    try:
        check_terms(wanted.rule.threshold, wanted.rule.denominator)
    except Refusal as refusal:
        return refusal
    return None
