"""No name stands for half a file, and a full disk is told."""

import errno
from pathlib import Path

import pytest

from vungmanh.documents.files import whole_file
from vungmanh.foundation.refusals import Refusal


def test_a_file_appears_whole_and_for_its_owner_only(tmp_path: Path) -> None:
    with whole_file(tmp_path / "a.pdf") as file:
        file.write(b"x")
        assert not (tmp_path / "a.pdf").exists()
    assert ((tmp_path / "a.pdf").read_bytes(), (tmp_path / "a.pdf").stat().st_mode & 0o777) == (b"x", 0o600)


def test_a_full_disk_leaves_nothing_and_says_so(tmp_path: Path) -> None:
    (tmp_path / "a.pdf").write_bytes(b"old")
    with pytest.raises(Refusal) as refused, whole_file(tmp_path / "a.pdf") as file:
        file.write(b"half")
        raise OSError(errno.ENOSPC, "No space left on device")
    assert refused.value.code == "documents.no_room"
    assert ([each.name for each in tmp_path.iterdir()], (tmp_path / "a.pdf").read_bytes()) == (["a.pdf"], b"old")


def test_a_really_full_disk_is_told_too() -> None:
    with pytest.raises(OSError, match="No space"), Path("/dev/full").open("wb", buffering=0) as full:
        full.write(b"x")
