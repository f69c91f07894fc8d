"""Files that cannot be read, or that end their parser, get a sentence; nothing is written and the process lives."""

import io
import re
import zipfile

import pytest
import xlsxwriter

from tests.conftest import TODAY, District
from tests.exchange.workbooks import (
    MEMBER_HEADER,
    members,
    previewed,
    workbook,
)
from vungmanh.exchange.actions import apply_import, preview_import
from vungmanh.foundation.actors import Actor
from vungmanh.foundation.refusals import Refusal

GOOD = ("dv-20", "Nguyễn Văn Tốt", "01/02/1980", "dong-xa-1", "001234567820", "Chính thức")


def _truncated() -> bytes:
    whole = members(GOOD)
    return whole[: len(whole) // 2]


def _foreign_archive() -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("thu.txt", "không phải bảng tính")
    return stream.getvalue()


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "Tệp trống. Chọn lại tệp, hoặc bắt đầu từ tệp mẫu."),
        (
            b"ma;ten\n1;2\n",
            (
                "Tệp này không phải là workbook Excel (.xlsx). "
                "Mở tệp bằng Excel hoặc LibreOffice, lưu lại dưới dạng .xlsx rồi nhập lại."
            ),
        ),
        (
            _truncated(),
            (
                "Tệp bị hỏng, không đọc được. "
                "Mở tệp bằng Excel hoặc LibreOffice để kiểm tra, lưu lại dưới dạng .xlsx rồi nhập lại."
            ),
        ),
        (
            _foreign_archive(),
            (
                "Tệp bị hỏng, không đọc được. "
                "Mở tệp bằng Excel hoặc LibreOffice để kiểm tra, lưu lại dưới dạng .xlsx rồi nhập lại."
            ),
        ),
        (
            workbook({"Sheet1": []}),
            "Tệp không có ô nào có dữ liệu. Kiểm tra lại tệp, hoặc bắt đầu từ tệp mẫu.",
        ),
        (
            workbook({"Kho": [("Vật tư", "Số lượng"), ("Bàn", 3)]}),
            (
                "Không tìm thấy hàng tiêu đề cột nào được biết trong tệp. "
                "Dùng tệp mẫu, hoặc ghi tiêu đề cột như trong tệp mẫu (thứ tự cột tùy ý)."
            ),
        ),
        (
            workbook({"Xếp loại": [("Năm", "Mã"), (2018, "dong-xa")]}),
            (
                "Trang “Xếp loại” thiếu cột: Kết quả. "
                "Thêm cột đó vào hàng tiêu đề rồi nhập lại; các cột được biết có trong tệp mẫu."
            ),
        ),
    ],
    ids=["empty file", "text file", "truncated", "another archive", "empty sheet", "foreign sheet", "column missing"],
)
def test_a_file_that_cannot_be_read_fails_with_a_sentence(
    district: District, operator: Actor, content: bytes, sentence: str
) -> None:
    run = previewed(content, by=operator, on=TODAY)
    assert (run.state, run.message) == ("failed", sentence)
    with pytest.raises(Refusal) as refused:
        apply_import(run, by=operator)
    assert refused.value.code == "exchange.failed"


def test_a_stray_cell_far_away_does_not_fill_the_memory(district: District, operator: Actor) -> None:
    stream = io.BytesIO()
    book = xlsxwriter.Workbook(stream, {"in_memory": True})
    sheet = book.add_worksheet("Đảng viên")
    sheet.write_row(0, 0, MEMBER_HEADER)
    sheet.write(1_048_575, 16_383, "x")
    book.close()
    run = previewed(stream.getvalue(), by=operator, on=TODAY)
    assert (run.state, run.message) == (
        "failed",
        (
            "Có trang trải đến dòng 1048576, cột thứ 16384, quá xa vùng dữ liệu. "
            "Xóa hẳn các dòng và cột thừa ngoài bảng, lưu lại rồi nhập lại."
        ),
    )


@pytest.mark.parametrize(
    ("part", "cells"),
    [
        ("xl/worksheets/sheet1.XML", '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'),
        ("xl/worksheets/sheet1.xml", '<row r="1048576"><c r="xfd1048576"><v>1</v></c></row>'),
        (
            "xl/worksheets/sheet1.dat",
            '<row r="1"><c r="A1"><v>1</v></c></row><row r="9"><c r="XFD1048576"><v>1</v></c></row>',
        ),
        (
            "xl/worksheets/sheet1.dat",
            '<row r="1"><c r="A1"><v>1</v></c></row><row r="9"><c r="XFD4000"><v>1</v></c></row>',
        ),
    ],
    ids=["name in capitals", "reference in small letters", "another name", "not quite as far"],
)
def test_a_sheet_that_ends_its_parser_ends_nothing_else(
    district: District, operator: Actor, part: str, cells: str
) -> None:
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(members(GOOD))) as good, zipfile.ZipFile(stream, "w") as bad:
        for name in good.namelist():
            content = good.read(name)
            if name == "xl/worksheets/sheet1.xml":
                content = re.sub(b"<sheetData>.*</sheetData>", f"<sheetData>{cells}</sheetData>".encode(), content)
                content = re.sub(b"<dimension[^>]*>", b"", content)
                name = part  # noqa: PLW2901
            bad.writestr(name, content.replace(b"sheet1.xml", part.rpartition("/")[2].encode()))
    run = previewed(stream.getvalue(), by=operator, on=TODAY)
    assert (run.state, run.message) == (
        "failed",
        (
            "Tệp quá lớn hoặc bị hỏng nên không đọc được. "
            "Xóa hẳn các dòng và cột thừa ngoài bảng, lưu lại dưới dạng .xlsx rồi nhập lại."
        ),
    )


def test_a_failed_import_stays_failed(district: District, operator: Actor) -> None:
    run = previewed(b"", by=operator, on=TODAY)
    preview_import(run)
    run.refresh_from_db()
    assert run.state == "failed"
