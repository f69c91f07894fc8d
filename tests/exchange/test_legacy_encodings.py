"""TCVN3 and VNI: tables against glibc, recognition, conversion; Unicode text and foreign names stay as they are."""

import os
import shutil
import subprocess
from collections.abc import Callable, Sequence
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.conftest import TODAY, District
from tests.exchange.hostile import changed
from tests.exchange.old_workbooks import Old, ods, xls
from tests.exchange.workbooks import MEMBER_HEADER, counted, members, previewed, problems, separated, xlsx
from vungmanh.exchange.actions import apply_import
from vungmanh.exchange.converting import convert_sheet
from vungmanh.exchange.legacy_encodings import TABLES, Encoding, decoded
from vungmanh.exchange.parsing.contract import Cell
from vungmanh.exchange.parsing.separated import rows_of
from vungmanh.exchange.reading import RawSheet
from vungmanh.exchange.syllables import is_syllable
from vungmanh.foundation.actors import Actor
from vungmanh.members.queries import member_by_code, particulars_of

FAMILY = "Nguyễn Trần Lê Phạm Hoàng Huỳnh Phan Vũ Võ Đặng Bùi Đỗ Hồ Ngô Dương Lý Nhữ Ma Nông Triệu Chẩu Khổng".split()
MIDDLE = "Văn Thị Hữu Đức Quốc Xuân Thuỳ Ngọc Minh Thế Đình Quỳnh Mỹ Bích".split()
GIVEN = "Tú Hân Ước Ánh Bé Vỹ Huệ Trường Phượng Khuê Oanh Nghĩa Quyết Ngoãn Ý Đạt Ẩn Ổn Hằng Nguyệt Yến Uyển".split()
NAMES = st.builds(
    " ".join, st.tuples(st.sampled_from(FAMILY), st.sampled_from(MIDDLE), st.sampled_from(GIVEN))
)  # fmt: skip
UNICODE = [
    "Nguyễn Văn Á", "Y Bhăm Niê", "H'Hen Niê", "Y Êban", "Rơ Châm H'Bông", "José Peña", "René Muñoz", "Zoë Müller",
    "François Hà", "Lê Bé", "Hoà", "Vò", "3 ¸ 4", "120 µm", "m² 1½", "Vinamilk®", "§ 5", "Đậu Thị Tề", "N° 12",
]  # fmt: skip


WRITING = {encoding: {letter: signs for signs, letter in reversed(table.items())} for encoding, table in TABLES.items()}


def encoded(text: str, encoding: Encoding) -> str:
    """Unicode text as people typed it before: TCVN3 has no accented capitals and writes small letters."""
    table = WRITING[encoding]
    return "".join(table.get(letter) or table.get(letter.lower(), letter) for letter in text)


def _sheet(*rows: Sequence[Cell]) -> RawSheet:
    return RawSheet("DS", [list(row) for row in rows])


def test_the_tables_have_every_letter() -> None:
    small = "àảãáạăằẳẵắặâầẩẫấậèẻẽéẹêềểễếệìỉĩíịòỏõóọôồổỗốộơờởỡớợùủũúụưừửữứựỳỷỹýỵđ"
    assert (len(TABLES[Encoding.TCVN3]), set(TABLES[Encoding.TCVN3].values())) == (74, {*small, *"ĂÂÊÔƠƯĐ"})
    assert set(TABLES[Encoding.VNI].values()) == {*small, *small.upper()}
    assert len({signs for signs in TABLES[Encoding.VNI] if signs.islower() or signs.isupper()}) == 134


def test_the_tcvn3_table_is_that_of_glibc() -> None:
    iconv = shutil.which("iconv")
    if iconv is None:
        if os.environ.get("VUNGMANH_REQUIRE_ALL"):
            pytest.fail("iconv is part of Debian's libc-bin and must be there")
        pytest.skip("iconv is not installed: apt-get install libc-bin")
    signs = "\n".join(TABLES[Encoding.TCVN3])
    told = subprocess.run(
        [iconv, "-f", "TCVN5712-1", "-t", "UTF-8"], input=signs.encode("latin-1"), capture_output=True, check=True
    ).stdout.decode()  # fmt: skip
    assert told.split("\n") == list(TABLES[Encoding.TCVN3].values())


