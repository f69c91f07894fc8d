"""The steps of an import as pages show them: file, columns, values, preview, confirming, result."""

from dataclasses import dataclass
from enum import IntEnum

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from vungmanh.exchange.models import ImportRun, ImportState

_WRITTEN = (ImportState.APPLIED, ImportState.UNDONE)


class Step(IntEnum):
    """Where an import is."""

    FILE = 1
    COLUMNS = 2
    VALUES = 3
    PREVIEW = 4
    RESULT = 5


@dataclass(frozen=True, slots=True)
class StepShown:
    """One step: `look` is `ok` for done, `now` for the page itself; `address` where one can go there."""

    number: int
    name: str
    detail: str
    look: str
    address: str


def steps(run: ImportRun | None, here: Step) -> list[StepShown]:
    """All steps of an import, seen from one of them; without a run those of the next."""
    names = {
        Step.FILE: _("Tệp"),
        Step.COLUMNS: _("Trang và cột"),
        Step.VALUES: _("Giá trị"),
        Step.PREVIEW: _("Xem trước, xác nhận"),
        Step.RESULT: _("Kết quả"),
    }
    if run is not None and run.state in _WRITTEN and here == Step.PREVIEW:
        here = Step.RESULT
    return [
        StepShown(
            int(step), name, _detail(run, step), _look(run, step, here), "" if step == here else _address(run, step)
        )
        for step, name in names.items()
    ]


def _look(run: ImportRun | None, step: Step, here: Step) -> str:
    if step == here:
        return "now"
    if run is None:
        return ""
    is_waiting = step == Step.VALUES and run.unknown
    return "ok" if (step < here or (step <= Step.VALUES and run.counters)) and not is_waiting else ""


def _detail(run: ImportRun | None, step: Step) -> str:
    if run is None:
        return {Step.COLUMNS: _("đoán sẵn, sửa được"), Step.PREVIEW: _("chưa ghi gì")}.get(step, "")
    if step == Step.FILE:
        return run.file_name
    if step == Step.COLUMNS:
        unread = sum(one["how"] == "unknown" for sheet in run.found for one in sheet["columns"])
        return ngettext("{count} cột chưa biết", "{count} cột chưa biết", unread).format(count=unread) if unread else ""
    if step == Step.VALUES and run.unknown:
        count = len(run.unknown)
        return ngettext("{count} mục cần chọn", "{count} mục cần chọn", count).format(count=count)
    return str(ImportState(run.state).label) if step == Step.RESULT and run.state in _WRITTEN else ""


def _address(run: ImportRun | None, step: Step) -> str:
    if run is None or step == Step.RESULT:
        return ""
    if step == Step.FILE:
        return reverse("imports")
    if step == Step.PREVIEW:
        return reverse("import", args=[run.pk])
    if not run.can_be_mapped:
        return ""
    return reverse("import_columns" if step == Step.COLUMNS else "import_values", args=[run.pk])
