"""A helper does what was lent and makes nothing more of it, neither by hand nor by a workbook."""

import pytest
from django.test import Client

from tests.conftest import TODAY
from tests.exchange.workbooks import members
from tests.web.conftest import Site, asked_by
from vungmanh.access.actions import delegate
from vungmanh.access.capacities import capacities
from vungmanh.access.checks import Span
from vungmanh.access.rights import Right
from vungmanh.accounts.queries import actor_in
from vungmanh.exchange.actions import apply_import, preview_import, start_import
from vungmanh.foundation.actors import Actor
from vungmanh.members.models import Post, PostHeld
from vungmanh.members.requests import answer_to


@pytest.fixture
def helping(site: Site) -> Actor:
    """The member dv-02, lent the changing of members, imports and reports over Đông Xá by the district office."""
    office = site.logins["office"]
    delegate(
        by=actor_in(office, capacities(office, on=TODAY)[0]),
        today=TODAY,
        helper=site.district.members["dv-02"],
        placement=site.district.placement("dong-xa"),
        rights=[Right.MANAGE_MEMBERS, Right.IMPORT, Right.SEE_REPORTS],
        span=Span(TODAY, TODAY),
        reason="nhập kết quả cuối năm",
    )
    return actor_in(site.logins["member"], capacities(site.logins["member"], on=TODAY)[0])


@pytest.fixture
def helper(site: Site, helping: Actor) -> Client:
    return site.at("member")


@pytest.mark.parametrize(
    ("post", "status"), [(Post.ORGANIZATION_OFFICE, 409), (Post.DEPUTY, 409), (Post.COMMITTEE, 302)]
)
def test_a_helper_gives_no_post_with_rights_that_were_not_lent(
    site: Site, helper: Client, post: str, status: int
) -> None:
    number = site.member("dv-05")
    answer = helper.post(f"/members/{number}/post/", {"organization": "dong-xa", "post": post, "on": "20/12/2019"})
    assert answer.status_code == status
    assert ("có quyền chưa được ủy quyền" in answer.content.decode()) == (status == 409)
    assert PostHeld.objects.effective().filter(member=number).exists() == (status == 302)


def test_nor_by_a_workbook(site: Site, helping: Actor, operator: Actor) -> None:
    scope = site.district.organizations["dong-xa"]
    content = members(("dv-02", "Cán bộ Ban Tổ chức @dong-xa"), header=("Mã đảng viên", "Chức vụ"))
    for by, rejected in ((helping, 1), (operator, 0)):
        run = start_import(by=by, file_name="chuc-vu.xlsx", content=content, scope=scope, on=TODAY)
        preview_import(run)
        run.refresh_from_db()
        assert run.rejected == rejected
        apply_import(run, by=by)
        held = PostHeld.objects.effective().filter(member=site.member("dv-02"), post=Post.ORGANIZATION_OFFICE)
        assert held.exists() == (not rejected)


def test_rejected_rows_are_handed_to_who_sent_them_or_may_see_guarded_particulars(
    site: Site, helper: Client, helping: Actor
) -> None:
    office, scope = site.logins["office"], site.district.organizations["dong-xa"]
    by_office = actor_in(office, capacities(office, on=TODAY)[0])
    content = members(("dv-02", "ZQ-đạo", "99/99/2000"), header=("Mã đảng viên", "Tôn giáo", "Ngày sinh"))
    answers = {}
    for sender, by in (("office", by_office), ("helper", helping)):
        run = start_import(by=by, file_name="sai.xlsx", content=content, scope=scope, on=TODAY)
        preview_import(run)
        reached = (site.at("office"), helper)
        answers[sender] = [client.get(f"/imports/{run.pk}/rejects.xlsx").status_code for client in reached]
        assert "ZQ-đạo" not in helper.get(f"/imports/{run.pk}/").content.decode()
    assert answers == {"office": [200, 403], "helper": [200, 200]}


@pytest.mark.parametrize("deed", [{"do": "open"}, {"do": "accept"}, {"do": "decline", "words": "Giấy tờ ghi khác."}])
def test_who_may_not_see_guarded_particulars_does_not_decide_about_them(
    site: Site, helper: Client, deed: dict[str, str]
) -> None:
    asked = asked_by(site, "dv-01", field="religion", wanted="ZQ-đạo")
    assert helper.get(f"/requests/{asked.pk}/").status_code == 200
    answer = helper.post(f"/requests/{asked.pk}/", deed)
    assert (answer.status_code, "ZQ-đạo" in answer.content.decode(), answer_to(asked)) == (403, False, None)


def test_a_guarded_column_of_somebody_elses_file_is_not_read_under_another_name(
    site: Site, helper: Client, helping: Actor
) -> None:
    office, scope = site.logins["office"], site.district.organizations["dong-xa"]
    by_office = actor_in(office, capacities(office, on=TODAY)[0])
    content = members(("dv-02", "ZQ-đạo"), header=("Mã đảng viên", "Tôn giáo"))
    run = start_import(by=by_office, file_name="ds.xlsx", content=content, scope=scope, on=TODAY)
    preview_import(run)
    assert "dv-02" in site.at("office").get(f"/imports/{run.pk}/columns/").content.decode()
    assert "dv-02" not in helper.get(f"/imports/{run.pk}/columns/").content.decode()
    sheet = {"seen": 1, "kind-0": "members", "header-0": 0, "field-0-1": "other_name"}
    assert helper.post(f"/imports/{run.pk}/columns/", sheet).status_code == 403
    assert helper.post(f"/imports/{run.pk}/values/", {"seen": 1}).status_code == 403
    own = start_import(by=helping, file_name="ds.xlsx", content=content, scope=scope, on=TODAY)
    preview_import(own)
    answer = helper.post(f"/imports/{own.pk}/columns/", sheet)
    assert (answer.status_code, "không đọc thành mục khác" in answer.content.decode()) == (409, True)
    preview_import(run)
    for page in ("", "columns/", "values/"):
        assert "ZQ-đạo" not in helper.get(f"/imports/{run.pk}/{page}").content.decode()
