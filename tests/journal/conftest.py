"""An installation with one district, for tests with several processes."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.offices import Office, new_office

FOUND = """
from datetime import date
from vungmanh.foundation.actors import Actor
from vungmanh.organizations.actions import found_organizations
from vungmanh.organizations.founding import NewOrganization
day = date(2005, 1, 1)
found_organizations(by=Actor.operator("tests"), new=[
    NewOrganization("huyen", "Đảng bộ huyện", "district", None, day),
    NewOrganization("xa-1", "Đảng bộ xã Một", "grassroots_organization", "huyen", day, "commune"),
    NewOrganization("xa-2", "Đảng bộ xã Hai", "grassroots_organization", "huyen", day, "commune"),
])
"""


@pytest.fixture
def office(tmp_path: Path, ready: Office) -> Iterator[Office]:
    """A district with two communes."""
    with new_office(tmp_path, like=ready) as made:
        made.python(FOUND)
        yield made
