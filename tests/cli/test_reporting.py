from typing import Any

import pytest
from django.db.models import QuerySet

from tests.classification.ratings import rate, rate_2018
from tests.cli.conftest import Run
from tests.conftest import District
from vungmanh.members.models import Headcount
from vungmanh.organizations.models import Placement
from vungmanh.reports.verification import verify

YEAR_END = ("report", "year-end", "--organization", "yen-thu", "--year", "2018")
BULLETIN = ("report", "bulletin", "--organization", "yen-thu", "--year", "2018")


def test_year_end_as_json_has_the_shape_that_others_read(command: Run, district: District) -> None:
    rate_2018(district)
    ran = command(*YEAR_END, "--format", "json")
    assert (ran.status, ran.err) == (0, "")
    data = ran.data
    assert list(data) == [
        "organization", "name", "year", "as_of", "rulebook", "rulebook_version", "tables", "warnings",
    ]  # fmt: skip
    assert (data["organization"], data["year"], data["as_of"]) == ("yen-thu", 2018, "2018-12-31")
    assert data["rulebook"] == "classification-2018"
    assert list(data["tables"]) == ["organizations", "cells", "members"]
    assert data["tables"]["organizations"] == {
        "total": 3,
        "rated": 3,
        "exempt": 0,
        "not_rated": 0,
        "not_rated_reasons": [],
        "categories": [
            {"code": "excellent", "name": "Hoàn thành xuất sắc nhiệm vụ", "count": 1, "percent_of_rated": "33.33"},
            {"code": "good", "name": "Hoàn thành tốt nhiệm vụ", "count": 2, "percent_of_rated": "66.67"},
            {"code": "completed", "name": "Hoàn thành nhiệm vụ", "count": 0, "percent_of_rated": "0.00"},
            {"code": "not_completed", "name": "Không hoàn thành nhiệm vụ", "count": 0, "percent_of_rated": "0.00"},
        ],
    }
    assert [warning["code"] for warning in data["warnings"]] == ["cap_exceeded"] * 3


def test_the_language_changes_names_and_no_figures(command: Run, district: District) -> None:
    rate_2018(district)

    def without_names(value: Any) -> Any:
        if isinstance(value, dict):
            worded = ("name", "text", "citation", "not_rated_reasons")
            return {key: without_names(child) for key, child in value.items() if key not in worded}
        return [without_names(child) for child in value] if isinstance(value, list) else value

    vietnamese = command(*YEAR_END, "--format", "json").data
    english = command(*YEAR_END, "--format", "json", "--language", "en").data
    assert english["tables"]["members"]["categories"][0]["name"] == "Tasks excellently completed"
    assert without_names(english) == without_names(vietnamese)


def test_year_end_as_text(command: Run, district: District) -> None:
    rate_2018(district)
    ran = command(*YEAR_END)
    assert ran.status == 0
    lines = ran.out.splitlines()
    assert lines[:13] == [
        "Báo cáo năm 2018: Đảng bộ huyện Yên Thử",
        "Tính đến ngày 31/12/2018. Xếp loại theo QĐ 132-QĐ/TW và HD 16-HD/BTCTW (2018).",
        "",
        "Tổ chức đảng trực thuộc",
        "  Tổng số                             3",
        "  Được xếp loại                       3",
        "  Miễn sinh hoạt                      0",
        "  Chưa xếp loại                       0",
        "  Hoàn thành xuất sắc nhiệm vụ        1    33,33%",
        "  Hoàn thành tốt nhiệm vụ             2    66,67%",
        "  Hoàn thành nhiệm vụ                 0     0,00%",
        "  Không hoàn thành nhiệm vụ           0     0,00%",
        "",
    ]
    assert lines[-11:] == [
        "Vượt tỷ lệ tối đa: Tổ chức hoàn thành xuất sắc không quá 20% số hoàn thành tốt nhiệm vụ cùng loại",
        "  HD 16-HD/BTCTW, 24/9/2018, tỷ lệ tổ chức xuất sắc (chưa xác nhận, cần kiểm tra văn bản)",
        (
            "  - Đảng bộ huyện Yên Thử, tổ chức đảng trực thuộc: 1; "
            "vượt 0 (tính trên 2 HTTNV), vượt 0 (tính trên 3 HTXSNV + HTTNV)"
        ),
        "    Chưa ghi lý do.",
        (
            "  - Đảng bộ xã Đông Xá, chi bộ trực thuộc đảng ủy cơ sở: 1; "
            "vượt 0 (tính trên 1 HTTNV), vượt 0 (tính trên 2 HTXSNV + HTTNV)"
        ),
        "    Chưa ghi lý do.",
        "",
        "Vượt tỷ lệ tối đa: Đảng viên hoàn thành xuất sắc không quá 20% số hoàn thành tốt nhiệm vụ",
        "  HD 16-HD/BTCTW, 24/9/2018, tỷ lệ đảng viên xuất sắc (chưa xác nhận, cần kiểm tra văn bản)",
        ("  - Đảng bộ xã Đông Xá, đảng viên: 1; vượt 0 (tính trên 2 HTTNV), vượt 0 (tính trên 3 HTXSNV + HTTNV)"),
        "    Chưa ghi lý do.",
    ]


