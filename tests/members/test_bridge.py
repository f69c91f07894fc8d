"""The bridge between two days closes to zero whatever happens, and its parts add up."""

from collections import Counter
from datetime import date, timedelta
from itertools import pairwise
from typing import Any

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from tests.conftest import District
from tests.record import rolled_back
from vungmanh.foundation.actors import Actor
from vungmanh.foundation.refusals import Refusal
from vungmanh.lists.addresses import choice_of
from vungmanh.lists.bridge import BRIDGE
from vungmanh.members.actions import NewMember, end_memberships, enrol_members, transfer_members
from vungmanh.members.bridge import FEWEST_TOLD, Bridge, Flow, bridge
from vungmanh.members.models import Leaving, Membership, Standing
from vungmanh.members.queries import headcount
from vungmanh.organizations.models import Placement
from vungmanh.organizations.queries import placement_of
from vungmanh.proceedings.reorganization import dissolve_organization, move_organization

FIRST, SECOND = date(2018, 12, 31), date(2019, 12, 31)
DURING = date(2019, 5, 1)


def bridged(district: District, code: str = "yen-thu") -> Bridge:
    return bridge(district.placement(code, SECOND), first=FIRST, second=SECOND)


def flows(found: Bridge, code: str) -> dict[str, int]:
    return dict(next(part for part in found.parts if part.code == code).flows)


def enrol(operator: Actor, district: District, code: str, cell: str, joined_on: date | None, on: date = DURING) -> Any:
    particulars = {"full_name": "Vi Văn Mới", "joined_on": joined_on}
    new = NewMember(code, district.organizations[cell].pk, on, Standing.PROBATIONARY, particulars)
    return enrol_members(by=operator, new=[new])[0]


@pytest.fixture
def moved(district: District, operator: Actor) -> District:
    """One of every kind in 2019."""
    at, who = district.organizations, district.members
    enrol(operator, district, "new-1", "dong-xa-1", DURING)
    enrol(operator, district, "new-2", "kho-bac", date(2001, 1, 1))
    enrol(operator, district, "new-3", "tay-xa-1", None)
    transfer_members(by=operator, transfers=[(who["dv-02"], at["dong-xa-2"].pk, DURING)])
    transfer_members(by=operator, transfers=[(who["dv-03"], at["tay-xa-1"].pk, DURING)])
    ends = (("dv-05", Leaving.DIED), ("dv-07", Leaving.TRANSFERRED), ("dv-09", Leaving.EXPELLED))
    end_memberships(by=operator, endings=[(who[code], why, DURING) for code, why in ends])
    return district


def test_everybody_who_came_or_went_is_counted_under_a_name(moved: District) -> None:
    found = bridged(moved)
    assert (found.total.before, found.total.after, found.total.remainder) == (9, 9, 0)
    named = {Flow.ADMITTED: 1, Flow.CAME: 1, Flow.CAME_UNKNOWN: 1, Flow.DIED: 1, Flow.LEFT_FOR: 1, Flow.LEFT_PARTY: 1}
    assert found.total.flows == named
    assert flows(found, "dong-xa") == {Flow.ADMITTED: 1, Flow.LEFT_SIBLING: 1, Flow.DIED: 1}
    assert flows(found, "tay-xa") == {Flow.CAME_UNKNOWN: 1, Flow.CAME_SIBLING: 1, Flow.LEFT_FOR: 1}
    assert flows(bridged(moved, "dong-xa"), "dong-xa-1") == {Flow.ADMITTED: 1, Flow.LEFT_SIBLING: 1, Flow.LEFT_FOR: 1}


