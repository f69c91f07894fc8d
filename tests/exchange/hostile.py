"""Files that nobody should send, and what comes back: the cases of the tests and of docs/hostile-files.md."""

import io
import random
import re
import struct
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import xlsxwriter
from django.utils.translation import override

from tests.exchange.old_workbooks import Formula, compound, ods, xls
from tests.exchange.workbooks import MEMBER_HEADER, members, separated, workbook, xlsx
from vungmanh.exchange.converting import convert_sheet
from vungmanh.exchange.file_names import tidy_file_name
from vungmanh.exchange.formats import check_size
from vungmanh.exchange.headers import find_sheets
from vungmanh.exchange.reading import read_sheets
from vungmanh.exchange.rows import read_rows
from vungmanh.foundation.refusals import Refusal

PAGE = Path(__file__).parents[2] / "docs" / "hostile-files.md"
GOOD = ("dv-20", "Nguyễn Văn Tốt", "01/02/1980", "dong-xa-1", "001234567820", "Chính thức")
_SHEET = "xl/worksheets/sheet1.xml"


@dataclass(frozen=True, slots=True)
class Hostile:
    """One file: what it is, its bytes, its name."""

    what: str
    make: Callable[[], bytes]
    file_name: str = "danh-sach.xlsx"


def outcome(case: Hostile) -> list[str]:
    """What the importer says, in the language of the moment: its refusal, or its notes and the problems of rows."""
    content = case.make()
    try:
        check_size(len(content))
        name = tidy_file_name(case.file_name)
        raw, notes = read_sheets(content, name)
        notes += [note for sheet in raw if (note := convert_sheet(sheet)) is not None]
        sheets, more = find_sheets(raw)
    except Refusal as refusal:
        return [str(refusal)]
    problems = [problem for row in read_rows(sheets, lambda _read: None) for problem in row.problems]
    return ([f"→ {name}"] if name != case.file_name else []) + notes + more + problems


def changed(
    content: bytes, changes: dict[str, Callable[[bytes], bytes]], added: dict[str, bytes] | None = None
) -> bytes:
    """An archive with some of its parts changed and some added."""
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(name, changes.get(name, lambda part: part)(old.read(name)))
        for name, part in (added or {}).items():
            new.writestr(name, part)
    return stream.getvalue()


def _archive(parts: dict[str, bytes]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    return stream.getvalue()


def _far() -> bytes:
    stream = io.BytesIO()
    book = xlsxwriter.Workbook(stream, {"in_memory": True})
    sheet = book.add_worksheet("Đảng viên")
    sheet.write_row(0, 0, MEMBER_HEADER)
    sheet.write(1_048_575, 16_383, "x")
    book.close()
    return stream.getvalue()


def _hidden_far() -> bytes:
    cells = b'<row r="1"><c r="A1"><v>1</v></c></row><row r="9"><c r="XFD1048576"><v>1</v></c></row>'
    cells = b"<sheetData>" + cells + b"</sheetData>"
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(members(GOOD))) as good, zipfile.ZipFile(stream, "w") as bad:
        for name in good.namelist():
            part = re.sub(b"<sheetData>.*</sheetData>", cells, good.read(name))
            part = re.sub(b"<dimension[^>]*>", b"", part).replace(b"sheet1.xml", b"sheet1.dat")
            bad.writestr(name.replace("sheet1.xml", "sheet1.dat"), part)
    return stream.getvalue()


def _flipped() -> bytes:
    content = bytearray(members(GOOD))
    start = content.index(_SHEET.encode()) + len(_SHEET) + 20
    content[start : start + 60] = bytes(60)
    return bytes(content)


def _claiming(size: int, real: bytes) -> bytes:
    """A workbook whose sheet claims another size than it unpacks to."""
    content = bytearray(changed(members(GOOD), {_SHEET: lambda _part: real}))
    place = content.index(b"PK\x01\x02")
    while content[place + 46 : place + 46 + len(_SHEET)] != _SHEET.encode():
        place = content.index(b"PK\x01\x02", place + 4)
    struct.pack_into("<I", content, place + 24, size)
    return bytes(content)


