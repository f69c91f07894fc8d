"""One cell's campaign in a real chromium, from opening to the answer to a contest: everybody on the own machine."""

from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.web.conftest import CHROMIUM, PHONE, SCREEN, Site, opened, third_voter
from vungmanh.foundation.actors import Actor

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(not CHROMIUM.exists(), reason="no browser: apt-get install chromium"),
]

MEMBER, SECRETARY = "Trần Văn Hà", "Nhữ Thị Hân"
WRITTEN = "Dự đủ 12 kỳ sinh hoạt."
UNDERWAY = " Vận động 5 hộ hiến đất làm đường."
LAST = " Đã nộp đủ đảng phí."
WHY = "Tôi đã hoàn thành mọi việc trước thời hạn."
ANSWER = "Đảng ủy đã xem lại minh chứng và giữ nguyên mức đã quyết định."


@dataclass(frozen=True)
class People:
    """The page that each has open."""

    office: Page
    commune: Page
    cell: Page
    member: Page
    address: str

    def at(self, who: Page, path: str) -> int:
        """Go there; how it was answered."""
        answer = who.goto(self.address + path)
        assert answer is not None
        return answer.status


@pytest.fixture
def people(site: Site, operator: Actor, live_server: object, chromium: Browser) -> Iterator[People]:
    """Office and commune at screens, the others with phones."""
    third_voter(site, operator)
    address: str = live_server.url  # type: ignore[attr-defined]
    sizes = {"office": SCREEN, "commune": SCREEN, "cell": PHONE, "member": PHONE}
    expect.set_options(timeout=30_000)  # like the browser's own: a busy machine is no fault
    with ExitStack() as ending:
        pages = {who: opened(chromium, site, who, address, size) for who, size in sizes.items()}
        for page in pages.values():
            ending.callback(page.context.close)
        yield People(**pages, address=address)


def press(page: Page, name: str) -> None:
    """Press the button or follow the link, and be where it leads; nothing there needs scrolling sideways."""
    with page.expect_navigation():
        page.locator("main").locator("button:visible, a:visible").filter(has_text=name).first.click()
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"), page.url


def told(page: Page, words: str) -> None:
    """The page says this."""
    expect(page.locator("main")).to_contain_text(words)


def test_a_cell_from_opening_to_the_answer(people: People, site: Site) -> None:
    opening(people)
    subject = writing(people)
    conducting(people, subject)
    voting(people)
    deciding(people, subject)
    contesting(people, site)


def opening(people: People) -> None:
    """The office sees who would be listed before it opens."""
    office = people.office
    people.at(office, "/campaigns/2019/open/")
    office.fill("#id_due_self_review", "22/12/2019")
    press(office, "Xem trước")
    told(office, "Nếu xác nhận")
    press(office, "Xác nhận mở đợt")
    assert office.url == people.address + "/campaigns/2019/"


def writing(people: People) -> str:
    """What the member types is kept by itself, also what was typed without a connection; the member's number here."""
    member = people.member
    people.at(member, "/self-review/")
    subject = member.url.rstrip("/").rpartition("/")[2]
    text, state = member.locator("#part_results"), member.locator("#saved")
    text.press_sequentially(WRITTEN)
    expect(state).to_contain_text("Đã lưu")
    member.context.set_offline(True)
    text.press_sequentially(UNDERWAY)
    expect(member.locator(".offline")).to_be_visible()
    member.context.set_offline(False)
    expect(member.locator(".offline")).to_be_hidden()
    people.at(member, "/")
    people.at(member, f"/self-review/{subject}/")
    expect(text).to_have_value(WRITTEN + UNDERWAY)
    text.press("Control+End")
    member.keyboard.insert_text(LAST)  # and left at once, before the second of waiting is over
    member.go_back()
    for _look in range(50):  # what outlives a page arrives soon after it
        people.at(member, f"/self-review/{subject}/")
        if text.input_value().endswith(LAST):
            break
    expect(text).to_have_value(WRITTEN + UNDERWAY + LAST)
    member.get_by_label("Hoàn thành tốt nhiệm vụ").last.check()
    press(member, "Nộp cho chi bộ")
    told(member, "Chưa nộp. Còn trống:")
    expect(text).to_have_value(WRITTEN + UNDERWAY + LAST)
    press(member, "Vẫn nộp")
    told(member, "Đã nộp bản tự kiểm điểm.")
    assert [people.at(member, f"/self-review/{int(subject) + more}/") for more in (-1, 1)] == [404, 404]
    return subject


def conducting(people: People, subject: str) -> None:
    """The secretary of the cell sees who has handed in, records what was said and that the review was held."""
    cell = people.cell
    people.at(cell, "/campaigns/2019/cells/dong-xa-1/")
    expect(cell.locator("ul.people > li").filter(has_text=MEMBER)).to_contain_text("đã nộp", ignore_case=True)
    press(cell, MEMBER)
    press(cell, "Ghi ý kiến: Ý kiến của Mặt trận, đoàn thể")
    cell.fill("#id_said_by", "Mặt trận thôn Đông 1")
    cell.fill("#id_given_on", "19/12/2019")
    cell.fill("#id_words", "Gương mẫu, gắn bó với nhân dân.")
    press(cell, "Ghi")
    told(cell, "Gương mẫu, gắn bó với nhân dân.")
    assert refused(people.commune, people, subject) == 409
    people.at(cell, "/campaigns/2019/cells/dong-xa-1/")
    cell.fill("#id_minutes", "12-BB/CB")
    press(cell, "Ghi đã kiểm điểm những người được đánh dấu")
    told(cell, "Đã ghi kiểm điểm 1 đối tượng.")
    told(cell, "xong 1 trên 5")


