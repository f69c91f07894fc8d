"""The campaign of 2018, step by step in every grassroots organization: its figures come out of its own records.

It was opened in November 2018; the grassroots committees decided in January 2019, the district on 18 January, and the
province on the district in February.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta

from vungmanh.campaigns.models import Campaign, Subject, SubjectKind, Terms, Treatment
from vungmanh.campaigns.running.actions import open_campaign
from vungmanh.campaigns.running.closing import close_campaign
from vungmanh.demo.drawing import lots, some_day
from vungmanh.demo.histories import LAST, histories
from vungmanh.demo.honours import honour_2018
from vungmanh.demo.member_years import MemberYear, member_years
from vungmanh.demo.people import Person
from vungmanh.demo.ratings import GOOD
from vungmanh.demo.recording import count_rows
from vungmanh.demo.steps import Group, Steps, groups_of
from vungmanh.demo.tree import DISTRICT, Body, bodies, body_of
from vungmanh.demo.votes import vote_in_cells
from vungmanh.demo.years import decision_of, decision_of_district, justify_caps
from vungmanh.foundation.actors import Actor
from vungmanh.foundation.dates import year_end
from vungmanh.foundation.decisions import Decision
from vungmanh.members.models import Member
from vungmanh.organizations.models import Organization, Placement
from vungmanh.organizations.queries import placement_of

OPENED = date(2018, 11, 15)
CALENDAR = {
    "self_review": date(2018, 12, 10),
    "review": date(2018, 12, 26),
    "proposal": date(2019, 1, 12),
    "decision": date(2019, 2, 28),
}
BY_PROVINCE = Decision("2107-QĐ/TU", date(2019, 2, 20))
CLOSED = date(2019, 2, 28)
WRITTEN_OUT = ("thang-quan", "kim-phu", "chan-son")
"""Where the self-reviews have all their parts; elsewhere they are short."""

VOTED = ("thang-quan",)
"""Whose cells voted on their members, by paper: for 2018 whether a cell votes is left to the locality."""


def run_2018(
    *,
    by: Actor,
    people: Sequence[Person],
    members: Mapping[str, Member],
    ids: Mapping[str, Organization],
    leading: frozenset[Person],
) -> None:
    """Run the campaign from opening to closing."""
    root = district_of(ids, LAST)
    campaign = open_campaign(by=by, root=root, year=LAST, on=OPENED, calendar=CALENDAR)
    count_rows(Subject, Terms)
    groups = grouped(campaign, ids)
    drawn = member_years(people, year=LAST, leading=leading)
    _draw(groups, [one for rows in drawn.values() for one in rows], members)
    steps = Steps(by, campaign)
    for body in bodies():
        rate_below(steps, body, groups[body.code])
    _rate_above(steps, groups, ids[DISTRICT].pk)
    honour_2018(by=by, campaign=campaign, ids=ids)
    close_campaign(by=by, campaign=campaign, root=root, on=CLOSED)
    justify_caps(by=by, ids=ids)


def district_of(ids: Mapping[str, Organization], year: int) -> Placement:
    """The district as it stood at the end of a year."""
    found = placement_of(ids[DISTRICT].pk, on=year_end(year))
    assert found is not None
    return found


def grouped(campaign: Campaign, ids: Mapping[str, Organization]) -> dict[str, Group]:
    """Those who review in a campaign of the district by grassroots organization, and the district's own."""
    cells = {ids[cell.code].pk: (body.code, cell.sector) for body in bodies() for cell in body.cells}
    cells |= {ids[body.code].pk: (body.code, body.sector) for body in bodies()}
    cells[ids[DISTRICT].pk] = (DISTRICT, "office")
    return groups_of(campaign, {code: ids[code].pk for code in [DISTRICT, *body_of()]}, cells)


def rate_below(steps: Steps, body: Body, group: Group) -> None:
    """Everything up to the decision of the grassroots committee on its members, then on its cells."""
    rng = lots(f"calendar of 2018 in {body.code}")
    due = [one for kind in SubjectKind for one in group.terms[kind]]
    handed_in = some_day(rng, date(2018, 12, 1), date(2018, 12, 9))
    steps.hand_in(group, due, on=handed_in, fully=body.code in WRITTEN_OUT)
    steps.hear_residence(group, group.members(), on=handed_in + timedelta(days=1))
    meeting = handed_in + timedelta(days=rng.randint(3, 15))
    hold_all(steps, group, on=meeting)
    if body.code in VOTED:
        vote_in_cells(steps.by, steps.campaign, group, on=meeting)
    decide_below(steps, body, group)


def decide_below(steps: Steps, body: Body, group: Group) -> None:
    """The proposals of the cells and the committee, and the committee's decision."""
    decision = decision_of(body, LAST)
    assert decision.decided_on is not None
    home = group.organization_id
    steps.propose(home, group.members(), on=decision.decided_on - timedelta(days=2))
    steps.decide(group, group.members(), decision, body=home, reviewed=group.members(Treatment.REVIEWED))
    if group.cells:
        steps.propose(home, group.cells, on=decision.decided_on)
        steps.decide(group, group.cells, decision, body=home)


def hold_all(steps: Steps, group: Group, *, on: date) -> None:
    """The reviews in every cell, and last in the organization itself."""
    places = sorted({one.place_id for kind in SubjectKind for one in group.terms[kind]} - {group.organization_id})
    steps.hold(group, [*places, group.organization_id], on=on)


def _draw(groups: Mapping[str, Group], drawn: Iterable[MemberYear], members: Mapping[str, Member]) -> None:
    """Which category everybody is to end in: levels, claims and facts are made to lead there."""
    by_member = {members[one.person.code].pk: one.category for one in drawn}
    codes = dict(Organization.objects.effective().values_list("pk", "code"))
    for group in groups.values():
        for one in [each for kind in SubjectKind for each in group.terms[kind] if each.treatment == Treatment.RATED]:
            if one.subject.kind == SubjectKind.MEMBER:
                category = by_member[one.subject.whose]
            else:
                category = GOOD if group.code == DISTRICT else histories()[codes[one.place_id]][LAST]
            assert category is not None
            group.drawn[one.subject_id] = category


def _rate_above(steps: Steps, groups: Mapping[str, Group], district: int) -> None:
    """The district committee on the 55, then the province on the district."""
    own = groups[DISTRICT]
    steps.hand_in(own, [one for kind in SubjectKind for one in own.terms[kind]], on=date(2018, 12, 20))
    hold_all(steps, own, on=date(2018, 12, 28))
    below = Group(DISTRICT, district)
    for group in groups.values():
        below.drawn |= group.drawn
    terms = [one for code, group in groups.items() if code != DISTRICT for one in group.own]
    decision = decision_of_district(LAST)
    assert decision.decided_on is not None
    steps.propose(district, terms, on=decision.decided_on - timedelta(days=6))
    steps.decide(below, terms, decision, body=district)
    steps.propose(district, own.own, on=date(2019, 1, 25))
    steps.decide(own, own.own, BY_PROVINCE, body=district)