def test_the_sub_count_exemplary_is_printed(command: Run, district: District) -> None:
    rate(district, 2017, {"dong-xa-1": "clean_and_strong"}, exemplary=True)
    ran = command("report", "year-end", "--organization", "dong-xa", "--year", "2017")
    below = [line.split() for line in ran.out.splitlines() if "tiêu biểu" in line]
    assert below == [["trong", "đó:", "tiêu", "biểu", "1"]] * 2


def test_the_bulletin_as_json_has_figures_and_runs(command: Run, district: District) -> None:
    rate_2018(district)
    data = command(*BULLETIN, "--format", "json").data
    wanted = {
        "organizations": 3,
        "members": 9,
        "organizations_excellent": 1,
        "cells_excellent": 1,
        "members_excellent": 1,
        "members_not_completed_percent": "16.67",
    }
    assert {name: data["figures"][name] for name in wanted} == wanted
    assert (data["language"], data["streaks"]) == ("vi", [])
    assert data["text"].startswith(data["title"])


def test_the_bulletin_as_text_is_its_text(command: Run, district: District) -> None:
    rate_2018(district)
    assert command(*BULLETIN).out == command(*BULLETIN, "--format", "json").data["text"] + "\n"


def test_why_an_organization_has_its_result(command: Run, district: District) -> None:
    rate_2018(district)
    data = command("explain", "tay-xa-1", "--year", "2018", "--format", "json").data
    assert (data["subject"], data["kind"], data["result"]) == ("tay-xa-1", "organization", "completed")
    assert data["decided_by"] == {"organization": None, "number": "15-QĐ/HU", "date": "2019-01-10"}
    assert [(each["version"], each["category"]) for each in data["versions"]] == [(1, "completed")]
    assert {condition["category"] for condition in data["conditions"]} == {
        "excellent", "good", "completed", "not_completed",
    }  # fmt: skip
    for condition in data["conditions"]:
        assert condition["citation"]
        assert condition["evidence_mark"]
        assert condition["verdict"] in ("met", "not_met", "cannot_tell")
    [share] = [each for each in data["conditions"] if "members_good_or_better_share" in each["values"]]
    assert (share["verdict"], share["values"]["members_good_or_better_share"]) == ("not_met", "0")


def test_why_a_member_has_no_result(command: Run, district: District) -> None:
    data = command("explain", "dv-05", "--year", "2018", "--format", "json").data
    assert (data["kind"], data["status"], data["result"]) == ("member", None, None)
    assert data["exemptions"][0]["verdict"] == "met"
    lines = command("explain", "dv-05", "--year", "2018").out.splitlines()
    assert lines[:3] == [
        "dv-05, năm 2018: chưa có kết quả",
        "Xếp loại theo QĐ 132-QĐ/TW và HD 16-HD/BTCTW (2018)",
        "Được miễn công tác và sinh hoạt đảng",
    ]