def refused(commune: Page, people: People, subject: str) -> int:
    """The committee decides on who is neither reviewed nor proposed, past the page that does not offer it."""
    people.at(commune, "/campaigns/2019/decisions/")
    told(commune, "Chưa quyết định được")
    assert commune.locator(f"#s{subject}").count() == 0
    token = next(one["value"] for one in commune.context.cookies() if one["name"] == "csrftoken")
    sent = {"subject": subject, "decision_number": "21-QĐ/ĐU", "decided_on": "18/12/2019", "sure": "1"}
    answer = commune.request.post(commune.url, form=sent | {"csrfmiddlewaretoken": token})
    return answer.status


def voting(people: People) -> None:
    """A vote on paper: two count, each alone, and it ends when they agree."""
    cell, member = people.cell, people.member
    people.at(cell, "/ballots/2019/dong-xa-1/")
    cell.get_by_label("Đã thông báo những điều trên").check()
    press(cell, "Chuẩn bị cuộc bỏ phiếu")
    cell.locator("#tellers summary").click()
    cell.select_option("[name=leads]", label=SECRETARY)
    cell.locator("label").filter(has_text=MEMBER).get_by_role("checkbox").check()
    press(cell, "Ghi ban kiểm phiếu")
    press(cell, "Bắt đầu bỏ phiếu")
    for voter in cell.locator("input[name=member]").all():
        voter.check()
    press(cell, "Đã phát phiếu giấy")
    ballot = cell.url
    count_slips(cell, ballot, good=3)
    count_slips(member, ballot, good=2)
    end(cell)
    told(cell, "khác nhau")
    cell.goto(ballot)
    press(cell, "Kiểm phiếu lại")
    count_slips(cell, ballot, good=3)
    count_slips(member, ballot, good=3)
    cell.goto(ballot)
    end(cell)
    told(cell, "Hoàn thành tốt")


def count_slips(teller: Page, ballot: str, good: int) -> None:
    """Enter what one has counted: all three slips came back, so many of them with «good» for all, the rest blank."""
    teller.goto(ballot)
    press(teller, "Nhập số liệu kiểm phiếu giấy")
    for field in teller.locator("main form input[inputmode=numeric]").all():
        field.fill("0")
    for name in ("issued", "returned", "valid"):
        teller.fill(f"#{name}", "3")
    for label, count in (("Hoàn thành tốt nhiệm vụ", good), ("Phiếu trắng", 3 - good)):
        for field in teller.get_by_label(label).all():
            field.fill(str(count))
    press(teller, "Ghi số liệu")


def end(cell: Page) -> None:
    """End the vote, if the tellers agree."""
    cell.get_by_label("Mọi người có mặt đã bỏ phiếu xong").check()
    press(cell, "Kết thúc bỏ phiếu")


def deciding(people: People, subject: str) -> None:
    """The committee proposes what the rules and the vote leave open, looks at what follows, and decides."""
    commune = people.commune
    people.at(commune, "/campaigns/2019/proposals/?scope=dong-xa-1")
    commune.select_option(f"[name=category-{subject}]", "good")
    press(commune, "Ghi đề xuất")
    people.at(commune, "/campaigns/2019/decisions/")
    commune.locator(f"#s{subject}").check()
    commune.get_by_label("Số quyết định").fill("21-QĐ/ĐU")
    commune.get_by_label("Ngày quyết định").fill("20/12/2019")
    press(commune, "Xem kết quả dự kiến")
    told(commune, "Quyết định này gồm")
    press(commune, "Ghi quyết định")
    told(commune, "21-QĐ/ĐU")


def contesting(people: People, site: Site) -> None:
    """The member reads the result with its reasons, asks for another, and is answered."""
    member, commune = people.member, people.commune
    result = f"/classification/2019/members/{site.member('dv-02')}/"
    people.at(member, result)
    told(member, "Hoàn thành tốt nhiệm vụ")
    told(member, "21-QĐ/ĐU")
    press(member, "Đề nghị xem xét lại")
    member.fill("#id_why", WHY)
    press(member, "Gửi đề nghị")
    people.at(commune, "/campaigns/contests/")
    press(commune, MEMBER)
    told(commune, WHY)
    commune.fill("#id_words", ANSWER)
    commune.fill("#id_document_number", "30-CV/ĐU")
    commune.fill("#id_answered_on", "20/12/2019")
    press(commune, "Ghi trả lời")
    people.at(member, result)
    press(member, "Đề nghị xem xét lại đã gửi")
    told(member, ANSWER)
