"""The campaign of 2019 of the small district, whose subjects are listed."""

import pytest

from tests.campaigns.conftest import Year, opened_year
from tests.conftest import District
from vungmanh.foundation.actors import Actor


@pytest.fixture
def year(district: District, operator: Actor) -> Year:
    """The campaign of 2019."""
    return opened_year(district, operator)
