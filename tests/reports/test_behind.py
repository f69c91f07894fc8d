from datetime import date

import pytest

from tests.classification.ratings import UNDER_SIX_MONTHS, rate, rate_2018
from tests.conftest import FOUNDED, District
from vungmanh.classification.actions import Rating, record_results
from vungmanh.classification.populations import Counted
from vungmanh.foundation.actors import Actor
from vungmanh.members.actions import NewMember, enrol_members
from vungmanh.members.models import Standing
from vungmanh.organizations.actions import found_organizations
from vungmanh.organizations.founding import NewOrganization
from vungmanh.reports.behind import PAGE, Behind, behind
from vungmanh.reports.year_end import Table, year_end

YEAR_END = date(2018, 12, 31)


def page(district: District, counted: Counted, group: str, code: str = "yen-thu", **at: str) -> Behind:
    return behind(district.placement(code, YEAR_END), year=2018, counted=counted, group=group, **at)


def figures(table: Table) -> dict[str, int]:
    return {
        "total": table.total,
        "rated": table.rated,
        "exempt": table.exempt,
        "not_rated": table.not_rated,
        **{line.category.code: line.count for line in table.lines},
    }


@pytest.mark.parametrize("code", ["yen-thu", "dong-xa", "tay-xa-1"])
@pytest.mark.parametrize("counted", Counted)
def test_the_list_behind_a_figure_is_as_long_as_the_figure(district: District, counted: Counted, code: str) -> None:
    rate_2018(district)
    table = year_end(district.placement(code, YEAR_END), year=2018).tables[counted]
    for group, figure in figures(table).items():
        found = page(district, counted, group, code)
        assert len(found.organizations) + len(found.members) == figure, group


def test_organizations_behind_a_figure_are_shown_with_superior_and_category(district: District) -> None:
    rate_2018(district)
    rows = page(district, Counted.CELLS, "total").organizations
    assert [
        (row.placement.name, row.superior and row.superior.name, row.category and row.category.code) for row in rows
    ] == [
        ("Chi bộ thôn Đông 1", "Đảng bộ xã Đông Xá", "excellent"),
        ("Chi bộ thôn Đông 2", "Đảng bộ xã Đông Xá", "good"),
        ("Chi bộ thôn Tây 1", "Đảng bộ xã Tây Xá", "completed"),
    ]


def test_members_behind_a_figure_are_shown_with_cell_category_and_reason(district: District) -> None:
    rate_2018(district)
    [worst] = page(district, Counted.MEMBERS, "not_completed").members
    assert (worst.member.full_name, worst.status) == ("Lý Văn Ước", "rated")
    assert worst.cell is not None
    assert worst.category is not None
    assert (worst.cell.name, worst.category.code) == ("Chi bộ thôn Tây 1", "not_completed")
    unrated = page(district, Counted.MEMBERS, "not_rated").members
    assert [(row.member.full_name, row.status, row.reason) for row in unrated] == [
        ("Đỗ Văn Cường", "none", ""),
        ("Lê Văn Hả", "reviewed", UNDER_SIX_MONTHS),
    ]


def test_exemplary_organizations_have_a_list_of_their_own(district: District) -> None:
    rate(district, 2017, {"dong-xa-1": "clean_and_strong"}, exemplary=True)
    rate(district, 2017, {"dong-xa-2": "clean_and_strong"})
    found = behind(
        district.placement("yen-thu", date(2017, 12, 31)), year=2017, counted=Counted.CELLS, group="exemplary"
    )
    assert [(row.placement.name, row.exemplary) for row in found.organizations] == [("Chi bộ thôn Đông 1", True)]


@pytest.fixture
def crowded(district: District, operator: Actor) -> District:
    """The district with so many cells and members more that a list has three pages."""
    count = 2 * PAGE + 10
    cells = found_organizations(
        by=operator,
        new=[
            NewOrganization(f"x-{number:03}", f"Chi bộ {number:03}", "subordinate_cell", "tay-xa", FOUNDED)
            for number in range(count)
        ],
    )
    members = enrol_members(
        by=operator,
        new=[
            NewMember(
                f"x-{number:03}", cells[number].pk, FOUNDED, Standing.FULL, {"full_name": f"Sằm Văn A{number:03}"}
            )
            for number in range(count)
        ],
    )
    record_results(
        by=operator,
        year=2018,
        organizations=[Rating(cell.pk, "good") for cell in cells],
        members=[Rating(member.pk, "good") for member in members],
    )
    return district


@pytest.mark.parametrize("counted", [Counted.CELLS, Counted.MEMBERS])
def test_pages_follow_one_another_without_gap_or_repetition(crowded: District, counted: Counted) -> None:
    def keys(found: Behind) -> list[str]:
        return [row.placement.name for row in found.organizations] + [row.member.full_name for row in found.members]

    pages = [page(crowded, counted, "good")]
    while (after := pages[-1].after) is not None:
        pages.append(page(crowded, counted, "good", after=after))
    assert [len(keys(each)) for each in pages] == [PAGE, PAGE, 10]
    everyone = [key for each in pages for key in keys(each)]
    assert everyone == sorted(set(everyone))
    assert pages[0].before is None
    assert pages[1].before is not None
    assert pages[2].before is not None
    assert keys(page(crowded, counted, "good", before=pages[2].before)) == keys(pages[1])
    assert keys(page(crowded, counted, "good", before=pages[1].before)) == keys(pages[0])


@pytest.mark.parametrize("key", ["x", "-5", "²", "9" * 30])
@pytest.mark.parametrize("counted", [Counted.CELLS, Counted.MEMBERS])
def test_a_key_that_nobody_gave_out_is_no_error(district: District, counted: Counted, key: str) -> None:
    rate_2018(district)
    page(district, counted, "total", after=key)
    page(district, counted, "total", before=key)
