"""At which level a subject is decided: the rulebook names a body, the tree of the day says whose body it is."""

from collections.abc import Mapping
from dataclasses import dataclass

from vungmanh.foundation.citations import Citation
from vungmanh.organizations.kinds import kind
from vungmanh.organizations.models import Placement, path_ids
from vungmanh.rulebooks.bodies import Body
from vungmanh.rulebooks.rulebook import Rulebook, Subject

_LEVELS = {
    Body.DISTRICT: ("district",),
    Body.DISTRICT_COMMITTEE: ("district",),
    Body.DISTRICT_STANDING: ("district", "commune_above_grassroots"),
    Body.PROVINCE: ("province",),
    Body.PROVINCIAL_STANDING: ("province",),
    Body.SECTIONAL_COMMITTEE: ("sectional_organization",),
}
"""The kinds of organization whose committee is meant by a body that is named by its level."""


@dataclass(frozen=True, slots=True)
class Competence:
    """Which organization's committee decides, after whose proposal, and where that stands.

    `organization_id` is None where the deciding body is outside the installation; `body` None where the rulebook does
    not name one: then the direct superior is taken, and the page says so.
    """

    organization_id: int | None
    body: Body | None
    proposer: Body | None
    citation: Citation | None


def competence(book: Rulebook, subject: Subject, place: Placement, standing: Mapping[int, Placement]) -> Competence:
    """Who decides on a subject rated in `place`; `standing` are all placements of the day by organization."""
    found = book.decides(subject, place.kind)
    body = found.decider if found else None
    organization_id = holder(body, subject, place, standing)
    return Competence(organization_id, body, found.proposer if found else None, found.citation if found else None)


def holder(body: Body | None, subject: Subject, place: Placement, standing: Mapping[int, Placement]) -> int | None:
    """The organization whose committee a body named by the rulebook is, seen from `place`; None: outside the tree."""
    above = [standing[id_] for id_ in reversed(path_ids(place.path)[:-1]) if id_ in standing]
    match body:
        case Body.CELL | Body.CELL_COMMITTEE | Body.GRASSROOTS_CELL_COMMITTEE:
            return place.organization_id
        case Body.GRASSROOTS_COMMITTEE:
            holders = [one for one in above if kind(one.kind).is_grassroots]
        case None | Body.COMPETENT_LEVEL | Body.SUPERIOR:
            if subject is Subject.MEMBER and kind(place.kind).is_grassroots:
                return place.organization_id
            holders = above
        case _:
            holders = [one for one in above if one.kind in _LEVELS.get(body, ())]
    return holders[0].organization_id if holders else None