@pytest.mark.parametrize("code", ["yen-thu", "dong-xa"])
def test_every_figure_opens_a_list_of_as_many(reorganized: District, code: str) -> None:
    scope, found = reorganized.placement(code, SECOND), bridged(reorganized, code)
    for part in found.parts:
        for flow, count in part.flows.items():
            query = f"from={FIRST}&to={SECOND}&flow={flow}&under={part.code}"
            choice = choice_of(BRIDGE, query, scope=scope, on=SECOND)
            assert (BRIDGE.count(choice), len(list(BRIDGE.rows(choice))), list(choice.ignored)) == (count, count, [])
            assert len(BRIDGE.page(choice, "", "", 50).rows) == count


def test_why_somebody_left_the_party_is_told_of_many_only(district: District, operator: Actor) -> None:
    why = [Leaving.LEFT, Leaving.STRUCK_OFF, Leaving.EXPELLED, Leaving.STRUCK_OFF, Leaving.STRUCK_OFF]
    leaving = list(zip(list(district.members.values())[2:7], why, strict=True))
    end_memberships(by=operator, endings=[(member, one, DURING) for member, one in leaving[1:]])
    assert bridged(district).reasons is None
    end_memberships(by=operator, endings=[(member, one, DURING) for member, one in leaving[:1]])
    assert bridged(district).reasons == Counter(why)
    assert len(leaving) == FEWEST_TOLD
    assert bridged(district, "dong-xa").reasons is None
    scope = district.placement("yen-thu", SECOND)
    assert bridge(scope, first=FIRST + timedelta(days=1), second=SECOND).reasons is None


def test_as_many_queries_for_many_as_for_few(moved: District, operator: Actor) -> None:
    with CaptureQueriesContext(connection) as few:
        bridged(moved)
    for number in range(20):
        enrol(operator, moved, f"more-{number}", "dong-xa-1", DURING)
    with CaptureQueriesContext(connection) as many:
        assert bridged(moved).total.flows[Flow.ADMITTED] == 21
    assert len(few) == len(many) == 6


@pytest.fixture
def reorganized(moved: District, operator: Actor) -> District:
    """Besides, the second cell of Đông Xá is placed under Tây Xá, and back, and the third member comes back."""
    at = moved.organizations
    for parent, on in (("tay-xa", date(2019, 6, 1)), ("dong-xa", date(2019, 9, 1))):
        move_organization(by=operator, on=on, organization=at["dong-xa-2"], parent=at[parent])
    transfer_members(by=operator, transfers=[(moved.members["dv-07"], at["tay-xa-1"].pk, date(2019, 10, 1))])
    return moved


def test_members_come_and_go_with_their_organization(reorganized: District) -> None:
    found = bridged(reorganized)
    assert (found.total.remainder, found.total.flows[Flow.CAME]) == (0, 2)
    assert flows(found, "dong-xa") == {
        Flow.ADMITTED: 1, Flow.LEFT_SIBLING: 3, Flow.CAME_SIBLING: 2, Flow.DIED: 1,
    }  # fmt: skip
    own = flows(bridged(reorganized, "dong-xa"), "dong-xa-2")
    assert own == {Flow.CAME_SIBLING: 1, Flow.DIED: 1, Flow.LEFT_WITH: 2, Flow.CAME_WITH: 2}


def test_who_goes_from_cell_to_cell_neither_came_nor_left_above(district: District, operator: Actor) -> None:
    member, to = district.members["dv-02"], district.organizations["dong-xa-2"].pk
    transfer_members(by=operator, transfers=[(member, to, DURING)])
    assert bridged(district).total.flows == {}
    assert flows(bridged(district), "dong-xa") == {}
    assert bridged(district, "dong-xa").total.flows == {}
    assert flows(bridged(district, "dong-xa"), "dong-xa-1") == {Flow.LEFT_SIBLING: 1}


