"""A vote as the viewer may know of it: who conducts it, who is on its list, who may read its outcome."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any
from uuid import UUID

from django.http.response import HttpResponseBase
from django.shortcuts import redirect

from vungmanh.access.holders import who_may
from vungmanh.access.questions import NoRight, NotVisible, may
from vungmanh.access.rights import Right
from vungmanh.ballots.models import Ballot, Elector, State
from vungmanh.ballots.queries import ballot_by_uuid, own_part, tellers_of
from vungmanh.organizations.models import Placement
from vungmanh.organizations.queries import last_placement_of, placement_of
from vungmanh.web.addresses import address
from vungmanh.web.viewer import Request

View = Callable[..., HttpResponseBase]


@dataclass(frozen=True, slots=True)
class Known:
    """A vote, where it is held, the viewer's own line on its list, whether the viewer conducts it or is a teller."""

    ballot: Ballot
    place: Placement
    own: Elector | None
    conducts: bool
    is_teller: bool

    @property
    def may_count(self) -> bool:
        """Whether the viewer may enter a count of the paper slips: a teller, or who conducts, in a teller's name."""
        return self.conducts or self.is_teller


def known(request: Request, uuid: UUID) -> Known:
    """The vote, for those on its list, who conduct it or who, once it is over, may see the results of the place.

    Raises NotVisible for everybody else. Members who are not on the list but belong to the place are let through, to
    be told so.
    """
    viewer, ballot = request.viewer, ballot_by_uuid(uuid)
    if ballot is None:
        raise NotVisible(uuid)
    place = placement_of(ballot.organization_id, on=viewer.today) or last_placement_of(ballot.organization_id)
    assert place is not None  # ballots are held where an organization stands
    conducts = may(viewer.actor, Right.CONDUCT_REVIEWS, place)
    own = own_part(ballot, viewer.actor.member_id) if viewer.actor.member_id else None
    belongs = (
        may(viewer.actor, Right.SEE_ORGANIZATIONS, place) and viewer.actor.organization_id == place.organization_id
    )
    reads = ballot.state == State.CLOSED and may(viewer.actor, Right.SEE_RESULTS, place)
    if not (conducts or own or belongs or reads):
        raise NotVisible(uuid)
    is_teller = own is not None and any(one.member_id == own.member_id for one in tellers_of(ballot))
    return Known(ballot, place, own, conducts, is_teller)


def conducted(request: Request, uuid: UUID) -> Known:
    """The vote, for who conducts it; raises NotVisible, or NoRight for others who may know of it."""
    found = known(request, uuid)
    if not found.conducts:
        raise NoRight(Right.CONDUCT_REVIEWS, who_may(Right.CONDUCT_REVIEWS, found.place, on=request.viewer.today))
    return found


def posted(view: View) -> View:
    """A step that only a form sends. Whoever opens its address, as after a refusal, comes to the page of the vote."""

    @wraps(view)
    def step(request: Request, uuid: UUID, **more: Any) -> HttpResponseBase:
        if request.method != "POST":
            return redirect(address(request, "ballot", uuid))
        return view(request, uuid, **more)

    return step
