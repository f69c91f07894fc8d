"""Random trees, changed at random and back in time, fit together on every day."""

from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.organizations.tree import days, faults, kinds_under, numbers
from tests.record import rolled_back
from vungmanh.foundation.actors import Actor
from vungmanh.foundation.refusals import Refusal
from vungmanh.organizations.actions import (
    dissolve_organization,
    found_organizations,
    move_organization,
    rename_organization,
)
from vungmanh.organizations.consistency import crooked
from vungmanh.organizations.founding import NewOrganization
from vungmanh.organizations.models import Organization, Placement

BY = Actor.operator("tests")
steps = st.lists(
    st.tuples(st.sampled_from(["found", "move", "move", "move", "rename", "dissolve"]), numbers, numbers, days),
    min_size=4,
    max_size=14,
)


@pytest.mark.django_db
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(plan=st.lists(st.tuples(numbers, numbers), min_size=4, max_size=12), changes=steps)
def test_changes_keep_the_tree_sound(plan: list[tuple[int, int]], changes: list[tuple[str, int, int, date]]) -> None:
    with rolled_back():
        _plant(plan)
        assert faults() == []
        for change in changes:
            try:
                _change(*change)
            except Refusal:
                continue
            assert faults() == [], change
            assert list(crooked(Placement.objects.effective())) == []


def _plant(plan: list[tuple[int, int]]) -> None:
    new = [NewOrganization("0", "Đảng bộ tỉnh", "province", None, date(2005, 1, 1))]
    for place, (above, kind) in enumerate(plan, start=1):
        superiors = [one for one in new if kinds_under(one.kind)]
        superior = superiors[above % len(superiors)]
        below = kinds_under(superior.kind)
        name = f"Tổ chức {place}"
        new.append(NewOrganization(str(place), name, below[kind % len(below)], superior.code, date(2005, 1, 1)))
    found_organizations(by=BY, new=new)


def _change(doing: str, one: int, other: int, on: date) -> None:
    organizations = list(Organization.objects.effective().order_by("pk"))
    organization, another = organizations[one % len(organizations)], organizations[other % len(organizations)]
    if doing == "move":
        move_organization(by=BY, on=on, organization=organization, parent=another)
    elif doing == "rename":
        rename_organization(by=BY, on=on, organization=organization, name=f"Tên {other}")
    elif doing == "dissolve":
        dissolve_organization(by=BY, on=on, organization=organization)
    else:
        below = kinds_under(Placement.objects.filter(organization=another)[0].kind) or ["party_group"]
        code = f"n{len(organizations)}"
        found_organizations(by=BY, new=[NewOrganization(code, code, below[one % len(below)], another.code, on)])
