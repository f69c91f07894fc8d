"""Requests for correction: asking for oneself, and answering those of the members one manages."""

from dataclasses import dataclass
from typing import Any

from django import forms
from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override

from vungmanh.access.holders import who_may
from vungmanh.access.questions import NotVisible, load_member, may_with_member
from vungmanh.access.rights import Right
from vungmanh.foundation.dates import written
from vungmanh.lists.registers.register import Asked
from vungmanh.lists.registers.requests import requests_asked
from vungmanh.members.field_names import NAMES
from vungmanh.members.guarded import Purpose, note_view, views_of
from vungmanh.members.models import CorrectionRequest, Gender, Guarded, Member, Particulars, RequestState
from vungmanh.members.queries import membership_on, names_of, particulars_of
from vungmanh.members.requests import (
    accept_correction,
    answer_to,
    answers_to,
    ask_correction,
    compared,
    decline_correction,
    field_named,
    request_by_number,
    requests_of,
    withdraw_correction,
)
from vungmanh.organizations.queries import placement_of
from vungmanh.web.addresses import number_in, scope_of
from vungmanh.web.errors import holder_shown
from vungmanh.web.forms import ActionForm
from vungmanh.web.viewer import Request

_COLOURS = {"": "2", RequestState.ACCEPTED: "3", RequestState.DECLINED: "1", RequestState.WITHDRAWN: "4"}
MOST = 200
"""Requests shown at once; the longest waiting come first."""


class AskForm(ActionForm):
    """What is wrong, what would be right, and why."""

    field = forms.ChoiceField(
        label=gettext_lazy("Mục cần đính chính"),
        choices=[*NAMES.items(), ("", gettext_lazy("Nội dung khác (nơi sinh hoạt, chức vụ, kết quả xếp loại…)"))],
        required=False,
    )
    wanted = forms.CharField(
        label=gettext_lazy("Nội dung đúng"), max_length=400, required=False,
        help_text=gettext_lazy(
            "Ngày ghi dạng 05/09/2019, năm sinh ghi 1950 nếu chỉ biết năm; giới tính ghi Nam hoặc Nữ. "
            "Để trống nếu cần xóa."
        ),
    )  # fmt: skip
    why = forms.CharField(
        label=gettext_lazy("Lý do, giấy tờ làm căn cứ"), max_length=400, widget=forms.Textarea(attrs={"rows": 3})
    )

    def clean_wanted(self) -> str:
        words = self.cleaned_data["wanted"].strip()
        genders = {str(label).lower(): str(code) for code, label in Gender.choices if code}
        return genders.get(words.lower(), words) if self.cleaned_data.get("field") == "gender" else words


