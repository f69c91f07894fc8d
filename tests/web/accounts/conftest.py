"""Browsers of the office that confirmed a moment ago who they are."""

import re

import pytest
from django.test import Client

from tests.web.conftest import Site

PASSWORD = "kim-phu-2018-x"
CODE = re.compile(r"[2-9A-Z]{4}-[2-9A-Z]{4}-[2-9A-Z]{4}")


def step_up(client: Client, password: str = PASSWORD) -> Client:
    """Confirm with the password."""
    answer = client.post("/accounts/reauthenticate/", {"password": password, "next": "/logins/"})
    assert answer.status_code == 302, answer.content.decode()
    return client


def codes_on(page: str) -> list[str]:
    """The codes that stand on a page of slips."""
    return re.findall(r'class="code">([^<]+)<', page)


@pytest.fixture
def sure_office(site: Site) -> Client:
    """The organization office, which confirmed a moment ago."""
    return step_up(site.at("office"))
