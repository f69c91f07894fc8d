"""The figures of the newspaper report come out of the records, counted one by one."""

from collections import Counter
from datetime import date

import pytest
from django.db.models import Count, Q

from vungmanh.classification.caps import findings
from vungmanh.classification.models import MemberResult, OrganizationResult, Status
from vungmanh.classification.populations import Counted
from vungmanh.classification.streaks import streaks_below
from vungmanh.demo.scenario import TODAY
from vungmanh.foundation.rows import holding_on
from vungmanh.members.models import Headcount, Listing, Membership, Post, PostHeld, Standing, StandingPeriod
from vungmanh.organizations.kinds import CELLS, HOLDING_MEMBERS
from vungmanh.organizations.models import Placement
from vungmanh.organizations.queries import placement_by_code

pytestmark = pytest.mark.usefixtures("scenario")

COUNTED = date(2018, 12, 31)


def place(code: str, on: date = COUNTED) -> Placement:
    """How the organization stands on the day."""
    found = placement_by_code(code, on=on)
    assert found is not None
    return found


def members_below(code: str, on: date = COUNTED) -> set[int]:
    """Ids of the members enrolled in an organization or below it."""
    below = Placement.objects.on(on).below(place(code, on).path).values("organization_id")
    return set(Membership.objects.on(on).filter(organization__in=below).values_list("member_id", flat=True))


def categories(results: dict[int, str]) -> dict[str, int]:
    """How often each category was given."""
    return dict(Counter(results.values()))


def test_55_organizations_stand_directly_under_the_district() -> None:
    below = Placement.objects.on(COUNTED).filter(parent=place("yen-son").organization_id)
    assert dict(Counter(below.values_list("kind", flat=True))) == {
        "grassroots_organization": 40,
        "grassroots_cell": 15,
    }
    assert below.filter(sector="commune").count() == 31


def test_700_cells_stand_under_the_grassroots_organizations() -> None:
    cells = Placement.objects.on(COUNTED).filter(kind__in=CELLS)
    assert cells.count() == 700
    assert cells.values("parent").distinct().count() == 40


def test_9141_members_by_standing() -> None:
    members = members_below("yen-son")
    standing = StandingPeriod.objects.on(COUNTED).filter(standing=Standing.EXEMPT)
    exempt = set(standing.values_list("member_id", flat=True))
    assert (len(members), len(members & exempt)) == (9141, 380)


def test_results_of_members_in_2018() -> None:
    results = MemberResult.objects.effective().filter(year=2018, member__in=members_below("yen-son"))
    assert results.count() == 9141 - 380 == MemberResult.objects.effective().filter(year=2018).count()
    assert categories(dict(results.filter(status=Status.RATED).values_list("member_id", "category"))) == {
        "excellent": 872,
        "good": 6212,
        "completed": 1574,
        "not_completed": 32,
    }
    reviewed = results.filter(status=Status.REVIEWED)
    assert dict(Counter(reviewed.values_list("reason", flat=True))) == {"Kết nạp chưa đủ 6 tháng": 71}


def test_reviewed_but_not_rated_are_exactly_those_admitted_in_the_last_six_months() -> None:
    reviewed = MemberResult.objects.effective().filter(year=2018, status=Status.REVIEWED)
    recent = Membership.objects.on(COUNTED).filter(
        member__particulars__withdrawn_by=None, member__particulars__joined_on__gte=date(2018, 7, 1)
    )
    ids = set(reviewed.values_list("member_id", flat=True))
    assert ids == set(recent.values_list("member_id", flat=True))
    probationary = StandingPeriod.objects.on(COUNTED).filter(standing=Standing.PROBATIONARY, member__in=ids)
    assert probationary.count() == 71


def test_no_exempt_member_was_rated() -> None:
    exempt = StandingPeriod.objects.on(COUNTED).filter(standing=Standing.EXEMPT)
    ids = list(exempt.values_list("member_id", flat=True))
    assert not MemberResult.objects.effective().filter(year=2018, member__in=ids).exists()


