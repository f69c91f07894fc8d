"""The commands that read: report, explain, verify."""

from argparse import Namespace
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from vungmanh.cli import installation
from vungmanh.cli.output import show

if TYPE_CHECKING:
    from vungmanh.documents.letters import Letter
    from vungmanh.organizations.models import Placement
    from vungmanh.reports.as_documents import Issue
    from vungmanh.reports.verification import Verification

FILES = ("xlsx", "docx", "pdf")
"""Formats of a report that are files."""


def year_end(called: Namespace) -> int:
    """`vungmanh report year-end`."""
    from vungmanh.reports.as_data import year_end_data
    from vungmanh.reports.as_documents import year_end_letter
    from vungmanh.reports.as_text import year_end_text
    from vungmanh.reports.year_end import lines_by_child
    from vungmanh.reports.year_end import year_end as report_of

    report = report_of(standing_in(called), year=called.year)
    if called.format in FILES:
        children = lines_by_child(report.placement, year=called.year)
        letter = year_end_letter(report, children, called.language, _issue(called))
        return _write(called, letter, report.as_of)
    show(called, year_end_data(report, called.language), year_end_text(report, called.language))
    return 0


def bulletin(called: Namespace) -> int:
    """`vungmanh report bulletin`."""
    from vungmanh.reports.as_data import bulletin_data
    from vungmanh.reports.as_documents import bulletin_letter
    from vungmanh.reports.bulletin import bulletin as bulletin_of

    page = bulletin_of(standing_in(called), year=called.year)
    if called.format in FILES:
        return _write(called, bulletin_letter(page, _issue(called)), page.report.as_of)
    show(called, bulletin_data(page, called.language), [page.text])
    return 0


def _issue(called: Namespace) -> "Issue":
    from vungmanh.reports.as_documents import Issue

    return Issue(called.number, called.dated)


def _write(called: Namespace, letter: "Letter", as_of: date) -> int:
    """Write the report as a document; refused without a name for the file."""
    from vungmanh.documents.files import whole_file
    from vungmanh.documents.formats import Format, write
    from vungmanh.documents.party_format import party_format

    check_output(called)
    look = party_format(_issue(called).format_day(as_of))
    with whole_file(Path(called.output)) as file:
        write(letter, Format(called.format), file, look=look, language=called.language)
    print(called.output)
    return 0


def check_output(called: Namespace) -> None:
    """Refuse a document without a name for its file."""
    from django.utils.translation import gettext as _

    from vungmanh.foundation.refusals import Refusal

    if called.output is None:
        raise Refusal(
            "cli.no_output",
            _("Chưa nêu tên tệp để ghi báo cáo."),
            remedy=_("Thêm --output TỆP.{format}.").format(format=called.format),
        )


def explain(called: Namespace) -> int:
    """`vungmanh explain`: an organization's or a member's code."""
    from vungmanh.campaigns.deciding.explaining import account_of_collective, account_of_member, account_of_organization
    from vungmanh.members.queries import member_by_code
    from vungmanh.organizations.queries import organization_by_code
    from vungmanh.reports.as_data import explanation_data
    from vungmanh.reports.as_text import explanation_text

    installation.prepare(create=False)
    check_year(called.year)
    member = None if called.collective or organization_by_code(called.code) else member_by_code(called.code)
    if member is not None:
        account = account_of_member(member, year=called.year)
    else:
        account_of = account_of_collective if called.collective else account_of_organization
        account = account_of(standing_then(called.code, called.year), year=called.year)
    data = explanation_data(account, called.code, called.language)
    show(called, data, explanation_text(account.explanation, called.code, called.language))
    return 0


def verify(called: Namespace) -> int:
    """`vungmanh verify`: exit status 1 when something does not hold."""
    from vungmanh.reports.verification import verify as verified

    installation.prepare(create=False)
    found = verified(called.head)
    data = {
        "ok": found.ok,
        "counts": found.counts,
        "hash": found.state,
        "head": str(found.head),
        "problems": list(found.problems),
        "remedies": list(_remedies(found)),
    }

    def lines() -> Iterator[str]:
        yield "ok" if found.ok else "not ok"
        yield from (f"{name}: {count}" for name, count in found.counts.items())
        yield f"hash: {found.state}"
        yield f"head: {found.head}"
        yield from found.problems
        yield from _remedies(found)

    show(called, data, lines())
    return 0 if found.ok else 1


def _remedies(found: "Verification") -> Iterator[str]:
    from django.utils.translation import gettext as _

    if found.journal_problems:
        yield _(
            "Nhật ký hoặc dữ liệu đã bị sửa ngoài chương trình. Ngừng cập nhật, giữ nguyên hiện trạng và sao lưu ra "
            "tệp mới; đối chiếu với bản sao lưu và mốc đã ghi gần nhất; báo cấp ủy và người quản trị."
        )
    if found.record_problems:
        yield _("Sao lưu trước khi sửa; gửi kết quả này cho người quản trị hệ thống.")


def standing_in(called: Namespace) -> "Placement":
    """The organization that a command is about, as it stood at the end of the year."""
    installation.prepare(create=False)
    check_year(called.year)
    return standing_then(called.organization, called.year)


def check_year(year: int) -> None:
    """Refuse a year that nothing is known of."""
    from django.utils.translation import gettext as _

    from vungmanh.foundation.refusals import Refusal
    from vungmanh.rulebooks.shelf import FIRST_YEAR

    if not FIRST_YEAR <= year <= date.max.year:
        raise Refusal(
            "cli.year",
            _("Năm {year} không hợp lệ.").format(year=year),
            remedy=_("Dùng năm từ {first} trở đi.").format(first=FIRST_YEAR),
        )


def standing_then(code: str, year: int) -> "Placement":
    """How the organization stood at the end of the year; refused when there was none of this code."""
    from django.utils.translation import gettext as _

    from vungmanh.foundation.dates import written, year_end
    from vungmanh.foundation.refusals import Refusal
    from vungmanh.organizations.queries import last_placement_of, organization_by_code, placement_by_code

    placement = placement_by_code(code, on=year_end(year))
    if placement is not None:
        return placement
    known = organization_by_code(code)
    last = last_placement_of(known.pk) if known else None
    if last is None:
        raise Refusal(
            "cli.unknown_code",
            _("Không tìm thấy mã “{code}”.").format(code=code),
            remedy=_("Kiểm tra lại mã; chữ hoa, chữ thường khác nhau."),
        )
    raise Refusal(
        "cli.not_standing_then",
        _("“{name}” không tồn tại vào ngày {day}.").format(name=last.name, day=written(year_end(year))),
        remedy=_("Chọn năm khác."),
    )
