"""The first cell of Đông Xá with four more full members, in the campaign of 2019, about to vote."""

import re
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django.fixtures import Settings

from tests.conftest import TODAY
from tests.laying import laid
from tests.web.conftest import Site
from vungmanh.accounts.actions import give_login
from vungmanh.ballots.models import Ballot, Elector, Manner
from vungmanh.campaigns.models import Campaign, SubjectKind
from vungmanh.campaigns.rating.balloting import open_vote, plan, prepare_vote
from vungmanh.campaigns.running.actions import open_campaign
from vungmanh.foundation.actors import Actor
from vungmanh.members.actions import NewMember, enrol_members
from vungmanh.members.models import Member, Standing

CATEGORY = "completed"


@dataclass(frozen=True)
class Hall:
    """The cell with its campaign; `members` are the four more."""

    site: Site
    campaign: Campaign
    members: list[Member]
    by: Actor

    @property
    def code(self) -> str:
        return "dong-xa-1"

    def prepared(self, manner: str = Manner.SCREEN) -> Ballot:
        cell = self.site.district.placement(self.code)
        wanted = plan(self.campaign, cell, SubjectKind.MEMBER, on=TODAY)
        return prepare_vote(by=self.by, campaign=self.campaign, wanted=wanted, manner=manner)

    def opened(self, manner: str = Manner.SCREEN) -> Ballot:
        ballot = self.prepared(manner)
        open_vote(by=self.by, ballot=ballot, voters=self.site.district.placement(self.code), on=TODAY)
        ballot.refresh_from_db()
        return ballot

    def signed_in(self, member: Member) -> Client:
        """A member with a login of the own."""
        login = give_login(by=self.by, member=member, username=member.code, password="kim-phu-2018-x")
        client = Client()
        client.force_login(login, backend="django.contrib.auth.backends.ModelBackend")
        return client


@pytest.fixture
def hall(site: Site, operator: Actor, settings: Settings, tmp_path: Path) -> Hall:
    settings.SCREEN_BALLOTS, settings.BALLOT_KEYS = True, tmp_path / "keys"
    return laid("hall", lambda: _hall(site, operator))


def _hall(site: Site, operator: Actor) -> Hall:
    place = site.district.organizations["dong-xa-1"].pk
    names = ("Vi Thị Lan", "Vi Văn Lâm", "Vi Văn Lộc", "Vi Văn Lực")
    new = [
        NewMember(
            f"lan-{n}", place, date(2012, 1, 1), Standing.FULL, {"full_name": name, "joined_on": date(2012, 1, 1)}
        )
        for n, name in enumerate(names)
    ]
    members = enrol_members(by=operator, new=new)
    root = site.district.placement("yen-thu", date(2019, 12, 31))
    campaign = open_campaign(by=operator, root=root, year=2019, on=TODAY)
    return Hall(site, campaign, members, operator)


def page(ballot: Ballot, name: str = "ballot") -> str:
    return reverse(name, args=[ballot.uuid])


def act(client: Client, ballot: Ballot, what: str, **sent: object):  # type: ignore[no-untyped-def]
    return client.post(reverse("ballot_act", args=[ballot.uuid, what]), sent)


def slip(ballot: Ballot, category: str = CATEGORY, **more: str) -> dict[str, str]:
    """A slip that gives everybody the same category."""
    return {f"q-{one.code}": category for one in ballot.questions} | {"step": "cast"} | more


def parts(ballot: Ballot) -> dict[int, str]:
    return dict(Elector.objects.filter(ballot=ballot, excluded="").values_list("member_id", "part"))


def said(answer: object) -> str:
    """What a page says, without marks of HTML."""
    return re.sub(r"<[^>]+>", "", answer.content.decode())  # type: ignore[attr-defined]
