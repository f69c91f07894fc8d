"""What is possible with members, and the refusals when it is not."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date, timedelta
from itertools import pairwise
from typing import Any

from django.utils.translation import gettext as _

from vungmanh.foundation.dates import written
from vungmanh.foundation.refusals import Refusal
from vungmanh.foundation.rows import RecordedRow
from vungmanh.members.models import Leaving, Member, Membership, Particulars, Post, PostHeld, StandingPeriod
from vungmanh.organizations.kinds import kinds
from vungmanh.organizations.models import Organization, Placement

NUMBERS = ("official_id", "card_number", "citizen_id")
"""Particulars that belong to one person only."""
FOR_GOOD = (Leaving.DIED, Leaving.LEFT, Leaving.STRUCK_OFF, Leaving.EXPELLED)
"""Leavings after which nobody is enrolled elsewhere."""
_BATCH = 5000


def check_codes_are_free(codes: Sequence[str]) -> None:
    """Refuse member codes that come twice or belong to a member already; the first is named."""
    twice = [code for code, times in Counter(codes).items() if times > 1]
    taken = twice or _taken(Member, "code", codes)
    if taken:
        raise Refusal(
            "members.code_taken",
            _("Mã đảng viên “{code}” đã có.").format(code=taken[0]),
            remedy=_("Kiểm tra lại mã, hoặc cập nhật đảng viên đã có."),
        )


def check_particulars(new: Sequence[Mapping[str, Any]], *, instead_of: Sequence[Particulars] = ()) -> None:
    """Refuse particulars without a name, and numbers that come twice or belong to somebody else.

    `instead_of` are the rows that the new particulars will replace.
    """
    if any("full_name" in one and not one["full_name"].strip() for one in new):
        raise Refusal("members.name_missing", _("Chưa ghi họ và tên đảng viên."), remedy=_("Ghi đầy đủ họ và tên."))
    replaced = {row.pk for row in instead_of}
    for field in NUMBERS:
        numbers = [one[field] for one in new if one.get(field)]
        twice = [number for number, times in Counter(numbers).items() if times > 1]
        taken = twice or _taken(Particulars, field, numbers, but=replaced)
        if taken:
            raise Refusal(
                "members.number_taken",
                _("Số “{number}” đã thuộc về đảng viên khác.").format(number=taken[0]),
                remedy=_("Kiểm tra lại số thẻ đảng viên, số định danh cá nhân."),
            )


def check_standings_in_order(code: str, days: Sequence[date]) -> None:
    """Refuse standings of one member that do not follow each other."""
    if any(later <= earlier for earlier, later in pairwise(days)):
        raise Refusal(
            "members.standings_out_of_order",
            _("Các mốc thay đổi tư cách của đảng viên “{code}” không theo thứ tự thời gian.").format(code=code),
            remedy=_("Kiểm tra ngày vào Đảng và ngày chính thức."),
        )


def check_appointable(posts: Sequence[tuple[int, int, str, date, date | None]]) -> None:
    """Refuse posts in an organization that does not exist all the time, and posts that are held already.

    Each post is member, organization, post, first day and the day it ends.
    """
    check_standing_on((organization_id, starts_on, end) for _member, organization_id, _post, starts_on, end in posts)
    held: dict[tuple[int, int, str], list[tuple[date, date | None]]] = {}
    members = list({post[0] for post in posts})
    for start in range(0, len(members), _BATCH):
        rows = PostHeld.objects.effective().filter(member__in=members[start : start + _BATCH])
        for row in rows:
            held.setdefault((row.member_id, row.organization_id, row.post), []).append((row.starts_on, row.ends_on))
    for member_id, organization_id, post, starts_on, ends_on in posts:
        spans = held.setdefault((member_id, organization_id, post), [])
        if any(_overlap((starts_on, ends_on), span) for span in spans):
            raise Refusal(
                "members.post_held_already",
                _("Đảng viên đã giữ chức vụ “{post}” này trong thời gian đó.").format(post=Post(post).label),
                remedy=_("Kết thúc chức vụ cũ trước, hoặc sửa ngày bắt đầu."),
            )
        spans.append((starts_on, ends_on))


def check_enrollable(places: Iterable[tuple[int, date]]) -> None:
    """Refuse an organization that does not exist from the day of a membership on, or that holds no members."""
    for placement in check_standing_on((organization_id, day, None) for organization_id, day in places):
        if not kinds()[placement.kind].holds_members:
            raise Refusal(
                "members.holds_no_members",
                _("“{name}” không phải là chi bộ nên không ghi đảng viên trực tiếp.").format(name=placement.name),
                remedy=_("Chọn chi bộ nơi đảng viên sinh hoạt."),
            )


def check_standing_on(places: Iterable[tuple[int, date, date | None]]) -> list[Placement]:
    """The placements of organizations, each on the first day of a span; refused when one does not exist all of it."""
    wanted = set(places)
    ids = sorted({organization_id for organization_id, _day, _end in wanted})
    standing: dict[int, list[Placement]] = {}
    for start in range(0, len(ids), _BATCH):
        for row in Placement.objects.effective().filter(organization__in=ids[start : start + _BATCH]):
            standing.setdefault(row.organization_id, []).append(row)
    found = []
    for organization_id, day, end in sorted(wanted, key=lambda place: place[1]):
        placement = next((row for row in standing.get(organization_id, []) if row.holds_on(day)), None)
        if placement is None:
            raise Refusal(
                "members.no_organization_then",
                _("Tổ chức “{code}” không hoạt động vào ngày {day}.").format(
                    code=Organization.objects.get(pk=organization_id).code, day=written(day)
                ),
                remedy=_("Chọn tổ chức đang hoạt động hoặc sửa ngày bắt đầu."),
            )
        _check_goes_on(placement, standing[organization_id], until=end)
        found.append(placement)
    return found


def check_nothing_later(rows: Iterable[tuple[Membership | StandingPeriod, date]]) -> None:
    """Refuse a change where the record already goes on otherwise: a later row, or one that has its end already.

    Each row comes with the day of the change.
    """
    for row, day in rows:
        if row.starts_on > day:
            raise Refusal(
                "members.changed_later",
                _("Đảng viên “{code}” đã có thay đổi từ ngày {day}.").format(
                    code=row.member.code, day=written(row.starts_on)
                ),
                remedy=_("Chọn ngày sau đó."),
            )
        if row.ends_on is not None:
            raise Refusal(
                "members.ended_later",
                _("Thông tin của đảng viên “{code}” đã kết thúc vào ngày {day}.").format(
                    code=row.member.code, day=written(row.ends_on)
                ),
                remedy=_("Chọn ngày từ ngày đó trở đi."),
            )


def check_other_standing(row: StandingPeriod, standing: str, *, on: date) -> None:
    """Refuse to give the standing that the row, which holds on the day, gives already."""
    if row.standing == standing:
        raise Refusal(
            "members.same_standing",
            _("Đảng viên “{code}” đã ở tư cách này vào ngày {day}.").format(code=row.member.code, day=written(on)),
            remedy=_("Chọn tư cách khác."),
        )


def check_in_the_party(memberships: Sequence[Membership], *, until: date | None = None) -> None:
    """Refuse what would last until a day, or for good, for somebody who died or left the Party before.

    `memberships` are all of the member in the order of time.
    """
    last = memberships[-1] if memberships else None
    if last is None or last.ends_on is None or last.leaving not in FOR_GOOD:
        return
    if until is not None and until <= last.ends_on:
        return
    if last.leaving == Leaving.DIED:
        raise Refusal(
            "members.died",
            _("Đảng viên “{code}” đã từ trần ngày {day}.").format(code=last.member.code, day=written(last.ends_on)),
            remedy=_("Kiểm tra lại đảng viên. Nếu ghi nhầm, hoàn tác lần ghi từ trần."),
        )
    raise Refusal(
        "members.left_the_party",
        _("Đảng viên “{code}” không còn trong Đảng từ ngày {day}.").format(
            code=last.member.code, day=written(last.ends_on)
        ),
        remedy=_("Kiểm tra lại đảng viên. Nếu ghi nhầm, hoàn tác lần ghi rời Đảng."),
    )


def check_held_longer(posts: Sequence[PostHeld], *, on: date) -> None:
    """Refuse to end posts on a day on which they had ended already: that would prolong them."""
    for post in posts:
        if post.ends_on is not None and post.ends_on <= on:
            raise Refusal(
                "members.post_ended_already",
                _("Chức vụ “{post}” đã kết thúc từ ngày {day}.").format(
                    post=Post(post.post).label, day=written(post.ends_on)
                ),
                remedy=_("Chọn ngày sớm hơn, hoặc mở lại trang để xem chức vụ hiện nay."),
            )


def check_no_members(placement: Placement, *, on: date) -> None:
    """Refuse to end an organization while members are enrolled in it on or after the day."""
    remaining = Membership.objects.effective().filter(organization=placement.organization_id).exclude(ends_on__lte=on)
    if count := remaining.count():
        raise Refusal(
            "members.still_enrolled",
            _("“{name}” còn {count} đảng viên sinh hoạt từ ngày {day}.").format(
                name=placement.name, count=count, day=written(on)
            ),
            remedy=_("Chuyển sinh hoạt cho các đảng viên này trước."),
        )


def check_is_member(member: Member, memberships: Sequence[Membership], *, on: date) -> None:
    """Refuse somebody without a membership on the day or later."""
    if not memberships:
        raise Refusal(
            "members.not_enrolled",
            _("Đảng viên “{code}” không sinh hoạt ở chi bộ nào vào ngày {day}.").format(
                code=member.code, day=written(on)
            ),
            remedy=_("Kiểm tra lại ngày."),
        )


def _taken(model: type[RecordedRow], field: str, values: Sequence[str], *, but: Collection[int] = ()) -> list[str]:
    """The first of the values that a standing row of the model has, leaving aside the rows `but`."""
    for start in range(0, len(values), _BATCH):
        rows = model.objects.effective().filter(**{f"{field}__in": values[start : start + _BATCH]})
        for pk, value in rows.values_list("pk", field):
            if pk not in but:
                return [value]
    return []


def _check_goes_on(placement: Placement, history: Sequence[Placement], *, until: date | None) -> None:
    """Refuse a span, without an end where `until` is None, that outlasts its organization."""
    ends = [row.ends_on for row in history if row.ends_on is not None]
    if len(ends) < len(history) or (until is not None and until <= max(ends)):
        return
    raise Refusal(
        "members.organization_ends",
        _("“{name}” chỉ hoạt động đến hết ngày {day}.").format(
            name=placement.name, day=written(max(ends) - timedelta(days=1))
        ),
        remedy=_("Chọn tổ chức khác, hoặc ghi ngày kết thúc không muộn hơn tổ chức."),
    )


def _overlap(one: tuple[date, date | None], other: tuple[date, date | None]) -> bool:
    return (other[1] is None or one[0] < other[1]) and (one[1] is None or other[0] < one[1])
