"""Fields that a workbook would overwrite for many people at once: mostly a shifted column."""

from collections import defaultdict
from collections.abc import Iterator, Sequence

from django.utils.translation import gettext as _

from vungmanh.exchange.columns import SheetKind
from vungmanh.exchange.models import RowState
from vungmanh.exchange.rows import Row, of_kind

_MANY = 20
_SHARE = 10
"""Percent of the recorded persons that the workbook names."""
_EXAMPLES = 3


def widely_overwritten(rows: Sequence[Row]) -> Iterator[str]:
    """A note for each field that is overwritten for more than 20 people and more than a tenth of them."""
    known = [row for row in of_kind(rows, SheetKind.MEMBERS) if not row.problems and not row.is_new]
    changed: dict[str, list[str]] = defaultdict(list)
    for row in known:
        for field, old, new in row.differences:
            if old:
                changed[field].append(f"{row.title or row.key}: {old} → {new}")
    for field, cases in changed.items():
        if len(cases) > max(_MANY, len(known) * _SHARE // 100):
            yield _(
                "Tệp ghi đè “{field}” của {count} trong {all} đảng viên đã có, ví dụ: {examples}. "
                "Kiểm tra cột có bị lệch không trước khi ghi."
            ).format(field=field, count=len(cases), all=len(known), examples="; ".join(cases[:_EXAMPLES]))


def nothing_changes(rows: Sequence[Row]) -> Iterator[str]:
    """A note when no accepted row changes anything."""
    states = {row.state for row in rows}
    if RowState.SAME in states and not states & {RowState.NEW, RowState.CHANGED}:
        if RowState.ERROR in states:
            yield _("Ngoài các dòng bị từ chối, tệp không thay đổi gì so với dữ liệu đã ghi.")
        else:
            yield _("Tệp không thay đổi gì so với dữ liệu đã ghi.")
