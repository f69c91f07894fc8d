"""The kinds of export: reports, complete rosters, and all kinds by their codes."""

from abc import abstractmethod
from collections.abc import Sequence
from datetime import date
from typing import BinaryIO

from django.utils.translation import gettext as _

from vungmanh.access.rights import Right
from vungmanh.documents.formats import Format, write
from vungmanh.documents.letters import Letter
from vungmanh.documents.party_format import party_format
from vungmanh.exchange.export import export_workbook
from vungmanh.exchange.layouts import OFFICIAL, OWN
from vungmanh.exports.contract import ExportKind, Order, Progress, unknown
from vungmanh.exports.of_ballots import OfMinutes, OfSheets
from vungmanh.exports.of_decisions import OfDecision, OfHonours
from vungmanh.exports.of_lists import OfList, OfRegister
from vungmanh.exports.of_statistics import OfBridge, OfComparison, OfSiblings
from vungmanh.foundation.dates import parsed, written
from vungmanh.foundation.refusals import Refusal
from vungmanh.members.guarded import checked_reason
from vungmanh.members.queries import headcount
from vungmanh.reports.as_documents import Issue, bulletin_letter, year_end_letter
from vungmanh.reports.bulletin import bulletin
from vungmanh.reports.year_end import lines_by_child, year_end


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
    "register": OfRegister(),
    "year_end": OfYearEnd(),
    "bulletin": OfBulletin(),
    "comparison": OfComparison(),
    "siblings": OfSiblings(),
    "bridge": OfBridge(),
    "decision": OfDecision(),
    "honours": OfHonours(),
    "ballot_sheets": OfSheets(),
    "ballot_minutes": OfMinutes(),
    "roster": OfRoster(),
}


def kind_of(code: str) -> ExportKind:
    """The kind with this code; raises Refusal."""
    if code not in KINDS:
        raise unknown(code)
    return KINDS[code]


def _issue(order: Order) -> Issue:
    dated = str(order.parameters.get("dated", ""))
    return Issue(str(order.parameters.get("number", ""))[:16], parsed(dated) if dated else None)
