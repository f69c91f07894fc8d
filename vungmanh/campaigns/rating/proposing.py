"""Proposals: the best category that the rules leave open, and what the committee proposes beside it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction

from django.utils.translation import gettext as _

from vungmanh.campaigns import events
from vungmanh.campaigns.checks import check_not_decided, check_rated, check_running
from vungmanh.campaigns.facts import Facts, facts_of
from vungmanh.campaigns.levels import check_levels, facts_from
from vungmanh.campaigns.models import Campaign, Proposal, SelfReview, SubjectKind, Terms
from vungmanh.campaigns.naming import name_of
from vungmanh.campaigns.rating.voted import Voted, check_not_voting, voted
from vungmanh.campaigns.review.reviewing import check_category
from vungmanh.campaigns.subjects import OF_RULEBOOK, book_of
from vungmanh.foundation.actors import Actor
from vungmanh.foundation.reasons import is_reason
from vungmanh.foundation.refusals import Refusal
from vungmanh.journal.writing import act
from vungmanh.rulebooks import engine
from vungmanh.rulebooks.rulebook import Rulebook, Subject
from vungmanh.rulebooks.traces import Ceiling

AT_ONCE = 2_000
"""Subjects about whom the database is asked in one query."""


@dataclass(frozen=True, slots=True)
class Proposed:
    """What a committee proposes for one subject; without a category the vote or the claim chooses it, and the rules."""

    terms: Terms
    category: str = ""
    reason: str = ""
    levels: Mapping[str, object] = field(default_factory=dict)


class Ceilings:
    """Asks the rulebook once for each set of equal facts that its conditions read.

    Thousands of members differ in a few dozen ways, once the facts that no condition reads are left aside.
    """

    def __init__(self, book: Rulebook) -> None:
        self.book = book
        self._answers: dict[tuple[object, ...], Ceiling] = {}
        self._read: dict[Subject, tuple[str, ...]] = {}

    def __call__(self, subject: Subject, facts: Facts) -> Ceiling:
        """The best category that the facts leave open to the subject."""
        key = (subject, *(facts.get(name) for name in self._names(subject)))
        if key not in self._answers:
            self._answers[key] = engine.ceiling(self.book, subject, facts)
        return self._answers[key]

    def _names(self, subject: Subject) -> tuple[str, ...]:
        if subject not in self._read:
            codes = [category.code for category in self.book.categories(subject)]
            tests = [each.test for code in codes for each in self.book.conditions(subject, code)]
            self._read[subject] = tuple(sorted({fact.code for test in tests for fact in test.facts()}))
        return self._read[subject]


def propose(
    *, by: Actor, campaign: Campaign, proposed: Sequence[Proposed], on: date, place: int | None = None
) -> list[Proposal]:
    """Propose categories; a new proposal replaces the old one until the subject is decided.

    `place` is the organization under which the journal files it, where the subjects belong to several.

    Raises Refusal for a subject that is not rated, decided already or being voted on, an unknown category, and without
    a reason a category beyond the ceiling or other than the vote chose; nothing is written then.
    """
    check_running(campaign)
    for one in proposed:
        check_rated(one.terms)
    ask = Ceilings(book_of(campaign))
    batches = [proposed[start : start + AT_ONCE] for start in range(0, len(proposed), AT_ONCE)]
    new = [proposal for batch in batches for proposal in _proposals(campaign, batch, ask, on)]
    with act(
        events.PROPOSED, by=by, on=on, place=place or _place(proposed), year=campaign.year, count=len(new)
    ) as proposing:
        for batch in batches:
            ids = [one.terms.subject_id for one in batch]
            proposing.withdraw(list(Proposal.objects.effective().filter(subject__in=ids)))
        proposing.record_many(new)
    return new


def _proposals(campaign: Campaign, proposed: Sequence[Proposed], ask: Ceilings, on: date) -> list[Proposal]:
    check_not_decided(campaign, [one.terms for one in proposed])
    facts = facts_of(campaign, [one.terms for one in proposed])
    ids = [one.terms.subject_id for one in proposed]
    claims = dict(SelfReview.objects.effective().filter(subject__in=ids).values_list("subject_id", "claimed"))
    votes = voted(campaign, [one.terms for one in proposed])
    check_not_voting(campaign, [one.terms for one in proposed], votes)
    wished = claims | {id_: vote.reached for id_, vote in votes.items() if vote.reached}
    for one in proposed:
        _check_chosen(campaign, one, wished.get(one.terms.subject_id, ""))
    new = [_proposal(campaign, one, facts[one.terms.subject_id], wished, ask, on) for one in proposed]
    for one, proposal in zip(proposed, new, strict=True):
        _check_vote(campaign, one, proposal, votes.get(one.terms.subject_id))
    return new


def _proposal(
    campaign: Campaign, one: Proposed, facts: Facts, wished: Mapping[int, str], ask: Ceilings, on: date
) -> Proposal:
    book = ask.book
    kind = OF_RULEBOOK[SubjectKind(one.terms.subject.kind)]
    levels = check_levels(book, kind, one.levels) if one.levels else {}
    known = {**facts, **facts_from(book, kind, levels)} if levels else facts
    answer = ask(kind, known)
    category = one.category or suggested(book, kind, wished[one.terms.subject_id], answer)
    check_category(campaign, one.terms.subject, category)
    _check_reason(campaign, book, kind, one, category, answer)
    return Proposal(
        subject=one.terms.subject,
        category=category,
        ceiling=answer.category.code if answer.category else "",
        verdict=str(answer.verdict),
        facts={name: stored(value) for name, value in known.items()},
        levels=levels,
        reason=one.reason.strip(),
        proposed_on=on,
    )


def suggested(book: Rulebook, kind: Subject, wished: str, answer: Ceiling) -> str:
    """The category that a vote chose or the subject claimed, held down to the ceiling."""
    ranks = {category.code: category.rank for category in book.categories(kind)}
    ceiling = answer.category.code if answer.category else max(ranks, key=lambda code: ranks[code])
    return max(wished, ceiling, key=lambda code: ranks[code])


def _check_reason(
    campaign: Campaign, book: Rulebook, kind: Subject, one: Proposed, category: str, answer: Ceiling
) -> None:
    ranks = {each.code: each.rank for each in book.categories(kind)}
    if answer.category is None or ranks[category] >= answer.category.rank or is_reason(one.reason):
        return
    raise Refusal(
        "campaigns.beyond_ceiling",
        _("Đề xuất cho {who} cao hơn mức mà các điều kiện cho phép (“{ceiling}”).").format(
            who=name_of(campaign, one.terms), ceiling=answer.category.name.vi
        ),
        remedy=_("Ghi lý do bằng một câu đầy đủ, hoặc đề xuất mức thấp hơn."),
        because=answer.category.citation,
    )


def _check_chosen(campaign: Campaign, one: Proposed, wished: str) -> None:
    """Refuse to let the ceiling alone choose: that nothing speaks against a category is no reason to propose it."""
    if not (one.category or wished):
        raise Refusal(
            "campaigns.nothing_to_propose",
            _("{who} chưa tự nhận mức và chưa bỏ phiếu, nên chưa có mức nào để đề xuất.").format(
                who=name_of(campaign, one.terms)
            ),
            remedy=_("Cấp ủy chọn mức đề xuất."),
        )


def _check_vote(campaign: Campaign, one: Proposed, proposal: Proposal, vote: Voted | None) -> None:
    """Ask for a reason where the proposal is not what the vote chose, unless the ceiling alone holds it lower."""
    if vote is None or not vote.is_over or is_reason(proposal.reason):
        return
    kind = OF_RULEBOOK[SubjectKind(one.terms.subject.kind)]
    ranks = {each.code: each.rank for each in book_of(campaign).categories(kind)}
    is_held_down = vote.reached and proposal.ceiling and ranks[proposal.ceiling] > ranks[vote.reached]
    if proposal.category == (proposal.ceiling if is_held_down else vote.reached):
        return
    who = name_of(campaign, one.terms)
    if not vote.reached:
        raise Refusal(
            "campaigns.vote_chose_none",
            _("Bỏ phiếu về {who}: không mức nào đạt tỷ lệ phiếu.").format(who=who),
            remedy=_("Cấp ủy chọn mức và ghi lý do bằng một câu đầy đủ, hoặc tổ chức bỏ phiếu lại."),
        )
    category = book_of(campaign).category(kind, vote.reached)
    raise Refusal(
        "campaigns.other_than_voted",
        _("Mức đề xuất cho {who} khác với mức đạt tỷ lệ phiếu (“{voted}”).").format(who=who, voted=category.name.vi),
        remedy=_("Ghi lý do bằng một câu đầy đủ, hoặc đề xuất đúng mức đã bỏ phiếu."),
    )


def _place(proposed: Sequence[Proposed]) -> int | None:
    """The place of the proposals, where it is the same for all."""
    places = {one.terms.place_id for one in proposed}
    return places.pop() if len(places) == 1 else None


def stored(value: object) -> object:
    """A fact as JSON can keep it: exact numbers as text."""
    if isinstance(value, bool | int | str) or value is None:
        return value
    return str(Fraction(value)) if isinstance(value, Fraction) else str(value)
