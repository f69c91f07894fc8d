"""Pages for what could not be answered: bad request, no right, not found, refused, broken."""

import sys
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from vungmanh.access.holders import Holder
from vungmanh.access.questions import NoRight
from vungmanh.accounts.limits import waiting
from vungmanh.foundation.dates import written
from vungmanh.foundation.disks import disk_trouble
from vungmanh.foundation.refusals import Refusal
from vungmanh.members.models import Post


def no_right(request: HttpRequest, error: NoRight) -> HttpResponse:
    """The refused page names the right and who has it."""
    shown = {"right": error.right.name_text, "holders": [holder_shown(holder) for holder in error.holders]}
    return render(request, "web/errors/no_right.html", shown, status=403)


def holder_shown(holder: Holder) -> dict[str, Any]:
    """Who has a right, as a post or as whose helper, and where."""
    post = Post(holder.post).label
    if holder.delegator:
        post = _("Giúp việc {post} {name}, đến {day}").format(
            post=post, name=holder.delegator, day=written(holder.until)
        )
    return {"id": holder.member_id, "name": holder.full_name, "post": post, "organization": holder.organization}


def too_many(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """What the library of the sign-in pages counted: its windows are a minute long."""
    answer = _page(request, 429, _("Đã gửi quá nhiều lần"), waiting(60))
    answer.headers["Retry-After"] = "60"
    return answer


def no_capacity(request: HttpRequest) -> HttpResponse:
    """For a login whose member neither holds a post nor is enrolled anywhere today."""
    return render(request, "web/errors/no_capacity.html", status=403)


def refused(request: HttpRequest, refusal: Refusal) -> HttpResponse:
    """A refusal that no form caught."""
    status = 429 if refusal.code == "accounts.too_fast" else 409
    return _page(request, status, _("Chưa thực hiện được"), "", refusal=refusal)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """The same page for what does not exist and for what the viewer may not know of."""
    what = _("Không tìm thấy trang này")
    return _page(request, 404, what, _("Trang không tồn tại, hoặc nằm ngoài phạm vi đồng chí được xem."))


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """An address or a form that cannot be read."""
    what = _("Không đọc được yêu cầu")
    return _page(request, 400, what, _("Địa chỉ hoặc biểu mẫu không đúng. Quay lại trang trước và thử lại."))


def forbidden(request: HttpRequest, exception: Exception | None = None, reason: str = "") -> HttpResponse:
    """A form whose page had been left open too long, or that came from another site; `reason` is for developers."""
    what = _("Biểu mẫu đã hết hạn")
    return _page(request, 403, what, _("Mở lại trang, điền và gửi lại. Dữ liệu chưa được ghi."))


def broken(request: HttpRequest) -> HttpResponse:
    """Something went wrong on our side, or the disk takes nothing; nothing on this page needs the database."""
    trouble = disk_trouble(sys.exc_info()[1])
    shown = {"language": get_language() or "vi", "trouble": trouble}
    return HttpResponse(render_to_string("web/errors/broken.html", shown), status=507 if trouble else 500)


def _page(request: HttpRequest, status: int, what: str, remedy: str, *, refusal: Refusal | None = None) -> HttpResponse:
    return render(request, "web/errors/page.html", {"what": what, "next": remedy, "refusal": refusal}, status=status)
