"""Several processes write at once, and the chain stays whole."""

from tests.offices import Office

RENAME = """
import sys
from datetime import date, timedelta
from vungmanh.foundation.actors import Actor
from vungmanh.journal.models import Entry
from vungmanh.journal.writing import together
from vungmanh.organizations.actions import rename_organization
from vungmanh.organizations.queries import organization_by_code
from vungmanh.proceedings.undoing import undo_action

code, times = sys.argv[1], int(sys.argv[2])
by, organization, day = Actor.operator(code), organization_by_code(code), date(2010, 1, 1)
print("ready", flush=True)
sys.stdin.readline()
for number in range(times):
    with together():
        rename_organization(by=by, on=day + timedelta(number), organization=organization, name=f"{code} {number}")
    if number % 5 == 4:
        undo_action(Entry.objects.filter(actor="vungmanh", capacity=code).latest("pk"), by=by)
"""
TIMES = 20
EACH = TIMES + TIMES // 5


def test_two_writers_at_once_leave_one_unbroken_chain(office: Office) -> None:
    before = int(office.run("verify", "--format", "json").data["head"].split(":")[0])
    writers = [office.start_python(RENAME, code, str(TIMES)) for code in ("xa-1", "xa-2")]
    for writer in writers:
        assert writer.stdout is not None
        assert writer.stdout.readline() == "ready\n"
    for writer in writers:
        assert writer.stdin is not None
        writer.stdin.write("go\n")
        writer.stdin.flush()
    ended = [(writer.communicate()[1], writer.returncode) for writer in writers]
    assert ended == [("", 0), ("", 0)]
    verified = office.run("verify", "--format", "json").data
    assert verified["problems"] == []
    assert int(verified["head"].split(":")[0]) == before + 2 * EACH
