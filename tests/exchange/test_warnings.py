"""What a preview tells before anything is written: cells by their state, years of birth, fields changed for many."""

import io
from datetime import date

import openpyxl
import pytest

from tests.conftest import TODAY, District
from tests.exchange.old_workbooks import xls
from tests.exchange.workbooks import MEMBER_HEADER, counted, members, previewed, problems, separated
from vungmanh.exchange.actions import apply_import
from vungmanh.exchange.rejects import rejects_workbook
from vungmanh.foundation.actors import Actor
from vungmanh.foundation.dates import written
from vungmanh.members.models import Member
from vungmanh.members.queries import member_by_code, particulars_of

BORN = ("Mã", "Họ và tên", "Ngày sinh", "Mã tổ chức", "Số thẻ")


@pytest.mark.parametrize("year", [1950, "1950", "00/00/1950", "--/--/1950", "05/1950"])
def test_a_year_of_birth_alone_is_recorded_as_a_year(district: District, operator: Actor, year: int | str) -> None:
    row = ("dv-20", "Lê Văn Ba", year, "dong-xa-1", "001234567820")
    run = previewed(members(row, header=BORN), by=operator, on=TODAY)
    assert (problems(run), [one.warnings for one in run.rows.all()]) == ([], [[]])
    apply_import(run, by=operator)
    assert particulars_of(known("dv-20")).born == 1950
    again = previewed(members(row, header=BORN), by=operator, on=TODAY)
    assert counted(again) == (0, 0, 1, 0)


def known(code: str) -> Member:
    member = member_by_code(code)
    assert member is not None
    return member


@pytest.mark.parametrize("day", [date(1950, 3, 2), date(1951, 3, 2)])
def test_a_whole_date_takes_the_place_of_a_year(district: District, operator: Actor, day: date) -> None:
    row = ("dv-20", "Lê Văn Ba", 1950, "dong-xa-1", "001234567820")
    apply_import(previewed(members(row, header=BORN), by=operator, on=TODAY), by=operator)
    run = previewed(members(("dv-20", None, written(day)), header=BORN[:3]), by=operator, on=TODAY)
    assert run.rows.get().differences == [["Ngày sinh", "1950", written(day)]]
    apply_import(run, by=operator)
    particulars = particulars_of(known("dv-20"))
    assert (particulars.birth_date, particulars.birth_year) == (day, None)


@pytest.mark.parametrize(
    ("row", "sentence"),
    [
        ((2020, None), "Năm sinh 2020 ở tương lai. Sửa năm."),
        ((1950, "03/02/1949"), "Ngày vào Đảng 03/02/1949 trước năm sinh 1950. Sửa một trong hai."),
    ],
)
def test_a_year_that_cannot_be_is_refused(
    district: District, operator: Actor, row: tuple[object, ...], sentence: str
) -> None:
    header = (*BORN, "Ngày vào Đảng")
    written_row = ("dv-20", "Lê Văn Ba", row[0], "dong-xa-1", "001234567820", row[1])
    run = previewed(members(written_row, header=header), by=operator, on=TODAY)
    assert problems(run) == [f"Trang “Đảng viên”, dòng 2: Cột C “Ngày sinh”: {sentence}"]


@pytest.mark.parametrize(
    ("first", "second", "told"),
    [
        ("02/03/1950", "02/03/1950", "ngày sinh 02/03/1950"),
        ("02/03/1950", "1950", "năm sinh 1950"),
        ("1950", "02/03/1950", "năm sinh 1950"),
        ("1950", "1950", "năm sinh 1950"),
        ("1950", "1951", None),
        ("02/03/1950", "03/03/1950", None),
    ],
)
@pytest.mark.parametrize("recorded", [True, False])
def test_namesakes_are_compared_by_what_is_known_of_both(
    district: District, operator: Actor, first: str, second: str, told: str | None, *, recorded: bool
) -> None:
    rows = [
        ("dv-20", "Lê Văn Ba", first, "dong-xa-1", "001234567820"),
        ("dv-21", "Lê Văn Ba", second, "dong-xa-1", "001234567821"),
    ]
    if recorded:
        apply_import(previewed(members(rows.pop(0), header=BORN), by=operator, on=TODAY), by=operator)
    run = previewed(members(*rows, header=BORN), by=operator, on=TODAY)
    warned = [f"Cột B “Họ và tên”: Trùng họ tên và {told} với dv-20. Kiểm tra có phải cùng một người."] if told else []
    assert list(run.rows.order_by("pk"))[-1].warnings == warned


