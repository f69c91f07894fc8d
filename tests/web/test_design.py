"""Every page in a real chromium: axe finds nothing serious, wide and narrow, and a thumb reaches what it is to reach.

Narrow in Vietnamese everything is asked. Wide it is asked again of those who sit at a screen, in the page that is open
already. English is asked narrow, but for colours, which no word changes.
"""

from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path

import axe_playwright_python
import pytest
from playwright.sync_api import Browser, ConsoleMessage, Page, Route
from pytest_django.fixtures import Settings

from tests.conftest import TODAY
from tests.exchange.workbooks import members
from tests.web.accounts.conftest import step_up
from tests.web.conftest import CHROMIUM, PHONE, SCREEN, Site, asked_by, opened, third_voter
from vungmanh.accounts.queries import as_plain_member
from vungmanh.ballots.models import Ballot, Manner
from vungmanh.campaigns.deciding.contesting import contest
from vungmanh.campaigns.deciding.decisions import Decided, decide
from vungmanh.campaigns.models import Campaign, SubjectKind, Terms
from vungmanh.campaigns.rating.balloting import open_vote, plan, prepare_vote
from vungmanh.campaigns.rating.proposing import Proposed, propose
from vungmanh.campaigns.review.reviewing import Written, hand_in, hold_reviews
from vungmanh.campaigns.running.actions import open_campaign
from vungmanh.campaigns.subjects import terms_in
from vungmanh.exchange.actions import preview_import, start_import
from vungmanh.exports.models import Export
from vungmanh.foundation.actors import Actor
from vungmanh.foundation.decisions import Decision
from vungmanh.members.actions import end_memberships

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(not CHROMIUM.exists(), reason="no browser: apt-get install chromium"),
]

