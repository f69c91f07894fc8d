"""`may`, `visible` and `who_may` come from one page of grants and never disagree."""

from datetime import date

import pytest

from tests.conftest import MEMBERS, TODAY, District
from vungmanh.access.grants import GRANTS, MEMBER, reach_of
from vungmanh.access.questions import (
    NoRight,
    NotVisible,
    check_anywhere,
    load_member,
    load_organization,
    may,
    may_anywhere,
    may_with_member,
    visible,
    who_may,
)
from vungmanh.access.rights import Reach, Right
from vungmanh.foundation.actors import Actor
from vungmanh.members.actions import NewPost, end_memberships, record_posts
from vungmanh.members.models import Leaving, Post
from vungmanh.organizations.actions import dissolve_organization
from vungmanh.organizations.models import Placement

CAPACITIES = [*Post.values, MEMBER]


def acting(district: District, post: str, code: str, member: str = "dv-01") -> Actor:
    return Actor(
        "Ai đó", "", member_id=district.members[member].pk, post=post, organization_id=district.organizations[code].pk
    )


@pytest.mark.parametrize("post", CAPACITIES)
def test_what_one_may_is_what_one_sees_everywhere(district: District, post: str) -> None:
    placements = list(Placement.objects.on(TODAY).select_related("organization"))
    for place in district.organizations:
        actor = acting(district, post, place)
        for right in Right:
            allowed = {row.pk for row in placements if may(actor, right, row)}
            assert {row.pk for row in visible(actor, right, on=TODAY)} == allowed, (post, right, place)


def test_who_may_names_exactly_those_who_may(district: District, operator: Actor) -> None:
    members = [member.pk for member in district.members.values()]
    places = list(district.organizations.values())
    record_posts(
        by=operator,
        posts=[
            NewPost(members[(number + row) % len(members)], place.pk, post, date(2018, 1, 1))
            for number, place in enumerate(places)
            for row, post in enumerate(Post.values)
            if place.code in ("yen-thu", "tay-xa-1") and post != Post.ORGANIZATION_OFFICE
        ],
    )
    held = _held(district)
    for row in Placement.objects.on(TODAY):
        for right in Right:
            named = sorted((holder.member_id, holder.post) for holder in who_may(right, row, on=TODAY))
            expected = sorted(
                (member_id, post)
                for member_id, post, place in held
                if may(Actor("", "", member_id=member_id, post=post, organization_id=place), right, row)
            )
            assert named == expected, (right, row.name)


def _held(district: District) -> list[tuple[int, str, int]]:
    return [
        (post.member_id, post.post, post.organization_id)
        for member in district.members.values()
        for post in member.posts.effective()
    ]


DONG = {"dong-xa", "dong-xa-1", "dong-xa-2"}
EVERYTHING = DONG | {"yen-thu", "tay-xa", "tay-xa-1", "kho-bac"}
MATRIX = {
    (Post.ORGANIZATION_OFFICE, "yen-thu", Right.MANAGE_ORGANIZATIONS): EVERYTHING,
    (Post.ORGANIZATION_OFFICE, "dong-xa", Right.IMPORT): DONG,
    (Post.SECRETARY, "dong-xa", Right.SEE_MEMBERS): DONG,
    (Post.SECRETARY, "dong-xa-1", Right.SEE_MEMBERS): {"dong-xa-1"},
    (Post.SECRETARY, "dong-xa", Right.JUSTIFY_CAPS): {"dong-xa"},
    (Post.SECRETARY, "yen-thu", Right.MANAGE_MEMBERS): set(),
    (Post.STANDING_DEPUTY, "tay-xa", Right.SEE_REPORTS): {"tay-xa", "tay-xa-1"},
    (Post.COMMITTEE, "yen-thu", Right.SEE_ORGANIZATIONS): EVERYTHING,
    (Post.COMMITTEE, "yen-thu", Right.SEE_MEMBERS): set(),
    (Post.INSPECTION, "yen-thu", Right.SEE_JOURNAL): EVERYTHING,
    (Post.INSPECTION, "yen-thu", Right.MANAGE_MEMBERS): set(),
    (MEMBER, "dong-xa-1", Right.SEE_ORGANIZATIONS): {"dong-xa-1"},
    (MEMBER, "dong-xa-1", Right.SEE_MEMBERS): set(),
}
"""Written by hand, so that a change of the page of grants is seen here."""


@pytest.mark.parametrize(("post", "place", "right"), MATRIX)
def test_rights_reach_as_far_as_the_page_of_grants_says(
    district: District, post: str, place: str, right: Right
) -> None:
    seen = {row.organization.code for row in visible(acting(district, post, place), right, on=TODAY)}
    assert seen == MATRIX[post, place, right]


