"""Journal entries as sentences."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.utils.translation import gettext as _

from vungmanh.foundation.actors import Actor
from vungmanh.foundation.dates import written
from vungmanh.foundation.names import unaccented
from vungmanh.journal.events import declared
from vungmanh.journal.models import Entry
from vungmanh.members.queries import names_of
from vungmanh.organizations.models import Placement
from vungmanh.organizations.queries import placements_ever

_ENOUGH = 7
"""Letters of a search that may mean the commands on the server: fewer stand in many a name."""


@dataclass(frozen=True, slots=True)
class Told:
    """An entry in words: what happened, who did it in which capacity, when recorded and from when it holds."""

    number: int
    sentence: str
    actor: str
    capacity: str
    recorded_at: datetime
    takes_effect_on: date | None
    undone_by: int | None
    parts: int
    member_id: int | None
    """Whom the entry is about, where that is one member alone."""
    place: str = ""
    """The organization in which it happened, where the sentence does not name it."""
    is_operators: bool = False
    """Whether it was done by a command on the server, which `capacity` then names."""

    @property
    def who(self) -> str:
        """Who did it and in which capacity."""
        return f"{self.actor}: {self.capacity}" if self.is_operators else f"{self.actor} · {self.capacity}"

    @property
    def takes_effect(self) -> str:
        """From when it holds, as people write it."""
        return written(self.takes_effect_on)


def told(entries: Iterable[Entry], language: str, parts: Mapping[int, int] | None = None) -> list[Told]:
    """Entries in the reader's language, one about a single member with the name; `parts` counts parts by entry."""
    shown = list(entries)
    names = names_of(entry.subject_id for entry in shown if entry.subject == "member" and entry.subject_id)
    places = placements_ever({entry.organization_id for entry in shown if entry.organization_id})
    return [
        Told(
            number=entry.pk,
            sentence=(sentence := _sentence(entry, names, language)),
            actor=_("Lệnh trên máy chủ") if _is_operators(entry) else entry.actor,
            capacity=entry.capacity,
            recorded_at=entry.recorded_at,
            takes_effect_on=entry.takes_effect_on,
            undone_by=entry.undone_by,
            parts=(parts or {}).get(entry.pk, 0),
            member_id=entry.subject_id if entry.subject == "member" and entry.subject_id in names else None,
            place=_place(entry, places, sentence),
            is_operators=_is_operators(entry),
        )
        for entry in shown
    ]


def actor_named(text: str) -> str:
    """What stands in entries of whom a reader looks for: commands on the server are told by other words."""
    is_operator = len(text) >= _ENOUGH and unaccented(text) in unaccented(_("Lệnh trên máy chủ"))
    return Actor.operator("").name if is_operator else text


def _is_operators(entry: Entry) -> bool:
    return entry.login_id is None and entry.member_id is None and entry.actor == Actor.operator("").name


def _place(entry: Entry, places: Mapping[int, list[Placement]], sentence: str) -> str:
    stood = places.get(entry.organization_id or 0)
    return stood[-1].name if stood and not any(one.name in sentence for one in stood) else ""


def _sentence(entry: Entry, names: Mapping[int, str], language: str) -> str:
    told = declared(entry.event).tell(entry.details, language)
    name = names.get(entry.subject_id or 0, "") if entry.subject == "member" else ""
    return f"{told}: {name}" if name else told
