"""Requests to put particulars right, and their answers."""

from collections.abc import Mapping
from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from vungmanh.foundation.rows import RecordedRow
from vungmanh.members.models.people import Guarded, Member, Particulars


class CorrectionRequest(RecordedRow):
    """What a member asks to have put right in the own particulars.

    `field` is a field of `Particulars`, empty for anything else; `made_from` is the number of the row of particulars
    that the member saw, without a foreign key, so that a request never stands in the way of an undo.
    """

    owner = "member"
    GUARDED: ClassVar[Mapping[str, str]] = dict.fromkeys(("wanted", "why"), Guarded.REQUEST)

    member = models.ForeignKey(Member, models.PROTECT, related_name="correction_requests")
    field = models.CharField(max_length=40, blank=True)
    wanted = models.CharField(max_length=400, blank=True)
    why = models.CharField(max_length=400)
    made_from = models.BigIntegerField()
    asked_on = models.DateField()

    @property
    def is_guarded(self) -> bool:
        """Whether what is asked for may be read only like a guarded particular; free text always."""
        return not self.field or self.field in Particulars.GUARDED


class RequestState(models.TextChoices):
    """How a request for correction was answered."""

    ACCEPTED = "accepted", _("Đã chấp nhận")
    DECLINED = "declined", _("Không chấp nhận")
    WITHDRAWN = "withdrawn", _("Đã rút")


class RequestAnswer(RecordedRow):
    """The answer to a request, once; without one the request waits. The words are for the member who asked."""

    GUARDED: ClassVar[Mapping[str, str]] = {"words": Guarded.REQUEST}

    request = models.ForeignKey(CorrectionRequest, models.PROTECT, related_name="answers")
    state = models.CharField(max_length=16, choices=RequestState)
    words = models.CharField(max_length=400, blank=True)
    answered_on = models.DateField()

    class Meta(RecordedRow.Meta):
        constraints = [
            models.UniqueConstraint(fields=["request"], condition=Q(withdrawn_by=None), name="request_answered_once")
        ]
