"""Registers taken out: the journal, logins, requests, exports and imports, each as its page shows it to that reader."""

import csv
import io
import re
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from tests.conftest import TODAY
from tests.web.conftest import Site, asked_by
from tests.web.test_lent_rights import helper, helping  # noqa: F401  (fixtures)
from vungmanh.access.capacities import capacities
from vungmanh.accounts.queries import actor_in
from vungmanh.exchange.actions import start_import
from vungmanh.exports import actions
from vungmanh.exports.models import Export
from vungmanh.foundation.actors import Actor
from vungmanh.foundation.refusals import Refusal
from vungmanh.journal.models import Entry
from vungmanh.journal.writing import act
from vungmanh.members.actions import NewPost, record_posts
from vungmanh.members.events import CORRECTED
from vungmanh.members.models import Post

PAGES = {
    "journal": ("/journal/", r"<li>.*? · mục (\d+)<", 0),
    "logins": ("/logins/", r'<th scope="row"><a[^>]*>([^<]+)<', 0),
    "requests": ("/requests/", r'data-k="Số">(\d+)<', 2),
    "exports": ("/exports/register/", r'<th scope="row">([^<]+)<small', 0),
    "imports": ("/imports/", r'<th scope="row"><a[^>]*>([^<]+)<', 0),
}
"""By register: its page, what tells a row of it there, and the column of the file that says the same."""


