"""What comes in: new, changed and unchanged rows, applied once, found again, undone."""

from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.conftest import TODAY, District
from tests.exchange.record import the_record
from tests.exchange.workbooks import (
    MEMBER_HEADER,
    ORGANIZATION_HEADER,
    RESULT_HEADER,
    counted,
    members,
    previewed,
    problems,
    workbook,
)
from vungmanh.classification.models import MemberResult, OrganizationResult
from vungmanh.exchange.actions import apply_import, begin_applying, preview_import, start_import, undo_import
from vungmanh.exchange.models import ImportRun
from vungmanh.exchange.tasks import apply_task, preview_task
from vungmanh.foundation.actors import Actor
from vungmanh.foundation.refusals import Refusal
from vungmanh.journal.models import Entry
from vungmanh.members.actions import correct_particulars
from vungmanh.members.models import Headcount, Listing, Member
from vungmanh.members.queries import (
    member_by_code,
    membership_on,
    memberships_of,
    particulars_of,
    posts_of,
    standings_of,
)
from vungmanh.organizations.queries import placement_by_code

NEW = ("dv-20", "Nguyễn Văn Tốt", "01/02/1980", "dong-xa-1", "001234567820", "Dự bị")

WHOLE = {
    "Tổ chức": [
        ORGANIZATION_HEADER,
        ("bac-xa-1", "Chi bộ thôn Bắc 1", "Chi bộ trực thuộc", "bac-xa", "01/01/2018"),
        ("bac-xa", "Đảng bộ xã Bắc Xá", "Đảng bộ cơ sở", "yen-thu", "01/01/2018"),
        ("dong-xa", "Đảng bộ xã Đông", "", "", ""),
        ("dong-xa-2", "", "", "bac-xa", "01/06/2018"),
    ],
    "Đảng viên": [
        (*MEMBER_HEADER, "Chức vụ", "Ngày rời/mất/miễn"),
        (*NEW, "Bí thư @bac-xa-1 từ 01/02/2019; Cấp ủy viên", ""),
        ("dv-02", "Trần Văn Hạ", "", "bac-xa-1", "", "", "", ""),
        ("dv-03", "", "", "", "", "Chính thức", "", ""),
        ("dv-04", "", "", "", "", "Từ trần", "", "03/10/2019"),
        ("dv-05", "Hoàng Thị An", "", "dong-xa-2", "", "Miễn sinh hoạt", "", ""),
    ],
    "Xếp loại": [
        RESULT_HEADER,
        (2017, "Tổ chức", "bac-xa", "TSVM tiêu biểu", "7", "05/01/2018"),
        (2018, "Tổ chức", "bac-xa", "Hoàn thành tốt nhiệm vụ", "8", "05/01/2019"),
        (2018, "Đảng viên", "dv-20", "excellent", "8", "05/01/2019"),
        (2018, "Đảng viên", "001234567805", "Miễn", "", ""),
    ],
}


def _member(code: str) -> Member:
    member = member_by_code(code)
    assert member is not None
    return member


@pytest.fixture
def applied(district: District, operator: Actor) -> ImportRun:
    """The whole workbook, applied."""
    run = previewed(workbook(WHOLE), by=operator, on=TODAY)
    assert problems(run) == []
    assert counted(run) == (7, 5, 1, 0)
    apply_import(run, by=operator)
    return run


def test_organizations_are_founded_named_and_moved(applied: ImportRun) -> None:
    founded = placement_by_code("bac-xa-1", on=date(2018, 1, 1))
    renamed = placement_by_code("dong-xa", on=date(2010, 1, 1))
    moved = placement_by_code("dong-xa-2", on=TODAY)
    before = placement_by_code("dong-xa-2", on=date(2018, 5, 31))
    assert founded
    assert renamed
    assert moved
    assert before
    assert (founded.depth, renamed.name) == (3, "Đảng bộ xã Đông")
    assert (moved.parent.code, moved.starts_on, before.parent.code) == ("bac-xa", date(2018, 6, 1), "dong-xa")


