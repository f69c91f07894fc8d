"""What a kind of export is: what it needs as a right, how many rows it has, and how its file comes about."""

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any, BinaryIO

from django.utils.translation import gettext as _

from vungmanh.access.rights import Right
from vungmanh.documents.formats import Format, write
from vungmanh.documents.party_format import party_format
from vungmanh.documents.tables import Table, Value
from vungmanh.foundation.actors import Actor
from vungmanh.foundation.refusals import Refusal
from vungmanh.organizations.models import Placement

Progress = Callable[[int], None]
"""Told how many rows are done."""
_TOLD_EVERY = 500


@dataclass(frozen=True, slots=True)
class Order:
    """What somebody wants: `parameters` are the kind's own, `scope` is the organization as it stands on `on`."""

    by: Actor
    scope: Placement
    on: date
    language: str
    parameters: dict[str, Any] = field(default_factory=dict)


class ExportKind(ABC):
    """One kind of export. Every method may raise Refusal for parameters that mean nothing."""

    formats: Sequence[Format]
    is_personal = False
    """Whether what is in it depends on who asks, and not only on the scope."""

    @abstractmethod
    def rights(self, order: Order) -> Sequence[Right]:
        """The rights needed over the scope, all of them."""

    @abstractmethod
    def title(self, order: Order) -> str:
        """What it is, in the reader's language."""

    @abstractmethod
    def stem(self, order: Order) -> str:
        """How the name of the file begins, in plain letters."""

    @abstractmethod
    def count(self, order: Order) -> int:
        """How many rows there will be."""

    def pinned(self, order: Order) -> Order:
        """The order with what it needs so that what is recorded from now on does not change the file."""
        return order

    def check(self, order: Order, *, today: date) -> None:  # noqa: B027  (most kinds ask for nothing more)
        """Refuse an order that lacks something besides rights."""

    @abstractmethod
    def write(self, order: Order, form: Format, file: BinaryIO, progress: Progress) -> None:
        """Write the file; the same order over the same record gives the same bytes."""


class OfTable(ExportKind):
    """An export that is one table, for files and for the printer."""

    formats = (Format.XLSX, Format.CSV, Format.DOCX, Format.PDF)

    @abstractmethod
    def table(self, order: Order) -> Table:
        """The table, with what it was narrowed to below the title."""

    def write(self, order: Order, form: Format, file: BinaryIO, progress: Progress) -> None:
        """The rows, written as they are read."""
        table = self.table(order)
        counted = replace(table, rows=_counting(table.rows, progress))
        write(counted, form, file, look=party_format(order.on), language=order.language)


def unknown(what: str) -> Refusal:
    """The refusal for a kind or format that there is none of."""
    return Refusal(
        "exports.unknown",
        _("Không có loại xuất “{what}”.").format(what=what[:40]),
        remedy=_("Quay lại danh sách hoặc báo cáo, chọn trong mục Xuất."),
    )


def _counting(rows: Iterable[Sequence[Value]], progress: Progress) -> Iterator[Sequence[Value]]:
    """The rows, telling how many have passed."""
    number = 0
    for number, row in enumerate(rows, start=1):
        yield row
        if number % _TOLD_EVERY == 0:
            progress(number)
    progress(number)
