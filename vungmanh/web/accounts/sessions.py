"""Ending one of the own sessions."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from vungmanh.access.questions import NotVisible
from vungmanh.accounts import sessions
from vungmanh.web.viewer import Request


@require_POST
def end_session(request: Request, session_id: int) -> HttpResponse:
    """End a session of one's own on another device; another login's is not found."""
    if not sessions.end_session(request.viewer.login, session_id):
        raise NotVisible(session_id)
    messages.success(request, _("Đã kết thúc phiên."))
    return redirect("usersessions_list")
