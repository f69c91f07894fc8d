"""Slips with codes: made by the office, used by the member, once."""

from datetime import timedelta

import pytest
from django.test import Client

from tests.conftest import TODAY
from tests.web.accounts.conftest import CODE, codes_on, step_up
from tests.web.conftest import Site
from vungmanh.accounts.models import CodeState, Login, OneTimeCode
from vungmanh.journal.models import Entry

NEW = {"username": "ha.le", "password1": "mười hai con giáp", "password2": "mười hai con giáp"}


def slip_of(office: Client, site: Site, code: str, what: str = "invite") -> str:
    answer = office.post(f"/members/{site.member(code)}/login/{what}/")
    assert answer.status_code == 200, answer.content.decode()[:2000]
    (one,) = codes_on(answer.content.decode())
    return one


def taken(client: Client, code: str, **changes: str) -> Client:
    client.post("/activate/", {"code": code})
    client.post("/activate/password/", NEW | changes)
    return client


def test_an_invited_member_takes_the_login_and_is_signed_in(site: Site, sure_office: Client, client: Client) -> None:
    code = slip_of(sure_office, site, "dv-03")
    assert CODE.fullmatch(code)
    assert code not in str(list(OneTimeCode.objects.values_list()))
    typed = client.post("/activate/", {"code": code.lower().replace("-", " ")})
    assert typed.headers["Location"] == "/activate/password/"
    assert 'value="halv"' in client.get("/activate/password/").content.decode()
    assert client.post("/activate/password/", NEW).headers["Location"] == "/"
    assert client.get("/").status_code == 200
    assert Login.objects.get(username="ha.le").member_id == site.member("dv-03")
    about = Entry.objects.filter(subject_id=site.member("dv-03"), subject="member").order_by("pk")
    assert [entry.event for entry in about][-2:] == [
        "accounts.invited", "accounts.login_taken",
    ]  # fmt: skip


def test_a_code_is_used_once(site: Site, sure_office: Client, client: Client) -> None:
    code = slip_of(sure_office, site, "dv-03")
    other = Client()
    other.post("/activate/", {"code": code})  # both have the code on the screen
    taken(client, code)
    late = other.post("/activate/password/", NEW | {"username": "ha.le2"})
    assert (late.status_code, "Mã này đã được dùng." in late.content.decode()) == (409, True)
    assert "Mã này đã được dùng." in Client().post("/activate/", {"code": code}).content.decode()
    assert Login.objects.filter(member=site.member("dv-03")).count() == 1


def test_a_new_code_replaces_the_old_one(site: Site, sure_office: Client, client: Client) -> None:
    old, new = slip_of(sure_office, site, "dv-03"), slip_of(sure_office, site, "dv-03")
    assert "đã được thay bằng mã mới" in client.post("/activate/", {"code": old}).content.decode()
    assert client.post("/activate/", {"code": new}).status_code == 302
    states = list(OneTimeCode.objects.order_by("pk").values_list("state", flat=True))
    assert states == [CodeState.WITHDRAWN, CodeState.OPEN]


def test_a_withdrawn_code_is_worthless(site: Site, sure_office: Client, client: Client) -> None:
    code = slip_of(sure_office, site, "dv-03")
    assert sure_office.post(f"/members/{site.member('dv-03')}/login/withdraw/").status_code == 302
    assert "đã bị rút" in client.post("/activate/", {"code": code}).content.decode()


def test_an_expired_code_says_when_it_ended(site: Site, sure_office: Client, client: Client, settings: object) -> None:
    code = slip_of(sure_office, site, "dv-03")
    settings.TODAY = TODAY + timedelta(days=13)  # type: ignore[attr-defined]
    assert client.post("/activate/", {"code": code}).status_code == 302
    settings.TODAY = TODAY + timedelta(days=14)  # type: ignore[attr-defined]
    assert "đã hết hạn ngày 02/01/2020" in Client().post("/activate/", {"code": code}).content.decode()
    assert "đã hết hạn ngày 02/01/2020" in client.get("/activate/password/").content.decode()


