"""Rights lent to a helper: through the same questions as every right, no further and no longer than the post."""

from datetime import date, timedelta

import pytest

from tests.conftest import TODAY, District
from vungmanh.access.actions import delegate, withdraw_delegation
from vungmanh.access.capacities import capacities, still_acts
from vungmanh.access.checks import Span
from vungmanh.access.delegations import chosen_helper
from vungmanh.access.logins import load_delegation
from vungmanh.access.models import Delegation
from vungmanh.access.questions import NotVisible, may, may_anywhere, may_with_member, visible, who_may
from vungmanh.access.rights import Reach, Right
from vungmanh.accounts.actions import give_login
from vungmanh.accounts.models import Login
from vungmanh.accounts.queries import actor_in
from vungmanh.foundation.actors import Actor
from vungmanh.foundation.refusals import Refusal
from vungmanh.journal.models import Entry
from vungmanh.members.actions import end_memberships, end_posts
from vungmanh.members.models import Leaving, Post, PostHeld
from vungmanh.organizations.actions import dissolve_organization
from vungmanh.organizations.models import Placement

LAST = date(2019, 12, 31)
YEAR_END = Span(TODAY, LAST)


@pytest.fixture
def logins(district: District, operator: Actor) -> dict[str, Login]:
    """Helper dv-02, secretary of Đông Xá dv-04, district office dv-08."""
    return {
        code: give_login(by=operator, member=district.members[code], username=code)
        for code in ("dv-02", "dv-03", "dv-04", "dv-08")
    }


def acting(login: Login, post: str = "", on: date = TODAY) -> Actor:
    """The login in the capacity of a post, or else in the first."""
    held = capacities(login, on=on)
    return actor_in(login, next((one for one in held if one.post == post or not post), None))


def lent(district: District, by: Actor, *rights: Right, code: str = "dong-xa", **changes: object) -> Delegation:
    facts = {
        "today": TODAY,
        "helper": district.members["dv-02"],
        "placement": district.placement(code),
        "rights": rights or (Right.SEE_MEMBERS, Right.SEE_REPORTS),
        "span": YEAR_END,
        "reason": "nhập kết quả cuối năm",
    } | changes
    return delegate(by=by, **facts)


def refused(district: District, by: Actor, *rights: Right, **changes: object) -> str:
    with pytest.raises(Refusal) as refusal:
        lent(district, by, *rights, **changes)
    assert refusal.value.remedy
    return refusal.value.code


def test_the_helper_acts_in_a_capacity_of_its_own(district: District, logins: dict[str, Login]) -> None:
    lent(district, acting(logins["dv-04"]))
    helping, member = capacities(logins["dv-02"], on=TODAY)
    assert helping.title == "Giúp việc Bí thư · Đảng bộ xã Đông Xá, đến 31/12/2019"
    assert (member.post, member.helps) == ("", None)
    actor = actor_in(logins["dv-02"], helping)
    assert (actor.name, actor.capacity) == (
        "Trần Văn Hà", "Giúp việc Bí thư Ma Văn Đức · Đảng bộ xã Đông Xá, đến 31/12/2019",
    )  # fmt: skip


def test_every_question_answers_alike(district: District, logins: dict[str, Login]) -> None:
    lent(district, acting(logins["dv-08"]), Right.MANAGE_MEMBERS, Right.IMPORT, code="dong-xa")
    helper = acting(logins["dv-02"])
    wanted = {Right.SEE_ORGANIZATIONS, Right.SEE_MEMBERS, Right.MANAGE_MEMBERS, Right.IMPORT}
    for right in Right:
        for row in Placement.objects.on(TODAY).select_related("organization"):
            allowed = right in wanted and row.organization.code.startswith("dong-xa")
            names = [holder.full_name for holder in who_may(right, row, on=TODAY) if holder.delegator]
            assert may(helper, right, row) == allowed, (right, row)
            assert visible(helper, right, on=TODAY).filter(pk=row.pk).exists() == allowed, (right, row)
            assert names == (["Trần Văn Hà"] if allowed else []), (right, row)
        assert may_anywhere(helper, right) == (right in wanted)
        for code, inside in (("dv-04", True), ("dv-06", False)):
            answer = may_with_member(helper, right, district.members[code], on=TODAY)
            assert answer == (inside and right in wanted), (right, code)


