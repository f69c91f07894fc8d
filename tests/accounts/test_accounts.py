"""Logins belong to members and act in the capacity of a post held that day."""

from datetime import date

import pytest
from django.contrib.auth import authenticate
from django.utils.translation import override

from tests.conftest import TODAY, District
from vungmanh.accounts.actions import give_login
from vungmanh.accounts.models import Login
from vungmanh.accounts.queries import actor_in, capacities, login_named
from vungmanh.foundation.actors import Actor
from vungmanh.foundation.refusals import Refusal
from vungmanh.journal.models import Entry
from vungmanh.members.actions import NewPost, end_memberships, record_posts
from vungmanh.members.models import Leaving, Post

PASSWORD = "mười hai con giáp"


@pytest.fixture
def login(district: District, operator: Actor) -> Login:
    return give_login(by=operator, member=district.members["dv-04"], username="duc", password=PASSWORD)


def test_a_login_signs_in_and_the_journal_knows(login: Login) -> None:
    assert authenticate(username="duc", password=PASSWORD) == login
    assert authenticate(username="duc", password="wrong") is None
    entry = Entry.objects.get(event="accounts.login_given")
    assert (entry.subject, entry.subject_id, entry.details) == ("member", login.member_id, {"username": "duc"})


def test_a_login_without_a_password_does_not_sign_in(district: District, operator: Actor) -> None:
    login = give_login(by=operator, member=district.members["dv-01"], username="han")
    assert not login.has_usable_password()


@pytest.mark.parametrize(("code", "username"), [("dv-04", "khac"), ("dv-01", "duc")])
def test_one_member_one_login(district: District, operator: Actor, login: Login, code: str, username: str) -> None:
    with pytest.raises(Refusal) as refused:
        give_login(by=operator, member=district.members[code], username=username)
    assert refused.value.code == "accounts.login_exists"
    assert list(Login.objects.all()) == [login]


def test_capacities_are_the_posts_of_the_day_the_widest_first(
    district: District, operator: Actor, login: Login
) -> None:
    record_posts(
        by=operator,
        posts=[
            NewPost(login.member_id, district.organizations["dong-xa-2"].pk, Post.SECRETARY, date(2016, 1, 1)),
            NewPost(login.member_id, district.organizations["yen-thu"].pk, Post.COMMITTEE, date(2019, 1, 1)),
            NewPost(
                login.member_id, district.organizations["kho-bac"].pk, Post.DEPUTY, date(2014, 1, 1), date(2016, 1, 1)
            ),
        ],
    )
    assert [(one.post, one.organization_code) for one in capacities(login, on=TODAY)] == [
        ("committee", "yen-thu"), ("secretary", "dong-xa"), ("secretary", "dong-xa-2"), ("", "dong-xa-2"),
    ]  # fmt: skip
    assert [one.post for one in capacities(login, on=date(2015, 1, 1))] == ["deputy", ""]


def test_who_left_has_no_capacity(district: District, operator: Actor, login: Login) -> None:
    end_memberships(by=operator, endings=[(district.members["dv-04"], Leaving.DIED, TODAY)])
    assert capacities(login, on=TODAY) == []


def test_the_journal_words_a_capacity_in_vietnamese(login: Login) -> None:
    capacity = capacities(login, on=TODAY)[0]
    with override("en"):
        actor = actor_in(login, capacity)
    assert (actor.name, actor.capacity) == ("Ma Văn Đức", "Bí thư · Đảng bộ xã Đông Xá")
    assert (actor.post, actor.organization_id, actor.is_operator) == ("secretary", capacity.organization_id, False)


def test_without_a_capacity_nothing_may_be_done(login: Login) -> None:
    actor = actor_in(login, None)
    assert (actor.post, actor.organization_id, actor.capacity) == ("", None, "")


def test_a_login_is_found_by_its_name_while_it_is_active(login: Login) -> None:
    assert login_named("duc") == login
    Login.objects.update(is_active=False)
    assert login_named("duc") is None
