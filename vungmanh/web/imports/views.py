"""Imports step by step: upload, preview, apply, undo."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from vungmanh.access.questions import load_organization
from vungmanh.access.rights import Right
from vungmanh.exchange.actions import begin_applying, start_import, undo_import
from vungmanh.exchange.queries import returned, rows_of
from vungmanh.exchange.rejects import rejects_workbook
from vungmanh.exchange.tasks import apply_task, preview_task
from vungmanh.exchange.template import template_workbook
from vungmanh.exports.registered import imports_asked
from vungmanh.lists.registers.register import Asked
from vungmanh.web.addresses import kept, number_in, scope_of
from vungmanh.web.imports.forms import UploadForm
from vungmanh.web.imports.reach import run_in_reach
from vungmanh.web.imports.shown import row_shown, run_shown, state_chips
from vungmanh.web.imports.steps import Step, steps
from vungmanh.web.viewer import Request

PAGE = 50
_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def imports(request: Request) -> HttpResponse:
    """Imports in reach and the form for another one, into the scope."""
    scope = scope_of(request, Right.IMPORT)
    form = UploadForm(request.POST or None, request.FILES or None, initial={"on": request.viewer.on})
    if request.method == "POST" and form.is_valid():
        workbook = form.cleaned_data["workbook"]
        run = start_import(
            by=request.viewer.actor,
            file_name=workbook.name,
            content=workbook.read(),
            scope=scope.organization,
            on=form.cleaned_data["on"],
        )
        preview_task.enqueue(run.pk)
        return redirect("import", run.pk)
    asked = Asked(request.viewer.actor, scope, request.viewer.today)
    shown = {
        "scope": scope,
        "form": form,
        "steps": steps(None, Step.FILE),
        "runs": [run_shown(run) for run in imports_asked(asked)[:PAGE]],
    }
    return render(request, "web/imports/imports.html", shown)


def import_run(request: Request, run_id: int) -> HttpResponse:
    """One import: progress while it runs, else its rows with what they would do or did."""
    run = run_in_reach(request, run_id)
    state, warned = request.GET.get("state", ""), request.GET.get("warned") == "1"
    after = number_in(request.GET.get("after", "")) or 0
    rows = rows_of(run, state=state, warned=warned)
    page = list(rows.filter(pk__gt=after)[: PAGE + 1])
    same = {"state": state, "warned": "1" if warned else ""}
    shown = {
        "run": run_shown(run),
        "steps": steps(run, Step.PREVIEW),
        "returned": returned(run),
        "chips": state_chips(request, run, state, warned=warned),
        "rows": [row_shown(row) for row in page[:PAGE]],
        "next": kept(request, **same, after=page[PAGE - 1].pk) if len(page) > PAGE else "",
        "first": not after,
    }
    return render(request, "web/imports/run.html", shown)


def progress(request: Request, run_id: int) -> HttpResponse:
    """How far a running import is: a fragment; when it has ended, the page is asked to load anew."""
    run = run_in_reach(request, run_id)
    if not run.is_running:
        return HttpResponse(headers={"HX-Refresh": "true"})
    return render(request, "web/imports/_progress.html", {"run": run_shown(run)})


@require_POST
def apply(request: Request, run_id: int) -> HttpResponse:
    """Let the accepted rows be written, in the background."""
    run = run_in_reach(request, run_id)
    begin_applying(run, by=request.viewer.actor, seen=number_in(request.POST.get("seen", "")))
    apply_task.enqueue(run.pk)
    return redirect("import", run.pk)


@require_POST
def undo(request: Request, run_id: int) -> HttpResponse:
    """Take back what an import wrote."""
    run = run_in_reach(request, run_id)
    undo_import(run, by=request.viewer.actor)
    messages.success(request, _("Đã hoàn tác tệp nhập này; dữ liệu trở lại như trước khi ghi."))
    return redirect("import", run.pk)


def rejects(request: Request, run_id: int) -> HttpResponse:
    """The rejected rows as a workbook with a column saying why.

    They hold guarded particulars as they came in: whoever did not send the file needs the right to see these.
    """
    run, viewer = run_in_reach(request, run_id), request.viewer
    if run.login_id != viewer.login.pk:
        load_organization(viewer.actor, Right.SEE_GUARDED, run.scope.code, on=viewer.today)
    return _workbook(rejects_workbook(run), f"dong-bi-tu-choi-{run_id}.xlsx")


def template(request: Request) -> HttpResponse:
    """The empty workbook of our own profile."""
    scope_of(request, Right.IMPORT)
    return _workbook(template_workbook(), "mau-vung-manh.xlsx")


def _workbook(content: bytes, name: str) -> HttpResponse:
    disposition = content_disposition_header(as_attachment=True, filename=name) or "attachment"
    return HttpResponse(content, _XLSX, headers={"Content-Disposition": disposition})
