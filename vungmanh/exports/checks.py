"""Whether an export may be ordered, made and fetched now, and the refusals when not."""

from datetime import date
from pathlib import Path

from django.conf import settings
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from vungmanh.access.capacities import still_acts
from vungmanh.access.questions import may
from vungmanh.access.rights import Right
from vungmanh.documents.formats import Format
from vungmanh.exports.contract import ExportKind, Order, unknown
from vungmanh.exports.models import PRINTED, Export, ExportState
from vungmanh.exports.registered import form_named
from vungmanh.foundation.actors import Actor
from vungmanh.foundation.dates import written
from vungmanh.foundation.numbers import grouped
from vungmanh.foundation.refusals import Refusal
from vungmanh.organizations.queries import last_placement_of, placement_of

MOST_ROWS = {Format.XLSX.value: 1_000_000, Format.DOCX.value: 20_000, Format.PDF.value: 10_000, PRINTED: 5_000}
"""Rows that a form can take: Excel's own limit; what Word opens; what typst sets in 1.3 GB; what a browser prints."""


def missing_right(by: Actor, kind: ExportKind, order: Order, *, today: date) -> Right | None:
    """The first right over the scope that the actor lacks: changing rights by today's reach, others by the order's."""
    scope = placement_of(order.scope.organization_id, on=today) or last_placement_of(order.scope.organization_id)
    for right in kind.rights(order):
        place = scope if right.changes else order.scope
        if place is None or not may(by, right, place):
            return right
    return None


def check_may_export(by: Actor, kind: ExportKind, order: Order, *, today: date) -> None:
    """Refuse, when a waiting job runs or a file is fetched, one who lost the right or the post meanwhile."""
    right = missing_right(by, kind, order, today=today)
    if right is None and (by.is_operator or still_acts(by, on=today)):
        return
    named = (right or Right.EXPORT).name_text.say(get_language() or "vi")
    raise Refusal(
        "exports.no_right",
        _("Đồng chí không còn quyền “{right}” đối với {name} nên không lấy được tệp.").format(
            right=named, name=order.scope.name
        ),
        remedy=_("Đề nghị người có quyền đó lập tệp, hoặc chọn lại tư cách làm việc."),
    )


def check_fits_capacity(export: Export, kind: ExportKind, by: Actor) -> None:
    """Refuse a file of what depends on who asks in any other capacity than the one it was ordered in."""
    ordered = export.acting
    same = (by.post, by.organization_id, by.delegation_id) == (
        ordered.post, ordered.organization_id, ordered.delegation_id,
    )  # fmt: skip
    if kind.is_personal and not same:
        raise Refusal(
            "exports.other_capacity",
            _("Tệp này lập theo tư cách “{capacity}”, chỉ tải được khi làm việc với tư cách đó.").format(
                capacity=ordered.capacity
            ),
            remedy=_("Chọn lại tư cách đó, hoặc bấm “Lập lại” để có tệp theo tư cách hiện nay."),
        )


def check_form(kind: ExportKind, form: str) -> None:
    """Refuse a format that the kind does not have."""
    if form not in kind.formats and not (form == PRINTED and Format.CSV in kind.formats):
        raise unknown(form)


def check_rows(rows: int, form: str) -> None:
    """Refuse what is empty, and what is more than the format can take."""
    language = get_language() or "vi"
    if rows == 0:
        raise Refusal(
            "exports.empty",
            _("Danh sách không có dòng nào nên không có gì để xuất."),
            remedy=_("Bỏ bớt điều kiện lọc, hoặc chọn phạm vi, ngày khác."),
        )
    most = MOST_ROWS.get(form)
    if most is not None and rows > most:
        other = "PDF" if form == PRINTED else _("Excel hoặc CSV")
        raise Refusal(
            "exports.too_many_rows",
            _("{form} chỉ chứa được {most} dòng, danh sách này có {rows} dòng.").format(
                form=form_named(form), most=grouped(most, language), rows=grouped(rows, language)
            ),
            remedy=_("Xuất ra {other}, hoặc lọc bớt, hoặc chọn tổ chức cấp dưới.").format(other=other),
        )


def check_can_fetch(export: Export, *, today: date) -> Path:
    """The file of an export that is done and still kept."""
    if export.is_open:
        raise Refusal(
            "exports.not_ready", _("Tệp chưa lập xong."), remedy=_("Chờ trên trang Tệp xuất, nhập cho đến khi xong.")
        )
    if export.state == ExportState.FAILED:
        raise Refusal("exports.failed", export.message)
    if export.state == ExportState.EXPIRED or export.kept_until is None or export.kept_until < today:
        raise Refusal(
            "exports.expired",
            _("Tệp chỉ được giữ đến hết ngày {day}, nay đã xóa.").format(day=written(export.kept_until)),
            remedy=_("Bấm “Lập lại” để có tệp mới theo số liệu hiện có."),
        )
    path = file_of(export)
    if not path.is_file():
        raise Refusal(
            "exports.file_gone",
            _("Không còn tệp của lần xuất số {number} trên máy chủ.").format(number=export.pk),
            remedy=_("Bấm “Lập lại” để có tệp mới; báo người quản trị kiểm tra thư mục tệp."),
        )
    return path


def file_of(export: Export) -> Path:
    """Where the file of an export is, or will be."""
    return Path(settings.MEDIA_ROOT) / "exports" / export.file
