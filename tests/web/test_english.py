"""English pages say nothing in Vietnamese but what the record says: names, numbers of decisions, recorded words."""

import html
import re
from collections.abc import Iterator

import pytest
from django.apps import apps
from django.db import models

from tests.repository.test_texts import NAMES, VIETNAMESE
from tests.web.conftest import Site
from vungmanh.foundation.rows import RecordedRow
from vungmanh.journal.models import Entry

PAGES = ("/", "/organizations/", "/organizations/dong-xa/", "/organizations/dong-xa/found/",
         "/organizations/dong-xa/rename/", "/organizations/dong-xa-1/move/", "/organizations/kho-bac/dissolve/",
         "/members/", "/members/?standing=full&post=secretary&party_age=10&joined_from=2001-01-01&missing=gender",
         "/members/?standing=king&under=nowhere&sort=no&columns=no&born_from=x", "/members/?standing=suspended",
         "/lists/organizations/", "/lists/results_members/?year=2018", "/lists/results_organizations/?year=2018",
         "/search/?words=an", "/scopes/?words=dong", "/classification/2018/", "/classification/2019/",
         "/classification/2018/organizations/dong-xa/", "/reports/year-end/?year=2018", "/reports/bulletin/?year=2018",
         "/reports/comparison/?years=2017&years=2018", "/reports/siblings/?year=2018", "/reports/bridge/?year=2018",
         "/lists/bridge_members/?flow=admitted",
         "/imports/", "/exports/", "/journal/", "/logins/", "/accounts/sessions/", "/accounts/mfa/",
         "/accounts/password/", "/nowhere/", "/members/?on=31/02/2015", "/requests/")  # fmt: skip
MEMBER_PAGES = (
    "", "transfer/", "standing/", "post/", "correct/", "end/", "guarded/", "correct-guarded/", "ask/",
)  # fmt: skip

NUMBER = re.compile(r"\b(?:[0-9]+-)?QĐ(?:/[A-ZĐ]+)?\b")
"""Numbers of decisions are written alike in both languages."""


def recorded_words() -> set[str]:
    """Every text that somebody recorded, whatever it is."""
    found: set[str] = set()
    for model in apps.get_models():
        if not issubclass(model, RecordedRow) and model is not Entry:
            continue
        texts = [
            one.name for one in model._meta.concrete_fields if isinstance(one, models.CharField | models.TextField)
        ]
        for row in models.QuerySet(model).values_list(*texts) if texts else ():
            found.update(word for word in row if word)
    return found


def said(page: str) -> Iterator[str]:
    """What a reader sees or hears of a page: texts, titles, labels, placeholders and values."""
    for text in re.split(r"<[^>]*>", page):
        yield html.unescape(text)
    for text in re.findall(r'(?:title|aria-label|placeholder|alt|value|data-\w+)="([^"]*)"', page):
        yield html.unescape(text)


def untranslated(page: str, recorded: list[str]) -> list[str]:
    """Texts of the page with Vietnamese letters left after everything recorded is taken out of them."""
    page = re.sub(r'<[^>]* lang="vi"[^>]*>[^<]*<', "<", page)
    left = []
    for text in said(page):
        bare = NUMBER.sub("", text)
        for known in recorded:
            bare = bare.replace(known, "")
        if VIETNAMESE.search(bare):
            left.append(" ".join(text.split()))
    return left


@pytest.mark.parametrize("persona", ["office", "cell", "member"])
def test_english_pages_hold_no_vietnamese_but_the_record(site: Site, persona: str) -> None:
    client = site.at(persona, "en")
    recorded = sorted({*recorded_words(), *NAMES}, key=len, reverse=True)
    member = site.member("dv-02")
    pages = [*PAGES, *(f"/members/{member}/{step}" for step in MEMBER_PAGES), f"/classification/2018/members/{member}/"]
    found = {
        address: left for address in pages if (left := untranslated(client.get(address).content.decode(), recorded))
    }
    assert found == {}


def test_the_test_sees_what_is_left_in_vietnamese() -> None:
    page = '<p title="Đóng">Nhữ Thị Hân: Đảng viên</p><p lang="vi">Căn cứ</p>'
    assert untranslated(page, ["Nhữ Thị Hân"]) == ["Nhữ Thị Hân: Đảng viên", "Đóng"]
