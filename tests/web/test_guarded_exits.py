"""Every way out of the system, walked with marked values in every guarded field: they are nowhere but where allowed."""

import io
import logging
import sys
from datetime import date
from typing import Any

import pytest
from django.contrib.sessions.models import Session
from django.db import IntegrityError
from django.http import HttpRequest
from django.test import Client, RequestFactory
from django.urls import reverse
from django.views.debug import ExceptionReporter, get_exception_reporter_filter

from tests.web.conftest import Site, asked_by
from tests.web.test_who_may import WALKS
from vungmanh.classification.actions import Rating, record_results
from vungmanh.classification.events import RESULTS_RECORDED
from vungmanh.classification.explanation import explain_member
from vungmanh.classification.models import Status
from vungmanh.classification.reasons import OTHER
from vungmanh.exchange.actions import preview_import, start_import
from vungmanh.exchange.export import export_workbook
from vungmanh.exchange.layouts import OWN
from vungmanh.exchange.models import ImportRow, ImportRun
from vungmanh.foundation.actors import Actor
from vungmanh.journal.models import Entry
from vungmanh.lists.kinds import KINDS
from vungmanh.members.actions import NewMember, correct_particulars
from vungmanh.members.models import Listing, Particulars
from vungmanh.members.queries import particulars_of, posts_of
from vungmanh.reports.as_text import explanation_text
from vungmanh.web.discretion import DiscreetFormatter

MARK = "ZQX"
NUMBERS = {"citizen_id": "098712345678", "old_id_number": "987123456"}
REASON = f"{MARK}-unrated"
"""The words beside a missing rating."""
MARKED = {field: NUMBERS.get(field, f"{MARK}-{field}") for field in Particulars.GUARDED}
ALLOWED = {"own_data", "own_data_file", "guarded"}
"""Addresses that may show them; `guarded` does not by GET, which another test looks at."""


def told(text: str) -> list[str]:
    """The marked values that stand in the text."""
    return [value for value in (*MARKED.values(), REASON) if value in text]


@pytest.fixture
def marked(site: Site, operator: Actor) -> Site:
    """Everybody's guarded particulars are marked; numbers that are once only belong to one member."""
    for code, member in site.district.members.items():
        values = {field: value for field, value in MARKED.items() if code == "dv-02" or field != "citizen_id"}
        correct_particulars(by=operator, corrections=[(particulars_of(member), values)])
        for reason in ("Ốm", REASON):
            unrated = Rating(member.pk, status=Status.NOT_REVIEWED, reason=reason)
            record_results(by=operator, year=2018, members=[unrated])
    return site


def parts_of(site: Site, run: int) -> dict[str, object]:
    """What stands in addresses."""
    corrected = particulars_of(site.district.members["dv-02"]).recorded_by
    asked = asked_by(site, "dv-02", field="religion", wanted=f"{MARK}-religion hai").pk
    return {
        "entry": corrected, "request": asked, "post": posts_of(site.district.members["dv-01"]).get().pk,
        "code": "dong-xa-1", "member": site.member("dv-02"), "leader": site.member("dv-01"), "year": 2018, "run": run,
        "counted": "members", "cap": "excellent", "commune": "dong-xa", "book": "meetings-2018",
        "list": "results_members",
    }  # fmt: skip


@pytest.mark.parametrize("persona", ["office", "cell", "member"])
def test_no_page_shows_them(marked: Site, operator: Actor, persona: str) -> None:
    run = start_import(
        by=operator,
        file_name="ds.xlsx",
        content=b"",
        scope=marked.district.organizations["dong-xa"],
        on=date(2019, 12, 20),
    )
    client, parts = marked.at(persona), parts_of(marked, run.pk)
    shown = {}
    for name, walk in WALKS.items():
        if name in ALLOWED or not set(walk.args) <= set(parts):
            continue
        if name == "request" and persona == "member":
            continue  # the member's own words
        answer = client.get(reverse(name, args=[parts[part] for part in walk.args]), walk.query)
        body = b"".join(answer.streaming_content) if answer.streaming else answer.content
        shown[name] = told(body.decode("utf-8", "replace"))
    assert {name: values for name, values in shown.items() if values} == {}
    assert len(shown) > 40