def test_what_is_not_granted_is_denied(district: District) -> None:
    row = district.placement("yen-thu")
    for actor in (Actor("", "", post="emperor", organization_id=row.organization_id), Actor("", "", post="secretary")):
        assert [may(actor, right, row) for right in Right] == [False] * len(Right)
        assert not any(may_anywhere(acting(district, "emperor", "yen-thu"), right) for right in Right)
        assert [list(visible(actor, right, on=TODAY)) for right in Right] == [[]] * len(Right)


def test_the_operator_at_the_command_line_may_everything(district: District, operator: Actor) -> None:
    for right in Right:
        assert visible(operator, right, on=TODAY).count() == len(district.organizations)
        assert may(operator, right, district.placement("yen-thu"))
        assert may_anywhere(operator, right)
        assert may_with_member(operator, right, district.members["dv-01"], on=TODAY)


@pytest.mark.parametrize("post", CAPACITIES)
def test_members_are_seen_where_their_organization_is(district: District, post: str) -> None:
    cells = {code: cell for code, _name, cell, *_rest in MEMBERS}
    for place in ("yen-thu", "dong-xa", "dong-xa-1"):
        actor = acting(district, post, place)
        for code, member in district.members.items():
            oneself = code == "dv-01" and reach_of(MEMBER, Right.SEE_MEMBERS) == Reach.SELF
            expected = oneself or may(actor, Right.SEE_MEMBERS, district.placement(cells[code]))
            assert may_with_member(actor, Right.SEE_MEMBERS, member, on=TODAY) == expected


def test_a_member_who_left_is_seen_where_last_enrolled(district: District, operator: Actor) -> None:
    member = district.members["dv-02"]
    end_memberships(by=operator, endings=[(member, Leaving.DIED, date(2018, 1, 1))])
    assert may_with_member(acting(district, Post.SECRETARY, "dong-xa"), Right.SEE_MEMBERS, member, on=TODAY)
    assert not may_with_member(acting(district, Post.SECRETARY, "tay-xa"), Right.SEE_MEMBERS, member, on=TODAY)


def test_what_one_does_not_see_and_what_there_is_not_look_alike(district: District) -> None:
    actor = acting(district, Post.SECRETARY, "dong-xa")
    for code in ("tay-xa", "nowhere"):
        with pytest.raises(NotVisible):
            load_organization(actor, Right.SEE_ORGANIZATIONS, code, on=TODAY)
    for member_id in (district.members["dv-07"].pk, 10**6):
        with pytest.raises(NotVisible):
            load_member(actor, Right.SEE_MEMBERS, member_id, on=TODAY)


def test_what_one_sees_but_may_not_change_names_the_right_and_its_holders(district: District) -> None:
    actor = acting(district, Post.SECRETARY, "dong-xa")
    with pytest.raises(NoRight) as organization:
        load_organization(actor, Right.MANAGE_ORGANIZATIONS, "dong-xa", on=TODAY)
    with pytest.raises(NoRight) as member:
        load_member(actor, Right.MANAGE_MEMBERS, district.members["dv-01"].pk, on=TODAY)
    with pytest.raises(NoRight) as anywhere:
        check_anywhere(actor, Right.IMPORT)
    for refused, right in (
        (organization, Right.MANAGE_ORGANIZATIONS), (member, Right.MANAGE_MEMBERS), (anywhere, Right.IMPORT),
    ):  # fmt: skip
        assert refused.value.right == right
        assert [(one.full_name, one.organization) for one in refused.value.holders] == [
            ("Phạm Thị Bích", "Đảng bộ huyện Yên Thử")
        ]


def test_one_loads_what_one_may(district: District, operator: Actor) -> None:
    actor = acting(district, Post.ORGANIZATION_OFFICE, "yen-thu", "dv-08")
    assert load_organization(actor, Right.MANAGE_ORGANIZATIONS, "dong-xa", on=TODAY) == district.placement("dong-xa")
    member = district.members["dv-07"]
    assert load_member(actor, Right.MANAGE_MEMBERS, member.pk, on=TODAY) == member
    check_anywhere(actor, Right.IMPORT)
    dissolve_organization(by=operator, on=date(2018, 1, 1), organization=district.organizations["kho-bac"])
    last = load_organization(actor, Right.SEE_ORGANIZATIONS, "kho-bac", on=TODAY)
    assert last.ends_on == date(2018, 1, 1)


def test_every_post_stands_in_the_page_of_grants() -> None:
    assert set(GRANTS) == set(CAPACITIES)


def test_rights_and_reaches_have_names_in_both_languages() -> None:
    for one in (*Right, *Reach):
        assert one.name_text.vi
        assert one.name_text.en
