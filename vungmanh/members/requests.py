"""Requests for correction: a member asks, the office that manages members answers, both see how it stands.

An accepted request is carried out by the same action as every other correction, inside the same entry.
"""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import DateField, Exists, OuterRef, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import override

from vungmanh.foundation.actors import Actor
from vungmanh.foundation.dates import parsed, written
from vungmanh.foundation.refusals import Refusal
from vungmanh.journal.writing import act
from vungmanh.members import events
from vungmanh.members.actions import correct_particulars
from vungmanh.members.births import birth_fields, birth_read
from vungmanh.members.field_names import NAMES
from vungmanh.members.guarded import value_shown
from vungmanh.members.models import (
    CorrectionRequest,
    Gender,
    Member,
    Membership,
    Particulars,
    RequestAnswer,
    RequestState,
)
from vungmanh.members.queries import particulars_of

_DIGITS = {"card_number": 12, "citizen_id": 12}
_EVENTS = {
    RequestState.ACCEPTED: events.CORRECTION_ACCEPTED,
    RequestState.DECLINED: events.CORRECTION_DECLINED,
    RequestState.WITHDRAWN: events.CORRECTION_WITHDRAWN,
}


@dataclass(frozen=True, slots=True, repr=False)
class Compared:
    """Before and after, side by side: what the member saw, what stands now, and what is asked for."""

    seen: str
    present: str
    wanted: str

    @property
    def changed_meanwhile(self) -> bool:
        """Whether the particulars were changed since the member asked."""
        return self.seen != self.present


def ask_correction(
    *, by: Actor, on: date, member: Member, field: str, wanted: str, why: str, made_from: int, place: int | None
) -> CorrectionRequest:
    """Ask to have one of the own particulars put right, or with an empty `field` anything else."""
    _check_asks_for_oneself(by, member)
    if not why.strip():
        raise Refusal("members.request_without_why", _("Chưa ghi lý do đề nghị."), remedy=_("Ghi rõ căn cứ, giấy tờ."))
    if field and not _differs(particulars_of(member), read_changes(field, wanted)):
        raise Refusal(
            "members.asked_for_the_same",
            _("Mục “{field}” đang được ghi đúng như đề nghị.").format(field=NAMES[field]),
            remedy=_("Kiểm tra lại mục cần đính chính và nội dung đúng."),
        )
    _check_not_waiting(member, field)
    asked = CorrectionRequest(
        member=member, field=field, wanted=wanted.strip(), why=why.strip(), made_from=made_from, asked_on=on
    )
    with act(events.CORRECTION_ASKED, by=by, on=on, about=member, place=place) as asking:
        asking.record([asked])
        asking.keep(request=asked.pk, field=_named(field))
    return asked


def accept_correction(
    *, by: Actor, on: date, request: CorrectionRequest, present: int, words: str = "", place: int | None = None
) -> None:
    """Carry the request out and say so; `present` is the row of particulars that the decider saw.

    Refused where the particulars were changed since, for the own request, and when it was answered meanwhile.
    """
    check_may_answer(by, request.member)
    particulars = particulars_of(request.member)
    if particulars.pk != present:
        raise Refusal(
            "members.changed_since_seen",
            _("Thông tin của đảng viên vừa được thay đổi sau khi đồng chí mở trang."),
            remedy=_("So sánh lại ba cột dưới đây rồi quyết định."),
        )
    if not request.field and not words.strip():
        raise Refusal(
            "members.request_without_words",
            _("Chưa ghi đã giải quyết thế nào."),
            remedy=_("Đề nghị này không gắn với một mục cụ thể: ghi việc đã làm để đảng viên biết."),
        )
    with _answering(request, RequestState.ACCEPTED, by=by, on=on, words=words, place=place):
        if request.field:
            changes = read_changes(request.field, request.wanted)
            correct_particulars(by=by, corrections=[(particulars, changes)], place=place)


