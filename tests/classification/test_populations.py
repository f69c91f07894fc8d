from datetime import date

import pytest

from tests.classification.ratings import UNDER_SIX_MONTHS, rate, rate_2018
from tests.conftest import District
from vungmanh.classification.models import Status
from vungmanh.classification.populations import NO_RESULT, Counted, Outcome, having, population
from vungmanh.classification.tallies import YearBelow, by_category
from vungmanh.foundation.actors import Actor
from vungmanh.members.actions import NewMember, end_memberships, enrol_members
from vungmanh.members.models import Leaving, Standing

GROUPS = ("rated", "exempt", "not_rated")
CATEGORIES = ("clean_and_strong", "excellent", "good", "completed", "weak", "not_completed")


def codes(district: District, counted: Counted, code: str, group: str = "total", year: int = 2018) -> set[str]:
    rows = having(population(counted, district.placement(code), year=year), group=group)
    field = "member__code" if counted is Counted.MEMBERS else "organization__code"
    return set(rows.values_list(field, flat=True))


def test_organizations_are_those_directly_below(district: District) -> None:
    assert codes(district, Counted.ORGANIZATIONS, "yen-thu") == {"dong-xa", "tay-xa", "kho-bac"}
    assert codes(district, Counted.ORGANIZATIONS, "dong-xa") == {"dong-xa-1", "dong-xa-2"}
    assert codes(district, Counted.ORGANIZATIONS, "kho-bac") == set()


def test_cells_are_those_under_grassroots_organizations_at_any_depth(district: District) -> None:
    assert codes(district, Counted.CELLS, "yen-thu") == {"dong-xa-1", "dong-xa-2", "tay-xa-1"}
    assert codes(district, Counted.CELLS, "tay-xa") == {"tay-xa-1"}


def test_members_are_all_below_also_of_a_single_cell(district: District) -> None:
    assert codes(district, Counted.MEMBERS, "yen-thu") == set(district.members)
    assert codes(district, Counted.MEMBERS, "dong-xa-1") == {"dv-01", "dv-02", "dv-03"}


def test_members_are_counted_on_the_last_day_of_the_year(district: District, operator: Actor) -> None:
    days = {"new-year": date(2019, 1, 1), "last-day": date(2018, 12, 31)}
    cell = district.organizations["tay-xa-1"].pk
    enrol_members(
        by=operator,
        new=[
            NewMember(code, cell, day, Standing.FULL, {"full_name": "Bàn Văn Tư", "joined_on": day})
            for code, day in days.items()
        ],
    )
    end_memberships(
        by=operator,
        endings=[
            (district.members["dv-06"], Leaving.DIED, date(2018, 12, 31)),
            (district.members["dv-07"], Leaving.DIED, date(2019, 1, 1)),
        ],
    )
    assert codes(district, Counted.MEMBERS, "tay-xa-1") == {"last-day", "dv-07"}


def test_an_exempt_member_counts_as_exempt_without_a_result(district: District) -> None:
    assert codes(district, Counted.MEMBERS, "yen-thu", "exempt") == {"dv-05"}


def test_an_exempt_member_who_was_rated_counts_as_rated(district: District) -> None:
    rate(district, 2018, members={"dv-05": "good"})
    assert codes(district, Counted.MEMBERS, "yen-thu", "rated") == {"dv-05"}
    assert codes(district, Counted.MEMBERS, "yen-thu", "exempt") == set()


def test_everybody_else_without_a_rating_is_not_rated(district: District) -> None:
    rate_2018(district)
    assert codes(district, Counted.MEMBERS, "yen-thu", "not_rated") == {"dv-03", "dv-09"}


def test_a_result_of_another_year_does_not_count(district: District) -> None:
    rate(district, 2017, {"dong-xa-1": "good"}, {"dv-01": "good"})
    assert codes(district, Counted.CELLS, "yen-thu", "rated") == set()
    assert codes(district, Counted.MEMBERS, "yen-thu", "rated") == set()
    assert codes(district, Counted.MEMBERS, "yen-thu", "rated", year=2017) == {"dv-01"}


def test_a_withdrawn_result_does_not_count(district: District) -> None:
    rate(district, 2018, members={"dv-01": "good"})
    rate(district, 2018, members={"dv-01": "completed"})
    assert codes(district, Counted.MEMBERS, "yen-thu", "good") == set()
    assert codes(district, Counted.MEMBERS, "yen-thu", "completed") == {"dv-01"}
    assert len(population(Counted.MEMBERS, district.placement("yen-thu"), year=2018)) == len(district.members)


def test_exemplary_organizations_are_a_part_of_their_category(district: District) -> None:
    rate(district, 2017, {"dong-xa-1": "clean_and_strong"}, exemplary=True)
    rate(district, 2017, {"dong-xa-2": "clean_and_strong"})
    assert codes(district, Counted.CELLS, "yen-thu", "clean_and_strong", 2017) == {"dong-xa-1", "dong-xa-2"}
    assert codes(district, Counted.CELLS, "yen-thu", "exemplary", 2017) == {"dong-xa-1"}


def test_tallies_keep_how_each_year_ended(district: District) -> None:
    rate_2018(district)
    year = YearBelow(district.placement("yen-thu"), year=2018)
    assert year.tally(Counted.MEMBERS) == {
        Outcome("rated", "excellent"): 1,
        Outcome("rated", "good"): 3,
        Outcome("rated", "completed"): 1,
        Outcome("rated", "not_completed"): 1,
        Outcome(Status.REVIEWED, reason=UNDER_SIX_MONTHS): 1,
        Outcome(Status.EXEMPT): 1,
        Outcome(NO_RESULT): 1,
    }
    assert by_category(year.tally(Counted.CELLS)) == {"excellent": 1, "good": 1, "completed": 1}
    assert by_category(year.tally(Counted.ORGANIZATIONS)) == {"excellent": 1, "good": 2}


def test_members_by_the_organization_directly_below(district: District) -> None:
    rate_2018(district)
    by_child = YearBelow(district.placement("yen-thu"), year=2018).members_by_child()
    ids = {district.organizations[code].pk: code for code in ("dong-xa", "tay-xa", "kho-bac")}
    assert {ids[id_]: by_category(tally) for id_, tally in by_child.items()} == {
        "dong-xa": {"excellent": 1, "good": 2},
        "tay-xa": {"completed": 1, "not_completed": 1},
        "kho-bac": {"good": 1},
    }


@pytest.mark.parametrize("year", [2017, 2018])
@pytest.mark.parametrize("counted", Counted)
@pytest.mark.parametrize("code", ["yen-thu", "dong-xa", "dong-xa-1", "kho-bac"])
def test_the_list_behind_every_figure_has_as_many_rows(
    district: District, year: int, counted: Counted, code: str
) -> None:
    rate_2018(district)
    rate(district, 2017, {"dong-xa-1": "clean_and_strong", "dong-xa": "weak"}, {"dv-01": "excellent"})
    tally = YearBelow(district.placement(code), year=year).tally(counted)
    rows = population(counted, district.placement(code), year=year)
    listed = {group: having(rows, group=group).count() for group in (*GROUPS, *CATEGORIES)}
    assert sum(listed[group] for group in GROUPS) == tally.total() == having(rows, group="total").count()
    assert sum(listed[category] for category in CATEGORIES) == listed["rated"]
    assert {category: listed[category] for category in CATEGORIES if listed[category]} == by_category(tally)
