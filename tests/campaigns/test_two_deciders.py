"""Two who record a decision on the same subject at the same moment: one wins, the other is told, nothing is doubled."""

from pathlib import Path

from tests.offices import Office, new_office

MADE = """
from datetime import date
from vungmanh.campaigns.running.actions import open_campaign
from vungmanh.campaigns.rating.proposing import Proposed, propose
from vungmanh.campaigns.review.reviewing import hold_reviews
from vungmanh.campaigns.subjects import terms_in
from vungmanh.foundation.actors import Actor
from vungmanh.members.actions import NewMember, enrol_members
from vungmanh.members.models import Standing
from vungmanh.organizations.actions import found_organizations
from vungmanh.organizations.founding import NewOrganization
from vungmanh.organizations.queries import placement_of

by, day = Actor.operator("test"), date(2010, 1, 1)
place = found_organizations(by=by, new=[NewOrganization("chi-bo", "Chi bộ Thử", "grassroots_cell", None, day)])[0]
new = NewMember("dv-1", place.pk, day, Standing.FULL, {"full_name": "Lò Văn Thử", "joined_on": day})
member = enrol_members(by=by, new=[new])[0]
campaign = open_campaign(by=by, root=placement_of(place.pk, on=date(2019, 12, 31)), year=2019, on=date(2019, 12, 1))
terms = list(terms_in(campaign).filter(subject__member=member))
hold_reviews(by=by, campaign=campaign, terms=terms, on=date(2019, 12, 10), reason="Chi bộ nghe báo cáo bằng lời.")
propose(by=by, campaign=campaign, proposed=[Proposed(terms[0], "good")], on=date(2019, 12, 10))
"""
DECIDE = """
import sys
from datetime import date
from vungmanh.campaigns.deciding.decisions import Decided, decide
from vungmanh.campaigns.models import Campaign
from vungmanh.campaigns.subjects import terms_in
from vungmanh.foundation.actors import Actor
from vungmanh.foundation.decisions import Decision
from vungmanh.foundation.refusals import Refusal

campaign = Campaign.objects.get()
decided = [Decided(one) for one in terms_in(campaign).exclude(subject__member=None)]
decision = Decision(sys.argv[1], date(2020, 1, 6))
print("ready", flush=True)
sys.stdin.readline()
try:
    decide(
        by=Actor.operator("test"), campaign=campaign, body=campaign.organization_id, decision=decision, decided=decided
    )
    print("done")
except Refusal as refusal:
    print(refusal.code)
"""
STANDS = """
from vungmanh.campaigns.models import Ruling
from vungmanh.classification.models import MemberResult
numbers = Ruling.objects.values_list("decision_number", flat=True)
print(*numbers, *MemberResult.objects.values_list("version", flat=True))
"""


def test_of_two_who_decide_one_wins(tmp_path: Path, ready: Office) -> None:
    with new_office(tmp_path, like=ready) as office:
        office.python(MADE)
        deciders = {number: office.start_python(DECIDE, number) for number in ("1-QD", "2-QD")}
        for one in deciders.values():
            assert one.stdout is not None
            assert one.stdout.readline() == "ready\n"
        for one in deciders.values():
            assert one.stdin is not None
            one.stdin.write("go\n")
            one.stdin.flush()
        said = {one.communicate()[0].strip(): number for number, one in deciders.items()}
        assert set(said) == {"done", "campaigns.decided_already"}
        assert office.python(STANDS).split() == [said["done"], "1"]
