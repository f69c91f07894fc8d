"""Which categories suggest themselves to a committee, and for whom none does: what is filled in before it chooses."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

from vungmanh.campaigns.models import Campaign, SubjectKind, Terms
from vungmanh.campaigns.rating.proposals import Before, before_committee
from vungmanh.campaigns.rating.proposing import AT_ONCE, suggested
from vungmanh.campaigns.subjects import OF_RULEBOOK, book_of


class Left(StrEnum):
    """Why no category suggests itself for a subject."""

    VOTING = "voting"
    VOTE_CHOSE_NONE = "vote_chose_none"
    NOT_HANDED_IN = "not_handed_in"
    NOT_REVIEWED = "not_reviewed"
    NOTHING_CLAIMED = "nothing_claimed"

    @property
    def words(self) -> Promise | str:
        """The reason in words."""
        return _WORDS[self]


_WORDS: Mapping[Left, Promise | str] = {
    Left.VOTING: gettext_lazy("bỏ phiếu chưa kết thúc"),
    Left.VOTE_CHOSE_NONE: gettext_lazy("bỏ phiếu không mức nào đủ phiếu"),
    Left.NOT_HANDED_IN: gettext_lazy("chưa nộp bản tự kiểm điểm"),
    Left.NOT_REVIEWED: gettext_lazy("chưa kiểm điểm"),
    Left.NOTHING_CLAIMED: gettext_lazy("chưa tự nhận mức và chưa bỏ phiếu"),
}


@dataclass(frozen=True, slots=True)
class Suggestions:
    """A category by subject, and those for whom none suggests itself, by reason."""

    categories: Mapping[int, str]
    left: Mapping[Left, Sequence[Before]]


def suggestions(campaign: Campaign, rows: Sequence[Before]) -> Suggestions:
    """For everybody without a proposal: what the vote chose, else what was claimed, held down to the ceiling.

    Nothing for who has not been reviewed, and nothing on the ceiling alone: that no condition speaks against the best
    category is no reason to propose it.
    """
    book, categories = book_of(campaign), dict[int, str]()
    left: dict[Left, list[Before]] = defaultdict(list)
    for row in rows:
        if row.proposal or row.ruling:
            continue
        if (why := _why_none(row)) is not None:
            left[why].append(row)
        else:
            kind = OF_RULEBOOK[SubjectKind(row.terms.subject.kind)]
            categories[row.terms.subject_id] = suggested(book, kind, _wished(row), row.ceiling)
    return Suggestions(categories, {why: left[why] for why in Left if why in left})


def suggested_to(campaign: Campaign, terms: Sequence[Terms]) -> Suggestions:
    """The same for any number of subjects, read in batches."""
    batches = [terms[start : start + AT_ONCE] for start in range(0, len(terms), AT_ONCE)]
    found = [suggestions(campaign, before_committee(campaign, batch)) for batch in batches]
    categories = {id_: code for one in found for id_, code in one.categories.items()}
    left = {why: [row for one in found for row in one.left.get(why, ())] for why in Left}
    return Suggestions(categories, {why: rows for why, rows in left.items() if rows})


def _why_none(row: Before) -> Left | None:
    vote = row.vote
    if vote is not None and not vote.reached:
        return Left.VOTE_CHOSE_NONE if vote.is_over else Left.VOTING
    if not row.is_reviewed:
        return Left.NOT_REVIEWED if row.is_handed_in else Left.NOT_HANDED_IN
    return None if _wished(row) else Left.NOTHING_CLAIMED


def _wished(row: Before) -> str:
    return row.vote.reached if row.vote and row.vote.reached else row.claimed
