"""The page of a list, its saved views, and the columns one likes to see."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from vungmanh.access.questions import check_anywhere
from vungmanh.foundation.refusals import Refusal
from vungmanh.lists.addresses import choice_of
from vungmanh.lists.views import delete_view, own_view, remember_columns, rename_view, save_view
from vungmanh.web.lists.asking import asked_for, kind_of
from vungmanh.web.lists.shown import page_shown
from vungmanh.web.viewer import Request


def members(request: Request) -> HttpResponse:
    """The members of the scope on the day, sorted by given name."""
    return listed(request, "members")


def listed(request: Request, code: str) -> HttpResponse:
    """One list as the address asks for it."""
    asked = asked_for(request, kind_of(code))
    return render(request, "web/lists/list.html", page_shown(asked))


@require_POST
def save(request: Request, code: str) -> HttpResponse:
    """Keep the state in the address under a name, and go back to it."""
    asked = asked_for(request, kind_of(code))
    try:
        save_view(
            by=request.viewer.actor,
            list_code=code,
            name=request.POST.get("name", ""),
            query=asked.address().partition("?")[2],
            shared="shared" in request.POST,
        )
        messages.success(request, _("Đã lưu bộ lọc."))
    except Refusal as refusal:
        messages.error(request, str(refusal))
    return redirect(asked.address())


@require_POST
def change_view(request: Request, code: str, view_id: int) -> HttpResponse:
    """Rename or delete a view of one's own."""
    asked = asked_for(request, kind_of(code))
    view = own_view(request.viewer.actor, view_id)
    if view is None or view.list != code:
        raise Http404
    try:
        if "delete" in request.POST:
            delete_view(view=view)
            messages.success(request, _("Đã xóa bộ lọc “{name}”.").format(name=view.name))
        else:
            rename_view(by=request.viewer.actor, view=view, name=request.POST.get("name", ""))
            messages.success(request, _("Đã đổi tên bộ lọc."))
    except Refusal as refusal:
        messages.error(request, str(refusal))
    return redirect(asked.address())


@require_POST
def columns(request: Request, code: str) -> HttpResponse:
    """Show these columns, now and from now on."""
    kind = kind_of(code)
    check_anywhere(request.viewer.actor, kind.right)
    asked = asked_for(request, kind)
    chosen = ",".join(request.POST.getlist("column"))
    wanted = choice_of(kind, f"columns={chosen}", scope=asked.choice.scope, on=asked.choice.on).columns
    usual = [column.code for column in kind.columns() if column.code in kind.usual]
    reset = "reset" in request.POST or list(wanted) == usual
    remember_columns(by=request.viewer.actor, list_code=code, columns=[] if reset else wanted)
    return redirect(asked.address_showing([] if reset else wanted))
