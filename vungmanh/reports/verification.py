"""Whether the record holds together: its state in one hash, its rules, and the derived tables against it."""

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import models
from django.utils.translation import gettext as _

from vungmanh.foundation.dates import written
from vungmanh.foundation.moments import one_moment
from vungmanh.foundation.rows import DatedRow, RecordedRow
from vungmanh.journal import chain
from vungmanh.journal.anchors import Anchor
from vungmanh.journal.models import Entry
from vungmanh.journal.undoing import recorded_models
from vungmanh.members.listing import counted, listed_on, listing_day
from vungmanh.members.models import Headcount, Listing, Member, Membership
from vungmanh.organizations.kinds import GRASSROOTS
from vungmanh.organizations.models import STEP, Organization, Placement, path_step

_LEFT_OUT = {"id", "recorded_by", "withdrawn_by", "path"}
"""Columns that are not part of the state: ids, stamps, and the path, which is made of ids."""


@dataclass(frozen=True, slots=True)
class Verification:
    """What `vungmanh verify` found.

    Counts of effective rows, the hash of the state, the newest link of the journal's chain as an anchor to note
    elsewhere, and what does not hold: in the journal, and in the record.
    """

    counts: dict[str, int]
    state: str
    head: Anchor
    journal_problems: tuple[str, ...]
    record_problems: tuple[str, ...]

    @property
    def problems(self) -> tuple[str, ...]:
        """All that does not hold."""
        return self.journal_problems + self.record_problems

    @property
    def ok(self) -> bool:
        """Whether everything holds."""
        return not self.problems


def verify(anchors: Sequence[Anchor] = ()) -> Verification:
    """Read the whole record once, hash it and check it; `anchors` are links of the journal noted at earlier times."""
    with one_moment():
        counts, state = state_of_record()
        return Verification(counts, state, chain.head(), tuple(chain.problems(anchors)), tuple(_problems()))


def state_of_record() -> tuple[dict[str, int], str]:
    """Counts of effective rows by model, and one hash of them all, whatever their ids."""
    digest = hashlib.sha256()
    counts: dict[str, int] = {}
    for model in sorted(recorded_models(), key=lambda each: each._meta.label):
        lines = sorted(_lines(model))
        counts[model._meta.model_name or ""] = len(lines)
        digest.update(f"{model._meta.label} {len(lines)}\n".encode())
        for line in lines:
            digest.update(line.encode())
    return counts, digest.hexdigest()


def _lines(model: type[RecordedRow]) -> Iterator[str]:
    """Effective rows as text, references as the codes they point at."""
    fields = [field for field in model._meta.concrete_fields if field.name not in _LEFT_OUT]
    columns = [column for field in fields for column in _natural(field)]
    for row in models.QuerySet(model).filter(withdrawn_by=None).values_list(*columns).iterator(5000):
        yield repr([None if value is None else str(value) for value in row]) + "\n"


def _natural(field: models.Field[Any, Any]) -> list[str]:
    """A column of the state; instead of an id what tells its row apart: a code, or else all that the row says."""
    if not isinstance(field, models.ForeignKey):
        return [field.name]
    if issubclass(field.related_model, Organization | Member):
        return [f"{field.name}__code"]
    told = [each for each in field.related_model._meta.concrete_fields if each.name not in _LEFT_OUT]
    return [f"{field.name}__{part}" for each in told for part in _natural(each)]


def _problems() -> Iterator[str]:
    for model in recorded_models():
        yield from _unknown_stamps(model)
        if issubclass(model, DatedRow) and model.__name__ in ("Placement", "Membership", "StandingPeriod"):
            yield from _overlaps(model)
    standing = _placements_by_organization()
    yield from _crooked_paths(standing)
    yield from _memberships_without_place(standing)
    yield from _stale_lists()


def _unknown_stamps(model: type[RecordedRow]) -> Iterator[str]:
    entries = Entry.objects.values("pk")
    for stamp in ("recorded_by", "withdrawn_by"):
        strays = models.QuerySet(model).exclude(**{stamp: None}).exclude(**{f"{stamp}__in": entries}).count()
        if strays:
            yield _("{count} dòng của {table} không có mục nhật ký ({stamp}).").format(
                count=strays, table=model._meta.model_name, stamp=stamp
            )


