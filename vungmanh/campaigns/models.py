"""A campaign, those who review in it, and what is said, voted and proposed about each of them.

A foreign key has no index of its own where the index of a constraint finds every row that is looked for: of what stands
once about a subject, only the row that stands.
"""

from collections.abc import Mapping
from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from vungmanh.foundation.fields import LettersEncoder
from vungmanh.foundation.rows import RecordedRow
from vungmanh.members.models import Guarded, Member
from vungmanh.organizations.models import Organization


class SubjectKind(models.TextChoices):
    """What is reviewed; the codes are those of the rulebooks."""

    MEMBER = "member", _("Đảng viên")
    COLLECTIVE = "collective", _("Tập thể lãnh đạo")
    ORGANIZATION = "organization", _("Tổ chức đảng")


class Treatment(models.TextChoices):
    """What the year asks of a subject."""

    RATED = "rated", _("Kiểm điểm và xếp loại")
    REVIEWED = "reviewed", _("Kiểm điểm, chưa xếp loại")
    OUT = "out", _("Không thuộc diện")


class Campaign(RecordedRow):
    """The campaign of one organization and all below it for one rating year; its rulebook is frozen at opening."""

    owner = "organization"

    organization = models.ForeignKey(Organization, models.PROTECT, related_name="campaigns")
    year = models.PositiveSmallIntegerField()
    rulebook = models.CharField(max_length=40)
    rulebook_version = models.CharField(max_length=12)
    opened_on = models.DateField()

    class Meta(RecordedRow.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["organization", "year"], condition=Q(withdrawn_by=None), name="one_campaign_a_year"
            )
        ]


class Deadline(RecordedRow):
    """The day by which a step of the campaign is to be done."""

    campaign = models.ForeignKey(Campaign, models.PROTECT, related_name="deadlines")
    step = models.CharField(max_length=24)
    due_on = models.DateField()

    class Meta(RecordedRow.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["campaign", "step"], condition=Q(withdrawn_by=None), name="one_deadline_a_step"
            )
        ]


class Closing(RecordedRow):
    """The end of a campaign."""

    campaign = models.ForeignKey(Campaign, models.PROTECT, related_name="closings")
    closed_on = models.DateField()

    class Meta(RecordedRow.Meta):
        constraints = [models.UniqueConstraint(fields=["campaign"], condition=Q(withdrawn_by=None), name="closed_once")]


class Reminder(RecordedRow):
    """That an organization was reminded of a step which was late there, with how many were open on the day."""

    campaign = models.ForeignKey(Campaign, models.PROTECT, related_name="reminders", db_index=False)
    organization = models.ForeignKey(Organization, models.PROTECT, related_name="+")
    step = models.CharField(max_length=24)
    reminded_on = models.DateField()
    open = models.PositiveIntegerField()

    class Meta(RecordedRow.Meta):
        indexes = [
            *RecordedRow.Meta.indexes,
            models.Index(fields=["campaign", "organization"], name="reminder_by_place"),
        ]


class Subject(RecordedRow):
    """One who is listed in a campaign: a member, an organization, or the leading collective of an organization."""

    campaign = models.ForeignKey(Campaign, models.PROTECT, related_name="subjects")
    kind = models.CharField(max_length=12, choices=SubjectKind)
    member = models.ForeignKey(Member, models.PROTECT, null=True, related_name="reviewed")
    organization = models.ForeignKey(Organization, models.PROTECT, null=True, related_name="reviewed")

    class Meta(RecordedRow.Meta):
        constraints = [
            models.CheckConstraint(
                condition=Q(kind=SubjectKind.MEMBER, member__isnull=False, organization=None)
                | ~Q(kind=SubjectKind.MEMBER) & Q(member=None, organization__isnull=False),
                name="subject_is_somebody",
            ),
            models.UniqueConstraint(
                fields=["campaign", "member"],
                condition=Q(withdrawn_by=None, member__isnull=False),
                name="member_listed_once",
            ),
            models.UniqueConstraint(
                fields=["campaign", "kind", "organization"],
                condition=Q(withdrawn_by=None, organization__isnull=False),
                name="body_listed_once",
            ),
        ]

    @property
    def whose(self) -> int:
        """The member's id, or the organization's."""
        found = self.member_id if self.kind == SubjectKind.MEMBER else self.organization_id
        assert found is not None  # the constraint says so
        return found


