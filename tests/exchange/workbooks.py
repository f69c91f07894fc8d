"""Real workbooks for the tests, written cell by cell."""

import csv
import io
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

import xlsxwriter

from tests.exchange.old_workbooks import Formula, Old
from vungmanh.exchange.actions import preview_import, start_import
from vungmanh.exchange.models import ImportRun
from vungmanh.foundation.actors import Actor
from vungmanh.organizations.models import Organization

Rows = Sequence[Sequence[Any]]

ORGANIZATION_HEADER = ("Mã", "Tên", "Loại", "Mã cấp trên", "Từ ngày")
MEMBER_HEADER = ("Mã", "Họ và tên", "Ngày sinh", "Mã tổ chức", "Số thẻ", "Trạng thái")
RESULT_HEADER = ("Năm", "Đối tượng", "Mã", "Kết quả", "Số quyết định", "Ngày quyết định")


def workbook(sheets: Mapping[str, Rows]) -> bytes:
    """A workbook with these sheets; dates become Excel dates, texts stay text, None leaves a cell out."""
    stream = io.BytesIO()
    book = xlsxwriter.Workbook(stream, {"in_memory": True})
    day = book.add_format({"num_format": "dd/mm/yyyy"})
    for name, rows in sheets.items():
        sheet = book.add_worksheet(name)
        for number, row in enumerate(rows):
            for column, cell in enumerate(row):
                if isinstance(cell, date):
                    sheet.write_datetime(number, column, cell, day)
                elif isinstance(cell, str):
                    sheet.write_string(number, column, cell)
                elif cell is not None:
                    sheet.write_number(number, column, cell)
    book.close()
    return stream.getvalue()


def xlsx(rows: Rows) -> bytes:
    """A workbook with one sheet; also formulas and texts in old fonts."""
    stream = io.BytesIO()
    book = xlsxwriter.Workbook(stream, {"in_memory": True})
    sheet = book.add_worksheet("DS")
    day = book.add_format({"num_format": "dd/mm/yyyy"})
    for number, row in enumerate(rows):
        for column, cell in enumerate(row):
            if isinstance(cell, Formula):
                sheet.write_formula(number, column, "=NA()", None, cell.value)
            elif isinstance(cell, Old):
                sheet.write_string(number, column, cell.text, book.add_format({"font_name": cell.font}))
            elif isinstance(cell, date):
                sheet.write_datetime(number, column, cell, day)
            elif isinstance(cell, str):
                sheet.write_string(number, column, cell)
            elif cell is not None:
                sheet.write_number(number, column, cell)
    book.close()
    return stream.getvalue()


def separated(rows: Rows, *, delimiter: str = ";", encoding: str = "utf-8") -> bytes:
    """A text table."""
    stream = io.StringIO()
    writer = csv.writer(stream, delimiter=delimiter)
    for row in rows:
        writer.writerow([_written(cell) for cell in row])
    return stream.getvalue().encode(encoding)


def _written(cell: Any) -> Any:
    if isinstance(cell, Formula):
        return cell.value
    return cell.strftime("%d/%m/%Y") if isinstance(cell, date) else cell


def members(*rows: Sequence[Any], header: Sequence[str] = MEMBER_HEADER) -> bytes:
    """A workbook with a sheet of members."""
    return workbook({"Đảng viên": [header, *rows]})


def previewed(
    content: bytes, *, by: Actor, on: date, scope: Organization | None = None, file_name: str = "danh-sach.xlsx"
) -> ImportRun:
    """An import of the workbook, previewed."""
    run = start_import(by=by, file_name=file_name, content=content, scope=scope, on=on)
    preview_import(run)
    run.refresh_from_db()
    return run


def problems(run: ImportRun) -> list[str]:
    """Every problem of every row, with sheet and row."""
    return [sentence for row in run.rows.order_by("pk") for sentence in row.told_problems]


def counted(run: ImportRun) -> tuple[int, int, int, int]:
    """Rows by state: new, changed, same, error."""
    counters = run.counters
    return counters["new"], counters["changed"], counters["same"], counters["error"]
