"""What goes out comes in again: unchanged here, whole in an empty installation."""

from datetime import date

import pytest

from tests.conftest import District
from tests.exchange.record import the_record
from tests.exchange.workbooks import counted, previewed, problems
from vungmanh.classification.actions import Rating, record_results
from vungmanh.exchange.actions import apply_import, undo_import
from vungmanh.exchange.export import export_workbook
from vungmanh.foundation.actors import Actor
from vungmanh.foundation.decisions import Decision
from vungmanh.journal.models import Entry
from vungmanh.journal.undoing import undo

TODAY = date(2019, 12, 20)


@pytest.fixture
def rated(district: District, operator: Actor) -> District:
    """The district with results of 2017 and 2018."""
    record_results(
        by=operator,
        year=2017,
        decision=Decision("12-QĐ/HU", date(2018, 1, 9)),
        decided_by=district.organizations["yen-thu"].pk,
        organizations=[
            Rating(district.organizations["dong-xa"].pk, "clean_and_strong", exemplary=True),
            Rating(district.organizations["dong-xa-1"].pk, "weak"),
        ],
    )
    record_results(
        by=operator,
        year=2018,
        members=[
            Rating(district.members["dv-01"].pk, "excellent", cell_id=district.organizations["dong-xa-1"].pk),
            Rating(district.members["dv-05"].pk, status="exempt", reason="tuổi cao",
                   cell_id=district.organizations["dong-xa-2"].pk),
        ],
    )  # fmt: skip
    return district


@pytest.mark.parametrize(("profile", "rows"), [("own", 20), ("official", 9)])
def test_everything_exported_comes_in_as_the_same(rated: District, operator: Actor, profile: str, rows: int) -> None:
    content = export_workbook(rated.placement("yen-thu"), on=TODAY, profile=profile)
    run = previewed(content, by=operator, on=TODAY)
    assert (run.state, problems(run), run.profile) == ("previewed", [], profile)
    assert counted(run) == (0, 0, rows, 0)


def test_the_whole_comes_into_an_empty_installation_as_it_was(rated: District, operator: Actor) -> None:
    before = the_record()
    content = export_workbook(rated.placement("yen-thu"), on=TODAY, profile="own")
    for entry in Entry.objects.filter(part_of=None).exclude(event="journal.undone").order_by("-pk"):
        undo(entry, by=operator)
    assert not any(the_record().values())
    run = previewed(content, by=operator, on=TODAY)
    assert (problems(run), counted(run)) == ([], (20, 0, 0, 0))
    apply_import(run, by=operator)
    assert the_record() == before
    undo_import(run, by=operator)
    assert not any(the_record().values())
