"""Kinds of organization, read from `kinds.yaml`: names, dates, and what may stand under what."""

from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

import yaml

from vungmanh.foundation.citations import Evidence
from vungmanh.foundation.texts import Text


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of organization. `exists_from` and `exists_until` bound, half-open, the days on which it exists.

    `usual_members` are the least and most members it usually has: outside of them only a warning is due.
    """

    code: str
    name: Text
    rank: int
    under: frozenset[str]
    source: Text
    evidence: Evidence
    exists_from: date | None = None
    exists_until: date | None = None
    is_grassroots: bool = False
    is_cell: bool = False
    holds_members: bool = False
    is_rated: bool = True
    usual_members: tuple[int | None, int | None] = (None, None)

    def exists_on(self, day: date) -> bool:
        """Whether organizations of this kind may be founded on `day`."""
        return (self.exists_from is None or self.exists_from <= day) and (
            self.exists_until is None or day < self.exists_until
        )


@cache
def kinds() -> dict[str, Kind]:
    """All kinds by code, from the highest level down."""
    declared = yaml.safe_load(Path(__file__).with_name("kinds.yaml").read_text(encoding="utf-8"))
    read = [_kind(code, entry) for code, entry in declared.items()]
    return {kind.code: kind for kind in sorted(read, key=lambda kind: kind.rank)}


def kind(code: str) -> Kind:
    """The kind with this code; raises KeyError for an unknown one."""
    return kinds()[code]


def _kind(code: str, entry: dict) -> Kind:  # type: ignore[type-arg]
    usual = entry.get("usual_members", {})
    return Kind(
        code=code,
        name=Text(**entry["name"]),
        rank=entry["rank"],
        under=frozenset(entry["under"]),
        source=Text(**entry["cites"]["place"]),
        evidence=Evidence(entry["cites"]["evidence"]),
        exists_from=entry.get("from"),
        exists_until=entry.get("until"),
        is_grassroots=entry.get("is_grassroots", False),
        is_cell=entry.get("is_cell", False),
        holds_members=entry.get("holds_members", False),
        is_rated=entry.get("is_rated", True),
        usual_members=(usual.get("at_least"), usual.get("at_most")),
    )


GRASSROOTS = tuple(code for code, kind in kinds().items() if kind.is_grassroots)
CELLS = tuple(code for code, kind in kinds().items() if kind.is_cell)
HOLDING_MEMBERS = tuple(code for code, kind in kinds().items() if kind.holds_members)
RATED = tuple(code for code, kind in kinds().items() if kind.is_rated)
