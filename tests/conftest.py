"""One small organization with named people, built by the product's own actions, that most tests stand on.

All persons are invented. The district `yen-thu` has two grassroots party organizations and one grassroots cell.
"""

import os
import shutil
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

import hypothesis
import pytest
from django.conf import settings

from tests.laying import laid
from tests.offices import Office, new_office
from vungmanh.foundation.actors import Actor
from vungmanh.foundation.decisions import Decision
from vungmanh.members import listing
from vungmanh.members.actions import NewMember, NewPost, enrol_members, record_posts
from vungmanh.members.models import Member, Post, Standing
from vungmanh.organizations.actions import found_organizations
from vungmanh.organizations.founding import NewOrganization
from vungmanh.organizations.models import Organization, Placement
from vungmanh.organizations.queries import placement_by_code

PROGRAMS = {
    "browser": ("chromium", "chromium"),
    "libreoffice": ("soffice", "libreoffice-calc-nogui libreoffice-writer-nogui"),
    "poppler": ("pdftotext", "poppler-utils"),
}
"""What marked tests need: the program, and the Debian package that brings it."""
NO_DATABASE = ("foundation", "repository", "rulebooks")
"""Folders of tests of the project's files and of functions that read and write nothing."""
REQUIRE_ALL = bool(os.environ.get("VUNGMANH_REQUIRE_ALL"))
"""Whether a test that this machine cannot run is a failure, as in .ci/run."""

hypothesis.settings.register_profile("same", deadline=None, derandomize=True)
hypothesis.settings.load_profile("same")  # the same examples everywhere, in whatever time a busy machine takes

TODAY = date(2019, 12, 20)
FOUNDED = date(2005, 1, 1)

ORGANIZATIONS = (
    ("yen-thu", "Đảng bộ huyện Yên Thử", "district", None, ""),
    ("dong-xa", "Đảng bộ xã Đông Xá", "grassroots_organization", "yen-thu", "commune"),
    ("dong-xa-1", "Chi bộ thôn Đông 1", "subordinate_cell", "dong-xa", "village"),
    ("dong-xa-2", "Chi bộ thôn Đông 2", "subordinate_cell", "dong-xa", "village"),
    ("tay-xa", "Đảng bộ xã Tây Xá", "grassroots_organization", "yen-thu", "commune"),
    ("tay-xa-1", "Chi bộ thôn Tây 1", "subordinate_cell", "tay-xa", "village"),
    ("kho-bac", "Chi bộ Kho bạc Nhà nước", "grassroots_cell", "yen-thu", "office"),
)

MEMBERS = (
    ("dv-01", "Nhữ Thị Hân", "dong-xa-1", Standing.FULL, Post.SECRETARY, "dong-xa-1"),
    ("dv-02", "Trần Văn Hà", "dong-xa-1", Standing.FULL, None, None),
    ("dv-03", "Lê Văn Hả", "dong-xa-1", Standing.PROBATIONARY, None, None),
    ("dv-04", "Ma Văn Đức", "dong-xa-2", Standing.FULL, Post.SECRETARY, "dong-xa"),
    ("dv-05", "Hoàng Thị An", "dong-xa-2", Standing.EXEMPT, None, None),
    ("dv-06", "Nông Thị Ánh", "tay-xa-1", Standing.FULL, Post.STANDING_DEPUTY, "tay-xa"),
    ("dv-07", "Lý Văn Ước", "tay-xa-1", Standing.FULL, None, None),
    ("dv-08", "Phạm Thị Bích", "kho-bac", Standing.FULL, Post.ORGANIZATION_OFFICE, "yen-thu"),
    ("dv-09", "Đỗ Văn Cường", "kho-bac", Standing.FULL, Post.INSPECTION, "yen-thu"),
)


@dataclass(frozen=True)
class District:
    """The small organization: its organizations and members by code."""

    organizations: dict[str, Organization]
    members: dict[str, Member]

    def placement(self, code: str, on: date = TODAY) -> Placement:
        """How the organization stands on the day; fails where it does not."""
        placement = placement_by_code(code, on=on)
        assert placement is not None
        return placement


