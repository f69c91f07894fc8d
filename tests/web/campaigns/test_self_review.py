"""A member writes the self-review: kept as it is typed, from two browsers, handed in, until the meeting."""

import io
import re
import zipfile
from datetime import date

import pytest
from django.http import HttpResponse
from django.test import Client

from tests.web.campaigns.reviewing import Reviewing
from tests.web.conftest import Site
from vungmanh.campaigns.models import Draft, SelfReview, SignsStatement, SubjectKind
from vungmanh.campaigns.review.reviewing import Written, hand_in, hold_reviews
from vungmanh.campaigns.subjects import terms_in
from vungmanh.foundation.actors import Actor
from vungmanh.journal.models import Entry

TYPED = {
    "part_results": "Đảng viên phụ trách 7 hộ.",
    "part_limits": "Phát biểu còn ít.",
    "part_causes": "Ngại nói trước đông người.",
    "part_remedies": "Mỗi kỳ phát biểu một lần.",
    "part_commitments": "Dự đủ 12 kỳ sinh hoạt.",
    "level_tasks": "good",
    "level_others": "good",
    "claimed": "good",
    "sign_A4": "Có lúc ngại việc.",
}
HTMX = {"HX-Request": "true"}


def save(client: Client, page: str, edition: int = 0, **typed: str) -> str:
    """What the status says after a save on the way."""
    return client.post(page, TYPED | typed | {"edition": edition}, headers=HTMX).content.decode()


def edition_in(answer: str) -> str:
    """The edition that the next save is made over."""
    return re.findall(r'name="edition" value="(\d+)"', answer)[0]


def _text_of(word: HttpResponse) -> str:
    return zipfile.ZipFile(io.BytesIO(word.content)).read("word/document.xml").decode()


def test_what_is_typed_is_kept_and_comes_back_after_the_browser_was_closed(reviewing: Reviewing) -> None:
    member, page = reviewing.site.at("member"), reviewing.page("dv-02")
    first = save(member, page)
    second = save(member, page, 1, part_limits="Chưa tuyên truyền đều.")
    assert (edition_in(first), edition_in(second)) == ("1", "2")
    assert re.search(r"Đã lưu \d\d:\d\d</div>", first)  # the clock's day is not that of the installation
    again = reviewing.site.at("member").get(page).content.decode()
    assert "Đảng viên phụ trách 7 hộ." in again
    assert "Chưa tuyên truyền đều." in again
    assert 'name="level_tasks" value="good" checked' in again
    assert 'name="claimed" value="good" checked' in again
    assert edition_in(again) == "2"
    assert not SelfReview.objects.exists()


def test_without_scripts_the_buttons_keep_and_hand_in(reviewing: Reviewing) -> None:
    member, page = reviewing.site.at("member"), reviewing.page("dv-02")
    kept = member.post(page, TYPED | {"what": "save", "edition": 0})
    assert (kept.status_code, Draft.objects.get().content["claimed"]) == (302, "good")
    assert member.post(page, TYPED | {"what": "hand_in", "edition": 1}).status_code == 302
    review = SelfReview.objects.effective().get()
    assert (review.parts["commitments"], review.levels, review.claimed) == (
        "Dự đủ 12 kỳ sinh hoạt.", {"tasks": "good", "others": "good"}, "good",
    )  # fmt: skip
    assert SignsStatement.objects.effective().get().statements == {"A4": "Có lúc ngại việc."}
    assert not Draft.objects.exists()


