"""The commands of the yearly campaign: open, status, propose, decide, rerate."""

from argparse import Namespace
from typing import TYPE_CHECKING

from vungmanh.cli import installation
from vungmanh.cli.output import show
from vungmanh.cli.reporting import standing_in

if TYPE_CHECKING:
    from vungmanh.campaigns.models import Campaign, Terms
    from vungmanh.foundation.decisions import Decision
    from vungmanh.organizations.models import Placement


def open_(called: Namespace) -> int:
    """`vungmanh campaign open`: list everybody concerned below an organization for a rating year."""
    from vungmanh.campaigns.running.actions import open_campaign
    from vungmanh.foundation.actors import Actor

    root = standing_in(called)
    on = called.on or installation.today()
    campaign = open_campaign(by=Actor.operator("vungmanh campaign"), root=root, year=called.year, on=on)
    return _tell(called, campaign, root)


def status(called: Namespace) -> int:
    """`vungmanh campaign status`: the steps, and what is open."""
    placement = standing_in(called)
    return _tell(called, _campaign(placement, called.year), placement)


def propose(called: Namespace) -> int:
    """`vungmanh campaign propose`: what the rules and the claims propose for everybody who is not decided yet."""
    from vungmanh.campaigns.progress import DECISION, open_in
    from vungmanh.campaigns.rating.proposing import Proposed
    from vungmanh.campaigns.rating.proposing import propose as propose_all
    from vungmanh.foundation.actors import Actor

    placement = standing_in(called)
    campaign = _campaign(placement, called.year)
    proposed = [Proposed(one) for one in open_in(_rated(campaign, placement), DECISION)]
    on = called.on or installation.today()
    propose_all(by=Actor.operator("vungmanh campaign"), campaign=campaign, proposed=proposed, on=on)
    return _tell(called, campaign, placement)


def decide(called: Namespace) -> int:
    """`vungmanh campaign decide`: everything proposed that the organization's committee is competent for."""
    from vungmanh.campaigns.deciding.decisions import Decided
    from vungmanh.campaigns.deciding.settling import decide_and_note
    from vungmanh.campaigns.models import Proposal
    from vungmanh.campaigns.progress import DECISION, open_in
    from vungmanh.foundation.actors import Actor

    placement = standing_in(called)
    campaign = _campaign(placement, called.year)
    proposals = Proposal.objects.effective().filter(subject__campaign=campaign).values("subject_id")
    waiting = open_in(_rated(campaign), DECISION).filter(decided_by=placement.organization_id, subject__in=proposals)
    decided = [Decided(one) for one in waiting]
    if decided:
        decide_and_note(
            by=Actor.operator("vungmanh campaign"),
            campaign=campaign,
            body=placement.organization_id,
            decision=_decision(called),
            decided=decided,
        )
    return _tell(called, campaign, placement)


def rerate(called: Namespace) -> int:
    """`vungmanh campaign rerate`: rate a member or an organization anew for the year."""
    from vungmanh.campaigns.deciding.rerating import re_rate
    from vungmanh.foundation.actors import Actor

    placement = standing_in(called)
    campaign = _campaign(placement, called.year)
    re_rate(
        by=Actor.operator("vungmanh campaign"),
        campaign=campaign,
        body=placement.organization_id,
        decision=_decision(called),
        terms=_terms(campaign, called.code),
        category=called.category,
        ground=called.ground,
        reason=called.reason,
    )
    return _tell(called, campaign, placement)


def _rated(campaign: "Campaign", placement: "Placement | None" = None):  # type: ignore[no-untyped-def]
    from vungmanh.campaigns.progress import DECISION, concerned
    from vungmanh.campaigns.subjects import within

    whom = concerned(campaign, DECISION)
    return whom.filter(within(placement)) if placement else whom


def _decision(called: Namespace) -> "Decision":
    from vungmanh.foundation.decisions import Decision

    return Decision(called.number, called.decided or installation.today())


def _terms(campaign: "Campaign", code: str) -> "Terms":
    from django.utils.translation import gettext as _

    from vungmanh.campaigns.models import SubjectKind
    from vungmanh.campaigns.subjects import subject_of_body, subject_of_member, terms_in
    from vungmanh.foundation.refusals import Refusal
    from vungmanh.members.queries import member_by_code
    from vungmanh.organizations.queries import organization_by_code

    organization = organization_by_code(code)
    member = None if organization else member_by_code(code)
    found = (
        subject_of_body(campaign, SubjectKind.ORGANIZATION, organization.pk)
        if organization
        else subject_of_member(campaign, member.pk)
        if member
        else None
    )
    if found is None:
        raise Refusal(
            "cli.not_listed",
            _("“{code}” không có trong danh sách của năm {year}.").format(code=code, year=campaign.year),
            remedy=_("Kiểm tra lại mã; chữ hoa, chữ thường khác nhau."),
        )
    return terms_in(campaign).get(subject=found)


def _campaign(placement: "Placement", year: int) -> "Campaign":
    from django.utils.translation import gettext as _

    from vungmanh.campaigns.subjects import campaign_over
    from vungmanh.foundation.refusals import Refusal

    found = campaign_over([placement.organization_id, *placement.ancestor_ids], year=year)
    if found is None:
        raise Refusal(
            "cli.no_campaign",
            _("Năm {year} chưa mở đợt kiểm điểm, xếp loại cho {name}.").format(year=year, name=placement.name),
            remedy=_("Chạy “vungmanh campaign open” trước."),
        )
    return found


def _tell(called: Namespace, campaign: "Campaign", placement: "Placement") -> int:
    """The steps of a campaign, and those that are open, for programs and people."""
    from vungmanh.campaigns.progress import NAMES, steps

    found = steps(campaign, placement)
    data = {
        "year": campaign.year,
        "rulebook": campaign.rulebook,
        "steps": [{"code": each.code, "done": each.done, "total": each.total} for each in found],
        "open": [{"code": each.code, "count": each.open} for each in found if each.open],
    }
    show(called, data, [f"{NAMES[each.code]}: {each.done}/{each.total}" for each in found])
    return 0
