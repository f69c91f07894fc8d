"""What stands about a subject, what is recorded on it, and the working page of a cell."""

from datetime import date

import pytest
from django.test import Client

from tests.web.campaigns.reviewing import Reviewing
from vungmanh.campaigns.models import EnteredFact, Held, Opinion, OpinionKind, SubjectKind
from vungmanh.campaigns.review.opinions_due import opinions_due
from vungmanh.campaigns.review.reviewing import Written, hand_in, hold_reviews
from vungmanh.campaigns.subjects import terms_in
from vungmanh.foundation.actors import Actor
from vungmanh.members.actions import NewPost, record_posts
from vungmanh.members.models import Post
from vungmanh.organizations.models import Sector

CELL = "/campaigns/2019/cells/dong-xa-1/"
SPOKEN = "Chi bộ nghe báo cáo bằng lời."
SAID = {"said_by": "Đảng ủy xã", "given_on": "05/12/2019", "words": "Làm rõ chỉ tiêu."}


def write(reviewing: Reviewing, by: Actor, *codes: str) -> None:
    """Hand in the self-reviews of members."""
    for code in codes:
        terms = terms_in(reviewing.campaign).get(subject=reviewing.subject(code))
        written = Written({"results": "Hoàn thành các việc."}, claimed="good")
        hand_in(by=by, subject=terms.subject, terms=terms, written=written, on=date(2019, 12, 5))


def opinion(client: Client, reviewing: Reviewing, kind: str, **said: str) -> int:
    return client.post(f"{reviewing.about('dv-02')}opinions/{kind}/", SAID | said).status_code


def test_who_sees_the_page_and_who_records_on_it(reviewing: Reviewing) -> None:
    about = reviewing.about("dv-02")
    personas = ("office", "auditor", "commune", "cell", "member")
    seen = {one: reviewing.site.at(one).get(about).status_code for one in personas}
    recording = {one: reviewing.site.at(one).get(f"{about}held/").status_code for one in personas}
    assert seen == dict.fromkeys(personas, 200)
    assert recording == {"office": 200, "auditor": 403, "commune": 200, "cell": 200, "member": 403}
    others = [reviewing.about(code) for code in ("dv-01", "dv-07")]
    assert [reviewing.site.at("member").get(one).status_code for one in others] == [404, 404]
    assert reviewing.site.at("cell").get(reviewing.about("dv-07")).status_code == 404
    wrong_year = about.replace("2019", "2018")
    assert reviewing.site.at("office").get(wrong_year).status_code == 404


def test_the_hint_comes_before_the_self_review_and_the_writer_reads_it(reviewing: Reviewing, operator: Actor) -> None:
    commune = reviewing.site.at("commune")
    assert opinion(commune, reviewing, "superior_hint") == 302
    assert "Làm rõ chỉ tiêu." in reviewing.site.at("member").get(reviewing.page("dv-02")).content.decode()
    write(reviewing, operator, "dv-02")
    assert opinion(commune, reviewing, "superior_hint") == 409
    assert "đến muộn" in commune.get(f"{reviewing.about('dv-02')}opinions/superior_hint/").content.decode()
    assert Opinion.objects.count() == 1


def test_comments_rest_on_the_regulation_of_the_year_and_come_before_the_meeting(
    reviewing: Reviewing,
    operator: Actor,
) -> None:
    cell = reviewing.site.at("cell")
    assert "76-QĐ/TW" in cell.get(f"{reviewing.about('dv-02')}opinions/residence/").content.decode()
    assert opinion(cell, reviewing, "residence", votes_for="9", votes_against="1", document_number="03-NX") == 302
    given = Opinion.objects.get()
    assert (given.votes_for, given.votes_against, given.document_number) == (9, 1, "03-NX")
    held = {"held_on": "10/12/2019"}
    for code in ("dv-01", "dv-02"):
        assert cell.post(f"{reviewing.about(code)}held/", held).status_code == 409  # nothing was handed in
        assert cell.post(f"{reviewing.about(code)}held/", held | {"reason": SPOKEN}).status_code == 302
    assert opinion(cell, reviewing, "residence") == 409
    assert opinion(cell, reviewing, "criticism", given_on="10/12/2019") == 302


