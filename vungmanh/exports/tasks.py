"""The background job of exports; it may be started again after its process was killed."""

from contextlib import suppress

from django_tasks import task
from django_tasks.base import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from vungmanh.exports import actions
from vungmanh.exports.models import OPEN, Export
from vungmanh.foundation.refusals import Refusal
from vungmanh.members.listing import listing_day


@task()
def export_task(export_id: int) -> None:
    """Make the file; a refusal is kept as the export's message."""
    export = Export.objects.get(pk=export_id)
    with suppress(Refusal):
        actions.make_export(export, today=listing_day() or export.on)


def enqueue(export: Export) -> None:
    """Let the worker make the file."""
    actions.begin_in_background(export, export_task.enqueue(export.pk).id)


def give_up_lost() -> None:
    """End the exports whose jobs were given up."""
    given_up = DBTaskResult.objects.filter(status=TaskResultStatus.FAILED).values("pk")
    for export in Export.objects.filter(state__in=OPEN, task__in=given_up):
        actions.give_up(export)
