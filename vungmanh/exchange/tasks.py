"""The background jobs of imports; each may be started again after its process was killed."""

from django_tasks import task

from vungmanh.exchange import actions
from vungmanh.exchange.models import ImportRun
from vungmanh.foundation.refusals import Refusal


@task()
def preview_task(run_id: int) -> None:
    """Read and plan an import; its page shows the progress."""
    actions.preview_import(ImportRun.objects.get(pk=run_id))


@task()
def apply_task(run_id: int) -> None:
    """Write an import in the name of whoever began applying it; a refusal is kept as the run's message."""
    run = ImportRun.objects.get(pk=run_id)
    try:
        actions.apply_import(run, by=run.acting)
    except Refusal as refusal:
        ImportRun.objects.filter(pk=run_id).update(message=str(refusal))