@pytest.mark.parametrize(
    ("text", "encoding", "meant"),
    [
        ("NguyÔn V¨n Tó", Encoding.TCVN3, "Nguyễn Văn Tú"),
        ("§oµn TrÇn ThÞ ¸nh", Encoding.TCVN3, "Đoàn Trần Thị ánh"),
        ("Nguyeãn Vaên Tuù", Encoding.VNI, "Nguyễn Văn Tú"),
        ("Ñoaøn Thò AÙnh, Aùnh, ÖÔÙC", Encoding.VNI, "Đoàn Thị Ánh, Ánh, ƯỚC"),
    ],
)
def test_known_texts(text: str, encoding: Encoding, meant: str) -> None:
    assert decoded(text, encoding) == meant


@settings(max_examples=150, derandomize=True, deadline=None)
@given(names=st.lists(NAMES, min_size=3, max_size=12), encoding=st.sampled_from(Encoding), as_bytes=st.booleans())
def test_names_written_in_an_old_encoding_come_back(names: list[str], encoding: Encoding, as_bytes: bool) -> None:
    old = [encoded(name, encoding) for name in names]
    rows: list[list[Cell]] = [[name] for name in old]
    if as_bytes:
        rows = rows_of("\r\n".join(old).encode("latin-1"))
    sheet = _sheet(*rows)
    convert_sheet(sheet)
    came_back = [str(row[0]).lower() if encoding is Encoding.TCVN3 else row[0] for row in sheet.rows]
    assert came_back == [name.lower() if encoding is Encoding.TCVN3 else name for name in names]


@settings(max_examples=100, derandomize=True, deadline=None)
@given(names=st.lists(st.one_of(NAMES, st.sampled_from(UNICODE)), max_size=20))
def test_unicode_text_is_never_touched(names: list[str]) -> None:
    sheet = _sheet(*[[name] for name in names])
    assert convert_sheet(sheet) is None
    assert [row[0] for row in sheet.rows] == names


@pytest.mark.parametrize("text", UNICODE)
def test_a_unicode_or_foreign_text_is_never_touched(text: str) -> None:
    sheet = _sheet([text], [text], [text, "Lê"], ["", "Bé Hoà Vò"])
    assert (convert_sheet(sheet), sheet.originals) == (None, {})


def test_what_may_be_both_follows_its_column_and_is_doubtful() -> None:
    sheet = _sheet(["TrÇn V¨n Tó", "Bé", "Bé"], ["NguyÔn ThÞ BÝch", "Bé", "Nguyễn"], ["Vò", "Lý", "Đỗ"])
    assert convert_sheet(sheet) == "Trang “DS”: đã chuyển chữ cũ sang Unicode: TCVN3 (ABC) (5 ô)."
    assert sheet.rows == [["Trần Văn Tú", "Bộ", "Bé"], ["Nguyễn Thị Bích", "Bộ", "Nguyễn"], ["Vũ", "Lý", "Đỗ"]]
    assert sheet.doubtful == {(0, 1): "Bé", (1, 1): "Bé", (2, 0): "Vò"}


def test_one_old_word_alone_is_left() -> None:
    sheet = _sheet(["Nguyễn Văn Á", "thÞ"], ["Lê Bé", ""])
    assert (convert_sheet(sheet), sheet.rows[0][1]) == (None, "thÞ")


@pytest.mark.parametrize("make", [xlsx, xls, ods])
def test_the_font_of_a_cell_decides(make: Callable[[Any], bytes], district: District, operator: Actor) -> None:
    rows = [
        MEMBER_HEADER,
        ["dv-20", Old("Vò Bé"), "01/02/1980", "dong-xa-1", "001234567820", "Dự bị"],
        ["dv-21", Old("hoµng thÞ lan", ".VnTimeH"), "01/02/1981", "dong-xa-1", "001234567821", "Dự bị"],
        ["dv-22", Old("Lyù Thò Hoøa", "VNI-Times"), "01/02/1982", "dong-xa-1", "001234567822", "Dự bị"],
        ["dv-23", Old("Đỗ Thị Bé"), "01/02/1983", "dong-xa-1", "001234567823", "Dự bị"],
    ]
    run = previewed(make(rows), by=operator, on=TODAY, file_name=f"DS.{make.__name__}")
    assert (problems(run), run.notes) == (
        [],
        ["Trang “DS”: đã chuyển chữ cũ sang Unicode: TCVN3 (ABC) (2 ô), VNI (1 ô)."],
    )
    apply_import(run, by=operator)
    names = [particulars_of(member_by_code(f"dv-2{one}")).full_name for one in range(4)]  # type: ignore[arg-type]
    assert names == ["Vũ Bộ", "Hoàng Thị Lan", "Lý Thị Hòa", "Đỗ Thị Bé"]