def test_two_browsers_do_not_overwrite_each_other(reviewing: Reviewing) -> None:
    page = reviewing.page("dv-02")
    phone, desk = reviewing.site.at("member"), reviewing.site.at("member")
    save(phone, page, part_results="Viết trên điện thoại.")
    told = save(desk, page, part_results="Viết ở cơ quan.")
    assert "máy khác" in told
    assert edition_in(told) == "0"
    both = desk.post(page, TYPED | {"part_results": "Viết ở cơ quan.", "what": "compare", "edition": 0})
    shown = both.content.decode()
    assert both.status_code == 409
    assert shown.count("Viết trên điện thoại.") == 1
    assert shown.count("Viết ở cơ quan.") == 2  # beside the other, and still in the form
    assert Draft.objects.get().content["parts"]["results"] == "Viết trên điện thoại."
    save(desk, page, int(edition_in(shown)), part_results="Cả hai.")
    assert Draft.objects.get().content["parts"]["results"] == "Cả hai."


def test_handing_in_does_not_lose_what_another_browser_typed_since(reviewing: Reviewing) -> None:
    page = reviewing.page("dv-02")
    phone, desk = reviewing.site.at("member"), reviewing.site.at("member")
    save(desk, page)
    save(phone, page, 1, part_results="Thêm trên điện thoại.")
    answer = desk.post(page, TYPED | {"what": "hand_in", "edition": 1})
    assert answer.status_code == 409
    assert not SelfReview.objects.exists()
    assert Draft.objects.get().content["parts"]["results"] == "Thêm trên điện thoại."
    assert phone.post(page, TYPED | {"what": "hand_in", "edition": 2}).status_code == 302
    assert "máy khác" in save(desk, page, 2)  # handed in meanwhile: what stands is not typed over unseen


def test_it_may_be_handed_in_again_until_the_meeting(reviewing: Reviewing, operator: Actor) -> None:
    member, page = reviewing.site.at("member"), reviewing.page("dv-02")
    for claimed in ("excellent", "good"):
        assert member.post(page, TYPED | {"claimed": claimed, "what": "hand_in", "edition": 0}).status_code == 302
    assert [one.claimed for one in SelfReview.objects.effective()] == ["good"]
    every = list(terms_in(reviewing.campaign).filter(subject__member__in=[
        reviewing.site.member("dv-01"), reviewing.site.member("dv-02")]).order_by("subject_id"))  # fmt: skip
    said = "Báo cáo bằng lời tại hội nghị."
    hold_reviews(by=operator, campaign=reviewing.campaign, terms=every, on=date(2019, 12, 15), reason=said)
    late = member.post(page, TYPED | {"claimed": "excellent", "what": "hand_in", "edition": 0})
    assert late.status_code == 409
    assert "Hội nghị đã kiểm điểm" in late.content.decode()
    assert [one.claimed for one in SelfReview.objects.effective()] == ["good"]
    assert "disabled" in member.get(page).content.decode()


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"claimed": "clean_and_strong"}, "không phải là mức xếp loại"),
        ({"level_tasks": "superb"}, "không phải là một cấp độ"),
    ],
)
def test_a_refused_hand_in_keeps_what_was_typed(reviewing: Reviewing, wrong: dict[str, str], said: str) -> None:
    member, page = reviewing.site.at("member"), reviewing.page("dv-02")
    answer = member.post(page, TYPED | wrong | {"what": "hand_in", "edition": 0})
    shown = answer.content.decode()
    assert (answer.status_code, said in shown, "Dự đủ 12 kỳ sinh hoạt." in shown) == (409, True, True)
    assert edition_in(shown) == "1"
    assert not SelfReview.objects.exists()
    assert Draft.objects.get().content["parts"]["commitments"] == "Dự đủ 12 kỳ sinh hoạt."


def test_what_is_empty_is_named_before_it_is_handed_in_and_kept(reviewing: Reviewing) -> None:
    member, page = reviewing.site.at("member"), reviewing.page("dv-02")
    few = {"part_results": "Đảng viên phụ trách 7 hộ.", "level_tasks": "good", "what": "hand_in", "edition": 0}
    asked = member.post(page, few).content.decode()
    named = re.findall(r'<li><a href="#(\w+)">', asked)
    assert named == ["part_limits", "part_causes", "part_remedies", "part_commitments", "criteria", "claimed"]
    assert ("1 tiêu chí chưa tự đánh giá" in asked, "Đảng viên phụ trách 7 hộ." in asked) == (True, True)
    assert not SelfReview.objects.exists()
    anyway = few | {"what": "hand_in_anyway", "edition": edition_in(asked)}
    assert member.post(page, anyway | {"part_results": " "}).status_code == 409  # what is required stays required
    assert member.post(page, anyway | {"edition": 2}).status_code == 302
    assert SelfReview.objects.effective().get().claimed == ""