def test_guessing_codes_is_stopped_and_the_wait_is_said(site: Site, sure_office: Client, client: Client) -> None:
    code = slip_of(sure_office, site, "dv-03")
    answers = [client.post("/activate/", {"code": "ABCD-EFGH-JKMN"}).status_code for _try in range(11)]
    assert answers == [409] * 10 + [429]
    page = client.post("/activate/", {"code": code})
    assert (page.status_code, "Chờ 10 phút rồi thử lại." in page.content.decode()) == (429, True)


def test_right_codes_do_not_use_up_the_tries(site: Site, sure_office: Client) -> None:
    code = slip_of(sure_office, site, "dv-03")
    assert {Client().post("/activate/", {"code": code}).status_code for _person in range(20)} == {302}


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"username": "office"}, "đã có người dùng"),
        ({"username": "Hà"}, "Chỉ dùng chữ thường không dấu"),
        ({"password2": "khác hẳn rồi đó"}, "không giống nhau"),
        ({"password1": "12345678", "password2": "12345678"}, "quá ngắn"),
    ],
)
def test_what_is_wrong_is_said_and_the_code_stays_good(
    site: Site, sure_office: Client, client: Client, changes: dict[str, str], said: str
) -> None:
    code = slip_of(sure_office, site, "dv-03")
    client.post("/activate/", {"code": code})
    page = client.post("/activate/password/", NEW | changes).content.decode()
    assert said in page
    assert client.post("/activate/password/", NEW).headers["Location"] == "/"


def test_a_reset_ends_the_old_password_and_every_session_at_once(
    site: Site, sure_office: Client, client: Client
) -> None:
    signed_in = Client()
    signed_in.post("/accounts/login/", {"login": "cell", "password": "kim-phu-2018-x"})
    assert signed_in.get("/").status_code == 200
    code = slip_of(sure_office, site, "dv-01", "reset")
    assert signed_in.get("/").status_code == 302
    assert Client().post("/accounts/login/", {"login": "cell", "password": "kim-phu-2018-x"}).status_code == 200
    client.post("/activate/", {"code": code})
    page = client.get("/activate/password/").content.decode()
    assert ("<b>cell</b>" in page, "id_username" in page) == (True, False)
    assert client.post("/activate/password/", NEW).headers["Location"] == "/"
    assert Client().post("/accounts/login/", {"login": "cell", "password": NEW["password1"]}).status_code == 302
    assert [e.event for e in Entry.objects.filter(event__startswith="accounts.").order_by("pk")][-2:] == [
        "accounts.reset_begun", "accounts.password_reset",
    ]  # fmt: skip


def test_a_locked_login_is_out_at_once_and_comes_back_unlocked(site: Site, sure_office: Client) -> None:
    signed_in, address = site.at("cell"), f"/members/{site.member('dv-01')}/login/"
    assert signed_in.get("/").status_code == 200
    assert sure_office.post(f"{address}lock/").status_code == 302
    assert signed_in.get("/").status_code == 302
    locked = Client().post("/accounts/login/", {"login": "cell", "password": "kim-phu-2018-x"})
    unknown = Client().post("/accounts/login/", {"login": "nobody", "password": "kim-phu-2018-x"})
    said = "Tên đăng nhập hoặc mật khẩu không đúng."
    assert [said in answer.content.decode() for answer in (locked, unknown)] == [True, True]
    assert sure_office.post(f"{address}lock/").status_code == 409
    assert sure_office.post(f"{address}reset/").status_code == 409
    assert sure_office.post(f"{address}unlock/").status_code == 302
    assert Client().post("/accounts/login/", {"login": "cell", "password": "kim-phu-2018-x"}).status_code == 302


def test_nobody_acts_on_the_own_login(site: Site, sure_office: Client) -> None:
    own = f"/members/{site.member('dv-08')}/login/"
    before = Login.objects.get(username="office").password
    answers = {what: sure_office.post(f"{own}{what}/") for what in ("reset", "lock", "factor", "invite")}
    assert {what: answer.status_code for what, answer in answers.items()} == dict.fromkeys(answers, 409)
    assert "Không ai tự làm việc này" in answers["reset"].content.decode()
    assert Login.objects.get(username="office").password == before


