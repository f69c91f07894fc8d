"""A passkey in a real chromium with a virtual authenticator: added, then used in place of the password."""

import pytest
from allauth.mfa.models import Authenticator
from playwright.sync_api import Browser, Page

from tests.web.accounts.conftest import PASSWORD
from tests.web.conftest import CHROMIUM, Site

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(not CHROMIUM.exists(), reason="no browser: apt-get install chromium"),
]

FINGERPRINT = {
    "protocol": "ctap2", "transport": "internal", "hasResidentKey": True, "hasUserVerification": True,
    "isUserVerified": True, "automaticPresenceSimulation": True,
}  # fmt: skip
"""A reader of fingerprints that always recognizes its owner."""


@pytest.fixture
def page(chromium: Browser) -> Page:
    page = chromium.new_page(viewport={"width": 390, "height": 844})
    devtools = page.context.new_cdp_session(page)
    devtools.send("WebAuthn.enable")
    devtools.send("WebAuthn.addVirtualAuthenticator", {"options": FINGERPRINT})
    return page


def test_a_passkey_is_added_and_signs_in(site: Site, live_server: object, page: Page, settings: object) -> None:
    settings.MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = True  # type: ignore[attr-defined]
    address = live_server.url.replace("127.0.0.1", "localhost")  # type: ignore[attr-defined]
    page.goto(f"{address}/accounts/login/")
    page.fill("#id_login", "cell")
    page.fill("#id_password", PASSWORD)
    page.click("form.card button.p")
    page.wait_for_url(f"{address}/")
    page.goto(f"{address}/accounts/mfa/webauthn/add/")
    page.fill("input[type=password]", PASSWORD)
    page.click("form.card button.p")
    page.wait_for_url("**/webauthn/add/")
    assert page.input_value("#id_name") == "Khóa 1"
    page.check("#id_passwordless")
    page.click("#mfa_webauthn_add")
    page.wait_for_url("**/recovery-codes/**")
    assert set(Authenticator.objects.values_list("type", flat=True)) == {"webauthn", "recovery_codes"}
    page.context.clear_cookies()
    page.goto(f"{address}/accounts/login/")
    page.click("#passkey_login")
    page.wait_for_url(f"{address}/")
    assert page.text_content("details.who .name b") == "Nhữ Thị Hân"
