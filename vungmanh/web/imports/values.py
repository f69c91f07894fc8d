"""Words of a workbook that are not ours: what each may mean, chosen once, remembered for the organization."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from vungmanh.exchange import words
from vungmanh.exchange.checks import check_can_map
from vungmanh.exchange.choices import DAY_FIRST, MONTH_FIRST
from vungmanh.exchange.models import ImportRun, MappingKind
from vungmanh.exchange.remembering import Chosen, Meaning, choose
from vungmanh.exchange.tasks import preview_task
from vungmanh.web.addresses import number_in
from vungmanh.web.imports.reach import check_reads_cells, places_for, run_in_reach
from vungmanh.web.imports.shown import run_shown
from vungmanh.web.imports.steps import Step, steps
from vungmanh.web.viewer import Request

_REJECTED = "-"
"""Chosen for words whose rows are not to be taken."""
_MOST = 8


def values(request: Request, run_id: int) -> HttpResponse:
    """The words to map, the most frequent first; a form sent here gives them a meaning and has the file read anew."""
    run = run_in_reach(request, run_id)
    is_sent = request.method == "POST"
    if is_sent:
        check_reads_cells(request, run)
    asked = [_word(request, run, place, one) for place, one in enumerate(run.unknown)]
    meanings = [one["meaning"] for one in asked if one["meaning"] is not None]
    is_wrong = any(one["error"] for one in asked)
    seen = number_in(request.POST.get("seen", "")) or 0 if is_sent else run.previews
    check_can_map(run, seen=seen)
    if is_sent and meanings and not is_wrong:
        choose(run, Chosen(meanings), by=request.viewer.actor, seen=seen)
        preview_task.enqueue(run.pk)
        return redirect("import", run.pk)
    shown = {
        "run": run_shown(run),
        "steps": steps(run, Step.VALUES),
        "groups": _groups(asked),
        "nothing": is_sent and not is_wrong,
        "wrong": is_wrong,
    }
    return render(request, "web/imports/values.html", shown)


def places(request: Request, run_id: int) -> HttpResponse:
    """Organizations to choose from, as options of a list: a fragment while one types."""
    run = run_in_reach(request, run_id)
    typed = next((value for name, value in request.GET.items() if name.startswith("place-")), "").strip()[:100]
    found = places_for(request, run, typed, most=_MOST) if len(typed) > 1 else []
    return render(request, "web/imports/_places.html", {"found": found})


def _groups(asked: list[dict[str, Any]]) -> list[tuple[str, list[dict[str, Any]]]]:
    groups = ((str(kind.label), [one for one in asked if one["kind"] == kind]) for kind in MappingKind)
    return [(name, group) for name, group in groups if group]


def _word(request: Request, run: ImportRun, place: int, one: dict[str, Any]) -> dict[str, Any]:
    """One word with its choices, and what was chosen in the form that was sent."""
    sure = next((guess["ours"] for guess in one["guesses"] if guess["is_sure"]), "")
    shown = {
        **one, "number": place, "guessed": [(guess["ours"], _label(one, guess)) for guess in one["guesses"]],
        "picked": sure, "is_sure": bool(sure), "others": _others(one), "meaning": None, "error": "",
    }  # fmt: skip
    return shown | _answered(request, run, place, one) if request.method == "POST" else shown


def _others(one: dict[str, Any]) -> list[tuple[str, str]]:
    """Everything that can be chosen; organizations are too many and are searched."""
    if one["kind"] == MappingKind.DATES:
        return [(DAY_FIRST, _("ngày/tháng/năm")), (MONTH_FIRST, _("tháng/ngày/năm"))]
    if one["kind"] == MappingKind.ORGANIZATION:
        return []
    return list(words.labels(one["kind"], one["years"]).items())


def _answered(request: Request, run: ImportRun, place: int, one: dict[str, Any]) -> dict[str, Any]:
    """What was chosen for a word; a name or code that was typed counts where it means one organization."""
    picked = request.POST.get(f"ours-{place}", "")
    typed = request.POST.get(f"place-{place}", "").strip()[:100]
    if not picked and typed:
        found = places_for(request, run, typed, most=_MOST)
        exact = [one for one in found if one[0] == typed] or found
        if len(exact) != 1:
            error = _("Có nhiều tổ chức khớp, chọn một trong danh sách.") if found else _("Không có tổ chức nào khớp.")
            return {"picked": "", "typed": typed, "found": found, "error": error}
        picked = exact[0][0]
    ours = "" if picked == _REJECTED else picked
    meaning = Meaning(one["kind"], one["context"], one["written"], ours) if picked else None
    return {"picked": picked, "typed": typed, "meaning": meaning}


def _label(one: dict[str, Any], guess: dict[str, Any]) -> str:
    return str(guess["label"]) or words.labels(one["kind"], one["years"]).get(guess["ours"], guess["ours"])
