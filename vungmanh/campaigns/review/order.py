"""The order of the review, as far as the year's rulebook knows it; that of the rating is in `rating.order`."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from vungmanh.campaigns.models import Campaign, Held, SubjectKind, Terms
from vungmanh.campaigns.naming import names_in
from vungmanh.campaigns.subjects import book_of, due, terms_in
from vungmanh.foundation.citations import Citation
from vungmanh.foundation.dates import year_end
from vungmanh.foundation.refusals import Refusal
from vungmanh.members.models import Post, PostHeld
from vungmanh.rulebooks.conduct import Group, Precedence, Process

_HEADS = (Post.SECRETARY,)
_DEPUTIES = (Post.STANDING_DEPUTY, Post.DEPUTY)
HEAD, DEPUTY, OTHER = range(3)
"""The place of a person in the order of the review."""


@dataclass(frozen=True, slots=True)
class Before:
    """Somebody who comes first and is not done: who, in words, and the rule that says so."""

    subject_id: int
    who: str
    citation: Citation
    rule: str


def knows(campaign: Campaign, process: Process, first: Group, then: Group) -> Precedence | None:
    """The rule of the campaign's book that puts one before the other; None where the book has none."""
    rules = book_of(campaign).order(process)
    return next((rule for rule in rules if (rule.first, rule.then) == (first, then)), None)


def before_review(campaign: Campaign, terms: Sequence[Terms]) -> list[Before]:
    """Who has to be reviewed before these, taken in their order, and has not been."""
    places = {one.place_id for one in terms}
    around: dict[int, list[Terms]] = defaultdict(list)
    for other in due(campaign, places=places):
        around[other.place_id].append(other)
    there = terms_in(campaign, places=places).values("subject_id")
    done = set(Held.objects.effective().filter(subject__in=there).values_list("subject_id", flat=True))
    ranks = ranks_in(campaign, places)
    missing: list[tuple[Terms, Precedence]] = []
    for one in terms:
        first = _first(campaign, one, around[one.place_id], ranks)
        missing += [(other, rule) for other, rule in first if other.subject_id not in done]
        done.add(one.subject_id)
    return told(campaign, missing)


def check_review_order(campaign: Campaign, terms: Sequence[Terms]) -> None:
    """Refuse a review of somebody before those who come first by the rulebook."""
    missing = before_review(campaign, terms)
    if missing:
        raise out_of_order(missing, _("Chưa kiểm điểm: {who}."))


def _first(
    campaign: Campaign, one: Terms, around: Iterable[Terms], ranks: dict[tuple[int, int], int]
) -> Iterable[tuple[Terms, Precedence]]:
    """Those reviewed in the same place who come before one, with the rule."""
    if one.subject.kind != SubjectKind.MEMBER:
        return
    collective = knows(campaign, Process.REVIEW, Group.COLLECTIVE, Group.INDIVIDUAL)
    own = ranks.get((one.place_id, one.subject.whose), OTHER)
    for other in around:
        if other.subject_id == one.subject_id:
            continue
        if other.subject.kind == SubjectKind.COLLECTIVE and collective:
            yield other, collective
        elif other.subject.kind == SubjectKind.MEMBER:
            rank = ranks.get((other.place_id, other.subject.whose), OTHER)
            rule = _ranked(campaign, rank, own) if rank < own else None
            if rule:
                yield other, rule


def _ranked(campaign: Campaign, first: int, then: int) -> Precedence | None:
    pairs = {
        (HEAD, DEPUTY): [(Group.HEAD, Group.DEPUTY)],
        (DEPUTY, OTHER): [(Group.DEPUTY, Group.OTHER), (Group.LEADER, Group.OTHER)],
        (HEAD, OTHER): [(Group.HEAD, Group.OTHER), (Group.DEPUTY, Group.OTHER), (Group.LEADER, Group.OTHER)],
    }
    for pair in pairs.get((first, then), []):
        rule = knows(campaign, Process.REVIEW, *pair)
        if rule:
            return rule
    return None


def ranks_in(campaign: Campaign, places: Iterable[int]) -> dict[tuple[int, int], int]:
    """Heads and deputies of the places at the end of the year, by place and member."""
    held = PostHeld.objects.on(year_end(campaign.year)).filter(
        organization__in=list(places), post__in=(*_HEADS, *_DEPUTIES)
    )
    ranks: dict[tuple[int, int], int] = {}
    for place, member, post in held.values_list("organization_id", "member_id", "post"):
        rank = HEAD if post in _HEADS else DEPUTY
        ranks[place, member] = min(rank, ranks.get((place, member), OTHER))
    return ranks


def out_of_order(missing: Sequence[Before], sentence: str) -> Refusal:
    """The refusal that names who comes first and the rule; `sentence` has a place for «who»."""
    names = ", ".join(one.who for one in missing[:5])
    more = _(" và {count} đối tượng khác").format(count=len(missing) - 5) if len(missing) > 5 else ""
    return Refusal(
        "campaigns.out_of_order",
        sentence.format(who=names + more),
        remedy=_("Làm trước những đối tượng này: {rule}.").format(rule=missing[0].rule),
        because=missing[0].citation,
    )


def told(campaign: Campaign, first: Sequence[tuple[Terms, Precedence]]) -> list[Before]:
    """Those who come first, each once, in words."""
    rules = {terms.subject_id: (terms, rule) for terms, rule in reversed(first)}
    names = names_in(campaign, [terms for terms, _rule in rules.values()])
    language = get_language() or "vi"
    return [
        Before(id_, names[id_], rule.citation, rule.text.say(language))
        for id_, (_terms, rule) in reversed(rules.items())
    ]
