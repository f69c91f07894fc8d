"""The entries of the journal."""

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models.functions import Now


class Entry(models.Model):
    """One action: what happened, by whom, in which capacity, when recorded and from when it takes effect.

    No foreign keys: an entry outlives what it tells of. `part_of` is the entry of the larger action that this one
    belongs to (an import); `organization_id` is the place where it happened, `subject` and `subject_id` name what
    it is about; `undone_by` is the entry that undid it.
    """

    recorded_at = models.DateTimeField(db_default=Now(), editable=False)
    event = models.CharField(max_length=64)
    login_id = models.BigIntegerField(null=True)
    member_id = models.BigIntegerField(null=True)
    actor = models.CharField(max_length=200)
    capacity = models.CharField(max_length=200)
    takes_effect_on = models.DateField(null=True)
    organization_id = models.BigIntegerField(null=True)
    subject = models.CharField(max_length=32, blank=True)
    subject_id = models.BigIntegerField(null=True)
    details = models.JSONField(default=dict, encoder=DjangoJSONEncoder)
    part_of = models.BigIntegerField(null=True)
    undone_by = models.BigIntegerField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["subject", "subject_id", "-id"], name="journal_by_subject"),
            models.Index(fields=["organization_id", "-id"], name="journal_by_organization"),
            models.Index(fields=["part_of"], name="journal_by_whole"),
        ]