def _bomb() -> bytes:
    entities = "".join(
        f'<!ENTITY e{one} "{f"&e{one - 1};" * 10 if one else "ha" * 10}">' for one in range(10)
    )  # fmt: skip
    doctype = f"<!DOCTYPE sst [{entities}]>".encode()
    shared = b'<?xml version="1.0"?>' + doctype + b'<sst count="1" uniqueCount="1"><si><t>&e9;</t></si></sst>'
    sheet = lambda part: re.sub(rb"<v>\d+</v>", b"<v>0</v>", part)  # noqa: E731
    return changed(members(GOOD), {"xl/sharedStrings.xml": lambda _part: shared, _SHEET: sheet})


def _workbook_bomb() -> bytes:
    entities = b'<!DOCTYPE w [<!ENTITY a "' + b"x" * 50_000 + b'"><!ENTITY b "' + b"&a;" * 5000 + b'">]>'
    return changed(
        members(GOOD),
        {
            "xl/workbook.xml": lambda part: part.replace(b"<workbook", entities + b"<workbook", 1).replace(
                b"</workbook>", b"<x>&b;</x></workbook>"
            )
        },
    )


def _long_shared_string() -> bytes:
    return changed(
        members(GOOD),
        {"xl/sharedStrings.xml": lambda part: part.replace("Nguyễn Văn Tốt".encode(), b"a" * 5_000_000)},
    )


def _stored_without_value() -> bytes:
    whole = xlsx([MEMBER_HEADER, [*GOOD[:3], Formula("dong-xa-1"), *GOOD[4:]]])
    return changed(whole, {_SHEET: lambda part: re.sub(rb' t="str"><f>(.*?)</f><v>.*?</v>', rb"><f>\1</f>", part)})


def _looped() -> bytes:
    content = bytearray(xls([MEMBER_HEADER, GOOD]))
    struct.pack_into("<128I", content, 512, *[1] * 128)
    return bytes(content)


_TABLE = [MEMBER_HEADER, GOOD]
_HTML = (
    "<html><head><meta charset='utf-8'></head><body><table><tr><td>Mã</td><td>Họ và tên</td></tr></table></body></html>"
)
_XML_2003 = '<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?><Workbook><Worksheet/></Workbook>'

