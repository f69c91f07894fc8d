"""Yearly results and honours, the decisions they rest on, and the reasons given where a cap was exceeded."""

from collections.abc import Mapping
from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from vungmanh.foundation.rows import RecordedRow
from vungmanh.members.models import Guarded, Member
from vungmanh.organizations.models import Organization


class Status(models.TextChoices):
    """Whether somebody was rated in a year, and if not, how far it went."""

    RATED = "rated", _("Được xếp loại")
    EXEMPT = "exempt", _("Miễn sinh hoạt, không xếp loại")
    REVIEWED = "reviewed", _("Kiểm điểm, chưa xếp loại")
    NOT_REVIEWED = "not_reviewed", _("Chưa kiểm điểm")


class YearlyDecision(RecordedRow):
    """The decision that results of a year rest on, with the body that took it; both may be unknown."""

    year = models.PositiveSmallIntegerField()
    number = models.CharField(max_length=64, blank=True)
    decided_on = models.DateField(null=True)
    organization = models.ForeignKey(Organization, models.PROTECT, null=True, related_name="yearly_decisions")

    class Meta(RecordedRow.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["year", "number", "decided_on", "organization"],
                condition=Q(withdrawn_by=None),
                nulls_distinct=False,
                name="yearly_decision_once",
            )
        ]


class Result(RecordedRow):
    """What somebody's year was rated: `category` is a code of `rulebook`, empty unless rated.

    `reason` says in words why there is no rating; `exemplary` marks the sub-title «tiêu biểu» where it came with the
    result, as in the years before the product; `version` counts the ratings of the same year.
    """

    year = models.PositiveSmallIntegerField()
    status = models.CharField(max_length=16, choices=Status)
    category = models.CharField(max_length=24, blank=True)
    exemplary = models.BooleanField(default=False)
    reason = models.CharField(max_length=200, blank=True)
    # Shown with the result, never looked for: without an index.
    decision = models.ForeignKey(YearlyDecision, models.PROTECT, related_name="%(class)ss", db_index=False)
    rulebook = models.CharField(max_length=40)
    rulebook_version = models.CharField(max_length=12)
    version = models.PositiveSmallIntegerField(default=1)

    class Meta(RecordedRow.Meta):
        abstract = True
        constraints = [
            models.CheckConstraint(
                condition=Q(status=Status.RATED) & ~Q(category="") | ~Q(status=Status.RATED) & Q(category=""),
                name="%(class)s_category_if_rated",
            )
        ]

    @property
    def is_exemplary(self) -> bool:
        """Whether the sub-title came with the result or, where `queries.with_titles` asked, by a later decision."""
        return self.exemplary or getattr(self, "titled", False)


class OrganizationResult(Result):
    """The result of an organization for a year."""

    owner = "organization"

    organization = models.ForeignKey(Organization, models.PROTECT, related_name="results")

    class Meta(Result.Meta):
        constraints = [
            *Result.Meta.constraints,
            models.UniqueConstraint(
                fields=["organization", "year"], condition=Q(withdrawn_by=None), name="one_result_of_organization"
            ),
        ]
        indexes = [
            *Result.Meta.indexes,
            models.Index(fields=["year", "organization"], name="organization_result_by_year"),
        ]


class CollectiveResult(Result):
    """The result of the leading collective of an organization for a year: its standing committee or committee."""

    owner = "organization"

    organization = models.ForeignKey(Organization, models.PROTECT, related_name="collective_results")

    class Meta(Result.Meta):
        constraints = [
            *Result.Meta.constraints,
            models.UniqueConstraint(
                fields=["organization", "year"], condition=Q(withdrawn_by=None), name="one_result_of_collective"
            ),
        ]
        indexes = [
            *Result.Meta.indexes,
            models.Index(fields=["year", "organization"], name="collective_result_by_year"),
        ]


class MemberResult(Result):
    """The result of a member for a year; `organization` is the cell that rated, null where it is not known."""

    owner = "member"
    GUARDED: ClassVar[Mapping[str, str]] = {"reason": Guarded.UNRATED}

    member = models.ForeignKey(Member, models.PROTECT, related_name="results")
    organization = models.ForeignKey(
        Organization, models.PROTECT, null=True, related_name="member_results", db_index=False
    )

    class Meta(Result.Meta):
        constraints = [
            *Result.Meta.constraints,
            models.UniqueConstraint(
                fields=["member", "year"], condition=Q(withdrawn_by=None), name="one_result_of_member"
            ),
        ]
        indexes = [*Result.Meta.indexes, models.Index(fields=["year", "member"], name="member_result_by_year")]


class CapReason(RecordedRow):
    """Why a cap was exceeded: the written reason of the deciding body, for one group and year.

    `organization` is the body whose group it is, `subject` what the group consists of (`Counted`), `cap` the code of
    the cap in the year's rulebook.
    """

    owner = "organization"

    organization = models.ForeignKey(Organization, models.PROTECT, related_name="cap_reasons")
    year = models.PositiveSmallIntegerField()
    subject = models.CharField(max_length=16)
    cap = models.CharField(max_length=64)
    reason = models.TextField()

    class Meta(RecordedRow.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["organization", "year", "subject", "cap"],
                condition=Q(withdrawn_by=None),
                name="cap_reason_once",
            )
        ]


class Honour(RecordedRow):
    """A title or commendation given after the rating by a decision of its own.

    `title` is the code of a title or commendation of `rulebook`; it rests on the years from `first_year` to `year`.
    `reason` says why it was given where the rulebook or the record could not tell.
    """

    year = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=64)
    first_year = models.PositiveSmallIntegerField()
    reason = models.CharField(max_length=300, blank=True)
    decision = models.ForeignKey(YearlyDecision, models.PROTECT, related_name="%(class)ss")
    rulebook = models.CharField(max_length=40)
    rulebook_version = models.CharField(max_length=12)

    class Meta(RecordedRow.Meta):
        abstract = True


class OrganizationHonour(Honour):
    """An honour of an organization."""

    owner = "organization"

    organization = models.ForeignKey(Organization, models.PROTECT, related_name="honours")

    class Meta(Honour.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["organization", "year", "title"],
                condition=Q(withdrawn_by=None),
                name="honour_of_organization_once",
            )
        ]


class MemberHonour(Honour):
    """An honour of a member."""

    owner = "member"

    member = models.ForeignKey(Member, models.PROTECT, related_name="honours")

    class Meta(Honour.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["member", "year", "title"], condition=Q(withdrawn_by=None), name="honour_of_member_once"
            )
        ]
