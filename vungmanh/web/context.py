"""What every page shows around its content: navigation, scope, day, search, language, capacity."""

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from vungmanh.access.questions import may_anywhere
from vungmanh.access.rights import Right
from vungmanh.foundation.dates import written, year_end
from vungmanh.web.addresses import kept, on_only
from vungmanh.web.viewer import Viewer


@dataclass(frozen=True, slots=True)
class Link:
    """One line of the navigation."""

    name: str
    address: str
    current: bool


@dataclass(frozen=True, slots=True)
class Section:
    """Lines of the navigation under one heading."""

    heading: str
    links: list[Link]


def shell(request: HttpRequest) -> dict[str, Any]:
    """The context of every page; pages that strangers see have no navigation."""
    always = {"demo": settings.DEMO, "language": translation.get_language() or "vi", "path": request.path}
    viewer = getattr(request, "viewer", None)
    if viewer is None or viewer.capacity is None:
        return always | {"viewer": viewer}
    keep = kept(request)
    scope = getattr(request, "scope", None)
    return always | {
        "viewer": viewer,
        "kept": keep,
        "more": f"{keep}&" if keep else "?",
        "on_only": on_only(viewer),
        "and_on": on_only(viewer).replace("?", "&"),
        "scope_name": scope.name if scope else viewer.capacity.organization,
        "scope_is_own": scope is None or scope.organization_id == viewer.actor.organization_id,
        "on_written": written(viewer.on),
        "sections": _sections(request, viewer, keep),
        "other_days": [written(year_end(viewer.today.year - back)) for back in (1, 2)],
        "asked": [(name, value) for name, value in request.GET.items() if name not in _NOT_KEPT],
    }


_NOT_KEPT = ("on", "scope", "after", "before")
"""What a form of the bar on top does not carry on: what it sets itself, and where in a list one was."""


_LISTS = {
    "organizations": "/lists/organizations/",
    "classification": "/lists/results",
    "campaigns": "/lists/campaign/",
}
"""Lists that belong under an entry of the menu though their address begins otherwise."""


def _sections(request: HttpRequest, viewer: Viewer, keep: str) -> list[Section]:
    def link(name: str, to: str, *args: Any) -> Link:
        page = reverse(to, args=args)
        under = (page, _LISTS.get(to, page))
        current = request.path == page or (page != "/" and request.path.startswith(under))
        return Link(name, page + keep, current)

    def may(right: Right) -> bool:
        return may_anywhere(viewer.actor, right)

    first = [link(_("Hôm nay"), "home"), link(_("Tổ chức đảng"), "organizations")]
    if may(Right.SEE_MEMBERS):
        first.append(link(_("Đảng viên"), "members"))
    if viewer.actor.member_id:
        first.append(link(_("Hồ sơ của tôi"), "member", viewer.actor.member_id))
        first.append(link(_("Tự kiểm điểm"), "self_reviews"))
    year = [link(_("Kiểm điểm, xếp loại"), "campaigns")] if may(Right.SEE_RESULTS) else []
    look_up = [
        link(name, to)
        for right, name, to in (
            (Right.SEE_RESULTS, _("Kết quả xếp loại"), "classification"),
            (Right.SEE_REPORTS, _("Báo cáo"), "reports"),
            (Right.IMPORT, _("Nhập dữ liệu"), "imports"),
            (Right.MANAGE_MEMBERS, _("Đề nghị đính chính"), "requests"),
            (Right.EXPORT, _("Tệp xuất, nhập"), "exports"),
            (Right.SEE_JOURNAL, _("Nhật ký"), "journal"),
            (Right.MANAGE_LOGINS, _("Tài khoản"), "logins"),
        )
        if may(right)
    ]
    look_up.insert(
        sum(may(right) for right in (Right.SEE_RESULTS, Right.SEE_REPORTS)), link(_("Quy định"), "rulebooks")
    )
    sections = [Section("", first), Section(_("Công việc trong năm"), year), Section(_("Tra cứu"), look_up)]
    return [section for section in sections if section.links]
