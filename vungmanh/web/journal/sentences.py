"""Journal entries as sentences."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from vungmanh.foundation.dates import written
from vungmanh.journal.events import declared
from vungmanh.journal.models import Entry
from vungmanh.members.queries import names_of


@dataclass(frozen=True, slots=True)
class Told:
    """An entry for a page: what happened, who did it in which capacity, when recorded and from when it holds."""

    number: int
    sentence: str
    actor: str
    capacity: str
    recorded_at: datetime
    takes_effect: str
    undone_by: int | None


def told(entries: Iterable[Entry], language: str) -> list[Told]:
    """Entries in the reader's language; one about a single member names the member."""
    shown = list(entries)
    names = names_of(entry.subject_id for entry in shown if entry.subject == "member" and entry.subject_id)
    return [
        Told(
            number=entry.pk,
            sentence=_sentence(entry, names, language),
            actor=entry.actor,
            capacity=entry.capacity,
            recorded_at=entry.recorded_at,
            takes_effect=written(entry.takes_effect_on),
            undone_by=entry.undone_by,
        )
        for entry in shown
    ]


def _sentence(entry: Entry, names: Mapping[int, str], language: str) -> str:
    told = declared(entry.event).tell(entry.details, language)
    name = names.get(entry.subject_id or 0, "") if entry.subject == "member" else ""
    return f"{told}: {name}" if name else told