class Terms(RecordedRow):
    """What the year asks of a subject, why, and who has a say; written anew when the subject's situation changes.

    `place` is the organization in which the subject is reviewed and rated: the cell of a member, the organization
    itself. `reason` is the code of the rulebook's exemption, or one of ours (`reasons.OWN`); `special` the codes of
    the rulebook's special cases that apply or may apply; `comment_from` an organization that is asked before the
    rating. `decided_by` is the organization whose committee decides; empty where the rulebook does not say.
    """

    subject = models.ForeignKey(Subject, models.PROTECT, related_name="terms", db_index=False)
    place = models.ForeignKey(Organization, models.PROTECT, related_name="+", db_index=False)
    treatment = models.CharField(max_length=8, choices=Treatment)
    reason = models.CharField(max_length=40, blank=True)
    special = models.JSONField(default=list)
    comment_from = models.ForeignKey(Organization, models.PROTECT, null=True, related_name="+", db_index=False)
    decided_by = models.ForeignKey(Organization, models.PROTECT, null=True, related_name="+")

    class Meta(RecordedRow.Meta):
        constraints = [models.UniqueConstraint(fields=["subject"], condition=Q(withdrawn_by=None), name="terms_once")]
        indexes = [*RecordedRow.Meta.indexes, models.Index(fields=["place", "treatment"], name="terms_by_place")]


class Draft(models.Model):
    """A self-review while it is being written: saved as it is typed, seen by nobody but its writer."""

    subject = models.OneToOneField(Subject, models.CASCADE, related_name="draft")
    content = models.JSONField(default=dict, encoder=LettersEncoder)
    edition = models.PositiveIntegerField(default=1)
    saved_at = models.DateTimeField(db_default=Now())

    def __str__(self) -> str:
        return f"{self.subject_id}"


class SelfReview(RecordedRow):
    """A self-review as handed in: what was done, limits, causes, remedies, levels per criterion, category claimed.

    `parts` holds the texts by the codes of `reviewing.PARTS`, `levels` a level or points by criterion of the year's
    rulebook. What the member states on the 27 signs stands apart, in `SignsStatement`.
    """

    subject = models.ForeignKey(Subject, models.PROTECT, related_name="self_reviews", db_index=False)
    parts = models.JSONField(default=dict, encoder=LettersEncoder)
    levels = models.JSONField(default=dict)
    claimed = models.CharField(max_length=24, blank=True)
    handed_in_on = models.DateField()

    class Meta(RecordedRow.Meta):
        constraints = [
            models.UniqueConstraint(fields=["subject"], condition=Q(withdrawn_by=None), name="one_self_review")
        ]


class SignsStatement(RecordedRow):
    """The member's own statement on the 27 signs: read in the meeting, then seen by the member and two committees.

    Never counted, ranked or scored; `statements` maps a group (A) or one of its signs (A4) to the member's own words.
    """

    subject = models.ForeignKey(Subject, models.PROTECT, related_name="signs_statements", db_index=False)
    statements = models.JSONField(default=dict, encoder=LettersEncoder)

    class Meta(RecordedRow.Meta):
        constraints = [
            models.UniqueConstraint(fields=["subject"], condition=Q(withdrawn_by=None), name="one_signs_statement")
        ]


class OpinionKind(models.TextChoices):
    """Who says something about a subject before it is rated, in the order of the regulations."""

    SUPERIOR_HINT = "superior_hint", _("Gợi ý kiểm điểm của cấp trên")
    RESIDENCE = "residence", _("Nhận xét của cấp ủy nơi cư trú")
    OLD_CELL = "old_cell", _("Nhận xét của chi bộ nơi chuyển đi")
    HOST_CELL = "host_cell", _("Nhận xét của chi bộ nơi sinh hoạt tạm thời")
    MASS_ORGANIZATIONS = "mass_organizations", _("Ý kiến của Mặt trận, đoàn thể")
    CRITICISM = "criticism", _("Góp ý, phê bình tại hội nghị")


class Opinion(RecordedRow):
    """What somebody said of a subject, with date, document and, where there was a vote, its counts."""

    subject = models.ForeignKey(Subject, models.PROTECT, related_name="opinions", db_index=False)
    kind = models.CharField(max_length=24, choices=OpinionKind)
    said_by = models.CharField(max_length=200)
    words = models.TextField(blank=True)
    document_number = models.CharField(max_length=64, blank=True)
    given_on = models.DateField()
    votes_for = models.PositiveIntegerField(null=True)
    votes_against = models.PositiveIntegerField(null=True)

    class Meta(RecordedRow.Meta):
        indexes = [*RecordedRow.Meta.indexes, models.Index(fields=["subject", "kind"], name="opinion_by_subject")]


