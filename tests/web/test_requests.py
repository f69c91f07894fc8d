"""Own data and requests for correction in the browser."""

import io
import json
import re

import pytest
from django.test import Client
from openpyxl import load_workbook

from tests.web.conftest import Site, asked_by
from vungmanh.foundation.actors import Actor
from vungmanh.journal.models import Entry
from vungmanh.members.actions import correct_particulars
from vungmanh.members.events import GUARDED_SEEN
from vungmanh.members.models import CorrectionRequest
from vungmanh.members.queries import particulars_of
from vungmanh.members.requests import answer_to

VALUES = {"ethnicity": "ZQ-Dao", "religion": "ZQ-đạo", "citizen_id": "098765432109"}


def words(answer: object) -> str:
    return " ".join(re.sub(r"<[^>]*>", " ", answer.content.decode()).split())  # type: ignore[attr-defined]


@pytest.fixture
def own(site: Site, operator: Actor) -> str:
    """The address of the member's own pages, with guarded particulars recorded."""
    member = site.district.members["dv-02"]
    correct_particulars(by=operator, corrections=[(particulars_of(member), VALUES)])
    return f"/members/{member.pk}/"


def test_own_data_hold_everything_and_no_password(site: Site, own: str) -> None:
    site.at("cell").post(
        f"{own}guarded/", {"groups": ["papers"], "purpose": "papers", "reason": "làm thẻ đảng viên đợt 3"}
    )
    roster = site.at("office").post("/exports/", {"kind": "roster", "reason": "nộp dữ liệu theo công văn 15"})
    assert b"".join(roster.streaming_content)[:2] == b"PK"
    page = words(site.at("member").get(f"{own}own-data/"))
    held = [
        "ZQ-Dao", "ZQ-đạo", "098765432109", "Chi bộ thôn Đông 1", "Hoàn thành xuất sắc", "07-QĐ/ĐU",
        "làm thẻ đảng viên đợt 3", "nộp dữ liệu theo công văn 15", "Tên đăng nhập member",
    ]  # fmt: skip
    assert [word for word in held if word not in page] == []
    assert "md5$" not in page
    assert Entry.objects.filter(event="members.own_data_seen", member_id=site.member("dv-02")).count() == 1


def test_own_data_as_files(site: Site, own: str) -> None:
    client = site.at("member")
    told = json.loads(client.post(f"{own}own-data/file/", {"form": "json"}).content)
    assert {"name": "Dân tộc", "value": "ZQ-Dao", "guarded": "được bảo vệ"} in told["particulars"]
    assert [one["decision"] for one in told["results"]] == ["07-QĐ/ĐU"]
    book = load_workbook(io.BytesIO(client.post(f"{own}own-data/file/", {"form": "xlsx"}).content))
    cells = {cell.value for sheet in book for row in sheet for cell in row}
    assert {"ZQ-Dao", "098765432109"} - cells == set()
    for form in ("docx", "pdf"):
        answer = client.post(f"{own}own-data/file/", {"form": form})
        assert (answer.status_code, len(answer.content) > 5000) == (200, True)
    taken = Entry.objects.filter(event="members.own_data_taken").order_by("pk")
    assert [entry.details["form"] for entry in taken] == ["json", "xlsx", "docx", "pdf"]


@pytest.mark.parametrize("persona", ["office", "auditor", "commune", "cell"])
def test_own_data_of_another_are_not_found(site: Site, own: str, persona: str) -> None:
    client = site.at(persona)
    answers = [client.get(f"{own}own-data/"), client.post(f"{own}own-data/file/", {"form": "json"})]
    answers += [client.get(f"{own}ask/"), client.post(f"{own}ask/", {"field": "religion", "why": "x"})]
    assert [answer.status_code for answer in answers] == [404] * 4
    assert not CorrectionRequest.objects.exists()


def ask(client: Client, own: str, **typed: str) -> CorrectionRequest:
    answer = client.post(f"{own}ask/", {"field": "other_name", "wanted": "Hà Anh", "why": "khai sinh"} | typed)
    assert answer.status_code == 302
    return CorrectionRequest.objects.latest("pk")


def test_a_request_goes_from_the_member_to_the_office_and_back(site: Site, own: str) -> None:
    member, office = site.at("member"), site.at("office")
    asked = ask(member, own)
    assert "Đang chờ" in words(member.get(own))
    assert "1 đề nghị đính chính đang chờ trả lời" in words(office.get("/"))
    assert "Trần Văn Hà Tên khác" in words(office.get("/requests/"))
    page = office.get(f"/requests/{asked.pk}/").content.decode()
    present = re.findall(r'name="present" value="(\d+)"', page)[0]
    assert office.post(f"/requests/{asked.pk}/", {"do": "accept", "present": present}).status_code == 302
    assert particulars_of(site.district.members["dv-02"]).other_name == "Hà Anh"
    assert "Đã chấp nhận" in words(member.get(f"/requests/{asked.pk}/"))
    assert "đang chờ trả lời" not in words(office.get("/"))


