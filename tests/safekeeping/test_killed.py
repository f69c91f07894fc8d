"""Processes killed (-9) in the middle of their work leave nothing half done, and the next run works.

Each program stops itself at a named place by a SIGKILL that nothing can catch, so no test waits for time to pass.
"""

from pathlib import Path

import pytest

from tests.offices import Office
from tests.safekeeping.conftest import FOUND, MEMBERS, Taken

KILL = """
import os, signal, sys
def killing(owner, name, after):
    kept, left = getattr(owner, name), [after]
    def until(*args, **kwargs):
        left[0] -= 1
        if left[0] < 0:
            os.kill(os.getpid(), signal.SIGKILL)
        return kept(*args, **kwargs)
    setattr(owner, name, until)
from vungmanh.cli import main
"""
IMPORT = """
from vungmanh.journal import sealing, writing
from vungmanh.members import listing
from vungmanh.exchange import actions
"""


def killed(office: Office, program: str, *argv: str) -> None:
    process = office.start_python(program, *argv)
    process.communicate()
    assert process.returncode == -9


def state(office: Office) -> tuple[object, object]:
    data = office.run("verify", "--format", "json").data
    assert data["problems"] == []
    return data["hash"], data["head"]


@pytest.fixture
def filled(taken: Taken, other: Office) -> Office:
    """An installation of its own with the record of the backup."""
    assert other.run("restore", taken.file).status == 0
    return other


@pytest.fixture
def workbook(filled: Office, tmp_path: Path) -> Path:
    """The members of the cell with changed names, to be imported."""
    file = tmp_path / "a.xlsx"
    assert filled.run("export", file, "--organization", "huyen", "--on", "2018-01-01").status == 0
    change = """
import sys, openpyxl
book = openpyxl.load_workbook(sys.argv[1])
for sheet in book:
    for row in sheet.iter_rows():
        for cell in row:
            if isinstance(cell.value, str) and cell.value.startswith("Văn "):
                cell.value = "Trần " + cell.value
book.save(sys.argv[1])
"""
    filled.python(change, str(file))
    return file


PLACES = {
    "reading": "killing(actions, 'make_plan', 0)",
    "half written": "killing(writing.Act, 'withdraw', 0)",
    "lists": "killing(listing, 'refresh', 0)",
    "before the seal": "killing(sealing.Written, 'seal', 0)",
    "before the head": "killing(sealing, 'append', 0)",
}


@pytest.mark.parametrize("place", PLACES)
def test_an_import_killed_is_not_there_and_can_be_repeated(filled: Office, workbook: Path, place: str) -> None:
    before = state(filled)
    killed(filled, KILL + IMPORT + PLACES[place] + "\nmain(['import', sys.argv[1]])", str(workbook))
    assert state(filled) == before
    ran = filled.run("import", workbook, "--format", "json")
    assert (ran.status, ran.data["state"], ran.data["counters"]["changed"]) == (0, "applied", 8)
    assert state(filled)[0] != before[0]


@pytest.mark.parametrize("place", ["before the seal", "before the head"])
def test_an_undo_killed_is_not_done_and_can_be_repeated(filled: Office, workbook: Path, place: str) -> None:
    before = state(filled)
    run = str(filled.run("import", workbook, "--format", "json").data["id"])
    imported = state(filled)
    killed(filled, KILL + IMPORT + PLACES[place] + "\nmain(['import', '--undo', sys.argv[1]])", run)
    assert state(filled) == imported
    assert filled.run("import", "--undo", run).status == 0
    assert state(filled)[0] == before[0]


@pytest.mark.parametrize("place", ["killing(taking, 'line_of', 40)", "killing(taking.os, 'fsync', 0)"])
def test_a_backup_killed_leaves_no_file_and_can_be_repeated(taken: Taken, tmp_path: Path, place: str) -> None:
    file = tmp_path / "a.backup"
    before = state(taken.office)
    begin = KILL + "from vungmanh.safekeeping import taking\n"
    killed(taken.office, begin + place + "\nmain(['backup', sys.argv[1]])", str(file))
    assert not file.exists()
    assert state(taken.office) == before
    assert taken.office.run("backup", file).status == 0
    assert [each.name for each in tmp_path.iterdir()] == [file.name]


@pytest.mark.parametrize(
    "place",
    [
        "killing(restoring, '_make_tables', 0)",
        "killing(restoring, 'insert_rows', 3)",
        "killing(restoring, '_set_sequences', 0)",
        "killing(restoring, 'verify', 0)",
        "killing(restoring, 'note', 0)",
    ],
)
def test_restoring_killed_restores_nothing_and_can_be_repeated(taken: Taken, other: Office, place: str) -> None:
    begin = KILL + "from vungmanh.safekeeping import restoring\n"
    killed(other, begin + place + "\nmain(['restore', sys.argv[1]])", str(taken.file))
    assert not (other.home / "vungmanh.sqlite3").exists()
    assert other.run("restore", taken.file).status == 0
    assert state(other)[0] == taken.verified.data["hash"]
    assert not list(other.home.glob("*.restoring*"))


@pytest.mark.parametrize("steps", [1, 8, 30])
def test_a_migration_killed_is_finished_by_the_next_start(other: Office, steps: int) -> None:
    begin = KILL + "from django.db.migrations.executor import MigrationExecutor\n"
    killed(other, begin + f"killing(MigrationExecutor, 'apply_migration', {steps})\nmain(['init'])")
    assert other.run("init").status == 0
    other.python(FOUND + MEMBERS)
    state(other)


def test_sealing_what_stands_killed_is_finished_by_the_next_start(filled: Office) -> None:
    before = state(filled)
    filled.python(
        "from django.core.management import call_command; call_command('migrate', 'journal', '0001', verbosity=0)"
    )
    begin = KILL + "from vungmanh.journal import sealing\nfrom importlib import import_module\n"
    place = "killing(import_module('vungmanh.journal.migrations.0002_seals'), 'digest_of', 2)"
    killed(filled, begin + place + "\nmain(['init'])")
    assert filled.run("init").status == 0
    assert state(filled)[0] == before[0]
