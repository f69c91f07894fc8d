"""The bridge between two days closes to zero whatever happens, and its parts add up."""

from collections import Counter
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.conftest import District
from tests.record import rolled_back
from vungmanh.foundation.actors import Actor
from vungmanh.foundation.refusals import Refusal
from vungmanh.lists.addresses import choice_of
from vungmanh.lists.bridge import BRIDGE
from vungmanh.members.actions import NewMember, end_memberships, enrol_members, transfer_members
from vungmanh.members.bridge import ARRIVALS, DEPARTURES, FEWEST_TOLD, WITHIN, Bridge, Flow, bridge
from vungmanh.members.models import Leaving, Standing
from vungmanh.members.queries import headcount

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


def test_every_figure_opens_a_list_of_as_many(moved: District) -> None:
    scope, found = moved.placement("yen-thu", SECOND), bridged(moved)
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


EVENTS = st.lists(
    st.tuples(
        st.sampled_from(["move", "end", "new"]),
        st.integers(0, 8),
        st.sampled_from(["dong-xa-1", "dong-xa-2", "tay-xa-1", "kho-bac"]),
        st.sampled_from([Leaving.TRANSFERRED, Leaving.DIED, Leaving.LEFT]),
        st.dates(date(2018, 12, 30), date(2020, 1, 2)),
    ),
    max_size=8,
)


def happen(operator: Actor, district: District, number: int, event: Any) -> None:
    """One event, or nothing where the record refuses it."""
    what, who, cell, leaving, on = event
    member = district.members[f"dv-0{who + 1}"]
    try:
        with transaction.atomic():
            if what == "new":
                enrol(operator, district, f"new-{number}", cell, on if who % 2 else None, on)
            elif what == "move":
                transfer_members(by=operator, transfers=[(member, district.organizations[cell].pk, on)])
            else:
                end_memberships(by=operator, endings=[(member, leaving, on)])
    except Refusal:
        return


@settings(max_examples=20, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(events=EVENTS)
def test_it_closes_to_zero_and_the_parts_add_up(district: District, operator: Actor, events: Any) -> None:
    with rolled_back():
        for number, event in enumerate(sorted(events, key=lambda one: one[4])):
            happen(operator, district, number, event)
        for code in ("yen-thu", "dong-xa"):
            closes(district, code)


def closes(district: District, code: str) -> None:
    found, scope = bridged(district, code), district.placement(code, SECOND)
    assert found.total.before == sum(headcount(scope, on=FIRST).values())
    assert found.total.after == sum(headcount(scope, on=SECOND).values())
    assert [part.remainder for part in (found.total, *found.parts)] == [0] * (len(found.parts) + 1)
    summed = sum((Counter(part.flows) for part in found.parts), Counter[str]())
    assert summed.pop(Flow.CAME_SIBLING, 0) == summed.pop(Flow.LEFT_SIBLING, 0)
    assert summed == found.total.flows
    assert set(found.total.flows) <= {*ARRIVALS, *DEPARTURES} - {*WITHIN}
