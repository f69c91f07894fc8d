"""Columns and words of foreign workbooks: guessed, chosen, remembered; they change nothing in the record themselves."""

from datetime import date

import pytest

from tests.conftest import TODAY, District
from tests.exchange.record import the_record
from tests.exchange.workbooks import counted, members, previewed, problems, workbook
from vungmanh.exchange.actions import apply_import, begin_applying, preview_import, undo_import
from vungmanh.exchange.choices import SKIPPED, SheetChoice
from vungmanh.exchange.expiring import expire_imports
from vungmanh.exchange.models import ImportRun, ImportState, Mapping, MappingKind
from vungmanh.exchange.rejects import rejects_workbook
from vungmanh.exchange.remembering import Chosen, Meaning, choose, forget
from vungmanh.foundation.actors import Actor
from vungmanh.foundation.refusals import Refusal
from vungmanh.members.queries import member_by_code, particulars_of

HEADER = ("Mã", "Họ và tên", "Ngày sinh", "Chi bộ", "Trạng thái", "Giới tính")
ROW = ("dv-20", "Lê Văn Ba", "01/02/1970", "CB thôn Đông 1", "ĐV chính thức", "Nam giới")


def chosen(run: ImportRun, operator: Actor, *meanings: Meaning, **sheets: SheetChoice) -> ImportRun:
    """The run, previewed anew with these choices."""
    choose(run, Chosen(meanings, sheets), by=operator, seen=run.previews)
    preview_import(run)
    run.refresh_from_db()
    return run


def mapped(run: ImportRun, operator: Actor) -> ImportRun:
    """The run with the likeliest guess confirmed for each word."""
    meanings = [Meaning(one["kind"], one["context"], one["written"], one["guesses"][0]["ours"]) for one in run.unknown]
    return chosen(run, operator, *meanings)


def test_words_that_say_the_same_are_proposed_and_never_applied_by_themselves(
    district: District, operator: Actor
) -> None:
    run = previewed(members(ROW, ("dv-21", *ROW[1:]), header=HEADER), by=operator, on=TODAY)
    assert counted(run) == (0, 0, 0, 2)
    told = [(one["kind"], one["written"], one["count"], one["guesses"][0]["ours"]) for one in run.unknown]
    assert told == [
        ("organization", "CB thôn Đông 1", 2, "dong-xa-1"),
        ("standing", "ĐV chính thức", 2, "full"),
        ("gender", "Nam giới", 2, "male"),
    ]
    assert all(one["guesses"][0]["is_sure"] for one in run.unknown)


def test_confirmed_words_are_remembered_applied_next_time_and_told(district: District, operator: Actor) -> None:
    before = the_record()
    first = mapped(previewed(members(ROW, header=HEADER), by=operator, on=TODAY), operator)
    assert (counted(first), first.unknown, the_record() == before) == ((1, 0, 0, 0), [], True)
    apply_import(first, by=operator)
    member = member_by_code("dv-20")
    assert member is not None
    assert particulars_of(member).gender == "male"
    again = previewed(members(ROW, header=HEADER), by=operator, on=TODAY)
    assert counted(again) == (0, 0, 1, 0)
    assert again.notes[0] == (
        "Đã dùng 3 lựa chọn đã nhớ: “CB thôn Đông 1” → dong-xa-1; “ĐV chính thức” → Chính thức; “Nam giới” → Nam."
    )
    undo_import(first, by=operator)
    assert the_record() == before


def test_an_import_can_go_without_what_is_remembered(district: District, operator: Actor) -> None:
    mapped(previewed(members(ROW, header=HEADER), by=operator, on=TODAY), operator)
    run = previewed(members(ROW, header=HEADER), by=operator, on=TODAY)
    assert counted(run) == (1, 0, 0, 0)
    run.uses_mappings = False
    run.save()
    preview_import(run)
    assert (counted(run), len(run.unknown)) == ((0, 0, 0, 1), 3)


