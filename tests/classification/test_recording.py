from datetime import date

import pytest

from tests.classification.ratings import DECISION, rate
from tests.conftest import District
from vungmanh.classification.actions import Rating, justify_cap, record_results
from vungmanh.classification.models import CapReason, MemberResult, OrganizationResult, Status, YearlyDecision
from vungmanh.classification.queries import rated_years, results_of_member, results_of_organization
from vungmanh.foundation.actors import Actor
from vungmanh.foundation.decisions import Decision
from vungmanh.foundation.refusals import Refusal
from vungmanh.journal.models import Entry
from vungmanh.rulebooks import shelf
from vungmanh.rulebooks.rulebook import Subject


def test_a_rating_keeps_its_category_decision_and_rulebook(district: District, operator: Actor) -> None:
    cell, member = district.organizations["dong-xa-1"], district.members["dv-01"]
    record_results(
        by=operator,
        year=2018,
        decision=DECISION,
        decided_by=district.organizations["dong-xa"].pk,
        members=[Rating(member.pk, "excellent", cell_id=cell.pk)],
    )
    result = results_of_member(member).get()
    assert (result.year, result.status, result.category, result.version) == (2018, Status.RATED, "excellent", 1)
    assert (result.rulebook, result.rulebook_version) == ("classification-2018", shelf.book_for(2018).version)
    assert result.organization == cell
    decision = result.decision
    assert (decision.number, decision.decided_on) == ("15-QĐ/HU", date(2019, 1, 10))
    assert decision.organization == district.organizations["dong-xa"]


def test_the_rulebook_is_that_of_the_rating_year_and_not_of_the_decision(district: District) -> None:
    rate(district, 2017, {"dong-xa-1": "clean_and_strong"}, decision=Decision("02-QĐ/ĐU", date(2018, 1, 9)))
    result = results_of_organization(district.organizations["dong-xa-1"].pk).get()
    assert (result.year, result.rulebook) == (2017, "classification-2014")


@pytest.mark.parametrize("status", [Status.EXEMPT, Status.REVIEWED, Status.NOT_REVIEWED])
def test_who_is_not_rated_has_a_status_and_a_reason_but_no_category(
    district: District, operator: Actor, status: Status
) -> None:
    member = district.members["dv-03"]
    record_results(by=operator, year=2018, members=[Rating(member.pk, status=status, reason="Ốm dài ngày")])
    result = results_of_member(member).get()
    assert (result.status, result.category, result.reason) == (status, "", "Ốm dài ngày")


def refusal(district: District, operator: Actor, year: int, *ratings: Rating) -> Refusal:
    with pytest.raises(Refusal) as refused:
        record_results(by=operator, year=year, organizations=ratings)
    assert not OrganizationResult.objects.exists()
    assert not Entry.objects.filter(event="classification.results_recorded").exists()
    return refused.value


def test_a_category_of_other_years_is_refused_with_the_names_of_this_year(district: District, operator: Actor) -> None:
    cell = district.organizations["dong-xa-1"].pk
    refused = refusal(district, operator, 2018, Rating(cell, "clean_and_strong"))
    assert refused.code == "classification.unknown_category"
    assert refused.remedy == (
        "Các mức: Hoàn thành xuất sắc nhiệm vụ; Hoàn thành tốt nhiệm vụ; Hoàn thành nhiệm vụ; "
        "Không hoàn thành nhiệm vụ."
    )
    record_results(by=operator, year=2017, organizations=[Rating(cell, "clean_and_strong")])
    assert results_of_organization(cell).get().category == "clean_and_strong"


def test_exemplary_only_where_the_category_has_the_title(district: District, operator: Actor) -> None:
    cell = district.organizations["dong-xa-1"].pk
    for year, category in ((2018, "excellent"), (2017, "good")):
        refused = refusal(district, operator, year, Rating(cell, category, exemplary=True))
        assert refused.code == "classification.no_such_title"
    record_results(by=operator, year=2017, organizations=[Rating(cell, "clean_and_strong", exemplary=True)])
    assert results_of_organization(cell).get().exemplary


@pytest.mark.parametrize(
    ("rating", "code"),
    [
        (Rating(1, "good", Status.REVIEWED), "classification.category_without_rating"),
        (Rating(1, status=Status.EXEMPT, exemplary=True), "classification.category_without_rating"),
        (Rating(1, ""), "classification.unknown_category"),
        (Rating(1, status="lost"), "classification.unknown_status"),
    ],
)
def test_impossible_ratings_are_refused(district: District, operator: Actor, rating: Rating, code: str) -> None:
    assert refusal(district, operator, 2017, rating).code == code


