"""The commands of the yearly campaign: open, status, propose, decide, rerate."""

from argparse import Namespace
from typing import TYPE_CHECKING

from vungmanh.cli import installation
from vungmanh.cli.output import show
from vungmanh.cli.reporting import standing_in

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from vungmanh.campaigns.deciding.settling import CapKey, Prospect
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
    """`vungmanh campaign propose`: what votes and claims come to, for those without a proposal; the others counted."""
    from vungmanh.campaigns.progress import PROPOSAL, open_in
    from vungmanh.campaigns.rating.proposing import Proposed
    from vungmanh.campaigns.rating.proposing import propose as propose_all
    from vungmanh.campaigns.rating.suggesting import suggested_to
    from vungmanh.foundation.actors import Actor

    placement = standing_in(called)
    campaign = _campaign(placement, called.year)
    waiting = list(open_in(_rated(campaign, placement), PROPOSAL))
    found = suggested_to(campaign, waiting)
    proposed = [
        Proposed(one, found.categories[one.subject_id]) for one in waiting if one.subject_id in found.categories
    ]
    if proposed and not called.preview:
        on = called.on or installation.today()
        propose_all(by=Actor.operator("vungmanh campaign"), campaign=campaign, proposed=proposed, on=on)
    skipped = [{"code": str(why), "count": len(rows)} for why, rows in found.left.items()]
    told = [f"{why.words}: {len(rows)}" for why, rows in found.left.items()]
    return _tell(called, campaign, placement, {"proposed": len(proposed), "skipped": skipped}, told)


def decide(called: Namespace) -> int:
    """`vungmanh campaign decide`: everything proposed that the organization's committee is competent for.

    Like on the page, a cap that would be exceeded asks for a reason, here `--reason GROUP=WORDS`.
    """
    from vungmanh.campaigns.deciding.decisions import Decided
    from vungmanh.campaigns.deciding.pending import waiting_for
    from vungmanh.campaigns.deciding.settling import prospect, settle
    from vungmanh.foundation.actors import Actor

    placement = standing_in(called)
    campaign = _campaign(placement, called.year)
    by, decision, reasons = Actor.operator("vungmanh campaign"), _decision(called), _cap_reasons(called)
    waiting = waiting_for(campaign, placement.organization_id)
    decided = [Decided(one.terms) for one in waiting if one.proposal is not None]
    if decided:
        ahead = prospect(by=by, campaign=campaign, body=placement, decision=decision, decided=decided)
        _check_cap_reasons(ahead, reasons)
        settle(by=by, campaign=campaign, body=placement, decision=decision, decided=decided, reasons=reasons)
    return _tell(called, campaign, placement)


def _cap_reasons(called: Namespace) -> "dict[CapKey, str]":
    """The reasons of `--reason GROUP=WORDS` for every cap of a group; raises Refusal for an unknown group."""
    from django.utils.translation import gettext as _

    from vungmanh.classification.populations import Counted
    from vungmanh.foundation.refusals import Refusal
    from vungmanh.rulebooks import shelf

    found: dict[CapKey, str] = {}
    for given in called.reason:
        group, _equals, words = given.partition("=")
        if group not in list(Counted):
            raise Refusal(
                "cli.no_such_group",
                _("Không có nhóm “{group}” để ghi lý do.").format(group=group),
                remedy=_("Ghi --reason NHÓM=LÝ DO, nhóm là một trong: {groups}.").format(groups=", ".join(Counted)),
            )
        found |= {(group, cap.code): words for cap in shelf.book_for(called.year).caps(Counted(group).subject)}
    return found


def _check_cap_reasons(ahead: "Prospect", reasons: "dict[CapKey, str]") -> None:
    """Refuse caps exceeded without a reason, all at once, and tell how to give it."""
    from django.utils.translation import gettext as _

    from vungmanh.foundation.reasons import SHORTEST_REASON, is_reason
    from vungmanh.foundation.refusals import Refusal

    missing = [one for one in ahead.unreasoned if not is_reason(reasons.get((str(one.counted), one.cap.code), ""))]
    if missing:
        groups = "; ".join(f"{one.counted}: {one.given} > {one.allowed}" for one in missing)
        options = " ".join(f'--reason {one.counted}="…"' for one in missing)
        raise Refusal(
            "campaigns.cap_reason_missing",
            _("Quyết định này vượt tỷ lệ tối đa mà chưa ghi lý do: {groups}.").format(groups=groups),
            remedy=_("Thêm {options}, mỗi lý do từ {least} ký tự.").format(options=options, least=SHORTEST_REASON),
            because=missing[0].cap.citation,
        )


def rerate(called: Namespace) -> int:
    """`vungmanh campaign rerate`: rate a member, an organization or its leading collective anew for the year."""
    from vungmanh.campaigns.deciding.rerating import re_rate
    from vungmanh.foundation.actors import Actor

    placement = standing_in(called)
    campaign = _campaign(placement, called.year)
    re_rate(
        by=Actor.operator("vungmanh campaign"),
        campaign=campaign,
        body=placement.organization_id,
        decision=_decision(called),
        terms=_terms(campaign, called.code, collective=called.collective),
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


def _terms(campaign: "Campaign", code: str, *, collective: bool) -> "Terms":
    from django.utils.translation import gettext as _

    from vungmanh.campaigns.models import SubjectKind
    from vungmanh.campaigns.subjects import subject_of_body, subject_of_member, terms_in
    from vungmanh.foundation.refusals import Refusal
    from vungmanh.members.queries import member_by_code
    from vungmanh.organizations.queries import organization_by_code

    organization = organization_by_code(code)
    member = None if organization or collective else member_by_code(code)
    found = subject_of_member(campaign, member.pk) if member else None
    if organization:
        kind = SubjectKind.COLLECTIVE if collective else SubjectKind.ORGANIZATION
        found = subject_of_body(campaign, kind, organization.pk)
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


def _tell(
    called: Namespace,
    campaign: "Campaign",
    placement: "Placement",
    more: "Mapping[str, object] | None" = None,
    told: "Sequence[str]" = (),
) -> int:
    """The steps of a campaign, and those that are open, for programs and people; and what else there is to tell."""
    from vungmanh.campaigns.progress import NAMES, steps

    found = steps(campaign, placement)
    data = {
        "year": campaign.year,
        "rulebook": campaign.rulebook,
        "steps": [{"code": each.code, "done": each.done, "total": each.total} for each in found],
        "open": [{"code": each.code, "count": each.open} for each in found if each.open],
        **(more or {}),
    }
    show(called, data, [*(f"{NAMES[each.code]}: {each.done}/{each.total}" for each in found), *told])
    return 0
