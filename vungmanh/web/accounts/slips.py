"""Slips to print and hand over: one per person, with the address, the name, the code and its last day."""

from collections.abc import Sequence

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse

from vungmanh.accounts.actions import Slip
from vungmanh.accounts.register import cells_of
from vungmanh.members.queries import names_of
from vungmanh.organizations.queries import names_on
from vungmanh.web.viewer import Request


def slips_page(request: Request, slips: Sequence[Slip], *, back: str) -> HttpResponse:
    """The slips in the order given. This page is the only place where the codes ever stand."""
    ids = [slip.member_id for slip in slips]
    names, cells = names_of(ids), cells_of(ids, on=request.viewer.today)
    places = names_on(set(cells.values()), on=request.viewer.today)
    address = request.build_absolute_uri(reverse("activate"))
    shown = {
        "slips": [
            (names.get(slip.member_id, ""), places.get(cells.get(slip.member_id, 0), ("", None))[0], slip)
            for slip in slips
        ],
        "address": address.replace("http://", "https://", 1) if settings.HTTPS else address,
        "back": back,
    }
    return render(request, "web/accounts/slips.html", shown)
