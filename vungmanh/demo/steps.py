"""The steps of a campaign for one grassroots organization at a time, through the campaign's own bulk actions."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date

from vungmanh.campaigns.deciding.decisions import Decided, decide
from vungmanh.campaigns.deciding.not_rated import note_not_rated
from vungmanh.campaigns.models import Campaign, OpinionKind, Proposal, SubjectKind, Terms, Treatment
from vungmanh.campaigns.rating.proposing import Proposed, propose
from vungmanh.campaigns.review.bulk import Entered, Handed, enter_facts_of_all, give_opinions, hand_in_all
from vungmanh.campaigns.review.opinions import NewOpinion
from vungmanh.campaigns.review.reviewing import hold_reviews
from vungmanh.campaigns.subjects import OF_RULEBOOK, book_of, due
from vungmanh.demo import writing
from vungmanh.demo.drawing import lots
from vungmanh.demo.ratings import BEST, FAILED
from vungmanh.demo.sentences import RESIDENCE
from vungmanh.foundation.actors import Actor
from vungmanh.foundation.decisions import Decision

_DEPARTS = {
    BEST: "Tập thể có thành tích nổi bật, được cấp trên khen trong năm; cấp ủy biểu quyết giữ mức cao hơn đề xuất.",
    FAILED: "Nội bộ mất đoàn kết kéo dài, cấp ủy cấp trên đã phải củng cố.",
}
"""Why a committee departs from the proposal on an organization that was drawn as best or worst."""


@dataclass(slots=True)
class Group:
    """Those of a grassroots organization who review in one campaign: its cells and members with their terms.

    `drawn` is the category by subject that was drawn; a subject without one is not rated, or has not been drawn for.
    """

    code: str
    organization_id: int
    sectors: dict[int, str] = field(default_factory=dict)
    terms: dict[SubjectKind, list[Terms]] = field(default_factory=lambda: defaultdict(list))
    drawn: dict[int, int] = field(default_factory=dict)

    @property
    def own(self) -> list[Terms]:
        """The organization itself."""
        return [one for one in self.terms[SubjectKind.ORGANIZATION] if one.place_id == self.organization_id]

    @property
    def cells(self) -> list[Terms]:
        """The cells below it."""
        return [one for one in self.terms[SubjectKind.ORGANIZATION] if one.place_id != self.organization_id]

    @property
    def collectives(self) -> list[Terms]:
        """The leading collectives that are rated, those of its cells and its own."""
        return [one for one in self.terms[SubjectKind.COLLECTIVE] if one.treatment == Treatment.RATED]

    def members(self, treatment: str = Treatment.RATED) -> list[Terms]:
        """Its members, those who are rated unless asked otherwise."""
        return [one for one in self.terms[SubjectKind.MEMBER] if one.treatment == treatment]

    def in_place(self, organization_id: int) -> list[Terms]:
        """Everybody reviewed in one organization, in the order of the review."""
        return [one for kind in _ORDER for one in self.terms[kind] if one.place_id == organization_id]


_ORDER = (SubjectKind.ORGANIZATION, SubjectKind.COLLECTIVE, SubjectKind.MEMBER)


class Steps:
    """The steps, taken by one actor in one campaign."""

    def __init__(self, by: Actor, campaign: Campaign) -> None:
        self.by = by
        self.campaign = campaign
        self.book = book_of(campaign)

    def hand_in(self, group: Group, terms: Iterable[Terms], *, on: date, fully: bool = False) -> None:
        """Self-reviews, and the facts that the committee enters about the best and the worst."""
        rng = lots(f"self-reviews of {self.campaign.year} in {group.code} on {on}")
        handed, entered = [], []
        for one in terms:
            kind, category = SubjectKind(one.subject.kind), group.drawn.get(one.subject_id)
            if kind is SubjectKind.MEMBER:
                sector = group.sectors[one.place_id]
                written = writing.by_member(rng, self.book, category, sector, fully=fully)
                values, source = ({}, "") if category is None else writing.facts_behind(rng, category)
                if values:
                    entered.append(Entered(one, values, source))
            else:
                written = writing.by_body(rng, self.book, kind, category)
            handed.append(Handed(one, written))
        place = group.organization_id
        hand_in_all(by=self.by, campaign=self.campaign, place=place, handed=handed, on=on)
        if entered:
            enter_facts_of_all(by=self.by, campaign=self.campaign, place=place, entered=entered)

    def hear_residence(self, group: Group, terms: Iterable[Terms], *, on: date) -> None:
        """The comment of the committee at the place of residence, on those who work in an office or a school."""
        rng = lots(f"residence {self.campaign.year} {group.code}")
        away = [one for one in terms if group.sectors[one.place_id] not in ("village", "residential_group")]
        opinions = [
            NewOpinion(one, OpinionKind.RESIDENCE, "Chi ủy nơi cư trú", rng.choice(RESIDENCE))
            for one in away
            if rng.random() < 0.45
        ]
        if opinions:
            place = group.organization_id
            give_opinions(by=self.by, campaign=self.campaign, place=place, opinions=opinions, on=on)

    def hold(self, group: Group, places: Iterable[int], *, on: date) -> None:
        """The reviews in some of its cells and in itself."""
        terms = [one for place in places for one in group.in_place(place)]
        hold_reviews(by=self.by, campaign=self.campaign, terms=terms, on=on, place=group.organization_id)

    def propose(self, place: int, terms: Sequence[Terms], *, on: date) -> None:
        """What rules, claims and votes come to."""
        proposed = [Proposed(one) for one in terms]
        propose(by=self.by, campaign=self.campaign, proposed=proposed, on=on, place=place)

    def decide(
        self, group: Group, terms: Sequence[Terms], decision: Decision, *, body: int, reviewed: Sequence[Terms] = ()
    ) -> None:
        """The decision of a body; on organizations it may depart from the proposal, and then says why.

        Those only reviewed are noted with it.
        """
        found = Proposal.objects.effective().filter(subject__in=[one.subject_id for one in terms])
        proposed = dict(found.values_list("subject_id", "category"))
        decided = [self._decided(one, group.drawn.get(one.subject_id), proposed[one.subject_id]) for one in terms]
        decide(by=self.by, campaign=self.campaign, body=body, decision=decision, decided=decided)
        if reviewed:
            note_not_rated(by=self.by, campaign=self.campaign, body=body, decision=decision, terms=reviewed)

    def _decided(self, terms: Terms, category: int | None, proposed: str) -> Decided:
        """As proposed; an organization as it was drawn."""
        if terms.subject.kind != SubjectKind.ORGANIZATION or category is None:
            return Decided(terms)
        wanted = self.book.categories(OF_RULEBOOK[SubjectKind.ORGANIZATION])[category].code
        if wanted == proposed:
            return Decided(terms)
        return Decided(terms, wanted, _DEPARTS[category])


def groups_of(campaign: Campaign, bodies: dict[str, int], cells: dict[int, tuple[str, str]]) -> dict[str, Group]:
    """Those who review in a campaign by grassroots organization; `cells` gives body and sector by organization."""
    found = {code: Group(code, organization_id) for code, organization_id in bodies.items()}
    for one in due(campaign).order_by("place_id", "subject_id"):
        if one.place_id in cells:
            code, sector = cells[one.place_id]
            found[code].sectors[one.place_id] = sector
            found[code].terms[SubjectKind(one.subject.kind)].append(one)
    return found
