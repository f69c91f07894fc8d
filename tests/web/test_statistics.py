"""Pages of statistics: every figure opens its list, each page comes out as a file, and nobody sees others' years."""

import re
from datetime import date
from html import unescape
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from django.test import Client

from tests.conftest import TODAY
from tests.web.conftest import Site
from vungmanh.accounts.actions import give_login
from vungmanh.foundation.actors import Actor
from vungmanh.foundation.dates import parsed
from vungmanh.lists.addresses import choice_of
from vungmanh.lists.kinds import KINDS
from vungmanh.members.actions import transfer_members
from vungmanh.proceedings.reorganization import move_organization

PAGES = (
    "/reports/comparison/?years=2017&years=2018",
    "/reports/siblings/?year=2018&sort=-good",
    "/reports/bridge/?from=31/12/2018&to=20/12/2019",
    "/reports/bridge/?from=31/12/2009&to=31/12/2018",
)
FIGURE = re.compile(r'<a href="(/(?:lists|members)/[^"]*)">([\d.]+)</a>')


@pytest.fixture
def busy(site: Site, operator: Actor) -> Site:
    """In 2019 somebody changed cells, a cell was placed under the other commune, and there is a party group."""
    at, who = site.district.organizations, site.district.members
    transfer_members(by=operator, transfers=[(who["dv-02"], at["kho-bac"].pk, date(2019, 2, 1))])
    move_organization(by=operator, on=date(2019, 5, 1), organization=at["dong-xa-2"], parent=at["tay-xa"])
    return site


def listed(site: Site, address: str) -> int:
    """How many the list at the address has; all that stands in it is understood."""
    parts = urlsplit(unescape(address))
    asked = parse_qs(parts.query)
    on = parsed(asked.get("on", [TODAY.isoformat()])[0])
    kind = KINDS[parts.path.split("/")[2] if parts.path.startswith("/lists/") else "members"]
    scope = site.district.placement(asked.get("scope", ["yen-thu"])[0], on)
    choice = choice_of(kind, parts.query, scope=scope, on=on)
    assert list(choice.ignored) == []
    return kind.count(choice)


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("scope", ["yen-thu", "dong-xa"])
def test_every_figure_opens_a_list_of_as_many(busy: Site, page: str, scope: str) -> None:
    shown = busy.at("office").get(f"{page}&scope={scope}").content.decode()
    figures = set(FIGURE.findall(shown))
    assert figures
    assert {address: int(number) for address, number in figures} == {
        address: listed(busy, address) for address, _number in figures
    }


def test_a_list_of_those_who_left_leads_to_the_day_on_which_they_were_there(busy: Site) -> None:
    page = "/lists/bridge_members/?from=2018-12-31&to=2019-12-20&flow=left_for"
    commune = busy.at("commune")
    member = f"/members/{busy.member('dv-02')}/"
    shown = commune.get(page).content.decode()
    assert f'href="{member}?on=2019-01-31"' in shown
    assert (commune.get(member).status_code, commune.get(f"{member}?on=2019-01-31").status_code) == (404, 200)


@pytest.mark.parametrize("form", ["xlsx", "print"])
def test_each_page_comes_out(site: Site, form: str, settings: Any, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path
    for page in PAGES[:3]:
        kind, query = re.findall(r"/reports/(\w+)/\?(.*)", page)[0]
        answer: Any = site.at("office").post(f"/exports/order/?{query}", {"kind": kind, "form": form})
        made = b"".join(answer.streaming_content) if answer.streaming else answer.content
        assert (answer.status_code, len(made) > 1000) == (200, True)


def test_days_the_wrong_way_round_are_said(site: Site) -> None:
    answer = site.at("office").get("/reports/bridge/?from=2019-01-01&to=2018-01-01")
    assert (answer.status_code, "31/12/2018" in answer.content.decode()) == (409, True)


@pytest.fixture
def bereft(site: Site, operator: Actor) -> Client:
    """The deputy secretary of Tây Xá, whose cell went to Đông Xá on 1/5/2018."""
    at = site.district.organizations
    move_organization(by=operator, on=date(2018, 5, 1), organization=at["tay-xa-1"], parent=at["dong-xa"])
    member = site.district.members["dv-06"]
    login = give_login(by=operator, member=member, username="tay-xa", password="kim-phu-2018-x")
    client = Client()
    client.force_login(login, backend="django.contrib.auth.backends.ModelBackend")
    return client


@pytest.mark.parametrize(
    "page",
    ["/reports/year-end/?year={year}", "/reports/siblings/?year={year}", "/reports/comparison/?years=2016&years={year}",
     "/reports/bridge/?year={year}", "/lists/results_members/?year={year}", "/lists/results_organizations/?year={year}",
     "/lists/bridge_members/?from=2016-12-31&to={year}-12-31", "/classification/{year}/?",
     "/classification/{year}/organizations/tay-xa-1/?"],
)  # fmt: skip
def test_a_page_of_the_past_tells_of_no_year_after_an_organization_left(bereft: Client, page: str) -> None:
    answers = [
        bereft.get(f"{page.format(year=year)}&scope=tay-xa-1&on=2018-01-01").status_code for year in (2017, 2018)
    ]
    assert answers == [200, 404]
