from datetime import date

from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.classification.ratings import rate_2018
from tests.conftest import District
from vungmanh.members.bridge import bridge
from vungmanh.reports.as_tables import (
    bridge_data,
    bridge_table,
    comparison_data,
    comparison_table,
    siblings_data,
    table_text,
)
from vungmanh.reports.comparison import comparison, siblings

LAST = date(2018, 12, 31)


def test_every_year_keeps_its_names_and_an_equivalence_is_marked(district: District) -> None:
    rate_2018(district)
    report = comparison(district.placement("yen-thu", LAST), years=[2018, 2017, 2004])
    assert list(report.years) == [2017, 2018]
    members = comparison_data(report, "vi")["tables"]["members"]
    marked = [line["name"] for line in members if line["equivalence"]]
    best = next(line for line in members if line["years"].get("2018", {}).get("groups") == ["excellent"])
    assert (best["years"]["2018"]["count"], best["years"]["2018"]["percent_of_rated"]) == (1, "16.67")
    assert "2017" not in best["years"]
    assert all(line["evidence_mark"] for line in members if line["name"] in marked)
    totals = next(line for line in members if line["name"] == "Tổng số")["years"]
    assert {year: one["count"] for year, one in totals.items()} == {"2017": 9, "2018": 9}
    assert len(list(table_text(comparison_table(report, "vi"), "vi"))) > len(members)


def test_organizations_are_ranked_by_what_they_are_sorted_by(district: District) -> None:
    rate_2018(district)
    scope = district.placement("yen-thu", LAST)
    by_members = siblings_data(siblings(scope, year=2018, sort="-members"))["organizations"]
    assert [(one["organization"], one["rank"], one["members"]) for one in by_members] == [
        ("dong-xa", 1, 5), ("kho-bac", 2, 2), ("tay-xa", 2, 2),
    ]  # fmt: skip
    by_name = siblings(scope, year=2018, sort="name")
    assert {line.rank for line in by_name.lines} == {None}
    assert siblings(scope, year=2018, sort="nonsense").sort == "-excellent"


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
    assert [row[0] for row in bridge_table(found).rows] == [
        data["total"]["name"],
        *(one["name"] for one in data["parts"]),
    ]
