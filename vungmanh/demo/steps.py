"""The steps of a campaign for one grassroots organization at a time, through the campaign's own bulk actions."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date

from vungmanh.campaigns.bulk import Entered, Handed, enter_facts_of_all, give_opinions, hand_in_all
from vungmanh.campaigns.deciding import Decided, decide
from vungmanh.campaigns.facts import facts_of
from vungmanh.campaigns.models import Campaign, OpinionKind, SubjectKind, Terms, Treatment
from vungmanh.campaigns.not_rated import note_not_rated
from vungmanh.campaigns.opinions import NewOpinion
from vungmanh.campaigns.proposing import Ceilings, Proposed, propose
from vungmanh.campaigns.reviewing import hold_reviews
from vungmanh.campaigns.subjects import OF_RULEBOOK, book_of, due
from vungmanh.demo import writing
from vungmanh.demo.drawing import lots
from vungmanh.demo.ratings import BEST, FAILED
from vungmanh.demo.sentences import RESIDENCE
from vungmanh.foundation.actors import Actor
from vungmanh.foundation.decisions import Decision

_BEYOND = "Cấp ủy thẩm định, đề nghị mức cao hơn vì tập thể có thành tích nổi bật, được cấp trên khen trong năm."
_FAILED = "Nội bộ mất đoàn kết kéo dài, cấp ủy cấp trên đã phải củng cố."


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

    def propose(self, place: int, terms: Sequence[Terms], drawn: dict[int, int], *, on: date) -> None:
        """What rules and claims come to; for organizations drawn as best or worst against the rules, with the reason."""
        open_ = self._open(terms, drawn)
        proposed = [self._proposed(one, drawn.get(one.subject_id), open_) for one in terms]
        propose(by=self.by, campaign=self.campaign, proposed=proposed, on=on, place=place)

    def decide(self, body: int, terms: Iterable[Terms], decision: Decision, *, reviewed: Sequence[Terms] = ()) -> None:
        """The decision of a body, as proposed; those only reviewed are noted with it."""
        decided = [Decided(one) for one in terms]
        decide(by=self.by, campaign=self.campaign, body=body, decision=decision, decided=decided)
        if reviewed:
            note_not_rated(by=self.by, campaign=self.campaign, body=body, decision=decision, terms=reviewed)

    def _proposed(self, terms: Terms, category: int | None, open_: set[int]) -> Proposed:
        kind = SubjectKind(terms.subject.kind)
        if kind is SubjectKind.MEMBER or category not in (BEST, FAILED) or terms.subject_id in open_:
            return Proposed(terms)
        wanted = self.book.categories(OF_RULEBOOK[kind])[category].code
        return Proposed(terms, wanted, _BEYOND if category == BEST else _FAILED)

    def _open(self, terms: Sequence[Terms], drawn: dict[int, int]) -> set[int]:
        """Organizations drawn as best to which the rules leave that open, given how their members were rated."""
        best = [one for one in terms if one.subject.kind != SubjectKind.MEMBER and drawn.get(one.subject_id) == BEST]
        facts, ask = facts_of(self.campaign, best), Ceilings(self.book)
        found = set()
        for one in best:
            category = ask(OF_RULEBOOK[SubjectKind(one.subject.kind)], facts[one.subject_id]).category
            if category is not None and category.rank == 1:
                found.add(one.subject_id)
        return found


def groups_of(campaign: Campaign, bodies: dict[str, int], cells: dict[int, tuple[str, str]]) -> dict[str, Group]:
    """Those who review in a campaign by grassroots organization; `cells` gives body and sector by organization."""
    found = {code: Group(code, organization_id) for code, organization_id in bodies.items()}
    for one in due(campaign).order_by("place_id", "subject_id"):
        if one.place_id in cells:
            code, sector = cells[one.place_id]
            found[code].sectors[one.place_id] = sector
            found[code].terms[SubjectKind(one.subject.kind)].append(one)
    return found