def _overlaps(model: type[DatedRow]) -> Iterator[str]:
    """Spans of one owner that overlap."""
    rows: models.QuerySet[Any] = models.QuerySet(model).filter(withdrawn_by=None).order_by(model.owner, "starts_on")
    before: tuple[int, Any, Any] | None = None
    for owner, starts_on, ends_on in rows.values_list(model.owner, "starts_on", "ends_on").iterator(5000):
        if before and before[0] == owner and (before[2] is None or before[2] > starts_on):
            yield _("{table}: hai khoảng thời gian chồng lên nhau từ ngày {day} ({owner} {id}).").format(
                table=model._meta.model_name, day=written(starts_on), owner=model.owner, id=owner
            )
        before = (owner, starts_on, ends_on)


Placed = dict[int, list[Placement]]
"""The standing placements of every organization in the order of time."""


def _placements_by_organization() -> Placed:
    placed: Placed = {}
    for row in Placement.objects.effective().order_by("organization_id", "starts_on"):
        placed.setdefault(row.organization_id, []).append(row)
    return placed


def _crooked_paths(placed: Placed) -> Iterator[str]:
    """Placements whose path is not, throughout their span, that of their superior and their own step."""
    for row in (row for rows in placed.values() for row in rows):
        step = path_step(row.organization_id)
        if row.parent_id is None:
            straight = row.path == step
        else:
            above = [one for one in placed.get(row.parent_id, []) if one.path + step == row.path]
            straight = _covered(row.starts_on, row.ends_on, above)
        if not straight or row.depth * STEP != len(row.path):
            yield _("Vị trí của “{name}” từ ngày {day} không khớp với tổ chức cấp trên.").format(
                name=row.name, day=written(row.starts_on)
            )


def _memberships_without_place(placed: Placed) -> Iterator[str]:
    """Memberships on days on which their organization does not exist."""
    rows = (
        Membership.objects.effective()
        .order_by("pk")
        .values_list("member__code", "organization_id", "organization__code", "starts_on", "ends_on")
    )
    for member, organization_id, organization, starts_on, ends_on in rows.iterator(5000):
        if not _covered(starts_on, ends_on, placed.get(organization_id, [])):
            yield _(
                "Đảng viên {member}: sinh hoạt từ ngày {day} tại “{organization}” khi nơi này không tồn tại."
            ).format(member=member, day=written(starts_on), organization=organization)


def _covered(starts_on: date, ends_on: date | None, placements: Iterable[Placement]) -> bool:
    """Whether placements, in the order of time, hold without a gap over a span of days."""
    reached = starts_on
    for placement in placements:
        if placement.holds_on(reached):
            if placement.ends_on is None or (ends_on is not None and ends_on <= placement.ends_on):
                return True
            reached = placement.ends_on
    return False


def _stale_lists() -> Iterator[str]:
    """The derived list and headcounts, recomputed and compared."""
    day = listing_day()
    if day is None:
        return
    fields = [field.attname for field in Listing._meta.concrete_fields]
    kept = set(Listing.objects.values_list(*fields))
    grassroots = set(Placement.objects.on(day).filter(kind__in=GRASSROOTS).values_list("organization_id", flat=True))
    ids = list(Membership.objects.on(day).values_list("member_id", flat=True))
    fresh = {
        tuple(getattr(row, field) for field in fields)
        for start in range(0, len(ids), 5000)
        for row in listed_on(day, ids[start : start + 5000], grassroots)
    }
    if kept != fresh:
        yield _("Danh sách đảng viên lưu sẵn lệch {count} dòng so với dữ liệu gốc.").format(count=len(kept ^ fresh))
    headcounts = {(row.grassroots_id, row.standing): row.members for row in Headcount.objects.all()}
    if headcounts != counted(Listing.objects.all()):
        yield _("Số đảng viên lưu sẵn theo tổ chức cơ sở không khớp với danh sách.")