def test_a_guarded_request_is_opened_with_a_note(site: Site, own: str) -> None:
    asked = ask(site.at("member"), own, field="religion", wanted="ZQ-mới", why="ZQ-vì")
    office, address = site.at("office"), f"/requests/{asked.pk}/"
    assert "ZQ-" not in words(office.get(address)) + words(office.get("/requests/")) + words(office.get("/"))
    assert not Entry.objects.filter(event=GUARDED_SEEN.code).exists()
    opened = words(office.post(address, {"do": "open"}))
    assert ["ZQ-đạo" in opened, "ZQ-mới" in opened, "ZQ-vì" in opened] == [True] * 3
    assert Entry.objects.get(event=GUARDED_SEEN.code).details["reason"] == f"Đề nghị đính chính số {asked.pk}"
    assert "ZQ-" not in repr(list(Entry.objects.values()))


@pytest.mark.parametrize("deed", [{"do": "decline"}, {"do": "accept"}])
def test_a_refused_decision_about_a_guarded_field_is_a_look_too(site: Site, own: str, deed: dict[str, str]) -> None:
    asked = ask(site.at("member"), own, field="religion", wanted="ZQ-mới", why="ZQ-vì")
    answer = site.at("office").post(f"/requests/{asked.pk}/", deed)
    assert (answer.status_code, "ZQ-mới" in words(answer)) == (409, True)
    assert Entry.objects.filter(event=GUARDED_SEEN.code).count() == 1


def test_declining_needs_a_reason_and_the_member_reads_it(site: Site, own: str) -> None:
    asked = ask(site.at("member"), own)
    office, address = site.at("office"), f"/requests/{asked.pk}/"
    assert office.post(address, {"do": "decline", "words": "không"}).status_code == 409
    assert office.post(address, {"do": "decline", "words": "Giấy khai sinh ghi khác."}).status_code == 302
    assert "Giấy khai sinh ghi khác." in words(site.at("member").get(address))
    late = office.post(address, {"do": "decline", "words": "Giấy khai sinh ghi khác."})
    assert (late.status_code, "đã có trả lời: Không chấp nhận" in words(late)) == (409, True)


def test_the_requester_does_not_decide_and_reads_who_does(site: Site, own: str) -> None:
    asked = asked_by(site, "dv-08")
    office, address = site.at("office"), f"/requests/{asked.pk}/"
    present = str(particulars_of(site.district.members["dv-08"]).pk)
    answer = office.post(address, {"do": "accept", "present": present})
    assert (answer.status_code, "Không ai tự quyết định" in words(answer)) == (409, True)
    assert answer_to(asked) is None
    other = ask(site.at("member"), own)
    assert "Phạm Thị Bích" in words(site.at("member").get(f"/requests/{other.pk}/"))


@pytest.mark.parametrize("persona", ["auditor", "commune", "cell"])
def test_requests_of_others_are_not_found(site: Site, own: str, persona: str) -> None:
    asked = ask(site.at("member"), own)
    client = site.at(persona)
    deeds = [{"do": "open"}, {"do": "accept", "present": "1"}, {"do": "decline", "words": "x" * 20}, {"do": "withdraw"}]
    assert [client.post(f"/requests/{asked.pk}/", deed).status_code for deed in deeds] == [404] * 4
    assert answer_to(asked) is None


def test_only_the_member_withdraws(site: Site, own: str) -> None:
    asked = ask(site.at("member"), own)
    assert site.at("office").post(f"/requests/{asked.pk}/", {"do": "withdraw"}).status_code == 409
    assert answer_to(asked) is None
    assert site.at("member").post(f"/requests/{asked.pk}/", {"do": "withdraw"}).status_code == 302
    assert "Đã rút" in words(site.at("member").get(own))


def test_particulars_changed_meanwhile_are_told_to_the_decider(site: Site, own: str, operator: Actor) -> None:
    asked = ask(site.at("member"), own)
    office, address = site.at("office"), f"/requests/{asked.pk}/"
    page = office.get(address).content.decode()
    present = re.findall(r'name="present" value="(\d+)"', page)[0]
    row = particulars_of(site.district.members["dv-02"])
    correct_particulars(by=operator, corrections=[(row, {"other_name": "Hà Bình"})])
    answer = office.post(address, {"do": "accept", "present": present})
    assert (answer.status_code, "Hà Bình" in words(answer)) == (409, True)
