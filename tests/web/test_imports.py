"""Imports through the pages: upload, progress, preview, apply, undo; and workbooks out."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from tests.exchange.workbooks import members
from tests.web.conftest import Site
from tests.web.test_pages import text
from vungmanh.exchange.models import ImportRun, ImportState, Mapping
from vungmanh.exchange.tasks import apply_task, preview_task
from vungmanh.members.queries import member_by_code

HEADERS = ("Mã đảng viên", "Họ và tên", "Ngày sinh", "Mã tổ chức", "Ngày vào Đảng", "Trạng thái")
NEW = ("dv-77", "Lò Thị Xuân", "05/09/1990", "dong-xa-1", "01/02/2018", "Chính thức")
CHANGED = ("dv-02", "Trần Văn Hạ", "02/01/1970", "dong-xa-1", "01/01/2009", "Chính thức")
WRONG = ("dv-78", "Lò Thị Hạ", "31/02/1990", "dong-xa-1", "01/02/2018", "Chính thức")


def workbook(*rows: tuple[str, ...]) -> SimpleUploadedFile:
    """A roster of our own profile."""
    return SimpleUploadedFile("danh-sach.xlsx", members(*rows, header=HEADERS))


@pytest.fixture
def page(office: Client) -> str:
    """The page of an import with a new, a changed and a wrong row, read by the background job."""
    answer = office.post("/imports/", {"workbook": workbook(NEW, CHANGED, WRONG), "on": "20/12/2019"})
    assert answer.status_code == 302
    preview_task.func(ImportRun.objects.get().pk)
    return answer.headers["Location"]


def test_while_the_job_waits_the_page_shows_progress(office: Client) -> None:
    answer = office.post("/imports/", {"workbook": workbook(NEW), "on": "20/12/2019"})
    page = office.get(answer.headers["Location"]).content.decode()
    assert 'hx-trigger="every 1s"' in page
    assert '<noscript><meta http-equiv="refresh"' in page
    progress = office.get(answer.headers["Location"] + "progress/")
    assert ("Chờ đọc" in progress.content.decode(), "HX-Refresh" in progress.headers) == (True, False)


def test_the_preview_shows_every_row_with_its_state(office: Client, page: str) -> None:
    assert office.get(page + "progress/").headers["HX-Refresh"] == "true"
    shown = text(office, page)
    assert "Sẽ ghi 1 dòng mới và 1 dòng thay đổi; 1 dòng bị từ chối" in shown
    assert "31/02/1990" in text(office, page + "?state=error")
    assert "Lò Thị Xuân" not in text(office, page + "?state=error").split("Chi tiết")[-1]


def test_a_preview_waits_on_the_page_of_today(office: Client, page: str) -> None:
    assert "Tệp danh-sach.xlsx đã đọc xong, chờ xác nhận ghi" in text(office, "/")


def test_applied_in_the_background_and_undone(office: Client, page: str) -> None:
    assert office.post(page + "apply/").status_code == 302
    run = ImportRun.objects.get()
    assert run.state == ImportState.APPLYING
    apply_task.func(run.pk)
    assert "Lò Thị Xuân" in text(office, "/members/?words=xuan")
    assert office.post(page + "apply/").status_code == 409
    assert office.post(page + "undo/").status_code == 302
    assert member_by_code("dv-77") is None
    assert office.post(page + "undo/").status_code == 409


def test_rejected_rows_come_back_as_a_workbook(office: Client, page: str) -> None:
    answer = office.get(page + "rejects.xlsx")
    assert answer.content[:2] == b"PK"
    assert "attachment" in answer.headers["Content-Disposition"]


def test_a_file_that_is_none_is_said(office: Client) -> None:
    foreign = SimpleUploadedFile("anh.xlsx", b"not a workbook")
    page = office.post("/imports/", {"workbook": foreign, "on": "20/12/2019"}).headers["Location"]
    preview_task.func(ImportRun.objects.get().pk)
    assert "Không đọc được" in text(office, page)


def test_an_upload_without_a_file_is_said_beside_the_field(office: Client) -> None:
    page = office.post("/imports/", {"on": "20/12/2019"}).content.decode()
    assert 'id="id_workbook_error"' in page


def test_the_template_and_an_export_are_workbooks(site: Site, office: Client) -> None:
    assert office.get("/imports/template.xlsx").content[:2] == b"PK"
    assert office.post("/exports/?scope=dong-xa", {"reason": "xuất"}).status_code == 409
    answer = office.post("/exports/?scope=dong-xa", {"reason": "nộp dữ liệu theo công văn 15"})
    assert answer.headers["Content-Disposition"] == 'attachment; filename="dong-xa-2019-12-20.xlsx"'
    assert b"".join(answer.streaming_content)[:2] == b"PK"
    assert "Đông Xá" in text(office, "/journal/")


FOREIGN = ("Mã đảng viên", "Họ và tên", "Nơi SH", "Trạng thái", "Số ghi chép")


@pytest.fixture
def foreign(office: Client) -> str:
    """The page of an import whose columns and words are not ours."""
    rows = [(f"dv-8{place}", "Lò Thị Xuân", "CB thôn Đông 1", "ĐV chính thức", "7") for place in range(3)]
    content = SimpleUploadedFile("la.xlsx", members(*rows, header=FOREIGN))
    answer = office.post("/imports/", {"workbook": content, "on": "20/12/2019"})
    preview_task.func(ImportRun.objects.get().pk)
    return answer.headers["Location"]


def read_again() -> ImportRun:
    """The import after the job that a choice started."""
    run = ImportRun.objects.get()
    assert run.state == ImportState.WAITING
    preview_task.func(run.pk)
    run.refresh_from_db()
    return run


def test_columns_are_shown_chosen_and_remembered(office: Client, foreign: str) -> None:
    shown = text(office, foreign + "columns/")
    assert ("Nhận theo tiêu đề".lower() in shown.lower(), "Chưa biết, không đọc".lower() in shown.lower()) == (
        True,
        True,
    )
    answer = office.post(foreign + "columns/", {"seen": "1", "field-0-2": "organization", "field-0-4": "ignored"})
    assert answer.status_code == 302
    run = read_again()
    assert [one["how"] for one in run.found[0]["columns"]] == ["known", "known", "chosen", "known", "chosen"]
    assert "Nơi SH" in text(office, "/imports/remembered/")


def test_words_are_proposed_confirmed_and_forgotten(office: Client, foreign: str) -> None:
    office.post(foreign + "columns/", {"seen": "1", "field-0-2": "organization"})
    read_again()
    page = office.get(foreign + "values/").content.decode()
    assert '<option value="dong-xa-1" selected>Chi bộ thôn Đông 1, Đảng bộ xã Đông Xá (dong-xa-1)</option>' in page
    assert "3 dòng" in page
    answer = office.post(foreign + "values/", {"seen": "2", "ours-0": "dong-xa-1", "ours-1": "full"})
    assert answer.status_code == 302
    assert read_again().counters["new"] == 3
    assert "Đã dùng 3 lựa chọn đã nhớ" in text(office, foreign)
    remembered = Mapping.objects.get(kind="standing")
    assert office.post(f"/imports/remembered/{remembered.pk}/forget/").status_code == 302
    assert "ĐV chính thức" not in text(office, "/imports/remembered/").split("Được hiểu là")[-1]


def test_an_organization_is_found_without_scripts(office: Client, foreign: str) -> None:
    office.post(foreign + "columns/", {"seen": "1", "field-0-2": "organization"})
    read_again()
    several = office.post(foreign + "values/", {"seen": "2", "place-0": "thon"}).content.decode()
    assert "Có nhiều tổ chức khớp, chọn một trong danh sách." in several
    assert '<option value="tay-xa-1">Chi bộ thôn Tây 1, Đảng bộ xã Tây Xá (tay-xa-1)</option>' in several
    none = office.post(foreign + "values/", {"seen": "2", "place-0": "khong co"}).content.decode()
    assert "Không có tổ chức nào khớp." in none
    typed = office.get(foreign + "places/?place-0=tay 1").content.decode()
    assert '<option value="tay-xa-1" selected>' in typed
    assert office.post(foreign + "values/", {"seen": "2", "place-0": "tay 1"}).status_code == 302
    assert Mapping.objects.get(kind="organization").ours == "tay-xa-1"


def test_choosing_nothing_and_choosing_too_late_are_told(office: Client, foreign: str) -> None:
    assert "Chưa chọn nghĩa cho từ nào." in office.post(foreign + "values/", {"seen": "1"}).content.decode()
    assert office.post(foreign + "values/", {"seen": "0", "ours-0": "full"}).status_code == 409
    assert office.post(foreign + "apply/", {"seen": "0"}).status_code == 409
    assert office.post(foreign + "apply/", {"seen": "1"}).status_code == 302
    late = office.post(foreign + "columns/", {"seen": "1", "field-0-2": "organization"})
    assert (late.status_code, "đã xác nhận, lần nhập số" in late.content.decode()) == (409, True)
    twice = office.post(foreign + "apply/", {"seen": "1"})
    assert (twice.status_code, "đã xác nhận, lần nhập số" in twice.content.decode()) == (409, True)


def test_an_office_sees_neither_imports_nor_words_of_others(site: Site, office: Client, foreign: str) -> None:
    office.post(foreign + "values/", {"seen": "1", "ours-0": "full"})
    mapping = Mapping.objects.get()
    for persona in ("commune", "cell", "member", "auditor"):
        answers = [
            site.at(persona).get(foreign + "columns/"),
            site.at(persona).get(foreign + "values/"),
            site.at(persona).get("/imports/remembered/"),
            site.at(persona).post(f"/imports/remembered/{mapping.pk}/forget/"),
        ]
        assert {answer.status_code for answer in answers} <= {403, 404}
    assert Mapping.objects.count() == 1