@pytest.mark.parametrize("words", [MARK, *NUMBERS.values()])
def test_search_does_not_find_by_them(marked: Site, words: str) -> None:
    office = marked.at("office")
    for address in ("/search/", "/members/", "/scopes/"):
        page = office.get(address, {"words": words}).content.decode()
        assert "Trần Văn Hà" not in page


def test_no_list_has_them_as_a_column_or_filter(marked: Site) -> None:
    for kind in KINDS.values():
        codes = {column.code for column in kind.columns()} | {one.code for one in kind.filters} | set(kind.sorts)
        assert codes & set(Particulars.GUARDED) == set()
    listed = repr(list(Listing.objects.values()))
    assert told(listed) == []


@pytest.mark.parametrize("form", ["xlsx", "csv"])
def test_ordinary_exports_leave_them_out_whatever_is_asked(marked: Site, form: str) -> None:
    asked = "&".join(f"columns={field}" for field in Particulars.GUARDED)
    order = {"kind": "list", "list": "members", "form": form}
    answer = marked.at("office").post(f"/exports/order/?{asked}", order)
    body = b"".join(answer.streaming_content)
    assert told(_unpacked(body)) == []


def test_the_complete_roster_has_them_and_needs_right_and_reason(marked: Site) -> None:
    order = {"kind": "roster", "profile": "own", "reason": "nộp dữ liệu theo công văn 15"}
    assert marked.at("office").post("/exports/order/", order | {"reason": ""}).status_code == 409
    assert [marked.at(persona).post("/exports/order/", order).status_code for persona in ("commune", "cell")] == [
        403
    ] * 2
    answer = marked.at("office").post("/exports/order/", order)
    assert told(_unpacked(b"".join(answer.streaming_content))) == [*MARKED.values(), REASON]
    entry = Entry.objects.latest("pk")
    assert (entry.event, entry.details["reason"]) == ("exports.roster_exported", "nộp dữ liệu theo công văn 15")


def test_why_there_is_no_rating_is_told_in_the_words_of_a_rule_only(marked: Site) -> None:
    office, member = marked.at("office"), marked.member("dv-02")
    latest = Entry.objects.filter(event=RESULTS_RECORDED.code).latest("pk").pk
    walked = [f"/journal/{latest}/", f"/members/{member}/", reverse("explain_member", args=[2018, member])]
    walked += ["/lists/results_members/?year=2018", "/reports/year-end/?year=2018", "/reports/bulletin/?year=2018"]
    shown = {address: office.get(address).content.decode() for address in walked}
    assert {address: told(page) for address, page in shown.items() if told(page)} == {}
    assert "Chưa kiểm điểm (lý do khác)" in shown[walked[1]]
    assert office.get(f"/lists/results_members/?year=2018&reason={OTHER.vi}").content.decode().count("lý do khác)") > 1
    printed = list(explanation_text(explain_member(marked.district.members["dv-02"], year=2018), "dv-02", "vi"))
    assert ("Chưa kiểm điểm (lý do khác)" in printed[0], told(" ".join(printed))) == (True, [])


def test_the_member_reads_the_reason_whole(marked: Site) -> None:
    member, client = marked.member("dv-02"), marked.at("member")
    assert told(client.get(f"/members/{member}/own-data/").content.decode()) == [*MARKED.values(), REASON]
    taken = client.post(f"/members/{member}/own-data/file/", {"form": "json"})
    assert REASON in b"".join(taken.streaming_content if taken.streaming else [taken.content]).decode()


