"""What an import limited to an organization may touch and tell: the organization as it is today, and no more."""

from datetime import date, timedelta

import pytest

from tests.conftest import TODAY, District
from tests.exchange.workbooks import MEMBER_HEADER, ORGANIZATION_HEADER, counted, members, previewed, problems, workbook
from vungmanh.exchange.actions import begin_applying
from vungmanh.exchange.models import ImportRun
from vungmanh.exchange.tasks import apply_task
from vungmanh.foundation.actors import Actor
from vungmanh.members.actions import correct_particulars, transfer_members
from vungmanh.members.queries import particulars_of
from vungmanh.organizations.actions import move_organization

YESTERDAY = TODAY - timedelta(days=1)
A_YEAR_AGO = date(2018, 12, 20)
BEYOND = (
    "nằm ngoài phạm vi nhập “Đảng bộ xã Đông Xá” hoặc không có trong sổ. "
    "Kiểm tra lại số, bỏ dòng này hoặc chọn phạm vi khác."
)
CHANGES = workbook(
    {
        "Tổ chức": [
            ORGANIZATION_HEADER,
            ("dong-xa-1", "Chi bộ thôn Đông Một", "", "", ""),
            ("dong-xa-2", "Chi bộ thôn Đông Hai", "", "", ""),
        ],
        "Đảng viên": [
            MEMBER_HEADER,
            ("dv-02", "Trần Văn Hạ", "", "", "", ""),
            ("dv-03", "Lê Văn Hạ", "", "", "", ""),
            ("dv-05", "Hoàng Thị Anh", "", "", "", ""),
        ],
    }
)


def test_an_import_dated_back_reaches_nothing_that_has_left_since(district: District, operator: Actor) -> None:
    scope = district.organizations["dong-xa"]
    assert counted(previewed(CHANGES, by=operator, on=A_YEAR_AGO, scope=scope)) == (0, 5, 0, 0)
    tay_xa = district.organizations["tay-xa"]
    transfer_members(
        by=operator, transfers=[(district.members["dv-02"], district.organizations["tay-xa-1"].pk, YESTERDAY)]
    )
    move_organization(by=operator, on=YESTERDAY, organization=district.organizations["dong-xa-2"], parent=tay_xa)
    run = previewed(CHANGES, by=operator, on=A_YEAR_AGO, scope=scope)
    assert counted(run) == (0, 2, 0, 3)
    assert problems(run) == [
        (
            "Trang “Tổ chức”, dòng 3: Cột A “Mã”: Không có tổ chức nào có mã hoặc tên “dong-xa-2” "
            "trong “Đảng bộ xã Đông Xá”. Kiểm tra mã hoặc tên."
        ),
        f"Trang “Đảng viên”, dòng 2: Cột A “Mã”: “dv-02” {BEYOND}",
        f"Trang “Đảng viên”, dòng 4: Cột A “Mã”: “dv-05” {BEYOND}",
    ]


def test_numbers_and_namesakes_beyond_the_scope_are_not_told(district: District, operator: Actor) -> None:
    rows = (
        ("", "Nông Thị Ánh", "", "", "001234567806", ""),
        ("dv-01", "", "", "", "001234567807", ""),
        ("dv-40", "Lý Văn Ước", "07/01/1970", "dong-xa-1", "001234567840", ""),
        ("dv-41", "Lê Văn Hả", "03/01/1970", "dong-xa-1", "001234567841", ""),
    )
    run = previewed(members(*rows), by=operator, on=TODAY, scope=district.organizations["dong-xa"])
    assert problems(run) == [
        f"Trang “Đảng viên”, dòng 2: Cột E “Số thẻ”: “001234567806” {BEYOND}",
        (
            "Trang “Đảng viên”, dòng 3: Cột A “Mã”: “dv-01” là của Nhữ Thị Hân (dv-01), "
            "khác với các số còn lại của dòng. Kiểm tra lại các số."
        ),
        f"Trang “Đảng viên”, dòng 3: Cột E “Số thẻ”: “001234567807” {BEYOND}",
    ]
    assert [row.warnings for row in run.rows.order_by("pk")] == [
        [],
        [],
        [],
        ["Cột B “Họ và tên”: Trùng họ tên và ngày sinh 03/01/1970 với dv-03. Kiểm tra có phải cùng một người."],
    ]


def test_guarded_particulars_are_changed_without_being_shown(district: District, operator: Actor) -> None:
    known = particulars_of(district.members["dv-02"])
    correct_particulars(by=operator, corrections=[(known, {"ethnicity": "Tày", "citizen_id": "024000000002"})])
    header = ("Họ và tên", "Số định danh", "Dân tộc", "Tôn giáo", "Mã tổ chức")
    rows = (
        ("Trần Văn Hạ", "024000000002", "Nùng", "Không", ""),
        ("Lê Văn Tư", "024000000099", "Tày", "", "dong-xa-1"),
        ("Lê Văn Năm", "024000000098", "Tày", "", "nowhere"),
    )
    run = previewed(members(*rows, header=header), by=operator, on=TODAY)
    told = [(row.key, row.title, row.differences) for row in run.rows.order_by("pk")]
    assert told == [
        (
            "•••0002",
            "Trần Văn Hạ",
            [
                ["Họ và tên", "Trần Văn Hà", "Trần Văn Hạ"],
                ["Dân tộc", "•••", "•••"],
                ["Tôn giáo", "", "•••"],
            ],
        ),
        ("•••0099", "Lê Văn Tư", []),
        ("•••0098", "Lê Văn Năm", []),
    ]


@pytest.mark.parametrize(
    ("code", "organization", "state"),
    [
        ("dv-08", "yen-thu", "applied"),
        ("dv-08", "tay-xa", "previewed"),
        ("dv-09", "yen-thu", "previewed"),
        (None, "yen-thu", "applied"),
    ],
    ids=["has the right", "the scope is elsewhere", "holds the post no more", "no member"],
)
def test_the_job_asks_again_for_the_right(
    district: District, operator: Actor, code: str | None, organization: str, state: str
) -> None:
    by = Actor(
        name="x",
        capacity="x",
        member_id=district.members[code].pk if code else None,
        post="organization_office",
        organization_id=district.organizations[organization].pk,
    )
    scope = district.organizations["dong-xa"]
    run = previewed(members(("dv-02", "Trần Văn Hạ", "", "", "", "")), by=by, on=TODAY, scope=scope)
    begin_applying(run, by=by)
    apply_task.func(run.pk)
    run = ImportRun.objects.get(pk=run.pk)
    refused = (
        "Đồng chí không còn quyền nhập tệp vào phạm vi này nên chưa ghi dòng nào. "
        "Đề nghị người có quyền nhập tệp của tổ chức đó xem lại và xác nhận."
    )
    assert (run.state, run.message) == (state, "" if state == "applied" else refused)
