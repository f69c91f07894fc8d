"""Reading imports."""

from typing import Any

from django.db.models import Q, QuerySet

from vungmanh.exchange.models import ImportRow, ImportRun, ImportState, Mapping


def runs(organizations: QuerySet[Any]) -> QuerySet[ImportRun]:
    """Imports into one of the organizations (ids), the latest first, without their content."""
    found = ImportRun.objects.filter(scope__in=organizations).select_related("scope")
    return found.defer("content", "layout").order_by("-pk")


def waiting_runs(organizations: QuerySet[Any]) -> QuerySet[ImportRun]:
    """Those of them whose preview waits for somebody to apply it."""
    return runs(organizations).filter(state=ImportState.PREVIEWED)


def rows_of(run: ImportRun, *, state: str = "", warned: bool = False) -> QuerySet[ImportRow]:
    """The rows of an import as they stand in the workbook; with `state` or `warned` only those."""
    rows = run.rows.order_by("pk").defer("values")
    rows = rows.filter(state=state) if state else rows
    return rows.filter(~Q(warnings=[])) if warned else rows


def mappings(organizations: QuerySet[Any]) -> QuerySet[Mapping]:
    """The words remembered for imports into one of the organizations (ids)."""
    return Mapping.objects.filter(scope__in=organizations).select_related("scope").order_by("kind", "words", "pk")


def returned(run: ImportRun) -> QuerySet[ImportRun]:
    """The imports that brought rejected rows of this one again."""
    return run.returns.only("pk", "file_name", "counters", "state").order_by("pk")
