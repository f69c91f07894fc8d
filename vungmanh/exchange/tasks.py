"""The background jobs of imports; each may be started again after its process was killed."""

from django.utils import translation
from django.utils.translation import gettext as _
from django_tasks import task

from vungmanh.access.capacities import still_acts
from vungmanh.access.questions import may
from vungmanh.access.rights import Right
from vungmanh.exchange import actions
from vungmanh.exchange.models import ImportRun, ImportState
from vungmanh.foundation.refusals import Refusal
from vungmanh.members.listing import listing_day
from vungmanh.organizations.queries import last_placement_of, placement_of


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
        _check_still_may(run)
        actions.apply_import(run, by=run.acting)
    except Refusal as refusal:
        waiting = ImportRun.objects.filter(pk=run_id).exclude(state=ImportState.APPLIED)
        waiting.filter(state=ImportState.APPLYING).update(state=ImportState.PREVIEWED)
        waiting.update(message=str(refusal))
    except Exception:
        _set_back(run, ImportState.APPLYING, ImportState.PREVIEWED)
        raise


def _check_still_may(run: ImportRun) -> None:
    """While the job waited, the scope may have moved out of the actor's reach, or the post may have ended."""
    by, day = run.acting, listing_day() or run.on
    if by.is_operator:
        return
    scope = None
    if run.scope_id is not None:
        scope = placement_of(run.scope_id, on=day) or last_placement_of(run.scope_id)
    if scope is None or not may(by, Right.IMPORT, scope) or not still_acts(by, on=day):
        with translation.override(run.language):
            raise Refusal(
                "exchange.no_right",
                _("Đồng chí không còn quyền nhập tệp vào phạm vi này nên chưa ghi dòng nào."),
                remedy=_("Đề nghị người có quyền nhập tệp của tổ chức đó xem lại và xác nhận."),
            )


def _set_back(run: ImportRun, state: str, back: str) -> None:
    """Nothing was written, and nobody must wait for ever; the worker's log has the error itself."""
    with translation.override(run.language):
        message = _("Có lỗi ngoài dự kiến, chưa ghi dòng nào. Báo cho người quản trị hệ thống, kèm số lần nhập.")
    ImportRun.objects.filter(pk=run.pk, state=state).update(state=back, message=message)
