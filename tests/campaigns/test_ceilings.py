"""The best category that the rules leave open follows the order of levels and of what is known."""

from collections.abc import Mapping

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from vungmanh.campaigns.levels import asked, facts_from, scale
from vungmanh.rulebooks import engine, shelf
from vungmanh.rulebooks.rulebook import Subject

LEVELS = list(scale())
FACTS: dict[str, object] = {
    "standing": "full", "months_since_admission": 30, "is_public_employee": False, "is_leader": False,
    "outstanding_results_recognized": True, "disciplined": False, "decline_concluded": False, "tasks_done_share": 1,
    "sick_leave_months": 0,
}  # fmt: skip


def rank(year: int, facts: Mapping[str, object]) -> int:
    """The place of the ceiling, 1 the best; nothing left open comes last."""
    found = engine.ceiling(shelf.book_for(year), Subject.MEMBER, facts).category
    return found.rank if found else 99


@pytest.mark.parametrize("year", [2018, 2019, 2023])
@settings(max_examples=25)
@given(st.data())
def test_a_better_level_never_lowers_the_ceiling(year: int, data: st.DataObject) -> None:
    book = shelf.book_for(year)
    codes = [one.code for one in asked(book, Subject.MEMBER)]
    levels = {code: data.draw(st.sampled_from(LEVELS)) for code in codes}
    raised = data.draw(st.sampled_from(codes))
    better = levels | {raised: data.draw(st.sampled_from(LEVELS[LEVELS.index(levels[raised]) :]))}
    before, after = (rank(year, FACTS | facts_from(book, Subject.MEMBER, each)) for each in (levels, better))
    assert after <= before


@pytest.mark.parametrize("year", [2018, 2019, 2023, 2025])
@settings(max_examples=25)
@given(known=st.sets(st.sampled_from(sorted(FACTS))), disciplined=st.booleans(), tasks=st.sampled_from(LEVELS))
def test_what_is_not_known_yet_never_lowers_the_ceiling(
    year: int, known: set[str], disciplined: bool, tasks: str
) -> None:
    facts = FACTS | {"disciplined": disciplined, "task_criteria_lowest": tasks, "other_criteria_lowest": tasks}
    fewer = {name: value for name, value in facts.items() if name in known}
    assert rank(year, fewer) <= rank(year, facts)
