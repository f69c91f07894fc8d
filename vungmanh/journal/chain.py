"""Whether the journal is whole: every entry sealed, every link joined to the one before, every row as sealed."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from django.db import models
from django.db.models import Q
from django.utils.timezone import localtime
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from vungmanh.foundation.dates import written
from vungmanh.foundation.rows import RecordedRow
from vungmanh.journal.anchors import BEGINNING, Anchor
from vungmanh.journal.events import UNDONE, declared
from vungmanh.journal.models import Entry, Head, Seal
from vungmanh.journal.sealing import Sums, content_of, digest_of, recorded_rows, withdrawn_rows
from vungmanh.journal.undoing import recorded_models

_CHUNK = 2000


def head() -> Anchor:
    """The newest link."""
    newest = Head.objects.filter(pk=Head.ONLY).first()
    return Anchor(newest.number, newest.digest) if newest else Anchor(0, BEGINNING)


def problems(anchors: Iterable[Anchor] = ()) -> Iterator[str]:
    """What does not hold, each in a sentence that names the entry; nothing when the journal is whole."""
    yield from _broken_links()
    for anchor in anchors:
        yield from _lost(anchor)
    yield from _unsealed()
    yield from _crooked_undos()
    yield from _changed_rows()


def _broken_links() -> Iterator[str]:
    number, digest = 0, BEGINNING
    for link, entry in _links():
        if link.number != number + 1:
            yield _gap(number + 1, link.number - 1)
        if entry is None:
            yield _("Mục nhật ký số {entry} đã bị xóa (mắt xích số {number}).").format(
                entry=link.entry_id, number=link.number
            )
        elif content_of(entry) != link.content:
            yield _("Mục nhật ký {entry} đã bị sửa (mắt xích số {number}).").format(
                entry=_named(entry), number=link.number
            )
        if link.number == number + 1 and link.digest != digest_of(link, link.number, digest):
            yield _("Mắt xích số {number} (mục nhật ký số {entry}) hoặc mắt xích ngay trước đã bị sửa.").format(
                number=link.number, entry=link.entry_id
            )
        number, digest = link.number, link.digest
    newest = head()
    if newest.number > number:
        yield _gap(number + 1, newest.number)
    elif newest != Anchor(number, digest):
        yield _("Đầu chuỗi nhật ký ghi số {head}, mắt xích cuối là số {number}: một trong hai đã bị sửa.").format(
            head=newest.number, number=number
        )


def _links() -> Iterator[tuple[Seal, Entry | None]]:
    """Links in their order, each with its entry."""
    last = 0
    while links := list(Seal.objects.filter(number__gt=last).order_by("number")[:_CHUNK]):
        entries = Entry.objects.in_bulk([link.entry_id for link in links])
        yield from ((link, entries.get(link.entry_id)) for link in links)
        last = links[-1].number


def _gap(first: int, last: int) -> str:
    if first == last:
        return _("Mắt xích số {number} đã bị xóa.").format(number=first)
    return _("Các mắt xích từ số {first} đến số {last} đã bị xóa.").format(first=first, last=last)


def _lost(anchor: Anchor) -> Iterator[str]:
    digest = Seal.objects.filter(number=anchor.number).values_list("digest", flat=True).first()
    if anchor.number == 0:
        digest = BEGINNING
    if digest is None or not digest.startswith(anchor.digest):
        yield _(
            "Nhật ký không còn khớp với mốc đã ghi lại {anchor}: từ đầu đến mốc đó đã có mục bị sửa hoặc xóa."
        ).format(anchor=anchor)


def _unsealed() -> Iterator[str]:
    for entry in Entry.objects.exclude(pk__in=Seal.objects.values("entry_id")).order_by("pk")[:_CHUNK]:
        yield _("Mục nhật ký {entry} được chèn từ bên ngoài, không có trong chuỗi.").format(entry=_named(entry))


def _crooked_undos() -> Iterator[str]:
    """Entries marked as undone without an undo that says so, and undos whose entry is not marked."""
    marked = set(Entry.objects.exclude(undone_by=None).values_list("pk", "undone_by"))
    undos = Entry.objects.filter(event=UNDONE.code).values_list("details__undoes", "pk")
    told = {(undone, undo) for undone, undo in undos if undone is not None}
    for entry, undo in sorted(marked ^ told):
        yield _("Mục nhật ký số {entry} và lần hoàn tác số {undo} không khớp nhau.").format(entry=entry, undo=undo)


def _changed_rows() -> Iterator[str]:
    """Rows of the record that are not as their entry was sealed."""
    undone = _undone()
    links = Seal.objects.exclude(recorded=None).values_list("entry_id", "recorded", "withdrawn")
    recorded: dict[int, Any] = {}
    withdrawn: dict[int, Any] = {}
    for entry, of_recorded, of_withdrawn in links.iterator(_CHUNK):
        recorded[entry] = of_recorded
        if entry not in undone:
            withdrawn[entry] = of_withdrawn
    for model in recorded_models():
        name = model._meta.label_lower
        yield from _differing(name, recorded, recorded_rows(model))
        yield from _differing(name, withdrawn, withdrawn_rows(model))
        yield from _withdrawn_by_the_undone(model, undone)


def _differing(model: str, sealed: Mapping[int, Sums], found: Iterable[tuple[int, list[Any]]]) -> Iterator[str]:
    """Entries whose rows of one model are not those that were sealed."""
    left = {entry: sums[model] for entry, sums in sealed.items() if model in sums}
    for entry, sum_ in found:
        if entry in sealed and left.pop(entry, None) != sum_:
            yield _changed(model, entry)
    yield from (_changed(model, entry) for entry in left)


def _changed(model: str, entry: int) -> str:
    known = Entry.objects.filter(pk=entry).first()
    return _("Các dòng {table} thuộc mục nhật ký {entry} không còn như khi ghi: có dòng bị sửa, thêm hoặc xóa.").format(
        table=model, entry=_named(known) if known else entry
    )


def _undone() -> dict[int, int]:
    """Entries undone, each with the whole action that was: what they had withdrawn of others stands again."""
    wholes = Entry.objects.exclude(undone_by=None).values("pk")
    parts = Entry.objects.filter(Q(pk__in=wholes) | Q(part_of__in=wholes))
    return {pk: part_of or pk for pk, part_of in parts.values_list("pk", "part_of")}


def _withdrawn_by_the_undone(model: type[RecordedRow], undone: Mapping[int, int]) -> Iterator[str]:
    """An action undone keeps withdrawn only what it had recorded itself."""
    entries = sorted(undone)
    for start in range(0, len(entries), _CHUNK):
        rows: models.QuerySet[Any] = models.QuerySet(model).filter(withdrawn_by__in=entries[start : start + _CHUNK])
        for withdrawn_by, recorded_by in rows.values_list("withdrawn_by", "recorded_by").order_by("withdrawn_by"):
            if undone.get(recorded_by) != undone[withdrawn_by]:
                yield _changed(model._meta.label_lower, withdrawn_by)


def _named(entry: Entry) -> str:
    """The entry's number, what it tells and its day."""
    try:
        told = declared(entry.event).tell(entry.details, get_language() or "vi")
    except (KeyError, AttributeError, ValueError):
        told = entry.event
    return f"{entry.pk} ({told}, {written(localtime(entry.recorded_at).date())})"