def test_without_results_it_cannot_be_handed_in_anyway(reviewing: Reviewing) -> None:
    member, page = reviewing.site.at("member"), reviewing.page("dv-02")
    asked = member.post(page, TYPED | {"part_results": " ", "what": "hand_in", "edition": 0}).content.decode()
    assert ('href="#part_results"' in asked, "hand_in_anyway" in asked) == (True, False)


def test_a_statement_is_on_a_group_or_on_one_sign(reviewing: Reviewing) -> None:
    member, page = reviewing.site.at("member"), reviewing.page("dv-02")
    typed = TYPED | {"sign_A": "Có lúc ngại học tập.", "what": "hand_in", "edition": 0}
    assert member.post(page, typed).status_code == 302
    stated = {"A": "Có lúc ngại học tập.", "A4": "Có lúc ngại việc."}
    assert SignsStatement.objects.effective().get().statements == stated
    paper = member.get(f"{page}paper/").content.decode()
    assert "Nhóm A – Suy thoái về tư tưởng chính trị: Có lúc ngại học tập." in paper
    form = member.get(page).content.decode()
    assert form.count('<details class="fold" open>') == 1  # the group of which a single sign was written on


def test_nobody_writes_or_opens_another_members_form(reviewing: Reviewing) -> None:
    page = reviewing.page("dv-02")
    save(reviewing.site.at("member"), page)
    for persona in ("office", "auditor", "commune", "cell"):
        other = reviewing.site.at(persona)
        assert (other.get(page).status_code, other.post(page, TYPED).status_code) == (404, 404)
    assert Draft.objects.get().edition == 1
    member = reviewing.site.at("member")
    strange = [reviewing.page("dv-01"), f"/self-review/{2**62}/", "/self-review/0/", f"{reviewing.page('dv-07')}paper/"]
    assert [member.get(address).status_code for address in strange] == [404] * 4


@pytest.mark.parametrize("edition", ["-1", "9" * 30, "x", "1.0", "²"])
def test_a_hostile_edition_writes_over_nothing(reviewing: Reviewing, edition: str) -> None:
    member, page = reviewing.site.at("member"), reviewing.page("dv-02")
    save(member, page)
    answer = member.post(page, TYPED | {"part_results": "Khác", "edition": edition})
    assert (answer.status_code, Draft.objects.get().content["parts"]["results"]) == (409, TYPED["part_results"])


def test_today_leads_there_with_the_deadline_until_it_is_handed_in(reviewing: Reviewing) -> None:
    member, page = reviewing.site.at("member"), reviewing.page("dv-02")
    home = member.get("/").content.decode()
    assert "Viết bản tự kiểm điểm năm 2019" in home
    assert "hạn 22/12/2019" in home
    assert member.get("/self-review/").headers["Location"] == page
    member.post(page, TYPED | {"what": "hand_in", "edition": 0})
    home = member.get("/").content.decode()
    assert ("Viết bản tự kiểm điểm" in home, "Đã nộp ngày 20/12/2019. Chờ chi bộ kiểm điểm." in home) == (False, True)
    assert f'href="{page}paper/"' in home


