"""What pages of the campaign show of one subject."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from vungmanh.access.questions import may, may_with_member
from vungmanh.access.rights import Right
from vungmanh.campaigns.models import Treatment
from vungmanh.campaigns.rating.voted import voted
from vungmanh.campaigns.reasons import Reason, reason_of, special_of, told_as
from vungmanh.campaigns.review.dossier import Dossier
from vungmanh.campaigns.review.evidence import Item, Source
from vungmanh.web.addresses import address
from vungmanh.web.figures import Badge, badge_of
from vungmanh.web.viewer import Request


@dataclass(frozen=True, slots=True)
class ReasonShown:
    """Why a subject is in or out: the treatment, its reason, the special cases."""

    treatment: str
    reason: Reason | None
    special: list[Reason]


def reason_shown(dossier: Dossier) -> ReasonShown:
    """The terms of a subject in words, with their citations."""
    terms, kind = dossier.terms, dossier.subject.kind
    return ReasonShown(
        str(Treatment(terms.treatment).label),
        reason_of(dossier.book, kind, told_as(terms.reason)),
        [special_of(dossier.book, kind, code) for code in terms.special],
    )


def evidence_shown(request: Request, dossier: Dossier, items: Sequence[Item]) -> list[tuple[Item, str]]:
    """Each item with the address of its source; without one where the viewer may not open that page."""
    return [(item, _source(request, dossier, item)) for item in items]


def _source(request: Request, dossier: Dossier, item: Item) -> str:
    code = dossier.place.organization.code
    match item.source:
        case Source.MEMBER if _sees(request, dossier, Right.SEE_MEMBERS):
            return address(request, "member", dossier.subject.whose)
        case Source.EXPLANATION if _sees(request, dossier, Right.SEE_RESULTS):
            if dossier.is_member:
                return address(request, "explain_member", item.year, dossier.subject.whose)
            return address(request, "explain_organization", item.year, code)
        case Source.RESULTS if _sees(request, dossier, Right.SEE_RESULTS):
            return address(request, "classification_year", item.year, scope=code)
        case Source.ORGANIZATION if _sees(request, dossier, Right.SEE_ORGANIZATIONS):
            return address(request, "organization", code)
    return ""


def _sees(request: Request, dossier: Dossier, right: Right) -> bool:
    viewer = request.viewer
    if dossier.is_member:
        return may_with_member(viewer.actor, right, dossier.member, on=viewer.on)
    return may(viewer.actor, right, dossier.place)


def outcome_shown(dossier: Dossier) -> dict[str, Any]:
    """What was claimed, voted, proposed and decided, as badges; read only here."""
    proposal, ruling = dossier.proposal, dossier.ruling
    vote = voted(dossier.campaign, [dossier.terms]).get(dossier.subject.pk)
    return {
        "claimed": _badge(dossier, dossier.review.claimed if dossier.review else ""),
        "proposed": _badge(dossier, proposal.category if proposal else ""),
        "ceiling": _badge(dossier, proposal.ceiling if proposal else ""),
        "decided": _badge(dossier, ruling.category if ruling else ""),
        "vote": vote,
        "reached": _badge(dossier, vote.reached if vote else ""),
    }


def _badge(dossier: Dossier, code: str) -> Badge | None:
    return badge_of(dossier.book.category(dossier.kind, code)) if code else None


def bodies_shown(dossier: Dossier) -> dict[str, Any]:
    """Who comments before the rating and who decides, with the rule where the year has one."""
    deciding = dossier.book.decides(dossier.kind, dossier.place.kind)
    return {"deciding": deciding, "decider": dossier.decider, "commenter": dossier.commenter}