def decline_correction(
    *, by: Actor, on: date, request: CorrectionRequest, words: str, place: int | None = None
) -> None:
    """Say no, with the reason."""
    check_may_answer(by, request.member)
    if len(words.strip()) < 10:
        raise Refusal(
            "members.decline_without_reason",
            _("Chưa ghi lý do không chấp nhận."),
            remedy=_("Ghi lý do bằng một câu (từ 10 ký tự); đảng viên sẽ đọc được."),
        )
    with _answering(request, RequestState.DECLINED, by=by, on=on, words=words, place=place):
        pass


def withdraw_correction(*, by: Actor, on: date, request: CorrectionRequest, place: int | None = None) -> None:
    """Take the own request back while it waits."""
    _check_asks_for_oneself(by, request.member)
    with _answering(request, RequestState.WITHDRAWN, by=by, on=on, words="", place=place):
        pass


def compared(request: CorrectionRequest) -> Compared:
    """Before and after of a request for one field."""
    seen = Particulars.objects.filter(pk=request.made_from, member=request.member_id).first()
    present = particulars_of(request.member)
    wanted = request.wanted
    if request.field == "gender":
        wanted = str(Gender(wanted).label)
    if not request.field:
        return Compared("", "", wanted)
    before = value_shown(seen, request.field) if seen else ""
    return Compared(before, value_shown(present, request.field), wanted)


def requests_of(member: Member) -> QuerySet[CorrectionRequest]:
    """The member's requests, the latest first."""
    found: QuerySet[CorrectionRequest] = CorrectionRequest.objects.effective().filter(member=member)
    return found.select_related("member").order_by("-pk")


def waiting_requests(organization_ids: QuerySet[Any], *, on: date) -> QuerySet[CorrectionRequest]:
    """Requests without an answer of members enrolled in these organizations on the day, the longest waiting first."""
    # Asked of each request: the other way round everybody enrolled there would be listed first.
    enrolled = Membership.objects.on(on).filter(organization__in=organization_ids, member=OuterRef("member"))
    return _waiting().filter(Exists(enrolled)).order_by("pk")


def request_by_number(number: int) -> CorrectionRequest | None:
    """The request with this number."""
    return CorrectionRequest.objects.effective().filter(pk=number).select_related("member").first()


def answer_to(request: CorrectionRequest) -> RequestAnswer | None:
    """The answer, once there is one."""
    return answers_to([request]).get(request.pk)


def answers_to(requests: Iterable[CorrectionRequest]) -> dict[int, RequestAnswer]:
    """Answers by number of the request."""
    numbers = [one.pk for one in requests]
    return {answer.request_id: answer for answer in RequestAnswer.objects.effective().filter(request__in=numbers)}


def field_named(field: str) -> str:
    """What a request is about."""
    return str(NAMES[field]) if field else _("Nội dung khác")


def read_changes(field: str, text: str) -> dict[str, Any]:
    """What is to be recorded for a field of the particulars: its value, of a birth the day or the year.

    Raises Refusal, naming what is expected.
    """
    value = read_value(field, text)
    return birth_fields(value) if field == "birth_date" else {field: value}


def _differs(particulars: Particulars, changes: dict[str, Any]) -> bool:
    return any(getattr(particulars, field) != value for field, value in changes.items())


def read_value(field: str, text: str) -> Any:
    """The value that was written for a field of the particulars; raises Refusal, naming what is expected."""
    text = text.strip()
    if field not in NAMES:
        raise Refusal("members.unknown_field", _("Không có mục “{field}”.").format(field=field))
    kind = Particulars._meta.get_field(field)
    if isinstance(kind, DateField):
        try:
            return birth_read(text) if field == "birth_date" else parsed(text) if text else None
        except ValueError:
            expected = _("Ghi ngày theo dạng ngày/tháng/năm, ví dụ 05/09/2019.")
            if field == "birth_date":
                expected = _("Ghi ngày/tháng/năm sinh, ví dụ 05/09/1950; nếu chỉ biết năm thì ghi năm, ví dụ 1950.")
    else:
        expected = _expected(field, text, getattr(kind, "max_length", 0))
    if expected:
        raise Refusal(
            "members.value_misread",
            _("Không ghi được giá trị này vào mục “{field}”.").format(field=NAMES[field]),
            remedy=expected,
        )
    return text


