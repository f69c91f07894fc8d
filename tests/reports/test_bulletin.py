from datetime import date

from django.utils.translation import override

from tests.classification.ratings import rate, rate_2018
from tests.conftest import FOUNDED, District
from vungmanh.classification.actions import justify_cap
from vungmanh.classification.populations import Counted
from vungmanh.foundation.actors import Actor
from vungmanh.organizations.actions import found_organizations
from vungmanh.organizations.founding import NewOrganization
from vungmanh.reports.as_data import bulletin_data
from vungmanh.reports.bulletin import LEAST_STREAK, Bulletin, bulletin
from vungmanh.reports.year_end import year_end


def bulletin_of(district: District, code: str = "yen-thu", year: int = 2018) -> Bulletin:
    return bulletin(district.placement(code, date(year, 12, 31)), year=year)


def paragraphs(page: Bulletin) -> list[str]:
    return ["".join(piece.text for piece in paragraph) for paragraph in page.paragraphs]


def test_the_bulletin_tells_the_year_in_prose(district: District) -> None:
    rate_2018(district)
    page = bulletin_of(district)
    assert page.title == (
        "Kết quả đánh giá, xếp loại chất lượng tổ chức đảng và đảng viên năm 2018: Đảng bộ huyện Yên Thử"
    )
    assert paragraphs(page) == [
        (
            "Đến ngày 31/12/2018, Đảng bộ huyện Yên Thử có 3 tổ chức đảng trực thuộc và 3 chi bộ trực thuộc "
            "đảng ủy cơ sở, với 9 đảng viên."
        ),
        (
            "Trong 3 tổ chức đảng trực thuộc được xếp loại: 1 “Hoàn thành xuất sắc nhiệm vụ” (33,33%); "
            "2 “Hoàn thành tốt nhiệm vụ” (66,67%)."
        ),
        (
            "Trong 3 chi bộ trực thuộc đảng ủy cơ sở được xếp loại: 1 “Hoàn thành xuất sắc nhiệm vụ” (33,33%); "
            "1 “Hoàn thành tốt nhiệm vụ” (33,33%); 1 “Hoàn thành nhiệm vụ” (33,33%)."
        ),
        (
            "Trong 6 đảng viên được xếp loại: 1 “Hoàn thành xuất sắc nhiệm vụ” (16,67%); "
            "3 “Hoàn thành tốt nhiệm vụ” (50,00%); 1 “Hoàn thành nhiệm vụ” (16,67%); "
            "1 “Không hoàn thành nhiệm vụ” (16,67%)."
        ),
        "Có 1 đảng viên được miễn sinh hoạt, không thuộc diện xếp loại.",
        "Có 2 đảng viên chưa xếp loại (Chưa có kết quả: 1; Kết nạp chưa đủ 6 tháng: 1).",
        "Có 3 nơi vượt tỷ lệ tối đa ở mức cao nhất, trong đó 3 nơi chưa ghi lý do.",
    ]


def test_the_title_exemplary_is_told_within_its_category(district: District) -> None:
    rate(district, 2017, {"dong-xa-1": "clean_and_strong"}, exemplary=True)
    rate(district, 2017, {"dong-xa-2": "clean_and_strong"})
    assert paragraphs(bulletin_of(district, "dong-xa", 2017)) == [
        "Đến ngày 31/12/2017, Đảng bộ xã Đông Xá có 2 chi bộ trực thuộc, với 5 đảng viên.",
        (
            "Trong 2 chi bộ trực thuộc đảng ủy cơ sở được xếp loại: "
            "2 “Trong sạch, vững mạnh” (100,00%), trong đó 1 tiêu biểu."
        ),
        "Có 1 đảng viên được miễn sinh hoạt, không thuộc diện xếp loại.",
        "Có 4 đảng viên chưa xếp loại (Chưa có kết quả: 4).",
    ]


def test_a_cell_has_a_bulletin_of_its_members(district: District) -> None:
    rate_2018(district)
    assert paragraphs(bulletin_of(district, "tay-xa-1")) == [
        "Đến ngày 31/12/2018, Chi bộ thôn Tây 1 có 2 đảng viên.",
        "Trong 2 đảng viên được xếp loại: 1 “Hoàn thành nhiệm vụ” (50,00%); 1 “Không hoàn thành nhiệm vụ” (50,00%).",
    ]


