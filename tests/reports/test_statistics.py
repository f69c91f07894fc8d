"""Years and organizations side by side: the denominators of the year-end tables, scales never mixed."""

from datetime import date
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.classification.ratings import rate_2018
from tests.conftest import District
from vungmanh.members.bridge import bridge
from vungmanh.reports import comparison as comparing
from vungmanh.reports.as_tables import bridge_table, comparison_table, table_text, years_said
from vungmanh.reports.comparison import SUMS, comparison, share_told, siblings
from vungmanh.reports.statistics_data import bridge_data, comparison_data, siblings_data
from vungmanh.reports.year_end import year_end

LAST = date(2018, 12, 31)


def test_years_of_another_scale_stand_on_lines_of_their_own(district: District) -> None:
    rate_2018(district)
    report = comparison(district.placement("yen-thu", LAST), years=[2018, 2017, 2004])
    assert list(report.years) == [2017, 2018]
    for section in report.sections:
        assert [list(scale.years) for scale in section.scales] == [[2017], [2018]]
        assert [set(line.cells) for scale in section.scales for line in scale.lines] == [{2017}] * 4 + [{2018}] * 4
    same = comparison(district.placement("yen-thu", LAST), years=[2018, 2019])
    assert [list(scale.years) for section in same.sections for scale in section.scales] == [[2018, 2019]] * 3
    assert [section.equal for section in same.sections] == [[]] * 3


def test_what_sets_categories_equal_says_on_what_it_rests(district: District) -> None:
    rate_2018(district)
    report = comparison(district.placement("yen-thu", LAST), years=[2017, 2018])
    members = comparison_data(report, "vi")["tables"]["members"]
    assert [(one["years"]["2018"]["count"], one["evidence_mark"]) for one in members["equivalence"]] == [
        (1, "I"), (1, "I"),
    ]  # fmt: skip
    table = comparison_table(report, "vi")
    assert [row[2] for row in table.rows if str(row[2]).endswith("(quy đổi)")] == [
        f"{run['name']} (quy đổi)" for kind in ("organizations", "cells", "members")
        for run in comparison_data(report, "vi")["tables"][kind]["equivalence"]
    ]  # fmt: skip
    assert len(list(table_text(table, "vi"))) == 2 + len(list(table.rows)) + len(table.notes)


def test_figures_and_denominators_are_those_of_the_year_end_tables(
    district: District, monkeypatch: pytest.MonkeyPatch
) -> None:
    rate_2018(district)
    monkeypatch.setattr(comparing, "FEWEST_FOR_SHARE", 1)
    scope = district.placement("yen-thu", LAST)
    tables = year_end(scope, year=2018).tables
    for section in comparison(scope, years=[2018]).sections:
        table, (scale,) = tables[section.counted], section.scales
        assert [line.cells[2018] for line in scale.lines] == [
            comparing.Cell(line.count, line.share, (line.category.code,)) for line in table.lines
        ]
        assert {code: line.cells[2018].count for code, line in zip(SUMS, section.sums, strict=True)} == {
            code: getattr(table, code) for code in SUMS
        }


def test_of_few_there_is_no_share() -> None:
    assert [share_told(1, rated) for rated in (0, 9, 10)] == [None, None, Decimal("10.00")]


def test_organizations_stand_in_the_order_of_the_office_unless_sorted(
    district: District, monkeypatch: pytest.MonkeyPatch
) -> None:
    rate_2018(district)
    scope = district.placement("yen-thu", LAST)

    def order(sort: str) -> list[str]:
        return [one["organization"] for one in siblings_data(siblings(scope, year=2018, sort=sort))["organizations"]]

    office = ["kho-bac", "dong-xa", "tay-xa"]
    assert order("") == order("nonsense") == order("name") == office
    assert (order("-name"), order("-members")) == (office[::-1], ["dong-xa", "kho-bac", "tay-xa"])
    assert order("-excellent") == office  # none has enough rated for a share
    monkeypatch.setattr(comparing, "FEWEST_FOR_SHARE", 1)
    assert order("-excellent")[0] == "dong-xa"


def test_as_many_queries_for_any_organization(district: District) -> None:
    rate_2018(district)
    counts = []
    for code in ("yen-thu", "tay-xa"):
        with CaptureQueriesContext(connection) as asked:
            comparison(district.placement(code, LAST), years=[2017, 2018])
        counts.append(len(asked))
    assert counts[0] == counts[1]


def test_the_bridge_as_a_table_and_as_data(district: District) -> None:
    found = bridge(district.placement("yen-thu", LAST), first=date(2009, 12, 31), second=LAST)
    data = bridge_data(found)
    assert (data["total"]["first_day"], data["total"]["arrivals"]["came"], data["total"]["second_day"]) == (0, 9, 9)
    table = bridge_table(found)
    assert [row[0] for row in table.rows] == [
        *(one["name"] for one in data["parts"]), f"Cộng: {data['total']['name']}",
    ]  # fmt: skip
    assert [column.title for column in table.columns if column.title[:1] in "+−"] == [
        "+ Kết nạp", "+ Chuyển đến từ nơi khác", "− Chuyển đi nơi khác", "− Từ trần", "− Rời khỏi Đảng",
    ]  # fmt: skip


def test_years_without_a_gap_are_said_short() -> None:
    assert [years_said(years) for years in ([2018], [2015, 2016, 2017], [2015, 2017])] == [
        "2018", "2015–2017", "2015, 2017",
    ]  # fmt: skip
