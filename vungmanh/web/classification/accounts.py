"""Every version of a result: which year it changes, why, by whom it was decided; and what may be done about it."""

from dataclasses import dataclass
from typing import Any

from vungmanh.access.contests import contests, decides_on, reads_reasons
from vungmanh.campaigns.deciding.contesting import contest_about
from vungmanh.campaigns.deciding.explaining import Account, Version
from vungmanh.campaigns.deciding.rerating import ruling_on
from vungmanh.campaigns.models import Contest, Terms
from vungmanh.campaigns.progress import closing_of
from vungmanh.foundation.citations import Citation
from vungmanh.foundation.dates import year_end
from vungmanh.foundation.texts import Text
from vungmanh.organizations.queries import placement_of
from vungmanh.rulebooks.rulebook import Subject
from vungmanh.web.classification.shown import decision_line, explanation_shown
from vungmanh.web.figures import Badge, badge_of_result
from vungmanh.web.viewer import Request, Viewer


@dataclass(frozen=True, slots=True)
class VersionShown:
    """One rating of the year; the words of the reason only for who may read them."""

    number: int
    badge: Badge
    decision: str
    decided_by: str
    ground: Text | None
    citation: Citation | None
    reason: str


def account_shown(request: Request, account: Account) -> dict[str, Any]:
    """An explanation with its versions and, where the year had a campaign, the ways on."""
    terms, viewer = account.terms, request.viewer
    reads = terms is None or reads_reasons(viewer.actor, terms, on=viewer.today)
    subject = account.explanation.subject
    versions = [_version(viewer, one, subject, reads) for one in account.versions]
    return explanation_shown(account.explanation) | {"versions": versions} | _ways_on(request, terms)


def _ways_on(request: Request, terms: Terms | None) -> dict[str, Any]:
    """Contesting and rating anew, where there is a decided result."""
    ruling = ruling_on(terms) if terms is not None else None
    if terms is None or ruling is None:
        return {}
    actor, today = request.viewer.actor, request.viewer.today
    asks, decider = contests(actor, terms, on=today), decides_on(actor, terms, on=today)
    asked: Contest | None = contest_about(terms.subject_id) if asks or decider else None
    running = closing_of(terms.subject.campaign) is None
    return {
        "terms": terms,
        "contested": asked,
        "may_contest": asks and running and (asked is None or asked.ruling_id != ruling.pk),
        "may_re_rate": decider,
    }


def _version(viewer: Viewer, version: Version, subject: Subject, reads: bool) -> VersionShown:
    result, ruling, ground = version.result, version.ruling, version.ground
    body = result.decision.organization_id
    place = viewer.remembered(placement_of, body, on=year_end(result.year)) if body else None
    return VersionShown(
        number=result.version,
        badge=badge_of_result(result, subject),
        decision=decision_line(result),
        decided_by=place.name if place else "",
        ground=ground.text if ground else None,
        citation=ground.citation if ground else None,
        reason=ruling.reason if ruling and reads else "",
    )
