"""Imports, remembered words and organizations that the viewer may work with."""

from django.db.models import QuerySet

from vungmanh.access.questions import NotVisible, load_organization, visible
from vungmanh.access.rights import Right
from vungmanh.exchange.models import ImportRun, Mapping
from vungmanh.exchange.queries import mappings, runs
from vungmanh.organizations.models import Placement
from vungmanh.organizations.queries import last_placement_of, matching, placement_of, placements_on
from vungmanh.web.addresses import scope_of
from vungmanh.web.viewer import Request


def runs_in_reach(request: Request) -> QuerySet[ImportRun]:
    """Imports into organizations that the viewer may import into today."""
    places = visible(request.viewer.actor, Right.IMPORT, on=request.viewer.today)
    return runs(places.values("organization_id"))


def run_in_reach(request: Request, run_id: int) -> ImportRun:
    """One of them; raises NotVisible for any other."""
    scope_of(request, Right.IMPORT)
    run = runs_in_reach(request).filter(pk=run_id).first()
    if run is None:
        raise NotVisible(run_id)
    return run


def reads_cells(request: Request, run: ImportRun) -> bool:
    """Whether the viewer may see what stands in the file: who sent it, and who may see guarded particulars there."""
    viewer = request.viewer
    if run.login_id == viewer.login.pk:
        return True
    return visible(viewer.actor, Right.SEE_GUARDED, on=viewer.today).filter(organization=run.scope_id).exists()


def check_reads_cells(request: Request, run: ImportRun) -> None:
    """Refuse everybody else what would hand cells over, or read them under another name."""
    if not reads_cells(request, run):
        load_organization(request.viewer.actor, Right.SEE_GUARDED, run.scope.code, on=request.viewer.today)


def mappings_in_reach(request: Request) -> QuerySet[Mapping]:
    """Words remembered for imports into organizations that the viewer may import into today."""
    places = visible(request.viewer.actor, Right.IMPORT, on=request.viewer.today)
    return mappings(places.values("organization_id"))


def places_for(request: Request, run: ImportRun, words: str, *, most: int) -> list[tuple[str, str]]:
    """Organizations within the scope of an import that match the words, the highest first: code, and name in full."""
    today = request.viewer.today
    found = visible(request.viewer.actor, Right.IMPORT, on=today)
    if run.scope_id is not None:
        scope = placement_of(run.scope_id, on=today) or last_placement_of(run.scope_id)
        found = found.below(scope.path) if scope else found.none()
    places = list(matching(found, words)[:most])
    above = placements_on({one.parent_id for one in places if one.parent_id}, on=today)
    return [(one.organization.code, _in_full(one, above.get(one.parent_id or 0))) for one in places]


def _in_full(place: Placement, above: Placement | None) -> str:
    """Name, superior's name and code: names alone would not tell namesakes apart."""
    return f"{place.name}{f', {above.name}' if above else ''} ({place.organization.code})"
