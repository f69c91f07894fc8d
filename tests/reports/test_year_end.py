from collections import Counter
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import given
from hypothesis import strategies as st

from tests.classification.ratings import UNDER_SIX_MONTHS, rate, rate_2018
from tests.conftest import FOUNDED, District
from vungmanh.classification.actions import Rating, record_results
from vungmanh.classification.models import Status
from vungmanh.classification.populations import Counted, Outcome
from vungmanh.foundation.actors import Actor
from vungmanh.members.actions import NewMember, enrol_members
from vungmanh.members.models import Standing
from vungmanh.organizations.actions import found_organizations
from vungmanh.organizations.founding import NewOrganization
from vungmanh.reports.as_data import bulletin_data, year_end_data
from vungmanh.reports.bulletin import bulletin
from vungmanh.reports.year_end import YearEnd, lines_by_child, table_of, year_end
from vungmanh.rulebooks import shelf

YEAR_END_2018: dict[str, Any] = {
    "organizations": {
        "total": 3,
        "rated": 3,
        "exempt": 0,
        "not_rated": 0,
        "not_rated_reasons": [],
        "categories": [("excellent", 1, "33.33"), ("good", 2, "66.67"), ("completed", 0, "0.00"),
                       ("not_completed", 0, "0.00")],
    },
    "cells": {
        "total": 3,
        "rated": 3,
        "exempt": 0,
        "not_rated": 0,
        "not_rated_reasons": [],
        "categories": [("excellent", 1, "33.33"), ("good", 1, "33.33"), ("completed", 1, "33.33"),
                       ("not_completed", 0, "0.00")],
    },
    "members": {
        "total": 9,
        "rated": 6,
        "exempt": 1,
        "not_rated": 2,
        "not_rated_reasons": [{"reason": "Chưa có kết quả", "count": 1}, {"reason": UNDER_SIX_MONTHS, "count": 1}],
        "categories": [("excellent", 1, "16.67"), ("good", 3, "50.00"), ("completed", 1, "16.67"),
                       ("not_completed", 1, "16.67")],
    },
}  # fmt: skip


def tables(report: YearEnd) -> dict[str, Any]:
    """The tables of the JSON, categories shortened to code, count and share."""
    printed = year_end_data(report, "vi")["tables"]
    return {
        counted: table
        | {"categories": [(line["code"], line["count"], line["percent_of_rated"]) for line in table["categories"]]}
        for counted, table in printed.items()
    }


def report_of(district: District, code: str = "yen-thu", year: int = 2018) -> YearEnd:
    return year_end(district.placement(code, date(year, 12, 31)), year=year)


def test_the_figures_of_the_small_district(district: District) -> None:
    rate_2018(district)
    report = report_of(district)
    assert tables(report) == YEAR_END_2018
    assert (report.as_of, report.book.code) == (date(2018, 12, 31), "classification-2018")


def test_a_year_without_results_has_every_category_and_no_share(district: District) -> None:
    assert tables(report_of(district))["members"] == {
        "total": 9,
        "rated": 0,
        "exempt": 1,
        "not_rated": 8,
        "not_rated_reasons": [{"reason": "Chưa có kết quả", "count": 8}],
        "categories": [(code, 0, None) for code in ("excellent", "good", "completed", "not_completed")],
    }


def test_a_status_without_a_written_reason_is_its_own_reason(district: District, operator: Actor) -> None:
    unrated = Rating(district.members["dv-01"].pk, status=Status.NOT_REVIEWED)
    record_results(by=operator, year=2018, members=[unrated])
    reasons = report_of(district).tables[Counted.MEMBERS].reasons
    assert reasons == (("Chưa có kết quả", 7), ("Chưa kiểm điểm", 1))


def test_until_2017_organizations_have_the_categories_of_their_time(district: District) -> None:
    rate(district, 2017, {"dong-xa-1": "clean_and_strong"}, exemplary=True)
    rate(district, 2017, {"dong-xa-2": "clean_and_strong", "tay-xa-1": "weak"})
    cells = year_end_data(report_of(district, year=2017), "vi")["tables"]["cells"]
    assert [(line["code"], line["name"], line["count"]) for line in cells["categories"]] == [
        ("clean_and_strong", "Trong sạch, vững mạnh", 2),
        ("good", "Hoàn thành tốt nhiệm vụ", 0),
        ("completed", "Hoàn thành nhiệm vụ", 0),
        ("weak", "Yếu kém", 1),
    ]
    assert [line.get("exemplary") for line in cells["categories"]] == [1, None, None, None]
    members = year_end_data(report_of(district, year=2017), "en")["tables"]["members"]
    assert [line["code"] for line in members["categories"]] == ["excellent", "good", "completed", "not_completed"]
    assert "exemplary" not in members["categories"][0]


def test_each_organization_directly_below_has_its_line(district: District) -> None:
    rate_2018(district)
    lines = lines_by_child(district.placement("yen-thu"), year=2018)
    assert [
        (line.placement.organization.code, line.category and line.category.code, line.members.total, line.members.rated)
        for line in lines
    ] == [("kho-bac", "good", 2, 1), ("dong-xa", "excellent", 5, 3), ("tay-xa", "good", 2, 2)]


