"""One-time codes and the counting of tries, with several processes at the same moment."""

import json

from tests.journal.conftest import office  # noqa: F401  (a fixture)
from tests.journal.test_two_writers import ENROL
from tests.offices import Office

INVITE = """
from datetime import date
from vungmanh.accounts.actions import invite_members
from vungmanh.foundation.actors import Actor
from vungmanh.members.models import Member
members = list(Member.objects.filter(code__in=("dv-1", "dv-2")).order_by("code"))
slips = invite_members(by=Actor.operator("tests"), today=date(2019, 12, 20), members=members)
print(slips[0].code)
"""
TAKE = """
import json, sys
from datetime import date
from vungmanh.accounts.actions import take_login
from vungmanh.accounts.checks import typed_code
from vungmanh.accounts.limits import CODES, seconds_to_wait
from vungmanh.foundation.refusals import Refusal
typed, username = sys.argv[1:]
code = typed_code(typed, today=date(2019, 12, 20))
print("ready", flush=True)
sys.stdin.readline()
try:
    taken = take_login(code=code, username=username, password="kim-phu-2018-x").username
except Refusal as refusal:
    taken = refusal.code
print(json.dumps([taken, sum(not seconds_to_wait(CODES, "10.0.0.1") for _try in range(CODES.most))]))
"""


def test_one_code_makes_one_login_and_tries_are_counted_over_all_processes(
    office: Office,  # noqa: F811
) -> None:
    office.python(ENROL)
    code = office.python(INVITE).strip()
    takers = [office.start_python(TAKE, code, name) for name in ("an", "binh")]
    for taker in takers:
        assert taker.stdout is not None
        assert taker.stdout.readline() == "ready\n"
    ended = []
    for taker in takers:
        assert taker.stdin is not None
        taker.stdin.write("go\n")
        taker.stdin.flush()
    for taker in takers:
        out, err = taker.communicate()
        assert (taker.returncode, err) == (0, "")
        ended.append(json.loads(out))
    assert sorted(taken in ("an", "binh") for taken, _let_through in ended) == [False, True]
    assert [taken for taken, _let_through in ended if taken not in ("an", "binh")] == ["accounts.code_used"]
    assert sum(let_through for _taken, let_through in ended) == 10
