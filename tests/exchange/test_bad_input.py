"""Every bad input gets a sentence that says where, what and what to do, and nothing is half written."""

from collections.abc import Sequence
from datetime import date
from typing import Any

import pytest

from tests.conftest import TODAY, District
from tests.exchange.record import the_record
from tests.exchange.workbooks import (
    MEMBER_HEADER,
    ORGANIZATION_HEADER,
    RESULT_HEADER,
    counted,
    members,
    previewed,
    problems,
    workbook,
)
from vungmanh.exchange.actions import apply_import
from vungmanh.foundation.actors import Actor
from vungmanh.foundation.refusals import Refusal
from vungmanh.organizations.actions import dissolve_organization, found_organization
from vungmanh.organizations.founding import NewOrganization

GOOD = ("dv-20", "Nguyễn Văn Tốt", "01/02/1980", "dong-xa-1", "001234567820", "Chính thức")


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        (
            {2: "31/02/2015"},
            (
                "Trang “Đảng viên”, dòng 3: Cột C “Ngày sinh”: “31/02/2015” không phải là ngày có thật. "
                "Ghi đủ ngày/tháng/năm, ví dụ 03/02/2015."
            ),
        ),
        (
            {4: "1.23E+11"},
            (
                "Trang “Đảng viên”, dòng 3: Cột E “Số thẻ”: “1.23E+11”: Excel đã đổi mã số thành số mũ hoặc số lẻ. "
                "Định dạng cột là Text rồi nhập lại đủ các chữ số."
            ),
        ),
        (
            {4: 1234567820},
            (
                "Trang “Đảng viên”, dòng 3: Cột E “Số thẻ”: “1234567820”: chỉ có 10 chữ số, có thể Excel đã bỏ số 0 "
                "ở đầu. "
                "Định dạng cột là Text rồi nhập lại đủ các chữ số."
            ),
        ),
        (
            {4: "12345"},
            (
                "Trang “Đảng viên”, dòng 3: Cột E “Số thẻ”: “12345” không phải là số gồm đúng 12 chữ số. "
                "Kiểm tra lại số, định dạng cột là Text."
            ),
        ),
        (
            {3: "dong-xa-9"},
            (
                "Trang “Đảng viên”, dòng 3: Cột D “Mã tổ chức”: Không có tổ chức nào có mã hoặc tên “dong-xa-9”. "
                "Kiểm tra mã hoặc tên."
            ),
        ),
        (
            {3: "dong-xa"},
            (
                "Trang “Đảng viên”, dòng 3: Cột D “Mã tổ chức”: “Đảng bộ xã Đông Xá” không phải là chi bộ nên không "
                "ghi "
                "đảng viên trực tiếp. Ghi chi bộ nơi sinh hoạt."
            ),
        ),
        (
            {5: "Đang nghỉ"},
            (
                "Trang “Đảng viên”, dòng 3: Cột F “Trạng thái”: Không có trạng thái “Đang nghỉ”. Các trạng thái: "
                "Chính thức; Dự bị; Miễn sinh hoạt; Giảm sinh hoạt; Đình chỉ sinh hoạt; Sinh hoạt tạm thời nơi khác; "
                "Chuyển đi; Từ trần; Xin ra khỏi Đảng; Xóa tên; Khai trừ."
            ),
        ),
        (
            {0: "dv-01"},
            (
                "Trang “Đảng viên”, dòng 3: Cột A “Mã”: “dv-01” là của Nhữ Thị Hân (dv-01), khác với các số còn lại "
                "của "
                "dòng. Kiểm tra lại các số."
            ),
        ),
        (
            {0: None, 4: None},
            "Trang “Đảng viên”, dòng 3: Cột A “Mã”: Không có mã, ID, số thẻ hay số định danh. Ghi ít nhất một số.",
        ),
        ({1: None}, "Trang “Đảng viên”, dòng 3: Cột B “Họ và tên”: Thiếu họ và tên. Ghi họ và tên của đảng viên mới."),
    ],
)
def test_a_bad_cell_rejects_its_row_and_no_other(
    district: District, operator: Actor, changes: dict[int, Any], sentence: str
) -> None:
    number = "001234567802" if changes.get(0) == "dv-01" else "001234567821"
    bad: list[Any] = ["dv-21", "Trần Văn Hỏng", "01/02/1981", "dong-xa-1", number, "Chính thức"]
    for place, cell in changes.items():
        bad[place] = cell
    run = previewed(members(GOOD, bad), by=operator, on=TODAY)
    assert problems(run)[0] == sentence
    assert counted(run) == (1, 0, 0, 1)
    apply_import(run, by=operator)
    assert (run.counters["accepted"], run.counters["rejected"]) == (1, 1)


