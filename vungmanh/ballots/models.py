"""Ballots, their electorates, the urn, tellers with their counts of paper, one-time codes, and the outcome."""

from uuid import uuid4

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from vungmanh.ballots.terms import Question, Terms, questions_from_json, terms_from_json
from vungmanh.foundation.fields import KeyField
from vungmanh.foundation.rows import RecordedRow
from vungmanh.foundation.texts import Text
from vungmanh.members.models import Member
from vungmanh.organizations.models import Organization


class Manner(models.TextChoices):
    """How the slips are given."""

    SCREEN = "screen", _("trên màn hình")
    PAPER = "paper", _("bằng phiếu giấy")
    MIXED = "mixed", _("phiếu giấy và màn hình")


class State(models.TextChoices):
    """Where a ballot stands; a closed or cancelled one never opens again."""

    PREPARED = "prepared", _("đang chuẩn bị")
    OPEN = "open", _("đang bỏ phiếu")
    CLOSED = "closed", _("đã kết thúc")
    CANCELLED = "cancelled", _("đã hủy")


class Part(models.TextChoices):
    """How an elector takes part."""

    NOT_YET = "not_yet", _("chưa bỏ phiếu")
    SCREEN = "screen", _("đã bỏ phiếu trên màn hình")
    PAPER = "paper", _("đã nhận phiếu giấy")
    ABSENT = "absent", _("vắng mặt")
    VOTED = "voted", _("đã tham gia")
    """After the end, whichever way it was: who knows a way's sum is not told whose slips it adds up."""


class Ballot(models.Model):
    """One vote: a place, questions, terms and manner that stay as they were prepared.

    `subject` is a key of whoever asked for the vote. `cast` counts the slips given on screen, the only thing known
    of them before closing. `breakdown_from` is the number of valid slips from which votes are told by choice,
    `entries_needed` how many tellers must have counted the paper slips alike, `recounts` how often all of them had to
    count anew because they did not.
    """

    uuid = models.UUIDField(default=uuid4, unique=True, editable=False)
    organization = models.ForeignKey(Organization, models.PROTECT, related_name="ballots")
    subject = KeyField(max_length=64, blank=True, db_index=True)
    title_vi = models.CharField(max_length=300)
    title_en = models.CharField(max_length=300)
    kept_questions = models.JSONField()
    kept_terms = models.JSONField()
    manner = models.CharField(max_length=8, choices=Manner)
    secret = models.BooleanField()
    state = models.CharField(max_length=12, choices=State, default=State.PREPARED)
    cast = models.PositiveIntegerField(default=0)
    breakdown_from = models.PositiveSmallIntegerField()
    entries_needed = models.PositiveSmallIntegerField()
    recounts = models.PositiveSmallIntegerField(default=0)

    @property
    def title(self) -> Text:
        """What the vote is called."""
        return Text(self.title_vi, self.title_en)

    @property
    def questions(self) -> tuple[Question, ...]:
        """What is voted on, in order."""
        return questions_from_json(self.kept_questions)

    @property
    def terms(self) -> Terms:
        """What is enough, out of whom, and where that stands."""
        return terms_from_json(self.kept_terms)


class Elector(models.Model):
    """Somebody on the list of a ballot: entitled, or excluded for a reason; frozen when the ballot opens.

    `part` has no time, and after the end no way of voting. At closing the rows are written anew, ordered by member, so
    that not even the order in which people voted is left in the database's own row numbers.
    """

    ballot = models.ForeignKey(Ballot, models.CASCADE, related_name="electors")
    member = models.ForeignKey(Member, models.PROTECT, related_name="+")
    excluded = models.CharField(max_length=32, blank=True)
    reason_vi = models.CharField(max_length=300, blank=True)
    reason_en = models.CharField(max_length=300, blank=True)
    counts_in_base = models.BooleanField()
    part = models.CharField(max_length=8, choices=Part, default=Part.NOT_YET)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["ballot", "member"], name="elector_once"),
            models.CheckConstraint(condition=Q(excluded="") | Q(part="not_yet"), name="elector_excluded_takes_no_part"),
            models.CheckConstraint(
                condition=Q(excluded="", reason_vi="") | ~Q(excluded="") & ~Q(reason_vi=""),
                name="elector_excluded_for_a_reason",
            ),
        ]

    @property
    def is_entitled(self) -> bool:
        """Whether the elector has a vote."""
        return not self.excluded

    @property
    def reason(self) -> Text:
        """Why the elector has no vote."""
        return Text(self.reason_vi, self.reason_en)


class Urn(models.Model):
    """The sealed sums of the slips given on screen: one value, of the same length from the first slip to the last."""

    ballot = models.OneToOneField(Ballot, models.CASCADE, primary_key=True)
    sealed = models.BinaryField()


class Teller(models.Model):
    """Somebody appointed by name to count the paper slips; `number` 1 leads the tellers.

    `typed_by` is who typed this teller's count: the teller, or somebody else in the teller's name. Nobody types two.
    """

    ballot = models.ForeignKey(Ballot, models.CASCADE, related_name="tellers")
    member = models.ForeignKey(Member, models.PROTECT, related_name="+")
    number = models.PositiveSmallIntegerField()
    typed_by = models.ForeignKey(Member, models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["ballot", "member"], name="teller_once"),
            models.UniqueConstraint(fields=["ballot", "number"], name="teller_numbered"),
            models.UniqueConstraint(
                fields=["ballot", "typed_by"], condition=Q(typed_by__isnull=False), name="one_count_typed_by_a_person"
            ),
        ]

    @property
    def is_typed_by_another(self) -> bool:
        """Whether somebody else typed the count in the teller's name."""
        return self.typed_by_id not in (None, self.member_id)


class TellerEntry(models.Model):
    """A teller's count of the paper slips, sealed until closing.

    A new entry of the same teller replaces it only while no other teller's is in.
    """

    ballot = models.ForeignKey(Ballot, models.CASCADE, related_name="+")
    teller = models.ForeignKey(Member, models.PROTECT, related_name="+")
    sealed = models.BinaryField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["ballot", "teller"], name="teller_entry_once")]


class VotingCode(models.Model):
    """A code with which an elector without a login votes once on a shared phone; only its keyed digest is kept."""

    elector = models.OneToOneField(Elector, models.CASCADE, related_name="+")
    digest = models.CharField(max_length=64, unique=True)


class BallotOutcome(RecordedRow):
    """What a closed ballot may tell, and all that is left of it.

    `results` has for each question the choices that reached the threshold and, unless that would show how somebody
    voted, the votes of each choice. `base` is out of whom votes are counted, `present` the entitled who were not
    marked absent, `on_screen` and `on_paper` how many gave a slip (paper: returned, spoiled ones too), `spoiled` the
    invalid paper slips.
    """

    owner = "organization"

    organization = models.ForeignKey(Organization, models.PROTECT, related_name="ballot_outcomes")
    ballot = models.ForeignKey(Ballot, models.PROTECT, related_name="outcomes")
    closed_on = models.DateField()
    results = models.JSONField()
    entitled = models.PositiveIntegerField()
    present = models.PositiveIntegerField()
    base = models.PositiveIntegerField()
    on_screen = models.PositiveIntegerField()
    issued = models.PositiveIntegerField()
    on_paper = models.PositiveIntegerField()
    spoiled = models.PositiveIntegerField()

    class Meta(RecordedRow.Meta):
        constraints = [
            models.UniqueConstraint(fields=["ballot"], condition=Q(withdrawn_by=None), name="ballot_outcome_once")
        ]

    @property
    def took_part(self) -> int:
        """How many gave a slip."""
        return self.on_screen + self.on_paper
