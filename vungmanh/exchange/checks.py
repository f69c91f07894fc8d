"""Whether an import can be applied or undone now, and the refusals when it cannot."""

from django.utils.translation import gettext as _

from vungmanh.exchange.models import ImportRun, ImportState
from vungmanh.foundation.refusals import Refusal
from vungmanh.journal.models import Entry
from vungmanh.journal.undoing import check_can_undo as check_can_undo_entry

PREVIEWABLE = (ImportState.WAITING, ImportState.READING, ImportState.PREVIEWED)
APPLICABLE = (ImportState.PREVIEWED, ImportState.APPLYING)


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
