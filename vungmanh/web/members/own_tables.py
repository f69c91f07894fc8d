"""What the system holds about one person, as tables: the same for the page and for every file."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from vungmanh.access.delegations import delegations_from
from vungmanh.accounts.models import CodeState, Purpose
from vungmanh.accounts.queries import login_of, open_code_of
from vungmanh.classification.honouring import honours_of
from vungmanh.classification.queries import results_of_member
from vungmanh.documents.tables import Column, Kind, Table, Value
from vungmanh.exchange.events import EXPORTED
from vungmanh.exports.events import ROSTER_EXPORTED
from vungmanh.exports.queries import exports_of
from vungmanh.foundation.dates import day_before, parsed, written
from vungmanh.journal.events import declared
from vungmanh.journal.models import Entry
from vungmanh.journal.queries import entries, entries_touching
from vungmanh.lists.registers.entries import told
from vungmanh.lists.results_in_words import result_in_words
from vungmanh.members.field_names import NAMES
from vungmanh.members.guarded import value_shown, views_of
from vungmanh.members.models import Leaving, Member, Particulars, Post, RequestState, Standing
from vungmanh.members.queries import memberships_of, particulars_of, posts_of, standings_of
from vungmanh.members.requests import answers_to, field_named, requests_of
from vungmanh.organizations.models import path_ids
from vungmanh.organizations.queries import placements_ever
from vungmanh.rulebooks.rulebook import Subject
from vungmanh.web.campaigns.own_data import campaign_tables

MOST = 2000
"""Journal entries that are told; the note below the table says when there are more."""


def own_tables(member: Member, *, language: str) -> dict[str, Table]:
    """Tables by code, which is also the key in the JSON file."""
    enrolled = [*_span(), _place(), _text("leaving", _("Kết thúc vì"))]
    posts = [*_span(), _text("post", _("Chức vụ")), _place(), *_decision()]
    standings = [*_span(), _text("standing", _("Tư cách"))]
    return {
        "particulars": _particulars(member),
        "memberships": _table(_("Nơi sinh hoạt"), enrolled, _enrolled(member)),
        "standings": _table(_("Tư cách"), standings, _standings(member)),
        "posts": _table(_("Chức vụ"), posts, _posts(member)),
        "results": _results(member, language),
        "honours": _honours(member, language),
        **campaign_tables(member, language),
        "requests": _requests(member),
        "views": _views(member),
        "exports": _exports(member, language),
        "login": _login(member),
        "kept": _kept(member),
        "delegations": _delegations(member, language),
        "entries": _entries(_("Nhật ký về đồng chí"), entries_touching(member), language),
        "deeds": _entries(_("Việc đồng chí đã làm trong hệ thống"), _deeds(member), language),
    }


def _text(code: str, title: str, width: int = 28) -> Column:
    return Column(code, title, width=width)


def _day(code: str, title: str) -> Column:
    return Column(code, title, Kind.DATE, 12)


def _span() -> list[Column]:
    return [_day("from", _("Từ ngày")), _day("to", _("Đến hết ngày"))]


def _place() -> Column:
    return _text("organization", _("Tổ chức"), 36)


def _decision() -> list[Column]:
    return [_text("decision", _("Quyết định số"), 18), _day("decided_on", _("Ngày quyết định"))]


def _table(title: str, columns: Sequence[Column], rows: Iterator[Sequence[Value]]) -> Table:
    return Table(title, columns, list(rows))


def _days(row: Any) -> tuple[date, date | None]:
    return row.starts_on, day_before(row.ends_on) if row.ends_on else None


def _particulars(member: Member) -> Table:
    row = particulars_of(member)
    columns = [_text("name", _("Mục")), _text("value", _("Nội dung"), 40), _text("guarded", _("Bảo vệ"), 14)]
    facts: list[Sequence[Value]] = [(_("Mã đảng viên"), member.code, "")]
    facts += [
        (str(name), value_shown(row, field), _("được bảo vệ") if field in Particulars.GUARDED else "")
        for field, name in NAMES.items()
    ]
    return Table(_("Thông tin cá nhân"), columns, facts)


def _enrolled(member: Member) -> Iterator[Sequence[Value]]:
    rows = list(memberships_of(member))
    names = _names(rows)
    for row in rows:
        yield *_days(row), names[row.organization_id], str(Leaving(row.leaving).label)


def _standings(member: Member) -> Iterator[Sequence[Value]]:
    for row in standings_of(member):
        yield *_days(row), str(Standing(row.standing).label)


def _posts(member: Member) -> Iterator[Sequence[Value]]:
    rows = list(posts_of(member))
    names = _names(rows)
    for row in rows:
        yield *_days(row), str(Post(row.post).label), names[row.organization_id], row.decision_number, row.decided_on


def _names(rows: Sequence[Any]) -> dict[int, str]:
    placed = placements_ever({row.organization_id for row in rows})
    return {pk: placements[-1].name for pk, placements in placed.items()}


def _results(member: Member, language: str) -> Table:
    columns = [Column("year", _("Năm"), width=8), _text("result", _("Kết quả"), 36), *_decision()]
    columns.append(_text("reason", _("Lý do không xếp loại"), 36))
    rows: list[Sequence[Value]] = [
        (
            str(one.year),
            result_in_words(one, Subject.MEMBER, language),
            one.decision.number,
            one.decision.decided_on,
            one.reason,
        )
        for one in results_of_member(member)
    ]
    return Table(_("Kết quả xếp loại"), columns, rows)


def _honours(member: Member, language: str) -> Table:
    columns = [
        Column("year", _("Năm"), width=8),
        _text("honour", _("Danh hiệu, hình thức khen thưởng"), 44),
        *_decision(),
    ]
    columns.append(_text("reason", _("Lý do")))
    rows: list[Sequence[Value]] = [
        (str(row.year), name.say(language), row.decision.number, row.decision.decided_on, row.reason)
        for row, name in honours_of(Subject.MEMBER, member.pk)
    ]
    return Table(_("Danh hiệu, khen thưởng"), columns, rows)


def _requests(member: Member) -> Table:
    columns = [
        Column("number", _("Số"), width=6), _day("asked_on", _("Ngày gửi")), _text("field", _("Mục")),
        _text("wanted", _("Nội dung đúng")), _text("why", _("Lý do")), _text("state", _("Tình trạng"), 18),
        _text("answer", _("Trả lời")), _day("answered_on", _("Ngày trả lời")),
    ]  # fmt: skip
    asked = list(requests_of(member))
    answers = answers_to(asked)
    rows: list[Sequence[Value]] = []
    for one in asked:
        answer = answers.get(one.pk)
        state = str(RequestState(answer.state).label) if answer else _("Đang chờ")
        said = (answer.words, answer.answered_on) if answer else ("", None)
        rows.append((str(one.pk), one.asked_on, field_named(one.field), one.wanted, one.why, state, *said))
    return Table(_("Đề nghị đính chính"), columns, rows)


def _views(member: Member) -> Table:
    columns = [
        _text("at", _("Lúc"), 18), _text("actor", _("Người xem")), _text("capacity", _("Tư cách"), 36),
        _text("fields", _("Nhóm thông tin")), _text("purpose", _("Mục đích")), _text("reason", _("Lý do"), 36),
    ]  # fmt: skip
    rows: list[Sequence[Value]] = [
        (_moment(entry), entry.actor, entry.capacity, *(str(entry.details.get(key, "")) for key in _WHY))
        for entry in views_of(member)[:MOST]
    ]
    return Table(_("Ai đã xem thông tin được bảo vệ"), columns, rows)


_WHY = ("fields", "purpose", "reason")


def _exports(member: Member, language: str) -> Table:
    """Complete rosters that left the system while the member was enrolled in what they cover."""
    columns = [
        _text("at", _("Lúc"), 18), _text("actor", _("Người xuất")), _text("capacity", _("Tư cách"), 36),
        _text("of", _("Danh sách")), _text("reason", _("Lý do"), 36),
    ]  # fmt: skip
    places = _places(member)
    above = {pk for _row, ids in places for pk in ids}
    found = entries(None).filter(event__in=(EXPORTED.code, ROSTER_EXPORTED.code), organization_id__in=above)
    rows: list[Sequence[Value]] = [
        (
            _moment(one),
            one.actor,
            one.capacity,
            declared(one.event).tell(one.details, language),
            str(one.details.get("reason", "")),
        )
        for one in found[:MOST]
        if any(row.holds_on(parsed(str(one.details["day"]))) and one.organization_id in ids for row, ids in places)
    ]
    return Table(_("Danh sách đầy đủ có đồng chí đã được xuất ra tệp"), columns, rows)


def _places(member: Member) -> list[tuple[Any, set[int]]]:
    """Every membership with the organizations that were or are above it."""
    rows = list(memberships_of(member))
    placed = placements_ever({row.organization_id for row in rows})
    above = {pk: {id_ for one in placements for id_ in path_ids(one.path)} for pk, placements in placed.items()}
    return [(row, above[row.organization_id]) for row in rows]


def _login(member: Member) -> Table:
    columns = [_text("name", _("Mục")), _text("value", _("Nội dung"), 60)]
    login, code = login_of(member), open_code_of(member)
    rows: list[Sequence[Value]] = []
    if login is not None:
        rows = [
            (_("Tên đăng nhập"), login.username),
            (_("Tài khoản"), _("đang dùng") if login.is_active else _("đang khóa")),
            (_("Đăng nhập gần nhất"), _clock(login.last_login)),
            (_("Mật khẩu"), _("chỉ giữ dạng đã băm, không đọc lại được")),
        ]
        rows += [(_("Xác thực hai bước"), str(one.get_type_display())) for one in login.authenticator_set.all()]
        rows += [
            (_("Phiên đăng nhập"), f"{_clock(one.last_seen_at)} · {one.ip} · {one.user_agent}")
            for one in login.usersession_set.all()
        ]
    if code is not None:
        said = _("{purpose}, {state}, dùng đến {day}").format(
            purpose=Purpose(code.purpose).label, state=CodeState(code.state).label, day=written(code.last_day)
        )
        rows.append((_("Mã dùng một lần"), said))
    return Table(_("Tài khoản"), columns, rows)


def _kept(member: Member) -> Table:
    """Views of lists that were saved, and files that were ordered."""
    columns = [_text("kind", _("Loại"), 18), _text("what", _("Nội dung"), 60)]
    login, rows = login_of(member), []
    if login is not None:
        rows = [(_("Chế độ xem đã lưu"), f"{view.name}: {view.query}") for view in login.saved_views.all()]
        rows += [(_("Tệp đã xuất"), f"{one.title}, {_clock(one.ordered_at)}") for one in exports_of(login.pk)[:MOST]]
    return Table(_("Chế độ xem và tệp của đồng chí"), columns, rows)


def _delegations(member: Member, language: str) -> Table:
    columns = [*_span(), _text("role", _("Vai trò"), 18), _text("rights", _("Quyền"), 40), _text("reason", _("Lý do"))]
    rows: list[Sequence[Value]] = []
    for role, of in ((_("được giao"), {"member": member.pk}), (_("đã giao"), {"delegator": member.pk})):
        for one in delegations_from(date.min, **of):
            rights = ", ".join(right.name_text.say(language) for right in one.named_rights)
            rows.append((*_days(one), role, rights, one.reason))
    return Table(_("Ủy quyền"), columns, rows)


def _deeds(member: Member) -> Any:
    return entries(None).filter(member_id=member.pk)


def _entries(title: str, found: Any, language: str) -> Table:
    columns = [
        Column("number", _("Mục"), width=8), _text("at", _("Lúc"), 18), _text("what", _("Việc"), 60),
        _text("actor", _("Người làm")), _text("capacity", _("Tư cách"), 36),
    ]  # fmt: skip
    shown = list(found[: MOST + 1])
    sentences = told(shown[:MOST], language)
    rows: list[Sequence[Value]] = [
        (str(entry.pk), _moment(entry), line.sentence, entry.actor, entry.capacity)
        for entry, line in zip(shown, sentences, strict=False)
    ]
    more = [_("Chỉ nêu {most} mục mới nhất.").format(most=MOST)] if len(shown) > MOST else []
    return Table(title, columns, rows, notes=more)


def _moment(entry: Entry) -> str:
    return _clock(entry.recorded_at)


def _clock(moment: Any) -> str:
    if moment is None:
        return ""
    local = timezone.localtime(moment)
    return f"{written(local.date())} {local:%H:%M}"
