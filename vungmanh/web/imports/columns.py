"""Which sheet and header row a workbook is read by, and which column is what: shown, chosen, remembered."""

from collections.abc import Iterator
from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from vungmanh.exchange.checks import check_can_map
from vungmanh.exchange.choices import SKIPPED
from vungmanh.exchange.columns import IGNORED, Layout, SheetKind
from vungmanh.exchange.guessing import guess_column
from vungmanh.exchange.layouts import LAYOUTS
from vungmanh.exchange.models import ImportRun, MappingKind
from vungmanh.exchange.remembering import Chosen, Meaning, choose, sheet_choice
from vungmanh.exchange.tasks import preview_task
from vungmanh.web.addresses import number_in
from vungmanh.web.imports.reach import check_reads_cells, reads_cells, run_in_reach
from vungmanh.web.imports.shown import run_shown
from vungmanh.web.imports.steps import Step, steps
from vungmanh.web.viewer import Request

_AS_GUESSED = "guess"
"""Chosen to forget what was remembered for a column."""


def columns(request: Request, run_id: int) -> HttpResponse:
    """What was taken for what; a form sent here puts it right and has the file read anew."""
    run = run_in_reach(request, run_id)
    if request.method == "POST":
        check_reads_cells(request, run)
        seen = number_in(request.POST.get("seen", "")) or 0
        choose(run, _chosen(request, run), by=request.viewer.actor, seen=seen)
        preview_task.enqueue(run.pk)
        return redirect("import", run.pk)
    check_can_map(run, seen=run.previews)
    shown = {
        "run": run_shown(run),
        "steps": steps(run, Step.COLUMNS),
        "sheets": [_sheet(sheet, examples=reads_cells(request, run)) for sheet in run.found],
    }
    return render(request, "web/imports/columns.html", shown)


def _chosen(request: Request, run: ImportRun) -> Chosen:
    """What differs from what was found."""
    sheets, meanings = {}, []
    for place, sheet in enumerate(run.found):
        kind = request.POST.get(f"kind-{place}", sheet["kind"])
        header = number_in(request.POST.get(f"header-{place}", "")) or 0
        if kind != sheet["kind"] or header != sheet["header"]:
            sheets[sheet["name"]] = sheet_choice(kind, header)
        if kind == sheet["kind"]:
            meanings += _meanings(request, place, sheet)
    return Chosen(meanings, sheets)


def _meanings(request: Request, place: int, sheet: dict[str, Any]) -> Iterator[Meaning]:
    for number, column in enumerate(sheet["columns"]):
        field = request.POST.get(f"field-{place}-{number}", column["field"])
        if field != column["field"]:
            ours = None if field in (_AS_GUESSED, "") else field
            yield Meaning(MappingKind.COLUMN, sheet["kind"], column["title"], ours)


def _sheet(sheet: dict[str, Any], *, examples: bool) -> dict[str, Any]:
    """A sheet with its columns and what may be chosen; with `examples` of what stands in them."""
    layout = next((one for one in LAYOUTS if one.kind == sheet["kind"]), None)
    language = get_language() or "vi"
    fields = [(one.field, one.say(language)) for one in layout.columns] if layout else []
    kinds = [
        (SheetKind.MEMBERS, _("Danh sách đảng viên")),
        (SheetKind.ORGANIZATIONS, _("Danh sách tổ chức")),
        (SheetKind.RESULTS, _("Kết quả xếp loại")),
        (SKIPPED, _("Không đọc trang này")),
    ]
    return {
        **sheet,
        "rows": [row for row in sheet["rows"] if examples or row[0] == sheet["header"]],
        "kinds": kinds,
        "fields": [*fields, (IGNORED, _("Không đọc cột này"))],
        "columns": [
            {**one, "said": _said(one), "holds": _holds(one["holds"]), "near": _near(layout, one)}
            | ({} if examples else {"examples": []})
            for one in sheet["columns"]
        ],
    }


def _near(layout: Layout | None, column: dict[str, Any]) -> list[tuple[str, str]]:
    """What a column that is not known may be."""
    if layout is None or column["how"] != "unknown":
        return []
    language = get_language() or "vi"
    return [(one.field, one.say(language)) for one in guess_column(layout, column["title"])]


def _said(column: dict[str, Any]) -> tuple[str, str]:
    """How the column was taken, with its look."""
    if column["how"] == "chosen":
        return "tb", _("đã chọn, đã nhớ")
    if column["field"] == IGNORED:
        return "t4", _("không đọc")
    if column["how"] == "known":
        return "t3", _("nhận theo tiêu đề")
    return "t2", _("trùng cột khác, không đọc") if column["how"] == "twice" else _("chưa biết, không đọc")


def _holds(counts: dict[str, int]) -> str:
    """What kind of cells a column has, without telling what they say."""
    names = {
        "text": ngettext("{count} ô chữ", "{count} ô chữ", counts.get("text", 0)),
        "number": ngettext("{count} ô số", "{count} ô số", counts.get("number", 0)),
        "day": ngettext("{count} ô ngày", "{count} ô ngày", counts.get("day", 0)),
    }
    return " · ".join(names[kind].format(count=count) for kind, count in counts.items()) or _("trống")