CASES = (
    Hostile("empty file", lambda: b""),
    Hostile("workbook without any cell", lambda: workbook({"Sheet1": []})),
    Hostile("table about something else", lambda: workbook({"Kho": [("Vật tư", "Số lượng"), ("Bàn", 3)]})),
    Hostile("members without any number to know them by", lambda: workbook(
        {"Đảng viên": [("Họ và tên", "Ngày sinh", "Giới tính"), ("Lê Văn Ba", "01/01/1970", "Nam")]})),
    Hostile("results without a column of results", lambda: workbook({"Xếp loại": [("Năm", "Mã"), (2018, "dong-xa")]})),
    Hostile("workbook cut off in the middle", lambda: members(GOOD)[:3000]),
    Hostile("workbook with overwritten bytes", _flipped),
    Hostile("5 KB sheet with one cell in XFD1048576", _far),
    Hostile("the same, hidden from the check, so that the parser's process ends", _hidden_far),
    Hostile("far cell in .xls", lambda: xls([*_TABLE, *[[]] * 10, [""] * 255 + ["x"]]), "a.xls"),
    Hostile("CSV of 36 million empty cells", lambda: b"," * 6000 + b"\n" * 6000, "a.csv"),
    Hostile("CSV with a quotation mark that nobody closed", lambda: b'Ma,Ten\n1,"' + b"a\n" * 40_000, "a.csv"),
    Hostile("zip bomb that says so (unpacks to 500 MB)", lambda: _claiming(500 * 1024**2, b"")),
    Hostile("zip bomb that does not (claims 1 KB, unpacks to 64 MB)", lambda: _claiming(1000, bytes(64 * 1024**2))),
    Hostile("archive of 10,001 files", lambda: _archive({f"xl/{one}": b"" for one in range(10_001)})),
    Hostile("file of 200 MB", lambda: bytes(200 * 1024**2)),
    Hostile("XML entities that multiply, in the shared texts", _bomb),
    Hostile("XML entities that multiply, in the workbook", _workbook_bomb),
    Hostile("shared text of 5 million letters", _long_shared_string),
    Hostile("encrypted .xlsx", lambda: compound({"EncryptionInfo": b"x", "EncryptedPackage": b"x"})),
    Hostile("encrypted .xls", lambda: xls(_TABLE, password=True), "a.xls"),
    Hostile("encrypted .ods", lambda: ods(_TABLE, password=True), "a.ods"),
    Hostile("workbook with macros", lambda: changed(
        members(GOOD), {}, {"xl/vbaProject.bin": b"Sub Workbook_Open()"}), "danh-sach.xlsm"),
    Hostile("workbook with formulas", lambda: xlsx([MEMBER_HEADER, [*GOOD[:3], Formula("dong-xa-1"), *GOOD[4:]]])),
    Hostile("formula whose value is not stored", _stored_without_value),
    Hostile("cell with an error", lambda: xlsx([MEMBER_HEADER, [*GOOD[:3], Formula("#N/A"), *GOOD[4:]]])),
    Hostile("workbook with links to other files", lambda: changed(
        members(GOOD), {}, {"xl/externalLinks/externalLink1.xml": b"<externalLink/>"})),
    Hostile("web page saved as .xls", _HTML.encode, "baocao.xls"),
    Hostile("XML table of Excel 2003 saved as .xls", _XML_2003.encode, "baocao.xls"),
    Hostile("PDF named .xlsx", lambda: b"%PDF-1.7\n" + bytes(range(256))),
    Hostile("program named .xlsx", lambda: b"MZ\x90\0" + bytes(300)),
    Hostile("picture named .xlsx", lambda: b"\x89PNG\r\n\x1a\n" + bytes(300)),
    Hostile("Word document", lambda: _archive({"[Content_Types].xml": b"", "word/document.xml": b""}), "a.docx"),
    Hostile("old Word document", lambda: compound({"WordDocument": b"x"}), "a.doc"),
    Hostile("OpenDocument text", lambda: _archive({"mimetype": b"application/vnd.oasis.opendocument.text"}), "a.odt"),
    Hostile("binary workbook .xlsb", lambda: _archive({"xl/workbook.bin": b""}), "a.xlsb"),
    Hostile("zip archive of something", lambda: _archive({"thu.txt": b"x"}), "a.zip"),
    Hostile("compound file with a loop in its table", _looped, "a.xls"),
    Hostile("random bytes", lambda: random.Random(1).randbytes(5000)),
    Hostile("UTF-16 text that breaks off", lambda: b"\xff\xfeM\x00\xe3", "a.csv"),
    Hostile("control characters and NUL in a cell", lambda: separated(
        [MEMBER_HEADER, ("dv-20", "Nguyễn\x00Văn\x07Tốt", *GOOD[2:])] + [GOOD] * 30), "a.csv"),
    Hostile("text of 32,767 letters in a cell", lambda: members(("dv-20", "a" * 32_767, *GOOD[2:]))),
    Hostile("file name with a path, control and direction signs",
            lambda: members(GOOD), "../../etc/\u202excod\u0007danh-sach.xlsx"),
    Hostile(".xlsx named .xls", lambda: members(GOOD), "danh-sach.xls"),
)  # fmt: skip


def page() -> Iterator[str]:
    """The lines of docs/hostile-files.md."""
    yield from (
        "# Hostile files: what was tried and what came back",
        "",
        "Files come from anywhere. They are recognised by their content, not their name, and parsed in a process",
        "of its own with 3 GiB of memory and 120 s of computing. A file is refused with a sentence, or read with",
        "notes, and rows that cannot be read are rejected one by one. Nothing is ever half written: for every row",
        "of this table a test compares the record before and after. Formulas are never worked out, macros never",
        "run. Cells that begin with `=`, `+`, `-` or `@` are text when they come in and when they go out.",
        "",
        "Generated from `tests/exchange/hostile.py` by `python -m tests.exchange.write_hostile_page`; the tests hold",
        "every file against its row.",
        "",
        "| File | What comes back | In English |",
        "| --- | --- | --- |",
    )
    for case in CASES:
        yield row_of(case)


def row_of(case: Hostile) -> str:
    """Its row of the table."""
    return f"| {case.what} | {told(case, 'vi')} | {told(case, 'en')} |"


def told(case: Hostile, language: str) -> str:
    """The cell of the table that says what came back."""
    with override(language):
        return ("<br>".join(outcome(case)) or "–").replace("|", " ")