def test_without_confirming_again_nothing_happens(site: Site, office: Client) -> None:
    address = f"/members/{site.member('dv-01')}/login/lock/"
    for answer in (office.get(address), office.post(address)):
        assert answer.headers["Location"].startswith("/accounts/reauthenticate/?next=")
    assert Login.objects.get(username="cell").is_active
    assert step_up(office).post(address).status_code == 302
    assert not Login.objects.get(username="cell").is_active


@pytest.mark.parametrize("persona", ["auditor", "commune", "cell", "member"])
@pytest.mark.parametrize("what", ["invite", "reset", "lock", "unlock", "factor", "withdraw"])
def test_who_lacks_the_right_can_do_nothing_with_any_login(site: Site, persona: str, what: str) -> None:
    client = step_up(site.at(persona))
    answers = [client.post(f"/members/{site.member(code)}/login/{what}/").status_code for code in ("dv-02", "dv-07")]
    assert set(answers) <= {403, 404}
    assert not OneTimeCode.objects.exists()


def test_a_bulk_of_slips_one_each_for_whoever_has_none(site: Site, sure_office: Client, client: Client) -> None:
    preview = sure_office.get("/logins/invite/", {"whom": "members"}).content.decode()
    assert "Sẽ cấp mã cho 4 người." in preview
    page = sure_office.post("/logins/invite/", {"whom": "members"}).content.decode()
    codes = codes_on(page)
    assert (len(codes), len(set(codes))) == (4, 4)
    assert all(name in page for name in ("Lê Văn Hả", "Hoàng Thị An", "Nông Thị Ánh", "Lý Văn Ước"))
    assert "http://testserver/activate/" in page
    assert Entry.objects.filter(event="accounts.invited", part_of__isnull=False).count() == 4
    assert sure_office.post("/logins/invite/", {"whom": "members"}).status_code == 409
    again = codes_on(sure_office.post("/logins/invite/", {"whom": "members", "again": "on"}).content.decode())
    assert len(set(again) - set(codes)) == 4
    assert "đã được thay" in client.post("/activate/", {"code": codes[0]}).content.decode()


def test_a_bulk_for_those_who_hold_posts(site: Site, sure_office: Client) -> None:
    assert "Sẽ cấp mã cho 0 người." in sure_office.get("/logins/invite/", {"whom": "secretaries"}).content.decode()
    page = sure_office.post("/logins/invite/", {"whom": "posts"}).content.decode()
    assert (len(codes_on(page)), "Nông Thị Ánh" in page) == (1, True)


def test_the_register_shows_states_and_finds_names(site: Site, sure_office: Client) -> None:
    slip_of(sure_office, site, "dv-03")
    sure_office.post(f"/members/{site.member('dv-02')}/login/lock/")
    everybody = sure_office.get("/logins/").content.decode()
    shown = ["Lê Văn Hả", "Trần Văn Hà", "Nhữ Thị Hân", "Lý Văn Ước"]
    assert [name in everybody for name in shown] == [True, True, True, False]
    invited = sure_office.get("/logins/", {"state": "invited"}).content.decode()
    assert ["Lê Văn Hả" in invited, "Trần Văn Hà" in invited, "mã dùng đến 02/01/2020" in invited] == [
        True,
        False,
        True,
    ]
    locked = sure_office.get("/logins/", {"state": "locked"}).content.decode()
    assert ["Trần Văn Hà" in locked, "Nhữ Thị Hân" in locked] == [True, False]
    found = sure_office.get("/logins/", {"words": "han"}).content.decode()
    assert ["Nhữ Thị Hân" in found, "Trần Văn Hà" in found] == [True, False]
    assert "Nông Thị Ánh" in sure_office.get("/logins/", {"state": "missing"}).content.decode()


@pytest.mark.parametrize("typed", ["", "\0", "𝔄" * 40, "'; DROP TABLE--", "O0I1L"])
def test_hostile_codes_get_a_sentence(site: Site, client: Client, typed: str) -> None:
    assert client.post("/activate/", {"code": typed}).status_code in (200, 400, 409)
    assert client.get("/activate/password/").headers["Location"] == "/activate/"