def test_members_are_enrolled_corrected_transferred_and_end(applied: ImportRun) -> None:
    new, moved, full, dead = (_member(code) for code in ("dv-20", "dv-02", "dv-03", "dv-04"))
    assert particulars_of(new).card_number == "001234567820"
    assert [(post.post, post.organization.code, post.starts_on) for post in posts_of(new)] == [
        ("secretary", "bac-xa-1", date(2019, 2, 1)),
        ("committee", "dong-xa-1", TODAY),
    ]
    assert particulars_of(moved).full_name == "Trần Văn Hạ"
    assert [(row.organization.code, row.ends_on, row.leaving) for row in memberships_of(moved)] == [
        ("dong-xa-1", TODAY, "transferred"),
        ("bac-xa-1", None, ""),
    ]
    assert [(row.standing, row.ends_on) for row in standings_of(full)] == [("probationary", TODAY), ("full", None)]
    assert [(row.ends_on, row.leaving) for row in memberships_of(dead)] == [(date(2019, 10, 3), "died")]


def test_results_come_in_under_the_rules_of_their_year(applied: ImportRun) -> None:
    organizations = OrganizationResult.objects.effective().order_by("year")
    assert [(row.year, row.category, row.exemplary, row.decision.number) for row in organizations] == [
        (2017, "clean_and_strong", True, "7"),
        (2018, "good", False, "8"),
    ]
    of_members = MemberResult.objects.effective().order_by("member__code")
    assert [(row.member.code, row.status, row.category, row.organization.code) for row in of_members] == [
        ("dv-05", "exempt", "", "dong-xa-2"),
        ("dv-20", "rated", "excellent", "dong-xa-1"),
    ]


def test_the_list_follows(applied: ImportRun) -> None:
    assert Listing.objects.count() == 9
    assert sum(Headcount.objects.values_list("members", flat=True)) == 9
    assert Listing.objects.get(member=_member("dv-05")).grassroots.code == "bac-xa"


def test_the_import_is_one_entry_with_its_parts(applied: ImportRun) -> None:
    entry = Entry.objects.get(pk=applied.entry_id or 0)
    assert (entry.event, entry.part_of, entry.details["file_name"]) == ("exchange.imported", None, "danh-sach.xlsx")
    assert Entry.objects.filter(part_of=entry.pk).count() == Entry.objects.filter(pk__gt=entry.pk).count()


def test_importing_twice_changes_nothing(applied: ImportRun, operator: Actor) -> None:
    before = the_record()
    again = previewed(workbook(WHOLE), by=operator, on=TODAY)
    assert (problems(again), counted(again)) == ([], (0, 0, 13, 0))
    apply_import(again, by=operator)
    assert (again.state, again.entry_id, the_record() == before) == ("applied", None, True)


def test_undo_brings_the_record_and_the_list_back(district: District, operator: Actor) -> None:
    before = the_record(), sorted(Listing.objects.values_list("member_id", "organization_id", "full_name"))
    run = previewed(workbook(WHOLE), by=operator, on=TODAY)
    apply_import(run, by=operator)
    undo_import(run, by=operator)
    assert (the_record(), sorted(Listing.objects.values_list("member_id", "organization_id", "full_name"))) == before
    run.refresh_from_db()
    assert (run.state, run.undo_entry_id is not None) == ("undone", True)
    with pytest.raises(Refusal) as refused:
        undo_import(run, by=operator)
    assert refused.value.code == "exchange.undone_already"


def test_undo_is_refused_when_something_builds_on_the_import(applied: ImportRun, operator: Actor) -> None:
    corrected = particulars_of(_member("dv-20"))
    correct_particulars(by=operator, corrections=[(corrected, {"religion": "Không"})])
    before = the_record()
    with pytest.raises(Refusal) as refused:
        undo_import(applied, by=operator)
    applied.refresh_from_db()
    assert (refused.value.code, applied.state, the_record() == before) == ("journal.built_upon", "applied", True)


