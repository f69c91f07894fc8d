"""Whether an import can be applied or undone now, and the refusals when it cannot."""

from django.utils.translation import gettext as _

from vungmanh.exchange.models import ImportRun, ImportState
from vungmanh.foundation.refusals import Refusal
from vungmanh.journal.models import Entry
from vungmanh.journal.undoing import check_can_undo as check_can_undo_entry

PREVIEWABLE = (ImportState.WAITING, ImportState.READING, ImportState.PREVIEWED)
APPLICABLE = (ImportState.PREVIEWED, ImportState.APPLYING)
MAPPABLE = (ImportState.PREVIEWED, ImportState.FAILED)


def check_can_apply(run: ImportRun) -> None:
    """Refuse what has not been previewed, has failed, or was applied already."""
    if run.state in (ImportState.APPLIED, ImportState.UNDONE):
        raise Refusal(
            "exchange.applied_already",
            _("Lần nhập số {number} đã được ghi.").format(number=run.pk),
            remedy=_("Muốn nhập lại, hãy tải tệp lên lần nữa."),
        )
    if run.state == ImportState.FAILED:
        raise Refusal("exchange.failed", run.message)
    if run.state == ImportState.EXPIRED:
        raise has_expired(run)
    if run.state not in APPLICABLE or run.content is None:
        raise Refusal(
            "exchange.not_previewed",
            _("Lần nhập số {number} chưa được đọc xong.").format(number=run.pk),
            remedy=_("Chờ đọc xong rồi xem trước và xác nhận."),
        )


def check_can_undo(run: ImportRun) -> None:
    """Refuse what was not applied, has changed nothing, is undone already, or what later entries build on."""
    if run.state == ImportState.UNDONE:
        raise Refusal("exchange.undone_already", _("Lần nhập số {number} đã được hoàn tác.").format(number=run.pk))
    if run.state != ImportState.APPLIED:
        raise Refusal(
            "exchange.not_applied",
            _("Lần nhập số {number} chưa được ghi nên không có gì để hoàn tác.").format(number=run.pk),
        )
    if run.entry_id is None:
        raise Refusal(
            "exchange.changed_nothing",
            _("Lần nhập số {number} không thay đổi gì nên không có gì để hoàn tác.").format(number=run.pk),
        )
    check_can_undo_entry(Entry.objects.get(pk=run.entry_id))


def check_can_map(run: ImportRun, *, seen: int) -> None:
    """Refuse new meanings for a run that somebody reads or writes now, or has written, or has previewed anew."""
    check_not_applying(run)
    if run.state in (ImportState.APPLIED, ImportState.UNDONE):
        check_can_apply(run)
    if run.state == ImportState.EXPIRED:
        raise has_expired(run)
    if run.state not in MAPPABLE:
        raise Refusal(
            "exchange.reading",
            _("Lần nhập số {number} đang được đọc lại.").format(number=run.pk),
            remedy=_("Chờ đọc xong rồi chọn lại. Lựa chọn vừa gửi chưa được ghi."),
        )
    if not run.can_be_mapped:
        raise Refusal("exchange.failed", run.message)
    if run.previews != seen:
        raise previewed_anew(run)


def check_not_applying(run: ImportRun) -> None:
    """Refuse while the accepted rows are being written."""
    if run.state == ImportState.APPLYING:
        raise Refusal(
            "exchange.applying",
            _("{name} đã xác nhận, lần nhập số {number} đang được ghi.").format(name=run.acting.name, number=run.pk),
            remedy=_("Chờ ghi xong rồi xem kết quả; sau đó có thể hoàn tác."),
        )


def previewed_anew(run: ImportRun) -> Refusal:
    """Somebody has chosen other meanings since: what was looked at does not stand any more."""
    return Refusal(
        "exchange.previewed_anew",
        _("Lần nhập số {number} đã được đọc lại từ khi đồng chí mở trang này.").format(number=run.pk),
        remedy=_("Xem lại bản mới nhất rồi xác nhận."),
    )


def has_expired(run: ImportRun) -> Refusal:
    """The file is not kept any more."""
    return Refusal(
        "exchange.expired",
        _("Tệp của lần nhập số {number} đã quá thời hạn lưu nên đã xóa.").format(number=run.pk),
        remedy=_("Tải tệp lên lần nữa."),
    )
