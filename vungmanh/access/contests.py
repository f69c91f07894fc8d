"""Who may contest a decided result, who answers and rates anew, and who reads the words of either."""

from datetime import date

from vungmanh.access.holders import who_may
from vungmanh.access.questions import NoRight, NotVisible, may, may_anywhere, visible
from vungmanh.access.reviews import load_subject
from vungmanh.access.rights import Right
from vungmanh.campaigns.deciding.contesting import contest_numbered, waiting_contests
from vungmanh.campaigns.models import Contest, SubjectKind, Terms
from vungmanh.campaigns.review.dossier import Dossier, dossier_numbered
from vungmanh.foundation.actors import Actor
from vungmanh.organizations.models import Placement
from vungmanh.organizations.queries import last_placement_of, placement_of


def decider_of(terms: Terms, *, on: date) -> Placement | None:
    """Whose committee decides on the subject, as it stands on the day.

    Where that is outside the installation, the organization that holds the campaign records its decisions.
    """
    body = terms.decided_by_id or terms.subject.campaign.organization_id
    return placement_of(body, on=on) or last_placement_of(body)


def decides_on(actor: Actor, terms: Terms, *, on: date) -> bool:
    """Whether the actor records decisions on the subject today."""
    decider = decider_of(terms, on=on)
    return decider is not None and may(actor, Right.DECIDE_RATINGS, decider)


def contests(actor: Actor, terms: Terms, *, on: date) -> bool:
    """Whether the result is the actor's own to contest: the member's, or for a body of who leads its reviews."""
    if terms.subject.kind == SubjectKind.MEMBER:
        return actor.member_id is not None and actor.member_id == terms.subject.member_id
    place = placement_of(terms.place_id, on=on)
    own = actor.organization_id == terms.place_id
    return own and place is not None and may(actor, Right.CONDUCT_REVIEWS, place)


def reads_reasons(actor: Actor, terms: Terms, *, on: date) -> bool:
    """Whether the words beside a decision on a member are for the actor: oneself, who reviews there, who decides."""
    if terms.subject.kind != SubjectKind.MEMBER or actor.member_id == terms.subject.member_id:
        return True
    place = placement_of(terms.place_id, on=on)
    return decides_on(actor, terms, on=on) or (place is not None and may(actor, Right.CONDUCT_REVIEWS, place))


def load_to_contest(actor: Actor, subject_id: int, *, year: int, on: date) -> Dossier:
    """A subject whose result is the actor's own; for anybody else there is no such page."""
    dossier = dossier_numbered(subject_id)
    if dossier is None or dossier.campaign.year != year or not contests(actor, dossier.terms, on=on):
        raise NotVisible(subject_id)
    return dossier


def load_to_re_rate(actor: Actor, subject_id: int, *, year: int, on: date) -> Dossier:
    """A subject on which the actor records decisions; raises NotVisible, or NoRight for one that it only sees."""
    dossier = dossier_numbered(subject_id)
    if dossier is not None and dossier.campaign.year == year and decides_on(actor, dossier.terms, on=on):
        return dossier
    dossier, _sight = load_subject(actor, subject_id, year=year, on=on)
    decider = decider_of(dossier.terms, on=on)
    raise NoRight(Right.DECIDE_RATINGS, who_may(Right.DECIDE_RATINGS, decider, on=on) if decider else [])


def load_contest(actor: Actor, number: int, *, on: date) -> tuple[Contest, Dossier, bool]:
    """A contest for its writer or who answers it, and whether the actor answers it."""
    contested = contest_numbered(number)
    dossier = dossier_numbered(contested.subject_id) if contested else None
    if contested is None or dossier is None:
        raise NotVisible(number)
    own = contests(actor, dossier.terms, on=on)
    answers = decides_on(actor, dossier.terms, on=on) and not (own and dossier.is_member)
    if not (own or answers):
        raise NotVisible(number)
    return contested, dossier, answers


def contests_waiting(actor: Actor, *, on: date) -> list[Contest]:
    """Contests that the actor may answer, the oldest first."""
    if not may_anywhere(actor, Right.DECIDE_RATINGS):
        return []
    bodies = visible(actor, Right.DECIDE_RATINGS, on=on).values("organization_id")
    return [
        one for one in waiting_contests(bodies) if actor.member_id is None or one.subject.member_id != actor.member_id
    ]
