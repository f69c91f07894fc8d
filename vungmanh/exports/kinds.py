"""The kinds of export: what each needs as a right, how many rows it has, and how its file comes about."""

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any, BinaryIO

from django.utils.translation import gettext as _

from vungmanh.access.rights import Right
from vungmanh.documents.formats import Format, write
from vungmanh.documents.letters import Letter
from vungmanh.documents.party_format import party_format
from vungmanh.documents.tables import Table, Value
from vungmanh.exchange.columns import OFFICIAL, OWN
from vungmanh.exchange.export import export_workbook
from vungmanh.foundation.dates import parsed, written
from vungmanh.foundation.refusals import Refusal
from vungmanh.lists.addresses import choice_of
from vungmanh.lists.kinds import KINDS as LISTS
from vungmanh.lists.listing import Choice, ListKind
from vungmanh.members.guarded import checked_reason
from vungmanh.members.queries import headcount
from vungmanh.organizations.models import Placement
from vungmanh.reports.as_documents import Issue, bulletin_letter, year_end_letter
from vungmanh.reports.bulletin import bulletin
from vungmanh.reports.year_end import lines_by_child, year_end

Progress = Callable[[int], None]
"""Told how many rows are done."""


@dataclass(frozen=True, slots=True)
class Order:
    """What somebody wants: `parameters` are the kind's own, `scope` is the organization as it stands on `on`."""

    scope: Placement
    on: date
    language: str
    parameters: dict[str, Any] = field(default_factory=dict)


class ExportKind(ABC):
    """One kind of export. Every method may raise Refusal for parameters that mean nothing."""

    formats: Sequence[Format]

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

    def check(self, order: Order, *, today: date) -> None:  # noqa: B027  (most kinds ask for nothing more)
        """Refuse an order that lacks something besides rights."""

    @abstractmethod
    def write(self, order: Order, form: Format, file: BinaryIO, progress: Progress) -> None:
        """Write the file; the same order over the same record gives the same bytes."""


class OfList(ExportKind):
    """A list as the page shows it: parameters `list`, the code of its kind, and `query`, the state in the address."""

    formats = (Format.XLSX, Format.CSV, Format.DOCX, Format.PDF)

    def rights(self, order: Order) -> Sequence[Right]:
        """To export, and to see the list."""
        return (Right.EXPORT, self._asked(order)[0].right)

    def title(self, order: Order) -> str:
        """The title of the list, and of whom."""
        kind, choice = self._asked(order)
        return f"{kind.title(choice)}: {order.scope.name}"

    def stem(self, order: Order) -> str:
        """The list's code."""
        return self._asked(order)[0].code.replace("_", "-")

    def count(self, order: Order) -> int:
        """The rows that the filters leave."""
        kind, choice = self._asked(order)
        return kind.count(choice)

    def write(self, order: Order, form: Format, file: BinaryIO, progress: Progress) -> None:
        """The rows in the columns that were chosen."""
        table = self.table(order)
        counted = replace(table, rows=counting(table.rows, progress))
        write(counted, form, file, look=party_format(order.on), language=order.language)

    def table(self, order: Order) -> Table:
        """The list as a table, with what it was narrowed to below the title."""
        return table_of(*self._asked(order))

    def _asked(self, order: Order) -> tuple[ListKind, Choice]:
        kind = LISTS.get(str(order.parameters.get("list", "")))
        if kind is None:
            raise unknown(str(order.parameters.get("list", "")))
        query = str(order.parameters.get("query", ""))
        return kind, choice_of(kind, query, scope=order.scope, on=order.on)


class _OfYear(ExportKind):
    """A report of the year that ends on the order's day; parameters `number` and `dated` where it is being issued."""

    formats = (Format.XLSX, Format.DOCX, Format.PDF)

    def rights(self, order: Order) -> Sequence[Right]:
        """To export, and to see reports."""
        return (Right.EXPORT, Right.SEE_REPORTS)

    def count(self, order: Order) -> int:
        """A report is one page or a few, whatever it counts."""
        return 1

    def write(self, order: Order, form: Format, file: BinaryIO, progress: Progress) -> None:
        """The document in the party format of its day."""
        issue = _issue(order)
        look = party_format(issue.format_day(order.on))
        write(self.letter(order, issue), form, file, look=look, language=order.language)
        progress(1)

    @abstractmethod
    def letter(self, order: Order, issue: Issue) -> Letter:
        """The document."""


class OfYearEnd(_OfYear):
    """The year-end tables."""

    def title(self, order: Order) -> str:
        """What it is, of which year and whom."""
        return _("Biểu tổng hợp cuối năm {year}: {name}").format(year=order.on.year, name=order.scope.name)

    def stem(self, order: Order) -> str:
        """A report."""
        return "bao-cao-xep-loai"

    def letter(self, order: Order, issue: Issue) -> Letter:
        """The tables as a report."""
        report = year_end(order.scope, year=order.on.year)
        return year_end_letter(report, lines_by_child(order.scope, year=order.on.year), order.language, issue)


