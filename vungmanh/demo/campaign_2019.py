"""The campaign of 2019 as it stood on 20/12/2019: half done, so that whoever looks at it can take every step.

Kim Phú waits for its committee's decision on the last cells with their collectives and for the district's on itself;
in Chân Sơn a member contests a result; in Thắng Quân one cell is still writing, one can vote, one has its proposals. Of
the others some have written everything, some half, some nothing: these are late.
"""

from collections.abc import Mapping
from datetime import date
from random import Random

from vungmanh.campaigns.deciding.contesting import contest
from vungmanh.campaigns.models import SubjectKind, Terms, Treatment
from vungmanh.campaigns.review.reviewing import save_draft
from vungmanh.campaigns.running.actions import open_campaign
from vungmanh.demo.campaign_2018 import district_of, grouped, hold_all
from vungmanh.demo.drawing import lots
from vungmanh.demo.ratings import BEST, COMPLETED, GOOD
from vungmanh.demo.steps import Group, Steps
from vungmanh.demo.tree import body_of
from vungmanh.foundation.actors import Actor
from vungmanh.foundation.decisions import Decision
from vungmanh.members.models import Member
from vungmanh.organizations.models import Organization

YEAR = 2019
OPENED = date(2019, 12, 2)
CALENDAR = {
    "self_review": date(2019, 12, 15),
    "review": date(2019, 12, 25),
    "proposal": date(2019, 12, 31),
    "decision": date(2020, 1, 20),
}
VOTING, PROPOSED = "thang-quan-truong-tieu-hoc", "thang-quan-truong-thcs"
"""Cells of Thắng Quân: one that has reviewed and can vote, one with its proposals."""
_DECISIONS = {
    "kim-phu": Decision("41-QĐ/ĐU", date(2019, 12, 18)),
    "chan-son": Decision("33-QĐ/ĐU", date(2019, 12, 17)),
}
_WAITING = 4
"""Cells of Kim Phú whose members and rating the committee has not decided yet."""
_WRITTEN, _HALF = 8, 14
"""Of the other organizations: how many have written everything, and how many half."""
_SHARES = {BEST: 9, GOOD: 73, COMPLETED: 18}
_DRAFT = {
    "parts": {
        "results": "Tham gia đầy đủ các kỳ sinh hoạt của chi bộ. Cùng tổ phụ nữ thôn giữ sạch đoạn đường tự quản.",
        "limits": "Còn ngại nêu ý kiến khi thảo luận",
        "causes": "",
        "remedies": "",
        "commitments": "",
    },
    "levels": {"tasks": "good"},
    "claimed": "",
    "signs": {},
}
_WHY = "Tôi đã hoàn thành cả hai việc chi bộ giao trong quý IV, biên bản họp ngày 02/12/2019 có ghi; đề nghị xem lại."


def begin_2019(*, by: Actor, members: Mapping[str, Member], ids: Mapping[str, Organization], member: str) -> None:
    """Open the campaign and take it half way; `member` is the code of her who has begun to write."""
    campaign = open_campaign(by=by, root=district_of(ids, YEAR), year=YEAR, on=OPENED, calendar=CALENDAR)
    groups = grouped(campaign, ids)
    for group in groups.values():
        _draw(group)
    steps = Steps(by, campaign)
    _kim_phu(steps, groups["kim-phu"], district=district_of(ids, YEAR).organization_id)
    _chan_son(steps, groups["chan-son"])
    _thang_quan(steps, groups["thang-quan"], ids, members[member])
    others = [code for code in body_of() if code not in ("kim-phu", "chan-son", "thang-quan")]
    lots("who wrote in 2019").shuffle(others)
    for place, code in enumerate(others[: _WRITTEN + _HALF]):
        everybody = _due(groups[code])
        terms = everybody if place < _WRITTEN else everybody[::2]
        steps.hand_in(groups[code], terms, on=date(2019, 12, 9 + place % 7))


def _draw(group: Group) -> None:
    """Which category everybody would end in."""
    rng = lots(f"drawn for 2019 in {group.code}")
    for one in _due(group):
        if one.treatment == Treatment.RATED:
            group.drawn[one.subject_id] = rng.choices(list(_SHARES), list(_SHARES.values()))[0]


def _due(group: Group) -> list[Terms]:
    return [one for kind in SubjectKind for one in group.terms[kind]]


def _kim_phu(steps: Steps, group: Group, *, district: int) -> None:
    """All reviewed and proposed; the committee decided on all but the last cells, the district on nothing."""
    home, decision = group.organization_id, _DECISIONS[group.code]
    steps.hand_in(group, _due(group), on=date(2019, 12, 6), fully=True)
    hold_all(steps, group, on=date(2019, 12, 12))
    steps.propose(home, group.members(), on=date(2019, 12, 16))
    steps.propose(home, group.collectives, on=date(2019, 12, 16))
    done = set(sorted(one.place_id for one in group.cells)[:-_WAITING])
    reviewed = [one for one in group.members(Treatment.REVIEWED) if one.place_id in done]
    persons = [one for one in group.members() if one.place_id in done]
    steps.decide(group, persons, decision, body=home, reviewed=reviewed)
    steps.propose(home, group.cells, on=date(2019, 12, 18))
    bodies = [one for one in [*group.collectives, *group.cells] if one.place_id in done]
    steps.decide(group, bodies, decision, body=home)
    steps.propose(district, group.own, on=date(2019, 12, 19))


def _chan_son(steps: Steps, group: Group) -> None:
    """The members are decided, their cells are not; one member contests."""
    home = group.organization_id
    steps.hand_in(group, _due(group), on=date(2019, 12, 5), fully=True)
    hold_all(steps, group, on=date(2019, 12, 11))
    steps.propose(home, group.members(), on=date(2019, 12, 14))
    reviewed = group.members(Treatment.REVIEWED)
    steps.decide(group, group.members(), _DECISIONS[group.code], body=home, reviewed=reviewed)
    who = next(one for one in group.members() if group.drawn[one.subject_id] == COMPLETED)
    asking = Actor(name="", capacity="đảng viên", member_id=who.subject.whose)
    contest(by=asking, terms=who, why=_WHY, on=date(2019, 12, 19), wanted="good")


def _thang_quan(steps: Steps, group: Group, ids: Mapping[str, Organization], member: Member) -> None:
    """Làng Chẩu 1 is writing, one cell has reviewed and one has its proposals; elsewhere half have written."""
    done = {ids[VOTING].pk, ids[PROPOSED].pk}
    rng = lots("who wrote in Thắng Quân in 2019")
    early = [one for one in _due(group) if one.place_id in done or _has_written(rng, one, member)]
    steps.hand_in(group, early, on=date(2019, 12, 10), fully=True)
    own = [one for one in group.members() if one.subject.whose == member.pk]
    save_draft(subject=own[0].subject, content=_DRAFT, edition=0)
    steps.hold(group, sorted(done), on=date(2019, 12, 17))
    proposed = [one for one in group.members() if one.place_id == ids[PROPOSED].pk]
    steps.propose(ids[PROPOSED].pk, proposed, on=date(2019, 12, 18))


def _has_written(rng: Random, one: Terms, member: Member) -> bool:
    return one.subject.kind == SubjectKind.MEMBER and one.subject.whose != member.pk and rng.random() < 0.5