def test_what_is_remembered_belongs_to_one_organization(district: District, operator: Actor) -> None:
    scope = district.organizations["dong-xa"]
    mapped(previewed(members(ROW, header=HEADER), by=operator, on=TODAY, scope=scope), operator)
    elsewhere = district.organizations["yen-thu"]
    assert [
        counted(previewed(members(ROW, header=HEADER), by=operator, on=TODAY, scope=one)) for one in (scope, elsewhere)
    ] == [(1, 0, 0, 0), (0, 0, 0, 1)]


def test_forgetting_changes_only_imports_read_later(district: District, operator: Actor) -> None:
    run = mapped(previewed(members(ROW, header=HEADER), by=operator, on=TODAY), operator)
    for mapping in Mapping.objects.all():
        forget(mapping)
    assert counted(previewed(members(ROW, header=HEADER), by=operator, on=TODAY)) == (0, 0, 0, 1)
    apply_import(run, by=operator)
    assert counted(run) == (1, 0, 0, 0)


def test_words_whose_rows_are_not_taken_are_rejected_by_name(district: District, operator: Actor) -> None:
    known = (*ROW[:3], "dong-xa-1", *ROW[4:])
    run = previewed(members(known, header=HEADER), by=operator, on=TODAY)
    run = chosen(
        run,
        operator,
        Meaning(MappingKind.STANDING, "", "ĐV chính thức", ""),
        Meaning(MappingKind.GENDER, "", "Nam giới", "male"),
    )
    assert problems(run) == [
        (
            "Trang “Đảng viên”, dòng 2: Cột E “Trạng thái”: Đã chọn không nhận các dòng ghi “ĐV chính thức”. "
            "Sửa ô, hoặc bỏ lựa chọn này ở trang Các lựa chọn đã nhớ."
        )
    ]


@pytest.mark.parametrize(
    ("text", "guesses"),
    [
        ("CHI BO THON DONG 1", None),
        ("cb thôn Đông 01", [("dong-xa-1", True)]),
        ("Đông 1", [("dong-xa-1", True)]),
        ("Chi bộ thôn Đôngg 1", [("dong-xa-1", False), ("tay-xa-1", False)]),
        ("Chi bộ thôn Đông 7", []),
        ("CB KBNN", [("kho-bac", True)]),
    ],
)
def test_organizations_are_guessed_by_their_words_and_figures(
    district: District, operator: Actor, text: str, guesses: list[tuple[str, bool]] | None
) -> None:
    run = previewed(members((*ROW[:3], text), header=HEADER[:4]), by=operator, on=TODAY)
    told = [[(guess["ours"], guess["is_sure"]) for guess in one["guesses"]] for one in run.unknown]
    assert told == ([] if guesses is None else [guesses])


def test_posts_are_mapped_one_by_one(district: District, operator: Actor) -> None:
    header = ("Mã", "Chức vụ")
    run = previewed(members(("dv-02", "CUV @dong-xa-1 từ 01/06/2015; Bí thư CB"), header=header), by=operator, on=TODAY)
    assert [(one["written"], one["guesses"][0]["ours"]) for one in run.unknown] == [
        ("CUV", "committee"),
        ("Bí thư CB", "secretary"),
    ]
    assert counted(mapped(run, operator)) == (0, 1, 0, 0)


def test_results_are_mapped_to_the_categories_of_their_year(district: District, operator: Actor) -> None:
    rows = [("Năm", "Đối tượng", "Mã", "Kết quả"), (2018, "Đảng viên", "dv-02", "HTTNV loại A")]
    run = previewed(workbook({"Xếp loại": rows}), by=operator, on=TODAY)
    assert [(one["kind"], one["years"]) for one in run.unknown] == [("category", [2018])]
    run = chosen(run, operator, Meaning(MappingKind.CATEGORY, "", "HTTNV loại A", "good"))
    assert counted(run) == (1, 0, 0, 0)