def test_a_year_of_birth_of_somebody_known_is_held_against_the_date(district: District, operator: Actor) -> None:
    whole = ("dv-20", "Lê Văn Ba", "02/03/1950", "dong-xa-1", "001234567820")
    apply_import(previewed(members(whole, header=BORN), by=operator, on=TODAY), by=operator)
    for year, warnings in (
        (1950, []),
        (1951, [
            "Cột C “Ngày sinh”: Chỉ có năm sinh 1951, khác với ngày sinh đã ghi; giữ ngày đã ghi. Kiểm tra lại."
        ]),
    ):  # fmt: skip
        run = previewed(members(("dv-20", None, year), header=BORN[:3]), by=operator, on=TODAY)
        assert (counted(run), run.rows.get().warnings) == ((0, 0, 1, 0), warnings)


def test_a_year_that_excel_took_for_a_day_number_is_refused(district: District, operator: Actor) -> None:
    rows = [BORN, ("dv-20", "Lê Văn Ba", date(1905, 5, 3), "dong-xa-1", "001234567820")]
    run = previewed(xls(rows), by=operator, on=TODAY, file_name="a.xls")
    assert problems(run) == [
        (
            "Trang “DS”, dòng 2: Cột C “Ngày sinh”: Excel đã hiểu năm 1950 thành ngày 03/05/1905. "
            "Định dạng ô là Text rồi ghi lại 1950."
        )
    ]


def test_a_field_overwritten_for_many_people_is_told_with_examples(district: District, operator: Actor) -> None:
    rows = [
        (f"dv-{number}", f"Lê Văn {number}", "01/01/1970", "dong-xa-1", f"0012345678{number}")
        for number in range(20, 45)
    ]
    apply_import(previewed(members(*rows, header=BORN), by=operator, on=TODAY), by=operator)

    def notes(count: int) -> list[str]:
        shifted = [(*row[:2], "02/02/1972" if place < count else row[2], *row[3:]) for place, row in enumerate(rows)]
        return list(previewed(members(*shifted, header=BORN), by=operator, on=TODAY).notes)

    assert notes(20) == []
    assert notes(21) == [
        (
            "Tệp ghi đè “Ngày sinh” của 21 trong 25 đảng viên đã có, ví dụ: "
            "Lê Văn 20: 01/01/1970 → 02/02/1972; Lê Văn 21: 01/01/1970 → 02/02/1972; "
            "Lê Văn 22: 01/01/1970 → 02/02/1972. Kiểm tra cột có bị lệch không trước khi ghi."
        )
    ]
    assert notes(0) == ["Tệp không thay đổi gì so với dữ liệu đã ghi."]


def test_cells_keep_their_state_and_the_workbook_of_rejects_marks_the_bad_ones(
    district: District, operator: Actor
) -> None:
    rows = [
        ("dv-01", "Nhữ Thị Hân Mới", "31/02/1970", "dong-xa-1", "001234567801", "Chính thức"),
        ("dv-02", "Tên Mới", None, None, None, None),
        ("dv-03", "Lê Văn Hả", 1950, "dong-xa-1", "001234567803", "Dự bị"),
    ]
    run = previewed(members(*rows), by=operator, on=TODAY)
    assert [row.cells for row in run.rows.order_by("pk")] == [
        [["C", "Ngày sinh", "error", ""]],
        [["B", "Họ và tên", "changed", ""]],
        [["C", "Ngày sinh", "warned", ""]],
    ]
    sheet = openpyxl.load_workbook(io.BytesIO(rejects_workbook(run)))["Đảng viên"]
    assert [cell.column_letter for cell in sheet[2] if cell.fill.fgColor.rgb == "FFFFD9D4"] == ["C"]
    assert sheet["C2"].value == "31/02/1970"


def test_cells_that_look_like_formulas_are_text_in_every_way_in(district: District, operator: Actor) -> None:
    names = ["=1+1", "+1", "-1", "@SUM(A1)", "=cmd|' /C calc'!A0"]
    rows = [(f"dv-2{place}", name, None, "dong-xa-1", None, None) for place, name in enumerate(names)]
    for content, file_name in (
        (members(*rows), "a.xlsx"),
        (xls([MEMBER_HEADER, *rows]), "a.xls"),
        (separated([MEMBER_HEADER, *rows]), "a.csv"),
        (separated([MEMBER_HEADER, *[(code, f"'{name}", *rest) for code, name, *rest in rows]]), "b.csv"),
    ):
        run = previewed(content, by=operator, on=TODAY, file_name=file_name)
        assert ([row.title for row in run.rows.order_by("pk")], problems(run)) == (names, [])
