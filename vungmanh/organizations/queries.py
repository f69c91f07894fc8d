"""Reading the tree as of a day."""

from collections.abc import Iterable
from datetime import date

from django.db.models import Min, Q

from vungmanh.foundation.names import unaccented
from vungmanh.organizations.models import Organization, Placement, PlacementQuerySet, path_ids, path_step


def placement_of(organization_id: int, *, on: date) -> Placement | None:
    """How the organization stands on the day; None before it was founded or after it ended."""
    return Placement.objects.on(on).filter(organization_id=organization_id).select_related("organization").first()


def placement_by_code(code: str, *, on: date) -> Placement | None:
    """How the organization with this code stands on the day; None when there is none then."""
    standing = Placement.objects.on(on).filter(organization__code=code, organization__withdrawn_by=None)
    return standing.select_related("organization").first()


def organization_by_code(code: str) -> Organization | None:
    """The organization with this code, whether or not it exists today."""
    return Organization.objects.effective().filter(code=code).first()


def history_of(organization_id: int) -> PlacementQuerySet:
    """All placements of an organization that stand, in the order of time."""
    placements = Placement.objects.effective().filter(organization_id=organization_id)
    return placements.select_related("parent").order_by("starts_on")


def founding_days(organization_ids: Iterable[int]) -> dict[int, date]:
    """The day on which each organization began, by id."""
    placements = Placement.objects.effective().filter(organization__in=organization_ids).order_by()
    return dict(placements.values_list("organization_id").annotate(Min("starts_on")))


def last_placement_of(organization_id: int) -> Placement | None:
    """Its placement with the latest beginning, ended or not."""
    return history_of(organization_id).select_related("organization").last()


def below(placement: Placement, *, on: date, itself: bool = False) -> PlacementQuerySet:
    """Placements of everything below an organization on the day."""
    return Placement.objects.on(on).below(placement.path, itself=itself)


def directly_below(organization_id: int, *, on: date) -> PlacementQuerySet:
    """Placements of the organizations directly under one on the day, in Vietnamese order."""
    children = Placement.objects.on(on).filter(parent_id=organization_id)
    return children.select_related("organization").order_by("sort_key", "organization_id")


def roots(*, on: date) -> PlacementQuerySet:
    """Placements without a superior on the day; an installation has one."""
    return Placement.objects.on(on).filter(parent=None).select_related("organization").order_by("sort_key")


def ancestors_of(placement: Placement, *, on: date) -> list[Placement]:
    """Placements on the day of the organizations above, from the root down."""
    above = Placement.objects.on(on).filter(organization_id__in=placement.ancestor_ids)
    return sorted(above.select_related("organization"), key=lambda ancestor: ancestor.depth)


def placements_on(organization_ids: Iterable[int], *, on: date) -> dict[int, Placement]:
    """Placements on the day by organization id."""
    standing = Placement.objects.on(on).filter(organization_id__in=organization_ids).select_related("organization")
    return {placement.organization_id: placement for placement in standing}


def matching(placements: PlacementQuerySet, words: str) -> PlacementQuerySet:
    """Of the placements, those whose name holds every typed word, diacritics aside, or whose code was typed.

    The highest come first.
    """
    return placements.filter(in_words(words)).select_related("organization").order_by("depth", "sort_key")


def in_words(words: str) -> Q:
    """Placements whose name holds every typed word, or whose code is what was typed."""
    in_name = Q(*[Q(search_key__contains=word) for word in unaccented(words).split()])
    return in_name | Q(organization__code=words.strip())


def grassroots_id(path: str, grassroots: set[int]) -> int:
    """The grassroots organization that a path leads through, the topmost organization where there is none."""
    ids = path_ids(path)
    return next((id_ for id_ in ids if id_ in grassroots), ids[0])


def last_placements_by_code(codes: Iterable[str]) -> dict[str, Placement]:
    """How the organizations with these codes stand or last stood, by code."""
    named = Placement.objects.effective().filter(organization__code__in=codes, organization__withdrawn_by=None)
    ordered = named.select_related("organization").order_by("starts_on")
    return {placement.organization.code: placement for placement in ordered}


def codes_ever_below(organization_id: int, codes: Iterable[str]) -> set[str]:
    """Those of the codes whose organization stands, stood or will stand there or below, whatever the day."""
    named = Placement.objects.effective().filter(
        organization__code__in=codes, organization__withdrawn_by=None, path__contains=path_step(organization_id)
    )
    paths = named.order_by().values_list("organization__code", "path")
    return {code for code, path in paths if organization_id in path_ids(path)}


def superiors_among(organization_ids: Iterable[int], *, on: date) -> set[int]:
    """Which of the organizations have others directly under them on the day."""
    children = Placement.objects.on(on).filter(parent__in=organization_ids).order_by()
    return set(children.values_list("parent_id", flat=True).distinct())


def placements_ever(organization_ids: Iterable[int]) -> dict[int, list[Placement]]:
    """All placements of organizations in the order of time, by organization id."""
    placed: dict[int, list[Placement]] = {}
    placements = Placement.objects.effective().filter(organization__in=organization_ids).order_by("starts_on")
    for placement in placements.select_related("organization"):
        placed.setdefault(placement.organization_id, []).append(placement)
    return placed


def founded_on(organization_ids: Iterable[int]) -> dict[int, date]:
    """First days by organization id."""
    placements = Placement.objects.effective().filter(organization__in=organization_ids).order_by()
    return dict(placements.values_list("organization_id").annotate(Min("starts_on")))


def names_on(organization_ids: Iterable[int], *, on: date) -> dict[int, tuple[str, int | None]]:
    """Name and superior on the day, by organization id: as little as a list needs."""
    standing = Placement.objects.on(on).filter(organization__in=organization_ids)
    return {id_: (name, parent) for id_, name, parent in standing.values_list("organization_id", "name", "parent_id")}
