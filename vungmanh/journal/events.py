"""Kinds of journal entries, declared by each capability in its `events.py`; an undeclared one cannot be written."""

from collections.abc import Mapping
from dataclasses import dataclass

from vungmanh.foundation.texts import Text

_DECLARED: dict[str, "Event"] = {}


@dataclass(frozen=True, slots=True)
class Event:
    """A kind of action: its code and the sentence that tells it, with places for the entry's details."""

    code: str
    sentence: Text

    def tell(self, details: Mapping[str, object], language: str) -> str:
        """The sentence with the entry's details filled in; a detail that was not kept shows as «…»."""
        return self.sentence.say(language).format_map(_Details(details))


class _Details(dict[str, object]):
    def __missing__(self, key: str) -> str:
        return "…"


def declare(code: str, vi: str, en: str) -> Event:
    """A new kind of entry; raises ValueError when the code is taken."""
    if code in _DECLARED:
        raise ValueError(f"journal event {code!r} is declared twice")
    _DECLARED[code] = Event(code, Text(vi, en))
    return _DECLARED[code]


def declared(code: str) -> Event:
    """The kind of entry with this code; raises KeyError when no capability declares it."""
    return _DECLARED[code]


def all_declared() -> tuple[Event, ...]:
    """Every kind of entry, for the journal's filter."""
    return tuple(_DECLARED.values())


UNDONE = declare("journal.undone", "Hoàn tác mục nhật ký số {undoes}", "Undid journal entry {undoes}")