@pytest.fixture(scope="session")
def ready(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    """An installation in which `vungmanh init` has run and nothing else, on the tested database; to be copied."""
    with new_office(tmp_path_factory.mktemp("ready")) as office:
        assert office.run("init").status == 0
        office.forks.end()
        yield office


@pytest.fixture
def operator() -> Actor:
    """The person at the command line."""
    return Actor.operator("tests")


@pytest.fixture
def listed(db: None) -> None:
    """The member list shows the tests' today."""
    listing.advance(TODAY)


@pytest.fixture
def district(listed: None, operator: Actor) -> District:
    """The small organization, founded on 1/1/2005, its members enrolled on 1/1/2010."""
    return laid("district", lambda: _district(operator))


def _district(operator: Actor) -> District:
    founded = found_organizations(
        by=operator,
        new=[
            NewOrganization(code, name, kind, parent, FOUNDED, sector, Decision("01-QĐ/HU", FOUNDED))
            for code, name, kind, parent, sector in ORGANIZATIONS
        ],
    )
    organizations = {organization.code: organization for organization in founded}
    members = _enrolled(operator, organizations)
    record_posts(
        by=operator,
        posts=[
            NewPost(members[code].pk, organizations[place].pk, post, date(2015, 6, 1))
            for code, _name, _cell, _standing, post, place in MEMBERS
            if post and place
        ],
    )
    return District(organizations, members)


def _enrolled(operator: Actor, organizations: dict[str, Organization]) -> dict[str, Member]:
    new: Sequence[NewMember] = [
        NewMember(
            code=code,
            organization_id=organizations[cell].pk,
            starts_on=date(2010, 1, 1),
            standing=standing,
            particulars={
                "full_name": name,
                "card_number": f"0012345678{code[-2:]}",
                "birth_date": date(1970, 1, int(code[-2:])),
                "joined_on": date(2009, 1, 1),
            },
        )
        for code, name, cell, standing, _post, _place in MEMBERS
    ]
    return {member.code: member for member in enrol_members(by=operator, new=new)}


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave to the other database what runs on one only; the summary counts it as deselected."""
    on_postgresql = settings.DATABASES["default"]["ENGINE"].endswith("postgresql")
    elsewhere = {"browser", "libreoffice"} if on_postgresql else {"postgresql"}
    left_out = [
        item
        for item in items
        if elsewhere & {mark.name for mark in item.iter_markers()} or (on_postgresql and _knows_no_database(item))
    ]
    if left_out:
        config.hook.pytest_deselected(items=left_out)
        items[:] = [item for item in items if item not in left_out]


def _knows_no_database(item: pytest.Item) -> bool:
    """Whether the test is of a folder without a database and asks for none: it would say the same on any."""
    asks = {"db", "transactional_db", "django_db_setup"} & set(getattr(item, "fixturenames", ()))
    return item.path.parent.name in NO_DATABASE and not asks and item.get_closest_marker("django_db") is None


def pytest_runtest_setup(item: pytest.Item) -> None:
    """Skip a test whose program is missing, saying how to install it."""
    for mark in item.iter_markers():
        program, package = PROGRAMS.get(mark.name, ("python3", ""))
        if package and shutil.which(program) is None:
            pytest.skip(f"needs {program}: apt-get install {package}")


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say what was skipped and how to change that."""
    reasons = {str(report.longrepr[-1]) for report in terminalreporter.stats.get("skipped", ())}
    for reason in sorted(reasons):
        terminalreporter.write_line(f"Not run here: {reason.removeprefix('Skipped: ')}")


def pytest_sessionfinish(session: pytest.Session) -> None:
    """Where everything is required, a skipped test fails the run."""
    reporter = session.config.pluginmanager.get_plugin("terminalreporter")
    if REQUIRE_ALL and reporter is not None and reporter.stats.get("skipped"):
        reporter.write_line("\nVUNGMANH_REQUIRE_ALL: a skipped test is a failure.")
        session.exitstatus = pytest.ExitCode.TESTS_FAILED
