"""Changes by date: a row may not contradict what the record says before or after its day."""

from collections.abc import Sequence
from datetime import date
from typing import Any

import pytest

from tests.conftest import TODAY, District
from tests.exchange.workbooks import ORGANIZATION_HEADER, counted, members, previewed, problems, workbook
from vungmanh.exchange.actions import apply_import
from vungmanh.foundation.actors import Actor
from vungmanh.members.actions import change_standings, end_memberships, transfer_members
from vungmanh.members.queries import memberships_of, standings_of

HEADER = (
    "Mã",
    "Họ và tên",
    "Mã tổ chức",
    "Từ ngày",
    "Trạng thái",
    "Trạng thái từ ngày",
    "Ngày rời/mất/miễn",
    "Chức vụ",
)


@pytest.fixture
def lived(district: District, operator: Actor) -> District:
    """dv-02 exempt since 2018, dv-03 moved in 2018, dv-07 transferred away in 2017, dv-08 dead since 2018."""
    people, cells = district.members, district.organizations
    change_standings(by=operator, changes=[(people["dv-02"], "exempt", date(2018, 5, 1))])
    transfer_members(by=operator, transfers=[(people["dv-03"], cells["dong-xa-2"].pk, date(2018, 5, 1))])
    end_memberships(
        by=operator,
        endings=[
            (people["dv-07"], "transferred", date(2017, 5, 1)),
            (people["dv-08"], "died", date(2018, 5, 1)),
        ],
    )
    return district


@pytest.mark.parametrize(
    ("row", "on", "sentence"),
    [
        (
            ("dv-02", "", "", "", "Chính thức", "01/05/2017"),
            TODAY,
            (
                "Cột F “Trạng thái từ ngày”: Ngày 01/05/2017 trước lần thay đổi đã ghi ngày 01/05/2018. "
                "Nhập với ngày sau đó."
            ),
        ),
        (
            ("dv-03", "", "tay-xa-1", "01/05/2017"),
            TODAY,
            "Cột D “Từ ngày”: Ngày 01/05/2017 không sau ngày bắt đầu 01/05/2018. Sửa một trong hai ngày.",
        ),
        (
            ("dv-03", "", "tay-xa-1"),
            date(2017, 12, 31),
            "Cột C “Mã tổ chức”: Đã có nơi sinh hoạt mới từ ngày 01/05/2018. Nhập với ngày sau đó.",
        ),
        (
            ("dv-01", "", "", "", "Từ trần", "", "01/01/2009"),
            TODAY,
            "Cột G “Ngày rời/mất/miễn”: Ngày 01/01/2009 không sau ngày bắt đầu 01/01/2010. Sửa một trong hai ngày.",
        ),
        (
            ("dv-08", "", "kho-bac", "", "Chính thức"),
            TODAY,
            "Cột C “Mã tổ chức”: Đã thôi sinh hoạt từ ngày 01/05/2018 (Từ trần). Kiểm tra lại, hoặc bỏ dòng này.",
        ),
        (
            ("dv-08", "", "", "", "Chính thức"),
            TODAY,
            "Cột E “Trạng thái”: Đã thôi sinh hoạt từ ngày 01/05/2018 (Từ trần). Kiểm tra lại, hoặc bỏ dòng này.",
        ),
        (
            ("dv-08", "", "", "", "Xóa tên"),
            TODAY,
            "Cột E “Trạng thái”: “Xóa tên” khác với điều đã ghi từ ngày 01/05/2018. Kiểm tra lại, hoặc bỏ dòng này.",
        ),
        (
            ("dv-50", "Lê Văn Năm", "dong-xa-1", "", "Từ trần", "", "01/05/2019"),
            TODAY,
            (
                "Cột E “Trạng thái”: “Từ trần” mà chưa có trong sổ. Bỏ dòng này, hoặc ghi cả ngày bắt đầu sinh hoạt và "
                "ngày rời."
            ),
        ),
        (
            ("dv-50", "Lê Văn Năm", "dong-xa-1", "01/05/2019", "Từ trần", "", "01/05/2019"),
            TODAY,
            "Cột G “Ngày rời/mất/miễn”: Ngày 01/05/2019 không sau ngày bắt đầu 01/05/2019. Sửa một trong hai ngày.",
        ),
        (
            ("dv-50", "Lê Văn Năm", "dong-xa-1", "01/05/2001"),
            TODAY,
            (
                "Cột C “Mã tổ chức”: “Chi bộ thôn Đông 1” chưa thành lập vào ngày 01/05/2001. "
                "Sửa ngày hoặc chọn chi bộ khác."
            ),
        ),
        (
            ("dv-01", "", "", "", "", "", "", "Bí thư từ 01/01/2010"),
            date(2012, 1, 1),
            "Cột H “Chức vụ”: Chức vụ này đã ghi từ ngày 01/06/2015. Sửa ngày.",
        ),
        (
            ("dv-01", "", "", "", "", "", "", "Trưởng ban @dong-xa"),
            TODAY,
            (
                "Cột H “Chức vụ”: Không có chức vụ “Trưởng ban @dong-xa”. Các chức vụ: Bí thư; Phó Bí thư Thường trực; "
                "Phó Bí thư; Ủy viên Ban Thường vụ; Cấp ủy viên; Cán bộ Ban Tổ chức; Kiểm tra, kiểm toán; "
                "ở tổ chức khác thì ghi thêm @mã."
            ),
        ),
    ],
)
def test_a_row_that_contradicts_the_record_is_refused(
    lived: District, operator: Actor, row: Sequence[Any], on: date, sentence: str
) -> None:
    content = members((*row, *[""] * (len(HEADER) - len(row))), header=HEADER)
    run = previewed(content, by=operator, on=on)
    assert problems(run) == [f"Trang “Đảng viên”, dòng 2: {sentence}"]
    apply_import(run, by=operator)
    assert run.state == "applied"


