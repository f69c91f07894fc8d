"""Whatever is wrong with a backup or a key is said in a sentence, before anything is written."""

import gzip
import json
from pathlib import Path

import pyrage
import pytest

from tests.safekeeping.conftest import Taken
from vungmanh.foundation.refusals import Refusal
from vungmanh.safekeeping.keys import decrypting_key, encrypting_key, make_key
from vungmanh.safekeeping.reading import check_backup


def refused(file: Path, key: Path | None = None) -> str:
    with pytest.raises(Refusal) as raised:
        check_backup(file, decrypting_key(key) if key else None)
    return raised.value.code


def lines_of(file: Path) -> list[bytes]:
    return gzip.decompress(file.read_bytes()).splitlines(keepends=True)


def test_a_whole_backup_is_read_to_its_end(taken: Taken) -> None:
    assert check_backup(taken.file, None).rows == taken.clear.data["rows"]
    assert check_backup(taken.encrypted, decrypting_key(taken.key)).head == taken.sealed.data["head"]


@pytest.mark.parametrize(
    "damage",
    ["cut", "flipped", "row changed", "row lost", "table lost", "end lost", "other end", "more", "no line end"],
)
def test_a_damaged_backup_is_refused(taken: Taken, tmp_path: Path, damage: str) -> None:
    content, lines = taken.file.read_bytes(), lines_of(taken.file)
    row = next(number for number, line in enumerate(lines) if "Hoà".encode() in line)
    changed = {
        "cut": content[: len(content) // 2],
        "flipped": content[:2000] + bytes([content[2000] ^ 1]) + content[2001:],
        "row changed": gzip.compress(b"".join(lines).replace("Hoà".encode(), "Hòa".encode())),
        "row lost": gzip.compress(b"".join(lines[:row] + lines[row + 1 :])),
        "table lost": gzip.compress(b"".join(lines[:1] + lines[row:])),
        "end lost": gzip.compress(b"".join(lines[:-1])),
        "other end": gzip.compress(b"".join([*lines[:-1], b'{"end":true,"tables":{}}\n'])),
        "more": content + gzip.compress(b"[]\n"),
        "no line end": gzip.compress(b"".join(lines)[:-1]),
    }
    (tmp_path / "a.backup").write_bytes(changed[damage])
    assert refused(tmp_path / "a.backup") == "safekeeping.damaged"


@pytest.mark.parametrize("cut", [100, 3000, -1])
def test_a_cut_off_encrypted_backup_is_damaged(taken: Taken, tmp_path: Path, cut: int) -> None:
    (tmp_path / "a.backup").write_bytes(taken.encrypted.read_bytes()[:cut])
    assert refused(tmp_path / "a.backup", taken.key) == "safekeeping.damaged"


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04 a workbook", gzip.compress(b"text"), gzip.compress(b"[1]\n")])
def test_something_else_is_no_backup(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "a.backup").write_bytes(content)
    assert refused(tmp_path / "a.backup") == "safekeeping.not_a_backup"
    assert refused(tmp_path / "none") == "safekeeping.no_such_file"


def test_a_file_that_another_program_encrypted_is_no_backup(taken: Taken, tmp_path: Path) -> None:
    (tmp_path / "a.age").write_bytes(pyrage.encrypt(b"a letter", [encrypting_key(taken.key)]))
    assert refused(tmp_path / "a.age", taken.key) == "safekeeping.not_a_backup"


def test_an_encrypted_backup_opens_with_its_secret_key_only(taken: Taken) -> None:
    assert refused(taken.encrypted) == "safekeeping.needs_key"
    assert refused(taken.encrypted, taken.folder / "wrong") == "safekeeping.wrong_key"
    assert refused(taken.encrypted, taken.folder / "key.pub") == "safekeeping.public_key"
    assert refused(taken.encrypted, taken.folder / "no key") == "safekeeping.no_key_file"
    assert refused(taken.encrypted, taken.file) == "safekeeping.not_a_key"


@pytest.mark.parametrize("newer", ["format", "migration"])
def test_a_backup_of_a_newer_version_is_refused(taken: Taken, tmp_path: Path, newer: str) -> None:
    first, *rest = lines_of(taken.file)
    header = json.loads(first)
    if newer == "format":
        header["format"] = 2
    else:
        header["migrations"]["members"].append("0099_later")
    begun = json.dumps(header).encode() + b"\n"
    (tmp_path / "a.backup").write_bytes(gzip.compress(b"".join([begun, *rest])))
    assert refused(tmp_path / "a.backup") == "safekeeping.newer"


def test_a_key_is_never_overwritten(tmp_path: Path) -> None:
    public = make_key(tmp_path / "key")
    before = (tmp_path / "key").read_text()
    with pytest.raises(Refusal) as raised:
        make_key(tmp_path / "key")
    assert (raised.value.code, (tmp_path / "key").read_text()) == ("safekeeping.key_exists", before)
    assert str(encrypting_key(tmp_path / "key")) == str(encrypting_key(public))
