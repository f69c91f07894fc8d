"""What subjects wrote and levelled of themselves, drawn so that the year's rules lead to the category drawn for them.

The category follows from levels, claims, facts and votes: a claim too high is held down by the rules, and whoever
changes one level here changes the figure.
"""

from collections.abc import Mapping
from random import Random

from vungmanh.campaigns.levels import asked
from vungmanh.campaigns.models import SubjectKind
from vungmanh.campaigns.review.reviewing import Written
from vungmanh.campaigns.subjects import OF_RULEBOOK
from vungmanh.demo import sentences
from vungmanh.demo.ratings import BEST, COMPLETED, FAILED, GOOD
from vungmanh.rulebooks.conduct import Role
from vungmanh.rulebooks.rulebook import Rulebook

_LEVELS = {
    BEST: (("excellent", "excellent"), ("excellent", "good")),
    GOOD: (("good", "good"), ("good", "good"), ("good", "excellent"), ("good", "average")),
    COMPLETED: (("average", "average"), ("average", "good")),
    FAILED: (("poor", "average"), ("average", "average")),
}
"""Levels of tasks and of everything else that lead to a category, the more usual ones repeated."""
_CLAIMED_HIGHER = {GOOD: 0.06, COMPLETED: 0.12, FAILED: 1.0}
"""How many claim one category more than the rules then leave open."""
_CHANCE_LEVELS = ("average", "good", "excellent")


def by_member(rng: Random, book: Rulebook, category: int | None, sector: str, *, fully: bool = False) -> Written:
    """The self-review of a member who ends in a category; None for one who is not rated and claims nothing."""
    parts = sentences.of_member(rng, sector, fully=fully)
    if category is None:
        return Written(parts)
    return Written(parts, _levels(rng, book, SubjectKind.MEMBER, category), _claim(rng, book, category))


def by_body(rng: Random, book: Rulebook, kind: SubjectKind, category: int | None) -> Written:
    """The self-review of an organization, or of its leading collective."""
    parts = sentences.of_body(rng, kind)
    if category is None:
        return Written(parts)
    return Written(parts, _levels(rng, book, kind, category), _claim(rng, book, category))


def facts_behind(rng: Random, category: int) -> tuple[Mapping[str, object], str]:
    """What the committee entered about a member, and where it stands; nothing about most."""
    if category == BEST:
        return {"outstanding_results_recognized": True}, "Giấy khen, sổ theo dõi thi đua"
    if category == FAILED and rng.random() < 0.7:
        return {"disciplined": True}, f"Quyết định thi hành kỷ luật số {rng.randint(2, 60):02}"
    return ({"tasks_done_share": "0.4"}, "Bảng theo dõi công việc của chi ủy") if category == FAILED else ({}, "")


def _levels(rng: Random, book: Rulebook, kind: SubjectKind, category: int) -> dict[str, str]:
    """A level for each criterion, the lowest of tasks and of the others as drawn."""
    tasks, others = rng.choice(_LEVELS[category])
    wanted = asked(book, OF_RULEBOOK[kind])
    lowest = {Role.TASK: tasks, Role.OTHER: others}
    left = {Role.TASK, Role.OTHER}
    levels = {}
    for each in wanted:
        least = lowest[each.role]
        levels[each.code] = least if each.role in left else _at_least(rng, least)
        left.discard(each.role)
    return levels


def _at_least(rng: Random, least: str) -> str:
    better = _CHANCE_LEVELS[_CHANCE_LEVELS.index(least) :] if least in _CHANCE_LEVELS else (least, *_CHANCE_LEVELS)
    return rng.choice(better)


def _claim(rng: Random, book: Rulebook, category: int) -> str:
    higher = rng.random() < _CLAIMED_HIGHER.get(category, 0)
    return book.categories(OF_RULEBOOK[SubjectKind.MEMBER])[category - higher].code
