"""Rows of the record: half-open spans, and no writing but through an action."""

from datetime import date, timedelta

import pytest
from django.db import transaction
from hypothesis import given
from hypothesis import strategies as st

from tests.conftest import District
from vungmanh.foundation.rows import WriteThroughAnAction
from vungmanh.members.models import Membership
from vungmanh.organizations.models import Organization, Placement

days = st.dates(date(2000, 1, 1), date(2030, 1, 1))


@given(days, days, days)
def test_a_span_holds_from_its_first_day_until_before_its_end(one: date, other: date, asked: date) -> None:
    begins, ends = min(one, other), max(one, other) + timedelta(days=1)
    span = Membership(starts_on=begins, ends_on=ends)
    assert span.holds_on(asked) == (begins <= asked < ends)
    assert Membership(starts_on=begins, ends_on=None).holds_on(asked) == (begins <= asked)


def test_the_database_reads_spans_as_the_code_does(district: District) -> None:
    on = date(2018, 1, 1)
    row = Membership.objects.on(on).get(member=district.members["dv-01"])
    before = row.starts_on - timedelta(days=1)
    assert list(Membership.objects.on(before)) == []
    assert Membership.objects.on(row.starts_on).count() == len(district.members)


def test_rows_are_not_written_directly(district: District) -> None:
    organization = district.organizations["kho-bac"]
    with pytest.raises(WriteThroughAnAction):
        organization.save()
    with pytest.raises(WriteThroughAnAction):
        organization.delete()
    with pytest.raises(WriteThroughAnAction):
        Organization(code="x").save()


@pytest.mark.parametrize("way", ["create", "bulk_create", "get_or_create", "update_or_create", "update", "delete"])
def test_query_sets_do_not_write(district: District, way: str) -> None:
    before = list(Placement.objects.values_list())
    with pytest.raises(WriteThroughAnAction), transaction.atomic():
        getattr(Placement.objects.all(), way)()
    assert list(Placement.objects.values_list()) == before
