"""Every figure of a year opens a list that is as long as the figure."""

from datetime import date

import pytest
from django.utils.translation import override

from tests.classification.ratings import rate, rate_2018
from tests.conftest import TODAY, District
from vungmanh.classification.populations import IN_TABLES, Counted
from vungmanh.lists.addresses import choice_of
from vungmanh.lists.kinds import KINDS
from vungmanh.lists.listing import Choice
from vungmanh.reports.bulletin import bulletin
from vungmanh.reports.year_end import Table, year_end


def listed(district: District, code: str, counted: Counted, group: str, year: int = 2018) -> tuple[str, Choice]:
    kind = "results_members" if counted is Counted.MEMBERS else "results_organizations"
    query = f"year={year}&group={group}" + ("" if counted is Counted.MEMBERS else f"&counted={counted}")
    return kind, choice_of(KINDS[kind], query, scope=district.placement(code, TODAY), on=TODAY)


def length(district: District, code: str, counted: Counted, group: str) -> int:
    kind, choice = listed(district, code, counted, group)
    rows = list(KINDS[kind].rows(choice))
    assert KINDS[kind].count(choice) == len(rows)
    return len(rows)


def figures(table: Table) -> dict[str, int]:
    return {
        "total": table.total,
        "rated": table.rated,
        "exempt": table.exempt,
        "not_rated": table.not_rated,
        **{line.category.code: line.count for line in table.lines},
    }


@pytest.mark.parametrize("code", ["yen-thu", "dong-xa", "tay-xa-1"])
@pytest.mark.parametrize("counted", IN_TABLES)
def test_the_list_behind_a_figure_is_as_long_as_the_figure(district: District, counted: Counted, code: str) -> None:
    rate_2018(district)
    shown = figures(year_end(district.placement(code, date(2018, 12, 31)), year=2018).tables[counted])
    assert {group: length(district, code, counted, group) for group in shown} == shown


@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize("code", ["yen-thu", "dong-xa", "dong-xa-2", "kho-bac"])
def test_every_figure_in_the_prose_is_as_large_as_the_list_behind_it(
    district: District, code: str, language: str
) -> None:
    rate_2018(district)
    with override(language):
        page = bulletin(district.placement(code, date(2018, 12, 31)), year=2018)
    pieces = [piece for paragraph in page.paragraphs for piece in paragraph if piece.counted is not None]
    assert pieces
    for piece in pieces:
        assert piece.text == str(length(district, code, Counted(piece.counted), piece.group)), piece


def test_exemplary_organizations_have_a_list_of_their_own(district: District) -> None:
    rate(district, 2017, {"dong-xa-1": "clean_and_strong"}, exemplary=True)
    rate(district, 2017, {"dong-xa-2": "clean_and_strong"})
    kind, choice = listed(district, "yen-thu", Counted.CELLS, "exemplary", 2017)
    assert [row[0] for row in KINDS[kind].rows(choice)] == ["Chi bộ thôn Đông 1"]
