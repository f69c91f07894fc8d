"""Several processes write at once, and the chain stays whole."""

from collections.abc import Sequence

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


def at_once(office: Office, program: str, names: Sequence[str]) -> list[tuple[str, int]]:
    """Let one process for each name begin at the same moment; what each complained of, and its exit status."""
    writers = [office.start_python(program, name, str(TIMES)) for name in names]
    for writer in writers:
        assert writer.stdout is not None
        assert writer.stdout.readline() == "ready\n"
    for writer in writers:
        assert writer.stdin is not None
        writer.stdin.write("go\n")
        writer.stdin.flush()
    return [(writer.communicate()[1], writer.returncode) for writer in writers]


def test_two_writers_at_once_leave_one_unbroken_chain(office: Office) -> None:
    before = int(office.run("verify", "--format", "json").data["head"].split(":")[0])
    assert at_once(office, RENAME, ("xa-1", "xa-2")) == [("", 0), ("", 0)]
    verified = office.run("verify", "--format", "json").data
    assert verified["problems"] == []
    assert int(verified["head"].split(":")[0]) == before + 2 * EACH


ENROL = """
from datetime import date
from vungmanh.foundation.actors import Actor
from vungmanh.members.actions import NewMember, enrol_members
from vungmanh.organizations.actions import found_organization
from vungmanh.organizations.founding import NewOrganization
by = Actor.operator("tests")
new = NewOrganization("chi-bo", "Chi bộ Một", "subordinate_cell", "xa-1", date(2006, 1, 1), "village")
cell = found_organization(by=by, new=new)
enrol_members(by=by, new=[
    NewMember(f"dv-{n}", cell.pk, date(2010, 1, 1), "full", {"full_name": f"Văn {n}"}) for n in (1, 2)
])
"""
CORRECT = """
import sys
from vungmanh.foundation.actors import Actor
from vungmanh.members.actions import correct_particulars
from vungmanh.members.models import Member
from vungmanh.members.queries import particulars_of
from vungmanh.organizations.actions import rename_organization
from vungmanh.organizations.queries import organization_by_code
from vungmanh.web.forms import ActionForm
from datetime import date, timedelta

code, times = sys.argv[1], int(sys.argv[2])
by, member, other = Actor.operator(code), Member.objects.get(code=code), organization_by_code("xa-2")

def correct(number):
    correct_particulars(by=by, corrections=[(particulars_of(member), {"full_name": f"Văn {number}"})])

def rename_and_correct(number):
    day = date(2010, 1, 1) + timedelta(number)
    rename_organization(by=by, on=day, organization=other, name=f"Đảng bộ xã Hai {number}")
    correct(number)

print("ready", flush=True)
sys.stdin.readline()
for number in range(times):
    if code == "dv-1":
        form = ActionForm({})
        assert form.carries_out(lambda _read: rename_and_correct(number)), form.refusal
    else:
        correct(number)
"""


def test_a_form_with_two_actions_and_another_writer_do_not_wait_for_each_other(office: Office) -> None:
    """Both recount the same organization; the form has renamed another before, so its entry could hold the chain."""
    office.python(ENROL)
    before = int(office.run("verify", "--format", "json").data["head"].split(":")[0])
    assert at_once(office, CORRECT, ("dv-1", "dv-2")) == [("", 0), ("", 0)]
    verified = office.run("verify", "--format", "json").data
    assert (verified["problems"], int(verified["head"].split(":")[0])) == ([], before + 3 * TIMES)