def _expected(field: str, text: str, longest: int) -> str:
    """What is expected in a field of text where the text does not fit; empty where it does."""
    if field in _DIGITS and text and not (text.isascii() and text.isdigit() and len(text) == _DIGITS[field]):
        return _("Mục này gồm {digits} chữ số.").format(digits=_DIGITS[field])
    if field == "gender" and text not in Gender.values:
        return _("Chọn Nam hoặc Nữ.")
    if field == "full_name" and not text:
        return _("Ghi đầy đủ họ và tên.")
    return _("Mục này dài nhất {most} ký tự.").format(most=longest) if len(text) > longest else ""


@contextmanager
def _answering(
    request: CorrectionRequest, state: RequestState, *, by: Actor, on: date, words: str, place: int | None
) -> Iterator[None]:
    """The entry of one answer; of two that come at once the first wins, and the other is told."""
    check_waits(request)
    with act(
        _EVENTS[state], by=by, on=on, about=request.member, place=place,
        request=request.pk, field=_named(request.field), asked_in=request.recorded_by,
    ) as answering:  # fmt: skip
        try:
            with transaction.atomic():
                answering.record([RequestAnswer(request=request, state=state, words=words.strip(), answered_on=on)])
        except IntegrityError as crossed:
            raise _answered() from crossed
        yield


def check_waits(request: CorrectionRequest) -> None:
    """Refuse to answer a request that has its answer."""
    answer = answer_to(request)
    if answer is not None:
        raise _answered(f"{RequestState(answer.state).label}, {written(answer.answered_on)}")


def check_may_answer(by: Actor, member: Member) -> None:
    """Refuse to decide about the own particulars."""
    if by.member_id == member.pk:
        raise Refusal(
            "members.own_request",
            _("Không ai tự quyết định đề nghị đính chính của chính mình."),
            remedy=_("Một cán bộ khác có quyền cập nhật đảng viên, hoặc Ban Tổ chức của cấp ủy cấp trên, quyết định."),
        )


def _check_asks_for_oneself(by: Actor, member: Member) -> None:
    if by.member_id != member.pk:
        raise Refusal(
            "members.not_ones_own",
            _("Chỉ chính đảng viên mới đề nghị hoặc rút đề nghị đính chính thông tin của mình."),
            remedy=_("Người có quyền cập nhật đảng viên dùng mục Đính chính."),
        )


def _check_not_waiting(member: Member, field: str) -> None:
    waiting = _waiting().filter(member=member, field=field).first() if field else None
    if waiting is not None:
        raise Refusal(
            "members.asked_already",
            _("Đề nghị số {number} về mục này đang chờ giải quyết.").format(number=waiting.pk),
            remedy=_("Chờ trả lời, hoặc rút đề nghị đó rồi gửi lại."),
        )


def _waiting() -> QuerySet[CorrectionRequest]:
    answered = RequestAnswer.objects.effective().values("request_id")
    waiting: QuerySet[CorrectionRequest] = CorrectionRequest.objects.effective().exclude(pk__in=answered)
    return waiting.select_related("member")


def _answered(how: str = "") -> Refusal:
    what = _("Đề nghị này vừa được người khác trả lời.")
    return Refusal(
        "members.request_answered",
        _("Đề nghị này đã có trả lời: {how}.").format(how=how) if how else what,
        remedy=_("Mở lại trang để xem kết quả."),
    )


def _named(field: str) -> str:
    """The field as the journal words it."""
    with override("vi"):
        return field_named(field)