def test_the_font_of_the_whole_workbook_counts_for_cells_without_one(district: District, operator: Actor) -> None:
    rows = [(f"dv-2{one}", "Vò Bé", f"0{one + 1}/02/1980", "dong-xa-1", f"00123456782{one}", "") for one in range(3)]
    content = changed(members(*rows), {"xl/styles.xml": lambda part: part.replace(b"Calibri", b".VnTime")})
    run = previewed(content, by=operator, on=TODAY)
    assert [(row.cells, row.warnings) for row in run.rows.all()] == [
        ([["B", "Họ và tên", "converted", "Vò Bé"]], [])
    ] * 3


@pytest.mark.parametrize("encoding", list(Encoding))
@pytest.mark.parametrize("as_bytes", [False, True])
def test_a_whole_old_table_is_read_headers_names_and_standings(
    district: District, operator: Actor, encoding: Encoding, as_bytes: bool
) -> None:
    rows = [
        ["Mã", "Họ và tên", "Ngày sinh", "Chi bộ", "Số thẻ", "Trạng thái", "Dân tộc"],
        ["dv-20", "Trần Thị Ánh", "01/02/1980", "Chi bộ thôn Đông 1", "001234567820", "Dự bị", "Tày"],
        ["dv-21", "NGÔ VĂN ƯỚC", "01/02/1981", "dong-xa-1", "001234567821", "Chính thức", "Nùng"],
    ]
    old = [[encoded(cell, encoding) for cell in row] for row in rows]
    content = separated(old, encoding="latin-1") if as_bytes else xlsx(old)
    run = previewed(content, by=operator, on=TODAY, file_name="DS.csv" if as_bytes else "DS.xlsx")
    assert (problems(run), counted(run)) == ([], (2, 0, 0, 0))
    assert [row.warnings for row in run.rows.all()] == [[], []]
    first = run.rows.get(number=2)
    assert [(header, state) for _letter, header, state, _text in first.cells] == [
        ("Họ và tên", "converted"), ("Chi bộ", "converted"), ("Trạng thái", "converted"), ("Dân tộc", "converted"),
    ]  # fmt: skip
    assert (first.cells[0][3], first.cells[-1][3]) == (encoded("Trần Thị Ánh", encoding), "•••")
    apply_import(run, by=operator)
    names = [particulars_of(member_by_code(code)).full_name for code in ("dv-20", "dv-21")]  # type: ignore[arg-type]
    assert names == ["Trần Thị Ánh", "NGÔ VĂN ƯỚC"]


def test_a_doubtful_conversion_warns_in_its_row(district: District, operator: Actor) -> None:
    rows = [
        ("dv-20", "TrÇn ThÞ ¸nh", "", "dong-xa-1", "001234567820", ""),
        ("dv-21", "Vò Bé", "", "dong-xa-1", "001234567821", ""),
    ]
    run = previewed(members(*rows), by=operator, on=TODAY)
    assert [row.warnings for row in run.rows.order_by("pk")] == [
        [],
        ["Cột B “Họ và tên”: Đã chuyển “Vò Bé” thành “Vũ Bộ” theo các ô khác trong cột. Kiểm tra lại."],
    ]


def test_syllables() -> None:
    right = "nguyễn quốc giàng gì ghế nghiêng Ước khuya THUỶ hoà hòa quyển yến uống ý"
    wrong = "nguyôn bát1 bất" + " kât vaên thÞ jose Müller đoc ngìm btờ nGuyễn"
    assert [word for word in right.split() if not is_syllable(word)] == []
    assert [word for word in wrong.split() if is_syllable(word)] == ["bất", "ngìm"]
