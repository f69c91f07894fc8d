"""Imports in progress and done: the uploaded workbook, its preview row by row, its counters; words remembered.

Working data, not the record: what an import changed is in the journal, under `ImportRun.entry_id`. Remembered words
change nothing by themselves either, so the journal does not tell of them: each row says who and when, and every run
keeps a copy of those that it used.
"""

from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models.functions import Now
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from vungmanh.foundation.actors import Actor
from vungmanh.organizations.models import Organization


class ImportState(models.TextChoices):
    """How far an import is. A run found `reading` or `applying` after its process was killed may be started again."""

    WAITING = "waiting", gettext_lazy("Chờ đọc")
    READING = "reading", gettext_lazy("Đang đọc")
    PREVIEWED = "previewed", gettext_lazy("Chờ xác nhận")
    APPLYING = "applying", gettext_lazy("Đang ghi")
    APPLIED = "applied", gettext_lazy("Đã ghi")
    FAILED = "failed", gettext_lazy("Không đọc được")
    UNDONE = "undone", gettext_lazy("Đã hoàn tác")
    EXPIRED = "expired", gettext_lazy("Đã hết hạn")


class RowState(models.TextChoices):
    """What a row would do, or did: only `error` rows are rejected."""

    NEW = "new", gettext_lazy("Mới")
    CHANGED = "changed", gettext_lazy("Thay đổi")
    SAME = "same", gettext_lazy("Không đổi")
    ERROR = "error", gettext_lazy("Lỗi")


class CellState(models.TextChoices):
    """What is to be known about a cell of a row."""

    ERROR = "error", gettext_lazy("Lỗi")
    CHANGED = "changed", gettext_lazy("Thay đổi")
    WARNED = "warned", gettext_lazy("Cần xem")
    CONVERTED = "converted", gettext_lazy("Đã chuyển mã chữ")


class ImportRun(models.Model):
    """One workbook on its way in.

    `scope` limits it to an organization and all below, `on` dates rows without a date of their own; `done` of
    `total` rows is the progress of the step in hand; `counters` and `notes` sum up the preview, after applying
    what was done; `message` says why it failed. `content` is dropped once applied. `layout` keeps the header rows
    as they came in, for the workbook of rejected rows. `actor` rebuilds who acts, for the background job.

    `found` tells sheet by sheet what was taken for what, `sheets` what somebody chose instead (`choices.SheetChoice`
    by name), `mappings` the remembered words in force [kind, context, plain, ours, written]; `unknown` are the words
    left to map (`unknown.Unknown`). `previews` counts the previews, so that nobody confirms one that has been replaced.
    `origin` is the import whose rejected rows these are. With `dropped`, rows and content were kept long enough.
    """

    file_name = models.CharField(max_length=200)
    content = models.BinaryField(null=True)
    profile = models.CharField(max_length=16, blank=True)
    scope = models.ForeignKey(Organization, models.PROTECT, null=True, related_name="imports")
    on = models.DateField()
    state = models.CharField(max_length=16, choices=ImportState, default=ImportState.WAITING)
    done = models.PositiveIntegerField(default=0)
    total = models.PositiveIntegerField(default=0)
    counters = models.JSONField(default=dict)
    notes = models.JSONField(default=list)
    layout = models.JSONField(default=list, encoder=DjangoJSONEncoder)
    message = models.TextField(blank=True)
    entry_id = models.BigIntegerField(null=True)
    undo_entry_id = models.BigIntegerField(null=True)
    started_at = models.DateTimeField(db_default=Now(), editable=False)
    started_by = models.CharField(max_length=200)
    login_id = models.BigIntegerField(null=True)
    actor = models.JSONField(default=dict)
    language = models.CharField(max_length=8, default="vi")
    found = models.JSONField(default=list)
    sheets = models.JSONField(default=dict)
    uses_mappings = models.BooleanField(default=True)
    mappings = models.JSONField(default=list)
    unknown = models.JSONField(default=list)
    previews = models.PositiveIntegerField(default=0)
    origin = models.ForeignKey("self", models.SET_NULL, null=True, related_name="returns")
    dropped = models.BooleanField(default=False)

    class Meta:
        indexes = [models.Index(fields=["login_id", "-id"], name="import_by_login")]

    def __str__(self) -> str:
        return self.file_name

    @property
    def acting(self) -> Actor:
        """Who acts in the background job."""
        kept = {**self.actor, "lent": tuple((right, reach) for right, reach in self.actor.get("lent", ()))}
        return Actor(**kept)

    @property
    def is_running(self) -> bool:
        """Whether a step is waiting or under way."""
        return self.state in (ImportState.WAITING, ImportState.READING, ImportState.APPLYING)

    @property
    def rejected(self) -> int:
        """Number of rejected rows."""
        return int(self.counters.get("rejected", 0))

    @property
    def can_be_mapped(self) -> bool:
        """Whether columns and words may still be chosen: the file is there and nobody is reading or writing it."""
        return self.state in (ImportState.PREVIEWED, ImportState.FAILED) and bool(self.found)