def test_one_who_moves_twice_stands_in_the_list_twice(reorganized: District) -> None:
    scope = reorganized.placement("yen-thu", SECOND)
    choice = choice_of(BRIDGE, f"from={FIRST}&to={SECOND}&flow=left_for&flow=came&words=uoc", scope=scope, on=SECOND)
    rows = list(BRIDGE.rows(choice))
    assert [row[0] for row in rows] == ["Lý Văn Ước", "Lý Văn Ước"]
    first = BRIDGE.page(choice, "", "", 1)
    second = BRIDGE.page(choice, first.after or "", "", 1)
    assert [[row.on for row in page.rows] for page in (first, second)] == [[date(2019, 4, 30)], [date(2019, 10, 1)]]
    assert (first.before, second.after) == (None, None)
    assert BRIDGE.page(choice, "", second.before or "", 1).rows[0].key == first.rows[0].key


CELLS = ("dong-xa-1", "dong-xa-2", "tay-xa-1", "kho-bac")
EVENTS = st.lists(
    st.tuples(
        st.sampled_from(["move", "end", "new", "place", "merge"]),
        st.integers(0, 8),
        st.sampled_from(CELLS),
        st.sampled_from([Leaving.TRANSFERRED, Leaving.DIED, Leaving.LEFT]),
        st.dates(date(2018, 12, 30), date(2020, 1, 2)),
    ),
    min_size=8,
    max_size=14,
)
DAYS = (date(2009, 12, 31), FIRST, date(2019, 6, 30), SECOND)


def happen(operator: Actor, district: District, number: int, event: Any) -> None:
    """One event, or nothing where the record refuses it."""
    what, who, cell, leaving, on = event
    member, at = district.members[f"dv-0{who + 1}"], district.organizations
    try:
        with transaction.atomic():
            if what == "new":
                enrol(operator, district, f"new-{number}", cell, on if who % 2 else None, on)
            elif what == "move":
                transfer_members(by=operator, transfers=[(member, at[cell].pk, on)])
            elif what == "end":
                end_memberships(by=operator, endings=[(member, leaving, on)])
            elif what == "place":
                move_organization(by=operator, on=on, organization=at[cell], parent=at[("dong-xa", "tay-xa")[who % 2]])
            else:
                merge(operator, district, cell, CELLS[who % 3], on)
    except Refusal:
        return


def merge(operator: Actor, district: District, cell: str, into: str, on: date) -> None:
    """All members of the cell go to another one, and it is dissolved."""
    there = Membership.objects.on(on).filter(organization=district.organizations[cell]).select_related("member")
    to = district.organizations[into]
    transfer_members(by=operator, transfers=[(row.member, to.pk, on) for row in there])
    dissolve_organization(by=operator, on=on, organization=district.organizations[cell])


@settings(max_examples=3, phases=(Phase.generate,), suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(events=EVENTS)
def test_it_closes_to_zero_whatever_happens_and_whoever_asks(district: District, operator: Actor, events: Any) -> None:
    with rolled_back():
        for number, event in enumerate(sorted(events, key=lambda one: one[4])):
            happen(operator, district, number, event)
        for code in ("yen-thu", "dong-xa", "tay-xa-1"):
            closes(district.placement(code, DAYS[0]))


def closes(scope: Placement) -> None:
    """Between any two of the days, and the bridges of two periods make that of both."""
    there = [sum(headcount(at, on=day).values()) if (at := placed(scope, day)) else 0 for day in DAYS]
    flowed: Counter[str] = Counter()
    for (first, second), counts in zip(pairwise(DAYS), pairwise(there), strict=True):
        found = bridge(scope, first=first, second=second)
        assert (found.total.before, found.total.after) == counts
        assert [part.remainder for part in (found.total, *found.parts)] == [0] * (len(found.parts) + 1)
        summed = sum((Counter(part.flows) for part in found.parts), Counter[str]())
        assert summed.pop(Flow.CAME_SIBLING, 0) == summed.pop(Flow.LEFT_SIBLING, 0)
        assert summed == found.total.flows
        flowed.update(found.total.flows)
    assert flowed == bridge(scope, first=DAYS[0], second=DAYS[-1]).total.flows


def placed(scope: Placement, day: date) -> Placement | None:
    return placement_of(scope.organization_id, on=day)
