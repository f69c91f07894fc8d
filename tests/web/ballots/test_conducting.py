"""Conducting: what is told before choosing, opening, paper and its tellers, closing, the papers."""

import io
from dataclasses import replace

import pytest
from django.test import Client
from django.urls import reverse
from docx import Document

from tests.conftest import TODAY
from tests.repository.test_texts import NAMES
from tests.web.ballots.conftest import Hall, act, page, parts, said, slip
from tests.web.test_english import recorded_words, untranslated
from vungmanh.access.questions import may
from vungmanh.access.rights import Reach, Right
from vungmanh.ballots.actions import close_ballot
from vungmanh.ballots.models import Ballot, Manner, Part, State
from vungmanh.campaigns.models import SubjectKind
from vungmanh.exports.checks import missing_right
from vungmanh.exports.contract import Order
from vungmanh.exports.kinds import kind_of
from vungmanh.exports.models import Export
from vungmanh.foundation.actors import Actor
from vungmanh.members.actions import NewMember, enrol_members
from vungmanh.members.models import Post, Standing


def counted(ballot: Ballot, *, issued: int, good: int) -> dict[str, object]:
    """A teller's form: so many for «good», the rest for «completed»."""
    sent: dict[str, object] = {"issued": issued, "returned": issued, "not_returned": 0, "spoiled": 0, "valid": issued}
    for one in ballot.questions:
        sent |= {f"n-{one.code}-{code}": 0 for code in (*one.codes, "blank")}
        sent |= {f"n-{one.code}-good": good, f"n-{one.code}-completed": issued - good}
    return sent


def appoint(hall: Hall, ballot: Ballot) -> None:
    """The secretary of the cell and the member of the personas count."""
    first, second = (hall.site.member(code) for code in ("dv-01", "dv-02"))
    answer = act(hall.site.at("cell"), ballot, "tellers", leads=first, teller=second)
    assert answer.status_code == 302


def minutes(client: Client, ballot: Ballot):  # type: ignore[no-untyped-def]
    """The minutes as Word."""
    answer = client.post(page(ballot, "ballot_minutes"), {"form": "docx"})
    return Document(io.BytesIO(b"".join(answer.streaming_content)))


def test_what_is_told_comes_before_what_is_chosen(hall: Hall) -> None:
    cell = hall.site.at("cell")
    address = reverse("subject_ballots", args=[2019, hall.code])
    shown = said(cell.get(address))
    told = shown.index("mọi người biết") if "mọi người biết" in shown else shown.index("Khi mọi phiếu giống nhau")
    assert told < shown.index("Cách bỏ phiếu")
    assert "tham số của địa phương" in shown
    assert "đảng viên dự bị không có quyền biểu quyết" in shown
    kind = SubjectKind.MEMBER
    sent = {"kind": kind, f"{kind}-manner": "paper", f"{kind}-secrecy": "secret", f"{kind}-tellers": "2"}
    assert cell.post(address, sent).status_code == 200
    assert not Ballot.objects.exists()
    assert cell.post(address, sent | {f"{kind}-told": "on"}).status_code == 302
    assert (Ballot.objects.get().secret, Ballot.objects.get().manner) == (True, Manner.PAPER)


def test_terms_that_nobody_decided_are_named_and_nothing_is_offered(hall: Hall) -> None:
    shown = hall.site.at("commune").get(reverse("subject_ballots", args=[2019, "dong-xa"]))
    assert ("Chưa xác định tỷ lệ phiếu" in said(shown), 'name="kind"' in shown.content.decode()) == (True, False)


def test_the_list_that_changed_is_looked_at_before_opening(hall: Hall) -> None:
    ballot, cell = hall.prepared(), hall.site.at("cell")
    place = hall.site.district.organizations[hall.code].pk
    enrol_members(by=hall.by, new=[NewMember("moi", place, TODAY, Standing.FULL, {"full_name": "Vi Văn Mới"})])
    answer = act(cell, ballot, "open")
    assert (answer.status_code, "đã thay đổi sau khi chuẩn bị" in said(answer)) == (409, True)
    assert [act(cell, ballot, what).status_code for what in ("list", "open")] == [302, 302]
    assert len(parts(ballot)) == 7