@pytest.mark.parametrize("right", [right for right in Right if not right.may_be_delegated])
def test_what_is_never_lent(district: District, logins: dict[str, Login], right: Right) -> None:
    assert refused(district, acting(logins["dv-08"]), right) == "access.right_stays"
    assert not Delegation.objects.exists()


def test_what_may_be_lent_is_written_out() -> None:
    assert {right for right in Right if not right.may_be_delegated} >= {
        Right.EXPORT, Right.SEE_GUARDED, Right.MANAGE_LOGINS, Right.SEE_JOURNAL, Right.JUSTIFY_CAPS,
    }  # fmt: skip


def test_one_cannot_lend_what_one_has_not(district: District, logins: dict[str, Login]) -> None:
    secretary = acting(logins["dv-04"])
    assert refused(district, secretary, Right.MANAGE_MEMBERS) == "access.right_not_held"
    assert refused(district, secretary, code="tay-xa") == "access.right_not_held"
    assert refused(district, secretary, code="yen-thu") == "access.right_not_held"
    lent(district, secretary, code="dong-xa-2")


def test_a_helper_cannot_lend_on_and_a_member_cannot_lend(district: District, logins: dict[str, Login]) -> None:
    member = acting(logins["dv-02"])
    to = {"helper": district.members["dv-03"]}
    assert refused(district, member, **to) == "access.only_a_post_delegates"
    lent(district, acting(logins["dv-04"]))
    assert refused(district, acting(logins["dv-02"]), **to) == "access.only_a_post_delegates"


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"span": Span(TODAY, TODAY + timedelta(days=92))}, "access.too_long"),
        ({"span": Span(TODAY - timedelta(days=1), LAST)}, "access.wrong_days"),
        ({"span": Span(LAST, TODAY)}, "access.wrong_days"),
        ({"reason": "  "}, "access.no_reason"),
    ],
)
def test_spans_and_reasons(district: District, logins: dict[str, Login], changes: dict, code: str) -> None:
    assert refused(district, acting(logins["dv-04"]), **changes) == code
    lent(district, acting(logins["dv-04"]), span=Span(TODAY, TODAY + timedelta(days=91)))


def test_whom_rights_may_be_lent_to(district: District, logins: dict[str, Login]) -> None:
    secretary = acting(logins["dv-04"])
    assert refused(district, secretary, helper=district.members["dv-05"]) == "access.helper_without_login"
    assert refused(district, secretary, helper=district.members["dv-04"]) == "access.helper_is_oneself"
    lent(district, secretary)
    assert refused(district, secretary) == "access.delegated_already"


def test_a_helper_is_found_by_code_user_name_or_name_in_reach_only(
    district: District, logins: dict[str, Login]
) -> None:
    secretary = acting(logins["dv-04"])
    for words in ("dv-02", "tran van ha", "Trần Văn Hà"):
        assert chosen_helper(secretary, words, today=TODAY) == district.members["dv-02"]
    for words in ("dv-08", "Phạm Thị Bích", "dv-05", "không ai"):
        with pytest.raises(Refusal) as refusal:
            chosen_helper(secretary, words, today=TODAY)
        assert refusal.value.code == "access.no_such_helper"


def test_it_holds_from_the_first_to_the_last_day(district: District, logins: dict[str, Login]) -> None:
    lent(district, acting(logins["dv-04"]), span=Span(TODAY + timedelta(days=1), LAST))
    held = {
        day: len(capacities(logins["dv-02"], on=day)) for day in (TODAY, date(2019, 12, 21), LAST, date(2020, 1, 1))
    }
    assert list(held.values()) == [1, 2, 2, 1]