def everything(district: District) -> dict[str, Any]:
    """All that the two reports of the district say, flat."""
    placement = district.placement("yen-thu", date(2018, 12, 31))
    said = year_end_data(year_end(placement, year=2018), "vi") | {
        "figures": bulletin_data(bulletin(placement, year=2018), "vi")["figures"]
    }
    said["warnings"] = {f"{each['organization']} {each['subject']}": each for each in said["warnings"]}
    for table in said["tables"].values():
        table["categories"] = {line["code"]: line for line in table["categories"]}
    return dict(flat(said))


def flat(value: Any, path: str = "") -> list[tuple[str, Any]]:
    if isinstance(value, dict):
        return [leaf for key, child in value.items() for leaf in flat(child, f"{path}/{key}")]
    return [(path, value)]


def test_one_changed_result_changes_every_figure_that_depends_on_it_and_nothing_else(district: District) -> None:
    rate_2018(district)
    before = everything(district)
    rate(district, 2018, members={"dv-01": "good"})
    after = everything(district)
    gone = {path for path in before if path.startswith("/warnings/dong-xa members/")}
    assert gone == before.keys() - after.keys()
    assert after.keys() <= before.keys()
    changed = {path: (before[path], after[path]) for path in after if before[path] != after[path]}
    assert changed == {
        "/tables/members/categories/excellent/count": (1, 0),
        "/tables/members/categories/excellent/percent_of_rated": ("16.67", "0.00"),
        "/tables/members/categories/good/count": (3, 4),
        "/tables/members/categories/good/percent_of_rated": ("50.00", "66.67"),
        "/figures/members_excellent": (1, 0),
        "/figures/members_excellent_percent": ("16.67", "0.00"),
        "/figures/members_good": (3, 4),
        "/figures/members_good_percent": ("50.00", "66.67"),
    }


def test_the_warnings_are_the_caps_exceeded_at_or_below(district: District) -> None:
    rate_2018(district)
    warnings = year_end_data(report_of(district), "vi")["warnings"]
    assert [(each["organization"], each["subject"], each["given"], each["allowed"]) for each in warnings] == [
        ("yen-thu", "organizations", 1, 0),
        ("dong-xa", "cells", 1, 0),
        ("dong-xa", "members", 1, 0),
    ]
    assert warnings[0] == {
        "code": "cap_exceeded",
        "organization": "yen-thu",
        "name": "Đảng bộ huyện Yên Thử",
        "subject": "organizations",
        "cap": "excellent-organizations",
        "text": "Tổ chức hoàn thành xuất sắc không quá 20% số hoàn thành tốt nhiệm vụ cùng loại",
        "category": "excellent",
        "given": 1,
        "allowed": 0,
        "readings": [
            {"base": ["good"], "base_count": 2, "allowed": 0},
            {"base": ["excellent", "good"], "base_count": 3, "allowed": 0},
        ],
        "exceeds_every_reading": True,
        "reason": None,
        "citation": "HD 16-HD/BTCTW, 24/9/2018, tỷ lệ tổ chức xuất sắc",
        "evidence_mark": "M",
    }


def grow(operator: Actor, district: District) -> None:
    cells = found_organizations(
        by=operator,
        new=[
            NewOrganization(f"them-{number}", f"Chi bộ thôn {number}", "subordinate_cell", "dong-xa", FOUNDED)
            for number in range(30)
        ],
    )
    members = enrol_members(
        by=operator,
        new=[
            NewMember(f"them-{number}", cells[number % 30].pk, FOUNDED, Standing.FULL, {"full_name": "Sằm Văn Tư"})
            for number in range(200)
        ],
    )
    record_results(
        by=operator,
        year=2018,
        organizations=[Rating(cell.pk, "good") for cell in cells],
        members=[Rating(member.pk, "excellent") for member in members],
    )


def test_the_report_takes_as_many_queries_for_a_large_district(district: District, operator: Actor) -> None:
    rate_2018(district)
    with CaptureQueriesContext(connection) as small:
        assert report_of(district).tables[Counted.MEMBERS].total == 9
    grow(operator, district)
    with CaptureQueriesContext(connection) as large:
        assert report_of(district).tables[Counted.MEMBERS].total == 209
    assert len(small) == len(large)


OUTCOMES = [
    *[Outcome(Status.RATED, category) for category in ("excellent", "good", "completed", "not_completed")],
    Outcome(Status.EXEMPT),
    Outcome(Status.REVIEWED, reason=UNDER_SIX_MONTHS),
    Outcome("none"),
]


@given(st.dictionaries(st.sampled_from(OUTCOMES), st.integers(1, 6_000_000)))
def test_a_table_adds_up_and_its_shares_are_rounded_half_up(tally: Any) -> None:
    table = table_of(shelf.book_for(2018), Counted.MEMBERS, Counter(tally))
    assert table.total == sum(tally.values())
    assert table.total == table.rated + table.exempt + table.not_rated
    assert sum(count for _reason, count in table.reasons) == table.not_rated
    assert sum(line.count for line in table.lines) == table.rated
    for line in table.lines:
        if table.rated == 0:
            assert line.share is None
            continue
        hundredths, rest = divmod(line.count * 10_000, table.rated)
        rounded = hundredths + (2 * rest >= table.rated)
        assert line.share == (Decimal(rounded) / 100).quantize(Decimal("0.01"), ROUND_HALF_UP)
