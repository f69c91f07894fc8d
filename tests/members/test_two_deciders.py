"""Two who decide about the same request at the same moment: one wins, the other is told."""

from pathlib import Path

from tests.offices import Office, new_office

MADE = """
from datetime import date
from vungmanh.accounts.queries import as_plain_member
from vungmanh.foundation.actors import Actor
from vungmanh.members.actions import NewMember, enrol_members
from vungmanh.members.models import Standing
from vungmanh.members.queries import particulars_of
from vungmanh.members.requests import ask_correction
from vungmanh.organizations.actions import found_organizations
from vungmanh.organizations.founding import NewOrganization

by, day = Actor.operator("test"), date(2010, 1, 1)
place = found_organizations(by=by, new=[NewOrganization("chi-bo", "Chi bộ Thử", "grassroots_cell", None, day)])[0]
new = NewMember("dv-1", place.pk, day, Standing.FULL, {"full_name": "Lò Văn Thử"})
member = enrol_members(by=by, new=[new])[0]
ask_correction(
    by=as_plain_member(member), on=day, member=member, field="other_name", wanted="Thử", why="khai sinh",
    made_from=particulars_of(member).pk, place=None,
)
"""
DECIDE = """
import sys
from datetime import date
from vungmanh.foundation.actors import Actor
from vungmanh.foundation.refusals import Refusal
from vungmanh.members.models import CorrectionRequest
from vungmanh.members.queries import particulars_of
from vungmanh.members.requests import accept_correction, decline_correction

request = CorrectionRequest.objects.select_related("member").get()
by, on, present = Actor.operator(sys.argv[1]), date(2010, 2, 1), particulars_of(request.member).pk
print("ready", flush=True)
sys.stdin.readline()
try:
    if sys.argv[1] == "accept":
        accept_correction(by=by, on=on, request=request, present=present)
    else:
        decline_correction(by=by, on=on, request=request, words="Giấy tờ ghi khác.")
    print("done")
except Refusal as refusal:
    print(refusal.code)
"""
STANDS = """
from vungmanh.members.models import Particulars, RequestAnswer
answer = RequestAnswer.objects.get()
print(answer.state, Particulars.objects.effective().get().other_name == "Thử")
"""
TOLD = {"members.request_answered", "members.changed_since_seen"}


def test_of_two_deciders_one_wins(tmp_path: Path, ready: Office) -> None:
    with new_office(tmp_path, like=ready) as office:
        office.python(MADE)
        deciders = [office.start_python(DECIDE, deed) for deed in ("accept", "decline")]
        for one in deciders:
            assert one.stdout is not None
            assert one.stdout.readline() == "ready\n"
        said = {}
        for one in deciders:
            assert one.stdin is not None
            one.stdin.write("go\n")
            one.stdin.flush()
        for deed, one in zip(("accept", "decline"), deciders, strict=True):
            said[deed] = one.communicate()[0].strip()
        won = next(deed for deed, words in said.items() if words == "done")
        lost = next(words for deed, words in said.items() if deed != won)
        assert lost in TOLD
        stands = {"accept": "accepted True", "decline": "declined False"}
        assert office.python(STANDS).strip() == stands[won]
