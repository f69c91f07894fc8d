"""Why there is no rating: what is told to everybody who sees results."""

import pytest

from tests.conftest import District
from vungmanh.classification.actions import Rating, record_results
from vungmanh.classification.models import OrganizationResult, Status
from vungmanh.classification.queries import results_of_member
from vungmanh.classification.reasons import OTHER, is_kept_back, reason_told, unrated_told
from vungmanh.foundation.actors import Actor
from vungmanh.rulebooks import shelf


@pytest.mark.parametrize(
    ("year", "written", "told"),
    [
        (2019, "Bị đình chỉ sinh hoạt đảng", "Bị đình chỉ sinh hoạt đảng"),
        (2019, " kết nạp chưa đủ  6 tháng. ", "Kết nạp chưa đủ 6 tháng"),
        (2019, "Kết nạp chưa đủ 6 tháng: kiểm điểm từ ngày kết nạp, chưa xếp loại", "Kết nạp chưa đủ 6 tháng"),
        (2025, "Kết nạp chưa đủ 6 tháng", "Kết nạp chưa đủ 6 tháng"),
        (2008, "Bị đình chỉ sinh hoạt đảng", OTHER.vi),
        (2019, "Bị đình chỉ sinh hoạt đảng vì vi phạm", OTHER.vi),
        (2019, "Điều trị dài ngày", OTHER.vi),
    ],
)
def test_only_words_of_the_years_rules_are_repeated(year: int, written: str, told: str) -> None:
    assert reason_told(written, shelf.book_for(year)).vi == told


def test_an_organizations_words_are_told_a_members_are_not(district: District, operator: Actor) -> None:
    member, cell = district.members["dv-02"], district.organizations["dong-xa-1"]
    words = {"status": Status.NOT_REVIEWED, "reason": "Điều trị dài ngày"}
    record_results(
        by=operator, year=2018, members=[Rating(member.pk, **words)], organizations=[Rating(cell.pk, **words)]
    )
    of_member, of_cell = results_of_member(member).get(), OrganizationResult.objects.effective().get()
    assert (unrated_told(of_member), is_kept_back(of_member)) == ("Chưa kiểm điểm (lý do khác)", True)
    assert unrated_told(of_cell) == "Điều trị dài ngày"
