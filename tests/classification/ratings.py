"""The year 2018 of the small organization, rated so that every kind of outcome occurs, and a short way to rate."""

from collections.abc import Mapping
from datetime import date
from types import MappingProxyType

from tests.conftest import District
from vungmanh.classification.actions import Rating, record_results
from vungmanh.classification.models import Status
from vungmanh.foundation.actors import Actor
from vungmanh.foundation.decisions import Decision

YEAR_END = date(2018, 12, 31)
DECISION = Decision("15-QĐ/HU", date(2019, 1, 10))
UNDER_SIX_MONTHS = "Kết nạp chưa đủ 6 tháng"

ORGANIZATIONS_2018 = {
    "dong-xa": "excellent",
    "tay-xa": "good",
    "kho-bac": "good",
    "dong-xa-1": "excellent",
    "dong-xa-2": "good",
    "tay-xa-1": "completed",
}
MEMBERS_2018 = {
    "dv-01": "excellent",
    "dv-02": "good",
    "dv-04": "good",
    "dv-06": "completed",
    "dv-07": "not_completed",
    "dv-08": "good",
}
"""dv-03 is reviewed but not rated, dv-05 exempt by standing, dv-09 has no result."""


def rate(
    district: District,
    year: int,
    organizations: Mapping[str, str] = MappingProxyType({}),
    members: Mapping[str, str] = MappingProxyType({}),
    *,
    exemplary: bool = False,
    decision: Decision = DECISION,
) -> None:
    """Record categories by code."""
    record_results(
        by=Actor.operator("tests"),
        year=year,
        decision=decision,
        organizations=[
            Rating(district.organizations[code].pk, category, exemplary=exemplary)
            for code, category in organizations.items()
        ],
        members=[Rating(district.members[code].pk, category) for code, category in members.items()],
    )


def rate_2018(district: District) -> None:
    """Record the whole year 2018."""
    rate(district, 2018, ORGANIZATIONS_2018, MEMBERS_2018)
    reviewed = Rating(district.members["dv-03"].pk, status=Status.REVIEWED, reason=UNDER_SIX_MONTHS)
    record_results(by=Actor.operator("tests"), year=2018, decision=DECISION, members=[reviewed])
