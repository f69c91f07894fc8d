"""A list with everything that goes wrong in files, and a letter."""

from datetime import date
from decimal import Decimal

import pytest

from vungmanh.documents.letters import Heading, Letter
from vungmanh.documents.tables import Column, Kind, Table

DANGEROUS = ["=1+1", "+84912", "-5", "@x", "00123", "Nguyễn Thị Ẫn", "a\x00\x0bb", "<&>"]
COLUMNS = (
    Column("name", "Họ và tên"),
    Column("born", "Ngày sinh", Kind.DATE),
    Column("count", "Số", Kind.NUMBER),
    Column("share", "Tỷ lệ", Kind.PERCENT),
)


@pytest.fixture
def table() -> Table:
    rows = [(name, date(1970, 1, 2), 9141, Decimal("0.37")) for name in DANGEROUS]
    return Table("Danh sách", COLUMNS, [*rows, ("", None, None, "–")], "Đảng bộ xã Đông Xá", ("Ghi chú.",))


@pytest.fixture
def letter(table: Table) -> Letter:
    return Letter(
        kind="BÁO CÁO",
        about="Kết quả năm 2018",
        body="ĐẢNG ỦY XÃ ĐÔNG XÁ",
        superior="HUYỆN ỦY YÊN THỬ",
        number="5",
        symbol="BC/ĐU",
        place="Đông Xá",
        dated=date(2019, 2, 5),
        parts=[Heading("I- Kết quả"), "Đến nay ẫ ễ ỗ ặ ệ ộ ữ ỵ.", table],
        on_behalf_of="ĐẢNG ỦY",
        signed_as="BÍ THƯ",
        recipients=["Huyện ủy Yên Thử,", "Lưu Đảng ủy."],
    )