@pytest.mark.parametrize(
    ("text", "order", "day"),
    [
        ("04/25/1975", "mdy", date(1975, 4, 25)),
        ("03/04/75", "dmy", date(1975, 4, 3)),
        ("3-4-75", "mdy", date(1975, 3, 4)),
        ("03/04/02", "dmy", date(1902, 4, 3)),
    ],
)
def test_dates_of_a_column_are_read_in_the_chosen_order(
    district: District, operator: Actor, text: str, order: str, day: date
) -> None:
    row = ("dv-20", "Lê Văn Ba", text, "dong-xa-1")
    run = previewed(
        members(row, ("dv-21", "Lê Văn Tư", "03/04/1975", "dong-xa-1"), header=HEADER[:4]), by=operator, on=TODAY
    )
    (asked,) = run.unknown
    assert (asked["kind"], asked["context"], asked["written"], asked["count"]) == ("dates", "members", "Ngày sinh", 2)
    assert run.counters["alerts"][0].startswith("Cột “Ngày sinh” có ngày không đọc được theo ngày/tháng/năm, ví dụ")
    run = chosen(run, operator, Meaning(MappingKind.DATES, "members", "Ngày sinh", order))
    apply_import(run, by=operator)
    member = member_by_code("dv-20")
    assert member is not None
    assert (particulars_of(member).birth_date, run.unknown) == (day, [])


def test_a_column_that_nobody_knows_is_chosen_and_remembered(district: District, operator: Actor) -> None:
    header = ("Mã", "Họ và tên", "Quyển số lý lịch", "Nơi SH")
    row = ("dv-20", "Lê Văn Ba", "77", "dong-xa-1")
    run = previewed(members(row, header=header), by=operator, on=TODAY)
    assert [(one["title"], one["field"], one["how"], one["examples"]) for one in run.found[0]["columns"]] == [
        ("Mã", "code", "known", ["dv-20"]),
        ("Họ và tên", "full_name", "known", ["Lê Văn Ba"]),
        ("Quyển số lý lịch", "", "unknown", []),
        ("Nơi SH", "", "unknown", []),
    ]
    run = chosen(
        run,
        operator,
        Meaning(MappingKind.COLUMN, "members", "Nơi SH", "organization"),
        Meaning(MappingKind.COLUMN, "members", "Quyển số lý lịch", "ignored"),
    )
    assert counted(run) == (1, 0, 0, 0)
    assert [one["how"] for one in run.found[0]["columns"]] == ["known", "known", "chosen", "chosen"]
    again = previewed(members(row, header=header), by=operator, on=TODAY)
    assert (counted(again), again.notes[0]) == (
        (1, 0, 0, 0),
        "Đã dùng 2 lựa chọn đã nhớ: “Quyển số lý lịch” → không đọc; “Nơi SH” → Mã tổ chức.",
    )
    run = chosen(run, operator, Meaning(MappingKind.COLUMN, "members", "Nơi SH", None))
    assert counted(run) == (0, 0, 0, 1)


def test_a_sheet_without_any_known_header_is_told_its_header_and_columns(district: District, operator: Actor) -> None:
    rows = [("Biểu của chi bộ", "lập tháng này"), ("Ký hiệu", "Người", "Ở đâu"), ("dv-20", "Lê Văn Ba", "dong-xa-1")]
    run = previewed(workbook({"Bảng": rows, "Khác": [("a", "b")]}), by=operator, on=TODAY)
    assert (run.state, run.can_be_mapped, run.content is None) == (ImportState.FAILED, True, False)
    assert run.found[0]["rows"] == [
        [1, "Biểu của chi bộ · lập tháng này"],
        [2, "Ký hiệu · Người · Ở đâu"],
    ]
    run = chosen(run, operator, Bảng=SheetChoice("members", 2), Khác=SheetChoice(SKIPPED))
    assert (run.state, run.found[0]["missing"]) == (
        ImportState.FAILED,
        ["Mã / ID / Số thẻ / Số định danh"],
    )
    run = chosen(
        run,
        operator,
        Meaning(MappingKind.COLUMN, "members", "Ký hiệu", "code"),
        Meaning(MappingKind.COLUMN, "members", "Người", "full_name"),
        Meaning(MappingKind.COLUMN, "members", "Ở đâu", "organization"),
    )
    assert (run.state, counted(run)) == (ImportState.PREVIEWED, (1, 0, 0, 0))
    assert "Trang “Khác” không được đọc theo lựa chọn." in run.notes