def test_an_opinion_is_corrected_and_withdrawn_by_who_entered_it_or_conducts(reviewing: Reviewing) -> None:
    cell, site = reviewing.site.at("cell"), reviewing.site
    opinion(site.at("commune"), reviewing, "superior_hint")
    page = f"{reviewing.about('dv-02')}opinions/{Opinion.objects.get().pk}/"
    assert page in cell.get(reviewing.about("dv-02")).content.decode()
    assert page not in site.at("member").get(reviewing.about("dv-02")).content.decode()
    assert {one: site.at(one).get(page).status_code for one in ("office", "auditor", "member")} == {
        "office": 200, "auditor": 403, "member": 403,
    }  # fmt: skip
    assert 'value="Đảng ủy xã"' in cell.get(page).content.decode()
    assert cell.post(page, SAID | {"words": "Làm rõ chỉ tiêu thu."}).status_code == 302
    assert cell.get(page).status_code == 404
    now = f"{reviewing.about('dv-02')}opinions/{Opinion.objects.effective().get().pk}/"
    refused = cell.post(now, {"withdraw": "1", "reason": "nhầm"})
    assert (refused.status_code, "Ghi lý do bằng một câu đầy đủ" in refused.content.decode()) == (409, True)
    assert cell.post(now, {"withdraw": "1", "reason": "Ghi nhầm sang đồng chí khác."}).status_code == 302
    assert not Opinion.objects.effective().exists()


@pytest.mark.parametrize(
    ("kind", "said", "answer"),
    [
        ("residence", {"given_on": "21/12/2019"}, 200),
        ("residence", {"given_on": "31/02/2019"}, 200),
        ("residence", {"votes_for": "3"}, 200),
        ("residence", {"words": ""}, 409),
        ("gossip", {}, 404),
    ],
)
def test_an_opinion_that_cannot_be_is_not_recorded(
    reviewing: Reviewing,
    kind: str,
    said: dict[str, str],
    answer: int,
) -> None:
    assert opinion(reviewing.site.at("cell"), reviewing, kind, **said) == answer
    assert not Opinion.objects.exists()


def test_evidence_is_gathered_and_what_is_missing_is_named(reviewing: Reviewing) -> None:
    cell, about = reviewing.site.at("cell"), reviewing.about("dv-02")
    shown = cell.get(about).content.decode()
    assert "01/01/2009" in shown  # admitted
    assert (
        shown.count('<span class="tag t2">chưa ghi nhận</span>') == 5
    )  # official, attendance, tasks, discipline, sick
    typed = {"tasks_done_share": "92,5", "disciplined": "no", "sick_leave_months": "1", "source": "Sổ theo dõi"}
    assert cell.post(f"{about}facts/", typed).status_code == 302
    assert {one.name: one.value for one in EnteredFact.objects.effective()} == {
        "tasks_done_share": "0.925", "disciplined": False, "sick_leave_months": "1",
    }  # fmt: skip
    shown = cell.get(about).content.decode()
    assert "92,5%" in shown
    assert shown.count('<span class="tag t2">chưa ghi nhận</span>') == 2
    assert cell.post(f"{about}facts/", typed | {"sick_leave_months": "", "source": "Sổ"}).status_code == 302
    assert EnteredFact.objects.effective().count() == 2
    assert cell.post(f"{about}facts/", typed | {"tasks_done_share": "140"}).status_code == 409


def test_who_comes_first_is_shown_with_the_reason(reviewing: Reviewing, operator: Actor) -> None:
    record_posts(
        by=operator,
        posts=[NewPost(reviewing.site.member("dv-02"), reviewing.site.district.organizations["dong-xa-1"].pk,
                       Post.DEPUTY, date(2016, 1, 1))],
    )  # fmt: skip
    from vungmanh.campaigns.running.actions import list_anew

    root = reviewing.site.district.placement("yen-thu", date(2019, 12, 31))
    list_anew(by=operator, campaign=reviewing.campaign, root=root)
    cell = reviewing.site.at("cell")
    collective = reviewing.body("dong-xa-1", SubjectKind.COLLECTIVE)
    page = cell.get(f"{reviewing.about('dv-01')}held/").content.decode()
    assert "Phải kiểm điểm trước" in page
    assert f"/subjects/{collective.pk}/" in page
    ids = {code: reviewing.subject(code).pk for code in ("dv-01", "dv-02", "dv-03")}
    refused = cell.post(CELL, {"held_on": "10/12/2019", "subject": list(ids.values())})
    assert (refused.status_code, Held.objects.count()) == (409, 0)
    done = cell.post(
        CELL, {"held_on": "10/12/2019", "minutes": "05-BB", "reason": SPOKEN, "subject": [*ids.values(), collective.pk]}
    )
    assert done.status_code == 302
    assert {(one.subject_id, one.minutes) for one in Held.objects.effective()} == {
        (id_, "05-BB") for id_ in (*ids.values(), collective.pk)
    }