class AnswerForm(ActionForm):
    """The words that go with an answer."""

    words = forms.CharField(
        label=gettext_lazy("Trả lời cho đảng viên"), max_length=400, required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("Bắt buộc khi không chấp nhận."),
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Line:
    """One request in a list; what is asked for is not told there."""

    number: int
    name: str
    field: str
    asked_on: str
    days: int
    late: bool
    state: str = ""
    colour: str = ""


def own_file(member: Member) -> dict[str, Any]:
    """What the page of one's own shows besides: requests, and who looked."""
    asked = list(requests_of(member)[:20])
    answers = answers_to(asked)
    lines = []
    for one in asked:
        state = answers[one.pk].state if one.pk in answers else ""
        label = str(RequestState(state).label) if state else _("Đang chờ")
        line = Line(one.pk, "", field_named(one.field), written(one.asked_on), 0, False, label, _COLOURS[state])
        lines.append(line)
    return {"own_requests": lines, "views": views_of(member)[:50]}


def ask(request: Request, member_id: int) -> HttpResponse:
    """The form of the member, for nobody else."""
    viewer = request.viewer
    member = own_member(request, member_id)
    particulars = particulars_of(member)
    form = AskForm(request.POST or None, initial={"field": request.GET.get("field", "")})

    def act(data: dict[str, Any]) -> None:
        seen = number_in(request.POST.get("made_from", "")) or particulars.pk
        ask_correction(
            by=viewer.actor, on=viewer.today, member=member, made_from=seen, place=_cell(request, member), **data
        )

    if form.carries_out(act):
        messages.success(request, _("Đã gửi đề nghị. Kết quả hiện ở Hồ sơ của tôi."))
        return redirect("member", member.pk)
    shown = {"member": member, "form": form, "refusal": form.refusal, "made_from": particulars.pk}
    shown |= {"limit": settings.CORRECTION_DAYS}
    return render(request, "web/members/ask.html", shown, status=409 if form.refusal else 200)


def requests(request: Request) -> HttpResponse:
    """Requests that wait in the scope and below, the longest waiting first."""
    viewer, scope = request.viewer, scope_of(request, Right.MANAGE_MEMBERS)
    waiting = list(requests_asked(Asked(viewer.actor, scope, viewer.today))[: MOST + 1])
    names = names_of(one.member_id for one in waiting)
    lines = [_line(one, names.get(one.member_id, ""), viewer.today) for one in waiting[:MOST]]
    shown = {"scope": scope, "lines": lines, "limit": settings.CORRECTION_DAYS}
    return render(request, "web/members/requests.html", shown | {"most": MOST if len(waiting) > MOST else 0})


def request_page(request: Request, request_id: int) -> HttpResponse:
    """One request: what it is about, its answer, and for those who decide before and after side by side."""
    one = request_by_number(request_id)
    if one is None or not _may_see(request, one):
        raise NotVisible(request_id)
    form = AnswerForm(request.POST or None)
    did = request.POST.get("do", "")
    opened = _opens(request, one, did)
    if did in _DEEDS and form.carries_out(lambda data: _DEEDS[did](request, one, data["words"])):
        messages.success(request, _("Đã ghi trả lời."))
        return redirect("request", one.pk)
    shown = _shown(request, one) | {"form": form, "refusal": form.refusal, "opened": opened}
    if opened:
        _note_look(request, one)
        shown |= {"compared": compared(one), "present": particulars_of(one.member).pk}
    return render(request, "web/members/request.html", shown, status=409 if form.refusal else 200)


def own_member(request: Request, member_id: int) -> Member:
    """The viewer's own member; for anybody else there is no such page."""
    if member_id != request.viewer.actor.member_id:
        raise NotVisible(member_id)
    return load_member(request.viewer.actor, Right.SEE_MEMBERS, member_id, on=request.viewer.today)


def _accept(request: Request, one: CorrectionRequest, words: str) -> None:
    present = number_in(request.POST.get("present", "")) or 0
    accept_correction(
        by=request.viewer.actor, on=request.viewer.today, request=one, present=present, words=words,
        place=_cell(request, one.member),
    )  # fmt: skip


def _decline(request: Request, one: CorrectionRequest, words: str) -> None:
    place = _cell(request, one.member)
    decline_correction(by=request.viewer.actor, on=request.viewer.today, request=one, words=words, place=place)


def _withdraw(request: Request, one: CorrectionRequest, _words: str) -> None:
    place = _cell(request, one.member)
    withdraw_correction(by=request.viewer.actor, on=request.viewer.today, request=one, place=place)


_DEEDS = {"accept": _accept, "decline": _decline, "withdraw": _withdraw}


def _opens(request: Request, one: CorrectionRequest, did: str) -> bool:
    """Whether the values are shown: to the member, where nothing is guarded, or when opened or decided about.

    Deciding about a guarded field needs the right to see it; raises NoRight.
    """
    if not _is_guarded_from(request, one):
        return True
    if did not in ("open", "accept", "decline"):
        return False
    load_member(request.viewer.actor, Right.SEE_GUARDED, one.member_id, on=request.viewer.today)
    return True


def _note_look(request: Request, one: CorrectionRequest) -> None:
    """Every answer with guarded values on it is a look, one after a refused decision too."""
    if not _is_guarded_from(request, one):
        return
    groups = [Guarded.REQUEST, *([Guarded(Particulars.GUARDED[one.field])] if one.field else [])]
    with override("vi"):  # the journal's language
        reason = _("Đề nghị đính chính số {number}").format(number=one.pk)
    note_view(
        by=request.viewer.actor, member=one.member, groups=groups, purpose=Purpose.REQUEST, reason=reason,
        place=_cell(request, one.member),
    )  # fmt: skip


def _is_guarded_from(request: Request, one: CorrectionRequest) -> bool:
    return one.is_guarded and not _is_own(request, one)


def _shown(request: Request, one: CorrectionRequest) -> dict[str, Any]:
    viewer, own = request.viewer, _is_own(request, one)
    answer = answer_to(one)
    place = placement_of(_cell(request, one.member) or 0, on=viewer.today)
    holders = who_may(Right.MANAGE_MEMBERS, place, on=viewer.today) if place and own else []
    return {
        "one": one,
        "own": own,
        "line": _line(one, particulars_of(one.member).full_name, viewer.today),
        "answer": answer,
        "state": str(RequestState(answer.state).label) if answer else _("Đang chờ"),
        "colour": _COLOURS[answer.state if answer else ""],
        "deciders": [holder_shown(holder) for holder in holders if holder.member_id != one.member_id],
        "limit": settings.CORRECTION_DAYS,
        "may_open": own or may_with_member(viewer.actor, Right.SEE_GUARDED, one.member, on=viewer.today),
    }


def _may_see(request: Request, one: CorrectionRequest) -> bool:
    viewer = request.viewer
    manages = may_with_member(viewer.actor, Right.MANAGE_MEMBERS, one.member, on=viewer.today)
    return manages or _is_own(request, one)


def _is_own(request: Request, one: CorrectionRequest) -> bool:
    return bool(one.member_id == request.viewer.actor.member_id)


def _line(one: CorrectionRequest, name: str, today: Any) -> Line:
    days = (today - one.asked_on).days
    return Line(one.pk, name, field_named(one.field), written(one.asked_on), days, days > settings.CORRECTION_DAYS)


def _cell(request: Request, member: Member) -> int | None:
    membership = membership_on(member, on=request.viewer.today)
    return membership.organization_id if membership else None
