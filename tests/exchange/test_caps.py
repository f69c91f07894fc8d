"""Imported results that exceed a cap come with a warning that names the base and asks for a reason."""

from tests.conftest import TODAY, District
from tests.exchange.workbooks import RESULT_HEADER, previewed, workbook
from vungmanh.classification.actions import justify_cap
from vungmanh.exchange.actions import apply_import
from vungmanh.foundation.actors import Actor

RESULTS = workbook(
    {
        "Xếp loại": [
            RESULT_HEADER,
            (2018, "Đảng viên", "dv-01", "HTXSNV", "8", "05/01/2019"),
            (2018, "Đảng viên", "dv-02", "HTTNV", "8", "05/01/2019"),
        ]
    }
)

WARNING = (
    "Xếp loại năm 2018: 1 nơi vượt tỷ lệ tối đa mà chưa ghi lý do: "
    "Đảng bộ xã Đông Xá: 1 so với tối đa 0 (cơ sở HTTNV: 1). Ghi lý do ở trang Kết quả xếp loại của năm đó."
)


def test_an_import_warns_of_a_cap_without_a_reason(district: District, operator: Actor) -> None:
    run = previewed(RESULTS, by=operator, on=TODAY)
    apply_import(run, by=operator)
    assert run.notes == [WARNING]


def test_a_written_reason_answers_the_warning(district: District, operator: Actor) -> None:
    justify_cap(
        by=operator,
        placement=district.placement("dong-xa"),
        year=2018,
        subject="members",
        cap="excellent-members",
        reason="Chi bộ chỉ có hai đảng viên được xếp loại.",
    )
    run = previewed(RESULTS, by=operator, on=TODAY)
    apply_import(run, by=operator)
    assert run.notes == []
