"""Voting on screen and with a code: once, for oneself, while the vote is open; and nothing of it is kept elsewhere."""

import logging

import pytest
from django.contrib.sessions.models import Session
from django.http import HttpRequest
from django.test import Client, RequestFactory
from django.urls import reverse
from django.views.debug import ExceptionReporter, get_exception_reporter_filter

from tests.conftest import TODAY
from tests.web.ballots.conftest import CATEGORY, Hall, page, parts, said, slip
from vungmanh.ballots.actions import cancel_ballot, close_ballot, make_codes
from vungmanh.ballots.models import Elector, Manner, Part
from vungmanh.ballots.queries import outcome_of
from vungmanh.journal.models import Entry
from vungmanh.members.actions import NewMember, enrol_members
from vungmanh.members.models import Standing
from vungmanh.web.ballots.voting import vote


def test_a_slip_is_filled_in_read_again_and_given(hall: Hall) -> None:
    ballot, member = hall.opened(), hall.site.at("member")
    assert page(ballot, "vote") in member.get("/").content.decode()
    form = said(member.get(page(ballot, "vote")))
    assert all(one.title.vi in form for one in ballot.questions)
    confirming = member.post(page(ballot, "vote"), slip(ballot, step="confirm"))
    assert "Hoàn thành nhiệm vụ" in said(confirming)
    assert set(parts(ballot).values()) == {Part.NOT_YET}
    answer = member.post(page(ballot, "vote"), slip(ballot), follow=True)
    assert "Phiếu của đồng chí đã được ghi nhận" in said(answer)
    assert parts(ballot)[hall.site.member("dv-02")] == Part.SCREEN
    assert page(ballot, "vote") not in member.get("/").content.decode()


def test_a_question_left_open_is_asked_for_and_what_was_chosen_stays(hall: Hall) -> None:
    ballot, member = hall.opened(), hall.site.at("member")
    first, *rest = ballot.questions
    answer = member.post(page(ballot, "vote"), {f"q-{first.code}": "good", "step": "confirm"})
    assert (answer.status_code, f"“{rest[0].title.vi}”" in said(answer)) == (409, True)
    assert answer.content.decode().count(" checked") == 1


def test_nobody_votes_twice_or_after_the_end(hall: Hall) -> None:
    ballot, member, other = hall.opened(), hall.site.at("member"), hall.site.at("cell")
    member.post(page(ballot, "vote"), slip(ballot))
    again = member.post(page(ballot, "vote"), slip(ballot))
    assert (again.status_code, "Mỗi người bỏ một lần" in said(again)) == (409, True)
    cancel_ballot(by=hall.by, ballot=ballot, reason="Chuẩn bị nhầm danh sách.")
    late = other.post(page(ballot, "vote"), slip(ballot))
    assert (late.status_code, "đã bị hủy" in said(late)) == (409, True)


def test_whoever_sends_what_votes_for_nobody_but_oneself(hall: Hall) -> None:
    ballot, member = hall.opened(), hall.site.at("member")
    other = hall.members[0].pk
    sent = slip(ballot) | {"member": str(other), "elector": str(other), "by": str(other)}
    member.post(f"{page(ballot, 'vote')}?member={other}", sent)
    voted = {member_id for member_id, part in parts(ballot).items() if part == Part.SCREEN}
    assert voted == {hall.site.member("dv-02")}


def test_strangers_and_outsiders_do_not_know_of_the_vote(hall: Hall, client: Client) -> None:
    ballot, commune = hall.opened(), hall.site.district.members["dv-06"]
    outsider = hall.signed_in(commune)
    names = ("ballot", "vote", "ballot_count", "ballot_sheets")
    assert {outsider.get(page(ballot, name)).status_code for name in names} == {404}
    assert {outsider.post(page(ballot, name)).status_code for name in ("ballot_sheets", "ballot_minutes")} == {404}
    assert client.post(page(ballot, "vote"), slip(ballot)).status_code == 302
    assert set(parts(ballot).values()) == {Part.NOT_YET}


def test_who_has_no_vote_or_came_later_is_told_so(hall: Hall) -> None:
    ballot = hall.opened()
    probationary = hall.signed_in(hall.site.district.members["dv-03"])
    answer = probationary.post(page(ballot, "vote"), slip(ballot))
    assert (answer.status_code, "đảng viên dự bị" in said(answer)) == (409, True)
    place = hall.site.district.organizations[hall.code].pk
    [new] = enrol_members(by=hall.by, new=[NewMember("moi", place, TODAY, Standing.FULL, {"full_name": "Vi Văn Mới"})])
    answer = hall.signed_in(new).post(page(ballot, "vote"), slip(ballot))
    assert (answer.status_code, "không có tên trong danh sách" in said(answer)) == (409, True)
    assert Elector.objects.filter(ballot=ballot, part=Part.SCREEN).count() == 0


