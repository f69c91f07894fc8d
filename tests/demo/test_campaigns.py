"""The campaigns of the scenario: the figures of 2018 come out of its records, 2019 is left half done."""

from collections import Counter
from datetime import date

import pytest
from django.db.models import Count

from tests.demo.test_scenario import place
from vungmanh.campaigns.models import Campaign, Contest, Draft, Proposal, Ruling, SelfReview, SubjectKind
from vungmanh.campaigns.progress import steps
from vungmanh.campaigns.review.bulk import Handed, hand_in_all
from vungmanh.campaigns.review.reviewing import Written
from vungmanh.campaigns.subjects import campaign_over, terms_in
from vungmanh.classification.models import MemberHonour, MemberResult, OrganizationHonour, OrganizationResult
from vungmanh.demo.campaign_2018 import decide_below, hold_all
from vungmanh.demo.campaign_2019 import PROPOSED, VOTING
from vungmanh.demo.steps import Steps, groups_of
from vungmanh.demo.tree import LAP_THANH, body_of
from vungmanh.foundation.actors import Actor
from vungmanh.journal.models import Entry
from vungmanh.journal.undoing import undo
from vungmanh.members.models import Listing

pytestmark = pytest.mark.usefixtures("scenario")

BY = Actor.operator("tests")
YEAR_END = date(2019, 12, 31)
SMALL = "thpt-xuan-van"
RESULTS = "classification.results_recorded"
CATEGORIES = ("excellent", "good", "completed", "not_completed")


def campaign_of(year: int) -> Campaign:
    """The district's campaign."""
    found = campaign_over([place("yen-son").organization_id], year=year)
    assert found is not None
    return found


def figures(campaign: Campaign) -> tuple[int, ...]:
    """How many members were rated how."""
    results = MemberResult.objects.effective().filter(year=campaign.year, status="rated")
    given = Counter(results.values_list("category", flat=True))
    return tuple(given[code] for code in CATEGORIES)


def test_every_result_of_2018_is_a_ruling_of_its_campaign() -> None:
    campaign = campaign_of(2018)
    rulings = Ruling.objects.effective().filter(subject__campaign=campaign).select_related("subject")
    by_kind = {kind: {one.subject.whose: one for one in rulings if one.subject.kind == kind} for kind in SubjectKind}
    members = MemberResult.objects.effective().filter(year=2018, status="rated")
    bodies = OrganizationResult.objects.effective().filter(year=2018)
    assert dict(members.values_list("member_id", "category")) == {
        whose: one.category for whose, one in by_kind[SubjectKind.MEMBER].items()
    }
    assert dict(bodies.values_list("organization_id", "category")) == {
        whose: one.category for whose, one in by_kind[SubjectKind.ORGANIZATION].items()
    }
    assert [step.open for step in steps(campaign, place("yen-son"))] == [0, 0, 0, 0]


def test_the_rules_lead_to_the_figures_but_for_some_organizations_decided_otherwise_with_a_reason() -> None:
    rulings = Ruling.objects.effective().filter(subject__campaign=campaign_of(2018)).exclude(reason="")
    reasons = rulings.order_by().values_list("subject__kind", "category").annotate(times=Count("pk"))
    assert set(reasons) == {("organization", "excellent", 12), ("organization", "not_completed", 2)}
    claims = SelfReview.objects.effective().filter(subject__campaign=campaign_of(2018), subject__kind="member")
    assert claims.filter(claimed="excellent").count() > 872


def test_titles_of_2018_were_given_to_the_excellent_and_lap_thanh_has_five_years() -> None:
    given = OrganizationHonour.objects.effective().filter(year=2018)
    assert Counter(given.values_list("title", flat=True)) == {
        "cell_year": 69, "grassroots_year": 12, "cell_five_years_district": 1,
    }  # fmt: skip
    best = OrganizationResult.objects.effective().filter(year=2018, category="excellent").values("organization_id")
    assert not given.exclude(organization__in=best).exists()
    run = given.get(title="cell_five_years_district")
    assert (run.organization.code, run.first_year, run.decision.number) == (LAP_THANH, 2014, "352-QĐ/HU")
    assert MemberHonour.objects.effective().filter(year=2018, title="year").count() == 296