def test_meanings_that_are_none_of_ours_are_refused(district: District, operator: Actor) -> None:
    scope = district.organizations["dong-xa"]
    run = previewed(members(ROW, header=HEADER), by=operator, on=TODAY, scope=scope)
    for meaning, code in (
        (Meaning(MappingKind.STANDING, "", "x", "emperor"), "exchange.no_meaning"),
        (Meaning(MappingKind.COLUMN, "members", "x", "kind"), "exchange.no_meaning"),
        (Meaning(MappingKind.DATES, "members", "x", ""), "exchange.no_meaning"),
        (Meaning(MappingKind.ORGANIZATION, "", "x", "tay-xa-1"), "exchange.no_such_organization"),
    ):
        with pytest.raises(Refusal) as refused:
            choose(run, Chosen([meaning]), by=operator, seen=run.previews)
        assert refused.value.code == code
    assert (run.state, Mapping.objects.count()) == (ImportState.PREVIEWED, 0)


def test_of_two_people_at_one_import_the_later_is_told(district: District, operator: Actor) -> None:
    run = previewed(members(ROW, header=HEADER), by=operator, on=TODAY)
    seen, meaning = run.previews, Meaning(MappingKind.STANDING, "", "ĐV chính thức", "full")
    stale = ImportRun.objects.get(pk=run.pk)
    choose(run, Chosen([meaning]), by=operator, seen=seen)
    with pytest.raises(Refusal) as reading:
        choose(stale, Chosen([meaning]), by=operator, seen=seen)
    preview_import(run)
    stale.refresh_from_db()
    with pytest.raises(Refusal) as anew:
        choose(stale, Chosen([meaning]), by=operator, seen=seen)
    with pytest.raises(Refusal) as other_preview:
        begin_applying(stale, by=operator, seen=seen)
    begin_applying(run, by=operator, seen=run.previews)
    with pytest.raises(Refusal) as applying:
        choose(stale, Chosen([meaning]), by=operator, seen=run.previews)
    with pytest.raises(Refusal) as twice:
        begin_applying(stale, by=operator, seen=run.previews)
    assert [one.value.code for one in (reading, anew, other_preview, applying, twice)] == [
        "exchange.reading", "exchange.previewed_anew", "exchange.previewed_anew", "exchange.applying",
        "exchange.applying",
    ]  # fmt: skip


def test_rejected_rows_put_right_are_known_as_the_rows_of_their_import(district: District, operator: Actor) -> None:
    run = previewed(
        members(("dv-20", "Lê Văn Ba", "31/02/1970", "dong-xa-1"), header=HEADER[:4]), by=operator, on=TODAY
    )
    apply_import(run, by=operator)
    again = previewed(rejects_workbook(run), by=operator, on=TODAY)
    elsewhere = previewed(rejects_workbook(run), by=operator, on=TODAY, scope=district.organizations["dong-xa"])
    assert (again.origin, elsewhere.origin) == (run, None)


def test_what_was_kept_long_enough_goes_and_the_counters_stay(district: District, operator: Actor) -> None:
    rows = (ROW, ("dv-21", "Lê Văn Tư", "01/02/1970", "dong-xa-1", "Chính thức", "Nam"))
    waiting = previewed(members(*rows, header=HEADER), by=operator, on=TODAY)
    written = previewed(members(*rows, header=HEADER), by=operator, on=TODAY)
    apply_import(written, by=operator)
    begun = waiting.started_at.date()
    assert expire_imports(today=begun) == 0
    assert expire_imports(today=date(begun.year + 1, begun.month, 1)) == 2
    for run in (waiting, written):
        run.refresh_from_db()
    assert [
        (run.state, run.rows.count(), run.content, run.found, run.unknown, counted(run)) for run in (waiting, written)
    ] == [
        (ImportState.EXPIRED, 0, None, [], [], (1, 0, 0, 1)),
        (ImportState.APPLIED, 0, None, [], [], (1, 0, 0, 1)),
    ]
    with pytest.raises(Refusal) as refused:
        apply_import(waiting, by=operator)
    assert refused.value.code == "exchange.expired"
    undo_import(written, by=operator)
    assert member_by_code("dv-21") is None
