"""What is possible with members, and the refusals when it is not."""

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date

from django.utils.translation import gettext as _

from vungmanh.foundation.dates import written
from vungmanh.foundation.refusals import Refusal
from vungmanh.members.models import Member, Membership
from vungmanh.organizations.kinds import kinds
from vungmanh.organizations.models import Organization, Placement


def check_codes_are_free(codes: Sequence[str]) -> None:
    """Refuse member codes that come twice or belong to a member already; the first is named."""
    twice = [code for code, times in Counter(codes).items() if times > 1]
    taken = twice or _taken(codes)
    if taken:
        raise Refusal(
            "members.code_taken",
            _("Mã đảng viên “{code}” đã có.").format(code=taken[0]),
            remedy=_("Kiểm tra lại mã, hoặc cập nhật đảng viên đã có."),
        )


def check_enrollable(places: Iterable[tuple[int, date]]) -> None:
    """Refuse an organization that does not exist on the day a membership begins, or that holds no members."""
    wanted = set(places)
    standing: dict[int, list[Placement]] = {}
    for row in Placement.objects.effective().filter(organization__in={id_ for id_, _day in wanted}):
        standing.setdefault(row.organization_id, []).append(row)
    for organization_id, day in sorted(wanted, key=lambda place: place[1]):
        row = next((row for row in standing.get(organization_id, []) if row.holds_on(day)), None)
        check_holds_members(row, organization_id, on=day)


def check_holds_members(placement: Placement | None, organization_id: int, *, on: date) -> None:
    """Refuse one place for a membership that begins on the day."""
    if placement is None:
        raise Refusal(
            "members.no_organization_then",
            _("Tổ chức “{code}” không hoạt động vào ngày {day}.").format(
                code=Organization.objects.get(pk=organization_id).code, day=written(on)
            ),
            remedy=_("Chọn chi bộ đang hoạt động hoặc sửa ngày bắt đầu sinh hoạt."),
        )
    if not kinds()[placement.kind].holds_members:
        raise Refusal(
            "members.holds_no_members",
            _("“{name}” không phải là chi bộ nên không ghi đảng viên trực tiếp.").format(name=placement.name),
            remedy=_("Chọn chi bộ nơi đảng viên sinh hoạt."),
        )


def check_nothing_later(rows: Iterable[Membership], *, after: date) -> None:
    """Refuse a change before a membership that begins on or after the day."""
    later = next((row for row in rows if row.starts_on > after), None)
    if later is not None:
        raise Refusal(
            "members.later_membership",
            _("Đảng viên “{code}” đã có nơi sinh hoạt mới từ ngày {day}.").format(
                code=later.member.code, day=written(later.starts_on)
            ),
            remedy=_("Chọn ngày sau đó."),
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


def check_is_member(member: Member, membership: Membership | None, *, on: date) -> Membership:
    """The member's membership on the day; refused when there is none."""
    if membership is None:
        raise Refusal(
            "members.not_enrolled",
            _("Đảng viên “{code}” không sinh hoạt ở chi bộ nào vào ngày {day}.").format(
                code=member.code, day=written(on)
            ),
        )
    return membership


def _taken(codes: Sequence[str]) -> list[str]:
    for start in range(0, len(codes), 5000):
        batch = codes[start : start + 5000]
        if taken := list(Member.objects.effective().filter(code__in=batch).values_list("code", flat=True)[:1]):
            return taken
    return []
