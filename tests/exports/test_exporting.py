"""Exports from order to expiry: made again after a kill, refused when rights end, registered for good."""

import errno
import os
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django_tasks.base import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from tests.conftest import TODAY, District
from vungmanh.access.capacities import capacities
from vungmanh.accounts.actions import give_login
from vungmanh.accounts.queries import actor_in
from vungmanh.documents.formats import Format
from vungmanh.exports import actions
from vungmanh.exports.checks import MOST_ROWS, file_of
from vungmanh.exports.contract import Order
from vungmanh.exports.models import Export, ExportState
from vungmanh.exports.tasks import enqueue, export_task, give_up_lost
from vungmanh.foundation.actors import Actor
from vungmanh.foundation.refusals import Refusal
from vungmanh.journal.models import Entry
from vungmanh.members.actions import end_posts
from vungmanh.members.models import PostHeld


@pytest.fixture(autouse=True)
def own_folder(settings: Any, tmp_path: Path) -> Path:
    settings.MEDIA_ROOT = tmp_path
    return tmp_path / "exports"


@pytest.fixture
def office(district: District, operator: Actor) -> Actor:
    """The organization office of the district."""
    login = give_login(by=operator, member=district.members["dv-08"], username="office", password="kim-phu-2018-x")
    return actor_in(login, capacities(login, on=TODAY)[0])


def ordered(district: District, by: Actor, form: str = "xlsx", query: str = "") -> Export:
    order = Order(by, district.placement("yen-thu"), TODAY, "vi", {"list": "members", "query": query})
    return actions.order_export(code="list", order=order, form=form, today=TODAY)


def names_in(folder: Path) -> list[str]:
    return [each.name for each in folder.iterdir()]


def codes_of(refused: Any) -> str:
    return str(refused.value.code)


def test_an_export_is_made_kept_and_registered(district: District, office: Actor) -> None:
    export = ordered(district, office)
    actions.make_export(export, today=TODAY)
    assert (export.state, export.total, export.kept_until) == (ExportState.DONE, 9, date(2019, 12, 27))
    assert (export.size, len(export.digest)) == (file_of(export).stat().st_size, 64)
    entry = Entry.objects.get(event="exports.exported")
    told = [entry.details[name] for name in ("rows", "day", "form", "digest")]
    assert told == [9, "20/12/2019", "xlsx", export.digest]
    assert (entry.capacity, entry.organization_id) == (office.capacity, district.organizations["yen-thu"].pk)


@pytest.mark.parametrize("form", ["xlsx", "csv", "docx", "pdf"])
def test_the_same_order_gives_the_same_bytes(district: District, office: Actor, form: str) -> None:
    exports = [ordered(district, office, form) for _each in range(2)]
    for export, today in zip(exports, (TODAY, date(2019, 12, 25)), strict=True):
        actions.make_export(export, today=today)
    assert exports[0].digest == exports[1].digest != ""


def test_what_a_killed_worker_left_is_made_again(district: District, office: Actor, own_folder: Path) -> None:
    export = ordered(district, office)
    own_folder.mkdir()
    (own_folder / f"{export.file}.part").write_bytes(b"half")
    Export.objects.filter(pk=export.pk).update(state=ExportState.RUNNING, done=4)
    export_task.func(export.pk)
    export.refresh_from_db()
    assert (export.state, names_in(own_folder)) == (ExportState.DONE, [export.file])
    export_task.func(export.pk)
    assert Entry.objects.filter(event="exports.exported").count() == 1


def test_a_job_that_was_given_up_says_so(district: District, office: Actor) -> None:
    export = ordered(district, office)
    enqueue(export)
    DBTaskResult.objects.update(status=TaskResultStatus.FAILED)
    give_up_lost()
    export.refresh_from_db()
    assert (export.state, "bị ngắt giữa chừng" in export.message) == (ExportState.FAILED, True)


def test_the_right_is_asked_again_when_the_job_runs(district: District, office: Actor, operator: Actor) -> None:
    export = ordered(district, office)
    post = PostHeld.objects.effective().get(member=district.members["dv-08"])
    end_posts(by=operator, posts=[post], on=TODAY)
    export_task.func(export.pk)
    export.refresh_from_db()
    assert (export.state, "không còn quyền" in export.message) == (ExportState.FAILED, True)
    assert not file_of(export).exists()


def test_a_list_emptied_meanwhile_is_told(district: District, office: Actor) -> None:
    export = ordered(district, office)
    Export.objects.filter(pk=export.pk).update(parameters={"list": "members", "query": "words=zzzz"})
    export.refresh_from_db()
    with pytest.raises(Refusal) as refused:
        actions.make_export(export, today=TODAY)
    assert (codes_of(refused), export.state) == ("exports.empty", ExportState.FAILED)


def test_a_full_disk_fails_with_a_sentence(district: District, office: Actor, monkeypatch: pytest.MonkeyPatch) -> None:
    export = ordered(district, office)

    def full(_descriptor: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(Refusal) as refused:
        actions.make_export(export, today=TODAY)
    assert (codes_of(refused), names_in(file_of(export).parent)) == ("documents.no_room", [])
    assert (export.state, "đã đầy" in export.message) == (ExportState.FAILED, True)


def test_files_go_after_their_days_and_lines_stay(district: District, office: Actor) -> None:
    export = ordered(district, office)
    actions.make_export(export, today=TODAY)
    assert actions.expire_exports(today=date(2019, 12, 27)) == 0
    assert actions.fetch_export(export, by=office, today=date(2019, 12, 27)) == file_of(export)
    assert actions.expire_exports(today=date(2019, 12, 28)) == 1
    export.refresh_from_db()
    with pytest.raises(Refusal) as refused:
        actions.fetch_export(export, by=office, today=date(2019, 12, 28))
    assert (codes_of(refused), file_of(export).exists()) == ("exports.expired", False)


def test_a_format_has_only_so_many_rows(district: District, office: Actor, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(MOST_ROWS, Format.PDF.value, 8)
    with pytest.raises(Refusal) as refused:
        ordered(district, office, "pdf")
    assert (codes_of(refused), "9" in refused.value.what) == ("exports.too_many_rows", True)


def test_guarded_particulars_are_in_no_list(district: District, office: Actor) -> None:
    export = ordered(district, office, "csv", "columns=name,ethnicity,religion,citizen_id")
    actions.make_export(export, today=TODAY)
    header = file_of(export).read_text(encoding="utf-8-sig").splitlines()[0]
    assert (export.total, [word for word in ("Dân tộc", "Tôn giáo", "định danh") if word in header]) == (9, [])