def test_two_rows_with_one_code_are_both_rejected(district: District, operator: Actor) -> None:
    other = ("dv-20", "Trần Văn Hai", "01/02/1981", "dong-xa-1", "001234567821", "Chính thức")
    run = previewed(members(GOOD, other), by=operator, on=TODAY)
    assert problems(run) == [
        "Trang “Đảng viên”, dòng 2: Cột A “Mã”: “dv-20” có ở nhiều dòng (trang “Đảng viên”, dòng 3). Giữ một dòng.",
        "Trang “Đảng viên”, dòng 3: Cột A “Mã”: “dv-20” có ở nhiều dòng (trang “Đảng viên”, dòng 2). Giữ một dòng.",
    ]


def test_a_membership_in_a_dissolved_organization_is_refused(district: District, operator: Actor) -> None:
    found_organization(
        by=operator, new=NewOrganization("cu", "Chi bộ cũ", "grassroots_cell", "yen-thu", date(2006, 1, 1))
    )
    from vungmanh.organizations.queries import organization_by_code

    old = organization_by_code("cu")
    assert old is not None
    dissolve_organization(by=operator, on=date(2015, 1, 1), organization=old)
    run = previewed(members((*GOOD[:3], "cu", *GOOD[4:])), by=operator, on=TODAY)
    assert problems(run) == [
        (
            "Trang “Đảng viên”, dòng 2: Cột D “Mã tổ chức”: “Chi bộ cũ” đã kết thúc hoạt động từ ngày 01/01/2015. "
            "Chọn chi bộ đang hoạt động."
        )
    ]


@pytest.mark.parametrize(
    ("row", "sentence"),
    [
        (
            ("moi", "Chi bộ mới", "Chi bộ trực thuộc", "dong-xa", "01/01/2019", "01/01/2018"),
            "Cột F “Đến ngày”: Ngày kết thúc 01/01/2018 không sau ngày bắt đầu 01/01/2019. Sửa một trong hai ngày.",
        ),
        (
            ("moi", "Chi bộ mới", "Chi bộ trực thuộc", "khong-co", "", ""),
            "Cột D “Mã cấp trên”: Không có tổ chức nào có mã “khong-co”. Kiểm tra mã cấp trên.",
        ),
        (
            ("moi", "Chi bộ mới", "Chi bộ trực thuộc", "", "", ""),
            (
                "Cột D “Mã cấp trên”: Thiếu mã cấp trên: đã có tổ chức cao nhất là “Đảng bộ huyện Yên Thử (yen-thu)”. "
                "Ghi mã của tổ chức cấp trên."
            ),
        ),
        (
            ("moi", "Chi bộ mới", "Chi bộ trực thuộc", "yen-thu", "", ""),
            (
                "Cột D “Mã cấp trên”: “Chi bộ trực thuộc” không thể trực thuộc “Đảng bộ huyện Yên Thử” (Đảng bộ "
                "huyện). "
                "Có thể trực thuộc: Đảng bộ cơ sở, Đảng bộ bộ phận."
            ),
        ),
        (
            ("dong-xa-1", "", "", "", "", "01/01/2019"),
            "Cột F “Đến ngày”: Đến ngày 01/01/2019 còn 3 đảng viên sinh hoạt. Chuyển sinh hoạt cho họ trước.",
        ),
        (
            ("dong-xa", "", "", "dong-xa-1", "", ""),
            "Cột D “Mã cấp trên”: Tổ chức không thể trực thuộc chính mình hoặc cấp dưới của mình. Sửa mã cấp trên.",
        ),
    ],
)
def test_a_bad_organization_is_refused(district: District, operator: Actor, row: Sequence[Any], sentence: str) -> None:
    before = the_record()
    run = previewed(workbook({"Tổ chức": [(*ORGANIZATION_HEADER, "Đến ngày"), row]}), by=operator, on=TODAY)
    assert problems(run) == [f"Trang “Tổ chức”, dòng 2: {sentence}"]
    apply_import(run, by=operator)
    assert the_record() == before


def test_what_stands_on_a_rejected_row_is_rejected_too(district: District, operator: Actor) -> None:
    content = workbook(
        {
            "Tổ chức": [
                ORGANIZATION_HEADER,
                ("bac-xa-1", "Chi bộ thôn Bắc 1", "Chi bộ trực thuộc", "bac-xa", "01/01/2018"),
                ("bac-xa", "Đảng bộ xã Bắc Xá", "Đảng bộ lạ", "yen-thu", "01/01/2018"),
            ],
            "Đảng viên": [MEMBER_HEADER, (*GOOD[:3], "bac-xa-1", *GOOD[4:])],
        }
    )
    run = previewed(content, by=operator, on=TODAY)
    assert counted(run) == (0, 0, 0, 3)
    assert problems(run)[0] == (
        "Trang “Tổ chức”, dòng 2: Cột D “Mã cấp trên”: Tổ chức “bac-xa” bị từ chối "
        "(trang “Tổ chức”, dòng 3). Sửa dòng đó trước."
    )