def test_paper_from_slips_to_minutes(hall: Hall) -> None:
    ballot, cell, member = hall.opened(Manner.PAPER), hall.site.at("cell"), hall.site.at("member")
    voters = sorted(parts(ballot))
    early = act(cell, ballot, "paper", member=voters)
    assert (early.status_code, "Chưa cử ban kiểm phiếu" in said(early)) == (409, True)
    appoint(hall, ballot)
    assert act(cell, ballot, "paper", member=voters).status_code == 302
    assert set(parts(ballot).values()) == {Part.PAPER}
    sheets = cell.get(page(ballot, "ballot_sheets")).content.decode()
    assert ("6 phiếu giống nhau" in sheets, "Vi Văn" in sheets) == (True, True)
    taken = cell.post(page(ballot, "ballot_sheets"))
    assert b"".join(taken.streaming_content).startswith(b"%PDF")
    cell.post(page(ballot, "ballot_count"), counted(ballot, issued=6, good=4))
    early = act(cell, ballot, "close", sure="on")
    assert (early.status_code, "cần 2 người" in said(early)) == (409, True)
    answer = member.post(page(ballot, "ballot_count"), counted(ballot, issued=6, good=5), follow=True)
    assert ("khác nhau ở" in said(answer), "khác nhau ở" in said(cell.get(page(ballot)))) == (False, True)
    assert "khác nhau ở" in said(act(cell, ballot, "close", sure="on"))
    again = member.post(page(ballot, "ballot_count"), counted(ballot, issued=6, good=4))
    assert (again.status_code, "không thay được nữa" in said(again)) == (409, True)
    assert [act(one, ballot, "recount").status_code for one in (member, cell)] == [403, 302]
    for one in (member, cell):
        assert one.post(page(ballot, "ballot_count"), counted(ballot, issued=6, good=4)).status_code == 302
    assert act(cell, ballot, "close").status_code == 409
    assert act(cell, ballot, "close", sure="on").status_code == 302
    word = minutes(cell, ballot)
    text = "\n".join(one.text for one in word.paragraphs)
    assert "phát ra 6, thu về 6" in text
    assert ["4" in {one.text for one in row.cells} for row in word.tables[1].rows][1:] == [True] * len(ballot.questions)
    assert [[one.text for one in row.cells][:2] for row in word.tables[2].rows][1:] == [
        ["Nhữ Thị Hân", "Trưởng ban"], ["Trần Văn Hà", "Thành viên"],
    ]  # fmt: skip
    registered = Export.objects.order_by("pk").values_list("kind", "form", "total", "state")
    assert list(registered) == [("ballot_sheets", "pdf", 6, "done"), ("ballot_minutes", "docx", 7, "done")]
    assert cell.post(page(ballot, "ballot_sheets")).status_code == 409
    assert Export.objects.count() == 2


def test_only_tellers_enter_and_who_conducts_enters_one_in_a_tellers_name(hall: Hall) -> None:
    ballot, cell, member = hall.opened(Manner.PAPER), hall.site.at("cell"), hall.site.at("member")
    tellers = [hall.members[0].pk, hall.members[1].pk]
    assert act(cell, ballot, "tellers", teller=tellers).status_code == 409
    assert act(cell, ballot, "tellers", leads=tellers[0], teller=tellers).status_code == 302
    act(cell, ballot, "paper", member=sorted(parts(ballot)))
    sent = counted(ballot, issued=6, good=4)
    assert member.get(page(ballot, "ballot_count")).status_code == 403
    assert "Chỉ ban kiểm phiếu" in said(cell.post(page(ballot, "ballot_count"), sent))
    assert cell.post(page(ballot, "ballot_count"), sent | {"teller": tellers[0]}).status_code == 302
    assert "mỗi người chỉ nhập một lượt" in said(cell.post(page(ballot, "ballot_count"), sent | {"teller": tellers[1]}))
    teller = hall.signed_in(hall.members[1])
    assert teller.post(page(ballot, "ballot_count"), sent | {"teller": tellers[0]}).status_code == 302
    assert act(cell, ballot, "close", sure="on").status_code == 302
    text = "\n".join(one.text for one in minutes(cell, ballot).paragraphs)
    assert "Nhữ Thị Hân nhập thay Vi Thị Lan" in text


def test_a_count_that_does_not_add_up_is_sent_back_with_what_was_typed(hall: Hall) -> None:
    ballot, cell = hall.opened(Manner.PAPER), hall.site.at("cell")
    appoint(hall, ballot)
    act(cell, ballot, "paper", member=sorted(parts(ballot)))
    answer = cell.post(page(ballot, "ballot_count"), counted(ballot, issued=6, good=4) | {"spoiled": "x"})
    assert (answer.status_code, 'value="x"' in answer.content.decode()) == (409, True)
    answer = cell.post(page(ballot, "ballot_count"), counted(ballot, issued=6, good=4) | {"valid": 5})
    assert "cộng lại" in said(answer)


def test_only_who_conducts_conducts(hall: Hall) -> None:
    ballot, member = hall.opened(), hall.site.at("member")
    steps = ("open", "list", "tellers", "paper", "absent", "back", "close", "cancel")
    assert {act(member, ballot, what, reason="Không có lý do gì", sure="on").status_code for what in steps} == {403}
    assert member.post(page(ballot, "ballot_codes")).status_code == 403
    assert member.get(page(ballot, "ballot_sheets")).status_code == 403
    ballot.refresh_from_db()
    assert ballot.state == State.OPEN


