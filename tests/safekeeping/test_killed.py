"""Processes killed (-9) in the middle of their work leave nothing half done, and the next run works.

Each program stops itself at a named place by a SIGKILL that nothing can catch, so no test waits for time to pass.
"""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.forks import COMMAND
from tests.journal.conftest import FOUND
from tests.offices import Office, new_office
from tests.safekeeping.conftest import MEMBERS, Taken

KILL = """
import os, signal
def killing(owner, name, calls=0, *, done=False):
    "Kill this process at the call of owner.name that follows `calls` others, before it or when it is done."
    kept, left = getattr(owner, name), [calls]
    def until(*args, **kwargs):
        left[0] -= 1
        result = kept(*args, **kwargs) if left[0] >= 0 or done else None
        if left[0] < 0:
            os.kill(os.getpid(), signal.SIGKILL)
        return result
    setattr(owner, name, until)
from vungmanh.journal import sealing, undoing, writing
from vungmanh.members import listing
"""
IMPORT = KILL + "from vungmanh.cli import exchanging\nfrom vungmanh.exchange import actions\n"
RUN = "from vungmanh.exchange.models import ImportRun; run = ImportRun.objects.latest('pk'); print(run.pk, run.state)"
RENAMED = """
import sys, openpyxl
book = openpyxl.load_workbook(sys.argv[1])
for sheet in book:
    for row in sheet.iter_rows():
        for cell in row:
            if isinstance(cell.value, str) and cell.value.startswith("Văn "):
                cell.value = "Trần " + cell.value
book.save(sys.argv[1])
"""


def killed(office: Office, place: str, *argv: str | Path, begin: str = KILL) -> None:
    ran = office.forks.run(f"{begin}{place}\n{COMMAND}", [str(argument) for argument in argv])
    assert ran.status == -9, (place, ran)


def state(office: Office) -> tuple[object, object]:
    data = office.run("verify", "--format", "json").data
    assert data["problems"] == []
    return data["hash"], data["head"]


def tables(office: Office) -> list[str]:
    """What the database holds; asked without making the file of an SQLite database that is not there."""
    if not office.url and not (office.home / "vungmanh.sqlite3").exists():
        return []
    return office.python("from django.db import connection as c; print(*c.introspection.table_names())").split()


@pytest.fixture(scope="module")
def filled(taken: Taken, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    """An installation with the record of the backup. A process that is killed leaves it to the next test as it was."""
    with new_office(tmp_path_factory.mktemp("filled")) as made:
        assert made.run("restore", taken.file).status == 0
        yield made


@pytest.fixture(scope="module")
def workbook(filled: Office, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The members of the cell with changed names, to be imported."""
    file = tmp_path_factory.mktemp("workbook") / "a.xlsx"
    assert filled.run("export", file, "--organization", "huyen", "--on", "2018-01-01").status == 0
    filled.python(RENAMED, str(file))
    return file


@pytest.mark.parametrize(
    ("place", "run"),
    [
        ("killing(actions, 'make_plan')", "reading"),
        ("killing(actions, 'make_plan', 1)", "previewed"),
        ("killing(writing.Act, 'withdraw')", "previewed"),
        ("killing(writing.Act, 'withdraw', done=True)", "previewed"),
        ("killing(listing, 'refresh')", "previewed"),
        ("killing(sealing.Written, 'seal')", "previewed"),
        ("killing(sealing, 'append')", "previewed"),
        ("killing(sealing.Written, 'seal', done=True)", "previewed"),
    ],
)
def test_an_import_killed_before_its_end_is_not_there(filled: Office, workbook: Path, place: str, run: str) -> None:
    before = state(filled)
    killed(filled, place, "import", workbook, begin=IMPORT)
    assert (state(filled), filled.python(RUN).split()[1]) == (before, run)


def test_after_kills_an_import_and_its_undo_are_whole(filled: Office, workbook: Path) -> None:
    """Killed before its end an undo is not there; killed after, as the import here, what was done stands."""
    before = state(filled)
    killed(filled, "killing(exchanging, 'show')", "import", workbook, begin=IMPORT)
    imported, (run, stands) = state(filled), filled.python(RUN).split()
    assert (imported[0] != before[0], stands) == (True, "applied")
    for place in (
        "killing(undoing, '_turn_around')",
        "killing(undoing, '_turn_around', done=True)",
        "killing(sealing.Written, 'seal')",
        "killing(sealing, 'append')",
        "killing(sealing.Written, 'seal', done=True)",
    ):
        killed(filled, place, "import", "--undo", run, begin=IMPORT)
        assert (state(filled), filled.python(RUN).split()) == (imported, [run, "applied"]), place
    assert filled.run("import", "--undo", run).status == 0
    assert state(filled)[0] == before[0]


@pytest.mark.parametrize(
    ("place", "left"),
    [
        ("killing(taking, 'line_of', 40)", [".a.backup.partial"]),
        ("killing(taking.os, 'fsync')", [".a.backup.partial"]),
        ("killing(taking, '_sync_folder')", ["a.backup"]),
    ],
)
def test_a_backup_killed_leaves_none_or_a_whole_one(taken: Taken, tmp_path: Path, place: str, left: list[str]) -> None:
    before = state(taken.office)
    killed(taken.office, "from vungmanh.safekeeping import taking\n" + place, "backup", tmp_path / "a.backup")
    assert ([each.name for each in tmp_path.iterdir()], state(taken.office)) == (left, before)
    assert taken.office.run("backup", tmp_path / "a.backup", "--force").status == 0
    assert [each.name for each in tmp_path.iterdir()] == ["a.backup"]
    assert taken.office.run("restore", tmp_path / "a.backup", "--check").status == 0


def test_restoring_killed_restores_nothing_or_all(taken: Taken, other: Office) -> None:
    for place in (
        "killing(restoring, '_make_tables', done=True)",
        "killing(restoring, 'insert_rows', 3)",
        "killing(restoring, '_set_sequences', done=True)",
        "killing(restoring, 'verify')",
        "killing(restoring, 'note', done=True)",
    ):
        killed(other, "from vungmanh.safekeeping import restoring\n" + place, "restore", taken.file)
        assert tables(other) == [], place
    killed(other, "from vungmanh.cli import safekeeping\nkilling(safekeeping, 'show')", "restore", taken.file)
    assert state(other)[0] == taken.verified.data["hash"]
    assert not list(other.home.glob("*.restoring*"))


def test_migrating_killed_leaves_nothing_and_is_done_by_the_next_start(other: Office) -> None:
    begin = "from django.db.migrations.executor import MigrationExecutor\n"
    for place in ("'apply_migration', 20", "'record_migration', 12", "'record_migration', 40, done=True"):
        killed(other, f"{begin}killing(MigrationExecutor, {place})", "init")
        assert tables(other) == []
    assert other.run("init").status == 0
    other.python(FOUND + MEMBERS)
    state(other)


def test_sealing_what_stands_killed_is_finished_by_the_next_start(filled: Office) -> None:
    before = state(filled)
    back = "from django.core.management import call_command; call_command('migrate', 'journal', '0001', verbosity=0)"
    filled.python(back)
    begin = "from importlib import import_module\n"
    for place in ("'digest_of', 2", "'digest_of', 4, done=True"):
        killed(filled, begin + f"killing(import_module('vungmanh.journal.migrations.0002_seals'), {place})", "verify")
    assert state(filled)[0] == before[0]
