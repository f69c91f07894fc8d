"""Everything that stands about a subject of a campaign, and who is to write something now."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from django.db.models import F, Q

from vungmanh.campaigns.models import (
    Campaign,
    Closing,
    Deadline,
    Draft,
    EnteredFact,
    Held,
    Opinion,
    OpinionKind,
    Proposal,
    Ruling,
    SelfReview,
    SignsStatement,
    Subject,
    SubjectKind,
    Terms,
    Treatment,
)
from vungmanh.campaigns.naming import name_of
from vungmanh.campaigns.review.order import Before, before_review
from vungmanh.campaigns.subjects import OF_RULEBOOK, book_of
from vungmanh.foundation.dates import year_end
from vungmanh.members.models import Member
from vungmanh.organizations.models import Placement
from vungmanh.organizations.queries import last_placement_of, placement_of
from vungmanh.rulebooks import rulebook as rulebooks
from vungmanh.rulebooks.rulebook import Rulebook

_IN_ORDER = {kind: place for place, kind in enumerate(OpinionKind)}


@dataclass(frozen=True)
class Dossier:
    """One subject with its terms; what stands about it is read when it is asked for."""

    terms: Terms

    @property
    def subject(self) -> Subject:
        """Who it is about."""
        return self.terms.subject

    @property
    def campaign(self) -> Campaign:
        """In which campaign."""
        return self.terms.subject.campaign

    @property
    def is_member(self) -> bool:
        """Whether it is about a member and not about a body."""
        return self.subject.kind == SubjectKind.MEMBER

    @property
    def member(self) -> Member:
        """The member it is about; only of a dossier on a member."""
        found: Member | None = self.subject.member
        assert found is not None
        return found

    @property
    def book(self) -> Rulebook:
        """The rulebook of the campaign."""
        return book_of(self.campaign)

    @property
    def kind(self) -> rulebooks.Subject:
        """The rulebook's name of its kind."""
        return OF_RULEBOOK[SubjectKind(self.subject.kind)]

    @cached_property
    def name(self) -> str:
        """The subject in words."""
        return name_of(self.campaign, self.terms)

    @cached_property
    def place(self) -> Placement:
        """Where it reviews, as that stands at the end of the year, or stood last."""
        found = self._standing(self.terms.place_id)
        assert found is not None  # an organization without any placement was never founded
        return found

    @cached_property
    def decider(self) -> Placement | None:
        """The organization whose committee decides; None where the rulebook does not say, or it is elsewhere."""
        return self._standing(self.terms.decided_by_id)

    @cached_property
    def commenter(self) -> Placement | None:
        """The organization that is asked before the rating, such as the cell left in the year."""
        return self._standing(self.terms.comment_from_id)

    def _standing(self, organization_id: int | None) -> Placement | None:
        if organization_id is None:
            return None
        return placement_of(organization_id, on=year_end(self.campaign.year)) or last_placement_of(organization_id)

    @cached_property
    def review(self) -> SelfReview | None:
        """The self-review as it was handed in last."""
        return SelfReview.objects.effective().filter(subject=self.subject).first()

    @cached_property
    def signs(self) -> SignsStatement | None:
        """The statement on the 27 signs handed in with it."""
        return SignsStatement.objects.effective().filter(subject=self.subject).first()

    @cached_property
    def draft(self) -> Draft | None:
        """What is being written."""
        return Draft.objects.filter(subject=self.subject).first()

    @cached_property
    def opinions(self) -> list[Opinion]:
        """What others said, in the order of the regulations."""
        found = Opinion.objects.effective().filter(subject=self.subject)
        return sorted(found, key=lambda one: (_IN_ORDER[OpinionKind(one.kind)], one.given_on, one.pk))

    @cached_property
    def held(self) -> Held | None:
        """The review in the meeting."""
        return Held.objects.effective().filter(subject=self.subject).first()

    @cached_property
    def entered(self) -> list[EnteredFact]:
        """Facts that somebody entered."""
        return list(EnteredFact.objects.effective().filter(subject=self.subject).order_by("pk"))

    @cached_property
    def proposal(self) -> Proposal | None:
        """What the committee proposes."""
        return Proposal.objects.effective().filter(subject=self.subject).first()

    @cached_property
    def ruling(self) -> Ruling | None:
        """What was decided."""
        return Ruling.objects.effective().filter(subject=self.subject).first()

    @cached_property
    def before(self) -> list[Before]:
        """Who has to be reviewed first and was not."""
        return [] if self.held else before_review(self.campaign, [self.terms])

    @cached_property
    def is_closed(self) -> bool:
        """Whether the campaign is over."""
        return Closing.objects.effective().filter(campaign=self.campaign).exists()

    @property
    def is_writable(self) -> bool:
        """Whether the self-review may still be written, and handed in again."""
        return not (self.held or self.is_closed or self.terms.treatment == Treatment.OUT)

    @cached_property
    def deadlines(self) -> dict[str, date]:
        """By when each step is to be done, where a day was set."""
        return dict(Deadline.objects.effective().filter(campaign=self.campaign).values_list("step", "due_on"))

    @cached_property
    def last_year(self) -> SelfReview | None:
        """The same subject's self-review of the year before."""
        same = {"member": self.subject.member_id} if self.is_member else {"organization": self.subject.organization_id}
        before = Subject.objects.effective().filter(
            kind=self.subject.kind, campaign__year=self.campaign.year - 1, campaign__withdrawn_by=None, **same
        )
        return SelfReview.objects.effective().filter(subject__in=before.values("pk")).first()


def dossier_numbered(subject_id: int) -> Dossier | None:
    """The dossier of a listed subject; None where the number was never given out, or the list was undone."""
    listed = Terms.objects.effective().filter(
        subject=subject_id, subject__withdrawn_by=None, subject__campaign__withdrawn_by=None
    )
    terms = listed.select_related("subject__campaign", "subject__member", "subject__organization").first()
    return Dossier(terms) if terms else None


def to_be_written(*, member_id: int | None, bodies: Iterable[int] = ()) -> list[Dossier]:
    """What a member is to write in campaigns that are not over, then what these organizations are, the latest first.

    The collective comes before its organization, as it is reviewed first.
    """
    # Subjects are found by an index each; asked through the terms, the database would walk over all of them.
    mine = Q(member=member_id) if member_id else Q(pk=None)
    subjects = Subject.objects.effective().filter(mine | Q(organization__in=list(bodies)), campaign__withdrawn_by=None)
    closed = Closing.objects.effective().values("campaign")
    listed = Terms.objects.effective().filter(subject__in=subjects)
    running = listed.exclude(subject__campaign__in=closed).select_related(
        "subject__campaign", "subject__member", "subject__organization"
    )
    own_first = F("subject__member").asc(nulls_last=True)
    ordered = running.order_by("-subject__campaign__year", own_first, "subject__kind", "subject_id")
    return [Dossier(terms) for terms in ordered]


def being_written(dossiers: Iterable[Dossier]) -> set[int]:
    """Subjects of whom something was typed that is not handed in."""
    ids = [one.subject.pk for one in dossiers]
    return set(Draft.objects.filter(subject__in=ids).values_list("subject_id", flat=True))


def dossiers_about(member_id: int) -> list[Dossier]:
    """What every campaign holds about a member, closed ones too, the earliest year first."""
    listed = Terms.objects.effective().filter(
        subject__member=member_id, subject__withdrawn_by=None, subject__campaign__withdrawn_by=None
    )
    ordered = listed.select_related("subject__campaign", "subject__member").order_by("subject__campaign__year")
    return [Dossier(terms) for terms in ordered]
