"""The 29-column sheet of the official member database, as it arrives and as it goes out."""

import io
from datetime import date
from typing import Any

import pytest
import xlsxwriter
from python_calamine import CalamineWorkbook

from tests.conftest import TODAY, District
from tests.exchange.workbooks import counted, previewed, problems, workbook
from vungmanh.exchange.actions import apply_import
from vungmanh.exchange.export import export_workbook
from vungmanh.exchange.layouts import OFFICIAL_SHEET
from vungmanh.foundation.actors import Actor
from vungmanh.foundation.refusals import Refusal
from vungmanh.members.models import Member
from vungmanh.members.queries import member_by_code, membership_on, particulars_of, standings_of

PARTS = {"country": "Quốc gia", "province": "Tỉnh/Thành phố", "place": "Địa chỉ chi tiết"}
PERSON: dict[str, Any] = {
    "": 1, "official_id": "100000000001", "full_name": "Ma Thị Ước", "other_name": "", "gender": "Nữ",
    "birth_date": "05/03/1979", "ethnicity": "Tày", "religion": "Không", "citizen_id": "008079000001",
    "card_number": "001234569999", "card_issued_by": "Tỉnh ủy", "card_issued_on": "19/05/2006",
    "card_number_85": "", "organization": "Chi bộ thôn Đông 1, Đảng bộ xã Đông Xá",
    "birth_country": "Việt Nam", "birth_province": "Tuyên Quang", "birth_place": "xã Đông Xá",
    "home_country": "Việt Nam", "home_province": "Tuyên Quang", "home_place": "thôn Đông 1",
    "residence_country": "Việt Nam", "residence_province": "Tuyên Quang", "residence_place": "thôn Đông 1",
    "joined_on": "03/02/2005", "official_on": "03/02/2006", "old_id_number": "070123456",
    "standing": "Đảng viên chính thức", "left_on": "", "to_delete": "",
}  # fmt: skip


def official(*persons: dict[str, Any]) -> bytes:
    """The sheet with its title rows and merged header of two rows."""
    stream = io.BytesIO()
    book = xlsxwriter.Workbook(stream, {"in_memory": True})
    sheet = book.add_worksheet("DS")
    sheet.merge_range(0, 0, 0, 28, "DANH SÁCH ĐẢNG VIÊN")
    column = 0
    while column < len(OFFICIAL_SHEET):
        field, title = OFFICIAL_SHEET[column]
        if field.startswith(("birth_c", "home_", "residence_")):
            sheet.merge_range(2, column, 2, column + 2, title)
            for part in range(3):
                sheet.write(3, column + part, PARTS[OFFICIAL_SHEET[column + part][0].partition("_")[2]])
            column += 3
        else:
            sheet.merge_range(2, column, 3, column, title)
            column += 1
    for place in range(29):
        sheet.write(4, place, f"({place + 1})")
    for number, person in enumerate(persons, start=5):
        for place, (field, _title) in enumerate(OFFICIAL_SHEET):
            sheet.write(number, place, person.get(field, ""))
    book.close()
    return stream.getvalue()


def _member(code: str) -> Member:
    member = member_by_code(code)
    assert member is not None
    return member


def test_all_29_columns_are_read(district: District, operator: Actor) -> None:
    run = previewed(official(PERSON), by=operator, on=TODAY)
    assert (run.profile, problems(run), counted(run), run.notes) == ("official", [], (1, 0, 0, 0), [])
    apply_import(run, by=operator)
    member = _member("100000000001")
    facts = particulars_of(member)
    kept = {name: getattr(facts, name) for name in PERSON if name and hasattr(facts, name)}
    dates = {
        name: date(int(v[6:]), int(v[3:5]), int(v[:2]))
        for name, v in PERSON.items()
        if name.endswith(("_on", "_date")) and v
    }
    assert kept == {name: PERSON[name] for name in kept} | dates | {"gender": "female"}
    membership = membership_on(member, on=TODAY)
    assert membership is not None
    assert (membership.organization.code, [row.standing for row in standings_of(member)]) == ("dong-xa-1", ["full"])


