"""Requests for correction that wait: about which item and since when, never what is asked for."""

from collections.abc import Iterator, Sequence
from datetime import date

from django.conf import settings
from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from vungmanh.access.questions import visible
from vungmanh.access.rights import Right
from vungmanh.documents.tables import Column, Kind, Value
from vungmanh.lists.registers.register import Asked, Register, batches
from vungmanh.members.models import CorrectionRequest
from vungmanh.members.queries import names_of
from vungmanh.members.requests import field_named, waiting_requests


def requests_asked(asked: Asked) -> QuerySet[CorrectionRequest]:
    """Requests without an answer of members whom the actor manages, the longest waiting first."""
    places = visible(asked.by, Right.MANAGE_MEMBERS, on=asked.on).below(asked.scope.path)
    return waiting_requests(places.values("organization_id"), on=asked.on)


def _columns() -> list[Column]:
    return [
        Column("name", _("Đảng viên"), width=28),
        Column("field", _("Mục"), width=36),
        Column("number", _("Số"), width=8),
        Column("asked_on", _("Ngày gửi"), Kind.DATE, 14),
        Column("days", _("Đã chờ (ngày)"), Kind.NUMBER, 10),
    ]


def _rows(asked: Asked) -> Iterator[Sequence[Value]]:
    for batch in batches(requests_asked(asked), newest_first=False):
        names = names_of(one.member_id for one in batch)
        for one in batch:
            yield _cells(one, names.get(one.member_id, ""), asked.on)


def _cells(one: CorrectionRequest, name: str, on: date) -> list[Value]:
    return [name, field_named(one.field), str(one.pk), one.asked_on, (on - one.asked_on).days]


def _narrowed(_asked: Asked) -> Iterator[str]:
    days = settings.CORRECTION_DAYS
    yield ngettext("hạn trả lời {n} ngày", "hạn trả lời {n} ngày", days).format(n=days)


REQUESTS = Register(
    code="requests",
    title=lambda: _("Đề nghị đính chính đang chờ trả lời"),
    right=Right.MANAGE_MEMBERS,
    columns=_columns,
    count=lambda asked: requests_asked(asked).count(),
    rows=_rows,
    narrowed=_narrowed,
)