def test_one_level_changed_before_the_proposal_changes_the_figure() -> None:
    campaign, home = campaign_of(2018), place(SMALL).organization_id
    assert figures(campaign) == (872, 6212, 1574, 32)
    take_back_to_the_self_reviews(home)
    best = terms_in(campaign, places=[home]).filter(subject__self_reviews__levels__tasks="excellent")
    written = Written({"results": "Hoàn thành việc được giao."}, {"tasks": "good", "others": "good"}, "excellent")
    handed = [Handed(best.filter(subject__kind=SubjectKind.MEMBER)[0], written)]
    hand_in_all(by=BY, campaign=campaign, place=home, handed=handed, on=date(2018, 12, 9))
    group = groups_of(campaign, {SMALL: home}, {home: (SMALL, "school")})[SMALL]
    hold_all(Steps(BY, campaign), group, on=date(2018, 12, 15))
    decide_below(Steps(BY, campaign), body_of()[SMALL], group)
    assert figures(campaign) == (871, 6213, 1574, 32)


def take_back_to_the_self_reviews(home: int) -> None:
    """Undo the closing, then what one organization did from its meeting on, the latest first."""
    closing = Entry.objects.get(event="campaigns.closed", details__year=2018)
    own = Entry.objects.filter(organization_id=home, details__year=2018, part_of=None)
    since = own.filter(event__in=["campaigns.held", "campaigns.proposed", "campaigns.decided", RESULTS])
    for entry in [closing, *since.order_by("-pk")]:
        undo(entry, by=BY)


@pytest.mark.parametrize(
    ("code", "taken"),
    [
        ("yen-son", (4052, 809, 742, 682, 10220)),
        ("kim-phu", (459, 459, 454, 408, 454)),
        ("chan-son", (312, 312, 274, 274, 312)),
        ("lang-chau-1", (12, 0, 0, 0, 21)),
        (VOTING, (22, 22, 0, 0, 22)),
        (PROPOSED, (16, 16, 14, 0, 16)),
    ],
)
def test_2019_is_left_half_done(code: str, taken: tuple[int, ...]) -> None:
    found = steps(campaign_of(2019), place(code, YEAR_END))
    assert (*(step.done for step in found), found[-1].total) == taken


def test_in_kim_phu_most_cells_are_decided_and_the_commune_waits_for_the_district() -> None:
    bodies = terms_in(campaign_of(2019)).filter(subject__kind=SubjectKind.ORGANIZATION)
    cells = bodies.filter(decided_by=place("kim-phu").organization_id)
    decided = Ruling.objects.effective().values("subject")
    assert (cells.filter(subject__in=decided).count(), cells.exclude(subject__in=decided).count()) == (26, 4)
    [own] = bodies.filter(place=place("kim-phu").organization_id)
    assert Proposal.objects.effective().filter(subject=own.subject).exists()
    assert own.decided_by_id == place("yen-son").organization_id


def test_the_member_of_lang_chau_1_has_begun_to_write() -> None:
    [draft] = Draft.objects.all()
    name = Listing.objects.get(member=draft.subject.member_id).full_name
    assert (name, draft.content["claimed"]) == ("Hoàng Thị Hoài Thương", "")
    assert not SelfReview.objects.filter(subject=draft.subject).exists()


def test_one_member_of_chan_son_contests_the_result() -> None:
    [contested] = Contest.objects.effective().select_related("ruling", "subject")
    assert (contested.ruling.category, contested.wanted) == ("completed", "good")
    assert contested.ruling.decided_by_id == place("chan-son", YEAR_END).organization_id
