"""Taking data out: order, wait or be given the file at once, fetch it again, see what was taken out."""

from dataclasses import replace

from django.http import FileResponse, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from vungmanh.access.questions import NotVisible, check_anywhere, may_anywhere, visible
from vungmanh.access.rights import Right
from vungmanh.documents.formats import Format
from vungmanh.documents.paper import grid_of
from vungmanh.exchange.queries import runs
from vungmanh.exports.actions import AT_ONCE, fetch_export, make_export, order_export, order_of, register_print
from vungmanh.exports.checks import file_of
from vungmanh.exports.contract import OfTable, Order
from vungmanh.exports.kinds import kind_of
from vungmanh.exports.models import PRINTED, Export
from vungmanh.exports.queries import exports_of, queue
from vungmanh.exports.registered import exports_asked
from vungmanh.exports.tasks import enqueue
from vungmanh.lists.registers.register import Asked
from vungmanh.web.addresses import address, kept, number_in, scope_of
from vungmanh.web.exports.asking import order_in
from vungmanh.web.exports.shown import export_shown, queue_shown
from vungmanh.web.imports.shown import run_shown
from vungmanh.web.viewer import Request

PAGE = 50


def exports(request: Request) -> HttpResponseBase:
    """The background jobs of the viewer: exports and imports; a form sent here orders the complete rosters."""
    if request.method == "POST":
        return order(request)
    if not may_anywhere(request.viewer.actor, Right.IMPORT):
        check_anywhere(request.viewer.actor, Right.EXPORT)
    found = [export_shown(one, request) for one in exports_of(request.viewer.login.pk)[:PAGE]]
    places = visible(request.viewer.actor, Right.IMPORT, on=request.viewer.today).values("organization_id")
    own = runs(places).filter(login_id=request.viewer.login.pk)[:PAGE]
    shown = queue_shown(queue()) | {
        "exports": found,
        "imports": [run_shown(run) for run in own],
        "waiting": any(one.export.is_open for one in found) or any(run.is_running for run in own),
        "register": may_anywhere(request.viewer.actor, Right.SEE_JOURNAL),
    }
    return render(request, "web/exports/jobs.html", shown)


@require_POST
def order(request: Request) -> HttpResponseBase:
    """Order a file: a small one is sent at once, a large one is made in the background."""
    code, form, wanted = order_in(request)
    return ordered(request, code, form, wanted)


def job(request: Request, export_id: int) -> HttpResponse:
    """One export: its progress, its file, or why there is none."""
    shown = queue_shown(queue()) | {"one": export_shown(_own(request, export_id), request)}
    return render(request, "web/exports/job.html", shown)


def progress(request: Request, export_id: int) -> HttpResponse:
    """How far an export is: a fragment; when it has ended, the page is asked to load anew."""
    export = _own(request, export_id)
    if not export.is_open:
        return HttpResponse(headers={"HX-Refresh": "true"})
    shown = queue_shown(queue()) | {"one": export_shown(export, request)}
    return render(request, "web/exports/_progress.html", shown)


def fetch(request: Request, export_id: int) -> HttpResponseBase:
    """The file of an export of one's own."""
    export = _own(request, export_id)
    fetch_export(export, by=request.viewer.actor, today=request.viewer.today)
    return _file(export)


@require_POST
def repeat(request: Request, export_id: int) -> HttpResponseBase:
    """The same once more, from the record as it is now."""
    export = _own(request, export_id)
    wanted = replace(order_of(export), by=request.viewer.actor)
    return ordered(request, export.kind, export.form, wanted)


def register(request: Request) -> HttpResponse:
    """Everything that was taken out of the scope and below, by whomever."""
    scope = scope_of(request, Right.SEE_JOURNAL)
    found = exports_asked(Asked(request.viewer.actor, scope, request.viewer.on))
    before = number_in(request.GET.get("before", ""))
    page = list((found.filter(pk__lt=before) if before else found)[: PAGE + 1])
    shown = {
        "scope": scope,
        "exports": [export_shown(one, request) for one in page[:PAGE]],
        "next": kept(request, before=page[PAGE - 1].pk) if len(page) > PAGE else "",
        "first": not before,
    }
    return render(request, "web/exports/register.html", shown)


def ordered(request: Request, code: str, form: str, wanted: Order) -> HttpResponseBase:
    """The file, registered and sent at once; or the page where it is waited for."""
    today = request.viewer.today
    export = order_export(code=code, order=wanted, form=form, today=today)
    if form == PRINTED:
        return _print(request, export)
    if export.total > AT_ONCE:
        enqueue(export)
        return redirect(address(request, "export_job", export.pk))
    make_export(export, today=today)
    return _file(export)


def _print(request: Request, export: Export) -> HttpResponse:
    """All rows of a list on one page, for the printer."""
    kind, wanted = kind_of(export.kind), order_of(export)
    grid = grid_of(kind.table(wanted), wanted.language, numbered=True) if isinstance(kind, OfTable) else None
    rows = list(grid.rows) if grid else []
    register_print(export, len(rows))
    columns = list(zip(grid.header, grid.aligned, strict=True)) if grid else []
    aligned = grid.aligned if grid else []
    shown = {"grid": grid, "columns": columns, "rows": [list(zip(row, aligned, strict=True)) for row in rows]}
    return render(request, "web/exports/print.html", shown)


def _file(export: Export) -> FileResponse:
    media_type = Format(export.form).media_type
    file = file_of(export).open("rb")
    return FileResponse(file, as_attachment=True, filename=export.name, content_type=media_type)


def _own(request: Request, export_id: int) -> Export:
    """An export of the viewer's own; one of somebody else is not found."""
    export = exports_of(request.viewer.login.pk).filter(pk=export_id).first()
    if export is None:
        raise NotVisible(export_id)
    return export
