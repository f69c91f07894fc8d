"""The journal of what happened in reach: the list with its filters, and one action with its parts and changes."""

from collections.abc import Sequence

from django.http import HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from vungmanh.access.questions import NotVisible
from vungmanh.access.responsibility import entries_in_reach, responsible_since
from vungmanh.access.rights import Right
from vungmanh.foundation.dates import written
from vungmanh.journal.changes import changes_of
from vungmanh.journal.queries import entries_numbered, entry_numbered, numbers_of_parts, parts_of
from vungmanh.lists.registers.entries import told
from vungmanh.lists.registers.journal import entries_asked
from vungmanh.lists.registers.register import Asked
from vungmanh.web.addresses import kept, number_in, organization_of, scope_of
from vungmanh.web.journal.forms import SeekForm
from vungmanh.web.journal.sentences import told_changes
from vungmanh.web.viewer import Request

PAGE = 50


def journal(request: Request) -> HttpResponse:
    """Entries of the scope and all below it, the latest first; the root's journal also has what belongs nowhere."""
    viewer = request.viewer
    scope = scope_of(request, Right.SEE_JOURNAL)
    form = SeekForm(request.GET)
    asked = form.asked()
    found = entries_asked(Asked(viewer.actor, scope, viewer.today, asked))
    before = number_in(request.GET.get("before", ""))
    if before is not None:
        found = found.filter(pk__lt=before)
    page = list(found.values_list("pk", flat=True)[: PAGE + 1])
    shown = {
        "scope": scope,
        "form": form,
        "since": written(responsible_since(viewer.actor, on=viewer.today)),
        "entries": viewer.remembered(_drawn, kept(request), numbers=tuple(page[:PAGE])) if page else "",
        "next": kept(request, **asked, before=page[PAGE - 1]) if len(page) > PAGE else "",
        "newest": kept(request, **asked),
        "first": before is None,
    }
    return render(request, "web/journal/journal.html", shown)


def _drawn(keep: str, *, numbers: Sequence[int]) -> SafeString:
    """Entries that were found for the viewer, as HTML, remembered until the record changes."""
    found = list(entries_numbered(numbers))
    entries = told(found, get_language() or "vi", parts=numbers_of_parts(found))
    return render_to_string("web/journal/_entries.html", {"entries": entries, "linked": True, "kept": keep, "level": 2})


def action(request: Request, number: int) -> HttpResponse:
    """One whole action: what it changed, from what to what, and its parts, some at a time."""
    viewer = request.viewer
    code = viewer.capacity.organization_code if viewer.capacity else ""
    own = organization_of(request, Right.SEE_JOURNAL, code)
    whole = entries_in_reach(entry_numbered(number), viewer.actor, own, on=viewer.today).first()
    if whole is None:
        raise NotVisible(number)
    after = number_in(request.GET.get("after", "")) or 0
    page = list(parts_of(whole).filter(pk__gt=after)[: PAGE + 1])
    shown = {
        "entry": told([whole], viewer.language)[0],
        "changes": told_changes([change for each in (whole, *page[:PAGE]) for change in changes_of(each)]),
        "parts": told(page[:PAGE], viewer.language),
        "next": kept(request, after=page[PAGE - 1].pk) if len(page) > PAGE else "",
    }
    return render(request, "web/journal/action.html", shown)