def test_a_code_votes_once_for_whom_it_was_made(hall: Hall, client: Client) -> None:
    ballot, member = hall.opened(), hall.members[1]
    [made] = make_codes(by=hall.by, ballot=ballot, member_ids=[member.pk])
    assert "Vi Văn Lâm" in said(client.post(reverse("code_vote"), {"code": made.code.lower()}))
    answer = client.post(reverse("code_vote"), slip(ballot, code=made.code), follow=True)
    assert "mã đã dùng xong" in said(answer)
    assert parts(ballot)[member.pk] == Part.SCREEN
    again = client.post(reverse("code_vote"), slip(ballot, code=made.code))
    assert (again.status_code, "Mã không đúng" in said(again)) == (409, True)


def test_codes_are_not_guessed(hall: Hall, client: Client) -> None:
    hall.opened()
    answers = [client.post(reverse("code_vote"), {"code": f"AAAA-BBBB-{n:04}"}).status_code for n in range(11)]
    assert answers == [409] * 10 + [429]


def test_no_page_tells_partial_results(hall: Hall) -> None:
    ballot, cell = hall.opened(), hall.site.at("cell")
    shown = []
    for voter, category in zip(hall.members[:3], ("excellent", "good", "good"), strict=True):
        hall.signed_in(voter).post(page(ballot, "vote"), slip(ballot, category))
        shown.append(said(cell.get(page(ballot))))
    assert all("Xuất sắc" not in one and "Hoàn thành tốt" not in one for one in shown)
    assert "Chưa có kết quả" in said(cell.post(page(ballot, "ballot_minutes")))


def test_nobodys_vote_stands_in_journal_session_message_or_log(
    hall: Hall, caplog: pytest.LogCaptureFixture, client: Client
) -> None:
    caplog.set_level(logging.DEBUG)
    ballot, member = hall.opened(), hall.site.at("member")
    [made] = make_codes(by=hall.by, ballot=ballot, member_ids=[hall.members[0].pk])
    entries = Entry.objects.count()
    for step in ("confirm", "cast", "cast"):
        answer = member.post(page(ballot, "vote"), slip(ballot, step=step))
        client.post(reverse("code_vote"), slip(ballot, code=made.code, step=step))
        assert CATEGORY not in answer.headers.get("Location", "")
    assert Entry.objects.count() == entries
    kept = [*(str(one.get_decoded()) for one in Session.objects.all()), *member.cookies.values(), caplog.text]
    assert not any(CATEGORY in str(one) or made.code in str(one) for one in kept)


def test_a_report_of_an_error_hides_what_was_chosen(hall: Hall, rf: RequestFactory) -> None:
    ballot, request = hall.opened(), rf.post("/", {"q-s1": CATEGORY, "step": "cast"})

    def broken(request: HttpRequest) -> object:
        return vote(request, ballot.uuid)

    with pytest.raises(AttributeError):  # no middleware has been here
        broken(request)
    told = get_exception_reporter_filter(request).get_post_parameters(request)
    assert (ExceptionReporter(request, None, None, None) is not None, set(told.values())) == (True, {"*" * 20})


def test_the_outcome_is_for_those_who_took_part_and_shows_nothing_that_tells_a_vote(hall: Hall) -> None:
    ballot = hall.opened()
    for voter in hall.members:
        hall.signed_in(voter).post(page(ballot, "vote"), slip(ballot, "good"))
    close_ballot(by=hall.by, ballot=ballot, on=TODAY)
    shown = said(hall.site.at("member").get(page(ballot)))
    assert "Mức đạt tỷ lệ phiếu" in shown
    assert "có thể lộ ai đã bỏ gì" in shown  # four equal slips: no numbers
    assert outcome_of(ballot).withheld


def test_where_screens_are_not_permitted_none_is_offered(hall: Hall, settings: object) -> None:
    settings.SCREEN_BALLOTS = False  # type: ignore[attr-defined]
    shown = hall.site.at("cell").get(reverse("subject_ballots", args=[2019, hall.code])).content.decode()
    assert ('value="paper"' in shown, 'value="screen"' in shown) == (True, False)
    ballot = hall.opened(Manner.PAPER)
    answer = hall.site.at("member").post(page(ballot, "vote"), slip(ballot))
    assert (answer.status_code, "chỉ dùng phiếu giấy" in said(answer)) == (409, True)
