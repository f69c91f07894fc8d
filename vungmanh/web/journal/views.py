"""The journal of what happened in reach."""

from django.http import HttpResponse
from django.shortcuts import render

from vungmanh.access.questions import visible
from vungmanh.access.rights import Right
from vungmanh.journal.queries import entries
from vungmanh.web.addresses import kept, number_in, scope_of
from vungmanh.web.journal.sentences import told
from vungmanh.web.viewer import Request

PAGE = 50


def journal(request: Request) -> HttpResponse:
    """Entries of the scope and all below it, the latest first; the root's journal also has what belongs nowhere."""
    viewer = request.viewer
    scope = scope_of(request, Right.SEE_JOURNAL)
    places = visible(viewer.actor, Right.SEE_JOURNAL, on=viewer.today).below(scope.path).values("organization_id")
    found = entries(None if scope.depth == 1 else places)
    before = number_in(request.GET.get("before", ""))
    if before is not None:
        found = found.filter(pk__lt=before)
    page = list(found[: PAGE + 1])
    shown = {
        "scope": scope,
        "entries": told(page[:PAGE], viewer.language),
        "next": kept(request, before=page[PAGE - 1].pk) if len(page) > PAGE else "",
        "first": before is None,
    }
    return render(request, "web/journal/journal.html", shown)
