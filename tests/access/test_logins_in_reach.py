"""Over whose login the office may act: no login that reaches further than the office itself."""

import pytest

from tests.access.test_questions import acting
from tests.conftest import FOUNDED, TODAY, District
from vungmanh.access.logins import beyond_reach, check_manages_login
from vungmanh.foundation.actors import Actor
from vungmanh.foundation.refusals import Refusal
from vungmanh.members.actions import NewPost, record_posts
from vungmanh.members.models import Post


def code_of_refusal(actor: Actor, district: District, code: str) -> str | None:
    try:
        check_manages_login(actor, district.members[code], on=TODAY)
    except Refusal as refusal:
        return refusal.code
    return None


def test_an_office_below_does_not_touch_the_login_of_somebody_who_holds_a_post_above(
    district: District, operator: Actor
) -> None:
    office = acting(district, Post.ORGANIZATION_OFFICE, "dong-xa", member="dv-05")
    assert code_of_refusal(office, district, "dv-02") is None
    new = NewPost(district.members["dv-02"].pk, district.organizations["yen-thu"].pk, Post.COMMITTEE, FOUNDED)
    record_posts(by=operator, posts=[new])
    assert code_of_refusal(office, district, "dv-02") == "access.login_above_reach"
    above = acting(district, Post.ORGANIZATION_OFFICE, "yen-thu", member="dv-08")
    assert code_of_refusal(above, district, "dv-02") is None


def test_nobody_touches_the_own_login(district: District) -> None:
    office = acting(district, Post.ORGANIZATION_OFFICE, "yen-thu", member="dv-08")
    assert code_of_refusal(office, district, "dv-08") == "access.own_login"


@pytest.mark.parametrize("post", [post for post in Post.values if post != Post.ORGANIZATION_OFFICE])
def test_without_the_right_every_post_is_beyond_reach(district: District, post: str) -> None:
    actor = acting(district, post, "yen-thu", member="dv-05")
    holding = {code: district.members[code].pk for code in ("dv-01", "dv-04", "dv-06")}
    assert beyond_reach(actor, holding.values(), on=TODAY) == set(holding.values())
