"""Reports as documents of the committee that issues them."""

from datetime import date

import pytest
from django.utils.translation import override

from tests.conftest import District
from vungmanh.classification.actions import Rating, record_results
from vungmanh.documents.letters import Letter
from vungmanh.foundation.actors import Actor
from vungmanh.foundation.decisions import Decision
from vungmanh.reports.as_documents import Issue, bulletin_letter, year_end_letter
from vungmanh.reports.bulletin import bulletin
from vungmanh.reports.issuing import issuer_of
from vungmanh.reports.year_end import lines_by_child, year_end

DAY = date(2018, 12, 31)


def letter_of(district: District, code: str, issue: Issue, language: str = "vi") -> Letter:
    place = district.placement(code, DAY)
    with override(language):
        return year_end_letter(year_end(place, year=2018), lines_by_child(place, year=2018), language, issue)


@pytest.fixture
def rated(district: District, operator: Actor) -> District:
    record_results(
        by=operator,
        year=2018,
        decision=Decision("07-QĐ/ĐU", date(2019, 1, 8)),
        members=[Rating(district.members["dv-01"].pk, "excellent"), Rating(district.members["dv-02"].pk, "good")],
        organizations=[Rating(district.organizations["dong-xa"].pk, "good")],
    )
    return district


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("yen-thu", ("Huyện ủy Yên Thử", "", "HU", "Ban Thường vụ", "Yên Thử")),
        ("dong-xa", ("Đảng ủy xã Đông Xá", "Huyện ủy Yên Thử", "ĐU", "Đảng ủy", "Đông Xá")),
        ("dong-xa-1", ("Chi bộ thôn Đông 1", "Đảng ủy xã Đông Xá", "CB", "Chi bộ", "Đông Xá")),
        ("kho-bac", ("Chi bộ Kho bạc Nhà nước", "Huyện ủy Yên Thử", "CB", "Chi bộ", "Yên Thử")),
    ],
)
def test_the_name_of_an_organization_tells_who_issues(district: District, code: str, expected: tuple[str, ...]) -> None:
    issuer = issuer_of(district.placement(code, DAY), on=DAY)
    assert (issuer.body, issuer.superior, issuer.symbol, issuer.signs_for, issuer.place) == expected


def test_the_year_end_report_has_the_figures_of_the_tables(rated: District) -> None:
    letter = letter_of(rated, "dong-xa", Issue("12", date(2019, 1, 10)))
    heading = (letter.kind, letter.superior, letter.body, letter.symbol, letter.number)
    assert heading == ("BÁO CÁO", "HUYỆN ỦY YÊN THỬ", "ĐẢNG ỦY XÃ ĐÔNG XÁ", "BC/ĐU", "12")
    members = next(table for table in letter.tables if table.title == "Đảng viên")
    report = year_end(rated.placement("dong-xa", DAY), year=2018)
    figures = {row[0]: row[1] for row in members.rows}
    table = next(table for table in report.tables.values() if table.title.vi == "Đảng viên")
    assert {line.category.name.vi: line.count for line in table.lines}.items() <= figures.items()
    assert figures["Tổng số"] == table.total


def test_a_report_is_there_in_english_too(rated: District) -> None:
    letter = letter_of(rated, "dong-xa", Issue(), "en")
    assert (letter.kind, letter.signed_as, letter.dated) == ("REPORT", "SECRETARY", None)


def test_the_bulletin_is_a_notice_with_the_same_paragraphs(rated: District) -> None:
    page = bulletin(rated.placement("yen-thu", DAY), year=2018)
    letter = bulletin_letter(page)
    said = [part for part in letter.parts if isinstance(part, str)]
    assert (letter.kind, letter.symbol) == ("THÔNG BÁO", "TB/HU")
    assert page.text.split("\n\n")[1:] == said


def test_the_day_of_issue_chooses_the_party_format() -> None:
    assert Issue().format_day(DAY) == DAY
    assert Issue("1", date(2026, 6, 1)).format_day(DAY) == date(2026, 6, 1)
