"""Rows selected for one action: which they are, whether they are still the same, and what the action would do."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from vungmanh.access.questions import visible
from vungmanh.access.rights import Right
from vungmanh.foundation.actors import Actor
from vungmanh.foundation.numbers import grouped
from vungmanh.foundation.refusals import Refusal
from vungmanh.lists.listing import Choice, ListKind
from vungmanh.members.models import Member, Membership, PostHeld
from vungmanh.members.queries import members_by_id, names_of

MOST = 2000
"""Members that one action changes."""
_NAMED = 3
"""Names that a refusal gives."""


@dataclass(frozen=True, slots=True)
class Selection:
    """Members selected in a list, in its order; `digest` changes when anybody joins or leaves them."""

    ids: Sequence[int]

    @property
    def digest(self) -> str:
        """A short proof of who was selected, to compare with when the action is confirmed."""
        return hashlib.sha256(",".join(map(str, self.ids)).encode()).hexdigest()[:32]

    @property
    def members(self) -> list[Member]:
        """The members, in the order of the list."""
        found = members_by_id(self.ids)
        return [found[id_] for id_ in self.ids if id_ in found]


@dataclass(frozen=True, slots=True)
class Consequences:
    """What an action on a selection touches: members, the cells they are in, the posts they hold there."""

    members: int
    cells: int
    posts: int
    already: int


def selection(kind: ListKind, choice: Choice, picked: Sequence[int] | None) -> Selection:
    """All rows of the list, or those picked that are still in it."""
    listed = kind.ids(choice)
    if picked is None:
        return Selection(listed)
    wanted = set(picked)
    return Selection([id_ for id_ in listed if id_ in wanted])


def check_selection(chosen: Selection, *, by: Actor, today: date) -> None:
    """Refuse an empty or too large selection, and members over whom the actor has no right to change today."""
    if not chosen.ids:
        raise Refusal(
            "lists.nothing_selected",
            _("Chưa chọn đảng viên nào."),
            remedy=_("Quay lại danh sách, đánh dấu từng đảng viên hoặc chọn tất cả."),
        )
    if len(chosen.ids) > MOST:
        raise Refusal(
            "lists.too_many_selected",
            _("Đã chọn {count} đảng viên; mỗi lần làm được nhiều nhất {most}.").format(
                count=_number(len(chosen.ids)), most=_number(MOST)
            ),
            remedy=_("Lọc bớt danh sách và làm nhiều lần."),
        )
    _check_right(chosen.ids, by=by, today=today)


def check_unchanged(chosen: Selection, digest: str) -> None:
    """Refuse when others are selected now than at the preview; nothing has been written then."""
    if chosen.digest != digest:
        raise Refusal(
            "lists.selection_changed",
            _("Danh sách đã thay đổi từ khi đồng chí xem trước: nay có {count} đảng viên. Chưa ghi gì.").format(
                count=_number(len(chosen.ids))
            ),
            remedy=_("Xem lại danh sách và chọn lại."),
        )


def consequences(chosen: Selection, *, on: date, target: int | None = None) -> Consequences:
    """What would be touched on the day; `already` counts those enrolled in the target, or enrolled nowhere."""
    enrolled = Membership.objects.on(on).filter(member__in=chosen.ids)
    cells = dict(enrolled.values_list("member_id", "organization_id"))
    held = PostHeld.objects.on(on).filter(member__in=chosen.ids).values_list("member_id", "organization_id")
    return Consequences(
        members=len(chosen.ids),
        cells=len(set(cells.values()) - {target}),
        posts=sum(1 for member_id, place in held if cells.get(member_id) == place != target),
        already=sum(1 for cell in cells.values() if cell == target),
    )


def _check_right(ids: Sequence[int], *, by: Actor, today: date) -> None:
    reach = visible(by, Right.MANAGE_MEMBERS, on=today).values("organization_id")
    enrolled = Membership.objects.on(today).filter(member__in=ids, organization__in=reach)
    within = set(enrolled.values_list("member_id", flat=True))
    outside = [id_ for id_ in ids if id_ not in within]
    if outside:
        names = names_of(outside[:_NAMED])
        first = ", ".join(names.get(id_, "–") for id_ in outside[:_NAMED])
        raise Refusal(
            "lists.no_right_over_all",
            ngettext(
                "Đồng chí chưa có quyền cập nhật {count} đảng viên đã chọn, trước hết là {names}.",
                "Đồng chí chưa có quyền cập nhật {count} đảng viên đã chọn, trước hết là {names}.",
                len(outside),
            ).format(count=_number(len(outside)), names=first),
            remedy=_("Bỏ chọn những đảng viên không sinh hoạt trong phạm vi đồng chí cập nhật hôm nay."),
        )


def _number(count: int) -> str:
    return grouped(count, get_language() or "vi")