class Held(RecordedRow):
    """The review itself: on which day the subject was reviewed, and where it stands in minutes.

    `reason` says why it was held of who had handed in no self-review.
    """

    subject = models.ForeignKey(Subject, models.PROTECT, related_name="reviews_held", db_index=False)
    held_on = models.DateField()
    minutes = models.CharField(max_length=64, blank=True)
    reason = models.CharField(max_length=300, blank=True)

    class Meta(RecordedRow.Meta):
        constraints = [models.UniqueConstraint(fields=["subject"], condition=Q(withdrawn_by=None), name="held_once")]


class EnteredFact(RecordedRow):
    """A fact that the rulebook asks for and the product does not keep: entered for this campaign, with its source."""

    subject = models.ForeignKey(Subject, models.PROTECT, related_name="entered_facts")
    name = models.CharField(max_length=64)
    value = models.JSONField()
    source = models.CharField(max_length=200)

    class Meta(RecordedRow.Meta):
        constraints = [
            models.UniqueConstraint(fields=["subject", "name"], condition=Q(withdrawn_by=None), name="fact_once")
        ]


class Proposal(RecordedRow):
    """The category that a committee proposes, beside the best one that the rules leave open.

    `ceiling` and `verdict` are the rulebook's answer on the day and `facts` what it was given, so that the answer can
    be traced again; `levels` those of the committee where it gave its own. `reason` says why the proposal goes beyond
    the ceiling.
    """

    subject = models.ForeignKey(Subject, models.PROTECT, related_name="proposals", db_index=False)
    category = models.CharField(max_length=24)
    ceiling = models.CharField(max_length=24, blank=True)
    verdict = models.CharField(max_length=12)
    facts = models.JSONField(default=dict)
    levels = models.JSONField(default=dict)
    reason = models.TextField(blank=True)
    proposed_on = models.DateField()

    class Meta(RecordedRow.Meta):
        constraints = [models.UniqueConstraint(fields=["subject"], condition=Q(withdrawn_by=None), name="one_proposal")]


class Ruling(RecordedRow):
    """What was decided on a subject: the category, by which decision; a re-rating withdraws it and records another.

    `rerates` is the code of the rulebook's ground for rating anew, empty for the first decision; `reason` why it
    departs from the proposal, or why the year is rated anew.
    """

    subject = models.ForeignKey(Subject, models.PROTECT, related_name="rulings")
    category = models.CharField(max_length=24)
    decision_number = models.CharField(max_length=64)
    decided_on = models.DateField()
    decided_by = models.ForeignKey(Organization, models.PROTECT, null=True, related_name="+")
    rerates = models.CharField(max_length=40, blank=True)
    reason = models.TextField(blank=True)

    class Meta(RecordedRow.Meta):
        constraints = [models.UniqueConstraint(fields=["subject"], condition=Q(withdrawn_by=None), name="ruled_once")]


class Contest(RecordedRow):
    """That somebody does not agree with what was decided, and why: read by the writer and by who decides.

    `wanted` is the category that would be right in the writer's view, empty where none is named.
    """

    GUARDED: ClassVar[Mapping[str, str]] = {"why": Guarded.REQUEST}

    subject = models.ForeignKey(Subject, models.PROTECT, related_name="contests")
    ruling = models.ForeignKey(Ruling, models.PROTECT, related_name="contests")
    wanted = models.CharField(max_length=24, blank=True)
    why = models.TextField()
    contested_on = models.DateField()

    class Meta(RecordedRow.Meta):
        constraints = [
            models.UniqueConstraint(fields=["ruling"], condition=Q(withdrawn_by=None), name="ruling_contested_once")
        ]


class Outcome(models.TextChoices):
    """How a contest ended."""

    KEPT = "kept", _("Giữ nguyên kết quả")
    RATED_ANEW = "rated_anew", _("Xếp loại lại")


class ContestAnswer(RecordedRow):
    """The answer of the deciding body, once, by a numbered decision or letter; its words are for the writer."""

    GUARDED: ClassVar[Mapping[str, str]] = {"words": Guarded.REQUEST}

    contest = models.ForeignKey(Contest, models.PROTECT, related_name="answers")
    outcome = models.CharField(max_length=12, choices=Outcome)
    words = models.TextField()
    document_number = models.CharField(max_length=64)
    answered_on = models.DateField()

    class Meta(RecordedRow.Meta):
        constraints = [
            models.UniqueConstraint(fields=["contest"], condition=Q(withdrawn_by=None), name="contest_answered_once")
        ]
