"""Signing in: tries counted over all workers, the same answer for known and unknown names, sessions one by one."""

import pytest
from allauth.usersessions.models import UserSession
from django.core.cache import caches
from django.test import Client

from tests.web.accounts.conftest import PASSWORD
from tests.web.conftest import Site
from vungmanh.accounts import limits

CHROME = "Mozilla/5.0 (Linux; Android 9; SM-A105F) AppleWebKit/537.36 Chrome/96.0 Mobile Safari/537.36"
FIREFOX = "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:109.0) Gecko/20100101 Firefox/115.0"


def attempt(name: str, password: str = "sai rồi nhé bạn", **headers: str) -> str:
    return Client().post("/accounts/login/", {"login": name, "password": password}, headers=headers).content.decode()


@pytest.mark.parametrize("name", ["cell", "nobody"])
def test_known_and_unknown_names_are_answered_alike(site: Site, name: str) -> None:
    pages = [attempt(name) for _try in range(6)]
    assert ["Tên đăng nhập hoặc mật khẩu không đúng" in page for page in pages] == [True] * 5 + [False]
    assert "Đã ghi sai quá nhiều lần. Chờ 5 phút rồi thử lại." in pages[5]


def test_too_many_tries_stop_the_right_password_too(site: Site) -> None:
    for _try in range(5):
        attempt("cell")
    assert "Đã ghi sai quá nhiều lần." in attempt("cell", PASSWORD)
    assert attempt("member", PASSWORD) == ""


def test_names_in_other_letters_are_counted_together(site: Site) -> None:
    pages = [attempt(name) for name in ("Cell", "CELL", "cell", "cELL", "cell", "cell")]
    assert "Đã ghi sai quá nhiều lần." in pages[-1]


def test_guessing_many_names_from_one_address_is_stopped(site: Site) -> None:
    pages = [attempt(f"nobody{number}") for number in range(41)]
    assert ["Đã ghi sai quá nhiều lần." in page for page in pages] == [False] * 40 + [True]


def test_signing_in_rightly_is_not_counted(site: Site) -> None:
    assert [attempt("cell", PASSWORD) for _time in range(8)] == [""] * 8


def test_tries_stand_in_the_database_that_all_workers_share(site: Site) -> None:
    from django.db import connection

    assert limits.seconds_to_wait(limits.CODES, "x") == 0
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM shared_cache")
        assert cursor.fetchone()[0] >= 1


@pytest.mark.parametrize("field", ["login", "password"])
def test_a_nul_character_gets_our_words(site: Site, field: str) -> None:
    form = {"login": "cell", "password": PASSWORD} | {field: "a\0b"}
    answer = Client().post("/accounts/login/", form)
    assert (answer.status_code, "Không đọc được yêu cầu" in answer.content.decode()) == (400, True)


def test_search_faster_than_anybody_types_is_slowed_down(site: Site) -> None:
    caches["quick"].clear()
    client = site.at("cell")
    answers = [client.get("/search/", {"words": "han"}) for _time in range(122)]
    assert {answer.status_code for answer in answers[:119]} == {200}
    assert answers[-1].status_code in (200, 429)  # the minute may have turned
    caches["quick"].clear()


def test_sessions_are_shown_by_device_and_ended_one_by_one(site: Site) -> None:
    phone, desk = Client(headers={"user-agent": CHROME}), Client(headers={"user-agent": FIREFOX})
    for one in (phone, desk):
        one.post("/accounts/login/", {"login": "cell", "password": PASSWORD})
    page = desk.get("/accounts/sessions/").content.decode()
    assert ["Chrome trên Android" in page, "Firefox trên Windows" in page] == [True, True]
    ours = UserSession.objects.get(user_agent=CHROME)
    assert site.at("member").post(f"/accounts/sessions/{ours.pk}/end/").status_code == 404
    assert phone.get("/").status_code == 200
    assert desk.post(f"/accounts/sessions/{ours.pk}/end/").status_code == 302
    assert (phone.get("/").status_code, desk.get("/").status_code) == (302, 200)


def test_all_others_are_ended_together(site: Site) -> None:
    browsers = [Client() for _browser in range(3)]
    for one in browsers:
        one.post("/accounts/login/", {"login": "cell", "password": PASSWORD})
    browsers[0].post("/accounts/sessions/")
    assert [one.get("/").status_code for one in browsers] == [200, 302, 302]


def test_the_library_s_own_limit_has_our_page(site: Site, settings: object) -> None:
    settings.ACCOUNT_RATE_LIMITS = {"login": "1/m/ip"}  # type: ignore[attr-defined]
    attempt("cell")
    answer = Client().post("/accounts/login/", {"login": "cell", "password": PASSWORD})
    assert (answer.status_code, answer.headers["Retry-After"]) == (429, "60")
    assert "Chờ 1 phút rồi thử lại." in answer.content.decode()
