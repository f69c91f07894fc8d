"""The commands that read and write workbooks: template, import, export."""

from argparse import Namespace
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from vungmanh.cli import installation
from vungmanh.cli.output import show

if TYPE_CHECKING:
    from vungmanh.exchange.models import ImportRun
    from vungmanh.organizations.models import Organization

_SHOWN = 50


def template(called: Namespace) -> int:
    """`vungmanh template`."""
    from vungmanh.exchange.template import template_workbook

    Path(called.file).write_bytes(template_workbook())
    show(called, {"file": called.file}, [called.file])
    return 0


def export(called: Namespace) -> int:
    """`vungmanh export`."""
    from django.utils.translation import gettext as _

    from vungmanh.exchange.actions import note_export
    from vungmanh.exchange.export import export_workbook
    from vungmanh.foundation.actors import Actor
    from vungmanh.foundation.dates import written
    from vungmanh.foundation.refusals import Refusal
    from vungmanh.organizations.queries import placement_by_code

    installation.prepare(create=False)
    on: date = called.on or installation.today()
    placement = placement_by_code(called.organization, on=on)
    if placement is None:
        raise Refusal(
            "cli.unknown_organization",
            _("Không có tổ chức nào có mã “{code}” vào ngày {day}.").format(code=called.organization, day=written(on)),
            remedy=_("Kiểm tra lại mã và ngày."),
        )
    Path(called.file).write_bytes(export_workbook(placement, on=on, profile=called.profile))
    note_export(by=Actor.operator("vungmanh export"), placement=placement, on=on)
    show(called, {"file": called.file, "organization": called.organization, "on": on.isoformat()}, [called.file])
    return 0


def import_(called: Namespace) -> int:
    """`vungmanh import`: preview, then apply; exit status 1 when a row was rejected."""
    from vungmanh.exchange.actions import apply_import, preview_import, start_import
    from vungmanh.exchange.formats import check_size
    from vungmanh.exchange.models import ImportState
    from vungmanh.foundation.actors import Actor

    installation.prepare(create=True)
    if called.undo is not None:
        return _undo(called)
    file = Path(_required_file(called))
    check_size(file.stat().st_size)
    run = start_import(
        by=Actor.operator("vungmanh import"),
        file_name=file.name,
        content=file.read_bytes(),
        scope=_scope(called.organization),
        on=called.on or installation.today(),
        uses_mappings=not called.no_mappings,
    )
    preview_import(run)
    run.refresh_from_db()
    unknown = run.unknown
    rejected = run.counters.get("error", 0)
    if run.state == ImportState.PREVIEWED and not called.preview and not (called.strict and rejected):
        apply_import(run, by=Actor.operator("vungmanh import"))
        run.refresh_from_db()
    show(called, _run_data(run) | {"unknown": unknown}, [*_run_text(run), *_unknown_text(unknown)])
    _write_rejects(called, run)
    failed = run.state == ImportState.FAILED
    return 1 if failed or run.counters.get("error", 0) else 0


def _undo(called: Namespace) -> int:
    from django.utils.translation import gettext as _

    from vungmanh.exchange.actions import undo_import
    from vungmanh.exchange.models import ImportRun
    from vungmanh.foundation.actors import Actor
    from vungmanh.foundation.refusals import Refusal

    run = ImportRun.objects.filter(pk=called.undo).first()
    if run is None:
        raise Refusal("cli.unknown_import", _("Không có lần nhập số {id}.").format(id=called.undo))
    undo_import(run, by=Actor.operator("vungmanh import --undo"))
    run.refresh_from_db()
    show(called, _run_data(run), [_("Đã hoàn tác lần nhập số {id}.").format(id=run.pk)])
    return 0


def _required_file(called: Namespace) -> str:
    from django.utils.translation import gettext as _

    from vungmanh.foundation.refusals import Refusal

    if called.file is None:
        raise Refusal("cli.no_file", _("Chưa nêu tệp cần nhập."), remedy=_("Ví dụ: vungmanh import danh-sach.xlsx"))
    if not Path(called.file).is_file():
        raise Refusal(
            "cli.no_such_file",
            _("Không có tệp “{file}”.").format(file=called.file),
            remedy=_("Kiểm tra lại đường dẫn."),
        )
    return str(called.file)


def _scope(code: str | None) -> "Organization | None":
    from django.utils.translation import gettext as _

    from vungmanh.foundation.refusals import Refusal
    from vungmanh.organizations.queries import organization_by_code

    if code is None:
        return None
    organization = organization_by_code(code)
    if organization is None:
        raise Refusal(
            "cli.unknown_organization",
            _("Không có tổ chức nào có mã “{code}”.").format(code=code),
            remedy=_("Kiểm tra lại mã."),
        )
    return organization


def _write_rejects(called: Namespace, run: "ImportRun") -> None:
    from vungmanh.exchange.rejects import rejects_workbook

    if called.rejects and run.counters.get("error", 0):
        Path(called.rejects).write_bytes(rejects_workbook(run))


def _run_data(run: "ImportRun") -> dict[str, Any]:
    return {
        "id": run.pk,
        "state": str(run.state),
        "profile": run.profile,
        "message": run.message,
        "counters": run.counters,
        "notes": run.notes,
        "rejected": [
            {"sheet": row.sheet, "row": row.number, "key": row.key, "title": row.title, "problems": row.problems}
            for row in _rejected(run)
        ],
    }


def _run_text(run: "ImportRun") -> Iterator[str]:
    from django.utils.translation import gettext as _

    yield _("Lần nhập số {id}: {state}").format(id=run.pk, state=run.get_state_display())
    if run.message:
        yield run.message
    names = {
        "rows": _("dòng"), "new": _("mới"), "changed": _("thay đổi"), "same": _("không đổi"),
        "error": _("bị từ chối"), "warnings": _("cảnh báo"),
    }  # fmt: skip
    yield ", ".join(f"{run.counters.get(code, 0)} {name}" for code, name in names.items())
    yield from (str(note) for note in run.notes)
    rejected = list(_rejected(run)[: _SHOWN + 1])
    for row in rejected[:_SHOWN]:
        yield _("{sheet}, dòng {number}: {problems}").format(
            sheet=row.sheet, number=row.number, problems=" ".join(row.problems)
        )
    if len(rejected) > _SHOWN:
        yield _("… còn nữa; dùng --rejects TỆP.xlsx để lấy đủ.")


def _unknown_text(unknown: "list[dict[str, Any]]") -> Iterator[str]:
    """The words that nobody has given a meaning yet, and where that is done."""
    from django.utils.translation import gettext as _

    if not unknown:
        return
    yield _("Các từ chưa rõ nghĩa (dòng có từ đó bị từ chối):")
    for one in unknown[:_SHOWN]:
        yield _("  “{word}”: {count} dòng").format(word=one["written"], count=one["count"])
    yield _("Chọn nghĩa một lần trên trang “Nhập dữ liệu”, bước Giá trị, rồi nhập lại; lựa chọn được nhớ.")


def _rejected(run: "ImportRun") -> Any:
    return run.rows.filter(state="error").order_by("sheet", "number")
