"""Reading exports, and how the worker is doing."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Min, QuerySet
from django_tasks.base import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from vungmanh.exports.models import Export


@dataclass(frozen=True, slots=True)
class Queue:
    """The background jobs: how many wait since when, how many run, when the last one ended."""

    waiting: int
    oldest: datetime | None
    running: int
    last_ended: datetime | None


def exports_of(login_id: int) -> QuerySet[Export]:
    """The exports that a login ordered, the latest first."""
    return Export.objects.filter(login_id=login_id).select_related("scope").order_by("-pk")


def exports_from(organizations: QuerySet[Any]) -> QuerySet[Export]:
    """The register: exports from one of the organizations (ids), the latest first."""
    return Export.objects.filter(scope__in=organizations).select_related("scope").order_by("-pk")


def latest_export() -> int:
    """The number of the newest export."""
    return Export.objects.order_by("-pk").values_list("pk", flat=True).first() or 0


def queue() -> Queue:
    """The background jobs of the whole installation."""
    waiting = DBTaskResult.objects.filter(status=TaskResultStatus.READY)
    ended = DBTaskResult.objects.exclude(finished_at=None).order_by("-finished_at")
    return Queue(
        waiting=waiting.count(),
        oldest=waiting.aggregate(oldest=Min("enqueued_at"))["oldest"],
        running=DBTaskResult.objects.filter(status=TaskResultStatus.RUNNING).count(),
        last_ended=ended.values_list("finished_at", flat=True).first(),
    )
