"""What happens around every page: its language, who looks at it, and what is answered when it may not be seen."""

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, resolve_url
from django.utils import translation
from django.utils.cache import patch_cache_control, patch_vary_headers
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from vungmanh.access.questions import NoRight, NotVisible
from vungmanh.foundation.refusals import Refusal
from vungmanh.web import errors
from vungmanh.web.viewer import capacity_lost, viewer_of

Answer = Callable[[HttpRequest], HttpResponse]

OPEN_TO_ALL = frozenset(
    {
        "account_login", "account_logout", "account_inactive", "mfa_authenticate", "mfa_login_webauthn",
        "personas", "set_language", "activate", "activate_password", "code_vote",
    }
)  # fmt: skip
"""Names of the only addresses that answer without sign-in; everything else is denied."""

NEEDS_NO_CAPACITY = OPEN_TO_ALL | {"choose_capacity", "end_session"}
ONES_OWN_LOGIN = ("account_", "mfa_", "usersessions_")
"""How the names of the pages begin where one looks after the own login: they need no capacity either."""


class LanguageMiddleware:
    """Vietnamese unless the reader chose English; what the browser prefers says little about an office's language."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        chosen = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME)
        language = chosen if chosen in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE
        with translation.override(language):
            response = self.get_response(request)
        response.headers.setdefault("Content-Language", language)
        patch_vary_headers(response, ["Cookie"])
        return response


class ViewerMiddleware:
    """Knows the viewer, denies by default, and turns what access and actions refuse into pages."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if "\0" in request.path or _has_nul(request.GET):
            return errors.bad_request(request)
        if request.user.is_authenticated:
            request.viewer = viewer_of(request)
            _tell_what_ended(request)
        response = self.get_response(request)
        if request.user.is_authenticated:
            patch_cache_control(response, private=True, no_store=True)
        return response

    def process_view(self, request: HttpRequest, _view: Any, _args: Any, _kwargs: Any) -> HttpResponse | None:
        """Send strangers to the sign-in page, and stop who has no capacity left."""
        if _has_nul(request.POST):
            return errors.bad_request(request)
        name = request.resolver_match.view_name
        if not request.user.is_authenticated:
            return None if name in OPEN_TO_ALL else _to_sign_in(request)
        own = name in NEEDS_NO_CAPACITY or name.startswith(ONES_OWN_LOGIN)
        if request.viewer.capacity is None and not own:
            return errors.no_capacity(request)
        return None

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        """Pages for what access and actions say no to."""
        if isinstance(error, NotVisible):
            return errors.not_found(request)
        if isinstance(error, NoRight):
            return errors.no_right(request, error)
        if isinstance(error, Refusal):
            return errors.refused(request, error)
        return None


def _has_nul(sent: QueryDict) -> bool:
    """Whether a NUL character is among the values, of which one name may have several; PostgreSQL takes none."""
    return any("\0" in text for _name, texts in sent.lists() for text in texts)


def _tell_what_ended(request: HttpRequest) -> None:
    """A capacity that is gone says so once, on the next page."""
    lost = capacity_lost(request)
    if lost:
        said = _("Tư cách “{title}” không còn hiệu lực.").format(title=lost)
        capacity = request.viewer.capacity
        now = _("Đồng chí đang làm việc với tư cách: {title}.").format(title=capacity.title) if capacity else ""
        messages.warning(request, f"{said} {now}".strip())


def _to_sign_in(request: HttpRequest) -> HttpResponse:
    page = resolve_url("personas" if settings.DEMO else settings.LOGIN_URL)
    if request.headers.get("HX-Request"):
        return HttpResponse(headers={"HX-Redirect": page})
    return redirect(f"{page}?{urlencode({'next': request.get_full_path()})}")
