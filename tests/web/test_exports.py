"""Taking data out in the browser: menus, files at once and later, whose they are, the register."""

import io
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from python_calamine import CalamineWorkbook

from tests.web.conftest import Site
from vungmanh.exports import actions
from vungmanh.exports.models import Export
from vungmanh.exports.tasks import export_task

LIST = {"kind": "list", "list": "members"}


@pytest.fixture(autouse=True)
def own_folder(settings: Any, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path


def content(answer: Any) -> bytes:
    return b"".join(answer.streaming_content)


def names_in(workbook: bytes) -> list[str]:
    rows = CalamineWorkbook.from_filelike(io.BytesIO(workbook)).get_sheet_by_index(0).to_python()
    return [row[0] for row in rows]


def test_a_list_comes_out_as_the_address_shows_it(site: Site) -> None:
    answer = site.at("office").post("/exports/order/?scope=dong-xa&words=han&columns=name,birth_date", LIST)
    assert answer.headers["Content-Disposition"] == 'attachment; filename="members-dong-xa-2019-12-20.xlsx"'
    assert names_in(content(answer))[-2:] == ["Họ và tên", "Nhữ Thị Hân"]


@pytest.mark.parametrize(("form", "begins"), [("csv", b"\xef\xbb\xbf"), ("docx", b"PK"), ("pdf", b"%PDF")])
def test_a_list_comes_in_every_format(site: Site, form: str, begins: bytes) -> None:
    answer = site.at("commune").post("/exports/order/", LIST | {"form": form})
    assert content(answer)[: len(begins)] == begins


def test_the_print_page_holds_every_row(site: Site) -> None:
    page = site.at("office").post("/exports/order/", LIST | {"form": "print"}).content.decode()
    assert [name in page for name in ("Nhữ Thị Hân", "Đỗ Văn Cường", "Lý Văn Ước")] == [True] * 3
    assert Export.objects.get().form == "print"


@pytest.mark.parametrize("kind", ["year_end", "bulletin"])
@pytest.mark.parametrize("form", ["docx", "pdf", "xlsx"])
def test_reports_come_out(site: Site, kind: str, form: str) -> None:
    answer = site.at("office").post("/exports/order/", {"kind": kind, "form": form, "year": "2018"})
    assert (answer.status_code, len(content(answer)) > 1000) == (200, True)


def test_a_day_of_issue_that_is_no_day_is_said(site: Site) -> None:
    asked = {"kind": "bulletin", "form": "pdf", "year": "2018", "dated": "31/02/2019"}
    answer = site.at("office").post("/exports/order/", asked)
    assert (answer.status_code, "31/02/2019" in answer.content.decode()) == (409, True)


def test_what_one_may_not_take_out_is_refused(site: Site) -> None:
    assert site.at("member").post("/exports/order/", LIST).status_code == 403
    assert site.at("commune").post("/exports/order/?scope=tay-xa", LIST).status_code == 404
    assert site.at("commune").post("/exports/").status_code == 403
    assert site.at("office").post("/exports/order/", LIST | {"form": "exe"}).status_code == 409
    assert site.at("office").post("/exports/order/", {"kind": "all"}).status_code == 409
    assert site.at("office").post("/exports/order/", {"kind": "list", "list": "ballots"}).status_code == 404
    assert site.at("office").post("/exports/order/?words=zzzz", LIST).status_code == 409
    assert Export.objects.count() == 0


def large(site: Site, monkeypatch: pytest.MonkeyPatch) -> tuple[Client, Export]:
    """An order that is too large for one request."""
    monkeypatch.setattr("vungmanh.web.exports.views.AT_ONCE", 3)
    office = site.at("office")
    answer = office.post("/exports/order/", LIST)
    export = Export.objects.get()
    assert answer.headers["Location"] == f"/exports/{export.pk}/"
    return office, export


def test_a_large_one_waits_for_the_worker(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    office, export = large(site, monkeypatch)
    assert b'id="progress"' in office.get(f"/exports/{export.pk}/").content
    assert office.get(f"/exports/{export.pk}/file/").status_code == 409
    export_task.func(export.pk)
    assert office.get(f"/exports/{export.pk}/progress/").headers["HX-Refresh"] == "true"
    assert len(names_in(content(office.get(f"/exports/{export.pk}/file/")))) == 4 + 9
    assert "Đã xong" in office.get("/exports/").content.decode()


def test_files_belong_to_who_ordered_them(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    _office, export = large(site, monkeypatch)
    export_task.func(export.pk)
    auditor = site.at("auditor")
    assert [auditor.get(f"/exports/{export.pk}/{part}").status_code for part in ("", "file/", "progress/")] == [404] * 3
    assert auditor.post(f"/exports/{export.pk}/repeat/").status_code == 404
    page = auditor.get("/exports/register/").content.decode()
    assert ("Phạm Thị Bích" in page, f"/exports/{export.pk}/file/" in page) == (True, False)


def test_an_expired_file_says_so_and_is_made_again(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    office, export = large(site, monkeypatch)
    export_task.func(export.pk)
    actions.expire_exports(today=date(2019, 12, 28))
    answer = office.get(f"/exports/{export.pk}/file/")
    assert (answer.status_code, "27/12/2019" in answer.content.decode()) == (409, True)
    monkeypatch.setattr("vungmanh.web.exports.views.AT_ONCE", 2000)
    assert len(names_in(content(office.post(f"/exports/{export.pk}/repeat/")))) == 4 + 9


def test_menus_stand_where_there_is_something_to_take_out(site: Site) -> None:
    pages = ("/reports/year-end/?year=2018", "/reports/bulletin/?year=2018", "/members/")
    assert ["/exports/order/" in site.at("office").get(page).content.decode() for page in pages] == [True] * 3
    assert "profile" in site.at("office").get("/members/").content.decode()
    assert 'value="roster"' not in site.at("commune").get("/members/").content.decode()
