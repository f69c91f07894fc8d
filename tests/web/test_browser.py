"""A cell secretary's way through the pages on a phone, in a real chromium."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

from tests.web.conftest import CHROMIUM, Site
from vungmanh.demo.personas import PERSONAS

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(not CHROMIUM.exists(), reason="no browser: apt-get install chromium"),
]


@pytest.fixture
def phone(chromium: Browser) -> Iterator[Page]:
    """A page of phone width; at the end nothing may have been complained of, violations of the policy included."""
    page = chromium.new_page(viewport={"width": 390, "height": 844})
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: complaints.append(str(error)))
    yield page
    page.close()
    assert complaints == []


def _fits(page: Page) -> bool:
    """Whether nothing needs scrolling sideways."""
    return bool(page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"))


def _sign_in(page: Page, address: str) -> None:
    page.goto(address + "/accounts/login/")
    page.fill("#id_login", "office")
    page.fill("#id_password", "kim-phu-2018-x")
    page.click("form.card button.p")
    page.wait_for_url(address + "/")


def test_home_to_organization_to_members_to_search(site: Site, live_server: object, phone: Page) -> None:
    address = live_server.url  # type: ignore[attr-defined]
    _sign_in(phone, address)
    assert _fits(phone)
    phone.click("details.menu summary")
    phone.click("details.menu >> text=Tổ chức đảng")
    assert _fits(phone)
    phone.click("a.turn >> nth=0")
    phone.click("text=Chi bộ thôn Đông 1")
    phone.wait_for_url("**/organizations/dong-xa-1/")
    assert _fits(phone)
    phone.click(".card .v a >> nth=0")
    assert phone.inner_text("tbody tr >> nth=0").startswith("Trần Văn Hà")
    assert _fits(phone)
    phone.locator("#words").press_sequentially("nhu thi")
    phone.wait_for_selector("#found a.item")
    assert phone.inner_text("#found a.item").startswith("Nhữ Thị Hân")
    phone.press("#words", "ArrowDown")
    phone.keyboard.press("Enter")
    phone.wait_for_url("**/members/*/**")
    assert phone.inner_text("h1") == "Nhữ Thị Hân"
    assert _fits(phone)


def test_the_pages_work_without_scripts(site: Site, live_server: object, chromium: Browser) -> None:
    address = live_server.url  # type: ignore[attr-defined]
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    _sign_in(page, address)
    page.fill("#words", "han")
    page.press("#words", "Enter")
    assert "Nhữ Thị Hân" in page.inner_text("main")
    page.goto(address + "/organizations/")
    page.click("a.turn >> nth=0")
    assert "Chi bộ thôn Đông 1" in page.inner_text("main")
    context.close()


def test_a_persona_signs_in_with_one_click(live_server: object, phone: Page) -> None:
    phone.goto(live_server.url + "/")  # type: ignore[attr-defined]
    assert phone.locator(".personas button").count() == len(PERSONAS)
    assert _fits(phone)