class ImportRow(models.Model):
    """One row of the workbook: what it would do, or why it cannot.

    `number` is Excel's row number, `differences` holds [field, old, new] for a changed row, `problems` and
    `warnings` are sentences that name the column; `values` are the cells as they came in, kept for rejected rows.
    `cells` holds [letter of the column, header, CellState, text before conversion] of each cell with something to
    tell.
    """

    run = models.ForeignKey(ImportRun, models.CASCADE, related_name="rows")
    sheet = models.CharField(max_length=64)
    number = models.PositiveIntegerField()
    state = models.CharField(max_length=8, choices=RowState)
    key = models.CharField(max_length=80, blank=True)
    title = models.CharField(max_length=200, blank=True)
    differences = models.JSONField(default=list)
    problems = models.JSONField(default=list)
    warnings = models.JSONField(default=list)
    cells = models.JSONField(default=list)
    values: "models.JSONField[Any, Any]" = models.JSONField(default=list)

    class Meta:
        indexes = [models.Index(fields=["run", "state", "id"], name="import_row_by_state")]

    def __str__(self) -> str:
        return f"{self.sheet} {self.number}"

    @property
    def told_problems(self) -> list[str]:
        """The problems as whole sentences, each beginning with sheet and row."""
        return [self._placed(sentence) for sentence in self.problems]

    @property
    def told_warnings(self) -> list[str]:
        """The warnings as whole sentences, each beginning with sheet and row."""
        return [self._placed(sentence) for sentence in self.warnings]

    def _placed(self, sentence: str) -> str:
        return _("Trang “{sheet}”, dòng {row}: {sentence}").format(sheet=self.sheet, row=self.number, sentence=sentence)


class MappingKind(models.TextChoices):
    """What a remembered word stands for."""

    COLUMN = "column", gettext_lazy("Cột")
    ORGANIZATION = "organization", gettext_lazy("Tổ chức")
    STANDING = "standing", gettext_lazy("Trạng thái")
    GENDER = "gender", gettext_lazy("Giới tính")
    POST = "post", gettext_lazy("Chức vụ")
    CATEGORY = "category", gettext_lazy("Mức xếp loại")
    DATES = "dates", gettext_lazy("Cách ghi ngày")


class Mapping(models.Model):
    """A word of somebody's workbooks and what it means to us, for imports into one organization.

    `words` is theirs without diacritics, signs and case, `written` as it stood in a cell. `ours` is a field of a
    column, the code of an organization, standing, post or category, the order of day and month; empty: rows with
    this word are not taken. `context` is the kind of sheet for columns and dates.
    """

    scope = models.ForeignKey(Organization, models.PROTECT, related_name="mappings")
    kind = models.CharField(max_length=16, choices=MappingKind)
    context = models.CharField(max_length=16, blank=True)
    words = models.CharField(max_length=200)
    written = models.CharField(max_length=200)
    ours = models.CharField(max_length=64, blank=True)
    made_at = models.DateTimeField(db_default=Now(), editable=False)
    made_by = models.CharField(max_length=200)
    login_id = models.BigIntegerField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["scope", "kind", "context", "words"], name="one_meaning")]

    def __str__(self) -> str:
        return f"{self.written} → {self.ours}"
