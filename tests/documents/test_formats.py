"""One table and one letter in every format, read again by other programs."""

import csv
import io
import os
import subprocess
import sys
import time
import zipfile
from dataclasses import replace
from datetime import date
from pathlib import Path

import docx
import openpyxl
import pytest
from python_calamine import CalamineWorkbook

from tests.documents.conftest import DANGEROUS
from vungmanh.documents.formats import Format, write
from vungmanh.documents.letters import Letter
from vungmanh.documents.party_format import party_format
from vungmanh.documents.tables import Table

LOOK = party_format(date(2019, 2, 5))


def made(document: Table | Letter, form: Format, language: str = "vi") -> bytes:
    file = io.BytesIO()
    write(document, form, file, look=LOOK, language=language)
    return file.getvalue()


def pdf_text(content: bytes) -> str:
    ran = subprocess.run(["pdftotext", "-layout", "-", "-"], input=content, capture_output=True, check=True)
    return ran.stdout.decode()


def test_a_workbook_keeps_texts_dates_and_figures(table: Table) -> None:
    sheet = CalamineWorkbook.from_filelike(io.BytesIO(made(table, Format.XLSX))).get_sheet_by_index(0)
    rows = sheet.to_python(skip_empty_area=False)
    header = rows.index(["Họ và tên", "Ngày sinh", "Số", "Tỷ lệ"])
    found = rows[header + 1 : header + 1 + len(DANGEROUS)]
    assert [row[0] for row in found] == [*DANGEROUS[:6], "ab", "<&>"]
    assert found[0][1:] == [date(1970, 1, 2), 9141.0, 0.0037]


def test_no_cell_of_a_workbook_is_a_formula_and_the_header_stays(table: Table) -> None:
    sheet = openpyxl.load_workbook(io.BytesIO(made(table, Format.XLSX))).active
    assert {cell.data_type for row in sheet.iter_rows() for cell in row} <= {"s", "n", "d"}
    assert (sheet.freeze_panes, sheet["B5"].number_format) == ("A5", "dd/mm/yyyy")


def test_csv_cannot_become_a_formula(table: Table) -> None:
    content = made(table, Format.CSV)
    assert content.startswith(b"\xef\xbb\xbf")
    rows = list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline=""), delimiter=";"))
    assert [row[0] for row in rows[1:5]] == ["'=1+1", "'+84912", "'-5", "'@x"]
    assert rows[5] == ["00123", "02/01/1970", "9141", "0,37"]


def test_english_csv_is_separated_by_commas(table: Table) -> None:
    rows = list(csv.reader(io.StringIO(made(table, Format.CSV, "en").decode("utf-8-sig"), newline="")))
    assert rows[5] == ["00123", "02/01/1970", "9141", "0.37"]


def test_a_letter_in_word_has_the_party_format(letter: Letter) -> None:
    word = docx.Document(io.BytesIO(made(letter, Format.DOCX)))
    section, style = word.sections[0], word.styles["Normal"]
    margins = [round(getattr(section, f"{side}_margin").mm) for side in ("top", "bottom", "left", "right")]
    assert (margins, style.font.name, style.font.size.pt) == ([20, 20, 30, 15], "Times New Roman", 14)
    head = [[paragraph.text for paragraph in cell.paragraphs] for cell in word.tables[0].rows[0].cells]
    assert head[0] == ["HUYỆN ỦY YÊN THỬ", "ĐẢNG ỦY XÃ ĐÔNG XÁ", "*", "Số 05-BC/ĐU"]
    assert (head[1][0], head[1][-1]) == ("ĐẢNG CỘNG SẢN VIỆT NAM", "Đông Xá, ngày 05 tháng 02 năm 2019")
    foot = [paragraph.text for cell in word.tables[-1].rows[0].cells for paragraph in cell.paragraphs]
    assert [text for text in foot if text] == [
        "Nơi nhận:", "- Huyện ủy Yên Thử,", "- Lưu Đảng ủy.", "T/M ĐẢNG ỦY", "BÍ THƯ",
    ]  # fmt: skip


def test_a_list_in_word_numbers_its_rows_and_repeats_its_header(table: Table) -> None:
    word = docx.Document(io.BytesIO(made(table, Format.DOCX)))
    rows = [[cell.text for cell in row.cells] for row in word.tables[0].rows]
    assert rows[0] == ["TT", "Họ và tên", "Ngày sinh", "Số", "Tỷ lệ"]
    assert rows[6] == ["6", "Nguyễn Thị Ẫn", "02/01/1970", "9.141", "0,37%"]
    assert "w:tblHeader" in word.tables[0].rows[0]._tr.xml


