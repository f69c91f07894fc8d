"""Every page checked with axe in a real chromium: nothing serious, wide and narrow, in both languages."""

from collections.abc import Callable

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, Route

from tests.conftest import TODAY
from tests.exchange.workbooks import members
from tests.web.accounts.conftest import step_up
from tests.web.conftest import CHROMIUM, Site, asked_by
from vungmanh.exchange.actions import preview_import, start_import
from vungmanh.exports.models import Export
from vungmanh.foundation.actors import Actor
from vungmanh.members.actions import end_memberships

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(not CHROMIUM.exists(), reason="no browser: apt-get install chromium"),
]

WIDE, NARROW = {"width": 1360, "height": 900}, {"width": 390, "height": 844}
BAD = ("serious", "critical")
LISTS = ["/members/?standing=full&sort=king", "/members/?standing=suspended", "/lists/organizations/",
         "/lists/results_members/?year=2018", "/lists/results_organizations/?year=2018"]  # fmt: skip
OFFICE = ["/", "/organizations/", "/organizations/dong-xa/", "/organizations/dong-xa/move/", *LISTS,
          "/search/?words=an", "/classification/2018/", "/classification/2018/organizations/dong-xa/",
          "/reports/year-end/?year=2018", "/reports/bulletin/?year=2018", "/rulebooks/", "/imports/", "/exports/",
          "/journal/", "/logins/", "/accounts/mfa/", "/accounts/sessions/", "/accounts/password/",
          "/nowhere/"]  # fmt: skip
CELL = ["/", "/organizations/", *LISTS[:3], "/classification/2018/", "/reports/year-end/?year=2018", "/journal/"]


def _page(browser: Browser, site: Site, persona: str, address: str, size: dict[str, int], language: str) -> Page:
    """A page signed in as the persona."""
    context = browser.new_context(viewport=size)  # type: ignore[arg-type]
    cookies = site.at(persona, language).cookies
    context.add_cookies([{"name": one.key, "value": one.value, "url": address} for one in cookies.values()])
    return context.new_page()


def _complaints(page: Page, address: str) -> list[tuple[str, str, str]]:
    """What axe finds at the address, with everything that unfolds opened."""
    page.goto(address)
    page.evaluate("document.querySelectorAll('main details').forEach(one => { one.open = true })")
    found = Axe().run(page, options={"resultTypes": ["violations"]}).response["violations"]
    return [(address, one["id"], node["html"]) for one in found if one["impact"] in BAD for node in one["nodes"]]


@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize(
    ("persona", "pages", "size"),
    [("office", OFFICE, WIDE), ("office", OFFICE, NARROW), ("cell", CELL, NARROW)],
    ids=["office-wide", "office-phone", "cell-phone"],
)
def test_nothing_serious(
    site: Site,
    live_server: object,
    chromium: Browser,
    persona: str,
    pages: list[str],
    size: dict[str, int],
    language: str,
) -> None:
    address = live_server.url  # type: ignore[attr-defined]
    page = _page(chromium, site, persona, address, size, language)
    own, asked = site.member("dv-01"), asked_by(site, "dv-01").pk
    members = [f"/members/{own}/", f"/classification/2018/members/{own}/", f"/members/{own}/guarded/"]
    if persona == "cell":
        members += [f"/members/{own}/own-data/", f"/members/{own}/ask/", f"/requests/{asked}/"]
    else:
        members += [f"/members/{own}/correct-guarded/", "/requests/", f"/requests/{asked}/"]
    found = [one for path in (*pages, *members) for one in _complaints(page, address + path)]
    page.context.close()
    assert found == []


def _answering(body: str) -> Callable[[Route], None]:
    """What hands a page to the browser that only a form's answer shows."""
    return lambda route: route.fulfill(body=body, content_type="text/html")


def test_nothing_serious_on_pages_that_need_a_file_or_a_deed(
    site: Site, live_server: object, chromium: Browser, operator: Actor
) -> None:
    address, office = live_server.url, step_up(site.at("office"))  # type: ignore[attr-defined]
    content = members(("dv-02", "Chi bộ lạ", "9/9/9"), header=("Mã đảng viên", "Chi bộ", "Cột lạ"))
    scope = site.district.organizations["dong-xa"]
    run = start_import(by=operator, file_name="ds.xlsx", content=content, scope=scope, on=TODAY)
    preview_import(run)
    office.post("/exports/order/", {"kind": "list", "list": "members", "form": "csv"}).close()
    slips = office.post("/logins/invite/", {"whom": "members"}).content.decode()
    end_memberships(by=operator, endings=[(site.district.members["dv-02"], "died", TODAY)])
    nobody = site.at("member").get("/").content.decode()
    page = _page(chromium, site, "office", address, NARROW, "vi")
    for path, body in (("/slips", slips), ("/nobody", nobody)):
        page.route(address + path, _answering(body))
    pages = [f"/imports/{run.pk}/{part}" for part in ("", "columns/", "values/")]
    pages += ["/imports/remembered/", f"/exports/{Export.objects.get().pk}/", "/slips", "/nobody"]
    found = [one for path in pages for one in _complaints(page, address + path)]
    page.context.close()
    assert (found, 'class="code"' in slips, "không sinh hoạt ở chi bộ nào" in nobody) == ([], True, True)
