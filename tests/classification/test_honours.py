"""What a decision on titles changes in the figures and lists of the year, and what a later rating takes away."""

from datetime import date

from tests.conftest import District
from vungmanh.classification.actions import Rating, record_results
from vungmanh.classification.honouring import Giving, record_honours
from vungmanh.classification.populations import Counted, having, population
from vungmanh.classification.queries import organization_results
from vungmanh.classification.tallies import YearBelow
from vungmanh.foundation.actors import Actor
from vungmanh.foundation.decisions import Decision
from vungmanh.reports.year_end import table_of
from vungmanh.rulebooks import shelf
from vungmanh.rulebooks.rulebook import Subject


def exemplary(district: District) -> tuple[list[int | None], int, bool]:
    """The sub-counts of the table of cells, how many the list behind has, and what the result says of itself."""
    commune, cell = district.placement("dong-xa"), district.organizations["dong-xa-1"].pk
    table = table_of(shelf.book_for(2019), Counted.CELLS, YearBelow(commune, year=2019).tally(Counted.CELLS))
    behind = having(population(Counted.CELLS, commune, year=2019), group="exemplary").count()
    return [line.exemplary for line in table.lines], behind, organization_results([cell], year=2019)[cell].is_exemplary


def test_a_title_counts_as_exemplary_until_the_year_is_rated_lower(district: District, operator: Actor) -> None:
    cell, commune = (district.organizations[code].pk for code in ("dong-xa-1", "dong-xa"))
    record_results(by=operator, year=2019, organizations=[Rating(cell, "excellent")])
    assert exemplary(district) == ([0, None, None, None], 0, False)
    given = {Subject.ORGANIZATION: [Giving(cell, "exemplary", 2019)]}
    decision = Decision("45-QĐ/ĐU", date(2020, 1, 20))
    record_honours(by=operator, year=2019, decision=decision, decided_by=commune, place=commune, given=given)
    assert exemplary(district) == ([1, None, None, None], 1, True)
    record_results(by=operator, year=2019, organizations=[Rating(cell, "good")])
    table, behind, _said = exemplary(district)
    assert (table, behind) == ([0, None, None, None], 0)
