"""A backup restores into another place, on either database, as the same record."""

import gzip
import stat
from pathlib import Path

from tests.offices import Office
from tests.safekeeping.conftest import Taken

LAST = "from vungmanh.journal.models import Entry; print(Entry.objects.latest('pk').event)"
RENAME = """
from datetime import date
from vungmanh.foundation.actors import Actor
from vungmanh.organizations.actions import rename_organization
from vungmanh.organizations.queries import organization_by_code
rename_organization(by=Actor.operator("t"), on=date(2018, 1, 1), organization=organization_by_code("xa-1"), name="Mới")
"""
LOGIN = "from vungmanh.accounts.models import Login; print(Login.objects.get().check_password('a long password'))"


def verified(office: Office) -> dict[str, object]:
    data: dict[str, object] = office.run("verify", "--format", "json").data
    assert data["problems"] == []
    return data


def test_a_backup_says_what_it_holds_and_that_it_is_not_encrypted(taken: Taken) -> None:
    before = taken.verified.data
    assert (taken.clear.data["hash"], taken.clear.data["head"]) == (before["hash"], before["head"])
    assert (taken.clear.data["encrypted"], taken.sealed.data["encrypted"]) == (False, True)
    assert taken.clear.err == (
        f"CHÚ Ý: bản sao lưu {taken.file} KHÔNG ĐƯỢC MÃ HÓA; ai có tệp này đều đọc được mọi thông tin đảng viên. "
        "Dùng --key để mã hóa.\n"
    )
    assert taken.sealed.err == ""
    assert [stat.S_IMODE(file.stat().st_mode) for file in (taken.file, taken.encrypted, taken.key)] == [0o600] * 3


def test_a_backup_restores_as_the_same_record_and_work_goes_on(taken: Taken, other: Office) -> None:
    before = taken.verified.data
    restored = other.run("restore", taken.file, "--format", "json")
    assert (restored.status, restored.data["hash"], restored.data["rows"]) == (
        0, before["hash"], taken.clear.data["rows"],
    )  # fmt: skip
    after = verified(other)
    assert (after["hash"], after["counts"]) == (before["hash"], before["counts"])
    assert other.run("verify", "--head", str(before["head"])).status == 0
    assert (other.python(LOGIN), other.python(LAST)) == ("True\n", "safekeeping.restored\n")
    other.python(RENAME)
    verified(other)


def test_one_database_restores_into_the_other_and_back(
    taken: Taken, elsewhere: Office, other: Office, tmp_path: Path
) -> None:
    before = taken.verified.data["hash"]
    assert elsewhere.run("restore", taken.file).status == 0
    assert verified(elsewhere)["hash"] == before
    assert elsewhere.run("backup", tmp_path / "back.backup").status == 0
    assert elsewhere.python(LAST) == "safekeeping.backed_up\n"
    assert other.run("restore", tmp_path / "back.backup").status == 0
    assert verified(other)["hash"] == before


def test_an_encrypted_backup_restores_with_its_secret_key(taken: Taken, other: Office) -> None:
    assert other.run("restore", taken.encrypted, "--key", taken.key).status == 0
    assert verified(other)["hash"] == taken.verified.data["hash"]


def test_a_backup_is_never_overwritten_unless_told(taken: Taken, tmp_path: Path) -> None:
    file = tmp_path / "a.backup"
    file.write_bytes(b"something else")
    ran = taken.office.run("backup", file)
    sentence = f"Đã có tệp “{file}”, không ghi đè. Chọn tên tệp khác, hoặc thêm --force để thay tệp đó.\n"
    assert (ran.status, ran.err, file.read_bytes()) == (1, sentence, b"something else")
    assert taken.office.run("backup", file, "--force").status == 0
    assert gzip.decompress(file.read_bytes()).startswith(b'{"vungmanh":"backup"')


def test_only_an_empty_place_is_restored_into(taken: Taken, other: Office) -> None:
    ran = taken.office.run("restore", taken.file)
    assert ran.status == 1
    assert ran.err.startswith("Chỉ khôi phục vào nơi trống, nhưng cơ sở dữ liệu này đã có dữ liệu: accounts_login, ")
    assert verified(taken.office)["hash"] == taken.verified.data["hash"]
    assert other.run("init").status == 0
    assert other.run("restore", taken.file).status == 0
    assert verified(other)["hash"] == taken.verified.data["hash"]


def test_a_backup_can_be_checked_without_restoring(taken: Taken, other: Office) -> None:
    checked = other.run("restore", taken.file, "--check", "--format", "json")
    assert checked.data | {"encrypted": False} == taken.clear.data
    assert not (other.home / "vungmanh.sqlite3").exists()


def test_sessions_jobs_and_derived_lists_are_left_out(taken: Taken) -> None:
    tables = set(taken.clear.data["tables"])
    assert {"members.member", "accounts.login", "journal.entry", "journal.seal", "exchange.importrun"} <= tables
    assert not [name for name in tables if name.startswith(("sessions.", "django_tasks", "usersessions."))]
    assert not tables & {"members.listing", "members.headcount", "members.listingday"}


def test_a_backup_is_a_matter_of_its_own_moment(taken: Taken, other: Office, tmp_path: Path) -> None:
    """What is written while a backup is being read from the database is not in it."""
    program = """
import sys
from datetime import datetime, UTC
from pathlib import Path
from vungmanh.safekeeping import taking
lines = taking._Stream._lines
def slowly(self, at):
    for number, line in enumerate(lines(self, at)):
        if number == 20:
            print("begun", flush=True)
            sys.stdin.readline()
        yield line
taking._Stream._lines = slowly
taking.take_backup(Path(sys.argv[1]), at=datetime.now(UTC))
"""
    assert other.run("restore", taken.file).status == 0
    before = verified(other)
    backing_up = other.start_python(program, str(tmp_path / "a.backup"))
    assert backing_up.stdout is not None
    assert backing_up.stdout.readline() == "begun\n"
    second = other.run("backup", tmp_path / "a.backup")
    assert second.err.startswith("Một lần sao lưu khác đang ghi vào")
    other.python(RENAME)
    assert verified(other)["hash"] != before["hash"]
    assert backing_up.communicate("go\n")[1] == ""
    checked = other.run("restore", tmp_path / "a.backup", "--check", "--format", "json").data
    assert (checked["hash"], checked["head"]) == (before["hash"], before["head"])
