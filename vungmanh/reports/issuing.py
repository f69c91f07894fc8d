"""Which body issues a document of a party organization, what it is called, and where it sits."""

from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from vungmanh.organizations.models import Placement
from vungmanh.organizations.queries import ancestors_of


@dataclass(frozen=True, slots=True)
class Issuer:
    """A committee as a heading names it; what the name of the organization does not tell is empty.

    `place` is where the nearest organization that is named after a place sits.
    """

    body: str
    superior: str
    symbol: str
    signs_for: str
    place: str


def issuer_of(placement: Placement, *, on: date) -> Issuer:
    """Who issues a document of the organization as it stands in `placement`, its superiors as of the day."""
    above = ancestors_of(placement, on=on)
    entry = _entry(placement.name)
    return Issuer(
        body=_body(placement.name),
        superior=_body(above[-1].name) if above else "",
        symbol=entry.get("symbol", ""),
        signs_for=entry.get("signs_for", ""),
        place=next((found for each in (placement, *reversed(above)) if (found := _place(each.name))), ""),
    )


def _body(name: str) -> str:
    entry = _entry(name)
    return entry["becomes"] + name[len(entry["begins"]) :] if entry else name


def _entry(name: str) -> dict[str, str]:
    return next((entry for entry in _known()["bodies"] if name.startswith(entry["begins"])), {})


def _place(name: str) -> str:
    return next((name[len(begins) :] for begins in _known()["places"] if name.startswith(begins)), "")


@cache
def _known() -> dict[str, Any]:
    found: dict[str, Any] = yaml.safe_load(Path(__file__).with_suffix(".yaml").read_text(encoding="utf-8"))
    return found
