"""One installation with something in it to back up, and places to restore into."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.cli.conftest import Ran
from tests.journal.conftest import FOUND
from tests.offices import Office, new_office

MEMBERS = """
from vungmanh.members.actions import NewMember, enrol_members, correct_particulars
from vungmanh.members.models import Member
from vungmanh.members.queries import particulars_of
from vungmanh.accounts.actions import give_login
from vungmanh.organizations.actions import found_organization, rename_organization
by = Actor.operator("tests")
new = NewOrganization("chi-bo", "Chi bộ Một", "subordinate_cell", "xa-1", day, "village")
cell = found_organization(by=by, new=new)
enrol_members(by=by, new=[
    NewMember(f"dv-{n}", cell.pk, date(2010, 1, 1), "full", {"full_name": f"Văn {n}", "birth_date": date(1970, n, 1)})
    for n in range(1, 10)
])
member = Member.objects.get(code="dv-1")
give_login(by=by, member=member, username="dv-1", password="a long password")
correct_particulars(by=by, corrections=[(particulars_of(member), {"full_name": "Nguyễn Thị Hoà"})])
rename_organization(by=by, on=date(2015, 1, 1), organization=cell, name="Chi bộ Hai")
"""


@dataclass(frozen=True)
class Taken:
    """An installation, its two keys, and a backup of it in clear and one encrypted, with what was said of them."""

    office: Office
    folder: Path
    verified: Ran
    clear: Ran
    sealed: Ran

    @property
    def file(self) -> Path:
        """The backup in clear."""
        return self.folder / "clear.backup"

    @property
    def encrypted(self) -> Path:
        """The backup for `key`."""
        return self.folder / "sealed.backup"

    @property
    def key(self) -> Path:
        """The secret key; `.pub` beside it is its public half, and `wrong` another."""
        return self.folder / "key"


@pytest.fixture(scope="session")
def taken(tmp_path_factory: pytest.TempPathFactory, ready: Office) -> Iterator[Taken]:
    """A district with a cell, nine members and a login, backed up."""
    folder = tmp_path_factory.mktemp("taken")
    with new_office(folder, like=ready) as office:
        office.python(FOUND + MEMBERS)
        for key in ("key", "wrong"):
            assert office.run("backup", "--make-key", folder / key).status == 0
        verified = office.run("verify", "--format", "json")
        clear = office.run("backup", folder / "clear.backup", "--format", "json")
        sealed = office.run("backup", folder / "sealed.backup", "--key", folder / "key.pub", "--format", "json")
        yield Taken(office, folder, verified, clear, sealed)


@pytest.fixture
def other(tmp_path: Path) -> Iterator[Office]:
    """A place to restore into, where nothing is yet."""
    with new_office(tmp_path) as made:
        yield made


@pytest.fixture
def elsewhere(tmp_path: Path) -> Iterator[Office]:
    """A place on SQLite, whatever database is being tested."""
    with new_office(tmp_path, postgresql=False) as made:
        yield made
