"""What the command line prints of the scenario: the figures of the newspaper report, as others read them."""

import json
from typing import Any

import pytest
from django.utils import translation

from vungmanh.cli import main

pytestmark = pytest.mark.usefixtures("scenario")


def printed(capsys: pytest.CaptureFixture[str], *argv: str) -> Any:
    with translation.override("vi"):
        assert main([*argv, "--format", "json"]) == 0
    return json.loads(capsys.readouterr().out)


def year_end(capsys: pytest.CaptureFixture[str], code: str, year: int = 2018) -> Any:
    return printed(capsys, "report", "year-end", "--organization", code, "--year", str(year))


def bulletin(capsys: pytest.CaptureFixture[str], *more: str) -> Any:
    return printed(capsys, "report", "bulletin", "--organization", "yen-son", "--year", "2018", *more)


@pytest.mark.parametrize(
    ("counted", "totals", "categories"),
    [
        (
            "organizations",
            (55, 55, 0, 0),
            [(12, "21.82"), (37, "67.27"), (6, "10.91"), (0, "0.00")],
        ),
        (
            "cells",
            (700, 700, 0, 0),
            [(112, "16.00"), (562, "80.29"), (24, "3.43"), (2, "0.29")],
        ),
        (
            "members",
            (9141, 8690, 380, 71),
            [(872, "10.03"), (6212, "71.48"), (1574, "18.11"), (32, "0.37")],
        ),
    ],
)
def test_the_tables_of_2018(
    capsys: pytest.CaptureFixture[str],
    counted: str,
    totals: tuple[int, ...],
    categories: list[tuple[int, str]],
) -> None:
    report = year_end(capsys, "yen-son")
    assert (report["organization"], report["as_of"]) == ("yen-son", "2018-12-31")
    table = report["tables"][counted]
    assert tuple(table[name] for name in ("total", "rated", "exempt", "not_rated")) == totals
    lines = [(line["code"], line["count"], line["percent_of_rated"]) for line in table["categories"]]
    codes = ("excellent", "good", "completed", "not_completed")
    assert lines == [(code, *line) for code, line in zip(codes, categories, strict=True)]
    assert sum(reason["count"] for reason in table["not_rated_reasons"]) == table["not_rated"]


def test_twelve_of_fifty_five_is_more_than_either_reading_allows_and_has_a_reason(
    capsys: pytest.CaptureFixture[str],
) -> None:
    warnings = year_end(capsys, "yen-son")["warnings"]
    [district] = [each for each in warnings if each["organization"] == "yen-son"]
    assert (district["subject"], district["given"], district["exceeds_every_reading"]) == ("organizations", 12, True)
    assert [(reading["base"], reading["base_count"], reading["allowed"]) for reading in district["readings"]] == [
        (["good"], 37, 7),
        (["excellent", "good"], 49, 9),
    ]
    assert district["reason"]


def test_single_communes_go_beyond_the_cap_for_members_and_the_district_does_not(
    capsys: pytest.CaptureFixture[str],
) -> None:
    warnings = [each for each in year_end(capsys, "yen-son")["warnings"] if each["subject"] == "members"]
    assert warnings
    assert "yen-son" not in {each["organization"] for each in warnings}
    for each in warnings:
        own = year_end(capsys, each["organization"])["warnings"]
        assert each in own


def test_the_bulletin_has_the_figures_of_the_report(capsys: pytest.CaptureFixture[str]) -> None:
    figures = bulletin(capsys)["figures"]
    report = {
        "organizations": 55,
        "members": 9141,
        "organizations_excellent": 12,
        "cells_excellent": 112,
        "members_excellent": 872,
        "members_not_completed": 32,
        "members_not_completed_percent": "0.37",
    }
    assert {name: figures[name] for name in report} == report
    assert bulletin(capsys, "--language", "en")["figures"] == figures


def test_lap_thanh_was_at_the_top_for_eleven_years(capsys: pytest.CaptureFixture[str]) -> None:
    streaks = bulletin(capsys)["streaks"]
    assert streaks[0]["code"] == "lap-thanh"
    assert (streaks[0]["years"], streaks[0]["from"], streaks[0]["to"]) == (11, 2008, 2018)
    assert streaks[0]["crosses_rulebooks"] is True
    assert all(later["years"] < 11 for later in streaks[1:])


def test_the_prose_speaks_of_the_same_figures(capsys: pytest.CaptureFixture[str]) -> None:
    vietnamese, english = bulletin(capsys)["text"], bulletin(capsys, "--language", "en")["text"]
    for figure in ("9.141", "8.690", "872", "0,37%", "112", "21,82%", "2008–2018"):
        assert figure in vietnamese
    for figure in ("9,141", "8,690", "872", "0.37%", "112", "21.82%", "2008–2018"):
        assert figure in english


def test_until_2017_organizations_were_clean_and_strong(capsys: pytest.CaptureFixture[str]) -> None:
    [first, *others] = year_end(capsys, "yen-son", 2017)["tables"]["organizations"]["categories"]
    assert first["code"] == "clean_and_strong"
    assert 0 <= first["exemplary"] <= first["count"]
    assert [each["code"] for each in others] == ["good", "completed", "weak"]


def test_the_record_of_the_scenario_holds_together(capsys: pytest.CaptureFixture[str]) -> None:
    found = printed(capsys, "verify")
    assert found["problems"] == []
    assert found["ok"] is True
