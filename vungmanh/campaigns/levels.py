"""The criteria that a subject is given levels or points for, and what the rules read from them."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from functools import cache

from django.utils.translation import gettext as _

from vungmanh.foundation.citations import Citation
from vungmanh.foundation.refusals import Refusal
from vungmanh.foundation.texts import Text
from vungmanh.rulebooks import shelf
from vungmanh.rulebooks.conduct import CriteriaGroup, Role
from vungmanh.rulebooks.rulebook import Rulebook, Subject

_SUMMED_UP = Text("Đánh giá chung", "Overall")
_TASKS = Text(
    "Kết quả thực hiện nhiệm vụ được giao (lấy tiêu chí thấp nhất)", "Results of assigned tasks (the lowest criterion)"
)
_OTHERS = Text("Các tiêu chí còn lại (lấy tiêu chí thấp nhất)", "All other criteria (the lowest criterion)")


@dataclass(frozen=True, slots=True)
class Asked:
    """One thing that is given a level, or points up to `most`.

    Where the criteria of a year were not seen, the two summary levels that its rules ask for stand in their place.
    """

    code: str
    text: Text
    heading: Text
    role: Role
    citation: Citation
    most: int | None = None


@cache
def asked(book: Rulebook, subject: Subject) -> tuple[Asked, ...]:
    """What is given levels or points under a book, in the order of its form."""
    found: list[Asked] = []
    for group in book.criteria(subject):
        found += _of_group(group)
    return tuple(found)


def _of_group(group: CriteriaGroup) -> list[Asked]:
    if group.points is not None:
        return [Asked(group.code, group.text, group.text, group.role, group.citation, group.points)]
    if group.unseen:
        return [
            Asked("tasks", _TASKS, _SUMMED_UP, Role.TASK, group.citation),
            Asked("others", _OTHERS, _SUMMED_UP, Role.OTHER, group.citation),
        ]
    return [Asked(each.code, each.text, group.text, group.role, group.citation) for each in group.criteria]


def scale() -> dict[str, Text]:
    """The levels of one criterion, the lowest first."""
    return {choice.code: choice.text for choice in shelf.facts()["task_criteria_lowest"].choices}


def check_levels(book: Rulebook, subject: Subject, levels: Mapping[str, object]) -> dict[str, object]:
    """The levels and points that were given, those left open apart; Refusal for what the form does not have."""
    wanted = {each.code: each for each in asked(book, subject)}
    return {code: _checked(wanted, code, value) for code, value in levels.items() if value not in ("", None)}


def _checked(wanted: Mapping[str, Asked], code: str, value: object) -> object:
    if code not in wanted:
        raise Refusal(
            "campaigns.unknown_criterion", _("Không có tiêu chí “{code}” trong mẫu của năm.").format(code=code)
        )
    most = wanted[code].most
    if most is None:
        if value not in scale():
            raise Refusal(
                "campaigns.unknown_level",
                _("“{value}” không phải là một cấp độ.").format(value=value),
                remedy=_("Các cấp độ: {names}.").format(names=", ".join(scale())),
            )
        return value
    points = _points(value)
    if points is None or not 0 <= points <= most:
        raise Refusal(
            "campaigns.points_beyond",
            _("Điểm “{value}” không nằm trong khoảng từ 0 đến {most}.").format(value=value, most=most),
            remedy=_("Ghi số điểm trong khung của năm."),
        )
    return str(points)


def _points(value: object) -> Decimal | None:
    try:
        points = Decimal(str(value).replace(",", "."))
    except InvalidOperation:
        return None
    return points if points.is_finite() else None


def facts_from(book: Rulebook, subject: Subject, levels: Mapping[str, object]) -> dict[str, object]:
    """What the rules ask for, as far as the levels tell it: nothing of a group of which one criterion is open.

    Which criteria are the basic ones was not seen: when the lowest of all is average or better, theirs is too.
    """
    wanted = asked(book, subject)
    if any(each.most is not None for each in wanted):
        given = [levels.get(each.code) for each in wanted]
        return {} if None in given else {"points": sum(Decimal(str(one)) for one in given)}
    order = list(scale())
    facts: dict[str, object] = {}
    for name, role in (("task_criteria_lowest", Role.TASK), ("other_criteria_lowest", Role.OTHER)):
        given = [levels.get(each.code) for each in wanted if each.role is role]
        if given and None not in given:
            facts[name] = min((str(one) for one in given), key=order.index)
    if len(facts) == 2:
        lowest = min((str(one) for one in facts.values()), key=order.index)
        if order.index(lowest) >= order.index("average"):
            facts["basic_criteria_lowest"] = lowest
    return facts
