"""Confirming again that it is still the same person, before something dangerous."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from allauth.account.internal.flows.reauthentication import did_recently_reauthenticate
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import urlencode

from vungmanh.web.viewer import Request

View = Callable[..., HttpResponse]


def confirmed(view: View) -> View:
    """Send to the confirmation first unless it was given a short while ago (`ACCOUNT_REAUTHENTICATION_TIMEOUT`).

    The view is asked anew afterwards, on its own page; a form sent too late is shown again, not carried out unseen.
    """

    @wraps(view)
    def wrapper(request: Request, *args: Any, **kwargs: Any) -> HttpResponse:
        if did_recently_reauthenticate(request):
            return view(request, *args, **kwargs)
        back = urlencode({"next": request.get_full_path()})
        return redirect(f"{reverse('account_reauthenticate')}?{back}")

    return wrapper
