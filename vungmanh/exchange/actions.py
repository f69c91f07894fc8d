"""Importing: start, preview, apply, undo. Each step may be repeated after its process was killed."""

import gc
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import date

from django.db import IntegrityError, transaction
from django.utils import translation
from django.utils.translation import gettext as _

from vungmanh.exchange import events
from vungmanh.exchange.advancing import advance, advance_seen
from vungmanh.exchange.applying import write
from vungmanh.exchange.caps import caps_without_reason
from vungmanh.exchange.checks import (
    APPLICABLE,
    PREVIEWABLE,
    check_can_apply,
    check_can_undo,
    check_not_applying,
    previewed_anew,
)  # fmt: skip
from vungmanh.exchange.choices import Choices, choices_of, remembered
from vungmanh.exchange.columns import SheetKind
from vungmanh.exchange.converting import convert_sheet
from vungmanh.exchange.file_names import tidy_file_name
from vungmanh.exchange.formats import check_size
from vungmanh.exchange.headers import FoundSheet, find_sheets
from vungmanh.exchange.layouts import OFFICIAL, OWN
from vungmanh.exchange.models import ImportRun, ImportState
from vungmanh.exchange.planning import make_plan
from vungmanh.exchange.reading import read_sheets
from vungmanh.exchange.rejects import origin_of
from vungmanh.exchange.remembering import used_words
from vungmanh.exchange.rows import Row, read_rows, steps_of
from vungmanh.exchange.steps import Rate
from vungmanh.exchange.storing import store
from vungmanh.exchange.survey import surveyed
from vungmanh.foundation.actors import Actor
from vungmanh.foundation.dates import written
from vungmanh.foundation.refusals import Refusal
from vungmanh.journal.models import Entry
from vungmanh.journal.writing import act, note, together
from vungmanh.organizations.models import Organization, Placement
from vungmanh.proceedings.undoing import undo_action


def start_import(
    *,
    by: Actor,
    file_name: str,
    content: bytes,
    scope: Organization | None,
    on: date,
    uses_mappings: bool = True,
) -> ImportRun:
    """Take a file in, to be previewed; whatever is wrong with it, the preview says. Too large ones are refused.

    Words remembered for the scope are applied, unless it is said otherwise.
    """
    check_size(len(content))
    return ImportRun.objects.create(
        file_name=tidy_file_name(file_name),
        content=content,
        scope=scope,
        on=on,
        started_by=by.name,
        login_id=by.login_id,
        actor=asdict(by),
        language=translation.get_language() or "vi",
        uses_mappings=uses_mappings,
    )


def preview_import(run: ImportRun) -> None:
    """Read the workbook and store what each row would do; a file that cannot be read fails with a sentence.

    A run that is failed, applied or undone stays as it is.
    """
    if not advance(run, PREVIEWABLE, state=ImportState.READING, done=0):
        return
    with translation.override(run.language), _whole_in_memory():
        run.mappings = remembered(run.scope_id) if run.uses_mappings else []
        try:
            read = _read(run, share=1.0)
            plan = make_plan(read.rows, by=run.acting, scope=run.scope, on=run.on, choices=read.choices)
        except Refusal as refusal:
            _fail(run, refusal)
            return
        with transaction.atomic():
            store(run, plan, read.notes, read.sheets)
            advance(
                run, [ImportState.READING], state=ImportState.PREVIEWED, done=len(read.rows),
                mappings=run.mappings, unknown=plan.unknown, previews=run.previews + 1, message="",
            )  # fmt: skip


def _fail(run: ImportRun, refusal: Refusal) -> None:
    """A file whose header was not found is kept, since people may say where it is; any other is dropped."""
    kept = {} if run.found else {"content": None}
    with transaction.atomic():
        run.rows.all().delete()
        advance(
            run, [ImportState.READING], state=ImportState.FAILED, message=str(refusal), mappings=run.mappings,
            found=run.found, counters={}, notes=[], unknown=[], previews=run.previews + 1, **kept,
        )  # fmt: skip


def begin_applying(run: ImportRun, *, by: Actor, seen: int | None = None) -> None:
    """Let the background job apply the import in the name of `by`; a second click is refused.

    So is a preview that was replaced since: `seen` is the number of the one that `by` looked at.
    """
    check_can_apply(run)
    if not advance_seen(
        run, [ImportState.PREVIEWED], seen, state=ImportState.APPLYING, actor=asdict(by), done=0, message=""
    ):
        check_not_applying(run)
        check_can_apply(run)
        raise previewed_anew(run)


