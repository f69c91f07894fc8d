from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from python_calamine import CalamineWorkbook

from tests.classification.ratings import rate_2018
from tests.cli.conftest import Run
from tests.conftest import District
from tests.exchange.workbooks import MEMBER_HEADER, ORGANIZATION_HEADER, RESULT_HEADER, workbook
from vungmanh.members.models import Member, Membership
from vungmanh.organizations.models import Organization, Placement

COMMUNE = [
    ORGANIZATION_HEADER,
    ("nam-xa", "Đảng bộ xã Nam Xá", "Đảng bộ cơ sở", None, date(2000, 1, 1)),
    ("nam-1", "Chi bộ thôn Nam 1", "Chi bộ trực thuộc", "nam-xa", date(2000, 1, 1)),
]
PEOPLE = [
    MEMBER_HEADER,
    ("a-1", "Ma Thị Sen", date(1980, 2, 3), "nam-1", "001234567801", "Chính thức"),
    ("a-2", "Ma Văn Súng", date(1981, 2, 3), "nam-1", "001234567802", "Chính thức"),
]
LOST = ("a-3", "Ma Văn Lạc", date(1982, 2, 3), "nam-9", "001234567803", "Chính thức")
RESULTS = [
    RESULT_HEADER,
    (2018, "Tổ chức", "nam-1", "Hoàn thành tốt nhiệm vụ", "03-QĐ/ĐU", date(2019, 1, 8)),
    (2018, "Đảng viên", "a-1", "Hoàn thành xuất sắc nhiệm vụ", "03-QĐ/ĐU", date(2019, 1, 8)),
]


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A commune with one cell, two members and two results."""
    return saved(tmp_path, "danh-sach.xlsx", {"Tổ chức": COMMUNE, "Đảng viên": PEOPLE, "Xếp loại": RESULTS})


@pytest.fixture
def with_error(tmp_path: Path) -> Path:
    """The same with a member in a cell that does not exist."""
    sheets = {"Tổ chức": COMMUNE, "Đảng viên": [*PEOPLE, LOST], "Xếp loại": RESULTS}
    return saved(tmp_path, "co-loi.xlsx", sheets)


def saved(folder: Path, name: str, sheets: dict[str, Any]) -> Path:
    path = folder / name
    path.write_bytes(workbook(sheets))
    return path


def counters(data: dict[str, Any]) -> tuple[int, ...]:
    return tuple(data["counters"][state] for state in ("new", "changed", "same", "error"))


def imported(command: Run, *argv: str | Path) -> dict[str, Any]:
    ran = command("import", *argv, "--on", "31/12/2018", "--format", "json")
    assert (ran.status, ran.err) == (0, "")
    data: dict[str, Any] = ran.data
    return data


def test_a_roster_into_an_empty_database_and_its_report_out(command: Run, file: Path) -> None:
    data = imported(command, file)
    assert (counters(data), data["rejected"]) == ((6, 0, 0, 0), [])
    ran = command("report", "year-end", "--organization", "nam-xa", "--year", "2018", "--format", "json")
    tables = ran.data["tables"]
    assert (tables["cells"]["rated"], tables["members"]["total"], tables["members"]["rated"]) == (1, 2, 1)
    assert tables["members"]["categories"][0]["count"] == 1
    root = Placement.objects.get(organization__code="nam-xa")
    assert root.parent is None


def test_dates_that_rows_do_not_have_are_those_of_the_call(command: Run, file: Path) -> None:
    imported(command, file)
    assert {membership.starts_on for membership in Membership.objects.effective()} == {date(2018, 12, 31)}


def test_importing_twice_changes_nothing(command: Run, file: Path) -> None:
    imported(command, file)
    before = command("verify", "--format", "json").data
    assert counters(imported(command, file)) == (0, 0, 6, 0)
    assert command("verify", "--format", "json").data == before


def test_an_import_can_be_undone_and_leaves_nothing_in_the_hash(command: Run, file: Path) -> None:
    before = command("verify", "--format", "json").data
    data = imported(command, file)
    assert command("verify", "--format", "json").data["hash"] != before["hash"]
    undone = command("import", "--undo", str(data["id"]), "--format", "json")
    assert (undone.status, undone.data["id"]) == (0, data["id"])
    after = command("verify", "--format", "json").data
    assert after | {"head": before["head"]} == before  # the journal tells of both, the record is as it was
    assert after["head"] != before["head"]
    again = command("import", "--undo", str(data["id"]))
    assert again.status == 1


def test_a_preview_writes_nothing(command: Run, file: Path) -> None:
    data = imported(command, file, "--preview")
    assert counters(data) == (6, 0, 0, 0)
    assert not Organization.objects.exists()


def test_a_rejected_row_is_named_and_returned_while_the_others_are_written(
    command: Run, with_error: Path, tmp_path: Path
) -> None:
    rejects = tmp_path / "loi.xlsx"
    ran = command("import", with_error, "--rejects", rejects, "--format", "json")
    assert ran.status == 1
    assert counters(ran.data) == (6, 0, 0, 1)
    [rejected] = ran.data["rejected"]
    assert (rejected["sheet"], rejected["row"]) == ("Đảng viên", 4)
    [problem] = rejected["problems"]
    assert "nam-9" in problem
    assert set(Member.objects.effective().values_list("code", flat=True)) == {"a-1", "a-2"}
    rows = CalamineWorkbook.from_filelike(BytesIO(rejects.read_bytes())).get_sheet_by_name("Đảng viên").to_python()
    assert [row for row in rows if "a-3" in row]
    assert any(problem in str(cell) for row in rows for cell in row)


def test_strict_writes_nothing_when_a_row_is_rejected(command: Run, with_error: Path) -> None:
    ran = command("import", with_error, "--strict", "--format", "json")
    assert (ran.status, counters(ran.data)) == (1, (6, 0, 0, 1))
    assert not Organization.objects.exists()


def test_an_import_in_words(command: Run, with_error: Path) -> None:
    ran = command("import", with_error)
    lines = ran.out.splitlines()
    assert lines[0].startswith("Lần nhập số ")
    assert lines[1] == "7 dòng, 6 mới, 0 thay đổi, 0 không đổi, 1 bị từ chối, 0 cảnh báo"
    [rejected] = [line for line in lines if line.startswith("Đảng viên, dòng 4: ")]
    assert rejected.endswith("Không có tổ chức nào có mã hoặc tên “nam-9”. Kiểm tra mã hoặc tên.")


@pytest.mark.parametrize(
    ("argv", "sentence"),
    [
        (("import",), "Chưa nêu tệp cần nhập. Ví dụ: vungmanh import danh-sach.xlsx"),
        (("import", "/nowhere/x.xlsx"), "Không có tệp “/nowhere/x.xlsx”. Kiểm tra lại đường dẫn."),
        (("import", "--undo", "4711"), "Không có lần nhập số 4711."),
        (
            ("export", "/nowhere/x.xlsx", "--organization", "nam-xa", "--on", "2018-12-31"),
            "Không có tổ chức nào có mã “nam-xa” vào ngày 31/12/2018. Kiểm tra lại mã và ngày.",
        ),
    ],
)
def test_what_cannot_be_done_is_one_sentence(command: Run, argv: tuple[str, ...], sentence: str) -> None:
    ran = command(*argv)
    assert (ran.status, ran.out, ran.err) == (1, "", sentence + "\n")


def test_a_file_that_is_no_workbook_is_told_so(command: Run, tmp_path: Path) -> None:
    broken = tmp_path / "hong.xlsx"
    broken.write_text("not a workbook", encoding="utf-8")
    ran = command("import", broken, "--format", "json")
    assert (ran.status, ran.err) == (1, "")
    assert ran.data["message"]
    assert not Organization.objects.exists()


def test_an_unknown_scope_is_refused(command: Run, file: Path) -> None:
    ran = command("import", file, "--organization", "bac-xa")
    assert (ran.status, ran.err) == (1, "Không có tổ chức nào có mã “bac-xa”. Kiểm tra lại mã.\n")
    assert not Organization.objects.exists()


def test_what_was_exported_comes_back_unchanged(command: Run, district: District, tmp_path: Path) -> None:
    rate_2018(district)
    out = tmp_path / "yen-thu.xlsx"
    ran = command("export", out, "--organization", "yen-thu", "--on", "2019-12-20", "--format", "json")
    assert (ran.status, ran.data) == (0, {"file": str(out), "organization": "yen-thu", "on": "2019-12-20"})
    before = command("verify", "--format", "json").data
    data = imported(command, out)
    assert (counters(data)[:2], counters(data)[3]) == ((0, 0), 0)
    assert command("verify", "--format", "json").data == before


@pytest.mark.parametrize("argv", [("template",), ("export", "--organization", "yen-thu")])
def test_a_file_that_cannot_be_written_is_a_sentence(command: Run, district: District, argv: tuple[str, ...]) -> None:
    ran = command(argv[0], "/nowhere/x.xlsx", *argv[1:])
    assert (ran.status, ran.out) == (1, "")
    assert ran.err.startswith("Không dùng được cơ sở dữ liệu hoặc tệp: ")


def test_the_template_can_be_imported_as_it_is(command: Run, tmp_path: Path) -> None:
    file = tmp_path / "mau.xlsx"
    assert command("template", file).status == 0
    ran = command("import", file, "--format", "json")
    assert ran.data["counters"].get("error", 0) == 0
    assert not Organization.objects.exists()