def test_two_ratings_of_one_subject_in_one_decision_are_refused(district: District, operator: Actor) -> None:
    cell = district.organizations["dong-xa-1"].pk
    refused = refusal(district, operator, 2018, Rating(cell, "good"), Rating(cell, "completed"))
    assert refused.code == "classification.rated_twice"


def test_a_year_without_a_rulebook_is_refused(district: District, operator: Actor) -> None:
    refused = refusal(district, operator, 1929, Rating(district.organizations["dong-xa-1"].pk, "good"))
    assert refused.code == "classification.no_book_for_year"
    assert refused.remedy == "Dùng năm từ 1930 trở đi."


def test_one_wrong_rating_keeps_all_from_being_recorded(district: District, operator: Actor) -> None:
    with pytest.raises(Refusal):
        record_results(
            by=operator,
            year=2018,
            organizations=[Rating(district.organizations["dong-xa-1"].pk, "good")],
            members=[Rating(district.members["dv-01"].pk, "weak")],
        )
    assert not OrganizationResult.objects.exists()
    assert not MemberResult.objects.exists()


def test_rating_again_is_a_second_version_that_withdraws_the_first(district: District) -> None:
    rate(district, 2018, members={"dv-01": "good", "dv-02": "good"})
    rate(district, 2018, members={"dv-01": "completed"}, decision=Decision("20-QĐ/HU", date(2019, 3, 1)))
    rows = MemberResult.objects.filter(member=district.members["dv-01"]).order_by("pk")
    assert [(row.category, row.version, row.withdrawn_by is None) for row in rows] == [
        ("good", 1, False),
        ("completed", 2, True),
    ]
    assert results_of_member(district.members["dv-02"]).get().version == 1


def test_one_decision_with_many_results_is_kept_once(district: District) -> None:
    rate(district, 2018, {"dong-xa-1": "good"})
    rate(district, 2018, {"dong-xa-2": "good"}, {"dv-01": "good"})
    assert YearlyDecision.objects.count() == 1
    rate(district, 2017, {"dong-xa-2": "good"})
    assert YearlyDecision.objects.count() == 2


def test_years_with_results_come_the_latest_first(district: District) -> None:
    for year in (2016, 2018, 2017):
        rate(district, year, {"dong-xa-1": "good", "dong-xa-2": "good"})
    assert rated_years() == [2018, 2017, 2016]


def test_a_new_reason_for_a_cap_replaces_the_old_one(district: District, operator: Actor) -> None:
    placement = district.placement("yen-thu")
    for reason in ("Cả ba tổ chức đều dẫn đầu.", "  Ba tổ chức dẫn đầu khối,\n tỉnh đồng ý.  "):
        justify_cap(
            by=operator, placement=placement, year=2018, subject="organizations", cap="excellent-organizations",
            reason=reason,
        )  # fmt: skip
    standing = CapReason.objects.effective().get()
    assert standing.reason == "Ba tổ chức dẫn đầu khối, tỉnh đồng ý."
    assert CapReason.objects.count() == 2


def test_a_reason_that_says_nothing_is_refused(district: District, operator: Actor) -> None:
    with pytest.raises(Refusal) as refused:
        justify_cap(
            by=operator, placement=district.placement("yen-thu"), year=2018, subject="organizations",
            cap="excellent-organizations", reason="   tốt   ",
        )  # fmt: skip
    assert refused.value.code == "classification.reason_missing"
    assert not CapReason.objects.exists()


@pytest.mark.parametrize(
    ("subject", "cap", "remedy"),
    [
        ("members", "excellent-organizations", "Các tỷ lệ tối đa: {members}."),
        ("organizations", "none", "Các tỷ lệ tối đa: {organizations}."),
        ("nobody", "excellent-members", "Không phải ghi lý do."),
    ],
)
def test_a_reason_for_a_cap_that_the_year_does_not_have_is_refused(
    district: District, operator: Actor, subject: str, cap: str, remedy: str
) -> None:
    with pytest.raises(Refusal) as refused:
        justify_cap(
            by=operator, placement=district.placement("yen-thu"), year=2018, subject=subject, cap=cap,
            reason="Cả ba tổ chức đều dẫn đầu.",
        )  # fmt: skip
    texts = {
        "members": "; ".join(one.text.vi for one in shelf.book_for(2018).caps(Subject.MEMBER)),
        "organizations": "; ".join(one.text.vi for one in shelf.book_for(2018).caps(Subject.ORGANIZATION)),
    }
    assert (refused.value.code, refused.value.remedy) == ("classification.no_such_cap", remedy.format(**texts))
    assert not CapReason.objects.exists()
