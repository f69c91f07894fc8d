"""A year of birth alone goes through every door and comes back as it was."""

from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.conftest import TODAY, District
from tests.exchange.workbooks import counted, previewed, problems
from tests.record import rolled_back
from vungmanh.exchange.export import export_workbook
from vungmanh.foundation.actors import Actor
from vungmanh.members.actions import NewMember, correct_particulars, enrol_members
from vungmanh.members.births import Birth, birth_fields, birth_read, birth_said
from vungmanh.members.queries import particulars_of

births = st.none() | st.integers(1880, 2008) | st.dates(date(1880, 1, 1), date(2008, 12, 31))


@given(births)
def test_what_is_said_of_a_birth_is_read_as_the_same(born: Birth) -> None:
    assert birth_read(birth_said(born)) == born


@pytest.mark.parametrize("text", ["195", "1879", "2101", "19500", "31/02/1950", "năm 1950", "05/1950", "１９５０"])
def test_what_is_no_day_and_no_year_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"not a date|no year of birth|must be in|out of range"):
        birth_read(text)


@pytest.mark.parametrize("profile", ["own", "official"])
@pytest.mark.django_db
@settings(max_examples=10, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(people=st.lists(births, min_size=1, max_size=5))
def test_births_exported_come_in_as_the_same(
    district: District, operator: Actor, profile: str, people: list[Birth]
) -> None:
    cell = district.organizations["tay-xa-1"].pk
    new = [
        NewMember(
            f"m{place}", cell, date(2011, 1, 1), "full",
            {"full_name": "Lê Ba", "card_number": f"00000000000{place}", **birth_fields(born)},
        )
        for place, born in enumerate(people)
    ]  # fmt: skip
    with rolled_back():
        enrolled = enrol_members(by=operator, new=new)
        assert [particulars_of(member).born for member in enrolled] == people
        content = export_workbook(district.placement("tay-xa"), on=TODAY, profile=profile)
        run = previewed(content, by=operator, on=TODAY)
        assert (problems(run), counted(run)[:2]) == ([], (0, 0))


@pytest.mark.parametrize("born", [1950, date(1950, 9, 5), None])
def test_a_correction_keeps_a_day_or_a_year_never_both(district: District, operator: Actor, born: Birth) -> None:
    member = district.members["dv-01"]
    for wanted in (1949, born):
        correct_particulars(by=operator, corrections=[(particulars_of(member), birth_fields(wanted))])
    particulars = particulars_of(member)
    assert {"birth_date": particulars.birth_date, "birth_year": particulars.birth_year} == birth_fields(born)
