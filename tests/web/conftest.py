"""The small district with logins and the results of 2018, and browsers signed in as its people."""

import os
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest
from django.test import Client
from playwright.sync_api import Browser, Page, ViewportSize, sync_playwright

from tests.conftest import TODAY, District
from tests.laying import laid
from vungmanh.accounts.actions import give_login
from vungmanh.accounts.models import Login
from vungmanh.accounts.queries import as_plain_member
from vungmanh.classification.actions import Rating, record_results
from vungmanh.foundation.actors import Actor
from vungmanh.foundation.decisions import Decision
from vungmanh.members.actions import NewMember, enrol_members
from vungmanh.members.models import CorrectionRequest, Member, Standing
from vungmanh.members.queries import particulars_of
from vungmanh.members.requests import ask_correction
from vungmanh.web import remembering

CHROMIUM = Path("/usr/bin/chromium")
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update",
         "--disable-sync", "--no-first-run"]  # fmt: skip
SCREEN: ViewportSize = {"width": 1360, "height": 900}
PHONE: ViewportSize = {"width": 390, "height": 844}

PERSONAS = {"office": "dv-08", "auditor": "dv-09", "commune": "dv-04", "cell": "dv-01", "member": "dv-02"}
"""Organization office and auditor of the district, secretary of Đông Xá, secretary and member of its first cell."""


@pytest.fixture(autouse=True)
def _nothing_remembered() -> None:
    """Every test is asked cold: rows laid again are the same record to the server."""
    remembering._kept.clear()


@dataclass(frozen=True)
class Site:
    """The district with its logins."""

    district: District
    logins: dict[str, Login]

    def at(self, persona: str, language: str = "vi") -> Client:
        """A browser signed in as the persona."""
        client = Client()
        client.force_login(self.logins[persona], backend="django.contrib.auth.backends.ModelBackend")
        client.cookies["django_language"] = language
        return client

    def member(self, code: str) -> int:
        """The number of the member in addresses."""
        return self.district.members[code].pk


@pytest.fixture
def site(district: District, operator: Actor) -> Site:
    """Logins for the personas; results of 2018, too many of them excellent in Đông Xá."""
    return laid("site", lambda: _site(district, operator))


def _site(district: District, operator: Actor) -> Site:
    logins = {
        persona: give_login(by=operator, member=district.members[code], username=persona, password="kim-phu-2018-x")
        for persona, code in PERSONAS.items()
    }
    categories = {"dv-01": "excellent", "dv-02": "excellent", "dv-04": "good", "dv-06": "good", "dv-07": "completed"}
    record_results(
        by=operator,
        year=2018,
        decision=Decision("07-QĐ/ĐU", date(2019, 1, 8)),
        members=[Rating(district.members[code].pk, category) for code, category in categories.items()],
        organizations=[
            Rating(district.organizations["dong-xa"].pk, "excellent"),
            Rating(district.organizations["dong-xa-1"].pk, "good"),
        ],
    )
    return Site(district, logins)


@pytest.fixture
def office(site: Site) -> Client:
    """The organization office of the district."""
    return site.at("office")


def third_voter(site: Site, by: Actor) -> Member:
    """One more full member of the first cell of Đông Xá, in which three then have a vote: fewer cannot be secret."""
    place, day = site.district.organizations["dong-xa-1"].pk, date(2012, 1, 1)
    third = NewMember("dv-10", place, day, Standing.FULL, {"full_name": "Vi Thị Lan", "joined_on": day})
    return enrol_members(by=by, new=[third])[0]


def asked_by(site: Site, code: str, *, field: str = "other_name", wanted: str = "Hà Anh") -> CorrectionRequest:
    """A request for correction by the member about one of the own particulars."""
    member = site.district.members[code]
    return ask_correction(
        by=as_plain_member(member),
        on=TODAY,
        member=member,
        field=field,
        wanted=wanted,
        why="theo giấy khai sinh",
        made_from=particulars_of(member).pk,
        place=None,
    )


def opened(browser: Browser, site: Site, persona: str, address: str, size: ViewportSize, language: str = "vi") -> Page:
    """A page in a browser of its own, signed in as the persona."""
    context = browser.new_context(viewport=size)
    cookies = site.at(persona, language).cookies
    context.add_cookies([{"name": one.key, "value": one.value, "url": address} for one in cookies.values()])
    return context.new_page()


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    """Debian's chromium."""
    before = os.environ.get("DJANGO_ALLOW_ASYNC_UNSAFE")
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"  # Playwright's loop runs in this thread; the queries are the tests'
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=str(CHROMIUM), args=FLAGS)
        yield browser
        browser.close()
    if before is None:
        del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]
