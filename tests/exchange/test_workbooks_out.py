"""The template and the workbook of rejected rows: they open in LibreOffice and come in again."""

import csv
import io
import shutil
import subprocess
from pathlib import Path

import pytest
from python_calamine import CalamineWorkbook

from tests.conftest import TODAY, District
from tests.exchange.test_official_sheet import PERSON, official
from tests.exchange.workbooks import MEMBER_HEADER, counted, members, previewed, problems, workbook
from vungmanh.exchange.actions import apply_import
from vungmanh.exchange.export import export_workbook
from vungmanh.exchange.rejects import rejects_workbook
from vungmanh.exchange.template import template_workbook
from vungmanh.foundation.actors import Actor

GOOD = ("dv-20", "Nguyễn Văn Tốt", "01/02/1980", "dong-xa-1", "001234567820", "Chính thức")
BAD = ("dv-21", "Trần Văn Hỏng", "31/02/1981", "dong-xa-1", "001234567821", "Chính thức")


def test_the_template_comes_in_as_no_rows(district: District, operator: Actor) -> None:
    run = previewed(template_workbook(), by=operator, on=TODAY)
    assert (run.state, counted(run), run.notes) == (
        "previewed",
        (0, 0, 0, 0),
        ["Tệp không có dòng dữ liệu nào dưới hàng tiêu đề."],
    )
    apply_import(run, by=operator)
    assert (run.state, run.entry_id) == ("applied", None)


def test_rejected_rows_come_back_with_a_reason_and_go_in_once_put_right(district: District, operator: Actor) -> None:
    run = previewed(members(GOOD, BAD), by=operator, on=TODAY)
    apply_import(run, by=operator)
    content = rejects_workbook(run)
    rows = CalamineWorkbook.from_filelike(io.BytesIO(content)).get_sheet_by_name("Đảng viên").to_python()
    assert rows == [
        [*MEMBER_HEADER, f"Lý do (lần nhập số {run.pk})"],
        [
            *BAD,
            "Cột C “Ngày sinh”: “31/02/1981” không phải là ngày có thật. Ghi đủ ngày/tháng/năm, ví dụ 03/02/2015.",
        ],
    ]
    rows[1][2] = "28/02/1981"
    again = previewed(workbook({"Đảng viên": rows}), by=operator, on=TODAY)
    assert (problems(again), counted(again), again.notes) == ([], (1, 0, 0, 0), run.notes)


def test_rejected_rows_of_the_official_sheet_keep_both_header_rows(district: District, operator: Actor) -> None:
    run = previewed(official(PERSON | {"organization": "khong-co"}), by=operator, on=TODAY)
    again = previewed(rejects_workbook(run), by=operator, on=TODAY)
    assert [row.problems for row in again.rows.all()] == [row.problems for row in run.rows.all()]
    assert (again.counters["rows"], again.profile, again.notes) == (1, "official", [])


@pytest.mark.libreoffice
@pytest.mark.parametrize("made", ["own", "official", "rejects", "template"])
def test_libreoffice_opens_what_goes_out(district: District, operator: Actor, tmp_path: Path, made: str) -> None:
    office = shutil.which("soffice")
    if office is None:
        pytest.skip("soffice is not installed: apt-get install libreoffice-calc-nogui")
    if made == "rejects":
        content = rejects_workbook(previewed(members(BAD), by=operator, on=TODAY))
    elif made == "template":
        content = template_workbook()
    else:
        content = export_workbook(district.placement("dong-xa-1"), on=TODAY, profile=made)
    (tmp_path / "a.xlsx").write_bytes(content)
    whole_book = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,-1"
    home = f"-env:UserInstallation=file://{tmp_path}/profile"
    subprocess.run(
        [office, home, "--headless", "--convert-to", whole_book, "--outdir", str(tmp_path), str(tmp_path / "a.xlsx")],
        check=True, capture_output=True, timeout=120,
    )  # fmt: skip
    text = "\n".join(path.read_text(encoding="utf-8") for path in sorted(tmp_path.glob("a*.csv")))
    cells = {cell for row in csv.reader(io.StringIO(text)) for cell in row}
    expected = {"own": "01/01/1970", "official": "001234567801", "rejects": "001234567821", "template": "Mã cấp trên"}
    assert expected[made] in cells
