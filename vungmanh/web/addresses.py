"""Addresses that keep the scope and the day of the page they stand on."""

from datetime import date
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.urls.converters import IntConverter
from django.utils.http import urlencode

from vungmanh.access.questions import NotVisible, checked_organization, load_organization, may, standing_or_last
from vungmanh.access.rights import Right
from vungmanh.organizations.models import Placement
from vungmanh.organizations.queries import placement_of
from vungmanh.web.viewer import Request, Viewer


class CodeInAddress:
    """An organization's code as one step of an address; a slash in it is written `~2F`."""

    regex = r"[^/\s]+"

    def to_python(self, value: str) -> str:
        """The code that stands in the address."""
        return value.replace("~2F", "/").replace("~7E", "~")

    def to_url(self, value: str) -> str:
        """How the code is written in the address."""
        return str(value).replace("~", "~7E").replace("/", "~2F")


class YearInAddress(IntConverter):
    """A rating year as one step of an address: four digits of this century or the last."""

    regex = r"(?:19|20)[0-9]{2}"


class NumberInAddress(IntConverter):
    """A number that a database can have given out as one step of an address."""

    regex = r"[0-9]{1,18}"


def scope_of(request: Request, right: Right) -> Placement:
    """The organization that a list is about: the one in the address, else the viewer's own.

    Raises NotVisible or NoRight. The shell shows it from then on.
    """
    viewer = request.viewer
    code = request.GET.get("scope") or viewer.capacity.organization_code
    return organization_of(request, right, code)


def organization_of(request: Request, right: Right, code: str) -> Placement:
    """The organization that a page is about; it becomes the scope of the links on the page.

    A right to change something is held today or not at all: the day of the page does not bring it back.
    """
    viewer = request.viewer
    if right.changes and viewer.on != viewer.today:
        _load(request, right, code, viewer.today)
    request.scope = _load(request, right, code, viewer.on)
    return request.scope


def standing_on(request: Request, right: Right, day: date, place: Placement | None = None) -> Placement:
    """The scope, or a place, as it stood on the day that a page is about, else as on the day of the page.

    Who has it in reach today sees all its years. Who had it on the day of the page only sees nothing of a day on
    which it was others': raises NotVisible.
    """
    viewer, scope = request.viewer, place or request.scope
    then = viewer.remembered(placement_of, scope.organization_id, on=day) or scope
    if viewer.on != viewer.today and not may(viewer.actor, right, then):
        now = viewer.remembered(standing_or_last, scope.organization.code, on=viewer.today)
        if now is None or not may(viewer.actor, right, now):
            raise NotVisible
    return then


def _load(request: Request, right: Right, code: str, on: date) -> Placement:
    """Where the organization stands is remembered for pages that only show it; the right is asked every time."""
    actor, remembered = request.viewer.actor, request.viewer.remembered
    if request.method != "GET":
        return load_organization(actor, right, code, on=on)
    return checked_organization(actor, right, remembered(standing_or_last, code, on=on), on=on)


def number_in(text: str) -> int | None:
    """A number in an address; None for anything that nobody gave out."""
    return int(text) if text.isascii() and text.isdecimal() and len(text) <= 18 else None


def kept(request: HttpRequest, **others: Any) -> str:
    """`?…` with the scope and the day of the page and `others`; nothing where all is as usual."""
    viewer = getattr(request, "viewer", None)
    if viewer is None:
        return f"?{urlencode(others)}" if others else ""
    own = viewer.capacity.organization_code if viewer.capacity else ""
    scope = getattr(request, "scope", None)
    code = scope.organization.code if scope else request.GET.get("scope", "")
    parts = {"scope": code if code != own else "", "on": "" if viewer.on == viewer.today else viewer.on.isoformat()}
    parts |= others
    asked = urlencode({name: value for name, value in parts.items() if value not in ("", None)})
    return f"?{asked}" if asked else ""


def on_only(viewer: Viewer) -> str:
    """`?on=…` where the page is about another day than today."""
    return "" if viewer.on == viewer.today else f"?on={viewer.on.isoformat()}"


def address(request: HttpRequest, name: str, *args: Any, **others: Any) -> str:
    """The address of a page, with the scope and the day kept."""
    return reverse(name, args=args) + kept(request, **others)
