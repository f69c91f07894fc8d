"""The same table as .xlsx, .xls, .ods and CSV comes in the same, with the same traps."""

import io
import shutil
import subprocess
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from tests.conftest import TODAY, District
from tests.exchange.old_workbooks import Formula, ods, xls
from tests.exchange.workbooks import MEMBER_HEADER, Rows, counted, members, previewed, problems, separated, xlsx
from vungmanh.exchange.actions import apply_import
from vungmanh.exchange.parsing.separated import rows_of, text_of
from vungmanh.foundation.actors import Actor
from vungmanh.members.queries import member_by_code, particulars_of

ROWS: Rows = [
    [],
    ["DANH SÁCH ĐẢNG VIÊN"],
    MEMBER_HEADER,
    ["dv-20", "Nguyễn Văn Tốt", date(1980, 2, 1), "dong-xa-1", "001234567820", "Chính thức"],
    [],
    ["dv-21", "Trần Thị Ước", "02/03/1981", Formula("dong-xa-2"), "001234567821", "Dự bị"],
    ["dv-22", "Lê Văn Mất Số", "02/03/1982", "dong-xa-2", 1234567822, "Dự bị"],
    ["dv-23", "Lê Văn Lỗi", "02/03/1983", Formula("#N/A"), "001234567823", "Dự bị"],
    ["dv-24", "Lê Văn Chữ", "02/03/1984", "dong-xa-2", "001234567824", "Dự bị"],
]


@pytest.mark.parametrize("make", [xlsx, xls, ods, separated])
def test_every_format_brings_the_same_rows_and_falls_into_no_trap(
    district: District, operator: Actor, make: Callable[[Rows], bytes]
) -> None:
    ending = "csv" if make is separated else make.__name__
    run = previewed(make(ROWS), by=operator, on=TODAY, file_name=f"DS.{ending}")
    assert (run.state, run.message, counted(run)) == ("previewed", "", (3, 0, 0, 2))
    assert problems(run) == [
        (
            "Trang “DS”, dòng 7: Cột E “Số thẻ”: “1234567822”: chỉ có 10 chữ số, có thể Excel đã bỏ số 0 ở đầu. "
            "Định dạng cột là Text rồi nhập lại đủ các chữ số."
        ),
        "Trang “DS”, dòng 8: Cột D “Mã tổ chức”: Ô có lỗi “#N/A” thay cho giá trị. Gõ giá trị đúng, hoặc để trống.",
    ]
    formulas = "Trang “DS”: 2 ô có công thức; công thức không được tính lại, chỉ đọc giá trị đã lưu."
    assert run.notes == ([] if make is separated else [formulas])
    apply_import(run, by=operator)
    born = {code: particulars_of(member_by_code(code)).birth_date for code in ("dv-20", "dv-21", "dv-24")}  # type: ignore[arg-type]
    assert born == {"dv-20": date(1980, 2, 1), "dv-21": date(1981, 3, 2), "dv-24": date(1984, 3, 2)}


def test_a_formula_without_a_stored_value_is_named(district: District, operator: Actor) -> None:
    whole = xlsx([MEMBER_HEADER, ["dv-20", "Lê Tốt", "", Formula("dong-xa-1"), "001234567820", "Dự bị"]])
    run = previewed(_without_values(whole), by=operator, on=TODAY)
    assert problems(run) == [
        (
            "Trang “DS”, dòng 2: Cột D “Mã tổ chức”: Ô có công thức “=NA()” mà tệp không lưu giá trị. "
            "Mở tệp bằng Excel, lưu lại rồi nhập lại."
        )
    ]


def _without_values(content: bytes) -> bytes:
    import re
    import zipfile

    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(stream, "w") as new:
        for name in old.namelist():
            new.writestr(name, re.sub(rb' t="str"><f>(.*?)</f><v>.*?</v>', rb"><f>\1</f>", old.read(name)))
    return stream.getvalue()


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
def test_separator_and_encoding_are_guessed(encoding: str, delimiter: str) -> None:
    rows = [["Mã", "Họ và tên", "Ghi chú"], ["dv-20", "Nguyễn Văn Tốt", "một, hai; ba"], ["dv-21", 'Trần "Út" Ước', ""]]
    assert rows_of(separated(rows, delimiter=delimiter, encoding=encoding)) == rows


def test_windows_1258_is_told_from_1252() -> None:
    text = "Mã;Họ và tên\r\ndv-20;Nguyễn Thị Ước\r\n"
    by_windows = "".join(_pieces(letter) for letter in text).encode("cp1258")
    assert text_of(by_windows) == text
    assert text_of("Mã;Tên\r\n1;José Peña\r\n".encode("cp1252")) == "Mã;Tên\r\n1;José Peña\r\n"


def _pieces(letter: str) -> str:
    """As Windows writes Vietnamese: â ê ô ă ơ ư whole, tones as marks of their own."""
    import unicodedata

    whole = unicodedata.normalize("NFD", letter)
    tones = "".join(mark for mark in whole if mark in "\u0300\u0301\u0303\u0309\u0323")
    return unicodedata.normalize("NFC", "".join(mark for mark in whole if mark not in tones)) + tones


def test_marks_that_only_protect_a_cell_are_taken_off() -> None:
    assert rows_of(b'sep=;\r\na;b\r\n"=""0012""";\'=1+1\r\n\'\'-x;\'Hen\r\n') == [
        ["a", "b"],
        ["0012", "=1+1"],
        ["'-x", "'Hen"],
    ]


def test_a_text_table_is_known_by_its_name_too(district: District, operator: Actor) -> None:
    table = separated([["Mã", "Tên", "Mã cấp trên"], ["dong-xa", "", ""]])
    run = previewed(table, by=operator, on=TODAY, file_name="C:\\tep\\Tổ chức.csv")
    assert (run.file_name, counted(run), run.rows.get().sheet) == ("Tổ chức.csv", (0, 0, 1, 0), "Tổ chức")


def test_a_wrong_ending_is_told(district: District, operator: Actor) -> None:
    row = ("dv-20", "Nguyễn Văn Tốt", "01/02/1980", "dong-xa-1", "001234567820", "Chính thức")
    run = previewed(members(row), by=operator, on=TODAY, file_name="danh sach.XLS")
    assert run.notes == ["Tên tệp có đuôi .xls nhưng nội dung là .xlsx; đã đọc theo nội dung."]


@pytest.mark.libreoffice
@pytest.mark.parametrize("ending", ["xls", "ods", "csv"])
def test_what_libreoffice_saves_comes_in_the_same(
    district: District, operator: Actor, tmp_path: Path, ending: str
) -> None:
    office = shutil.which("soffice")
    if office is None:
        pytest.skip("soffice is not installed: apt-get install libreoffice-calc-nogui")
    rows = [row for row in ROWS if not any(isinstance(cell, Formula) for cell in row)]
    (tmp_path / "DS.xlsx").write_bytes(xlsx(rows))
    form = "csv:Text - txt - csv (StarCalc):44,34,76" if ending == "csv" else ending
    home = f"-env:UserInstallation=file://{tmp_path}/profile"
    subprocess.run(
        [office, home, "--headless", "--convert-to", form, "--outdir", str(tmp_path), str(tmp_path / "DS.xlsx")],
        check=True, capture_output=True, timeout=120,
    )  # fmt: skip
    run = previewed((tmp_path / f"DS.{ending}").read_bytes(), by=operator, on=TODAY, file_name=f"DS.{ending}")
    assert (run.message, counted(run), run.notes) == ("", (2, 0, 0, 1), [])
