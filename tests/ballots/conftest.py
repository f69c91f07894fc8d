"""One cell that votes: members entitled and excluded, a vote in any manner, and tellers."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from django.db import connection
from pytest_django.fixtures import Settings

from tests.ballots.scene import Scene
from tests.ballots.votes import Vote, elect
from tests.conftest import TODAY, District
from vungmanh.ballots.actions import NewElector, open_ballot
from vungmanh.ballots.models import Manner
from vungmanh.foundation.actors import Actor
from vungmanh.foundation.texts import Text
from vungmanh.members import listing
from vungmanh.members.actions import NewMember, enrol_members
from vungmanh.members.models import Standing

Electing = Callable[..., Vote]


@pytest.fixture(autouse=True)
def keys(settings: Settings, tmp_path: Path) -> Path:
    """Screens are permitted here, and the keys lie in a folder of this test."""
    settings.SCREEN_BALLOTS = True
    settings.BALLOT_KEYS = tmp_path / "ballot-keys"
    return tmp_path / "ballot-keys"


@pytest.fixture
def prepared(district: District, operator: Actor) -> Electing:
    """Prepare a vote of so many members of one cell, one more on probation and one exempt."""

    def prepare(voters: int = 6, **terms: object) -> Vote:
        new = [
            NewMember(f"v-{number}", district.organizations["dong-xa-1"].pk, TODAY, Standing.FULL,
                      {"full_name": f"Vi Văn {number}", "card_number": f"{number:012}"})
            for number in range(1, voters + 3)
        ]  # fmt: skip
        members = enrol_members(by=operator, new=new)
        listing.advance(TODAY)
        ids = [member.pk for member in members]
        electors = [
            *(NewElector(id_) for id_ in ids[:voters]),
            NewElector(ids[voters], "probationary", Text("đảng viên dự bị", "on probation"), counts_in_base=False),
            NewElector(ids[voters + 1], "exempt", Text("được miễn sinh hoạt", "exempt"), counts_in_base=False),
        ]
        return elect(operator, district.organizations["dong-xa-1"].pk, ids, electors, **terms)

    return prepare


@pytest.fixture
def opened(prepared: Electing, operator: Actor) -> Electing:
    """The same, opened."""

    def prepare_and_open(voters: int = 6, **terms: object) -> Vote:
        vote = prepared(voters, **terms)
        open_ballot(by=operator, ballot=vote.ballot, on=TODAY)
        return vote

    return prepare_and_open


@pytest.fixture
def on_screen(opened: Electing) -> Vote:
    """An open vote of six on screen."""
    return opened(manner=Manner.SCREEN)


@pytest.fixture
def on_paper(opened: Electing) -> Vote:
    """An open vote of six on paper."""
    return opened(manner=Manner.PAPER)


@pytest.fixture
def mixed(opened: Electing) -> Vote:
    """An open vote of ten in both ways."""
    return opened(10, manner=Manner.MIXED)


@pytest.fixture(scope="session")
def _home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    home = tmp_path_factory.mktemp("ballots") / "home"
    home.mkdir()
    (home / "settings.toml").write_text('secret_key = "tests"\nscreen_ballots = true\ntoday = "2019-12-20"\n')
    if connection.vendor == "sqlite":
        Scene(home, "").run("migrate")
    return home


@pytest.fixture
def scene(transactional_db: None, _home: Path, tmp_path: Path) -> Scene:
    """An installation that other processes vote in: a file of its own on SQLite, the tests' database on PostgreSQL."""
    home = Path(shutil.copytree(_home, tmp_path / "home"))
    if connection.vendor == "sqlite":
        return Scene(home, "")
    told = connection.settings_dict
    return Scene(home, f"postgresql://{told['USER']}@{told['HOST']}:{told['PORT']}/{told['NAME']}")
