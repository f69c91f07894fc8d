"""Sealing what an action wrote: each entry becomes a link of a chain that no later hand can change unseen.

A seal covers the entry and the rows that it recorded and withdrew. It is made at the very end of the transaction:
until then details may be added, and the one row that all writers must change in turn, the head, is held only briefly.
"""

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import UTC, date, datetime
from itertools import groupby
from operator import itemgetter
from typing import Any

from django.db import models
from django.db.models import F

from vungmanh.foundation.rows import RecordedRow
from vungmanh.journal.anchors import BEGINNING
from vungmanh.journal.models import Entry, Head, Seal

Sums = dict[str, list[Any]]
"""By model: how many rows, and the hash of them."""

_CHUNK = 2000


class Written:
    """What one transaction has written so far: its entries, and which of them touched which models."""

    def __init__(self) -> None:
        self.entries: list[int] = []
        self.recorded: dict[type[RecordedRow], set[int]] = {}
        self.withdrawn: dict[type[RecordedRow], set[int]] = {}

    def seal(self) -> None:
        """Join the entries to the chain in the order in which they were begun."""
        recorded, withdrawn = _sums(self.recorded, recorded_rows), _sums(self.withdrawn, withdrawn_rows)
        links = [
            Seal(
                entry_id=entry.pk,
                content=content_of(entry),
                recorded=recorded.get(entry.pk, {}),
                withdrawn=withdrawn.get(entry.pk, {}),
            )
            for start in range(0, len(self.entries), _CHUNK)
            for entry in Entry.objects.filter(pk__in=self.entries[start : start + _CHUNK]).order_by("pk")
        ]
        if links:
            append(links)


def append(links: list[Seal]) -> None:
    """Give links their numbers and digests and move the head; writers wait for one another from here to the commit."""
    moved = {"number": F("number") + len(links)}
    if not Head.objects.filter(pk=Head.ONLY).update(**moved):
        last = Seal.objects.order_by("-number").values_list("number", "digest").first() or (0, BEGINNING)
        Head.objects.bulk_create([Head(pk=Head.ONLY, number=last[0], digest=last[1])], ignore_conflicts=True)
        Head.objects.filter(pk=Head.ONLY).update(**moved)
    head = Head.objects.get(pk=Head.ONLY)
    digest = head.digest
    for number, link in enumerate(links, start=head.number - len(links) + 1):
        link.number, link.digest = number, digest_of(link, number, digest)
        digest = link.digest
    Seal.objects.bulk_create(links, batch_size=500)
    Head.objects.filter(pk=Head.ONLY).update(digest=digest)


def digest_of(link: Seal, number: int, before: str) -> str:
    """The digest of a link that follows the one with the digest `before`."""
    return _hash([before, number, link.entry_id, link.content, link.recorded, link.withdrawn])


def content_of(entry: Entry) -> str:
    """The hash of an entry, all but whether it was undone, which is told by the entry of the undo."""
    names = [field.attname for field in entry._meta.concrete_fields if field.attname != "undone_by"]
    told = {name: getattr(entry, name) for name in names}
    return _hash({name: value for name, value in told.items() if not _is_empty(value)})


def recorded_rows(model: type[RecordedRow], entries: Iterable[int] | None = None) -> Iterator[tuple[int, list[Any]]]:
    """By entry, how many rows of the model it recorded and their hash; `entries` None means of all."""
    names = [field.attname for field in model._meta.concrete_fields if field.attname != "withdrawn_by"]
    rows: models.QuerySet[Any] = models.QuerySet(model).order_by("recorded_by", "pk")
    if entries is not None:
        rows = rows.filter(recorded_by__in=entries)
    stamp = itemgetter(names.index("recorded_by"))
    for entry, of_entry in groupby(rows.values_list(*names).iterator(_CHUNK), key=stamp):
        yield entry, _sum(names, of_entry)


def withdrawn_rows(model: type[RecordedRow], entries: Iterable[int] | None = None) -> Iterator[tuple[int, list[Any]]]:
    """By entry, how many rows of the model stand withdrawn by it and the hash of their ids; None means of all."""
    rows: models.QuerySet[Any] = models.QuerySet(model).exclude(withdrawn_by=None).order_by("withdrawn_by", "pk")
    if entries is not None:
        rows = rows.filter(withdrawn_by__in=entries)
    for entry, of_entry in groupby(rows.values_list("withdrawn_by", "pk").iterator(_CHUNK), key=itemgetter(0)):
        yield entry, _sum(["withdrawn_by", "id"], of_entry)


def _sums(touched: Mapping[type[RecordedRow], set[int]], rows_of: Any) -> dict[int, Sums]:
    sums: dict[int, Sums] = {}
    for model in sorted(touched, key=lambda each: each._meta.label_lower):
        entries = sorted(touched[model])
        for start in range(0, len(entries), _CHUNK):
            for entry, summed in rows_of(model, entries[start : start + _CHUNK]):
                sums.setdefault(entry, {})[model._meta.label_lower] = summed
    return sums


def _sum(names: list[str], rows: Iterator[tuple[Any, ...]]) -> list[Any]:
    """How many rows, and the hash of their columns, some rows at a time.

    A column that is empty in all of them does not count, so that a new field leaves old seals as they are.
    """
    count, digest = 0, hashlib.sha256()
    while chunk := [row for _place, row in zip(range(_CHUNK), rows, strict=False)]:
        count += len(chunk)
        columns = zip(names, zip(*chunk, strict=True), strict=True)
        told = {name: _quick(values) for name, values in columns if not _are_empty(values)}
        digest.update(_written(told))
    return [count, digest.hexdigest()]


def _are_empty(values: tuple[Any, ...]) -> bool:
    return not any(values) and all(map(_is_empty, values))


def _quick(values: Sequence[Any]) -> Sequence[Any]:
    """A column as JSON is to write it; days are written out here, because JSON would call back for each."""
    if isinstance(next(filter(None, values), None), date):
        return [value and _plain(value) for value in values]
    return values


def _is_empty(value: object) -> bool:
    return value is None or value is False or value in ("", {})


def _hash(told: object) -> str:
    return hashlib.sha256(_written(told)).hexdigest()


def _written(told: object) -> bytes:
    """One way of writing a value down, the same on every database."""
    text = json.dumps(told, sort_keys=True, ensure_ascii=False, separators=(",", ":"), default=_plain)
    return text.encode("utf-8", "surrogatepass")


def _plain(value: object) -> str:
    return str(value.astimezone(UTC) if isinstance(value, datetime) else value)
