"""What somebody may see and do with a subject of a campaign: the self-review, the signs, the steps around it."""

from dataclasses import dataclass
from datetime import date

from vungmanh.access.holders import who_may
from vungmanh.access.questions import NoRight, NotVisible, may
from vungmanh.access.rights import Right
from vungmanh.campaigns.models import Opinion
from vungmanh.campaigns.review.correcting import entered_by, opinion_numbered
from vungmanh.campaigns.review.dossier import Dossier, dossier_numbered
from vungmanh.campaigns.roll import COMMITTEE_POSTS
from vungmanh.foundation.actors import Actor
from vungmanh.organizations.kinds import kind
from vungmanh.organizations.models import Placement
from vungmanh.organizations.queries import last_placement_of, placement_of, placements_on


@dataclass(frozen=True, slots=True)
class Sight:
    """What an actor may do with one subject.

    `writes`: it is the own self-review, or that of the own organization. `conducts`: records opinions, facts and the
    review held. `reads`: the words of the self-review; who is not the writer is noted in the journal. `signs`: what
    the member states on the 27 signs.
    """

    is_own: bool
    writes: bool
    conducts: bool
    reads: bool
    signs: bool
    sees: bool


def load_subject(actor: Actor, subject_id: int, *, year: int | None = None, on: date) -> tuple[Dossier, Sight]:
    """A subject with what the actor may do with it today; raises NotVisible for one that is none of its business."""
    dossier = dossier_numbered(subject_id)
    if dossier is None or year not in (None, dossier.campaign.year):
        raise NotVisible(subject_id)
    sight = sight_of(actor, dossier, on=on)
    if not sight.sees:
        raise NotVisible(subject_id)
    return dossier, sight


def load_for_writing(actor: Actor, subject_id: int, *, on: date) -> Dossier:
    """A subject whose self-review the actor writes; anybody else's does not exist for it."""
    dossier, sight = load_subject(actor, subject_id, on=on)
    if not sight.writes:
        raise NotVisible(subject_id)
    return dossier


def load_for_reading(actor: Actor, subject_id: int, *, on: date) -> tuple[Dossier, Sight]:
    """A subject whose self-review the actor may read; raises NotVisible, or NoRight for one that it only sees."""
    dossier, sight = load_subject(actor, subject_id, on=on)
    if not sight.reads:
        raise _no_right(dossier, on)
    return dossier, sight


def load_for_conducting(actor: Actor, subject_id: int, *, year: int, on: date) -> Dossier:
    """A subject whose review the actor conducts; raises NotVisible, or NoRight for one that it only sees."""
    dossier, sight = load_subject(actor, subject_id, year=year, on=on)
    if not sight.conducts:
        raise _no_right(dossier, on)
    return dossier


def load_opinion(actor: Actor, subject_id: int, number: int, *, year: int, on: date) -> tuple[Dossier, Opinion]:
    """An opinion for who entered it or conducts the review; raises NotVisible, or NoRight for one that it only sees."""
    dossier, sight = load_subject(actor, subject_id, year=year, on=on)
    opinion = opinion_numbered(number, subject_id)
    if opinion is None:
        raise NotVisible(number)
    if opinion.pk not in changeable(actor, [opinion], sight):
        raise _no_right(dossier, on)
    return dossier, opinion


def changeable(actor: Actor, opinions: list[Opinion], sight: Sight) -> set[int]:
    """Which opinions the actor may correct and withdraw: all where it conducts the review, else those it entered."""
    if sight.conducts:
        return {one.pk for one in opinions}
    entered = entered_by(opinions)
    return {one.pk for one in opinions if actor.member_id is not None and entered[one.pk] == actor.member_id}


def sight_of(actor: Actor, dossier: Dossier, *, on: date) -> Sight:
    """What the actor may see of a subject and do with it on the day."""
    place = _place(dossier.terms.place_id, on)
    is_own = dossier.is_member and dossier.subject.member_id == actor.member_id and actor.member_id is not None
    conducts = place is not None and may(actor, Right.CONDUCT_REVIEWS, place)
    body = not dossier.is_member and conducts and actor.organization_id == dossier.subject.organization_id
    committee = place is not None and _in_committee(actor, place, on)
    reads = is_own or conducts or committee or _decides(actor, dossier, on)
    sees = reads or (place is not None and may(actor, Right.SEE_RESULTS, place))
    return Sight(is_own, is_own or body, conducts, reads, dossier.is_member and (is_own or committee), sees)


def _no_right(dossier: Dossier, on: date) -> NoRight:
    place = _place(dossier.terms.place_id, on)
    return NoRight(Right.CONDUCT_REVIEWS, who_may(Right.CONDUCT_REVIEWS, place, on=on) if place else [])


def _place(organization_id: int, on: date) -> Placement | None:
    return placement_of(organization_id, on=on) or last_placement_of(organization_id)


def _decides(actor: Actor, dossier: Dossier, on: date) -> bool:
    decider = _place(dossier.terms.decided_by_id, on) if dossier.terms.decided_by_id else None
    return decider is not None and may(actor, Right.DECIDE_RATINGS, decider)


def _in_committee(actor: Actor, place: Placement, on: date) -> bool:
    """Whether the actor acts as one of the committee of the cell, or of the grassroots organization above it."""
    if actor.post not in COMMITTEE_POSTS:
        return False
    if actor.organization_id == place.organization_id:
        return True
    above = placements_on(place.ancestor_ids, on=on)
    return any(kind(one.kind).is_grassroots and one.organization_id == actor.organization_id for one in above.values())