def test_the_journal_and_sessions_hold_none(marked: Site) -> None:
    office, member = marked.at("office"), marked.member("dv-02")
    look = {
        "groups": ["papers", "origin", "birth", "home", "residence", "unrated"],
        "purpose": "other",
        "reason": "kiểm tra lối ra",
    }
    assert told(office.post(f"/members/{member}/guarded/", look).content.decode()) == [*MARKED.values(), REASON]
    marked.at("member").get(f"/members/{member}/own-data/")
    assert told(repr(list(Entry.objects.values()))) == []
    assert told(repr([one.get_decoded() for one in Session.objects.all()])) == []


def test_import_previews_say_only_that_something_differs(marked: Site, operator: Actor) -> None:
    top = marked.district.placement("dong-xa")
    workbook = export_workbook(top, on=date(2019, 12, 20), profile=OWN)
    member = marked.district.members["dv-02"]
    row = particulars_of(member)
    correct_particulars(by=operator, corrections=[(row, dict.fromkeys(Particulars.GUARDED, ""))])
    other = Rating(member.pk, status=Status.NOT_REVIEWED, reason="Ốm")
    record_results(by=operator, year=2018, members=[other])
    run = start_import(
        by=operator, file_name="ds.xlsx", content=workbook, scope=top.organization, on=date(2019, 12, 20)
    )
    preview_import(run)
    stored = [one for one in ImportRow.objects.filter(run=run).values() if one["state"] == "changed"]
    assert (len(stored), told(repr(stored))) == (2, [])
    assert told(marked.at("office").get(f"/imports/{run.pk}/").content.decode()) == []
    assert told(repr(list(ImportRun.objects.values("notes", "counters", "message", "actor")))) == []


def test_no_repr_tells_them(marked: Site) -> None:
    row = particulars_of(marked.district.members["dv-02"])
    new = NewMember("x", 1, date(2019, 1, 1), "full", MARKED)
    assert told(f"{row!r} {row} {new!r}") == []


def test_reports_of_faults_tell_no_values(marked: Site, rf: RequestFactory) -> None:
    request = rf.post("/members/1/correct-guarded/", MARKED)
    reporter = ExceptionReporter(request, *_fault())
    assert told(reporter.get_traceback_text() + reporter.get_traceback_html()) == []
    assert type(get_exception_reporter_filter(HttpRequest())).__name__ == "NothingTold"


def _fault() -> Any:
    particulars = dict(MARKED)
    try:
        raise ValueError(len(particulars))
    except ValueError:
        return sys.exc_info()


def test_the_log_tells_no_values(marked: Site) -> None:
    number = MARKED["citizen_id"]
    complaint = IntegrityError(
        f"duplicate key\nDETAIL:  Key (religion)=({MARK}-religion) exists.\nFailing row contains ({MARK}-home, 1)."
    )
    record = logging.LogRecord("django.request", logging.ERROR, "", 1, "Fault at /members/?words=%s", (number,), None)
    try:
        raise complaint
    except IntegrityError:
        record.exc_info = sys.exc_info()
    line = DiscreetFormatter().format(record)
    assert (MARK in line, number in line, "duplicate key" in line) == (False, False, True)


def test_a_broken_page_tells_nothing(marked: Site, monkeypatch: pytest.MonkeyPatch, caplog: Any) -> None:
    client: Client = marked.at("office")
    client.raise_request_exception = False

    def broken(*_args: object, **_facts: object) -> None:
        raise RuntimeError("broken")

    monkeypatch.setattr("vungmanh.web.members.changes.correct_particulars", broken)
    address = f"/members/{marked.member('dv-02')}/correct-guarded/"
    answer = client.post(address, {"religion": f"{MARK}-religion"})
    assert (answer.status_code, MARK in answer.content.decode(), MARK in caplog.text) == (500, False, False)


def _unpacked(body: bytes) -> str:
    """The text of a CSV file, or of everything in a workbook."""
    if body[:2] != b"PK":
        return body.decode("utf-8-sig")
    from openpyxl import load_workbook

    book = load_workbook(io.BytesIO(body))
    return " ".join(str(cell.value) for sheet in book for row in sheet for cell in row)