def test_one_who_was_transferred_away_may_come_back(lived: District, operator: Actor) -> None:
    run = previewed(members(("dv-07", "", "tay-xa-1", "", "", "", "", ""), header=HEADER), by=operator, on=TODAY)
    apply_import(run, by=operator)
    member = lived.members["dv-07"]
    assert counted(run) == (0, 1, 0, 0)
    assert [(row.starts_on, row.leaving) for row in memberships_of(member)] == [
        (date(2010, 1, 1), "transferred"),
        (TODAY, ""),
    ]
    assert [(row.standing, row.starts_on) for row in standings_of(member)][-1] == ("full", TODAY)


def test_one_who_came_and_left_comes_in_whole(district: District, operator: Actor) -> None:
    row = ("dv-50", "Lê Văn Năm", "dong-xa-1", "01/05/2018", "Chuyển đi", "", "01/05/2019", "")
    for expected in ((1, 0, 0, 0), (0, 0, 1, 0)):
        run = previewed(members(row, header=HEADER), by=operator, on=TODAY)
        assert (problems(run), counted(run)) == ([], expected)
        apply_import(run, by=operator)


def test_a_day_beyond_the_import_is_taken_as_told(district: District, operator: Actor) -> None:
    row = ("dv-02", "", "dong-xa-2", "15/01/2020", "Miễn sinh hoạt", "", "15/01/2020", "")
    for expected in ((0, 1, 0, 0), (0, 0, 1, 0)):
        run = previewed(members(row, header=HEADER), by=operator, on=TODAY)
        assert (problems(run), counted(run)) == ([], expected)
        apply_import(run, by=operator)
    assert [(row.organization.code, row.starts_on) for row in memberships_of(district.members["dv-02"])] == [
        ("dong-xa-1", date(2010, 1, 1)),
        ("dong-xa-2", date(2020, 1, 15)),
    ]


def test_what_rests_on_a_new_organization_that_cannot_end_is_refused(district: District, operator: Actor) -> None:
    content = workbook(
        {
            "Tổ chức": [
                (*ORGANIZATION_HEADER, "Đến ngày"),
                ("tam", "Chi bộ tạm", "Chi bộ trực thuộc", "dong-xa", "01/01/2018", "01/02/2020"),
            ],
            "Đảng viên": [HEADER, ("dv-50", "Lê Văn Năm", "tam", "", "", "", "", "")],
        }
    )
    run = previewed(content, by=operator, on=TODAY)
    assert problems(run) == [
        (
            "Trang “Tổ chức”, dòng 2: Cột F “Đến ngày”: Đến ngày 01/02/2020 còn 1 đảng viên sinh hoạt. "
            "Chuyển sinh hoạt cho họ trước."
        ),
        (
            "Trang “Đảng viên”, dòng 2: Cột C “Mã tổ chức”: Tổ chức “tam” bị từ chối (trang “Tổ chức”, dòng 2). "
            "Sửa dòng đó trước."
        ),
    ]


def test_an_organization_ends_once_its_members_and_cells_have_moved(district: District, operator: Actor) -> None:
    content = workbook(
        {
            "Tổ chức": [
                (*ORGANIZATION_HEADER, "Đến ngày"),
                ("tay-xa", "", "", "", "", "31/12/2019"),
                ("tay-xa-1", "", "", "dong-xa", "", ""),
                ("kho-bac", "", "", "", "", "31/12/2019"),
            ],
            "Đảng viên": [
                HEADER,
                ("dv-08", "", "dong-xa-1", "", "", "", "", ""),
                ("dv-09", "", "dong-xa-1", "", "", "", "", ""),
            ],
        }
    )
    run = previewed(content, by=operator, on=TODAY)
    assert (problems(run), counted(run)) == ([], (0, 5, 0, 0))
    apply_import(run, by=operator)
    again = previewed(content, by=operator, on=TODAY)
    assert (problems(again), counted(again)) == ([], (0, 0, 5, 0))
