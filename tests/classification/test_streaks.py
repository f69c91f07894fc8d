import pytest

from tests.classification.ratings import rate
from tests.conftest import District
from vungmanh.classification.actions import Rating, record_results
from vungmanh.classification.models import Status
from vungmanh.classification.streaks import Streak, streak_of, streaks_below
from vungmanh.foundation.actors import Actor
from vungmanh.foundation.citations import Evidence

TOP = {2016: "clean_and_strong", 2017: "clean_and_strong", 2018: "excellent", 2019: "excellent"}


def rate_years(district: District, code: str, **years: str) -> None:
    for year, category in years.items():
        rate(district, int(year.removeprefix("y")), {code: category})


def streak(district: District, code: str = "dong-xa-1", year: int = 2018) -> Streak | None:
    return streak_of(district.organizations[code].pk, year=year)


def test_a_run_goes_on_across_the_change_of_categories_and_says_so(district: District) -> None:
    for year in (2016, 2017, 2018):
        rate(district, year, {"dong-xa-1": TOP[year]})
    run = streak(district)
    assert run is not None
    assert (run.first, run.last, run.years, run.gap) == (2016, 2018, 3, None)
    assert (run.crosses_books, run.crosses_names) == (True, True)
    assert run.equivalence.evidence is Evidence.INFERRED


def test_a_run_within_one_rulebook_crosses_nothing(district: District) -> None:
    rate_years(district, "dong-xa-1", y2016=TOP[2016], y2017=TOP[2017])
    run = streak(district, year=2017)
    assert run is not None
    assert (run.years, run.crosses_books) == (2, False)


def test_a_run_may_cross_rulebooks_under_one_name(district: District) -> None:
    rate_years(district, "dong-xa-1", y2013="clean_and_strong", y2014="clean_and_strong")
    run = streak(district, year=2014)
    assert run is not None
    assert (run.years, run.crosses_books, run.crosses_names) == (2, True, False)


def test_a_run_may_be_one_year_long(district: District) -> None:
    rate_years(district, "dong-xa-1", y2018="excellent")
    run = streak(district)
    assert run is not None
    assert (run.first, run.last, run.years, run.gap) == (2018, 2018, 1, None)


def test_a_lower_category_breaks_the_run(district: District) -> None:
    rate_years(district, "dong-xa-1", y2015="clean_and_strong", y2016="good", y2017=TOP[2017], y2018=TOP[2018])
    run = streak(district)
    assert run is not None
    assert (run.first, run.gap) == (2017, None)


def test_a_year_without_any_result_ends_the_run_and_is_shown_as_a_gap(district: District) -> None:
    rate_years(district, "dong-xa-1", y2015="clean_and_strong", y2017=TOP[2017], y2018=TOP[2018])
    run = streak(district)
    assert run is not None
    assert (run.first, run.gap) == (2017, 2016)


def test_a_year_that_was_reviewed_but_not_rated_ends_the_run_and_is_shown_as_a_gap(
    district: District, operator: Actor
) -> None:
    rate_years(district, "dong-xa-1", y2015="clean_and_strong", y2017=TOP[2017], y2018=TOP[2018])
    cell = district.organizations["dong-xa-1"].pk
    record_results(by=operator, year=2016, organizations=[Rating(cell, status=Status.REVIEWED, reason="Mới lập")])
    run = streak(district)
    assert run is not None
    assert (run.first, run.gap) == (2017, 2016)


@pytest.mark.parametrize("category", ["good", "completed", "not_completed"])
def test_no_run_when_the_year_itself_is_not_at_the_top(district: District, category: str) -> None:
    rate_years(district, "dong-xa-1", y2017=TOP[2017], y2018=category)
    assert streak(district) is None


def test_no_run_without_a_result_of_the_year(district: District) -> None:
    rate_years(district, "dong-xa-1", y2017=TOP[2017])
    assert streak(district) is None


def test_good_before_2018_does_not_pass_for_the_best(district: District) -> None:
    rate_years(district, "dong-xa-1", y2017="good", y2018=TOP[2018])
    run = streak(district)
    assert run is not None
    assert run.years == 1


def test_runs_below_come_the_longest_first_and_leave_out_the_short(district: District) -> None:
    rate_years(district, "tay-xa-1", y2016=TOP[2016], y2017=TOP[2017], y2018=TOP[2018])
    rate_years(district, "dong-xa-2", y2017=TOP[2017], y2018=TOP[2018])
    rate_years(district, "dong-xa-1", y2017=TOP[2017], y2018=TOP[2018])
    rate_years(district, "kho-bac", y2018=TOP[2018])

    def found(code: str, least: int) -> list[tuple[str, int]]:
        runs = streaks_below(district.placement(code), year=2018, least=least)
        return [(place.organization.code, run.years) for place, run in runs]

    assert found("yen-thu", 2) == [("tay-xa-1", 3), ("dong-xa-1", 2), ("dong-xa-2", 2)]
    assert found("tay-xa-1", 1) == [("tay-xa-1", 3)]
    assert found("yen-thu", 4) == []