def test_a_review_recorded_of_the_wrong_one_is_withdrawn_from_the_page_about_it(
    reviewing: Reviewing, operator: Actor
) -> None:
    write(reviewing, operator, "dv-01")
    cell, about = reviewing.site.at("cell"), reviewing.about("dv-01")
    cell.post(f"{about}held/", {"held_on": "10/12/2019"})
    change = f"{about}held/change/"
    assert f'href="{change}"' in cell.get(about).content.decode()
    assert cell.post(change, {"held_on": "11/12/2019", "minutes": "05-BB"}).status_code == 302
    assert str(Held.objects.effective().get().held_on) == "2019-12-11"
    assert cell.post(change, {"withdraw": "1", "reason": "Ghi nhầm người."}).status_code == 302
    assert not Held.objects.effective().exists()
    assert cell.get(change).status_code == 302  # to where it is recorded
    assert reviewing.site.at("member").get(change.replace(about, reviewing.about("dv-02"))).status_code == 403


def test_the_working_page_says_what_comes_next_and_what_nobody_needs(reviewing: Reviewing, operator: Actor) -> None:
    cell, rated = reviewing.site.at("cell"), ("dv-01", "dv-02", "dv-03")
    assert "Tiếp: Tự kiểm điểm, còn 4" in cell.get(CELL).content.decode()
    assert "không có ý kiến bắt buộc; đã ghi 0" in cell.get(CELL).content.decode()
    subjects = [*(reviewing.subject(code) for code in rated), reviewing.body("dong-xa-1")]
    terms = [terms_in(reviewing.campaign).get(subject=one) for one in subjects]
    hold_reviews(by=operator, campaign=reviewing.campaign, terms=terms, on=date(2019, 12, 10), reason=SPOKEN)
    assert "Tiếp: Bỏ phiếu, còn 3" in cell.get(CELL).content.decode()


def test_the_working_page_ticks_who_is_ready_and_is_for_its_reach(reviewing: Reviewing, operator: Actor) -> None:
    write(reviewing, operator, "dv-02")
    page = reviewing.site.at("cell").get(CELL).content.decode()
    ticked = {code: f'value="{reviewing.subject(code).pk}" checked' in page for code in ("dv-01", "dv-02", "dv-03")}
    assert ticked == {"dv-01": False, "dv-02": True, "dv-03": False}
    assert "xong 1 trên 4" in page
    answers = {one: reviewing.site.at(one).get(CELL).status_code for one in ("office", "auditor", "commune", "member")}
    assert answers == {"office": 200, "auditor": 403, "commune": 200, "member": 403}
    assert reviewing.site.at("cell").get("/campaigns/2019/cells/tay-xa-1/").status_code == 404
    assert reviewing.site.at("cell").get("/campaigns/2011/cells/dong-xa-1/").status_code == 404


@pytest.mark.parametrize("sent", [[], ["0"], ["x"], ["9" * 40], ["-1"]])
def test_only_those_listed_in_the_cell_are_recorded(reviewing: Reviewing, sent: list[str]) -> None:
    outside = str(reviewing.subject("dv-07").pk)
    answer = reviewing.site.at("cell").post(CELL, {"held_on": "10/12/2019", "subject": [*sent, outside]})
    assert (answer.status_code, Held.objects.count()) == (409, 0)


def test_who_is_enrolled_at_work_needs_the_comment_from_home(reviewing: Reviewing) -> None:
    def needed(code: str) -> set[str]:
        terms = terms_in(reviewing.campaign).get(subject=reviewing.subject(code))
        place = reviewing.site.district.placement("kho-bac" if code == "dv-08" else "dong-xa-1")
        assert place.sector == (Sector.OFFICE if code == "dv-08" else Sector.VILLAGE)
        return {due.kind for due in opinions_due(terms, place) if due.needed}

    assert (needed("dv-08"), needed("dv-02")) == ({OpinionKind.RESIDENCE}, set())


def test_one_question_is_answered_for_everybody_in_the_cell(reviewing: Reviewing) -> None:
    cell, page = reviewing.site.at("cell"), f"{CELL}facts/?fact=disciplined"
    ids = {code: reviewing.subject(code).pk for code in ("dv-01", "dv-02", "dv-03")}
    assert f'href="{CELL}facts/"' in cell.get(CELL).content.decode()
    assert cell.post(page, {"subject": [ids["dv-02"], "0", "x"]}).status_code == 200  # without a source
    assert not EnteredFact.objects.exists()
    typed = {"subject": [ids["dv-02"]], "source": "Sổ theo dõi kỷ luật"}
    assert [cell.post(page, typed).status_code for _twice in range(2)] == [302, 302]
    entered = EnteredFact.objects.values_list("subject_id", "name", "value")  # the second time nothing had changed
    assert sorted(entered) == [(id_, "disciplined", code == "dv-02") for code, id_ in sorted(ids.items())]
    assert f'value="{ids["dv-02"]}" checked' in cell.get(page).content.decode()
    assert cell.get(f"{CELL}facts/?fact=luck").status_code == 404
