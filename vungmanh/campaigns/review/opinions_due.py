"""Whose opinion a subject needs before it is rated, and on which regulation that rests."""

from dataclasses import dataclass

from vungmanh.campaigns.models import OpinionKind, SubjectKind, Terms
from vungmanh.campaigns.subjects import OF_RULEBOOK, book_of
from vungmanh.foundation.texts import Text
from vungmanh.organizations.models import Placement, Sector
from vungmanh.rulebooks.bodies import Body

_OLD_RESIDENCE = Text("Quy định 76-QĐ/TW ngày 15/6/2000 của Bộ Chính trị", "Politburo Regulation 76-QĐ/TW, 15/6/2000")
_NEW_RESIDENCE = Text("Quy định 213-QĐ/TW ngày 02/01/2020 của Bộ Chính trị", "Politburo Regulation 213-QĐ/TW, 2/1/2020")
NEW_RESIDENCE_FROM = 2020
"""The first year whose comments from the place of residence rest on 213-QĐ/TW."""
AT_WORK = frozenset({Sector.OFFICE, Sector.SCHOOL, Sector.ENTERPRISE, Sector.ARMED_FORCES})
"""Sectors of cells whose members are enrolled where they work: the committee where they live comments on them."""
AT_HOME = frozenset({Sector.VILLAGE, Sector.RESIDENTIAL_GROUP})
"""Sectors of cells whose members are enrolled where they live."""

_WHEN = {
    OpinionKind.SUPERIOR_HINT: Text(
        "trước khi viết bản tự kiểm điểm, nếu cấp trên có", "before the self-review, if any"
    ),
    OpinionKind.RESIDENCE: Text("trước hội nghị kiểm điểm", "before the meeting"),
    OpinionKind.OLD_CELL: Text("trước hội nghị kiểm điểm", "before the meeting"),
    OpinionKind.HOST_CELL: Text("trước hội nghị kiểm điểm", "before the meeting"),
    OpinionKind.MASS_ORGANIZATIONS: Text("trước khi đề xuất mức", "before a category is proposed"),
    OpinionKind.CRITICISM: Text("tại hội nghị, theo biên bản", "in the meeting, as minuted"),
}
_ELSEWHERE = frozenset({OpinionKind.OLD_CELL, OpinionKind.HOST_CELL})
_OF_MEMBERS = _ELSEWHERE | {OpinionKind.RESIDENCE}


@dataclass(frozen=True, slots=True)
class Due:
    """One kind of opinion: when it is to be given, whether this subject needs it, and by which regulation.

    `is_usual` tells whether subjects like this one are given it at all: cells elsewhere comment where it is theirs, the
    place of residence where it is not the cell itself.
    """

    kind: OpinionKind
    when: Text
    needed: bool
    is_usual: bool
    rests_on: Text | None = None


def opinions_due(terms: Terms, place: Placement) -> list[Due]:
    """The kinds that a subject may be given, in the order of the regulations."""
    member = terms.subject.kind == SubjectKind.MEMBER
    needed = needed_of(terms, place)
    unusual = _ELSEWHERE | ({OpinionKind.RESIDENCE} if place.sector in AT_HOME else set())
    return [
        Due(
            kind,
            _WHEN[kind],
            kind in needed,
            kind in needed or kind not in unusual,
            _residence(terms) if kind is OpinionKind.RESIDENCE else None,
        )
        for kind in OpinionKind
        if member or kind not in _OF_MEMBERS
    ]


def needed_of(terms: Terms, place: Placement) -> frozenset[OpinionKind]:
    """The kinds without which the rating of this subject is incomplete.

    Where a member lives is not recorded: who is enrolled at work is taken to need the comment from the place of
    residence.
    """
    if terms.subject.kind != SubjectKind.MEMBER:
        return frozenset()
    found = {OpinionKind.RESIDENCE} if place.sector in AT_WORK else set()
    if terms.comment_from_id is not None:
        found.add(OpinionKind.OLD_CELL)
    cases = {case.code: case for case in book_of(terms.subject.campaign).special_cases(OF_RULEBOOK[SubjectKind.MEMBER])}
    if any(Body.HOST_CELL in cases[code].comments for code in terms.special if code in cases):
        found.add(OpinionKind.HOST_CELL)
    return frozenset(found)


def _residence(terms: Terms) -> Text:
    return _NEW_RESIDENCE if terms.subject.campaign.year >= NEW_RESIDENCE_FROM else _OLD_RESIDENCE
