"""The register of what was taken out: who, what, from which place and day, how many rows, with which file.

The row stays for good; the file is kept for some days (`settings.EXPORTS_KEPT_DAYS`).
"""

from django.db import models
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy

from vungmanh.foundation.actors import Actor
from vungmanh.organizations.models import Organization

PRINTED = "print"
"""The form of a list that is printed from the browser: no file of ours."""


class ExportState(models.TextChoices):
    """How far an export is. One found `running` after its process was killed may be started again."""

    WAITING = "waiting", gettext_lazy("Chờ lập")
    RUNNING = "running", gettext_lazy("Đang lập")
    DONE = "done", gettext_lazy("Đã xong")
    FAILED = "failed", gettext_lazy("Không lập được")
    EXPIRED = "expired", gettext_lazy("Tệp đã xóa")


OPEN = (ExportState.WAITING, ExportState.RUNNING)
"""Not ended yet."""


class Export(models.Model):
    """One export.

    `kind` and `parameters` say what, `scope` and `on` of which organization and day, `title` in words. `file` is the
    name on our disk, which nobody can guess, `name` the one the reader gets; `digest` is the file's SHA-256. `actor`
    rebuilds who acts, for the background job, which has the id `task`.
    """

    kind = models.CharField(max_length=16)
    parameters = models.JSONField(default=dict)
    scope = models.ForeignKey(Organization, models.PROTECT, related_name="exports")
    on = models.DateField()
    form = models.CharField(max_length=8)
    language = models.CharField(max_length=8)
    title = models.CharField(max_length=300)
    state = models.CharField(max_length=16, choices=ExportState, default=ExportState.WAITING)
    done = models.PositiveIntegerField(default=0)
    total = models.PositiveIntegerField(default=0)
    message = models.TextField(blank=True)
    file = models.CharField(max_length=64)
    name = models.CharField(max_length=200)
    digest = models.CharField(max_length=64, blank=True)
    size = models.PositiveBigIntegerField(default=0)
    ordered_at = models.DateTimeField(db_default=Now(), editable=False)
    finished_at = models.DateTimeField(null=True)
    kept_until = models.DateField(null=True)
    task = models.UUIDField(null=True)
    login_id = models.BigIntegerField(null=True)
    ordered_by = models.CharField(max_length=200)
    capacity = models.CharField(max_length=200)
    actor = models.JSONField(default=dict)

    class Meta:
        indexes = [
            models.Index(fields=["login_id", "-id"], name="export_by_login"),
            models.Index(fields=["scope", "-id"], name="export_by_scope"),
            models.Index(fields=["state"], name="export_by_state"),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def acting(self) -> Actor:
        """Who acts in the background job."""
        kept = {**self.actor, "lent": tuple((right, reach) for right, reach in self.actor.get("lent", ()))}
        return Actor(**kept)

    @property
    def is_open(self) -> bool:
        """Whether it is waiting or under way."""
        return self.state in OPEN