@pytest.mark.parametrize(
    ("only", "figures"),
    [
        (Q(kind__in=["grassroots_organization", "grassroots_cell"]), (12, 37, 6, 0)),
        (Q(kind__in=CELLS), (112, 562, 24, 2)),
    ],
)
def test_results_of_organizations_in_2018(only: Q, figures: tuple[int, ...]) -> None:
    ids = Placement.objects.on(COUNTED).filter(only).values("organization_id")
    results = OrganizationResult.objects.effective().filter(year=2018, organization__in=ids)
    given = Counter(results.values_list("category", flat=True))
    assert tuple(given[code] for code in ("excellent", "good", "completed", "not_completed")) == figures


def test_every_organization_has_results_of_all_years() -> None:
    standing = Placement.objects.on(COUNTED).exclude(kind__in=["district", "party_group"])
    years = (
        OrganizationResult.objects.effective()
        .filter(organization__in=standing.values("organization_id"), year__lte=2018)
        .values("organization")
        .annotate(years=Count("year"))
    )
    assert Counter(years.values_list("years", flat=True)) == {11: 755}


def test_results_of_2018_were_decided_in_january_2019_by_the_body_above() -> None:
    district = place("yen-son").organization_id
    results = OrganizationResult.objects.effective().filter(year=2018).exclude(organization=district)
    parents = dict(Placement.objects.on(COUNTED).values_list("organization_id", "parent_id"))
    for organization, decided_on, body, number in results.values_list(
        "organization_id", "decision__decided_on", "decision__organization_id", "decision__number"
    ):
        assert (decided_on.year, decided_on.month, body) == (2019, 1, parents[organization])
        assert (number == "345-QĐ/HU") == (body == district)


def test_lap_thanh_has_the_longest_run_and_others_have_shorter_ones() -> None:
    runs = streaks_below(place("yen-son"), year=2018, least=3)
    first, streak = runs[0]
    assert (first.organization.code, streak.years, streak.first, streak.last) == ("lap-thanh", 11, 2008, 2018)
    assert 3 <= runs[1][1].years <= 9
    assert len(runs) >= 10


def test_results_of_the_organizations_that_the_report_names() -> None:
    def results(code: str, first: int) -> list[str]:
        given = OrganizationResult.objects.effective().filter(organization__code=code, year__gte=first)
        return list(given.order_by("year").values_list("category", flat=True))

    assert results("lap-thanh", 2008) == ["clean_and_strong"] * 10 + ["excellent"]
    assert results("chan-son", 2014) == ["good", *["clean_and_strong"] * 3, "good"]
    assert results("kim-phu", 2018) == ["excellent"]


def test_lap_thanh_has_68_members_in_three_party_groups() -> None:
    groups = Placement.objects.on(COUNTED).filter(parent=place("lap-thanh").organization_id, kind="party_group")
    there = Membership.objects.on(COUNTED).filter(organization__in=groups.values("organization_id"))
    assert (groups.count(), there.count()) == (3, 68)
    assert len(members_below("lap-thanh")) == 68
    assert place("lap-thanh").parent == place("my-bang").organization


def test_lang_chau_1_has_23_members() -> None:
    assert len(members_below("lang-chau-1")) == 23
    assert place("lang-chau-1").parent == place("thang-quan").organization


def test_chan_son_admitted_thirty_and_then_nobody() -> None:
    below = Placement.objects.effective().below(place("chan-son").path).values("organization_id")
    members = Membership.objects.effective().filter(organization__in=below, member__particulars__withdrawn_by=None)

    def admitted(first: date, last: date) -> int:
        when = members.filter(member__particulars__joined_on__range=(first, last))
        return when.values("member").distinct().count()

    assert admitted(date(2015, 7, 1), date(2017, 12, 31)) == 30
    assert admitted(date(2018, 1, 1), date(2019, 12, 31)) == 0


def test_the_district_keeps_within_the_cap_while_single_communes_do_not() -> None:
    exceeded = {
        (found.placement.organization.code, found.counted): bool(found.reason)
        for found in findings(place("yen-son"), year=2018)
        if found.exceeds
    }
    assert exceeded == {
        ("yen-son", Counted.ORGANIZATIONS): True,
        ("kim-phu", Counted.MEMBERS): True,
        ("thang-quan", Counted.MEMBERS): True,
        ("xuan-van", Counted.MEMBERS): True,
        ("tu-quan", Counted.MEMBERS): False,
        ("kim-phu", Counted.CELLS): True,
        ("my-bang", Counted.CELLS): True,
        ("hung-loi", Counted.CELLS): False,
        ("thang-quan", Counted.CELLS): False,
        ("xuan-van", Counted.CELLS): False,
    }


