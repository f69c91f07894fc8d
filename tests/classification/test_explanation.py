from datetime import date
from fractions import Fraction

from django.db.models import QuerySet

from tests.classification.ratings import MEMBERS_2018, rate, rate_2018
from tests.conftest import District
from vungmanh.classification.actions import Rating, record_results
from vungmanh.classification.explanation import explain_member, explain_organization
from vungmanh.classification.facts import member_facts, organization_facts
from vungmanh.classification.models import MemberResult, Status
from vungmanh.foundation.actors import Actor
from vungmanh.foundation.decisions import Decision
from vungmanh.journal.models import Entry
from vungmanh.journal.undoing import undo
from vungmanh.rulebooks import shelf
from vungmanh.rulebooks.facts import check_facts
from vungmanh.rulebooks.verdicts import Verdict


def test_facts_of_an_organization_are_exact_shares_of_the_rated(district: District) -> None:
    rate_2018(district)
    assert organization_facts(district.placement("dong-xa"), year=2018) == {
        "has_subordinates": True,
        "months_since_founding": 167,
        "members_rated": 3,
        "members_completed_or_better_share": Fraction(1),
        "members_good_or_better_share": Fraction(1),
        "members_not_completed_share": Fraction(0),
        "subordinates_rated": 2,
        "subordinates_completed_or_better_share": Fraction(1),
        "subordinates_good_or_better_share": Fraction(1),
        "subordinates_not_completed_share": Fraction(0),
    }
    assert organization_facts(district.placement("tay-xa-1"), year=2018) == {
        "has_subordinates": False,
        "months_since_founding": 167,
        "members_rated": 2,
        "members_completed_or_better_share": Fraction(1, 2),
        "members_good_or_better_share": Fraction(0),
        "members_not_completed_share": Fraction(1, 2),
    }


def test_shares_are_missing_while_one_who_is_to_be_rated_has_no_result(district: District) -> None:
    rate_2018(district)
    facts = organization_facts(district.placement("yen-thu"), year=2018)
    assert [name for name in facts if name.startswith("members_")] == []
    assert facts["subordinates_rated"] == 3
    rate(district, 2018, members={"dv-09": "good"})
    facts = organization_facts(district.placement("yen-thu"), year=2018)
    assert facts["members_good_or_better_share"] == Fraction(5, 7)


def test_facts_of_a_member(district: District) -> None:
    assert member_facts(district.members["dv-05"], year=2018) == {"standing": "exempt", "months_since_admission": 119}
    assert member_facts(district.members["dv-01"], year=2008) == {}


def test_every_fact_is_declared(district: District) -> None:
    rate_2018(district)
    for facts in (
        member_facts(district.members["dv-01"], year=2018),
        organization_facts(district.placement("dong-xa"), year=2018),
    ):
        assert check_facts(facts, shelf.facts()) == facts


def test_an_explanation_has_every_condition_of_the_year_with_its_citation(district: District) -> None:
    rate_2018(district)
    explanation = explain_organization(district.placement("tay-xa-1"), year=2018)
    assert explanation.category is not None
    assert explanation.category.code == "completed"
    assert [trace.category.code for trace in explanation.traces] == ["excellent", "good", "completed", "not_completed"]
    for trace in explanation.traces:
        conditions = explanation.book.conditions(explanation.subject, trace.category.code)
        assert [step.code for step in trace.steps] == [condition.code for condition in conditions]
        assert [step.citation for step in trace.steps] == [condition.citation for condition in conditions]
    assert explanation.traces[0].verdict is Verdict.NOT_MET
    assert explanation.exemption.verdict is Verdict.NOT_MET


def test_an_exempt_member_is_explained_by_the_exemption(district: District) -> None:
    explanation = explain_member(district.members["dv-05"], year=2018)
    assert explanation.result is None
    assert explanation.category is None
    assert explanation.exemption.exemption is not None
    assert explanation.exemption.exemption.code == "exempt_from_activity"


def test_a_year_whose_rules_were_not_seen_cannot_be_told(district: District) -> None:
    rate(district, 2007, {"dong-xa-1": "clean_and_strong"})
    explanation = explain_organization(district.placement("dong-xa-1", date(2007, 12, 31)), year=2007)
    assert explanation.category is not None
    assert explanation.category.code == "clean_and_strong"
    assert {trace.verdict for trace in explanation.traces} == {Verdict.CANNOT_TELL}


def versions(district: District, code: str = "dv-01") -> list[tuple[int, str]]:
    return [(each.version, each.category) for each in explain_member(district.members[code], year=2018).versions]


def test_versions_are_told_the_first_one_first(district: District) -> None:
    rate(district, 2018, members={"dv-01": "good"})
    rate(district, 2018, members={"dv-01": "completed"}, decision=Decision("99-QĐ/HU", date(2019, 5, 1)))
    assert versions(district) == [(1, "good"), (2, "completed")]


def test_a_version_that_was_undone_is_told_no_more(district: District, operator: Actor) -> None:
    rate(district, 2018, members={"dv-01": "good"})
    rate(district, 2018, members={"dv-01": "completed"})
    undo(Entry.objects.order_by("pk").last(), by=operator)
    assert versions(district) == [(1, "good")]
    rate(district, 2018, members={"dv-01": "excellent"})
    assert versions(district) == [(1, "good"), (2, "excellent")]


def test_a_member_without_result_is_told_so(district: District, operator: Actor) -> None:
    assert versions(district) == []
    record_results(by=operator, year=2018, members=[Rating(district.members["dv-01"].pk, status=Status.NOT_REVIEWED)])
    explanation = explain_member(district.members["dv-01"], year=2018)
    assert explanation.category is None
    assert explanation.result is not None


def test_a_result_under_an_older_version_of_its_rulebook_says_so(district: District) -> None:
    rate(district, 2018, members=MEMBERS_2018)
    assert not explain_member(district.members["dv-01"], year=2018).rulebook_changed
    QuerySet(MemberResult).update(rulebook_version="000000000000")
    assert explain_member(district.members["dv-01"], year=2018).rulebook_changed
