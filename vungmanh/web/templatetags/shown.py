"""How values are written on pages."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime
from decimal import Decimal

from django import template
from django.conf import settings
from django.utils import timezone, translation

from vungmanh.documents import cells
from vungmanh.documents.tables import Column, Value
from vungmanh.foundation.citations import Citation
from vungmanh.foundation.dates import written
from vungmanh.foundation.numbers import grouped
from vungmanh.foundation.texts import Text

register = template.Library()


@register.filter
def number(value: int | Decimal | None) -> str:
    """9.141 in Vietnamese, 9,141 in English; a dash for nothing."""
    return "–" if value is None else grouped(value, translation.get_language() or "vi")


@register.filter
def share(value: Decimal | None) -> str:
    """A percentage: 0,37% in Vietnamese, 0.37% in English; a dash where there is nothing to be a share of."""
    return "–" if value is None else f"{number(value)}%"


@register.filter
def day(value: date | None) -> str:
    """dd/mm/yyyy; a dash for no day."""
    return written(value) or "–"


@register.filter
def beside(values: Sequence[Value], columns: Sequence[Column]) -> Iterator[tuple[Value, Column]]:
    """The values of a row, each with its column."""
    return zip(values, columns, strict=True)


@register.filter
def cell(value: Value, column: Column) -> str:
    """A value of a table as people read it."""
    return cells.shown(value, column.kind, translation.get_language() or "vi")


@register.filter
def moment(value: datetime) -> str:
    """Local time and day of something recorded."""
    local = timezone.localtime(value)
    return f"{local:%H:%M} · {written(local.date())}"


@register.filter
def kept_at(value: datetime) -> str:
    """When something was kept; the time alone where the installation's day stands still and the clock's is another."""
    return clock(value) if settings.TODAY.year > 1 else moment(value)


@register.filter
def recorded_day(value: datetime) -> str:
    """The local day of something recorded."""
    return written(timezone.localtime(value).date())


@register.filter
def clock(value: datetime) -> str:
    """The local time of something recorded."""
    return f"{timezone.localtime(value):%H:%M}"


@register.filter
def said(value: Text | Citation) -> str:
    """A text or a citation in the reader's language."""
    return value.say(translation.get_language() or "vi")


@register.filter
def unsure(citation: Citation) -> str:
    """The remark that belongs to a citation which is not certain; empty for a certain one."""
    return "" if citation.evidence.is_sure else said(citation.evidence.meaning)
