"""Opening guarded particulars of a member: chosen groups, for a purpose and a reason, on this one answer only."""

from typing import Any

from django import forms
from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _

from vungmanh.access.questions import load_member
from vungmanh.access.rights import Right
from vungmanh.classification.reasons import reveal_with_reasons
from vungmanh.foundation.reasons import LONGEST_REASON, SHORTEST_REASON
from vungmanh.members.guarded import (
    ON_THE_FILE,
    Opened,
    Purpose,
    views_lately,
)
from vungmanh.members.models import Guarded
from vungmanh.members.queries import membership_on, particulars_of
from vungmanh.web.forms import ActionForm
from vungmanh.web.viewer import Request


class RevealForm(ActionForm):
    """Which groups are needed, what for and why."""

    groups = forms.MultipleChoiceField(
        label=_("Nhóm thông tin cần xem"),
        choices=[(group.value, group.label) for group in (*ON_THE_FILE, Guarded.LEAVING, Guarded.UNRATED)],
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Chỉ chọn nhóm cần cho công việc."),
    )
    purpose = forms.ChoiceField(label=_("Mục đích"), choices=Purpose.choices, widget=forms.RadioSelect)
    reason = forms.CharField(
        label=_("Lý do"), min_length=SHORTEST_REASON, max_length=LONGEST_REASON,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Một câu: việc đang làm, số văn bản hoặc hồ sơ. Đảng viên sẽ đọc được lý do này."),
    )  # fmt: skip


def guarded(request: Request, member_id: int) -> HttpResponse:
    """The form, and after it the values: never by GET, never kept."""
    viewer = request.viewer
    member = load_member(viewer.actor, Right.SEE_GUARDED, member_id, on=viewer.today)
    form = RevealForm(request.POST or None, initial={"groups": request.GET.getlist("group")})
    opened: list[Opened] = []

    def act(data: dict[str, Any]) -> None:
        membership = membership_on(member, on=viewer.today)
        place = membership.organization_id if membership else None
        opened.extend(reveal_with_reasons(by=viewer.actor, member=member, place=place, **data))

    form.carries_out(act)
    shown = {"member": member, "name": particulars_of(member).full_name, "form": form, "opened": opened}
    shown |= {"refusal": form.refusal, "views": views_lately(viewer.actor), "limit": settings.GUARDED_VIEWS_A_DAY}
    return render(request, "web/members/guarded.html", shown, status=409 if form.refusal else 200)