def test_an_import_is_applied_once(applied: ImportRun, operator: Actor) -> None:
    for step in (lambda: apply_import(applied, by=operator), lambda: begin_applying(applied, by=operator)):
        with pytest.raises(Refusal) as refused:
            step()
        assert refused.value.code == "exchange.applied_already"


def test_a_second_click_is_refused(district: District, operator: Actor) -> None:
    run = previewed(members(NEW), by=operator, on=TODAY)
    stale = ImportRun.objects.get(pk=run.pk)
    apply_import(run, by=operator)
    with pytest.raises(Refusal) as refused:
        apply_import(stale, by=operator)
    assert refused.value.code == "exchange.applied_already"
    assert Member.objects.effective().filter(code="dv-20").count() == 1


def test_nothing_is_half_written_when_writing_fails(
    district: District, operator: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = the_record()
    rows = {**WHOLE, "Xếp loại": [*WHOLE["Xếp loại"], (2018, "Đảng viên", "dv-06", "HTTNV", "8", "05/01/2019")]}
    run = previewed(workbook(rows), by=operator, on=TODAY)
    with connection.cursor() as cursor:
        # The last table written to is out of order: a real failure, after everything else was written.
        cursor.execute("ALTER TABLE classification_memberresult RENAME TO elsewhere")
        try:
            with pytest.raises(Exception, match="classification_memberresult"):
                apply_import(run, by=operator)
        finally:
            cursor.execute("ALTER TABLE elsewhere RENAME TO classification_memberresult")
    run.refresh_from_db()
    assert (run.state, the_record() == before) == ("previewed", True)
    apply_import(run, by=operator)
    assert run.counters["accepted"] == 14


def test_a_run_whose_process_was_killed_can_be_started_again(district: District, operator: Actor) -> None:
    run = start_import(by=operator, file_name="a.xlsx", content=members(NEW), scope=None, on=TODAY)
    ImportRun.objects.filter(pk=run.pk).update(state="reading", done=500)
    preview_import(run)
    assert (run.state, counted(run), run.rows.count()) == ("previewed", (1, 0, 0, 0), 1)
    begin_applying(run, by=operator)
    apply_import(ImportRun.objects.get(pk=run.pk), by=operator)
    run.refresh_from_db()
    assert (run.state, run.content) == ("applied", None)


def test_the_jobs_preview_and_apply(district: District, operator: Actor) -> None:
    run = start_import(by=operator, file_name="a.xlsx", content=members(NEW), scope=None, on=TODAY)
    preview_task.func(run.pk)
    begin_applying(ImportRun.objects.get(pk=run.pk), by=operator)
    apply_task.func(run.pk)
    run.refresh_from_db()
    assert (run.state, run.done, run.total) == ("applied", 1, 1)
    apply_task.func(run.pk)
    run.refresh_from_db()
    assert run.state == "applied"


def test_the_record_may_have_changed_since_the_preview(district: District, operator: Actor) -> None:
    run = previewed(members(NEW), by=operator, on=TODAY)
    apply_import(previewed(members(NEW), by=operator, on=TODAY), by=operator)
    apply_import(run, by=operator)
    assert (counted(run), run.entry_id) == ((0, 0, 1, 0), None)


def test_a_cell_that_is_left_empty_erases_nothing(district: District, operator: Actor) -> None:
    run = previewed(members(("dv-01", "", "", "", "", "")), by=operator, on=TODAY)
    assert counted(run) == (0, 0, 1, 0)


@pytest.mark.parametrize(
    ("named", "cell"),
    [
        ("Chi bộ thôn Đông 1", "dong-xa-1"),
        ("CHI BỘ THÔN ĐÔNG 1, Đảng bộ xã Đông Xá", "dong-xa-1"),
        ("Chi bo thon Tay 1 - Đảng bộ xã Tây Xá", "tay-xa-1"),
        ("", "dong-xa-2"),
    ],
)
def test_a_cell_is_named_by_code_or_name_or_left_to_the_scope(
    district: District, operator: Actor, named: str, cell: str
) -> None:
    scope = district.organizations["dong-xa-2"] if not named else None
    run = previewed(members((*NEW[:3], named, *NEW[4:])), by=operator, on=TODAY, scope=scope)
    apply_import(run, by=operator)
    membership = membership_on(_member("dv-20"), on=TODAY)
    assert membership is not None
    assert membership.organization.code == cell


def test_an_ambiguous_name_is_refused_with_its_candidates(district: District, operator: Actor) -> None:
    both = [("trung", f"Chi bộ trường học, số {place}") for place in (1, 2)]
    rows: list[tuple[Any, ...]] = [
        (f"{code}-{place}", "Chi bộ trường học", "Chi bộ trực thuộc", place, "")
        for (code, _name), place in zip(both, ("dong-xa", "tay-xa"), strict=True)
    ]
    content = workbook(
        {
            "Tổ chức": [ORGANIZATION_HEADER, *rows],
            "Đảng viên": [MEMBER_HEADER, (*NEW[:3], "Chi bộ trường học", *NEW[4:])],
        }
    )
    run = previewed(content, by=operator, on=TODAY)
    assert problems(run) == [
        (
            "Trang “Đảng viên”, dòng 2: Cột D “Mã tổ chức”: “Chi bộ trường học” có thể là: "
            "Chi bộ trường học, Đảng bộ xã Đông Xá (trung-dong-xa); Chi bộ trường học, Đảng bộ xã Tây Xá "
            "(trung-tay-xa). "
            "Ghi mã của tổ chức."
        )
    ]


def test_the_same_name_and_birth_date_only_warn(district: District, operator: Actor) -> None:
    row = ("dv-30", "NHỮ THỊ HÂN", "01/01/1970", "dong-xa-1", "001234567830", "")
    run = previewed(members(row), by=operator, on=TODAY)
    assert [row.told_warnings for row in run.rows.all()] == [
        [
            (
                "Trang “Đảng viên”, dòng 2: Cột B “Họ và tên”: Trùng họ tên và ngày sinh 01/01/1970 với dv-01. "
                "Kiểm tra có phải cùng một người."
            )
        ]
    ]
    assert counted(run) == (1, 0, 0, 0)


def test_an_unusual_size_only_warns(district: District, operator: Actor) -> None:
    rows = [(f"m-{n}", f"Lê Văn {n}", "", "dong-xa-1", "", "") for n in range(230)]
    run = previewed(members(*rows), by=operator, on=TODAY)
    assert (counted(run), run.notes) == (
        (230, 0, 0, 0),
        ["“Chi bộ thôn Đông 1” (dong-xa-1) sẽ có 233 đảng viên; thường có từ 3 đến 30."],
    )


def test_unknown_columns_are_named_and_ignored(district: District, operator: Actor) -> None:
    header = ("STT", "Cỡ giày", *MEMBER_HEADER, "Lý do")
    run = previewed(members((1, 41, *NEW, "x"), header=header), by=operator, on=TODAY)
    assert (counted(run), run.notes) == (
        (1, 0, 0, 0),
        ["Trang “Đảng viên”: không đọc các cột không được biết: Cỡ giày."],
    )


def test_the_number_of_queries_does_not_grow_with_the_rows(district: District, operator: Actor) -> None:
    def queries(count: int, first: int) -> int:
        rows = [
            (f"q-{n}", f"Lê Văn {n}", "03/02/1980", "dong-xa-1", f"{n:012}", "Chính thức")
            for n in range(first, first + count)
        ]
        run = start_import(by=operator, file_name="a.xlsx", content=members(*rows), scope=None, on=TODAY)
        with CaptureQueriesContext(
            connection,
        ) as captured:
            preview_import(run)
            apply_import(run, by=operator)
        assert run.counters["new"] == count
        return len(captured)

    assert queries(1, 1000) == queries(200, 2000)