def apply_import(run: ImportRun, *, by: Actor, strict: bool = False) -> None:
    """Hold the workbook against the record as it is now and write the accepted rows, all in one transaction.

    With `strict`, one rejected row is enough to write nothing. Raises Refusal; then nothing has been written and
    the import may be applied again.
    """
    check_can_apply(run)
    with translation.override(run.language), _whole_in_memory():
        try:
            read = _read(run, share=0.5)
            with together():
                _apply(run, read, by, strict=strict)
        except (Refusal, IntegrityError) as error:
            run.refresh_from_db()
            advance(run, [ImportState.APPLYING], state=ImportState.PREVIEWED)
            raise error if isinstance(error, Refusal) else _crossed() from error


def undo_import(run: ImportRun, *, by: Actor) -> None:
    """Take back everything that an import wrote; refused when something later builds on it."""
    check_can_undo(run)
    entry = Entry.objects.get(pk=run.entry_id or 0)
    with together():
        if not advance(run, [ImportState.APPLIED], state=ImportState.UNDONE):
            check_can_undo(run)
        undoing = undo_action(entry, by=by)
        advance(run, [ImportState.UNDONE], undo_entry_id=undoing.pk)


def note_export(*, by: Actor, placement: Placement, on: date) -> None:
    """Keep in the journal that the particulars of an organization's members left the system."""
    note(
        events.EXPORTED, by=by, about=placement.organization, place=placement.organization_id,
        name=placement.name, day=written(on),
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Read:
    """What a workbook says."""

    sheets: list[FoundSheet]
    notes: list[str]
    rows: list[Row]
    choices: Choices


def _apply(run: ImportRun, read: _Read, by: Actor, *, strict: bool) -> None:
    """The state is set first: whoever else applies the same run waits here, and is refused."""
    if not advance(run, APPLICABLE, state=ImportState.APPLIED, message=""):
        check_can_apply(run)
    rows = read.rows
    plan = make_plan(rows, by=by, scope=run.scope, on=run.on, choices=read.choices)
    store(run, plan, read.notes, read.sheets)
    if strict:
        _check_all_accepted(run, len(rows))
    entry_id = None
    if any(row.steps and not row.problems for row in rows):
        place = run.scope_id
        details = {name: run.counters[name] for name in ("new", "changed", "rejected")}
        with act(events.IMPORTED, by=by, on=run.on, place=place, file_name=run.file_name, **details) as importing:
            write(rows, by=by, place=place)
            entry_id = importing.entry.pk
    notes = [*run.notes, *caps_without_reason({rate.year for rate in steps_of(rows, Rate)})]
    advance(run, [ImportState.APPLIED], entry_id=entry_id, content=None, done=len(rows), notes=notes, unknown=[])


def _check_all_accepted(run: ImportRun, rows: int) -> None:
    if run.rejected:
        raise Refusal(
            "exchange.rows_rejected",
            _("{rejected} trong {rows} dòng bị từ chối nên không ghi dòng nào.").format(
                rejected=run.rejected, rows=rows
            ),
            remedy=_("Sửa các dòng đó rồi nhập lại."),
        )


def _crossed() -> Refusal:
    return Refusal(
        "exchange.changed_meanwhile",
        _("Dữ liệu vừa được người khác thay đổi nên chưa ghi dòng nào."),
        remedy=_("Xem trước lại rồi xác nhận."),
    )


def _read(run: ImportRun, *, share: float) -> _Read:
    """The sheets and rows of a run, with the progress written down; `share` of the whole is the reading."""
    run.found = []
    raw, notes = read_sheets(bytes(run.content or b""), run.file_name)
    notes += [note for sheet in raw if (note := convert_sheet(sheet)) is not None]
    choices = choices_of(run)
    run.found = surveyed(raw, choices)
    sheets, on_sheets = find_sheets(raw, choices)
    total = sum(len(sheet.raw.rows) - sheet.header.below for sheet in sheets)
    advance(run, [run.state], total=total, profile=_profile(sheets), found=run.found, origin_id=origin_of(run, sheets))
    rows = read_rows(sheets, _progress(run, share), choices)
    notes = [*used_words(choices, sheets), *notes, *on_sheets]
    if not rows:
        notes = [*notes, _("Tệp không có dòng dữ liệu nào dưới hàng tiêu đề.")]
    return _Read(sheets, notes, rows, choices)


@contextmanager
def _whole_in_memory() -> Iterator[None]:
    """No search for garbage while a workbook is held: among a million living objects it doubles the time."""
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()


def _progress(run: ImportRun, share: float) -> Callable[[int], None]:
    def tell(read: int) -> None:
        advance(run, [run.state], done=int(read * share))

    return tell


def _profile(sheets: Sequence[FoundSheet]) -> str:
    official = all(
        sheet.layout.kind == SheetKind.MEMBERS
        and "official_id" in sheet.header.places
        and "code" not in sheet.header.places
        for sheet in sheets
    )
    return OFFICIAL if official else OWN
