"""The journal shows what happened in the places and the time that somebody was responsible for, and no more."""

from datetime import date

import pytest

from tests.conftest import TODAY, District
from vungmanh.access.responsibility import entries_in_reach, responsible_since
from vungmanh.foundation.actors import Actor
from vungmanh.journal.models import Entry
from vungmanh.journal.queries import entries
from vungmanh.journal.writing import act
from vungmanh.members.actions import NewPost, end_posts, record_posts
from vungmanh.members.events import CORRECTED
from vungmanh.members.models import Post, PostHeld
from vungmanh.organizations.actions import move_organization


def written_in(district: District, code: str, day: str) -> int:
    """An entry that happened in the organization on a day of the clock."""
    with act(CORRECTED, by=Actor.operator("tests"), place=district.organizations[code].pk, count=1) as action:
        Entry.objects.filter(pk=action.entry.pk).update(recorded_at=f"{day}T08:00:00+07:00")
        return action.entry.pk


def office(district: District, post: str = Post.ORGANIZATION_OFFICE, code: str = "dong-xa") -> Actor:
    member = district.members["dv-08" if post == Post.ORGANIZATION_OFFICE else "dv-09"]
    return Actor("x", "x", member_id=member.pk, post=post, organization_id=district.organizations[code].pk)


def seen(district: District, actor: Actor, numbers: list[int], *, code: str = "dong-xa") -> list[int]:
    """Which of the entries the actor sees in the organization and below."""
    found = entries_in_reach(entries(), actor, district.placement(code), on=TODAY).filter(pk__in=numbers)
    return sorted(found.values_list("pk", flat=True))


@pytest.fixture
def held(district: District, operator: Actor) -> District:
    """The office and the inspection of Đông Xá begin on 1/6/2018."""
    new = [
        NewPost(district.members[code].pk, district.organizations["dong-xa"].pk, post, date(2018, 6, 1))
        for code, post in (("dv-08", Post.ORGANIZATION_OFFICE), ("dv-09", Post.INSPECTION))
    ]
    record_posts(by=operator, posts=new)
    return district


def test_what_was_before_the_post_is_not_shown_but_to_an_inspection(held: District) -> None:
    before, after = written_in(held, "dong-xa-1", "2018-05-31"), written_in(held, "dong-xa-1", "2018-06-01")
    assert seen(held, office(held), [before, after]) == [after]
    assert seen(held, office(held, Post.INSPECTION), [before, after]) == [before, after]


def test_what_happened_elsewhere_before_an_organization_came_into_reach_is_not_shown(
    held: District, operator: Actor
) -> None:
    before = written_in(held, "tay-xa-1", "2018-12-31")
    move_organization(
        by=operator,
        on=date(2019, 1, 1),
        organization=held.organizations["tay-xa-1"],
        parent=held.organizations["dong-xa"],
    )
    after = written_in(held, "tay-xa-1", "2019-01-01")
    assert seen(held, office(held), [before, after]) == [after]


def test_what_happened_here_before_an_organization_left_the_reach_stays_shown(held: District, operator: Actor) -> None:
    before = written_in(held, "dong-xa-2", "2018-12-31")
    move_organization(
        by=operator,
        on=date(2019, 1, 1),
        organization=held.organizations["dong-xa-2"],
        parent=held.organizations["tay-xa"],
    )
    after = written_in(held, "dong-xa-2", "2019-01-01")
    assert seen(held, office(held), [before, after]) == [before]


def test_an_entry_from_before_an_organization_began_counts_where_it_began(held: District) -> None:
    early = written_in(held, "dong-xa-1", "2004-12-31")
    assert seen(held, office(held, Post.INSPECTION), [early]) == [early]


def test_a_post_held_on_without_a_gap_is_one_responsibility(held: District, operator: Actor) -> None:
    first = PostHeld.objects.effective().get(post=Post.ORGANIZATION_OFFICE, organization=held.organizations["dong-xa"])
    end_posts(by=operator, on=date(2019, 1, 1), posts=[first])
    again = NewPost(first.member_id, first.organization_id, first.post, date(2019, 1, 1))
    record_posts(by=operator, posts=[again])
    assert responsible_since(office(held), on=TODAY) == date(2018, 6, 1)


def test_after_a_gap_responsibility_begins_anew(held: District, operator: Actor) -> None:
    first = PostHeld.objects.effective().get(post=Post.ORGANIZATION_OFFICE, organization=held.organizations["dong-xa"])
    end_posts(by=operator, on=date(2019, 1, 1), posts=[first])
    record_posts(by=operator, posts=[NewPost(first.member_id, first.organization_id, first.post, date(2019, 3, 1))])
    assert responsible_since(office(held), on=TODAY) == date(2019, 3, 1)


def test_the_root_alone_has_what_belongs_nowhere(held: District, operator: Actor) -> None:
    with act(CORRECTED, by=operator, count=1) as action:
        pass
    numbers = [action.entry.pk]
    assert seen(held, operator, numbers, code="yen-thu") == numbers
    assert seen(held, operator, numbers) == []
