"""A disk that is full or may not be written to is told in a sentence, by the command line and by the pages."""

import errno
from pathlib import Path

import pytest
from django.db import DatabaseError

from tests.offices import Office
from tests.safekeeping.conftest import Taken
from tests.web.conftest import Site, site  # noqa: F401  (a fixture)
from vungmanh.foundation.disks import disk_trouble
from vungmanh.journal import sealing

FULL = "Ổ đĩa đã đầy nên không ghi được gì; dữ liệu đã ghi trước đó vẫn nguyên vẹn."
READ_ONLY = "Ổ đĩa hoặc tệp dữ liệu chỉ đọc được nên không ghi được gì."
SMALL_FILES = """
import resource, sys
resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[1]), int(sys.argv[1])))
from vungmanh.cli import main
raise SystemExit(main(sys.argv[2:]))
"""


BACKUP_TO_SMALL_FILES = """
import resource, sys
from vungmanh.cli import main
from vungmanh.safekeeping import taking
take = taking.take_backup
def limited(*args, **kwargs):
    resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[1]), int(sys.argv[1])))
    return take(*args, **kwargs)
taking.take_backup = limited
raise SystemExit(main(sys.argv[2:]))
"""


def with_small_files(office: Office, most: int, *argv: str | Path, program: str = SMALL_FILES) -> tuple[int, str]:
    process = office.start_python(program, str(most), *map(str, argv))
    _out, err = process.communicate()
    return process.returncode, err


@pytest.mark.parametrize("encrypted", [False, True])
def test_a_backup_on_a_full_disk_is_a_sentence_and_leaves_no_file(
    taken: Taken, tmp_path: Path, encrypted: bool
) -> None:
    argv = ["backup", tmp_path / "a.backup", *(["--key", taken.key] if encrypted else [])]
    status, err = with_small_files(taken.office, 2000, *argv, program=BACKUP_TO_SMALL_FILES)
    assert (status, err.startswith(FULL), err.count("\n"), list(tmp_path.iterdir())) == (1, True, 1, []), err


EVERY_SIZE = """
import io, os, resource
from pathlib import Path
import pyrage
from vungmanh.safekeeping import taking
key, file = pyrage.x25519.Identity.generate().to_public(), Path("sizes.backup")
class Stream(io.BytesIO):
    failed = None
resource.setrlimit(resource.RLIMIT_FSIZE, (2000, 2000))
for size in range(1000, 20_000, 50):
    for encrypt in (False, True):
        try:
            with taking._replacing(file) as out:
                taking._encrypt(Stream(os.urandom(size)), out, key) if encrypt else out.write(os.urandom(size))
        except OSError:
            pass
        if file.exists():
            print(size <= 2000 and file.stat().st_size >= size)
            file.unlink()
"""


def test_no_size_of_a_backup_is_cut_short_on_a_full_disk(taken: Taken) -> None:
    """Of one that ends within the buffers of the encryption, it reports no error by itself."""
    assert set(taken.office.python(EVERY_SIZE).split()) == {"True"}


def test_restoring_on_a_full_disk_restores_nothing(taken: Taken, elsewhere: Office) -> None:
    status, err = with_small_files(elsewhere, 100_000, "restore", taken.file)
    assert (status, err.count("\n")) == (1, 1)
    assert not list(elsewhere.home.glob("vungmanh.sqlite3*"))
    assert elsewhere.run("restore", taken.file).status == 0


@pytest.mark.parametrize(
    ("problem", "sentence"),
    [
        (OSError(errno.ENOSPC, "No space left on device"), FULL),
        (DatabaseError("database or disk is full"), FULL),
        (DatabaseError('could not extend file "base/1": No space left on device'), FULL),
        (OSError(errno.EROFS, "Read-only file system"), READ_ONLY),
        (DatabaseError("attempt to write a readonly database"), READ_ONLY),
        (DatabaseError("cannot execute INSERT in a read-only transaction"), READ_ONLY),
        (DatabaseError("syntax error"), ""),
        (None, ""),
    ],
)
def test_what_the_disk_refuses_is_known_by_number_and_words(problem: Exception | None, sentence: str) -> None:
    assert disk_trouble(problem).startswith(sentence)
    assert bool(disk_trouble(problem)) == bool(sentence)


def test_a_page_says_that_the_disk_is_full(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:  # noqa: F811
    client = site.at("office")
    client.raise_request_exception = False

    def full(*_args: object) -> None:
        raise DatabaseError("database or disk is full")

    monkeypatch.setattr(sealing.Written, "seal", full)
    member = site.member("dv-02")
    answer = client.post(f"/members/{member}/standing/", {"standing": "exempt", "on": "01/12/2019"})
    assert (answer.status_code, FULL in answer.content.decode()) == (507, True)