def test_written_reasons_are_told(district: District, operator: Actor) -> None:
    rate_2018(district)
    for place, subject, cap in (
        ("yen-thu", "organizations", "excellent-organizations"),
        ("dong-xa", "cells", "excellent-organizations"),
        ("dong-xa", "members", "excellent-members"),
    ):
        justify_cap(
            by=operator, placement=district.placement(place), year=2018, subject=subject, cap=cap,
            reason="Được tỉnh đồng ý bằng văn bản.",
        )  # fmt: skip
    assert paragraphs(bulletin_of(district))[-1] == ("Có 3 nơi vượt tỷ lệ tối đa ở mức cao nhất, đều đã ghi lý do.")


def test_an_empty_year_still_has_a_page(district: District) -> None:
    assert paragraphs(bulletin_of(district, "kho-bac", 2018)) == [
        "Đến ngày 31/12/2018, Chi bộ Kho bạc Nhà nước có 2 đảng viên.",
        "Có 2 đảng viên chưa xếp loại (Chưa có kết quả: 2).",
    ]


def test_both_languages_rest_on_the_same_figures(district: District) -> None:
    rate_2018(district)
    with override("en"):
        english = bulletin_of(district)
    vietnamese = bulletin_of(district)
    assert english.figures == vietnamese.figures
    assert [[piece.group for piece in paragraph if piece.counted] for paragraph in english.paragraphs] == [
        [piece.group for piece in paragraph if piece.counted] for paragraph in vietnamese.paragraphs
    ]


def test_the_figures_are_those_of_the_year_end_report(district: District) -> None:
    rate_2018(district)
    figures = bulletin_of(district).figures
    report = year_end(district.placement("yen-thu"), year=2018)
    for counted, table in report.tables.items():
        assert figures[counted] == table.total
        assert figures[f"{counted}_rated"] == table.rated
        for line in table.lines:
            assert figures[f"{counted}_{line.category.code}"] == line.count
            assert figures[f"{counted}_{line.category.code}_percent"] == str(line.share)
    assert report.tables[Counted.MEMBERS].count("not_completed") == figures["members_not_completed"] == 1
    assert figures["members_not_completed_percent"] == "16.67"


def test_long_runs_are_named_with_their_years(district: District) -> None:
    for year in range(2018 - LEAST_STREAK + 1, 2019):
        rate(district, year, {"dong-xa-1": "excellent" if year == 2018 else "clean_and_strong"})
    rate(district, 2018, {"tay-xa-1": "excellent"})
    page = bulletin_of(district)
    assert bulletin_data(page, "vi")["streaks"] == [
        {
            "code": "dong-xa-1",
            "name": "Chi bộ thôn Đông 1",
            "years": 5,
            "from": 2014,
            "to": 2018,
            "crosses_rulebooks": True,
            "evidence_mark": "I",
        }
    ]
    [told] = [paragraph for paragraph in paragraphs(page) if "liên tục" in paragraph]
    assert told == (
        "Tiêu biểu về số năm liên tục ở mức cao nhất: "
        "Chi bộ thôn Đông 1 (Đảng bộ xã Đông Xá), 5 năm liên tục (2014–2018). "
        "Việc tính liên tục qua thay đổi tên mức xếp loại theo bảng quy đổi, cần cấp có thẩm quyền xác nhận."
    )


def test_a_run_that_kept_its_name_needs_no_confirmation(district: District) -> None:
    for year in range(2010, 2018):
        rate(district, year, {"dong-xa-1": "clean_and_strong"})
    [told] = [paragraph for paragraph in paragraphs(bulletin_of(district, year=2017)) if "liên tục" in paragraph]
    assert told == (
        "Tiêu biểu về số năm liên tục ở mức cao nhất: "
        "Chi bộ thôn Đông 1 (Đảng bộ xã Đông Xá), 8 năm liên tục (2010–2017)."
    )


def test_a_section_between_is_told_as_cells_and_organizations(district: District, operator: Actor) -> None:
    found_organizations(
        by=operator,
        new=[
            NewOrganization("tay-bp", "Đảng bộ bộ phận Tây", "sectional_organization", "tay-xa", FOUNDED),
            NewOrganization("tay-bp-1", "Chi bộ Tây 2", "subordinate_cell", "tay-bp", FOUNDED),
            NewOrganization("tay-bp-2", "Chi bộ Tây 3", "subordinate_cell", "tay-bp", FOUNDED),
        ],
    )
    assert paragraphs(bulletin_of(district, "tay-xa"))[0] == (
        "Đến ngày 31/12/2018, Đảng bộ xã Tây Xá có 2 tổ chức đảng trực thuộc và 3 chi bộ trực thuộc đảng ủy cơ sở, "
        "với 2 đảng viên."
    )
    assert paragraphs(bulletin_of(district, "tay-bp"))[0] == (
        "Đến ngày 31/12/2018, Đảng bộ bộ phận Tây có 2 chi bộ trực thuộc, với 0 đảng viên."
    )
