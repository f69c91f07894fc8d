"""The registers of exports and imports, and all registers by their codes."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import chain
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from vungmanh.access.questions import visible
from vungmanh.access.rights import Right
from vungmanh.documents.formats import Format
from vungmanh.documents.tables import Column, Kind, Value
from vungmanh.exchange.models import ImportRun, ImportState
from vungmanh.exchange.queries import runs
from vungmanh.exports.models import PRINTED, Export, ExportState
from vungmanh.exports.queries import exports_from, latest_export
from vungmanh.lists.registers.journal import JOURNAL
from vungmanh.lists.registers.logins import LOGINS
from vungmanh.lists.registers.register import Asked, Register, batches
from vungmanh.lists.registers.requests import REQUESTS


def exports_asked(asked: Asked) -> QuerySet[Export]:
    """What was taken out of the scope and below, by whomever, the latest first."""
    found = exports_from(_places(asked, Right.SEE_JOURNAL))
    return found if asked.newest is None else found.filter(pk__lte=asked.newest)


def imports_asked(asked: Asked) -> QuerySet[ImportRun]:
    """Imports into the scope and below, the latest first."""
    return runs(_places(asked, Right.IMPORT))


def form_named(form: str) -> str:
    """A format as people call it."""
    return _("Bản in") if form == PRINTED else Format(form).name_text.say(get_language() or "vi")


def state_named(export: Export) -> str:
    """How far an export is, in words."""
    return _("Đã in") if export.form == PRINTED else str(ExportState(export.state).label)


def _places(asked: Asked, right: Right) -> QuerySet[Any]:
    return visible(asked.by, right, on=asked.on).below(asked.scope.path).values("organization_id")


def _when(moment: Any) -> list[Value]:
    at = timezone.localtime(moment)
    return [at.date(), f"{at:%H:%M}"]


def _export_columns() -> list[Column]:
    return [
        Column("title", _("Nội dung"), width=44),
        Column("day", _("Ngày xuất"), Kind.DATE, 14),
        Column("time", _("Giờ xuất"), width=8),
        Column("by", _("Người xuất"), width=28),
        Column("capacity", _("Tư cách"), width=36),
        Column("on", _("Số liệu ngày"), Kind.DATE, 14),
        Column("form", _("Định dạng"), width=10),
        Column("rows", _("Số dòng"), Kind.NUMBER, 10),
        Column("state", _("Trạng thái"), width=16),
        Column("message", _("Ghi chú"), width=36),
        Column("digest", "SHA-256", width=24),
    ]


def _export_rows(asked: Asked) -> Iterator[Sequence[Value]]:
    for one in chain.from_iterable(batches(exports_asked(asked))):
        yield [
            one.title, *_when(one.ordered_at), one.ordered_by, one.capacity, one.on, form_named(one.form), one.total,
            state_named(one), one.message, one.digest,
        ]  # fmt: skip


def _import_columns() -> list[Column]:
    return [
        Column("file", _("Tệp"), width=40),
        Column("day", _("Ngày nhập"), Kind.DATE, 14),
        Column("time", _("Giờ nhập"), width=8),
        Column("by", _("Người nhập"), width=28),
        Column("rows", _("Số dòng"), Kind.NUMBER, 10),
        Column("state", _("Trạng thái"), width=20),
    ]


def _import_rows(asked: Asked) -> Iterator[Sequence[Value]]:
    for one in chain.from_iterable(batches(imports_asked(asked))):
        state = str(ImportState(one.state).label)
        yield [one.file_name, *_when(one.started_at), one.started_by, one.total, state]


EXPORTS = Register(
    code="exports",
    title=lambda: _("Sổ theo dõi xuất dữ liệu"),
    right=Right.SEE_JOURNAL,
    columns=_export_columns,
    count=lambda asked: exports_asked(asked).count(),
    rows=_export_rows,
    newest=latest_export,
    of_page_day=True,
)

IMPORTS = Register(
    code="imports",
    title=lambda: _("Các lần nhập"),
    right=Right.IMPORT,
    columns=_import_columns,
    count=lambda asked: imports_asked(asked).count(),
    rows=_import_rows,
)

REGISTERS: Mapping[str, Register] = {one.code: one for one in (JOURNAL, LOGINS, REQUESTS, EXPORTS, IMPORTS)}
"""Every register."""