def test_every_member_is_in_one_cell_at_a_time() -> None:
    for day in (date(2012, 12, 31), COUNTED, TODAY):
        counts = Membership.objects.on(day).values("member").annotate(times=Count("pk"))
        assert set(counts.values_list("times", flat=True)) == {1}
        cells = Placement.objects.on(day).filter(kind__in=HOLDING_MEMBERS).values("organization_id")
        assert not Membership.objects.on(day).exclude(organization__in=cells).exists()


@pytest.mark.parametrize("model", [Membership, StandingPeriod])
def test_spans_of_a_member_do_not_overlap(model: type[Membership | StandingPeriod]) -> None:
    last: dict[int, date | None] = {}
    rows = model.objects.effective().order_by("member_id", "starts_on")
    for member_id, starts_on, ends_on in rows.values_list("member_id", "starts_on", "ends_on"):
        end = last.get(member_id, starts_on)
        assert end is not None
        assert end <= starts_on
        last[member_id] = ends_on


def test_2019_goes_on_from_2018() -> None:
    assert Listing.objects.count() == len(members_below("yen-son", TODAY)) == 9210
    assert sum(Headcount.objects.values_list("members", flat=True)) == 9210
    decided_by = MemberResult.objects.filter(year=2019).values_list("decision__organization__code", flat=True)
    assert set(decided_by) == {"kim-phu", "chan-son"}


def test_members_of_earlier_years_were_rated_under_the_categories_of_their_year() -> None:
    results = MemberResult.objects.effective().filter(status=Status.RATED, year__lt=2018)
    assert set(results.values_list("year", "category")) == {
        (year, category)
        for year in (2015, 2016, 2017)
        for category in ("excellent", "good", "completed", "not_completed")
    }


def test_every_cell_has_a_secretary_who_is_enrolled_there() -> None:
    cells = Placement.objects.on(COUNTED).filter(Q(kind__in=CELLS) | Q(kind="grassroots_cell"))
    held = PostHeld.objects.on(COUNTED).filter(post=Post.SECRETARY, organization__in=cells.values("organization_id"))
    assert held.count() == cells.count() == 715
    paths = dict(Placement.objects.on(COUNTED).values_list("organization_id", "path"))
    enrolled = dict(Membership.objects.filter(holding_on(COUNTED)).values_list("member_id", "organization_id"))
    for member_id, organization_id in held.values_list("member_id", "organization_id"):
        assert paths[enrolled[member_id]].startswith(paths[organization_id])


def test_posts_are_held_by_members_and_no_two_persons_hold_one_secretary_post() -> None:
    for day in (COUNTED, TODAY):
        held = PostHeld.objects.on(day)
        members = Membership.objects.on(day).values("member_id")
        assert not held.exclude(member__in=members).exists()
        leading = held.filter(post=Post.SECRETARY).values("organization").annotate(times=Count("pk"))
        assert set(leading.values_list("times", flat=True)) == {1}


def test_organizations_that_changed_keep_their_history() -> None:
    def history(code: str) -> list[tuple[str, str]]:
        rows = Placement.objects.effective().filter(organization__code=code).order_by("starts_on")
        return list(rows.values_list("name", "parent__code"))

    assert history("kim-phu-thon-5") == [("Chi bộ xóm 5", "kim-phu"), ("Chi bộ thôn 5", "kim-phu")]
    centre = "Chi bộ Trung tâm Dân số – Kế hoạch hóa gia đình"
    assert history("trung-tam-dan-so") == [(centre, "co-quan-ubnd"), (centre, "trung-tam-y-te")]
    ended = Placement.objects.effective().get(organization__code="co-quan-ubnd-tram-khuyen-nong")
    assert (ended.ends_on, ended.ending) == (date(2013, 7, 1), "dissolved")
