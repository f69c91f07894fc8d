"""What kind of file it is, by its content: tables that are read, and a clear sentence for everything else."""

import io
import zipfile

from django.utils.translation import gettext as _

from vungmanh.exchange.parsing.contract import Format
from vungmanh.foundation.refusals import Refusal

LARGEST_FILE = 20 * 1024 * 1024
"""Bytes of the largest file that is taken in: some 200,000 rows of 29 columns."""
LARGEST_UNPACKED = 400 * 1024 * 1024
"""Bytes that a workbook may have when unpacked; a district's sheets have some 20 MB."""
_MOST_PARTS = 10_000
_COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_SPREADSHEET = b"application/vnd.oasis.opendocument.spreadsheet"
_SIGNS = (
    (b"%PDF", "PDF"), (b"MZ", "EXE"), (b"\x7fELF", "ELF"), (b"\x89PNG", "PNG"), (b"\xff\xd8\xff", "JPEG"),
    (b"GIF8", "GIF"), (b"{\\rtf", "RTF"), (b"Rar!", "RAR"), (b"7z\xbc\xaf", "7-Zip"), (b"\x1f\x8b", "GZIP"),
)  # fmt: skip
_TEXT_CONTROLS = b"\t\n\x0b\x0c\r\x1b"


def check_size(size: int) -> None:
    """Refuse a file that is too large, before it is read or stored."""
    if size > LARGEST_FILE:
        raise Refusal(
            "exchange.file_too_large",
            _("Tệp có {size} MB, lớn hơn mức tối đa {most} MB.").format(
                size=-(-size // 1024**2), most=LARGEST_FILE // 1024**2
            ),
            remedy=_("Chia thành nhiều tệp, ví dụ theo từng đảng bộ cơ sở, rồi nhập từng tệp."),
        )


def format_of(content: bytes) -> Format:
    """The format of a file; raises Refusal for an empty file and for one that is no table or unpacks beyond measure."""
    if not content:
        raise Refusal("exchange.empty", _("Tệp trống."), remedy=_("Chọn lại tệp, hoặc bắt đầu từ tệp mẫu."))
    if content.startswith(b"PK"):
        return _archive(content)
    if content.startswith(_COMPOUND):
        return _compound(content)
    for sign, name in _SIGNS:
        if content.startswith(sign):
            raise _no_spreadsheet(_("Đây là tệp {kind}, không phải bảng tính.").format(kind=name))
    _check_markup(content)
    if not _is_text(content):
        raise _no_spreadsheet(_("Tệp không phải bảng tính Excel, OpenDocument hay CSV."))
    return Format.CSV


def notes_on(content: bytes, format_: Format, file_name: str) -> list[str]:
    """What the user should know about the file: a wrong ending, macros, links to other files."""
    notes = []
    ending = file_name.lower().rpartition(".")[2] if "." in file_name else ""
    known = {Format.XLSX: ("xlsx", "xlsm", "xltx", "xltm"), Format.CSV: ("csv", "txt", "tsv")}.get(format_, (format_,))
    if ending and ending not in known:
        notes.append(
            _("Tên tệp có đuôi .{ending} nhưng nội dung là .{format}; đã đọc theo nội dung.").format(
                ending=ending[:10], format=format_
            )
        )
    if b"vbaProject.bin" in content or (format_ == Format.XLS and _named("_VBA_PROJECT_CUR") in content):
        notes.append(_("Tệp có macro: phần mềm không chạy macro, chỉ đọc dữ liệu trong ô."))
    if format_ == Format.XLSX and b"xl/externalLinks/" in content:
        notes.append(_("Tệp có liên kết tới tệp khác: không mở các tệp đó, chỉ dùng giá trị đã lưu."))
    return notes


def broken() -> Refusal:
    """The refusal of a file that breaks off or contradicts itself."""
    return Refusal(
        "exchange.broken",
        _("Tệp bị hỏng, không đọc được."),
        remedy=_("Mở tệp bằng Excel hoặc LibreOffice để kiểm tra, lưu lại dưới dạng .xlsx rồi nhập lại."),
    )


def has_password() -> Refusal:
    """The refusal of an encrypted file."""
    return Refusal(
        "exchange.password",
        _("Tệp được đặt mật khẩu nên không đọc được."),
        remedy=_("Bỏ mật khẩu trong Excel, lưu lại rồi nhập lại."),
    )


def _archive(content: bytes) -> Format:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            parts = archive.infolist()
            _check_unpacked(len(parts), sum(part.file_size for part in parts))
            names = {part.filename.lower() for part in parts}
            kind = archive.open("mimetype").read(len(_SPREADSHEET) + 1).strip() if "mimetype" in names else b""
    except (zipfile.BadZipFile, OSError, ValueError, LookupError, RuntimeError, NotImplementedError, EOFError) as error:
        raise broken() from error
    if kind == _SPREADSHEET:
        return Format.ODS
    if "xl/workbook.bin" in names:
        raise _not_a_table(_("Đây là tệp Excel nhị phân (.xlsb), không đọc được."))
    if any(name.startswith("xl/") for name in names):
        return Format.XLSX
    if kind or any(name.startswith(("word/", "ppt/")) for name in names):
        raise _no_spreadsheet(_("Đây là văn bản hoặc trình chiếu, không phải bảng tính."))
    raise Refusal(
        "exchange.not_a_workbook",
        _("Đây là tệp nén (.zip), không phải bảng tính."),
        remedy=_("Giải nén rồi nhập từng bảng tính."),
    )


def _check_unpacked(parts: int, size: int) -> None:
    if parts > _MOST_PARTS:
        raise _no_spreadsheet(_("Tệp nén chứa {count} tệp con, không phải bảng tính.").format(count=parts))
    if size > LARGEST_UNPACKED:
        raise Refusal(
            "exchange.too_large",
            _("Tệp quá lớn sau khi giải nén ({size} MB, tối đa {most} MB).").format(
                size=size // 1024**2, most=LARGEST_UNPACKED // 1024**2
            ),
            remedy=_("Chia tệp thành nhiều phần rồi nhập từng phần."),
        )


def _compound(content: bytes) -> Format:
    """Old Office files and encrypted new ones are small file systems; the names in them tell which."""
    if _named("EncryptedPackage") in content:
        raise has_password()
    if _named("Workbook") in content or _named("Book") in content:
        return Format.XLS
    if _named("WordDocument") in content or _named("PowerPoint Document") in content:
        raise _no_spreadsheet(_("Đây là văn bản hoặc trình chiếu, không phải bảng tính."))
    raise broken()


def _named(name: str) -> bytes:
    return name.encode("utf-16-le")


def _check_markup(content: bytes) -> None:
    """Refuse web pages and XML that other systems save with the ending .xls."""
    start = content[:4096].lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n").replace(b"\x00", b"").lower()
    if not start.startswith(b"<"):
        return
    if any(word in start for word in (b"<html", b"<table", b"<!doctype html", b"<head", b"<meta", b"<body", b"<style")):
        what = _("Đây là trang web (HTML) do phần mềm khác xuất ra với đuôi Excel, không phải bảng tính Excel.")
    else:
        what = _("Đây là tệp XML, không phải bảng tính Excel.")
    raise _not_a_table(what)


def _is_text(content: bytes) -> bool:
    """Whether the bytes can be a text: hardly any control signs, but for UTF-16 with its many zeros."""
    if content.startswith((b"\xff\xfe", b"\xfe\xff")) or b"\x00" * 4 in (content[1:8:2], content[0:7:2]):
        return True
    controls = sum(content.count(sign) for sign in range(32) if sign not in _TEXT_CONTROLS)
    return controls * 1000 <= len(content)


def _no_spreadsheet(what: str) -> Refusal:
    """Of files that no spreadsheet program opens."""
    return Refusal("exchange.not_a_workbook", what, remedy=_("Chọn tệp bảng tính: .xlsx, .xls, .ods hoặc .csv."))


def _not_a_table(what: str) -> Refusal:
    """Of files that a spreadsheet program opens and can save in another format."""
    return Refusal(
        "exchange.not_a_workbook",
        what,
        remedy=_("Mở tệp bằng Excel hoặc LibreOffice, chọn Lưu thành (Save As) dạng .xlsx rồi nhập lại."),
    )