def test_it_ends_when_withdrawn(district: District, logins: dict[str, Login]) -> None:
    row = lent(district, acting(logins["dv-04"]))
    helper = acting(logins["dv-02"])
    assert still_acts(helper, on=TODAY)
    withdraw_delegation(by=acting(logins["dv-04"]), today=TODAY, delegation=row, organization="Đảng bộ xã Đông Xá")
    assert len(capacities(logins["dv-02"], on=TODAY)) == 1
    assert not still_acts(helper, on=TODAY)
    events = list(Entry.objects.filter(event__startswith="access.").order_by("pk").values_list("event", "subject_id"))
    helper_id = district.members["dv-02"].pk
    assert events == [("access.delegated", helper_id), ("access.delegation_withdrawn", helper_id)]


def test_it_ends_with_the_post(district: District, operator: Actor, logins: dict[str, Login]) -> None:
    lent(district, acting(logins["dv-04"]))
    post = PostHeld.objects.on(TODAY).get(member=district.members["dv-04"])
    end_posts(by=operator, on=TODAY, posts=[post])
    assert [one.helps for one in capacities(logins["dv-02"], on=TODAY)] == [None]
    assert not [
        holder for holder in who_may(Right.SEE_MEMBERS, district.placement("dong-xa"), on=TODAY) if holder.delegator
    ]


def test_it_ends_with_the_right(district: District, logins: dict[str, Login], monkeypatch: pytest.MonkeyPatch) -> None:
    lent(district, acting(logins["dv-04"]), Right.SEE_REPORTS)
    from vungmanh.access import grants

    fewer = {right: reach for right, reach in grants.GRANTS[Post.SECRETARY].items() if right != Right.SEE_REPORTS}
    monkeypatch.setitem(grants.GRANTS, Post.SECRETARY, fewer)
    assert not may_anywhere(acting(logins["dv-02"]), Right.SEE_REPORTS)


@pytest.mark.parametrize("leaving", ["dv-02", "dv-04"])
def test_it_ends_with_the_membership_of_either(
    district: District, operator: Actor, logins: dict[str, Login], leaving: str
) -> None:
    lent(district, acting(logins["dv-04"]))
    end_memberships(by=operator, endings=[(district.members[leaving], Leaving.EXPELLED, TODAY)])
    assert [one.helps for one in capacities(logins["dv-02"], on=TODAY)] == ([] if leaving == "dv-02" else [None])


def test_it_ends_with_the_organization(district: District, operator: Actor, logins: dict[str, Login]) -> None:
    lent(district, acting(logins["dv-08"]), code="dong-xa-2")
    gone = [(district.members[code], Leaving.LEFT, TODAY) for code in ("dv-04", "dv-05")]
    assert len(capacities(logins["dv-02"], on=TODAY)) == 2
    end_memberships(by=operator, endings=gone)
    dissolve_organization(by=operator, on=TODAY, organization=district.organizations["dong-xa-2"])
    assert len(capacities(logins["dv-02"], on=TODAY)) == 1


def test_a_right_over_the_own_organization_is_lent_no_further(district: District, logins: dict[str, Login]) -> None:
    lent(district, acting(logins["dv-08"]), Right.SEE_MEMBERS, code="dong-xa-1")
    (helping, *_rest) = capacities(logins["dv-02"], on=TODAY)
    assert set(helping.helps.lent) == {
        (Right.SEE_ORGANIZATIONS, Reach.OWN_AND_BELOW), (Right.SEE_MEMBERS, Reach.OWN_AND_BELOW),
    }  # fmt: skip
    assert not may(acting(logins["dv-02"]), Right.SEE_MEMBERS, district.placement("dong-xa"))


def test_others_do_not_see_a_delegation(district: District, logins: dict[str, Login]) -> None:
    row = lent(district, acting(logins["dv-04"]))
    for code in ("dv-02", "dv-04", "dv-08"):
        assert load_delegation(acting(logins[code]), row.pk, on=TODAY) == row
    with pytest.raises(NotVisible):
        load_delegation(acting(logins["dv-03"]), row.pk, on=TODAY)
