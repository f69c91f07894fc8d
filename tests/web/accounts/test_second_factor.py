"""The second factor: asked of posts by a setting, taken with real codes, lost and removed."""

import base64
import hmac
import re
import struct
import time

import pytest
from allauth.mfa.models import Authenticator
from django.test import Client

from tests.web.accounts.conftest import PASSWORD, step_up
from tests.web.conftest import Site
from vungmanh.journal.models import Entry
from vungmanh.members.models import PostHeld


@pytest.fixture(autouse=True)
def _asked_of_offices(settings: object) -> None:
    settings.SECOND_FACTOR_POSTS = frozenset({"organization_office", "secretary"})  # type: ignore[attr-defined]


def totp(secret: str, at: float | None = None) -> str:
    """The six digits that a telephone shows (RFC 6238)."""
    key = base64.b32decode(secret + "=" * (-len(secret) % 8))
    digest = hmac.new(key, struct.pack(">Q", int((at or time.time()) // 30)), "sha1").digest()
    start = digest[-1] & 15
    return f"{(struct.unpack('>I', digest[start : start + 4])[0] & 0x7FFFFFFF) % 1_000_000:06}"


def enrolled(client: Client) -> str:
    """Turn the authenticator on; its secret."""
    page = step_up(client).get("/accounts/mfa/totp/activate/").content.decode()
    secret = re.search(r'id="secret" value="([A-Z2-7]+)"', page).group(1)
    answer = client.post("/accounts/mfa/totp/activate/", {"code": totp(secret)})
    assert answer.status_code == 302, answer.content.decode()
    return secret


def signed_in(username: str) -> Client:
    client = Client()
    client.post("/accounts/login/", {"login": username, "password": PASSWORD})
    return client


def test_a_post_that_asks_for_it_waits_for_the_second_factor(site: Site) -> None:
    client = site.at("office")
    page = client.get("/").content.decode()
    assert "Tư cách “Cán bộ Ban Tổ chức · Đảng bộ huyện Yên Thử” chỉ dùng được sau khi bật xác thực hai bước." in page
    assert "làm việc với tư cách: Đảng viên · Chi bộ Kho bạc Nhà nước" in page
    assert 'href="/accounts/mfa/"' in page
    assert [client.get(one).status_code for one in ("/imports/", "/logins/", "/journal/")] == [403, 403, 403]
    enrolled(client)
    assert [client.get(one).status_code for one in ("/imports/", "/logins/", "/journal/")] == [200, 200, 200]
    assert "xác thực hai bước." not in client.get("/").content.decode()


def test_a_post_that_does_not_ask_is_not_held_up(site: Site) -> None:
    assert site.at("auditor").get("/journal/").status_code == 200


def test_a_waiting_capacity_cannot_be_chosen(site: Site) -> None:
    client = site.at("commune")
    key = str(PostHeld.objects.get(member=site.member("dv-04")).pk)
    assert client.post("/capacity/", {"capacity": key}).status_code == 404
    enrolled(client)
    assert client.post("/capacity/", {"capacity": key}).status_code == 302


def test_signing_in_asks_for_the_code(site: Site) -> None:
    secret = enrolled(site.at("office"))
    client = signed_in("office")
    assert client.get("/").status_code == 302
    wrong = client.post("/accounts/mfa/authenticate/", {"code": "000000"})
    assert "Mã không đúng hoặc đã hết hạn." in wrong.content.decode()
    later = totp(secret, time.time() + 30)  # the code of enrolment is spent
    assert client.post("/accounts/mfa/authenticate/", {"code": later}).status_code == 302
    assert client.get("/imports/").status_code == 200


def test_a_code_is_not_taken_twice(site: Site) -> None:
    secret = enrolled(site.at("office"))
    code = totp(secret, time.time() + 30)
    first, second = signed_in("office"), signed_in("office")
    answers = [one.post("/accounts/mfa/authenticate/", {"code": code}).status_code for one in (first, second)]
    assert answers == [302, 200]


def test_a_recovery_code_lets_in_once(site: Site) -> None:
    client = site.at("office")
    enrolled(client)
    page = client.get("/accounts/mfa/recovery-codes/").content.decode()
    code = re.search(r"<li>([0-9]{8})</li>", page).group(1)
    answers = [
        signed_in("office").post("/accounts/mfa/authenticate/", {"code": code}).status_code for _time in range(2)
    ]
    assert answers == [302, 200]


def test_secrets_do_not_stand_in_the_database(site: Site) -> None:
    secret = enrolled(site.at("office"))
    assert secret not in str(list(Authenticator.objects.values_list("data", flat=True)))


def test_the_office_removes_a_lost_factor_but_not_its_own(site: Site) -> None:
    lost, office = signed_in("commune"), site.at("office")
    enrolled(lost)
    enrolled(office)
    address = f"/members/{site.member('dv-04')}/login/"
    assert "Gỡ xác thực hai bước" in office.get(address).content.decode()
    assert office.post(f"{address}factor/").status_code == 302
    assert lost.get("/").status_code == 302
    assert signed_in("commune").get("/").status_code == 200
    entry = Entry.objects.get(event="accounts.second_factor_removed")
    assert (entry.actor, entry.subject_id) == ("Phạm Thị Bích", site.member("dv-04"))
    assert office.post(f"/members/{site.member('dv-08')}/login/factor/").status_code == 409
    assert office.post(f"{address}factor/").status_code == 409


def test_a_reset_does_not_go_around_the_second_factor(site: Site) -> None:
    from tests.web.accounts.test_codes_on_paper import NEW, slip_of

    enrolled(site.at("commune"))
    office = site.at("office")
    enrolled(office)
    client, code = Client(), slip_of(office, site, "dv-04", "reset")
    client.post("/activate/", {"code": code})
    assert client.post("/activate/password/", NEW).headers["Location"] == "/accounts/mfa/authenticate/"
    assert client.get("/").status_code == 302


def test_turning_it_off_asks_to_confirm(site: Site) -> None:
    client = site.at("office")
    enrolled(client)
    fresh = Client()
    fresh.force_login(site.logins["office"], backend="django.contrib.auth.backends.ModelBackend")
    assert fresh.post("/accounts/mfa/totp/deactivate/").headers["Location"].startswith("/accounts/reauthenticate/")
    assert client.post("/accounts/mfa/totp/deactivate/").status_code == 302
    assert client.get("/imports/").status_code == 403


MINE = (
    "/accounts/mfa/", "/accounts/mfa/totp/activate/", "/accounts/mfa/webauthn/add/", "/accounts/mfa/webauthn/",
    "/accounts/sessions/", "/accounts/password/",
)  # fmt: skip


@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize("address", MINE)
def test_pages_about_the_own_login_answer_without_any_capacity(
    site: Site, operator: object, address: str, language: str
) -> None:
    from tests.conftest import TODAY
    from vungmanh.members.actions import end_memberships
    from vungmanh.members.models import Leaving

    client = step_up(site.at("member", language))
    end_memberships(by=operator, endings=[(site.district.members["dv-02"], Leaving.LEFT, TODAY)])
    assert (client.get(address).status_code, client.get("/").status_code) == (200, 403)