class OfBulletin(_OfYear):
    """The bulletin of a year."""

    def title(self, order: Order) -> str:
        """What it is, of which year and whom."""
        return _("Thông báo kết quả năm {year}: {name}").format(year=order.on.year, name=order.scope.name)

    def stem(self, order: Order) -> str:
        """A notice."""
        return "thong-bao-xep-loai"

    def letter(self, order: Order, issue: Issue) -> Letter:
        """The prose as a notice."""
        return bulletin_letter(bulletin(order.scope, year=order.on.year), issue)


class OfRoster(ExportKind):
    """The complete rosters, guarded particulars too, as a workbook that comes in again: parameter `profile`."""

    formats = (Format.XLSX,)

    def rights(self, order: Order) -> Sequence[Right]:
        """To export, to change members and to see guarded particulars, all of which are in it."""
        return (Right.EXPORT, Right.MANAGE_MEMBERS, Right.SEE_GUARDED)

    def check(self, order: Order, *, today: date) -> None:
        """Like a look at guarded particulars, it needs a reason, and is about those in reach today."""
        checked_reason(str(order.parameters.get("reason", "")))
        if order.on != today:
            raise Refusal(
                "exports.rosters_of_today",
                _("Hồ sơ đầy đủ chỉ lập theo ngày hôm nay ({today}), vì có thông tin được bảo vệ.").format(
                    today=written(today)
                ),
                remedy=_("Đưa ngày xem về hôm nay rồi lập tệp; danh sách thường vẫn xuất được theo ngày đã qua."),
            )

    def title(self, order: Order) -> str:
        """Which workbook, of whom."""
        if self._profile(order) == OFFICIAL:
            return _("Biểu 29 cột của cơ sở dữ liệu đảng viên: {name}").format(name=order.scope.name)
        return _("Tệp đầy đủ theo mẫu của phần mềm: {name}").format(name=order.scope.name)

    def stem(self, order: Order) -> str:
        """Nothing for our own profile: it is the organization itself."""
        return "bieu-29-cot" if self._profile(order) == OFFICIAL else ""

    def count(self, order: Order) -> int:
        """The members of the scope."""
        return sum(headcount(order.scope, on=order.on).values())

    def write(self, order: Order, form: Format, file: BinaryIO, progress: Progress) -> None:
        """The workbook of the profile."""
        file.write(export_workbook(order.scope, on=order.on, profile=self._profile(order)))
        progress(self.count(order))

    def _profile(self, order: Order) -> str:
        profile = str(order.parameters.get("profile", OWN))
        if profile not in (OWN, OFFICIAL):
            raise unknown(profile)
        return profile


KINDS: dict[str, ExportKind] = {
    "list": OfList(),
    "year_end": OfYearEnd(),
    "bulletin": OfBulletin(),
    "roster": OfRoster(),
}


def kind_of(code: str) -> ExportKind:
    """The kind with this code; raises Refusal."""
    if code not in KINDS:
        raise unknown(code)
    return KINDS[code]


def table_of(kind: ListKind, choice: Choice) -> Table:
    """A list as a table: what the page shows, all its rows, and how it was narrowed."""
    return Table(
        title=kind.title(choice),
        columns=kind.shown(choice),
        rows=kind.rows(choice),
        subtitle=" · ".join([f"{choice.scope.name}, {written(choice.on)}", *_narrowed(kind, choice)]),
    )


def _narrowed(kind: ListKind, choice: Choice) -> Iterator[str]:
    if choice.words:
        yield _("tìm “{words}”").format(words=choice.words)
    for code, values in choice.filters.items():
        found = kind.filter_of(code)
        if found is not None:
            names = dict(found.values(choice))
            yield f"{found.title()}: {', '.join(names.get(value, value) for value in values)}"


def counting(rows: Iterable[Sequence[Value]], progress: Progress) -> Iterator[Sequence[Value]]:
    """The rows, telling how many have passed."""
    number = 0
    for number, row in enumerate(rows, start=1):
        yield row
        if number % _TOLD_EVERY == 0:
            progress(number)
    progress(number)


_TOLD_EVERY = 500


def unknown(what: str) -> Refusal:
    """The refusal for a kind or format that there is none of."""
    return Refusal(
        "exports.unknown",
        _("Không có loại xuất “{what}”.").format(what=what[:40]),
        remedy=_("Quay lại danh sách hoặc báo cáo, chọn trong mục Xuất."),
    )


def _issue(order: Order) -> Issue:
    dated = str(order.parameters.get("dated", ""))
    return Issue(str(order.parameters.get("number", ""))[:16], parsed(dated) if dated else None)