def test_a_number_that_lost_its_zeros_is_refused_and_a_whole_one_is_taken(district: District, operator: Actor) -> None:
    lost = PERSON | {"official_id": "100000000002", "citizen_id": 8079000002, "card_number": "001234569998"}
    whole = PERSON | {"official_id": 100000000003, "citizen_id": "008079000003", "card_number": 201234569997}
    run = previewed(official(lost, whole), by=operator, on=TODAY)
    assert problems(run) == [
        (
            "Trang “DS”, dòng 6: Cột I “Số định danh cá nhân”: “•••”: chỉ có 10 chữ số, có thể Excel đã "
            "bỏ số 0 ở "
            "đầu. Định dạng cột là Text rồi nhập lại đủ các chữ số."
        )
    ]
    apply_import(run, by=operator)
    assert particulars_of(_member("100000000003")).card_number == "201234569997"


def test_who_left_ends_on_the_day_told(district: District, operator: Actor) -> None:
    person = PERSON | {"official_id": "", "card_number": "001234567802", "citizen_id": "", "standing": "Đã chuyển đi"}
    gone = {name: value for name, value in person.items() if name in ("card_number", "standing")}
    run = previewed(official(gone | {"left_on": "01/11/2019"}), by=operator, on=TODAY)
    apply_import(run, by=operator)
    member = _member("dv-02")
    assert membership_on(member, on=date(2019, 10, 31)) is not None
    assert membership_on(member, on=date(2019, 11, 1)) is None
    again = previewed(official(gone | {"left_on": "01/11/2019"}), by=operator, on=TODAY)
    assert counted(again) == (0, 0, 1, 0)


def test_proposed_deletion_only_warns(district: District, operator: Actor) -> None:
    run = previewed(official(PERSON | {"to_delete": "x"}), by=operator, on=TODAY)
    assert [row.warnings for row in run.rows.all()] == [
        ["Cột AC “Đề nghị xóa”: Có đề nghị xóa; việc nhập tệp không xóa ai."]
    ]


def test_the_sheet_goes_out_with_29_columns_as_text(district: District, operator: Actor) -> None:
    content = export_workbook(district.placement("dong-xa"), on=TODAY, profile="official")
    rows = CalamineWorkbook.from_filelike(io.BytesIO(content)).get_sheet_by_index(0).to_python(skip_empty_area=False)
    assert [len(row) for row in rows] == [29] * 7
    assert rows[0][:4] == ["STT", "ID", "Họ tên", "Tên gọi khác"]
    assert rows[1][14:17] == list(PARTS.values())
    assert {(row[9], row[13]) for row in rows[2:]} == {
        ("001234567801", "dong-xa-1"), ("001234567802", "dong-xa-1"), ("001234567803", "dong-xa-1"),
        ("001234567804", "dong-xa-2"), ("001234567805", "dong-xa-2"),
    }  # fmt: skip


def test_an_unknown_profile_is_refused(district: District) -> None:
    with pytest.raises(Refusal) as refused:
        export_workbook(district.placement("dong-xa"), on=TODAY, profile="csv")
    assert refused.value.code == "exchange.unknown_profile"


def test_a_name_that_looks_like_a_formula_stays_text(district: District, operator: Actor) -> None:
    header = ("Mã", "Họ và tên", "Mã tổ chức", "Tên gọi khác")
    run = previewed(
        workbook({"Đảng viên": [header, ("dv-40", "=1+1", "dong-xa-1", "@SUM(A1)")]}), by=operator, on=TODAY
    )
    apply_import(run, by=operator)
    content = export_workbook(district.placement("dong-xa-1"), on=TODAY, profile="own")
    rows = CalamineWorkbook.from_filelike(io.BytesIO(content)).get_sheet_by_name("Đảng viên").to_python()
    assert [(row[0], row[1]) for row in rows if row[0] == "dv-40"] == [("dv-40", "=1+1")]
