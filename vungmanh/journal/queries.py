"""Reading the journal."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from django.db.models import Count, Q, QuerySet
from django.utils.timezone import make_aware

from vungmanh.foundation.rows import RecordedRow
from vungmanh.journal.models import Entry, Head
from vungmanh.journal.undoing import recorded_models


def entries(organizations: QuerySet[Any] | None = None) -> QuerySet[Entry]:
    """Whole actions, the latest first; with `organizations` (ids) only those that happened in one of them."""
    whole = Entry.objects.filter(part_of=None).order_by("-pk")
    return whole if organizations is None else whole.filter(organization_id__in=organizations)


@dataclass(frozen=True, slots=True)
class Sought:
    """What a reader of the journal looks for: kinds of events by the capability, who did it, and a span of days.

    `kind` is the first part of event codes, `actor` a part of the name; `until` is the last day. Empty means all.
    """

    kind: str = ""
    actor: str = ""
    since: date | None = None
    until: date | None = None
    member_id: int | None = None


def sought(found: QuerySet[Entry], what: Sought) -> QuerySet[Entry]:
    """The entries that fit."""
    if what.kind:
        found = found.filter(event__startswith=f"{what.kind}.")
    if what.actor:
        found = found.filter(actor__icontains=what.actor)
    if what.since:
        found = found.filter(recorded_at__gte=make_aware(datetime.combine(what.since, time.min)))
    if what.until and what.until < date.max:
        found = found.filter(recorded_at__lt=make_aware(datetime.combine(what.until + timedelta(1), time.min)))
    if what.member_id is not None:
        found = found.filter(Q(subject="member", subject_id=what.member_id) | Q(member_id=what.member_id))
    return found


def entries_numbered(numbers: Sequence[int]) -> QuerySet[Entry]:
    """The entries with these numbers, the latest first."""
    return Entry.objects.filter(pk__in=numbers).order_by("-pk")


def entry_numbered(number: int) -> QuerySet[Entry]:
    """The whole action with this number, if there is one."""
    return Entry.objects.filter(pk=number, part_of=None)


def parts_of(entry: Entry) -> QuerySet[Entry]:
    """The entries that the action consisted of, in their order."""
    return Entry.objects.filter(part_of=entry.pk).order_by("pk")


def numbers_of_parts(entries: Sequence[Entry]) -> dict[int, int]:
    """How many parts each of these entries has."""
    counted = (
        Entry.objects.filter(part_of__in=[entry.pk for entry in entries]).values("part_of").annotate(n=Count("pk"))
    )
    return dict(counted.order_by().values_list("part_of", "n"))  # type: ignore[arg-type]


def latest() -> tuple[int, str] | None:
    """Number and digest of the newest link of the chain; while they stay the same, so does the record.

    Writers take turns at the head until they commit, so no change can become visible without it.
    """
    return Head.objects.values_list("number", "digest").first()


def latest_number() -> int:
    """The number of the newest entry."""
    return Entry.objects.order_by("-pk").values_list("pk", flat=True).first() or 0


def entries_touching(row: RecordedRow) -> QuerySet[Entry]:
    """Entries that recorded or withdrew a member's or an organization's row or any row of its history, latest first."""
    name = row._meta.model_name
    numbers = {row.recorded_by, row.withdrawn_by}
    for model in recorded_models():
        if model.owner == name:
            stamps = model.objects.filter(**{model.owner: row.pk}).values_list("recorded_by", "withdrawn_by")
            numbers.update(number for pair in stamps for number in pair)
    return Entry.objects.filter(Q(pk__in=numbers - {None}) | Q(subject=name, subject_id=row.pk)).order_by("-pk")
