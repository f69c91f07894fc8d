"""The tree, opening step by step, and the page of one organization."""

from dataclasses import dataclass

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language

from vungmanh.access.questions import load_organization, may
from vungmanh.access.rights import Right
from vungmanh.members.queries import headcount, headcounts_below
from vungmanh.organizations.kinds import kind
from vungmanh.organizations.models import Placement
from vungmanh.organizations.queries import below, directly_below, superiors_among
from vungmanh.web.addresses import organization_of, scope_of
from vungmanh.web.organizations.overview import overview_of
from vungmanh.web.viewer import Request


@dataclass(slots=True)
class Node:
    """One line of the outline; `below` are the opened lines under it, None while it is closed."""

    placement: Placement
    members: int
    has_below: bool
    below: list["Node"] | None = None

    @property
    def code(self) -> str:
        """Code of the organization."""
        return self.placement.organization.code

    @property
    def kind(self) -> str:
        """Its kind in the reader's language."""
        return kind(self.placement.kind).name.say(get_language() or "vi")


def tree(request: Request) -> HttpResponse:
    """The outline from the scope down; `open` names the organization opened, with all on the way to it."""
    top, on = scope_of(request, Right.SEE_ORGANIZATIONS), request.viewer.on
    root = Node(top, sum(request.viewer.remembered(headcount, top, on=on).values()), True)
    path = _opened(request, top).path
    node: Node | None = root
    while node is not None and node.has_below:
        node.below = _below(request, node.placement)
        node = next((one for one in node.below if path.startswith(one.placement.path)), None)
    shown = {"root": root, "total": below(top, on=on).count()}
    return render(request, "web/organizations/tree.html", shown)


def branch(request: Request, code: str) -> HttpResponse:
    """The lines directly below one organization: a fragment for the outline."""
    placement = load_organization(request.viewer.actor, Right.SEE_ORGANIZATIONS, code, on=request.viewer.on)
    return render(request, "web/organizations/_branch.html", {"nodes": _below(request, placement)})


def organization(request: Request, code: str) -> HttpResponse:
    """Everything about one organization on the day."""
    placement = organization_of(request, Right.SEE_ORGANIZATIONS, code)
    viewer = request.viewer
    shown = overview_of(placement, viewer, sees_results=may(viewer.actor, Right.SEE_RESULTS, placement))
    return render(request, "web/organizations/organization.html", shown)


def _opened(request: Request, top: Placement) -> Placement:
    code = request.GET.get("open")
    if not code:
        return top
    return load_organization(request.viewer.actor, Right.SEE_ORGANIZATIONS, code, on=request.viewer.on)


def _below(request: Request, placement: Placement) -> list[Node]:
    on = request.viewer.on
    children = list(directly_below(placement.organization_id, on=on))
    members = request.viewer.remembered(headcounts_below, placement, on=on)
    superiors = superiors_among([child.organization_id for child in children], on=on)
    return [
        Node(child, members.get(child.organization_id, 0), child.organization_id in superiors) for child in children
    ]
