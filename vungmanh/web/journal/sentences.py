"""What an action changed, in words."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.utils.translation import get_language

from vungmanh.classification.actions import RESULTS
from vungmanh.classification.models import Result
from vungmanh.foundation.dates import written
from vungmanh.foundation.rows import RecordedRow
from vungmanh.foundation.texts import Text
from vungmanh.journal.changes import Change
from vungmanh.members.queries import names_of
from vungmanh.organizations.kinds import kind
from vungmanh.organizations.models import Organization, Placement
from vungmanh.organizations.queries import placements_ever
from vungmanh.rulebooks import shelf
from vungmanh.web.journal.labels import label_of


@dataclass(frozen=True, slots=True)
class ToldChange:
    """One change for a page: of whom, what, from what to what; a guarded one tells only that there was one."""

    name: str
    field: str
    old: str
    new: str
    guarded: bool


def told_changes(changes: Iterable[Change]) -> list[ToldChange]:
    """Changes in words, in their order."""
    found = list(changes)
    members = names_of({change.owner_id for change in found if change.model.owner == "member" and change.owner_id})
    organizations = _organizations(found)
    return [
        ToldChange(
            name=(organizations if change.model.owner == "organization" else members).get(change.owner_id or 0, ""),
            field=label_of(change.field),
            old=_written(change, 0, organizations),
            new=_written(change, 1, organizations),
            guarded=change.values is None,
        )
        for change in found
    ]


def _organizations(changes: Iterable[Change]) -> dict[int, str]:
    """The latest names of the organizations that changes belong to or point at."""
    ids = set()
    for change in changes:
        if change.model.owner == "organization":
            ids.add(change.owner_id)
        if change.field.related_model is Organization:
            ids.update(change.values or ())
    return {id_: placements[-1].name for id_, placements in placements_ever(ids - {None}).items()}


def _said(change: Change, row: RecordedRow, value: str) -> Text | None:
    """The name of a code that stands in a file of ours; None for any other value."""
    if isinstance(row, Placement) and change.field.name == "kind":
        return kind(value).name
    if isinstance(row, Result) and change.field.name == "category":
        subject = next(one for one, (model, _owner) in RESULTS.items() if model is change.model)
        return shelf.book(row.rulebook).category(subject, value).name
    if isinstance(row, Result) and change.field.name == "rulebook":
        return shelf.book(value).title
    return None


def _written(change: Change, which: int, organizations: Mapping[int, str]) -> str:
    value = change.values[which] if change.values else None
    if isinstance(value, date):
        return written(value)
    if value is None or value == "":
        return "–"
    if change.field.related_model is Organization:
        return organizations.get(value, str(value))
    if (said := _said(change, change.rows[which], value)) is not None:
        return said.say(get_language() or "vi")
    return str(dict(change.field.flatchoices).get(value, value))
