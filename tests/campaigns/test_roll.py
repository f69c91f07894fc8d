"""Who is listed in a year, on which terms."""

from datetime import date

import pytest

from tests.campaigns.conftest import OPENED, Year
from tests.conftest import District
from vungmanh.campaigns.models import Subject, SubjectKind, Terms, Treatment
from vungmanh.campaigns.running.actions import list_anew, open_campaign
from vungmanh.campaigns.subjects import terms_in
from vungmanh.foundation.actors import Actor
from vungmanh.foundation.refusals import Refusal
from vungmanh.members.actions import NewMember, change_standings, enrol_members, transfer_members
from vungmanh.members.models import Standing


def test_everybody_is_listed_with_the_reason_of_the_year(year: Year) -> None:
    listed = {
        code: (year.member(code).treatment, year.member(code).reason) for code in ("dv-01", "dv-03", "dv-05", "dv-08")
    }
    assert listed == {
        "dv-01": (Treatment.RATED, ""),
        "dv-03": (Treatment.RATED, ""),
        "dv-05": (Treatment.OUT, "exempt_from_activity"),
        "dv-08": (Treatment.RATED, ""),
    }
    kinds = list(terms_in(year.campaign).values_list("subject__kind", flat=True))
    assert {kind: kinds.count(kind) for kind in kinds} == {"organization": 7, "collective": 1, "member": 9}


def test_each_is_decided_at_the_level_that_the_rulebook_names(year: Year) -> None:
    codes = {one.pk: code for code, one in year.district.organizations.items()}
    decided_by = {
        "member of a cell": year.member("dv-01"),
        "member of a grassroots cell": year.member("dv-08"),
        "cell": year.body("dong-xa-1"),
        "commune": year.body("dong-xa"),
        "grassroots cell": year.body("kho-bac"),
        "district": year.body("yen-thu"),
    }
    assert {who: codes.get(terms.decided_by_id, "outside") for who, terms in decided_by.items()} == {
        "member of a cell": "dong-xa",
        "member of a grassroots cell": "kho-bac",
        "cell": "dong-xa",
        "commune": "yen-thu",
        "grassroots cell": "yen-thu",
        "district": "outside",
    }


def test_a_cell_with_a_secretary_alone_has_no_collective(year: Year) -> None:
    bodies = terms_in(year.campaign).filter(subject__kind=SubjectKind.COLLECTIVE)
    assert [one.place_id for one in bodies] == [year.district.organizations["dong-xa-1"].pk]


def test_a_second_campaign_of_the_year_is_refused_also_below(year: Year, operator: Actor) -> None:
    for code in ("yen-thu", "dong-xa"):
        with pytest.raises(Refusal) as refused:
            root = year.district.placement(code, date(2019, 12, 31))
            open_campaign(by=operator, root=root, year=2019, on=OPENED)
        assert refused.value.code == "campaigns.open_already"
    root = year.district.placement("yen-thu", date(2018, 12, 31))
    assert open_campaign(by=operator, root=root, year=2018, on=OPENED).rulebook == "classification-2018"


def test_the_list_follows_the_record_and_takes_nobody_off(year: Year, operator: Actor) -> None:
    root = year.district.placement("yen-thu", date(2019, 12, 31))
    assert list_anew(by=operator, campaign=year.campaign, root=root) == (0, 0)
    moved = (year.district.members["dv-02"], year.district.organizations["tay-xa-1"].pk, date(2019, 12, 5))
    transfer_members(by=operator, transfers=[moved])
    new = NewMember(
        code="dv-10", organization_id=year.district.organizations["dong-xa-2"].pk, starts_on=date(2019, 9, 1),
        standing=Standing.PROBATIONARY, particulars={"full_name": "Vi Văn Mới", "joined_on": date(2019, 9, 1)},
    )  # fmt: skip
    [newcomer] = enrol_members(by=operator, new=[new])
    subjects = set(Subject.objects.effective().values_list("pk", flat=True))
    assert list_anew(by=operator, campaign=year.campaign, root=root) == (1, 1)
    came = year.member("dv-02")
    assert (came.place_id, came.special) == (year.district.organizations["tay-xa-1"].pk, ["moved_after_half_year"])
    assert came.comment_from_id == year.district.organizations["dong-xa-1"].pk
    terms = Terms.objects.effective().get(subject__member=newcomer)
    assert (terms.treatment, terms.reason) == (Treatment.REVIEWED, "admitted_under_6_months")
    assert subjects < set(Subject.objects.effective().values_list("pk", flat=True))


def test_a_member_of_2018_suspended_is_not_exempt_then_but_from_2019(district: District, operator: Actor) -> None:
    change_standings(by=operator, changes=[(district.members["dv-07"], Standing.SUSPENDED, date(2018, 5, 1))])
    found = {}
    for number in (2018, 2019):
        root = district.placement("yen-thu", date(number, 12, 31))
        campaign = open_campaign(by=operator, root=root, year=number, on=date(number, 12, 1))
        found[number] = terms_in(campaign).get(subject__member=district.members["dv-07"]).treatment
    assert found == {2018: Treatment.RATED, 2019: Treatment.OUT}