def test_a_number_given_with_its_symbol_stands_as_given(letter: Letter) -> None:
    word = docx.Document(io.BytesIO(made(replace(letter, number="12-BC/HU"), Format.DOCX)))
    assert [line.text for line in word.tables[0].rows[0].cells[0].paragraphs][-1] == "Số 12-BC/HU"


@pytest.mark.poppler
def test_a_letter_in_pdf_says_the_same(letter: Letter) -> None:
    text = pdf_text(made(letter, Format.PDF))
    said = ["ĐẢNG CỘNG SẢN VIỆT NAM", "Số 05-BC/ĐU", "ngày 05 tháng 02 năm 2019", "ẫ ễ ỗ ặ ệ ộ ữ ỵ", "T/M ĐẢNG ỦY"]
    assert [each for each in said if each not in text] == []


def test_a_letter_has_no_csv(letter: Letter) -> None:
    with pytest.raises(ValueError, match="CSV"):
        made(letter, Format.CSV)


@pytest.mark.parametrize("form", Format)
def test_the_same_list_is_the_same_file_whenever_it_is_made(table: Table, form: Format) -> None:
    assert made(table, form) == made(table, form)


@pytest.mark.parametrize("form", [Format.XLSX, Format.DOCX])
def test_office_files_carry_no_time_of_their_making(letter: Letter, form: Format) -> None:
    with zipfile.ZipFile(io.BytesIO(made(letter, form))) as package:
        assert {part.date_time[0] for part in package.infolist()} == {1980}
        assert str(time.gmtime().tm_year) not in package.read("docProps/core.xml").decode()


_ANOTHER = """
import sys, hashlib, io, django
from django.conf import settings
settings.configure(USE_I18N=True, LANGUAGE_CODE="vi")
django.setup()
from datetime import date
from vungmanh.documents.formats import Format, write
from vungmanh.documents.party_format import party_format
from vungmanh.documents.tables import Column, Table
for form in Format:
    file = io.BytesIO()
    table = Table("Danh sách", [Column("name", "Tên")], [("Ẫn",), ("Ước",)])
    write(table, form, file, look=party_format(date(2019, 2, 5)), language="vi")
    print(hashlib.sha256(file.getvalue()).hexdigest())
"""


def test_another_process_in_another_place_makes_the_same_file() -> None:
    places = ({"TZ": "Asia/Ho_Chi_Minh", "PYTHONHASHSEED": "1"}, {"TZ": "America/New_York", "PYTHONHASHSEED": "2"})
    ran = [
        subprocess.run(
            [sys.executable, "-c", _ANOTHER], env=os.environ | place, capture_output=True, text=True, check=True
        ).stdout
        for place in places
    ]
    assert (ran[0], len(set(ran[0].split()))) == (ran[1], 4)


@pytest.mark.libreoffice
def test_libreoffice_reads_the_workbook(table: Table, tmp_path: Path) -> None:
    (tmp_path / "list.xlsx").write_bytes(made(table, Format.XLSX))
    profile = f"-env:UserInstallation=file://{tmp_path}/profile"
    command = ["soffice", profile, "--headless", "--convert-to", "csv:Text - txt - csv (StarCalc):59,34,76"]
    subprocess.run([*command, "--outdir", tmp_path, tmp_path / "list.xlsx"], capture_output=True, check=True)
    rows = (tmp_path / "list.csv").read_text(encoding="utf-8").splitlines()
    assert ["=1+1;02/01/1970;9" in rows[4], "Nguyễn Thị Ẫn;02/01/1970" in rows[9]] == [True, True]


@pytest.mark.libreoffice
def test_libreoffice_reads_the_letter(letter: Letter, tmp_path: Path) -> None:
    (tmp_path / "letter.docx").write_bytes(made(letter, Format.DOCX))
    profile = f"-env:UserInstallation=file://{tmp_path}/profile"
    command = ["soffice", profile, "--headless", "--convert-to", "txt:Text (encoded):UTF8"]
    subprocess.run([*command, "--outdir", tmp_path, tmp_path / "letter.docx"], capture_output=True, check=True)
    text = (tmp_path / "letter.txt").read_text(encoding="utf-8-sig")
    said = ["ĐẢNG CỘNG SẢN VIỆT NAM", "Số 05-BC/ĐU", "ngày 05 tháng 02 năm 2019", "ẫ ễ ỗ ặ ệ ộ ữ ỵ", "T/M ĐẢNG ỦY"]
    assert [each for each in said if each not in text] == []
