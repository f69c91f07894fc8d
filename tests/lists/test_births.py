"""Members of whom only a year of birth is known stand in lists by that year."""

from datetime import date

import pytest

from tests.conftest import TODAY, District
from vungmanh.documents.tables import Value
from vungmanh.foundation.actors import Actor
from vungmanh.lists.addresses import choice_of
from vungmanh.lists.kinds import KINDS
from vungmanh.lists.listing import Choice
from vungmanh.members.actions import correct_particulars
from vungmanh.members.births import Birth, birth_fields
from vungmanh.members.queries import particulars_of

PAST = date(2018, 6, 1)
BORN: dict[str, Birth] = {"dv-01": 1970, "dv-02": 1969, "dv-03": date(1969, 12, 31), "dv-04": None, "dv-05": 1971}


@pytest.fixture
def old(district: District, operator: Actor) -> District:
    """Đông Xá: two born in 1969, one in 1970, one in 1971, and one of whom nothing is known."""
    corrections = [(particulars_of(district.members[code]), birth_fields(born)) for code, born in BORN.items()]
    correct_particulars(by=operator, corrections=corrections)
    return district


def asked(district: District, query: str, on: date) -> Choice:
    return choice_of(
        KINDS["members"], "columns=name,birth_date&" + query, scope=district.placement("dong-xa", on), on=on
    )


def births(choice: Choice) -> list[Value]:
    return [row[1] for row in KINDS["members"].rows(choice)]


@pytest.mark.parametrize("on", [TODAY, PAST])
@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("sort=birth_date", [None, "1969", date(1969, 12, 31), "1970", "1971"]),
        ("sort=-birth_date", ["1971", "1970", date(1969, 12, 31), "1969", None]),
        ("sort=birth_date&born_from=1970", ["1970", "1971"]),
        ("sort=birth_date&born_until=1969", ["1969", date(1969, 12, 31)]),
        ("sort=birth_date&born_from=1970&born_until=1970", ["1970"]),
        ("sort=birth_date&missing=birth_date", [None, "1969", "1970", "1971"]),
    ],
)
def test_years_alone_are_sorted_and_found(old: District, on: date, query: str, found: list[Value]) -> None:
    assert births(asked(old, query, on)) == found


@pytest.mark.parametrize("on", [TODAY, PAST])
@pytest.mark.parametrize("sort", ["birth_date", "-birth_date"])
def test_pages_by_birth_follow_each_other_both_ways(old: District, on: date, sort: str) -> None:
    choice = asked(old, f"sort={sort}", on)
    whole, page = births(choice), KINDS["members"].page
    pages = [page(choice, "", "", 2)]
    while pages[-1].after:
        pages.append(page(choice, pages[-1].after, "", 2))
    assert [row.cells[1] for one in pages for row in one.rows] == whole
    assert pages[-1].before is not None
    before = page(choice, "", pages[-1].before, 2)
    assert [row.cells[1] for row in before.rows] == whole[2:4]


@pytest.mark.parametrize("on", [TODAY, PAST])
@pytest.mark.parametrize("query", ["words=tran+van+ha", "gender=male", "joined_from=2009-01-01"])
def test_particulars_that_were_corrected_are_not_found_any_more(
    old: District, operator: Actor, on: date, query: str
) -> None:
    member = old.members["dv-02"]
    for changes in ({"gender": "male"}, {"full_name": "Trần Hòa", "gender": "female", "joined_on": date(2008, 1, 1)}):
        correct_particulars(by=operator, corrections=[(particulars_of(member), changes)])
    choice = asked(old, query, on)
    rows = [row[0] for row in KINDS["members"].rows(choice)]
    assert ("Trần Hòa" in rows, len(rows), KINDS["members"].count(choice)) == (False, len(set(rows)), len(rows))
