"""Whatever the order of the columns, the title rows above and the rows between: each row is accepted or rejected."""

from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.conftest import TODAY, District
from tests.exchange.workbooks import MEMBER_HEADER, previewed, workbook
from vungmanh.exchange.actions import apply_import
from vungmanh.foundation.actors import Actor

_TEXTS = st.text(st.characters(codec="utf-8", exclude_characters="\x00", exclude_categories=["Cs", "Cc"]), max_size=8)
_CELLS: dict[str, st.SearchStrategy[Any]] = {
    "Mã": st.sampled_from(["dv-01", "dv-02", "m-1", "m-2", "m-3", "", "1.2E+9"]),
    "Họ và tên": st.one_of(st.just("Lê Văn Ba"), _TEXTS),
    "Ngày sinh": st.sampled_from(["01/01/1970", "31/02/2015", "", 1970, 25569.5]),
    "Mã tổ chức": st.sampled_from(["dong-xa-1", "tay-xa-1", "dong-xa", "khong-co", "Chi bộ thôn Đông 1", ""]),
    "Số thẻ": st.sampled_from(["001234567801", "009999999999", 1.23e11, "1.23E+11", "", True]),
    "Trạng thái": st.one_of(st.sampled_from(["Chính thức", "Dự bị", "Từ trần", ""]), _TEXTS),
}


@st.composite
def _sheets(draw: st.DrawFn) -> tuple[list[list[Any]], int]:
    header = draw(st.permutations(MEMBER_HEADER))
    titles = draw(st.lists(st.lists(_TEXTS, max_size=3), max_size=4))
    rows = draw(st.lists(st.tuples(*(_CELLS[name] for name in header)), max_size=6))
    filled = [row for row in rows if any(isinstance(cell, int | float) or cell.strip() for cell in row)]
    return [*titles, list(header), *(list(row) for row in rows)], len(filled)


@pytest.mark.django_db
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(sheet=_sheets())
def test_every_row_in_is_accepted_or_rejected(
    district: District, operator: Actor, sheet: tuple[list[list[Any]], int]
) -> None:
    rows, filled = sheet
    run = previewed(workbook({"Đảng viên": rows}), by=operator, on=TODAY)
    assert run.state == "previewed"
    apply_import(run, by=operator)
    counters = run.counters
    assert counters["rows"] == counters["accepted"] + counters["rejected"] == filled
    assert run.rows.filter(state="error", problems=[]).count() == 0
    again = previewed(workbook({"Đảng viên": rows}), by=operator, on=TODAY)
    assert (again.counters["new"], again.counters["changed"]) == (0, 0)
