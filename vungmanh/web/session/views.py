"""Who one is: a persona of the demonstration, and the capacity one acts in."""

from allauth.account.utils import perform_login
from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from vungmanh.accounts.queries import login_named
from vungmanh.demo.personas import PERSONAS
from vungmanh.web.viewer import CAPACITY_KEY, Request


def personas(request: HttpRequest) -> HttpResponse:
    """The sign-in page of the demonstration: choose who to be. Elsewhere there is no such page."""
    if not settings.DEMO:
        raise Http404
    if request.method == "POST":
        persona = next((one for one in PERSONAS if one.key == request.POST.get("persona")), None)
        login = login_named(persona.username) if persona else None
        if login is None:
            raise Http404
        return perform_login(request, login, redirect_url=_next(request))
    return render(request, "web/session/personas.html", {"personas": PERSONAS, "next": request.GET.get("next", "/")})


@require_POST
def choose_capacity(request: Request) -> HttpResponse:
    """Act in another of one's capacities from now on."""
    key = request.POST.get("capacity", "")
    if key not in [one.key for one in request.viewer.capacities]:
        raise Http404
    request.session[CAPACITY_KEY] = key
    return redirect("home")


def _next(request: HttpRequest) -> str:
    wanted = request.POST.get("next", "")
    return wanted if url_has_allowed_host_and_scheme(wanted, {request.get_host()}, request.is_secure()) else "/"
