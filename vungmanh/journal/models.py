"""The entries of the journal, and the chain that seals them."""

from typing import ClassVar

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
            models.Index(fields=["event"], name="journal_by_event"),
        ]


class Seal(models.Model):
    """One link of the chain: the hash of an entry and of the rows it wrote, joined to the link before.

    `content` is the hash of the entry; `recorded` and `withdrawn` say by model how many rows and their hash;
    `digest` covers all of it and the digest of the link before. Entries from before there were seals were sealed
    without their rows: for these both are None.
    """

    number = models.BigIntegerField(primary_key=True)
    entry_id = models.BigIntegerField(unique=True)
    content = models.CharField(max_length=64)
    recorded = models.JSONField(null=True)
    withdrawn = models.JSONField(null=True)
    digest = models.CharField(max_length=64)


class Head(models.Model):
    """The newest link, in one row: whoever changes it first goes first."""

    ONLY: ClassVar[int] = 1

    number = models.BigIntegerField()
    digest = models.CharField(max_length=64)