@pytest.mark.parametrize(
    ("row", "sentence"),
    [
        (
            (2018, "Đảng viên", "dv-01", "Tạm được", "", ""),
            ("Cột D “Kết quả”: “Tạm được” không phải là mức xếp loại năm 2018. Các mức: Hoàn thành xuất sắc nhiệm vụ; "
            "Hoàn thành tốt nhiệm vụ; Hoàn thành nhiệm vụ; Không hoàn thành nhiệm vụ; hoặc: Miễn xếp loại; "
            "Chưa xếp loại; Chưa kiểm điểm."),
        ),
        (
            (2018, "Tổ chức", "dong-xa", "Trong sạch, vững mạnh", "", ""),
            ("Cột D “Kết quả”: “Trong sạch, vững mạnh” không phải là mức xếp loại năm 2018. Các mức: "
            "Hoàn thành xuất sắc nhiệm vụ; Hoàn thành tốt nhiệm vụ; Hoàn thành nhiệm vụ; Không hoàn thành nhiệm vụ; "
            "hoặc: Miễn xếp loại; Chưa xếp loại; Chưa kiểm điểm."),
        ),
        (
            (2018, "Tổ chức", "dong-xa", "HTTNV", "1", "31/12/2017"),
            "Cột F “Ngày quyết định”: Ngày quyết định 31/12/2017 trước năm xếp loại 2018. Sửa ngày hoặc năm.",
        ),
        (
            (2018, "Tổ chức", "dong-xa-8", "HTTNV", "", ""),
            "Cột C “Mã”: Không có tổ chức hoặc đảng viên nào có mã “dong-xa-8”. Kiểm tra mã và đối tượng.",
        ),
        (("hai nghìn", "Tổ chức", "dong-xa", "HTTNV", "", ""), ("Cột A “Năm”: “hai nghìn” không phải là năm. "
         "Ghi năm gồm bốn chữ số, ví dụ 2018.")),
    ],
)  # fmt: skip
def test_a_bad_result_is_refused(district: District, operator: Actor, row: Sequence[Any], sentence: str) -> None:
    run = previewed(workbook({"Xếp loại": [RESULT_HEADER, row]}), by=operator, on=TODAY)
    assert problems(run) == [f"Trang “Xếp loại”, dòng 2: {sentence}"]


def test_what_lies_outside_the_scope_is_refused_like_what_is_unknown(district: District, operator: Actor) -> None:
    content = workbook(
        {
            "Tổ chức": [ORGANIZATION_HEADER, ("tay-xa", "Đảng bộ xã Tây", "", "", "")],
            "Đảng viên": [
                MEMBER_HEADER,
                ("dv-07", "", "", "", "", ""),
                (*GOOD[:3], "kho-bac", *GOOD[4:]),
                ("dv-22", "Lê Văn Tư", "", "nowhere", "", ""),
            ],
            "Xếp loại": [
                RESULT_HEADER,
                (2018, "Đảng viên", "dv-08", "HTTNV", "", ""),
                (2018, "Tổ chức", "nobody", "HTTNV", "", ""),
            ],
        }
    )
    run = previewed(content, by=operator, on=TODAY, scope=district.organizations["dong-xa"])
    no_place = "trong “Đảng bộ xã Đông Xá”. Kiểm tra mã hoặc tên."
    nobody = (
        "nằm ngoài phạm vi nhập “Đảng bộ xã Đông Xá” hoặc không có trong sổ. "
        "Kiểm tra lại số, bỏ dòng này hoặc chọn phạm vi khác."
    )
    assert problems(run) == [
        f"Trang “Tổ chức”, dòng 2: Cột A “Mã”: Không có tổ chức nào có mã hoặc tên “tay-xa” {no_place}",
        f"Trang “Đảng viên”, dòng 2: Cột A “Mã”: “dv-07” {nobody}",
        f"Trang “Đảng viên”, dòng 3: Cột D “Mã tổ chức”: Không có tổ chức nào có mã hoặc tên “kho-bac” {no_place}",
        f"Trang “Đảng viên”, dòng 4: Cột D “Mã tổ chức”: Không có tổ chức nào có mã hoặc tên “nowhere” {no_place}",
        f"Trang “Xếp loại”, dòng 2: Cột C “Mã”: “dv-08” {nobody}",
        f"Trang “Xếp loại”, dòng 3: Cột C “Mã”: “nobody” {nobody}",
    ]


def test_strict_writes_nothing_when_a_row_is_rejected(district: District, operator: Actor) -> None:
    before = the_record()
    run = previewed(members(GOOD, ("dv-21", "", "", "", "", "")), by=operator, on=TODAY)
    with pytest.raises(Refusal) as refused:
        apply_import(run, by=operator, strict=True)
    run.refresh_from_db()
    assert (refused.value.code, run.state, the_record() == before) == ("exchange.rows_rejected", "previewed", True)
    apply_import(run, by=operator)
    assert run.state == "applied"
