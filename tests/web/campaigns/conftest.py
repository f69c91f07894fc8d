"""The campaign of 2019 of the small district."""

from datetime import date

import pytest

from tests.laying import laid
from tests.web.campaigns.reviewing import DUE, OPENED, Reviewing
from tests.web.conftest import Site
from vungmanh.campaigns.running.actions import open_campaign
from vungmanh.foundation.actors import Actor


@pytest.fixture
def reviewing(site: Site, operator: Actor) -> Reviewing:
    """Opened on 1/12/2019; self-reviews are due on the 22nd, two days after the tests' today."""
    return laid("reviewing", lambda: _reviewing(site, operator))


def _reviewing(site: Site, operator: Actor) -> Reviewing:
    root = site.district.placement("yen-thu", date(2019, 12, 31))
    campaign = open_campaign(by=operator, root=root, year=2019, on=OPENED, calendar={"self_review": DUE})
    return Reviewing(site, campaign)