AXE = (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text(encoding="utf-8")
COLOURS = {"rules": {"color-contrast": {"enabled": False}}}
UNFOLD = "document.querySelectorAll('main details').forEach(one => { one.open = true })"
SERIOUS = """options => axe.run({...options, resultTypes: ["violations"], elementRef: false}).then(({violations}) =>
    violations.filter(one => ["serious", "critical"].includes(one.impact))
              .flatMap(one => one.nodes.map(node => `${one.id}: ${node.html}`)))"""
FOR_THUMBS = """() => {
    const small = [...document.querySelectorAll("main :is(button, summary, select, .btn)")].filter(one => {
        const {width, height} = one.getBoundingClientRect();
        return width && height && (height < 40 || width < 24);
    }).map(one => `small: ${one.outerHTML.slice(0, 120)}`);
    return document.documentElement.scrollWidth > window.innerWidth ? ["scrolls sideways", ...small] : small;
}"""
"""What does not fit a phone: 40 px is the least height that the style sheet gives to what is tapped."""

LISTS = [
    "/members/",
    "/members/?standing=full&sort=king",
    "/members/?standing=suspended",
    "/lists/results_members/?year=2018",
]
OFFICE = ["/", "/organizations/", "/organizations/dong-xa/", "/organizations/dong-xa/move/", *LISTS,
          "/lists/organizations/", "/lists/results_organizations/?year=2018", "/search/?words=an",
          "/classification/2018/", "/classification/2018/organizations/dong-xa/",
          "/reports/year-end/?year=2018", "/reports/bulletin/?year=2018",
          "/reports/comparison/?years=2017&years=2018", "/reports/siblings/?year=2018",
          "/reports/bridge/?from=31/12/2018&to=20/12/2019",
          "/rulebooks/", "/imports/", "/exports/", "/journal/", "/logins/", "/accounts/mfa/", "/accounts/sessions/",
          "/accounts/password/", "/nowhere/", "/requests/", "/campaigns/2019/", "/campaigns/2020/open/",
          "/campaigns/2019/calendar/", "/campaigns/2019/anew/", "/campaigns/2019/close/", "/campaigns/2019/late/",
          "/campaigns/2019/caps/", "/lists/campaign/?year=2019"]  # fmt: skip
COMMUNE = ["/campaigns/2019/decisions/", "/campaigns/2019/titles/", "/campaigns/contests/",
           "/campaigns/2019/proposals/?scope=dong-xa-1"]  # fmt: skip
CELL = ["/", "/organizations/", *LISTS, "/classification/2018/", "/reports/year-end/?year=2018",
        "/campaigns/2019/cells/dong-xa-1/", "/ballots/2019/dong-xa-1/", "/self-review/"]  # fmt: skip


@pytest.fixture
def busy(site: Site, operator: Actor, settings: Settings, tmp_path: Path) -> Mapping[str, list[str]]:
    """A campaign in which one is decided on and contests it, and one vote runs; the addresses of everybody's pages."""
    settings.SCREEN_BALLOTS, settings.BALLOT_KEYS = True, tmp_path / "keys"
    third_voter(site, operator)
    root = site.district.placement("yen-thu", date(2019, 12, 31))
    campaign = open_campaign(by=operator, root=root, year=2019, on=date(2019, 12, 1))
    own, other = (_terms(campaign, site, code) for code in ("dv-01", "dv-02"))
    for one in (own, other):
        written = Written({"results": "Đủ."}, {}, "good")
        hand_in(by=operator, subject=one.subject, terms=one, written=written, on=TODAY)
    hold_reviews(by=operator, campaign=campaign, terms=[own, other], on=TODAY, reason="Chi bộ nghe báo cáo bằng lời.")
    propose(by=operator, campaign=campaign, proposed=[Proposed(own, "excellent"), Proposed(other, "good")], on=TODAY)
    body = site.district.organizations["dong-xa"].pk
    decision = Decision("21-QĐ/ĐU", TODAY)
    decide(by=operator, campaign=campaign, body=body, decision=decision, decided=[Decided(other)])
    member = as_plain_member(site.district.members["dv-02"])
    contested = contest(by=member, terms=other, why="Tôi đã hoàn thành mọi việc.", on=TODAY)
    vote, person = f"/ballots/{_vote(campaign, site, operator).uuid}/", site.member("dv-01")
    at, asked = "/campaigns/2019/subjects/", asked_by(site, "dv-01").pk
    common = [f"/members/{person}/", f"/classification/2018/members/{person}/"]
    return {
        "office": [*OFFICE, *common, f"/members/{person}/correct-guarded/", f"/requests/{asked}/"],
        "commune": [*COMMUNE, f"/campaigns/contests/{contested.pk}/", f"{at}{other.subject_id}/re-rating/"],
        "cell": [
            *CELL, *common, f"/members/{person}/guarded/", f"/members/{person}/own-data/", f"/members/{person}/ask/",
            f"/requests/{asked}/", f"{at}{own.subject_id}/", f"{at}{own.subject_id}/facts/",
            f"{at}{_terms(campaign, site, 'dv-03').subject_id}/held/",
            f"{at}{own.subject_id}/opinions/criticism/", f"/campaigns/2019/proposals/{own.subject_id}/",
            vote, vote + "count/", vote + "sheets/",
        ],
        "member": [
            f"/self-review/{other.subject_id}/", f"/self-review/{other.subject_id}/paper/", vote, vote + "vote/",
            f"/classification/2019/members/{site.member('dv-02')}/", f"/campaigns/contests/{contested.pk}/",
        ],
    }  # fmt: skip


def _terms(campaign: Campaign, site: Site, code: str) -> Terms:
    return terms_in(campaign).get(subject__member=site.district.members[code])


def _vote(campaign: Campaign, site: Site, operator: Actor) -> Ballot:
    """A vote on screen and on paper that is open."""
    cell = site.district.placement("dong-xa-1")
    wanted = plan(campaign, cell, SubjectKind.MEMBER, on=TODAY)
    ballot = prepare_vote(by=operator, campaign=campaign, wanted=wanted, manner=Manner.MIXED)
    open_vote(by=operator, ballot=ballot, voters=cell, on=TODAY)
    return ballot


def _is_fault(said: ConsoleMessage) -> bool:
    """Whether the browser complains, of a violated policy for instance; that a page is missing is meant once."""
    return said.type == "error" and "404" not in said.text


def _complaints(page: Page, address: str, *, everything: bool, wide: bool = False) -> list[tuple[str, str]]:
    """What is wrong with the page at the address, with everything that unfolds opened; at the end it is narrow again.

    Unless `everything` is asked, colours are not; where it is also `wide`, the page is made so without a new load.
    """
    page.goto(address)
    page.evaluate(UNFOLD)
    page.evaluate(AXE)
    found = page.evaluate(SERIOUS, {} if everything else COLOURS) + page.evaluate(FOR_THUMBS)
    if wide:
        page.set_viewport_size(SCREEN)
        found += page.evaluate(SERIOUS, {})
        page.set_viewport_size(PHONE)
    return [(address, one) for one in found]


@pytest.mark.parametrize("persona", ["office", "commune", "cell", "member"])
def test_nothing_serious(
    site: Site, busy: Mapping[str, list[str]], live_server: object, chromium: Browser, persona: str
) -> None:
    address, pages = live_server.url, busy[persona]  # type: ignore[attr-defined]
    found: list[tuple[str, str]] = []
    for language in ("vi", "en"):
        page, own = opened(chromium, site, persona, address, PHONE, language), language == "vi"
        page.on("pageerror", lambda error: found.append(("in a script", str(error))))
        page.on("console", lambda said: found.append(("console", said.text)) if _is_fault(said) else None)
        wide = own and persona in ("office", "commune")
        for path in pages:
            found.extend(_complaints(page, address + path, everything=own, wide=wide))
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
    page = opened(chromium, site, "office", address, PHONE)
    for path, body in (("/slips", slips), ("/nobody", nobody)):
        page.route(address + path, _answering(body))
    pages = [f"/imports/{run.pk}/{part}" for part in ("", "columns/", "values/")]
    pages += ["/imports/remembered/", f"/exports/{Export.objects.get().pk}/", "/slips", "/nobody"]
    found = [one for path in pages for one in _complaints(page, address + path, everything=True)]
    page.context.close()
    assert (found, 'class="code"' in slips, "không sinh hoạt ở chi bộ nào" in nobody) == ([], True, True)