def test_the_address_of_a_step_leads_back_to_the_vote(hall: Hall) -> None:
    ballot, cell = hall.opened(), hall.site.at("cell")
    assert act(cell, ballot, "close").status_code == 409
    addresses = [reverse("ballot_act", args=[ballot.uuid, "close"]), page(ballot, "ballot_codes")]
    assert [cell.get(one).headers["Location"] for one in addresses] == [page(ballot)] * 2


def test_a_helper_conducts_and_takes_nothing_out(hall: Hall) -> None:
    ballot, secretary = hall.opened(Manner.PAPER), hall.site.at("cell")
    cell = hall.site.district.placement(hall.code)
    lent = tuple((right.value, Reach.OWN_AND_BELOW.value) for right in (Right.CONDUCT_REVIEWS, Right.SEE_ORGANIZATIONS))
    own = Actor("Nhữ Thị Hân", "bí thư", member_id=hall.site.member("dv-01"), post=Post.SECRETARY,
                organization_id=cell.organization_id)  # fmt: skip
    helper = replace(own, delegation_id=1, lent=lent)
    order = Order(own, cell, TODAY, "vi", {"ballot": str(ballot.uuid)})
    missing = [missing_right(one, kind_of("ballot_minutes"), order, today=TODAY) for one in (own, helper)]
    assert missing == [None, Right.EXPORT]
    assert may(helper, Right.CONDUCT_REVIEWS, cell)
    assert "In phiếu" in said(secretary.get(page(ballot)))


def test_codes_stand_on_one_page_once(hall: Hall, client: Client) -> None:
    ballot, cell = hall.opened(), hall.site.at("cell")
    assert cell.post(page(ballot, "ballot_codes")).status_code == 409
    shown = cell.post(page(ballot, "ballot_codes"), {"member": [hall.members[2].pk]}).content.decode()
    code = shown.split('class="code">')[1].split("<")[0]
    assert code not in cell.get(page(ballot)).content.decode()
    assert client.post(reverse("code_vote"), slip(ballot, code=code)).status_code == 302


def test_a_closed_vote_is_not_opened_again_and_the_second_who_closes_is_told(hall: Hall) -> None:
    ballot, cell = hall.opened(), hall.site.at("cell")
    for voter in hall.members:
        hall.signed_in(voter).post(page(ballot, "vote"), slip(ballot, "good"))
    close_ballot(by=hall.by, ballot=ballot, on=TODAY)
    answers = [act(cell, ballot, what, sure="on", reason="Muốn bỏ phiếu lại.") for what in ("close", "open", "cancel")]
    assert [(one.status_code, "đã kết thúc" in said(one)) for one in answers] == [(409, True)] * 3
    shown = cell.get(page(ballot)).content.decode()
    assert [what in shown for what in ("/do/", "ballot_minutes", "minutes/")] == [False, False, True]


@pytest.mark.parametrize("language", ["vi", "en"])
def test_where_keys_are_lost_the_page_says_what_to_do(hall: Hall, language: str, settings: object) -> None:
    ballot = hall.opened(Manner.PAPER)
    for key in settings.BALLOT_KEYS.iterdir():  # type: ignore[attr-defined]
        key.unlink()
    cell = hall.site.at("cell", language)
    appoint(hall, ballot)
    act(cell, ballot, "paper", member=sorted(parts(ballot)))
    answer = cell.post(page(ballot, "ballot_count"), counted(ballot, issued=6, good=4))
    assert (answer.status_code, 'role="alert"' in answer.content.decode()) == (409, True)
    assert act(cell, ballot, "cancel", reason="Mất chìa khóa, bỏ phiếu lại.").status_code == 302


def test_in_english_nothing_is_left_in_vietnamese(hall: Hall) -> None:
    ballot, words = hall.opened(Manner.MIXED), recorded_words() | set(NAMES)
    known = sorted(words | {word.upper() for word in words}, key=len, reverse=True)
    cell, member = hall.site.at("cell", "en"), hall.site.at("member", "en")
    pages = [cell.get(page(ballot, name)) for name in ("ballot", "ballot_count", "ballot_sheets")]
    pages.append(cell.get(reverse("subject_ballots", args=[2019, hall.code])))
    pages += [member.get(page(ballot, "vote")), member.post(page(ballot, "vote"), slip(ballot, step="confirm"))]
    pages += [member.get(reverse("code_vote")), cell.post(page(ballot, "ballot_codes"), {"member": hall.members[0].pk})]
    pages += [act(cell, ballot, "close", sure="on"), member.post(page(ballot, "vote"), {"step": "cast"})]
    assert [untranslated(one.content.decode(), known) for one in pages] == [[]] * len(pages)