def test_a_secretary_writes_that_of_the_own_cell_and_no_other(reviewing: Reviewing) -> None:
    cell = reviewing.body("dong-xa-1")
    page = f"/self-review/{cell.pk}/"
    answers = {persona: reviewing.site.at(persona).get(page).status_code for persona in ("cell", "commune", "member")}
    assert answers == {"cell": 200, "commune": 404, "member": 404}
    shown = reviewing.site.at("cell").get(page).content.decode()
    assert "27 biểu hiện" not in shown
    assert 'name="level_ideology"' in shown
    listed = reviewing.site.at("cell").get("/self-review/").content.decode()
    assert (listed.count("Viết bản tự kiểm điểm"), listed.count("Viết báo cáo kiểm điểm")) == (1, 1)
    assert ("Báo cáo kiểm điểm của chi bộ năm 2019" in shown, "Nộp Đảng ủy xã Đông Xá" in shown) == (True, True)


def test_the_paper_is_the_form_of_the_year_and_reading_it_is_noted(reviewing: Reviewing) -> None:
    member, page = reviewing.site.at("member"), reviewing.page("dv-02")
    paper = f"{page}paper/"
    assert reviewing.site.at("cell").get(paper).status_code == 409  # not handed in: a draft is its writer's alone
    member.post(page, TYPED | {"what": "hand_in", "edition": 0})
    before = Entry.objects.count()
    own = member.get(paper).content.decode()
    assert ("Theo Mẫu 02" in own, "Có lúc ngại việc." in own, Entry.objects.count()) == (True, True, before)
    signs = {
        p: "Có lúc ngại việc." in reviewing.site.at(p).get(paper).content.decode()
        for p in ("cell", "commune", "office")
    }
    assert signs == {"cell": True, "commune": True, "office": False}
    noted = Entry.objects.filter(event="campaigns.self_review_read", subject_id=reviewing.site.member("dv-02"))
    assert noted.count() == 3
    assert reviewing.site.at("auditor").get(paper).status_code == 403
    assert _text_of(member.post(paper, {"form": "docx"})).count("Có lúc ngại việc.") == 1
    assert reviewing.site.at("cell").post(paper, {"form": "docx"}).status_code == 404


def test_last_years_commitments_stand_beside_the_new_one(reviewing: Reviewing, operator: Actor, site: Site) -> None:
    from vungmanh.campaigns.running.actions import open_campaign
    from vungmanh.campaigns.subjects import subject_of_member

    before = open_campaign(
        by=operator, root=site.district.placement("yen-thu", date(2018, 12, 31)), year=2018, on=date(2018, 12, 1)
    )
    subject = subject_of_member(before, site.member("dv-02"))
    terms = terms_in(before).get(subject=subject)
    written = Written({"results": "Đã làm.", "commitments": "Sửa đường xóm trong quý I."})
    hand_in(by=operator, subject=terms.subject, terms=terms, written=written, on=date(2018, 12, 9))
    assert "Sửa đường xóm trong quý I." in site.at("member").get(reviewing.page("dv-02")).content.decode()


def test_a_body_has_the_criteria_of_its_kind_only(reviewing: Reviewing) -> None:
    assert reviewing.body("dong-xa-1").kind == SubjectKind.ORGANIZATION
    page = f"/self-review/{reviewing.body('dong-xa-1').pk}/"
    hostile = {"level_luck": "good", "sign_A1": "…", "part_secret": "x"}
    reviewing.site.at("cell").post(page, {"part_results": "Xong.", "edition": 0} | hostile)
    content = Draft.objects.get().content
    assert (content["signs"], "luck" in content["levels"], "secret" in content["parts"]) == ({}, False, False)


def test_the_own_data_hold_what_was_handed_in_and_what_is_being_written(reviewing: Reviewing) -> None:
    member, page = reviewing.site.at("member"), reviewing.page("dv-02")
    member.post(page, TYPED | {"what": "hand_in", "edition": 0})
    save(member, page, part_limits="Còn ngại.")
    shown = member.get(f"/members/{reviewing.site.member('dv-02')}/own-data/").content.decode()
    assert [text in shown for text in ("Dự đủ 12 kỳ sinh hoạt.", "Có lúc ngại việc.", "Còn ngại.", "bản nháp")] == [
        True
    ] * 4
