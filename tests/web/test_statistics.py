"""Pages of statistics: every figure opens its list, and each page comes out as a file."""

import html
import re
from pathlib import Path
from typing import Any

import pytest

from tests.web.conftest import Site

PAGES = ("/reports/comparison/?years=2017&years=2018", "/reports/siblings/?year=2018&sort=-good",
         "/reports/bridge/?from=31/12/2009&to=31/12/2018")  # fmt: skip
FIGURE = re.compile(r'<a href="(/(?:lists|members)/[^"]*)">([\d.]+)</a>')


@pytest.mark.parametrize("page", PAGES)
def test_every_figure_opens_a_list_of_as_many(site: Site, page: str) -> None:
    office = site.at("office")
    figures = set(FIGURE.findall(office.get(page).content.decode()))
    assert figures
    for address, number in sorted(figures)[:12]:
        shown = office.get(html.unescape(address)).content.decode()
        assert re.search(rf"\b{number}\b (?:đảng viên|tổ chức)", re.sub(r"<[^>]*>", "", shown)), address


@pytest.mark.parametrize("form", ["xlsx", "print"])
def test_each_page_comes_out(site: Site, form: str, settings: Any, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path
    for page in PAGES:
        kind, query = re.findall(r"/reports/(\w+)/\?(.*)", page)[0]
        answer: Any = site.at("office").post(f"/exports/order/?{query}", {"kind": kind, "form": form})
        made = b"".join(answer.streaming_content) if answer.streaming else answer.content
        assert (answer.status_code, len(made) > 1000) == (200, True)


def test_days_the_wrong_way_round_are_said(site: Site) -> None:
    answer = site.at("office").get("/reports/bridge/?from=2019-01-01&to=2018-01-01")
    assert (answer.status_code, "31/12/2018" in answer.content.decode()) == (409, True)
