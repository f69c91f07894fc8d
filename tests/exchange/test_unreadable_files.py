"""Sheets that reach too far are found however they hide it; if the parser's process ends, ours goes on."""

import io
import re
import zipfile

import pytest

from tests.conftest import TODAY, District
from tests.exchange.workbooks import (
    members,
    previewed,
)
from vungmanh.exchange.actions import preview_import
from vungmanh.foundation.actors import Actor

GOOD = ("dv-20", "Nguyễn Văn Tốt", "01/02/1980", "dong-xa-1", "001234567820", "Chính thức")


FAR = (
    "Có trang trải đến dòng {}, cột thứ 16384, quá xa vùng dữ liệu. "
    "Xóa hẳn các dòng và cột thừa ngoài bảng, lưu lại rồi nhập lại."
)
HEAVY = (
    "Tệp quá lớn hoặc bị hỏng nên không đọc được. "
    "Xóa hẳn các dòng và cột thừa ngoài bảng, lưu lại dưới dạng .xlsx rồi nhập lại."
)


@pytest.mark.parametrize(
    ("part", "cells", "sentence"),
    [
        ("xl/worksheets/sheet1.XML", '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>', FAR.format(1048576)),
        ("xl/worksheets/sheet1.xml", '<row r="1048576"><c r="xfd1048576"><v>1</v></c></row>', FAR.format(1048576)),
        (
            "xl/worksheets/sheet1.dat",
            '<row r="1"><c r="A1"><v>1</v></c></row><row r="9"><c r="XFD1048576"><v>1</v></c></row>',
            HEAVY,
        ),
        (
            "xl/worksheets/sheet1.dat",
            '<row r="1"><c r="A1"><v>1</v></c></row><row r="9"><c r="XFD4000"><v>1</v></c></row>',
            FAR.format(4000),
        ),
    ],
    ids=["name in capitals", "reference in small letters", "another name", "not quite as far"],
)
def test_a_sheet_that_ends_its_parser_ends_nothing_else(
    district: District, operator: Actor, part: str, cells: str, sentence: str
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
    assert (run.state, run.message) == ("failed", sentence)


def test_a_failed_import_stays_failed(district: District, operator: Actor) -> None:
    run = previewed(b"", by=operator, on=TODAY)
    preview_import(run)
    run.refresh_from_db()
    assert run.state == "failed"
