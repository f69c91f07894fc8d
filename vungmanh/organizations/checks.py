"""What is possible in the tree, and the refusals when it is not."""

from collections import Counter
from collections.abc import Sequence
from datetime import date

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from vungmanh.foundation.dates import written
from vungmanh.foundation.names import normalized
from vungmanh.foundation.refusals import Refusal
from vungmanh.organizations.kinds import Kind, kinds
from vungmanh.organizations.models import DEEPEST, LONGEST_NAME, Organization, Placement


def check_kind(code: str, *, on: date) -> Kind:
    """The declared kind with this code; refused when there is none or it does not exist on the day."""
    kind = kinds().get(code)
    if kind is None:
        raise Refusal(
            "organizations.unknown_kind",
            _("Không có loại tổ chức “{kind}”.").format(kind=code),
            remedy=_("Các loại được dùng: {kinds}.").format(kinds=", ".join(kinds())),
        )
    if not kind.exists_on(on):
        raise Refusal(
            "organizations.kind_not_of_the_day",
            _("Loại tổ chức “{kind}” không tồn tại vào ngày {day} ({source}).").format(
                kind=_said(kind), day=written(on), source=kind.source.say(get_language() or "vi")
            ),
            remedy=_("Chọn loại khác hoặc kiểm tra lại ngày thành lập."),
        )
    return kind


def check_stands_under(kind: Kind, parent: Placement | None, *, parent_name: str, on: date) -> Placement:
    """The superior; refused when it does not exist on the day, may not have such organizations, or is too deep."""
    if parent is None:
        raise Refusal(
            "organizations.no_superior_then",
            _("Tổ chức cấp trên “{parent}” không tồn tại vào ngày {day}.").format(parent=parent_name, day=written(on)),
            remedy=_("Kiểm tra mã cấp trên và ngày có hiệu lực."),
        )
    if parent.kind not in kind.under:
        raise Refusal(
            "organizations.may_not_stand_under",
            _("“{kind}” không thể trực thuộc “{parent}” ({parent_kind}).").format(
                kind=_said(kind), parent=parent.name, parent_kind=_said(kinds()[parent.kind])
            ),
            remedy=_("Có thể trực thuộc: {kinds}.").format(kinds=_all_said(kind.under) or "—"),
        )
    if parent.depth >= DEEPEST:
        raise Refusal(
            "organizations.too_deep",
            _("Cây tổ chức có tối đa {levels} cấp; “{parent}” đã ở cấp cuối.").format(
                levels=DEEPEST, parent=parent.name
            ),
        )
    return parent


def check_codes_are_free(codes: Sequence[str]) -> None:
    """Refuse codes that cannot be one, come twice, or belong to an organization already; the first is named."""
    for code in codes:
        if not code or len(code) > 64 or code.split() != [code]:
            raise Refusal(
                "organizations.bad_code",
                _("Mã tổ chức “{code}” không dùng được.").format(code=code),
                remedy=_("Dùng mã không có khoảng trắng, tối đa 64 ký tự, ví dụ: kim-phu."),
            )
    twice = [code for code, times in Counter(codes).items() if times > 1]
    taken = twice or list(Organization.objects.effective().filter(code__in=codes).values_list("code", flat=True)[:1])
    if taken:
        raise Refusal(
            "organizations.code_taken",
            _("Mã tổ chức “{code}” đã có.").format(code=taken[0]),
            remedy=_("Chọn mã khác."),
        )


def check_standing(placement: Placement | None, organization: Organization, *, on: date) -> Placement:
    """The placement of the organization on the day; refused when it does not exist then."""
    if placement is None:
        raise Refusal(
            "organizations.not_standing",
            _("Tổ chức “{code}” không tồn tại vào ngày {day}.").format(code=organization.code, day=written(on)),
            remedy=_("Chọn ngày trong thời gian tổ chức hoạt động."),
        )
    return placement


def check_name(name: str) -> str:
    """The name in its normal form; refused when there is none or it is too long."""
    name = normalized(name)
    if not name or len(name) > LONGEST_NAME:
        raise Refusal(
            "organizations.bad_name",
            _("Tên tổ chức “{name}” không dùng được.").format(name=name),
            remedy=_("Ghi tên từ 1 đến {most} ký tự.").format(most=LONGEST_NAME),
        )
    return name


def check_can_move(placement: Placement, parent: Placement | None, *, parent_name: str, on: date) -> Placement:
    """The new superior; refused: a move under itself or its own subordinates, or under what may not have such ones."""
    if parent is not None and parent.path.startswith(placement.path):
        raise _under_itself(placement)
    return check_stands_under(kinds()[placement.kind], parent, parent_name=parent_name, on=on)


def check_can_carry(placement: Placement, superiors: Sequence[Placement], carried: Sequence[Placement]) -> None:
    """Refuse to carry organizations along under one that itself comes below them later, or ends before they do.

    `superiors` are the new superior's placements from the day of the move on; it has none when it does not exist then.
    """
    if not superiors:
        return
    if superiors[0].organization_id in {row.organization_id for row in carried}:
        raise _under_itself(placement)
    end = superiors[-1].ends_on
    if end is not None and any(row.ends_on is None or row.ends_on > end for row in carried):
        raise Refusal(
            "organizations.superior_ends",
            _("“{parent}” kết thúc hoạt động từ ngày {day}.").format(parent=superiors[-1].name, day=written(end)),
            remedy=_("Chọn tổ chức cấp trên khác."),
        )


def check_can_dissolve(placement: Placement, *, on: date) -> None:
    """Refuse while organizations stand under it on or after the day, naming the first of them."""
    below = Placement.objects.effective().filter(parent=placement.organization_id).exclude(ends_on__lte=on)
    remaining = below.order_by("sort_key", "starts_on")
    if count := remaining.values("organization").distinct().order_by().count():
        raise Refusal(
            "organizations.has_subordinates",
            _("“{name}” còn {count} tổ chức trực thuộc, trong đó có “{first}”.").format(
                name=placement.name, count=count, first=remaining[0].name
            ),
            remedy=_("Chuyển hoặc kết thúc hoạt động các tổ chức trực thuộc trước."),
        )


def _under_itself(placement: Placement) -> Refusal:
    return Refusal(
        "organizations.under_itself",
        _("“{name}” không thể trực thuộc chính mình hoặc cấp dưới của mình.").format(name=placement.name),
        remedy=_("Chọn tổ chức cấp trên khác."),
    )


def _said(kind: Kind) -> str:
    return kind.name.say(get_language() or "vi")


def _all_said(codes: frozenset[str]) -> str:
    return ", ".join(_said(kind) for code, kind in kinds().items() if code in codes)
