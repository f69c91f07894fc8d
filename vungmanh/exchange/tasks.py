"""The background jobs of imports; each may be started again after its process was killed."""

from django.utils import translation
from django.utils.translation import gettext as _
from django_tasks import task

from vungmanh.exchange import actions
from vungmanh.exchange.models import ImportRun, ImportState
from vungmanh.foundation.refusals import Refusal


@task()
def preview_task(run_id: int) -> None:
    """Read and plan an import; its page shows the progress."""
    run = ImportRun.objects.get(pk=run_id)
    try:
        actions.preview_import(run)
    except Exception:
        _set_back(run, ImportState.READING, ImportState.FAILED)
        raise


@task()
def apply_task(run_id: int) -> None:
    """Write an import in the name of whoever began applying it; a refusal is kept as the run's message."""
    run = ImportRun.objects.get(pk=run_id)
    try:
        actions.apply_import(run, by=run.acting)
    except Refusal as refusal:
        ImportRun.objects.filter(pk=run_id).exclude(state=ImportState.APPLIED).update(message=str(refusal))
    except Exception:
        _set_back(run, ImportState.APPLYING, ImportState.PREVIEWED)
        raise


def _set_back(run: ImportRun, state: str, back: str) -> None:
    """Nothing was written, and nobody must wait for ever; the worker's log has the error itself."""
    with translation.override(run.language):
        message = _("Có lỗi ngoài dự kiến, chưa ghi dòng nào. Báo cho người quản trị hệ thống, kèm số lần nhập.")
    ImportRun.objects.filter(pk=run.pk, state=state).update(state=back, message=message)
