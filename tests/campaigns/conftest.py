"""The campaign of 2019 of the small district, opened on 1/12/2019, with short words for its steps."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

import pytest

from tests.conftest import District
from tests.laying import laid
from vungmanh.campaigns.models import Campaign, SubjectKind, Terms
from vungmanh.campaigns.review.reviewing import Written, hand_in, hold_reviews
from vungmanh.campaigns.running.actions import open_campaign
from vungmanh.campaigns.subjects import terms_in
from vungmanh.foundation.actors import Actor
from vungmanh.foundation.decisions import Decision
from vungmanh.members.actions import NewPost, record_posts
from vungmanh.members.models import Post

OPENED = date(2019, 12, 1)
MEETING = date(2019, 12, 10)
DECISION = Decision("21-QĐ/ĐU", date(2020, 1, 6))
BEST = {"tasks": "excellent", "others": "excellent"}


@dataclass(frozen=True)
class Year:
    """The campaign with its district."""

    district: District
    campaign: Campaign
    by: Actor

    def member(self, code: str) -> Terms:
        """The terms of a member."""
        return terms_in(self.campaign).get(subject__member=self.district.members[code])

    def body(self, code: str, kind: SubjectKind = SubjectKind.ORGANIZATION) -> Terms:
        """The terms of an organization or its collective."""
        return terms_in(self.campaign).get(subject__organization=self.district.organizations[code], subject__kind=kind)

    def write(self, terms: Terms, claimed: str = "good") -> None:
        """Hand in a self-review."""
        written = Written({"results": "Hoàn thành các việc được giao."}, {}, claimed)
        hand_in(by=self.by, subject=terms.subject, terms=terms, written=written, on=OPENED)

    def hold(self, terms: Iterable[Terms]) -> None:
        """Review these, in this order, whether or not they have handed in."""
        hold_reviews(
            by=self.by, campaign=self.campaign, terms=list(terms), on=MEETING, reason="Tự kiểm điểm bằng lời."
        )  # fmt: skip


@pytest.fixture
def year(district: District, operator: Actor) -> Year:
    """The campaign of 2019."""
    return opened_year(district, operator)


def opened_year(district: District, operator: Actor) -> Year:
    """The cell dong-xa-1 has a secretary and a deputy and so a collective."""
    return laid("year", lambda: _year(district, operator))


def _year(district: District, operator: Actor) -> Year:
    place = district.organizations["dong-xa-1"].pk
    posts = [NewPost(district.members["dv-02"].pk, place, Post.DEPUTY, date(2016, 1, 1))]
    record_posts(by=operator, posts=posts)
    root = district.placement("yen-thu", date(2019, 12, 31))
    campaign = open_campaign(by=operator, root=root, year=2019, on=OPENED, calendar={"self_review": date(2019, 12, 8)})
    return Year(district, campaign, operator)
