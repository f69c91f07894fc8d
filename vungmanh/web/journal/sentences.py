"""Journal entries as sentences."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from vungmanh.foundation.dates import written
from vungmanh.journal.events import declared
from vungmanh.journal.models import Entry


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
    """Entries in the reader's language."""
    return [
        Told(
            number=entry.pk,
            sentence=declared(entry.event).tell(entry.details, language),
            actor=entry.actor,
            capacity=entry.capacity,
            recorded_at=entry.recorded_at,
            takes_effect=written(entry.takes_effect_on),
            undone_by=entry.undone_by,
        )
        for entry in entries
    ]
