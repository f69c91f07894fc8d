"""What a committee has before it when it proposes: claims, ceilings, votes and proposals of many subjects at once."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Q
from django.utils.translation import gettext as _

from vungmanh.campaigns.facts import facts_of
from vungmanh.campaigns.models import Campaign, Held, Proposal, Ruling, SelfReview, SubjectKind, Terms, Treatment
from vungmanh.campaigns.naming import alphabetical, names_in
from vungmanh.campaigns.rating.proposing import Ceilings
from vungmanh.campaigns.rating.voted import Voted, voted
from vungmanh.campaigns.subjects import OF_RULEBOOK, book_of, terms_in
from vungmanh.foundation.dates import year_end
from vungmanh.foundation.refusals import Refusal
from vungmanh.organizations.models import Placement
from vungmanh.rulebooks.traces import Ceiling

_IN_ORDER = (SubjectKind.ORGANIZATION, SubjectKind.COLLECTIVE, SubjectKind.MEMBER)


@dataclass(frozen=True, slots=True)
class Before:
    """One subject as the committee has it before it."""

    terms: Terms
    name: str
    claimed: str
    is_handed_in: bool
    is_reviewed: bool
    ceiling: Ceiling
    vote: Voted | None
    proposal: Proposal | None
    ruling: Ruling | None

    @property
    def stand(self) -> str:
        """What the row was read from."""
        return f"{self.terms.pk}.{self.proposal.pk if self.proposal else 0}.{self.ruling.pk if self.ruling else 0}"


def to_propose(campaign: Campaign, placement: Placement) -> list[Terms]:
    """Those who are proposed here: members and the bodies of an organization, and the bodies right below it."""
    day = year_end(campaign.year)
    below = Placement.objects.on(day).filter(parent=placement.organization_id).values("organization_id")
    here = Q(place=placement.organization_id)
    bodies_below = Q(place__in=below) & ~Q(subject__kind=SubjectKind.MEMBER)
    return list(terms_in(campaign).filter(here | bodies_below, treatment=Treatment.RATED))


def before_committee(campaign: Campaign, terms: Sequence[Terms]) -> list[Before]:
    """Everything about these subjects; as many queries for one as for a commune."""
    book, ids = book_of(campaign), [one.subject_id for one in terms]
    facts, ask, votes = facts_of(campaign, terms), Ceilings(book), voted(campaign, terms)
    claims = dict(SelfReview.objects.effective().filter(subject__in=ids).values_list("subject_id", "claimed"))
    held = set(Held.objects.effective().filter(subject__in=ids).values_list("subject_id", flat=True))
    proposals = {one.subject_id: one for one in Proposal.objects.effective().filter(subject__in=ids)}
    rulings = {one.subject_id: one for one in Ruling.objects.effective().filter(subject__in=ids)}
    names = names_in(campaign, terms)
    found = [
        Before(
            one,
            names[one.subject_id],
            claims.get(one.subject_id, ""),
            one.subject_id in claims,
            one.subject_id in held,
            ask(OF_RULEBOOK[SubjectKind(one.subject.kind)], facts[one.subject_id]),
            votes.get(one.subject_id),
            proposals.get(one.subject_id),
            rulings.get(one.subject_id),
        )
        for one in terms
    ]

    def place_in_order(one: Before) -> tuple[int, str]:
        return _IN_ORDER.index(SubjectKind(one.terms.subject.kind)), alphabetical(one.terms, one.name)

    return sorted(found, key=place_in_order)


def stand_of(rows: Sequence[Before]) -> str:
    """A short proof of what a form was made from."""
    return hashlib.sha256(",".join(sorted(one.stand for one in rows)).encode()).hexdigest()[:32]


def check_unchanged(rows: Sequence[Before], stand: str) -> None:
    """Refuse a form that was made from proposals or decisions which somebody changed since."""
    if stand_of(rows) != stand:
        raise proposals_changed()


def proposals_changed() -> Refusal:
    """Why nothing was written: somebody else was faster."""
    return Refusal(
        "campaigns.proposals_changed",
        _("Trong lúc đồng chí mở trang, người khác đã ghi đề xuất hoặc quyết định ở đây. Chưa ghi gì."),
        remedy=_("Xem lại mức hiện nay ở dưới rồi gửi lại; những gì đồng chí đã chọn vẫn còn."),
    )