@pytest.fixture(autouse=True)
def own_folder(settings: Any, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def full(site: Site, operator: Actor) -> Site:
    """Two of everything there are registers of."""
    for code in ("dv-02", "dv-07"):
        asked_by(site, code, field="religion")
    for code in ("dong-xa", "tay-xa"):
        scope = site.district.organizations[code]
        start_import(by=operator, file_name=f"{code}.xlsx", content=b"", scope=scope, on=TODAY)
        ordered(site.at("office"), f"/exports/order/?scope={code}", kind="list", list="members", form="csv")
    return site


def ordered(client: Client, address: str = "/exports/order/", **order: str) -> bytes:
    """The file of an order."""
    answer = client.post(address, order)
    assert answer.status_code == 200, answer.content.decode()
    return b"".join(answer.streaming_content)  # type: ignore[attr-defined]


def taken(client: Client, code: str, query: str = "") -> list[list[str]]:
    """The rows of the register as CSV, without the header."""
    file = ordered(client, f"/exports/order/{query}", kind="register", register=code, form="csv")
    return list(csv.reader(io.StringIO(file.decode("utf-8-sig")), delimiter=";"))[1:]


def on_page(client: Client, code: str, query: str = "") -> list[str]:
    address, row, _column = PAGES[code]
    page = client.get(address + query).content.decode()
    assert f'name="register" value="{code}"' in page
    return re.findall(row, page)


def journal_numbers(client: Client, query: str = "") -> list[int]:
    return [int(row[0]) for row in taken(client, "journal", query)]


FILTERED = {
    "journal": ("", "?scope=dong-xa", "?kind=exports&by=B%C3%ADch", "?since=1/1/2001&kind=members"),
    "logins": ("", "?scope=dong-xa", "?words=han", "?state=active&words=cuong"),
    "requests": ("", "?scope=dong-xa"),
    "exports": ("", "?scope=dong-xa"),
    "imports": ("", "?scope=dong-xa"),
}


@pytest.mark.parametrize("code", list(PAGES))
def test_the_file_has_the_rows_of_the_page_filtered_alike(full: Site, code: str) -> None:
    office, lengths = full.at("office"), []
    for query in FILTERED[code]:
        shown = on_page(office, code, query)
        assert [row[PAGES[code][2]] for row in taken(office, code, query)] == shown, query
        lengths.append(len(shown))
    assert [0 < length < lengths[0] for length in lengths[1:]] == [True] * (len(lengths) - 1)


def test_every_register_comes_in_every_form(full: Site) -> None:
    order = {"kind": "register", "register": "journal"}
    begins = {form: ordered(full.at("office"), **order, form=form)[:4] for form in ("xlsx", "pdf")}
    assert begins == {"xlsx": b"PK\x03\x04", "pdf": b"%PDF"}
    printed = full.at("office").post("/exports/order/", order | {"form": "print"}).content.decode()
    assert ("Nhật ký" in printed, printed.count("<tr>") > 5) == (True, True)
    assert Entry.objects.filter(event="exports.exported").count() == 5


def test_who_lacks_a_right_takes_nothing_out(full: Site, helper: Client) -> None:  # noqa: F811
    order = {"kind": "register"}
    commune = {code: full.at("commune").post("/exports/order/", order | {"register": code}) for code in PAGES}
    assert {code: answer.status_code for code, answer in commune.items()} == dict.fromkeys(PAGES, 403)
    page = helper.get("/requests/").content.decode()
    assert ('data-k="Số"' in page, 'value="requests"' in page) == (True, False)
    assert helper.post("/exports/order/", order | {"register": "requests"}).status_code == 403
    assert full.at("office").post("/exports/order/", order | {"register": "ballots"}).status_code == 409
    assert Export.objects.count() == 2


def written_in(site: Site, code: str, day: str) -> int:
    """An entry that happened in the organization on a day of the clock."""
    with act(CORRECTED, by=Actor.operator("tests"), place=site.district.organizations[code].pk, count=1) as action:
        Entry.objects.filter(pk=action.entry.pk).update(recorded_at=f"{day}T08:00:00+07:00")
        return action.entry.pk


def test_nobody_takes_out_entries_beyond_their_time_and_place(site: Site, operator: Actor) -> None:
    """The commune's secretary, who is its office since June 2018, against the auditor of the district."""
    office = NewPost(
        site.member("dv-03"), site.district.organizations["dong-xa"].pk, Post.ORGANIZATION_OFFICE, date(2018, 6, 1)
    )
    record_posts(by=operator, posts=[office])
    before, since = written_in(site, "dong-xa-1", "2018-05-31"), written_in(site, "dong-xa-1", "2018-06-01")
    elsewhere = written_in(site, "tay-xa-1", "2018-06-01")
    client = _signed_in(site, "dv-03", operator)
    ours = {before, since, elsewhere}
    assert ours & set(journal_numbers(client)) == {since}
    assert ours & set(journal_numbers(site.at("auditor"))) == ours
    assert client.post("/exports/order/?scope=tay-xa", {"kind": "register", "register": "journal"}).status_code == 404


def _signed_in(site: Site, code: str, operator: Actor) -> Client:
    from vungmanh.accounts.actions import give_login

    member = site.district.members[code]
    login = give_login(by=operator, member=member, username=code, password="kim-phu-2018-x")
    return replace(site, logins={**site.logins, code: login}).at(code)


@pytest.mark.parametrize("code", ["journal", "exports"])
def test_the_same_order_gives_the_same_bytes_though_it_is_registered_itself(full: Site, code: str) -> None:
    office = full.at("office")
    ordered(office, kind="register", register=code)
    export = Export.objects.latest("pk")
    digest = export.digest
    Export.objects.filter(pk=export.pk).update(state="waiting")
    actions.make_export(export, today=TODAY)
    assert (export.digest, export.total) == (digest, export.total)
    ordered(office, f"/exports/{export.pk}/repeat/")
    again = Export.objects.latest("pk")
    assert again.total == export.total + (2 if code == "journal" else 1)


def test_a_file_is_fetched_in_the_capacity_it_was_ordered_in(site: Site, operator: Actor) -> None:
    """The auditor sees the journal of all time; being the office as well gives no hold on that file."""
    auditor = site.logins["auditor"]
    place = site.district.organizations["yen-thu"].pk
    post = NewPost(site.member("dv-09"), place, Post.ORGANIZATION_OFFICE, date(2019, 1, 1))
    record_posts(by=operator, posts=[post])
    actors = {one.post: actor_in(auditor, one) for one in capacities(auditor, on=TODAY)}
    ordered(site.at("auditor"), kind="register", register="journal")
    export = Export.objects.get()
    other = {Post.INSPECTION: Post.ORGANIZATION_OFFICE, Post.ORGANIZATION_OFFICE: Post.INSPECTION}[export.actor["post"]]
    assert actions.fetch_export(export, by=actors[export.actor["post"]], today=TODAY).is_file()
    with pytest.raises(Refusal) as refused:
        actions.fetch_export(export, by=actors[other], today=TODAY)
    assert refused.value.code == "exports.other_capacity"


def test_what_somebody_asked_for_is_in_no_file(full: Site) -> None:
    rows = taken(full.at("office"), "requests")
    assert [row[1] for row in rows] == ["Tôn giáo", "Tôn giáo"]
    assert "Hà Anh" not in repr(rows)


def test_complete_rosters_are_offered_for_today_only(site: Site) -> None:
    pages = {day: site.at("office").get(f"/members/?on={day}").content.decode() for day in ("", "2019-12-01")}
    assert {day: ('value="roster"' in page, 'value="xlsx"' in page) for day, page in pages.items()} == {
        "": (True, True),
        "2019-12-01": (False, True),
    }
