"""Changing one member from its page: standing, transfer, end of membership, posts, particulars."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from vungmanh.access.checks import check_gives_post, check_is_another
from vungmanh.access.holders import who_may
from vungmanh.access.questions import NoRight, NotVisible, chosen_organization, load_member, may
from vungmanh.access.rights import Right
from vungmanh.members.actions import (
    NewPost,
    change_standings,
    correct_particulars,
    end_memberships,
    end_posts,
    record_posts,
    transfer_members,
)
from vungmanh.members.models import Member, Membership, Particulars, PostHeld, Standing, StandingPeriod
from vungmanh.members.queries import membership_on, particulars_of, posts_of
from vungmanh.organizations.models import Placement
from vungmanh.organizations.queries import last_placement_of, placement_of
from vungmanh.web.addresses import address
from vungmanh.web.forms import ActionForm
from vungmanh.web.members.forms import (
    EndForm,
    EndPostForm,
    GuardedForm,
    ParticularsForm,
    PostForm,
    StandingForm,
    TransferForm,
)
from vungmanh.web.members.stale import changed_since, in_words, made_from
from vungmanh.web.viewer import Request

Act = Callable[[dict[str, Any]], object]
ENROLMENT = (Membership, StandingPeriod)
"""What most changes stand on."""


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked once more before it is done, with the answers as buttons: value and words."""

    words: str
    answers: Sequence[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Change:
    """How a change presents itself: title, what is said when done, the models it stands on, and what it asks first."""

    title: str
    done: str
    about: Sequence[type]
    asks: Callable[[dict[str, Any]], Question | None] = lambda _data: None


def change_standing(request: Request, member_id: int) -> HttpResponse:
    """Give another standing from a day on."""
    member = _member(request, member_id)
    form = StandingForm(request.POST or None, initial={"standing": Standing.FULL, "on": request.viewer.on})

    def act(data: dict[str, Any]) -> None:
        changes = [(member, data["standing"], data["on"])]
        change_standings(by=request.viewer.actor, changes=changes, place=_place(request, member))

    return _answer(request, member, form, act, Change(_("Đổi tư cách"), _("Đã đổi tư cách."), ENROLMENT))


def transfer(request: Request, member_id: int) -> HttpResponse:
    """Move to another cell, over which the viewer has the right too; posts in the old one are asked about."""
    member = _member(request, member_id)
    form = TransferForm(request.POST or None, initial={"on": request.viewer.on})

    def act(data: dict[str, Any]) -> None:
        cell, on = _chosen(request, data["cell"], data["on"]), data["on"]
        left = _posts_left_behind(member, on) if request.POST.get("sure") == "end" else []
        transfer_members(
            by=request.viewer.actor,
            transfers=[(member, cell.organization_id, on)],
            ending=[(post, on) for post in left],
            place=cell.organization_id,
        )

    title, done = _("Chuyển sinh hoạt"), _("Đã chuyển sinh hoạt.")
    asks = Change(title, done, (*ENROLMENT, PostHeld), lambda data: _about_posts(member, data["on"]))
    return _answer(request, member, form, act, asks)


def end_membership(request: Request, member_id: int) -> HttpResponse:
    """End the membership, with standing and posts."""
    member = _member(request, member_id)
    form = EndForm(request.POST or None, initial={"on": request.viewer.on})

    def act(data: dict[str, Any]) -> None:
        endings = [(member, data["leaving"], data["on"])]
        end_memberships(by=request.viewer.actor, endings=endings, place=_place(request, member))

    sure = Question(
        _("Nơi sinh hoạt, tư cách và chức vụ của đảng viên sẽ kết thúc từ ngày này. Kiểm tra lại rồi xác nhận."),
        [("1", _("Xác nhận"))],
    )
    title, done = _("Kết thúc sinh hoạt"), _("Đã kết thúc sinh hoạt đảng.")
    return _answer(request, member, form, act, Change(title, done, (*ENROLMENT, PostHeld), lambda _data: sure))


def record_post(request: Request, member_id: int) -> HttpResponse:
    """Record a post."""
    member = _member(request, member_id)
    form = PostForm(request.POST or None, initial={"on": request.viewer.on})

    def act(data: dict[str, Any]) -> None:
        place = _chosen(request, data["organization"], data["on"])
        check_gives_post(request.viewer.actor, data["post"])
        new = NewPost(member.pk, place.organization_id, data["post"], data["on"], decision=form.decision)
        record_posts(by=request.viewer.actor, posts=[new], place=place.organization_id)

    return _answer(request, member, form, act, Change(_("Ghi chức vụ"), _("Đã ghi chức vụ."), (PostHeld,)))


def end_post(request: Request, member_id: int, post_id: int) -> HttpResponse:
    """End a post; the viewer has the right where it is held too."""
    member = _member(request, member_id)
    post = next((row for row in posts_of(member) if row.pk == post_id), None)
    if post is None:
        raise NotVisible(post_id)
    _check_manages(request, post)
    form = EndPostForm(request.POST or None, initial={"on": request.viewer.on})

    def act(data: dict[str, Any]) -> None:
        end_posts(by=request.viewer.actor, on=data["on"], posts=[post], place=post.organization_id)

    change = Change(_("Kết thúc chức vụ"), _("Đã kết thúc chức vụ."), (PostHeld,))
    return _answer(request, member, form, act, change, lede=in_words(post))


def correct(request: Request, member_id: int) -> HttpResponse:
    """Correct particulars that are not guarded."""
    member = _member(request, member_id)
    particulars = particulars_of(member)
    known = {name: getattr(particulars, name) for name in ParticularsForm.base_fields} | {
        "birth_date": particulars.born
    }
    form = ParticularsForm(request.POST or None, initial=known)

    def act(data: dict[str, Any]) -> None:
        corrections = [(particulars, data)]
        correct_particulars(by=request.viewer.actor, corrections=corrections, place=_place(request, member))

    return _answer(request, member, form, act, Change(_("Đính chính thông tin"), _("Đã đính chính."), (Particulars,)))


def correct_guarded(request: Request, member_id: int) -> HttpResponse:
    """Correct guarded particulars without seeing them: what is left empty stays as it is."""
    member = _member(request, member_id)
    form = GuardedForm(request.POST or None)

    def act(data: dict[str, Any]) -> None:
        corrections = [(particulars_of(member), form.changes())]
        correct_particulars(by=request.viewer.actor, corrections=corrections, place=_place(request, member))

    title = _("Đính chính thông tin được bảo vệ")
    lede = _("Nội dung đang ghi không hiện ở đây. Chỉ ghi mục cần sửa; mục để trống giữ nguyên.")
    return _answer(request, member, form, act, Change(title, _("Đã đính chính."), (Particulars,)), lede=lede)


def _about_posts(member: Member, on: date) -> Question | None:
    """Whether posts held in the cell that is left go on."""
    held = _posts_left_behind(member, on)
    if not held:
        return None
    words = _("Đảng viên đang giữ chức vụ ở chi bộ sắp rời: {posts}. Chức vụ còn thì quyền theo chức vụ vẫn còn.")
    answers = [
        ("end", _("Chuyển và kết thúc chức vụ cùng ngày")),
        ("keep", _("Chuyển, vẫn giữ chức vụ")),
    ]
    return Question(words.format(posts="; ".join(in_words(post) for post in held)), answers)


def _posts_left_behind(member: Member, on: date) -> list[PostHeld]:
    """Posts that go on after the day in the cell where the member is enrolled until then."""
    left = membership_on(member, on=on)
    if left is None:
        return []
    held = posts_of(member).filter(organization=left.organization_id).exclude(ends_on__lte=on)
    return [post for post in held if post.starts_on <= on]


def _check_manages(request: Request, post: PostHeld) -> None:
    viewer = request.viewer
    place = placement_of(post.organization_id, on=viewer.today) or last_placement_of(post.organization_id)
    if place is None or not may(viewer.actor, Right.MANAGE_MEMBERS, place):
        holders = who_may(Right.MANAGE_MEMBERS, place, on=viewer.today) if place else []
        raise NoRight(Right.MANAGE_MEMBERS, holders)


def _member(request: Request, member_id: int) -> Member:
    """The member, in the viewer's reach today: a page of the past gives no rights."""
    return load_member(request.viewer.actor, Right.MANAGE_MEMBERS, member_id, on=request.viewer.today)


def _chosen(request: Request, words: str, on: date) -> Placement:
    viewer = request.viewer
    return chosen_organization(viewer.actor, Right.MANAGE_MEMBERS, words, today=viewer.today, on=on)


def _place(request: Request, member: Member) -> int | None:
    membership = membership_on(member, on=request.viewer.on)
    return membership.organization_id if membership else None


def _answer(
    request: Request, member: Member, form: ActionForm, act: Act, change: Change, *, lede: str = ""
) -> HttpResponse:
    """Carry out, say so and go back to the member; or show the form again with what was typed and why not."""
    stale = changed_since(member, request.POST.get("made_from", ""), change.about)
    asked = change.asks(form.cleaned_data) if form.is_valid() and "sure" not in request.POST else None

    def carried_out(data: dict[str, Any]) -> None:
        check_is_another(request.viewer.actor, member)
        act(data)

    if not stale and asked is None and form.carries_out(carried_out):
        messages.success(request, change.done)
        return redirect(address(request, "member", member.pk))
    shown = {
        "member": member,
        "name": particulars_of(member).full_name,
        "form": form,
        "title": change.title,
        "lede": lede,
        "refusal": form.refusal,
        "stale": stale,
        "made_from": made_from(member, change.about),
        "ask": asked if not stale else None,
    }
    return render(request, "web/members/form.html", shown, status=409 if form.refusal or stale else 200)