def test_an_explanation_in_words_names_what_is_missing(command: Run, district: District) -> None:
    rate_2018(district)
    lines = command("explain", "tay-xa-1", "--year", "2018").out.splitlines()
    assert lines[2] == "Lần 1: Hoàn thành nhiệm vụ; quyết định số 15-QĐ/HU, ngày 10/01/2019"
    assert "    Chưa có: Cấp độ thấp nhất trong các tiêu chí còn lại" in lines
    assert any(line.endswith("Tỷ lệ đảng viên từ mức hoàn thành nhiệm vụ trở lên: 50,00%") for line in lines)


def test_verify_prints_ok_counts_and_the_hash(command: Run, district: District) -> None:
    ran = command("verify", "--format", "json")
    found = verify()
    assert ran.status == 0
    assert ran.data == {
        "ok": True,
        "counts": found.counts,
        "hash": found.state,
        "head": str(found.head),
        "problems": [],
        "remedies": [],
    }
    lines = command("verify").out.splitlines()
    assert (lines[0], lines[-2:]) == ("ok", [f"hash: {found.state}", f"head: {found.head}"])
    assert "member: 9" in lines


def test_verify_fails_when_something_does_not_hold(command: Run, district: District) -> None:
    Headcount.objects.update(members=100)
    ran = command("verify")
    lines = ran.out.splitlines()
    assert (ran.status, lines[0]) == (1, "not ok")
    assert lines[-2:] == [
        "Số đảng viên lưu sẵn theo tổ chức cơ sở không khớp với danh sách.",
        "Sao lưu trước khi sửa; gửi kết quả này cho người quản trị hệ thống.",
    ]
    assert command("verify", "--format", "json").data["ok"] is False


@pytest.mark.parametrize(
    ("argv", "sentence"),
    [
        (
            ("report", "year-end", "--organization", "kim-phu", "--year", "2018"),
            "Không tìm thấy mã “kim-phu”. Kiểm tra lại mã; chữ hoa, chữ thường khác nhau.",
        ),
        (
            ("explain", "dv-99", "--year", "2018"),
            "Không tìm thấy mã “dv-99”. Kiểm tra lại mã; chữ hoa, chữ thường khác nhau.",
        ),
        (
            ("report", "bulletin", "--organization", "yen-thu", "--year", "2004"),
            "“Đảng bộ huyện Yên Thử” không tồn tại vào ngày 31/12/2004. Chọn năm khác.",
        ),
        (
            ("report", "year-end", "--organization", "yen-thu", "--year", "1929"),
            "Năm 1929 không hợp lệ. Dùng năm từ 1930 trở đi.",
        ),
        (("explain", "dv-01", "--year", "10000"), "Năm 10000 không hợp lệ. Dùng năm từ 1930 trở đi."),
    ],
)
def test_a_refusal_is_one_sentence_on_standard_error(
    command: Run, district: District, argv: tuple[str, ...], sentence: str
) -> None:
    ran = command(*argv)
    assert (ran.status, ran.out, ran.err) == (1, "", sentence + "\n")


@pytest.mark.parametrize(
    "argv",
    [
        (),
        ("report",),
        ("report", "year-end", "--year", "2018"),
        ("report", "year-end", "--organization", "yen-thu", "--year", "last"),
        ("verify", "--language", "fr"),
        ("import", "x.xlsx", "--on", "31/02/2015"),
        ("fly",),
    ],
)
def test_a_wrong_call_ends_with_two(command: Run, argv: tuple[str, ...]) -> None:
    ran = command(*argv)
    assert (ran.status, ran.out) == (2, "")
    assert ran.err.startswith("usage: vungmanh")


def test_a_fault_of_the_program_is_a_sentence_too(
    command: Run, district: District, monkeypatch: pytest.MonkeyPatch
) -> None:
    QuerySet(Placement).filter(organization__code="yen-thu").update(kind="unheard_of")
    monkeypatch.delenv("VUNGMANH_TRACEBACK", raising=False)
    ran = command(*BULLETIN)
    assert (ran.status, ran.out) == (1, "")
    assert ran.err == (
        "Lỗi không lường trước (KeyError: 'unheard_of'). "
        "Chạy lại với VUNGMANH_TRACEBACK=1 và gửi cho người phát triển.\n"
    )
